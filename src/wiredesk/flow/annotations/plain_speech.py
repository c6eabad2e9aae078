"""Which words in marks of a German text are speech: names, terms and titles of works stand in marks too.

A linear model over hashed features of the run and of the words around it, and over two vectors of meaning: of
the words in marks, and of the sentence with a gap in their place. Trained by bench/train_quotes_de.py.
"""

from __future__ import annotations

import io
import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from wiredesk.flow.annotations.marks import Marked
from wiredesk.flow.annotations.plain_cues import Word, lexicon
from wiredesk.text.vectors import embed

if TYPE_CHECKING:
    from numpy.typing import NDArray

MASK = (1 << 15) - 1  # hash buckets of quotes_de.npz, less one
MEANING = 2.0  # weight of a unit vector beside features of 1; best of 2, 4, 6 by cross-validation
MAX_CONTENT = 300  # characters of a run whose meaning is asked for
BEFORE, AFTER = 100, 80  # characters of its surroundings
NEAR = 60  # characters in which neighbouring words are sought
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
GAP = "„X“"
MOOD = frozenset(  # words of the sentence that speak for reported words, or for a name
    "sei seien habe haben hätte hätten wäre wären werde würde würden könne könnten müsse solle sollten wolle "
    "film buch titel album lied motto namens sogenannte sogenannten genannt zeitung magazin zeitschrift parole".split()
)


class Setting(NamedTuple):
    """A run in marks with what its sentence says of it."""

    text: str
    run: Marked
    cue: Word | None
    breaks: list[int]  # where sentences begin, and the end of the text
    repeated: frozenset[str]  # words that stand in marks twice, lower case


@cache
def arrays() -> dict[str, NDArray[Any]]:
    """What quotes_de.npz holds, read once a process; no pickle."""
    file = resources.files("wiredesk.flow.annotations") / "quotes_de.npz"
    with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as held:
        return {name: held[name].astype(np.float64) for name in held.files}


def speech_odds(setting: Setting) -> float:
    """The log-odds that a run is speech."""
    held = arrays()
    places = buckets(setting)
    return float(held["weights"][places].sum() + held["meaning"] @ meaning(setting) + held["bias"][0])


def buckets(setting: Setting) -> list[int]:
    """The places of the weights of a run's features."""
    return sorted({zlib.crc32(name.encode("utf-8", "surrogatepass")) & MASK for name in features(setting)})


def meaning(setting: Setting) -> NDArray[np.float64]:
    """The vectors of the words in marks and of what stands around them, each of length MEANING."""
    text, run = setting.text, setting.run
    before = text[max(0, run.outer_start - BEFORE) : run.outer_start]
    around = before + GAP + text[run.outer_end : run.outer_end + AFTER]
    vectors = (embed(text[run.start : run.end][:MAX_CONTENT]), embed(around.replace("\n", " ")))
    scaled = [vector.astype(np.float64) for vector in vectors]
    return np.concatenate([MEANING * vector / max(float(np.sqrt(vector @ vector)), 1.0) for vector in scaled])


def features(setting: Setting) -> Iterator[str]:
    """What tells speech from names: capitals, length, stops, the words before and after, the cue."""
    text, run = setting.text, setting.run
    words = WORD.findall(text, run.start, run.end)
    size = size_of(len(words))
    case = "".join([*map(shape, words[:1]), *sorted({shape(word) for word in words[1:]})])
    first = case[:1]
    stop = text[run.end - 1] if not text[run.end - 1].isalnum() else "a"
    cue = "none" if setting.cue is None else "after" if setting.cue.start >= run.outer_end else "before"
    cue_word = text[setting.cue.start : setting.cue.end].lower() if setting.cue else ""
    lower = sum(word[0].islower() for word in words)
    yield from (f"n={size}", f"shp={size} {case}", f"first={first} {size}", f"last={stop}", f"lastn={stop} {size}")
    yield from (f"c={cue}", f"cn={cue} {size}", f"cw={cue_word} {cue}", f"lower={min(lower, 3)} {min(len(words), 5)}")
    yield f"casew={first} {lower > 0} {cue}"
    yield f"seen={text[run.start : run.end].lower() in setting.repeated}"
    yield from (f"in={word.lower()}" for word in words[:12])
    if words:
        yield from (f"lw={words[-1].lower()}", f"fw={words[0].lower()}", f"suf={words[-1][-3:].lower()}")
    yield from neighbours(setting, size, first)
    low, high = sentence_of(setting)
    begins = not any(letter.isalnum() for letter in text[max(low, run.outer_start - MAX_CONTENT) : run.outer_start])
    yield from (f"st={begins} {size} {stop}", f"stc={begins} {cue}")
    around = text[max(low, run.start - 2 * MAX_CONTENT) : min(high, run.end + 2 * MAX_CONTENT)].lower()
    cues = lexicon()["de"]
    yield from (f"s={word}" for word in set(WORD.findall(around)) if word in cues or word in MOOD)


def neighbours(setting: Setting, size: str, first: str) -> Iterator[str]:
    """The words and stops before and after a run."""
    text, run = setting.text, setting.run
    before = TOKEN.findall(text, max(0, run.outer_start - NEAR), run.outer_start)[-4:]
    after = TOKEN.findall(text, run.outer_end, min(len(text), run.outer_end + NEAR))[:4]
    back2, back = ("^", "^", *before)[-2:]
    ahead, ahead2 = (*after, "$", "$")[:2]
    yield from (f"b1={back.lower()}", f"a1={ahead.lower()}", f"b1s={shape(back)}", f"a1s={shape(ahead)}")
    yield from (f"b2={back2.lower()}", f"a2={ahead2.lower()}", f"b12={back2.lower()} {back.lower()}")
    yield from (f"b2s={shape(back2)}{shape(back)} {first}", f"ba={back.lower()} {ahead.lower()}")
    yield from (f"b1n={back.lower()} {size}", f"b1f={back.lower()} {first}")
    yield from (f"bw={word.lower()}" for word in before)
    yield from (f"aw={word.lower()}" for word in after)


def sentence_of(setting: Setting) -> tuple[int, int]:
    """Where the sentence of a run begins and ends."""
    breaks, run = setting.breaks, setting.run
    low = breaks[max(bisect_right(breaks, run.outer_start) - 1, 0)]
    return low, breaks[min(bisect_left(breaks, run.outer_end), len(breaks) - 1)]


def size_of(words: int) -> str:
    """A number of words, coarser the larger it is."""
    return str(words) if words < 7 else "7" if words < 10 else "10"


def shape(word: str) -> str:
    """How a word is written: all capitals, a capital, lower case, a figure, else itself."""
    if len(word) > 1 and word.isupper():
        return "U"
    if word[0].isupper():
        return "C"
    return "l" if word[0].islower() else "d" if word[0].isdigit() else word
