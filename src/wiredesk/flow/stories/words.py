"""An article's words and how much each says: rare words say more.

How rare a word is comes from a table of ours (rarity.tsv: document frequencies over English news of 2012–2020, made
by bench/train_rarity.py), never from the articles at hand, so that the likeness of two articles depends on those two
alone. Marks above and below letters are passed over, and in Arabic the article and the commonest endings.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from functools import cache
from importlib import import_module
from importlib.resources import files

from wiredesk.text.shingles import UNSPACED

TOKEN = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")
WITHOUT_SPACES = re.compile(f"[{UNSPACED}]")
STEM = 7  # letters kept of a word: "president" and "presidential", "sanción" and "sanciones" meet
LEDE = 500  # characters; the lede counts like the title, twice
READ = 2500  # characters; what stands further down is background
RAREST = 8.8  # -log of a share of 1 in 6,700: words that the table doesn't have
LEDE_WEIGHT = 2
SCALE = 16  # weights are kept as whole numbers, so that sums are exact in any order
MARKS = re.compile(
    "[\u0300-\u036f\u0640\u064b-\u0655\u0670]"
)  # accents; Arabic vowel signs and the stroke that stretches
ARABIC = re.compile("[\u0621-\u064a]+")
ARABIC_FRONT = re.compile("^(?:[وفبك]?ال|لل|و)(?=...)")  # "the", "and the", "in the", "to the", "and"
ARABIC_END = re.compile("(?<=..)(?:ها|ان|ات|ون|ين|يه|ية|ه|ة|ي|ى)$")  # Larkey et al. 2002, light stemming


@cache
def rarity() -> dict[str, float]:
    """Stem → -log of the share of English news articles that have it."""
    lines = files(__package__).joinpath("rarity.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {stem: int(tenths) / 10 for stem, tenths in rows}


@cache
def stop_words(language: str) -> frozenset[str]:
    """The words of a language that carry no meaning; empty where we know none."""
    try:
        module = import_module(f"spacy.lang.{language}.stop_words")
    except ImportError:
        return frozenset()
    return frozenset(folded(word) for word in module.STOP_WORDS)


def folded(text: str) -> str:
    """A text without capitals and without marks on its letters."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", MARKS.sub("", unicodedata.normalize("NFKD", text))).casefold()


def weights_of(title: str, text: str, language: str) -> dict[str, int]:
    """Stem → weight, of the title, the lede and what follows."""
    stops = stops_of(language)
    counts: Counter[str] = Counter()
    for part, weight in ((title, LEDE_WEIGHT), (text[:LEDE], LEDE_WEIGHT), (text[LEDE:READ], 1)):
        for stem in stems_of(part, stops):
            counts[stem] += weight
    rare = rarity()
    return {
        stem: round(SCALE * (1 + math.log(count)) * rare.get(stem, RAREST)) for stem, count in sorted(counts.items())
    }


def stops_of(language: str) -> frozenset[str]:
    """The words of a language, given with or without its region, that carry no meaning."""
    base = language.split("-", maxsplit=1)[0]
    return stop_words(base) if re.fullmatch("[a-z]{2,3}", base) else frozenset()


def stems_of(text: str, stops: frozenset[str]) -> list[str]:
    """What the words of a text count as, in their order."""
    return [stem for word in TOKEN.findall(folded(text)) for stem in stems(word, stops)]


def stems(word: str, stops: frozenset[str]) -> list[str]:
    """What a folded word counts as: its first letters; in a script without spaces, its pairs of characters."""
    if word in stops or word.isdigit():
        return []
    if word.isascii():
        return [word[:STEM]] if len(word) > 1 else []
    if WITHOUT_SPACES.match(word):
        return [word[at : at + 2] for at in range(len(word) - 1)]
    if ARABIC.fullmatch(word):
        word = ARABIC_END.sub("", ARABIC_FRONT.sub("", word))
    return [word[:STEM]] if len(word) > 1 else []
