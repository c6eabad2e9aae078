"""What happened or will happen on which day, and since when the story's readers could know it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wiredesk.flow.dossiers.material import Material, Passage
from wiredesk.flow.dossiers.wording import clarity, is_whole
from wiredesk.records import DateMention, DateValue, KnownSince, TimelineEntry
from wiredesk.text import edtf

EXACT = frozenset({"time", "day"})
ROUGH = frozenset({"week", "month", "season", "interval"})  # taken where nothing more exact tells of it
MIN_SHARED = 0.4  # of the shorter sentence's content words: the same happening
MAX_ENTRIES = 40


def build_timeline(material: Material) -> tuple[TimelineEntry, ...]:
    """One entry a happening and day, the earliest first."""
    rows = [(date, passage) for passage in material.passages for date in datings(passage)]
    days: dict[str, list[list[Passage]]] = {}
    for date, passage in rows:
        value = edtf.date_part(date.value) or ""
        same = next((one for one in days.setdefault(value, []) if is_same(one, passage)), None)
        if same is None:
            days[value].append([passage])
        elif passage not in same:
            same.append(passage)
    entries = [(value, members) for value, groups in days.items() for members in groups]
    kept = sorted(entries, key=lambda entry: (-worth(entry[1], material), edtf.sort_key(entry[0])))[:MAX_ENTRIES]
    kept.sort(key=lambda entry: (edtf.sort_key(entry[0]), entry[1][0].key))
    return tuple(make_entry(value, members) for value, members in kept)


def datings(passage: Passage) -> Iterator[DateMention]:
    """The dates in a sentence that tell when something is."""
    if not is_whole(passage.text) or not passage.names:
        return
    seen = set()
    for date in passage.dates:
        kind = edtf.precision(date.value) if date.value else None
        if kind in EXACT | ROUGH and date.value not in seen:
            seen.add(date.value)
            yield date


def is_same(members: Sequence[Passage], passage: Passage) -> bool:
    """True where a sentence tells of the happening that others tell of."""
    return any(
        len(one.lemmas & passage.lemmas) >= MIN_SHARED * max(1, min(len(one.lemmas), len(passage.lemmas)))
        for one in members
    )


def worth(members: Sequence[Passage], material: Material) -> float:
    """Spread over articles, then how much the story speaks of those named."""
    total = len(material.articles)
    names = max(sum(material.spread_of_name[name] for name in one.names) / total for one in members)
    return len({one.article.id for one in members}) + names / 4


def make_entry(value: str, members: Sequence[Passage]) -> TimelineEntry:
    """The record of one happening; the clearest sentence tells it."""
    best = max(members, key=lambda one: (clarity(one), -one.rank, -one.place))
    first = min(members, key=lambda one: one.key)
    ordered = [best, *(one for one in members if one is not best)]
    return TimelineEntry(
        date=DateValue(value=value),
        text=best.text,
        spans=tuple(one.span for one in ordered),
        known_since=KnownSince(value=first.article.published.value, article=first.article.id),
    )
