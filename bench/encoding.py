"""Mojibake mended and charsets told: sound texts damaged in memory, then read back (texts of six sets, many languages).

A text counts as right when every character is. Of one cut inside a character, all before that character.
"""

from __future__ import annotations

import codecs
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

import ftfy
from charset_normalizer import from_bytes

from harness import DATA, Result, Row, digest, half, main, package, read_rows, sample
from wiredesk.text.decoding import clean, decode
from wiredesk.text.mojibake import mend

WRONG = ("cp1252", "cp874", "cp1251", "latin-1")
LONGEST, SHORTEST = 2500, 150  # characters of a text
PER_LANGUAGE = 60  # texts of one language in each half
PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u202f": " "})
LEGACY = {
    "cp1252": ("de", "en", "es", "fr", "pt", "sv", "no", "it"),
    "cp1254": ("tr",),
    "cp1256": ("ar",),
    "cp1251": ("ru", "uk", "bg"),
    "koi8-r": ("ru",),
    "iso-8859-2": ("pl", "cs", "sk", "hu", "hr", "sl"),
    "cp1250": ("pl", "cs", "sk", "hu", "hr", "sl"),
    "cp1253": ("el",),
    "cp1255": ("he",),
    "cp1257": ("lt",),
    "gb18030": ("zh",),
    "shift_jis": ("ja",),
    "euc-kr": ("ko",),
    "cp874": ("th",),
}
COUNTRY = {"at": "de", "de": "de", "ch": "de", "lu": "de", "li": "de", "uk": "en", "us": "en", "ca": "en", "au": "en",
           "fr": "fr", "es": "es", "mx": "es", "py": "es", "jp": "ja", "cn": "zh", "kr": "ko", "no": "no", "se": "sv",
           "pl": "pl", "pt": "pt", "ru": "ru", "vn": "vi", "il": "he"}  # fmt: skip


class Text(NamedTuple):
    """A sound text."""

    key: str  # what the halves are split by
    language: str
    words: str


def texts() -> Iterator[Text]:
    """Texts of the sets, long ones in portions, each as clean characters."""
    for row in read_rows(DATA / "fundus_extraction" / "gold.jsonl"):
        body = "\n\n".join(words for section in row["sections"] for words in section["paragraphs"])
        country = row["html_file"].split("/")[1][:2]
        yield from portions(row["publisher"], COUNTRY.get(country, country), body)
    for row in read_rows(DATA / "semeval2022_task8_text" / "pairs.jsonl"):
        for side in ("text_1", "text_2"):
            yield from portions(row["id"], row["lang"], row[side] or "")
    for row in read_rows(DATA / "tempeval3" / "krauts_de.jsonl"):
        yield from portions(row["id"], "de", row["text"])
    for row in read_rows(DATA / "german_wikinews_quotes" / "train.jsonl"):
        yield from portions(row["id"], "de", row["text"])
    for row in read_rows(DATA / "polnear" / "train.jsonl"):
        yield from portions(row["id"], "en", row["text"])


def examples() -> Iterator[Text]:
    """The example sentences that spaCy keeps of languages of which the sets hold little; five to a text."""
    languages = sorted({language for group in LEGACY.values() for language in group})
    for language in languages:
        try:
            sentences = import_module(f"spacy.lang.{language}.examples").sentences
        except ModuleNotFoundError:
            continue
        for start in range(0, len(sentences), 5):
            yield Text(f"spacy {language}", language, clean(" ".join(sentences[start : start + 5])))


def portions(key: str, language: str, words: str) -> Iterator[Text]:
    """The paragraphs of a text, put together up to the longest portion."""
    held = ""
    for paragraph in [*clean(words).split("\n\n"), ""]:
        if held and (not paragraph or len(held) + len(paragraph) > LONGEST):
            if len(held) >= SHORTEST:
                yield Text(key, language, held[:LONGEST])
            held = ""
        held = f"{held}\n\n{paragraph}" if held else paragraph


