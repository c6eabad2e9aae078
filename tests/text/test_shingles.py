import numpy as np

from wiredesk.text.shingles import covered, is_among, runs, shingles, tokens_of, winnowed


def test_case_and_punctuation_do_not_change_a_shingle():
    one = tokens_of("The ferry left Port Alder at noon, the crew said.")
    other = tokens_of("the FERRY left Port Alder — at noon — the crew said")
    assert (shingles(one.codes, 8) == shingles(other.codes, 8)).all()


def test_a_text_of_seven_words_has_no_shingle():
    assert len(shingles(tokens_of("one two three four five six seven").codes, 8)) == 0


def test_chinese_is_read_character_by_character_with_longer_shingles():
    tokens = tokens_of("港口的渡轮在中午离开了码头")
    assert tokens.length == 13
    assert tokens.size == 16


def test_every_token_stands_where_it_says():
    text = "Ünïted “Harbour” Lines, 2024: 港口"
    tokens = tokens_of(text)
    words = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert words == ["Ünïted", "Harbour", "Lines", "2024", "港", "口"]


def test_the_order_of_words_matters():
    one, other = tokens_of("a b c d e f g h"), tokens_of("b a c d e f g h")
    assert shingles(one.codes, 8)[0] != shingles(other.codes, 8)[0]


def test_hits_cover_the_words_of_their_shingles():
    hits = np.array([False, True, False, False, False])
    assert list(runs(covered(hits, 3, 7))) == [(1, 4)]


def test_nothing_is_among_nothing():
    assert not is_among(np.array([1, 2], dtype=np.uint64), np.zeros(0, dtype=np.uint64)).any()


def test_a_contraction_is_one_word_with_either_apostrophe():
    one, other = tokens_of("They don't know"), tokens_of("they don’t know")
    assert one.length == 3
    assert (one.codes == other.codes).all()


def test_codes_that_stand_in_a_row_in_both_texts_share_a_sample():
    chance = np.random.default_rng(5)
    shared = chance.integers(0, 2**63, 16, dtype=np.uint64)
    for _ in range(50):
        one, other = (
            np.concatenate(
                (chance.integers(0, 2**63, 40, dtype=np.uint64), shared, chance.integers(0, 2**63, 30, dtype=np.uint64))
            )
            for _ in range(2)
        )
        assert len(np.intersect1d(winnowed(one, 16), winnowed(other, 16)))


def test_a_text_shorter_than_the_window_has_one_sample():
    assert winnowed(np.array([7, 3, 9], dtype=np.uint64), 16).tolist() == [3]
    assert winnowed(np.zeros(0, dtype=np.uint64), 16).tolist() == []
