"""Words in marks where there is no grammar: cue words of the language, and the nearest name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

import msgspec

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.marks import Marked, find_marked, outer_runs
from wiredesk.flow.annotations.plain_cues import MAX_REACH, Word, cue_words, nearest_cue
from wiredesk.flow.annotations.plain_speech import Setting, speech_odds
from wiredesk.records import Article, Quote, Span, make_id

MADE_BY = "rules-plain@1"
MIN_WORDS = 4  # a run of so many words may be a quote although it begins with a capital
MIN_LONG = 7  # a run of so many words is one even without a cue; names are shorter
MAX_WEIGHED = 200  # runs whose meaning is asked for, two vectors each; no article of the German sets has half as many
MAX_SOURCE = 90  # characters of a source that no name tells
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
BREAK = re.compile(r"[.!?…](?:[\"”“’»)\]]*)\s+(?=[^\W\d_a-z]|[„«»“\"—–])|\n+")
DASH = re.compile(r"^[—–―][ \u00a0]?(?P<said>[^\n]+?)(?=[,.!?…]?[ \u00a0][—–―]|[,.!?…][—–―])", re.M)
STOPS = re.compile(r"[,;:.!?()\n]|\s[-–—]\s")


def plain_quotes(article: Article, cast: Cast) -> Iterator[Quote]:
    """The quotes of an article in a language without a parser, in text order.

    Cost     linear: cue words and sentence ends are found once and looked up by place.
    """
    language = article.language.split("-")[0]
    last: Quote | None = None
    for number, setting in enumerate(settings_of(article)):
        if not is_speech(setting, language if number < MAX_WEIGHED else ""):
            continue
        last = quote_of(article, setting.run, setting.cue, cast, last)
        is_all = is_whole(article.text, setting.run, setting.breaks)
        yield last if is_all else msgspec.structs.replace(last, kind="mixed")


def settings_of(article: Article) -> Iterator[Setting]:
    """Each run of words in marks, or of dialogue, with its cue and its sentence."""
    text = article.text
    runs = outer_runs(find_marked(text)) or tuple(dialogue(text))
    starts = [run.outer_start for run in runs]
    words = cue_words(text, article.language.split("-")[0])
    words = [word for word in words if not is_quoted(word.start, starts, runs)]
    breaks = [0, *(match.end() for match in BREAK.finditer(text)), len(text)]
    repeated = repeated_words(text, runs)
    for run in runs:
        yield Setting(text, run, nearest_cue(run, words, breaks), breaks, repeated)


def dialogue(text: str) -> Iterator[Marked]:
    """The speech of paragraphs that open with a dash, up to the dash before the cue."""
    for number, match in enumerate(DASH.finditer(text)):
        start, end = match.span("said")
        if start < end:
            yield Marked(start, end, match.start(), end, number, 0, True, "double")


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


def repeated_words(text: str, runs: tuple[Marked, ...]) -> frozenset[str]:
    """What stands in marks twice: a name, mostly."""
    counts = Counter(text[run.start : run.end].lower() for run in runs if run.end - run.start <= MAX_REACH)
    return frozenset(words for words, count in counts.items() if count > 1)


def is_speech(setting: Setting, language: str) -> bool:
    """True for words in marks that somebody says: by the model of the language, else by their capitals."""
    if not WORD.search(setting.text, setting.run.start, setting.run.end):
        return False
    if language == "de":
        return speech_odds(setting) > 0
    return is_spoken(setting.text, setting.run, is_cued=setting.cue is not None)


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