def chosen(part: str) -> list[Text]:
    """A fixed sample of one half, some of every language."""
    by_language: dict[str, list[Text]] = {}
    for text in texts():
        if half(text.key) == part:
            by_language.setdefault(text.language, []).append(text)
    return [text for language in sorted(by_language) for text in sample(by_language[language], PER_LANGUAGE)]


# ------------------------------------------------------------------ damage


class Damaged(NamedTuple):
    """A text after some damage."""

    kind: str
    words: str
    right: str  # what it was, as far as that can be known
    spare: int = 0  # characters at the end that nobody can know


def wrongly(words: str, charset: str) -> str:
    """UTF-8 read in another charset; bytes that it leaves open stand for themselves, as browsers have it."""
    return "".join(
        bytes([byte]).decode(charset, "replace").replace("\ufffd", chr(byte))
        for byte in words.encode("utf-8", "replace")
    )


def damages(text: Text) -> Iterator[Damaged]:
    """Every kind of damage, of texts in which something can be damaged."""
    words = text.words
    if words.isascii():
        return
    for charset in WRONG:
        yield Damaged(f"once {charset}", wrongly(words, charset), words)
        yield Damaged(f"twice {charset}", wrongly(wrongly(words, charset), charset), words)
    places = [place for place, char in enumerate(words) if not char.isascii() and place > SHORTEST]
    if places:
        at = random.Random(text.words).choice(places)
        cut = words[: at + 1].encode()[:-1].decode("utf-8", "surrogateescape")
        yield Damaged("cut", wrongly_escaped(cut), words[:at], spare=3)
    paragraphs = words.split("\n\n")
    odd = [place for place, paragraph in enumerate(paragraphs) if not paragraph.isascii()]
    if len(paragraphs) > 1 and odd:
        place = random.Random(text.words).choice(odd)
        paragraphs[place] = wrongly(paragraphs[place], "cp1252")
        yield Damaged("one paragraph", "\n\n".join(paragraphs), words)


def wrongly_escaped(cut: str) -> str:
    """The cut UTF-8 read as cp1252."""
    return "".join(
        bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte))
        for byte in cut.encode("utf-8", "surrogateescape")
    )


def is_right(damaged: Damaged, mended: str) -> bool:
    """True where the text is what it was."""
    if not damaged.spare:
        return mended == damaged.right
    return mended.startswith(damaged.right) and len(mended) <= len(damaged.right) + damaged.spare


def figures(all_texts: Sequence[Text], mender: Callable[[str], str]) -> dict[str, float]:
    """Right shares by kind of damage, of the sound texts those left alone, and the speed."""
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    size, spent = 0, 0.0
    for text in all_texts:
        for damaged in (Damaged("untouched", text.words, text.words), *damages(text)):
            kind = damaged.kind.split(" ")[0]
            count[kind] += 1
            started = time.process_time()
            mended = mender(damaged.words)
            spent += time.process_time() - started
            right[kind] += is_right(damaged, mended)
            size += len(damaged.words)
    shares = {kind: right[kind] / count[kind] for kind in ("untouched", "once", "twice", "cut", "one") if count[kind]}
    return {**shares, "Mchar/s": size / 1e6 / max(spent, 1e-9)}


# ------------------------------------------------------------------ charsets


def encoded(all_texts: Sequence[Text]) -> Iterator[tuple[str, bytes, str]]:
    """Each text in every legacy charset in which pages of its language are: charset, bytes, text."""
    for text in all_texts:
        for charset, languages in LEGACY.items():
            if text.language not in languages:
                continue
            for words in (text.words, text.words.translate(PLAIN)):
                try:
                    content = words.encode(charset)
                except UnicodeEncodeError:
                    continue
                if not content.isascii():
                    yield charset, content, words
                break


def page(content: bytes, declared: str = "") -> bytes:
    """A page around a text."""
    head = f'<html><head><meta charset="{declared}"></head>' if declared else "<html><head></head>"
    return f"{head}<body><p>".encode() + content + b"</p></body></html>"


