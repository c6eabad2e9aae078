"""Words in marks where there is no grammar: cue words of the language, and the nearest name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.marks import Marked, find_marked, outer_runs
from wiredesk.records import Article, Quote, Span, make_id

MADE_BY = "rules-plain@1"
MIN_WORDS = 4  # a run of so many words may be a quote although it begins with a capital
MIN_LONG = 7  # a run of so many words is one even without a cue; names are shorter
MAX_REACH = 300  # characters from a run to its cue
MAX_SOURCE = 90  # characters of a source that no name tells
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
BREAK = re.compile(r"[.!?…](?:[\"”“’»)\]]*)\s+(?=[^\W\d_a-z]|[„«»“\"—–])|\n+")
DASH = re.compile(r"^[—–―][ \u00a0]?(?P<said>[^\n]+?)(?=[,.!?…]?[ \u00a0][—–―]|[,.!?…][—–―])", re.M)
STOPS = re.compile(r"[,;:.!?()\n]|\s[-–—]\s")


class Word(NamedTuple):
    """A cue word in the text: verb, or on which side its source stands."""

    start: int
    end: int
    side: str


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """Language → cue word → verb, after or before, from cues_other.tsv; read once."""
    file = resources.files("wiredesk.flow.annotations") / "cues_other.tsv"
    found: dict[str, dict[str, str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, word, side = line.split("\t")
            found.setdefault(language, {})[word] = side
    return found


@cache
def pattern(language: str) -> re.Pattern[str] | None:
    """Any cue word of the language."""
    words = lexicon().get(language)
    if not words:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")(?!\w)", re.I)


def plain_quotes(article: Article, cast: Cast) -> Iterator[Quote]:
    """The quotes of an article in a language without a parser, in text order.

    Cost     linear: cue words and sentence ends are found once and looked up by place.
    """
    language = article.language.split("-")[0]
    runs = outer_runs(find_marked(article.text))
    spoken = runs or tuple(dialogue(article.text))
    starts = [run.outer_start for run in spoken]
    words = [word for word in cue_words(article.text, language) if not is_quoted(word.start, starts, spoken)]
    breaks = [0, *(match.end() for match in BREAK.finditer(article.text)), len(article.text)]
    last: Quote | None = None
    for run in spoken:
        cue = nearest_cue(run, words, breaks)
        if not is_spoken(article.text, run, is_cued=cue is not None):
            continue
        quote = quote_of(article, run, cue, cast, last)
        last = quote
        yield quote if is_whole(article.text, run, breaks) else msgspec.structs.replace(quote, kind="mixed")


def dialogue(text: str) -> Iterator[Marked]:
    """The speech of paragraphs that open with a dash, up to the dash before the cue."""
    for number, match in enumerate(DASH.finditer(text)):
        start, end = match.span("said")
        if start < end:
            yield Marked(start, end, match.start(), end, number, 0, True, "double")


def cue_words(text: str, language: str) -> list[Word]:
    """The cue words of the text."""
    found = pattern(language)
    if found is None:
        return []
    sides = lexicon()[language]
    return [Word(match.start(), match.end(), sides[match.group().lower()]) for match in found.finditer(text)]


def is_quoted(at: int, starts: list[int], runs: tuple[Marked, ...]) -> bool:
    """True for characters inside a run."""
    place = bisect_right(starts, at) - 1
    return place >= 0 and at < runs[place].outer_end


def quote_of(article: Article, run: Marked, cue: Word | None, cast: Cast, last: Quote | None) -> Quote:
    """The Quote of a run; without a cue of its own the speaker before it goes on."""
    span = article.span(run.start, run.end)
    source = source_near(article, run, cue, cast) if cue else None
    goes_on = cue is None and last is not None and is_next(article.text, last.span.end, run.outer_start)
    speaker = cast.who(source.start, source.end) if source else None
    return Quote(
        id=make_id("q", article.id, span.start, span.end),
        span=span,
        kind="direct",
        speaker=last.speaker if goes_on and last else speaker,
        source=last.source if goes_on and last else source,
        cue=last.cue if goes_on and last else (article.span(cue.start, cue.end) if cue else None),
        made_by=MADE_BY,
    )


def is_spoken(text: str, run: Marked, *, is_cued: bool) -> bool:
    """False for names and single words in marks, told by their capitals.

    Shares of quotes in the German training part: first word in lower case, two words or more 83 %, seven 100 %;
    all capitals 2 %; first word with a capital, four to six words, no cue, in mid-sentence 16 %.
    """
    words = WORD.findall(text, run.start, run.end)
    if not words or not any(word[0].islower() or not word[0].isupper() for word in words):
        return len(words) > 0 and text[run.end - 1] in "!?." and (is_cued or is_announced(text, run))
    if not words[0][0].isupper():
        return len(words) > 1 or is_cued
    return len(words) >= MIN_LONG or (len(words) >= MIN_WORDS and (is_cued or is_announced(text, run)))


def is_announced(text: str, run: Marked) -> bool:
    """True after a colon or a full stop, and at the start of a paragraph."""
    before = text[max(0, run.outer_start - 3) : run.outer_start].rstrip()
    return before[-1:] in ("", ":", ".", "!", "?")


def nearest_cue(run: Marked, words: list[Word], breaks: list[int]) -> Word | None:
    """The cue word of the run's sentence that stands nearest to it; behind the run wins."""
    low = max(breaks[max(bisect_right(breaks, run.outer_start) - 1, 0)], run.outer_start - MAX_REACH)
    place = min(bisect_left(breaks, run.outer_end), len(breaks) - 1)
    high = min(breaks[place], run.outer_end + MAX_REACH)
    first, behind = bisect_left(words, (low, 0, "")), bisect_left(words, (run.outer_end, 0, ""))
    after = words[behind] if behind < len(words) and words[behind].start < high else None
    before = words[behind - 1] if behind > first else None
    if after is None or before is None:
        return after or before
    return after if after.start - run.outer_end <= run.outer_start - before.end else before


