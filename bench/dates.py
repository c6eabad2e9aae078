"""Dates in English news: TIMEX3 extents and values on TimeBank and AQUAINT (TempEval-3 training part)."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from harness import DATA, Result, Row, digest, f1, half, main, package, read_rows, sample
from wiredesk.text.timex import find_timexes

SET = DATA / "tempeval3" / "train.jsonl"
GERMAN = DATA / "tempeval3" / "krauts_de.jsonl"
PEER_DOCUMENTS = 25  # dateparser.search takes seconds a document


class Found(NamedTuple):
    """An expression as gold and systems give it."""

    start: int
    end: int
    value: str | None
    kind: str = ""


System = Callable[[dict[str, Any]], list[Found]]


def ours(document: dict[str, Any]) -> list[Found]:
    """Our grammar on the plain text."""
    found = find_timexes(document["text"], document["dct"], ranges=False)
    return [Found(one.start, one.end, one.timex3, one.kind) for one in found]


def german(document: dict[str, Any]) -> list[Found]:
    """Our grammar on German text."""
    found = find_timexes(document["text"], document["dct"], "de", ranges=False)
    return [Found(one.start, one.end, one.timex3, one.kind) for one in found]


def parsed(document: dict[str, Any]) -> list[Found]:
    """The whole step: our grammar with the parse's tenses."""
    from wiredesk.flow.annotations.dates import find_times
    from wiredesk.flow.annotations.parse import parse
    from wiredesk.records import Article, Outlet, Published

    article = Article(
        id="a", page="p", url=None, outlet=Outlet(), title="", authors=(), language="en", text=document["text"],
        published=Published(value=document["dct"], basis="metadata"),
    )  # fmt: skip
    return [Found(one.start, one.end, one.timex3, one.kind) for one in find_times(parse(article), ranges=False)]


def spacy_entities(document: dict[str, Any]) -> list[Found]:
    """The rule of thumb: spaCy's DATE and TIME entities, no values."""
    from wiredesk.flow.annotations.parse import english

    doc = english()(document["text"])
    return [Found(ent.start_char, ent.end_char, None) for ent in doc.ents if ent.label_ in ("DATE", "TIME")]


def dateparser_search(document: dict[str, Any]) -> list[Found]:
    """dateparser's search, the day as value."""
    from datetime import datetime

    from dateparser.search import search_dates

    text = document["text"]
    base = datetime.fromisoformat(document["dct"][:10])
    hits = search_dates(text, languages=["en"], settings={"RELATIVE_BASE": base}) or []
    found, place = [], 0
    for words, moment in hits:
        start = text.find(words, place)
        if start >= 0:
            place = start + len(words)
            found.append(Found(start, place, moment.date().isoformat()))
    return found


def gold(document: dict[str, Any]) -> list[Found]:
    """What the annotators marked."""
    return [Found(one["start"], one["end"], one["value"], one["type"]) for one in document["timexes"]]


class Score(NamedTuple):
    """Counts of one system over documents."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0

    def figures(self) -> dict[str, float]:
        """The TempEval-3 figures."""
        relaxed = ratio(self.relaxed, self.found, self.gold)
        accuracy = self.value / self.relaxed if self.relaxed else 0.0
        return {
            "strict F1": ratio(self.strict, self.found, self.gold),
            "relaxed F1": relaxed,
            "value F1": relaxed * accuracy,
            "value accuracy": accuracy,
            "relaxed P": self.relaxed / self.found if self.found else 0.0,
            "relaxed R": self.relaxed / self.gold if self.gold else 0.0,
        }


def ratio(hits: int, found: int, wanted: int) -> float:
    """F1 of counts."""
    return f1(hits / found, hits / wanted) if found and wanted else 0.0


def pairs(wanted: Sequence[Found], found: Sequence[Found]) -> list[tuple[Found, Found]]:
    """Gold and found expressions that overlap, each used once, in text order."""
    taken: set[int] = set()
    result = []
    for one in wanted:
        for index, other in enumerate(found):
            if index not in taken and other.start < one.end and one.start < other.end:
                taken.add(index)
                result.append((one, other))
                break
    return result


def score(system: System, documents: Iterable[dict[str, Any]]) -> Score:
    """A system's counts."""
    total = [0, 0, 0, 0, 0]
    for document in documents:
        wanted, found = gold(document), system(document)
        matched = pairs(wanted, found)
        strict = sum(one[:2] == other[:2] for one, other in matched)
        value = sum(one.value == other.value for one, other in matched)
        for index, count in enumerate((len(wanted), len(found), strict, len(matched), value)):
            total[index] += count
    return Score(*total)


