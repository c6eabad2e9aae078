"""Pure helpers on strings: decoding, offsets, normal forms, shingles, dates, names, vectors."""