def told(read: Callable[[bytes], str], all_texts: Sequence[Text], *, declared: str = "") -> Counter[str]:
    """Right and all pages by charset."""
    counts: Counter[str] = Counter()
    for charset, content, words in encoded(all_texts):
        counts[f"{charset} all"] += 1
        counts[f"{charset} right"] += words in read(page(content, declared))
    return counts


def share(counts: Counter[str]) -> float:
    """The mean over charsets: each counts alike."""
    names = [name.removesuffix(" all") for name in counts if name.endswith(" all")]
    return sum(counts[f"{name} right"] / counts[f"{name} all"] for name in names) / max(1, len(names))


def by_charset_normalizer(content: bytes) -> str:
    """What charset-normalizer makes of bytes."""
    best = from_bytes(content).best()
    return str(best) if best else content.decode("utf-8", "replace")


def by_chardet(content: bytes) -> str:
    """What chardet makes of bytes."""
    import chardet  # a peer that need not be installed

    return content.decode(known_charset(chardet.detect(content)["encoding"]), "replace")


def by_dammit(content: bytes) -> str:
    """What Beautiful Soup makes of bytes."""
    from bs4.dammit import UnicodeDammit  # a peer that need not be installed

    return UnicodeDammit(content, is_html=True).unicode_markup or ""


def known_charset(name: str | None) -> str:
    """A charset that Python knows."""
    try:
        return codecs.lookup(name or "utf-8").name
    except LookupError:
        return "utf-8"


def charsets(read: Callable[[bytes], str], all_texts: Sequence[Text]) -> dict[str, float]:
    """Right shares with no declaration, with a wrong one, and with UTF-8 declared."""
    return {
        "none": share(told(read, all_texts)),
        "wrong": share(told(read, all_texts, declared="windows-1252")),
        "utf-8": share(told(read, all_texts, declared="utf-8")),
    }


def measure() -> Result:
    """Mending and charsets on the report half, ours and the peers."""
    report, tune = chosen("report"), chosen("tune")
    menders: list[tuple[str, Callable[[str], str]]] = [
        ("ours", mend),
        (f"{package('ftfy')}: fix_encoding", ftfy.fix_encoding),
        (f"{package('ftfy')}: fix_text", ftfy.fix_text),
        ("do nothing", str),
    ]
    readers: list[tuple[str, Callable[[bytes], str]]] = [("ours", decode)]
    readers.append((package("charset-normalizer"), by_charset_normalizer))
    readers += [(package("chardet"), by_chardet)] if package("chardet") else []
    readers += [(package("beautifulsoup4"), by_dammit)] if package("beautifulsoup4") else []
    rows = [Row(name, figures(report, mender)) for name, mender in menders]
    pages = [*report, *examples()]
    rows += [Row(f"{name}, charsets" if name == "ours" else name, charsets(read, pages)) for name, read in readers]
    rows.append(Row("ours on the half that was looked at", figures(tune, mend) | charsets(decode, tune)))
    return Result(
        name="encoding",
        title="Mojibake mended (exact texts), charsets told (mean over charsets)",
        data=f"{len(report)} texts in {len({text.language for text in report})} languages; "
        "fundus, semeval2022, krauts, wikinews, polnear; charsets also of spaCy's examples in 20 languages",
        rows=tuple(rows),
        digest=digest(DATA / "fundus_extraction" / "gold.jsonl", DATA / "semeval2022_task8_text" / "pairs.jsonl"),
        failures=tuple(causes(tune)),
    )


def causes(all_texts: Sequence[Text]) -> list[tuple[str, int]]:
    """The kinds of damage and languages with most errors."""
    counts: Counter[str] = Counter()
    for text in all_texts:
        for damaged in (Damaged("untouched", text.words, text.words), *damages(text)):
            if not is_right(damaged, mend(damaged.words)):
                counts[f"{damaged.kind}: {text.language}"] += 1
    return counts.most_common(8)


if __name__ == "__main__":
    main(measure)