def failures(documents: Iterable[dict[str, Any]]) -> tuple[tuple[str, int], ...]:
    """The five largest causes of error."""
    causes: Counter[str] = Counter()
    for document in documents:
        wanted, found = gold(document), ours(document)
        matched = pairs(wanted, found)
        hit_gold, hit_found = {one for one, _ in matched}, {other for _, other in matched}
        for one, other in matched:
            if one[:2] != other[:2]:
                causes["extent differs"] += 1
            if one.value != other.value:
                causes[f"value differs, {one.kind}"] += 1
        causes.update(f"missed, {one.kind}" for one in wanted if one not in hit_gold)
        causes.update(f"too many, {one.kind}" for one in found if one not in hit_found)
    return tuple(causes.most_common(5))


def documents_of(part: str) -> list[dict[str, Any]]:
    """The documents of the tune or the report half."""
    return [row for row in read_rows(SET) if half(row["id"]) == part]


def measure() -> Result:
    """Ours, dateparser and spaCy's entities on the report half."""
    documents = documents_of("report")
    few = sample(documents, PEER_DOCUMENTS)
    rows = [
        Row("ours: the grammar", score(ours, documents).figures()),
        Row("ours: with the parse", score(parsed, documents).figures()),
        Row("ours on the tuning half", score(ours, documents_of("tune")).figures()),
    ]
    krauts = [row for row in read_rows(GERMAN) if half(row["id"]) == "report"]
    rows.append(Row(f"ours: German, KRAUTS, {len(krauts)} documents", score(german, krauts).figures()))
    if package("dateparser"):
        rows.append(Row(f"{package('dateparser')}, {len(few)} documents", score(dateparser_search, few).figures()))
    rows.append(Row("rule of thumb: spaCy DATE and TIME", score(spacy_entities, documents).figures()))
    rows.append(
        Row("published, on another part: HeidelTime", {"strict F1": 0.813, "relaxed F1": 0.903, "value F1": 0.776})
    )
    data = f"tempeval3 train.jsonl, {len(documents)} documents of the report half; tuned on the other half"
    return Result("dates", "dates in text", data, tuple(rows), digest(SET, GERMAN), failures(documents))


def show_failures(pattern: str) -> None:
    """Prints what fails on the tuning half, those lines that hold the pattern."""
    for document in documents_of("tune"):
        wanted, found, text = gold(document), ours(document), document["text"]
        matched = pairs(wanted, found)
        hit_gold, hit_found = {one for one, _ in matched}, {other for _, other in matched}
        lines = [("VALUE", one, other) for one, other in matched if one.value != other.value]
        lines += [("EXTENT", one, other) for one, other in matched if one[:2] != other[:2]]
        lines += [("MISSED", one, one) for one in wanted if one not in hit_gold]
        lines += [("EXTRA", one, one) for one in found if one not in hit_found]
        for what, one, other in sorted(lines, key=lambda line: line[1].start):
            context = re.sub(r"\s+", " ", text[max(0, one.start - 70) : one.end + 40])
            words = f"{text[one.start : one.end]!r} {one.value} / {text[other.start : other.end]!r} {other.value}"
            line = f"{what:7} {document['dct'][:10]} {words} … {context}"
            if re.search(pattern, line):
                print(line)


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] == "failures":
        show_failures(sys.argv[2] if len(sys.argv) > 2 else "")
    else:
        main(measure)