def source_near(article: Article, run: Marked, cue: Word, cast: Cast) -> Span | None:
    """The words beside a cue that name the source: the nearest name of the cast, else the words up to a stop."""
    text = article.text
    is_behind = cue.start >= run.outer_end
    wants_after = cue.side == "after" or (cue.side == "verb" and is_behind)
    low, high = max(cue.start - MAX_SOURCE, 0), min(cue.end + MAX_SOURCE, len(text))
    left = stop_before(text, max(low, run.outer_end) if is_behind else low, cue.start)
    right = stop_after(text, cue.end, high if is_behind else min(high, max(run.outer_start, cue.end)))
    sides = [(cue.end, right), (left, cue.start)] if wants_after else [(left, cue.start), (cue.end, right)]
    for start, end in sides:
        if cast.who(start, end) is not None:
            return bare(article, start, end)
    for start, end in sides:
        if any(letter.isupper() for letter in text[start:end]):
            return bare(article, start, end)
    return None


def stop_before(text: str, low: int, at: int) -> int:
    """Where the words before `at` begin: after the last stop."""
    stops = [match.end() for match in STOPS.finditer(text, low, at)]
    return stops[-1] if stops else low


def stop_after(text: str, at: int, high: int) -> int:
    """Where the words after `at` end: before the next stop."""
    match = STOPS.search(text, at, high)
    return match.start() if match else high


def bare(article: Article, start: int, end: int) -> Span | None:
    """The words start..end as a span without white space or marks at its edges."""
    text = article.text
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return article.span(start, end) if start < end else None


def is_next(text: str, end: int, start: int) -> bool:
    """True where a run follows another in the same paragraph, or right below."""
    between = text[end:start]
    return len(between) <= MAX_REACH and ("\n" not in between or not any(letter.isalnum() for letter in between))


def is_whole(text: str, run: Marked, breaks: list[int]) -> bool:
    """True where the marks hold the whole sentence or follow a colon."""
    start = breaks[max(bisect_right(breaks, run.outer_start) - 1, 0)]
    before = text[max(start, run.outer_start - MAX_REACH) : run.outer_start].rstrip()
    return not any(letter.isalnum() for letter in before) or before.endswith(":")
