"""Relays: from an article through outlets to the person, body or document at the end, and what kind of source each is.

The set is ours: invented sentences with their chains, the patterns of the trade and sentences that only look like
one (tests/fixtures/relays.jsonl). A hop is right where it stands in the words that the gold names and in a chain;
a link where both its hops are; a kind where hop and kind are.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any, NamedTuple

from harness import DATA, ROOT, Result, Row, digest, f1, half, main, read_rows
from wiredesk.flow.annotations.entities import find_cast
from wiredesk.flow.annotations.parse import parse
from wiredesk.flow.annotations.sourcing import find_relays
from wiredesk.records import Article, Outlet, Published, make_id
from wiredesk.text import relaying
from wiredesk.text.media import named_media

POLNEAR = DATA / "polnear" / "dev.jsonl"
GOLD = ROOT / "tests" / "fixtures" / "relays.jsonl"
MOSTLY = 0.6  # of a source's characters: "the Post" is a medium, "a reporter for the Post" is a person
NAMED = re.compile(r"(?:[A-Z][\w’'.-]+ ?){1,4}")


class Source(NamedTuple):
    """A hop: where it stands, and its kind."""

    start: int
    end: int
    kind: str


Chain = tuple[Source, ...]
System = Callable[[Article], list[Chain]]


def article_of(row: dict[str, Any]) -> Article:
    """A sentence as an article of an outlet that no sentence names."""
    return Article(
        id=make_id("a", row["text"]),
        page="row",
        url=None,
        outlet=Outlet(name="Farland Echo"),
        title="",
        authors=(),
        published=Published(value="2031-03-05", basis="metadata"),
        language=row["language"],
        text=row["text"],
    )


def gold_of(row: dict[str, Any]) -> list[Chain]:
    """The chains that the set gives."""
    return [
        tuple(
            Source(row["text"].index(hop["words"]), row["text"].index(hop["words"]) + len(hop["words"]), hop["kind"])
            for hop in chain
        )
        for chain in row["chains"]
    ]


def ours(article: Article) -> list[Chain]:
    """The chains that we find."""
    parsed = parse(article)
    found = find_relays(parsed, find_cast(parsed))
    return [tuple(Source(hop.span.start, hop.span.end, hop.kind) for hop in relay.chain) for relay in found]


def after_cue(article: Article) -> list[Chain]:
    """The rule of thumb: the capitalised words after a word of relaying are an outlet."""
    found = []
    for match in re.finditer(relaying.before(), article.text):
        name = NAMED.match(article.text, match.end())
        if name:
            found.append((Source(name.start(), name.end(), "outlet"),))
    return found


def is_same(one: Source, other: Source) -> bool:
    """True where one stands in the other's words."""
    return (
        one.start < other.end
        and other.start < one.end
        and (
            min(one.end, other.end) - max(one.start, other.start)
            >= min(one.end - one.start, other.end - other.start) * 0.6
        )
    )


def links(chains: Iterable[Chain]) -> list[tuple[Source, Source]]:
    """Each two sources of which the first passes on the second's word."""
    return [pair for chain in chains for pair in pairwise(chain)]


def hops(chains: Iterable[Chain]) -> list[Source]:
    """The sources, each once."""
    return sorted({source for chain in chains for source in chain})


def score(count: Counter[str], mine: list[Chain], gold: list[Chain]) -> None:
    """Counts hits, findings and wants of one text."""
    found, wanted = hops(mine), hops(gold)
    count["hop found"] += len(found)
    count["hop wanted"] += len(wanted)
    count["hop hit"] += sum(any(is_same(one, other) for other in wanted) for one in found)
    count["hop hit of gold"] += sum(any(is_same(one, other) for one in found) for other in wanted)
    for one in found:
        count[f"{one.kind} found"] += 1
        count[f"{one.kind} hit"] += any(is_same(one, other) and one.kind == other.kind for other in wanted)
    for other in wanted:
        count[f"{other.kind} wanted"] += 1
        count[f"{other.kind} hit of gold"] += any(is_same(one, other) and one.kind == other.kind for one in found)
    near, want = links(mine), links(gold)
    count["link found"] += len(near)
    count["link wanted"] += len(want)
    count["link hit"] += sum(any(is_same(a, c) and is_same(b, d) for c, d in want) for a, b in near)
    count["link hit of gold"] += sum(any(is_same(a, c) and is_same(b, d) for a, b in near) for c, d in want)
    if not gold:
        count["quiet wanted"] += 1
        count["quiet hit"] += not mine


def figures(rows: list[dict[str, Any]], system: System, *, shown: str = "") -> dict[str, float]:
    """Precision and recall of hops, links and kinds; prints what went wrong of the shown half."""
    count: Counter[str] = Counter()
    for row in rows:
        article, gold = article_of(row), gold_of(row)
        mine = system(article)
        score(count, mine, gold)
        if shown and not is_right(mine, gold):
            print(f"{row['text']}\n   gold {signature(gold, row)}\n   ours {signature(mine, row)}", file=sys.stderr)
    kinds = ("outlet", "named", "institution", "collective", "anonymous", "document")
    right = sum(count[f"{kind} hit"] for kind in kinds)
    held = sum(count[f"{kind} hit of gold"] for kind in kinds)
    return {
        "hop P": count["hop hit"] / max(count["hop found"], 1),
        "hop R": count["hop hit of gold"] / max(count["hop wanted"], 1),
        "link P": count["link hit"] / max(count["link found"], 1),
        "link R": count["link hit of gold"] / max(count["link wanted"], 1),
        "kind P": right / max(count["hop found"], 1),
        "kind R": held / max(count["hop wanted"], 1),
        "no relay kept quiet": count["quiet hit"] / max(count["quiet wanted"], 1),
        **{
            f"{kind} F1": f1(
                count[f"{kind} hit"] / max(count[f"{kind} found"], 1),
                count[f"{kind} hit of gold"] / max(count[f"{kind} wanted"], 1),
            )
            for kind in kinds
        },
    }


def is_right(mine: list[Chain], gold: list[Chain]) -> bool:
    """True where the chains are the gold's, hop for hop."""
    count: Counter[str] = Counter()
    score(count, mine, gold)
    kinds = sum(
        value for key, value in count.items() if key.endswith(" hit of gold") and key.split()[0] not in ("hop", "link")
    )
    return (
        count["hop hit"] == count["hop found"] == count["hop hit of gold"] == count["hop wanted"] == kinds
        and count["link hit"] == count["link found"] == count["link hit of gold"] == count["link wanted"]
    )


def signature(chains: list[Chain], row: dict[str, Any]) -> list[str]:
    """Chains as a reader sees them."""
    return sorted(" > ".join(f"{one.kind}:{row['text'][one.start : one.end]}" for one in chain) for chain in chains)


def media_sources(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Of the sources that human readers marked in news, those that are a medium: how many are hops of a chain."""
    count: Counter[str] = Counter()
    for row in rows:
        article = article_of({"text": row["text"], "language": "en"})
        media = [hop for chain in ours(article) for hop in chain if hop.kind == "outlet"]
        places = {tuple(place) for one in row["annotations"][0]["attributions"] for place in one["source"] or ()}
        for start, end in sorted(places):
            named = [
                one for one in named_media(article.text[start:end]) if one.end - one.start > MOSTLY * (end - start)
            ]
            count["sources"] += 1
            count["media"] += bool(named)
            count["found"] += bool(named) and any(hop.start < end and start < hop.end for hop in media)
    return {
        "sources that are media": count["media"] / max(count["sources"], 1),
        "media that are hops": count["found"] / max(count["media"], 1),
    }


def measure(*, shown: str = "") -> Result:
    """Ours and the rule of thumb; the half that was not tuned on, ours also on the other."""
    rows = list(read_rows(GOLD))
    kept = [row for row in rows if half(row["text"]) == "report"]
    tuned = [row for row in rows if half(row["text"]) == "tune"]
    return Result(
        name="relays",
        title="Chains of sources: hops, links between them, kinds of source",
        data=f"our own {len(rows)} sentences; {len(kept)} kept, {len(tuned)} tuned on; polnear dev",
        rows=(
            Row("ours", figures(kept, ours)),
            Row("rule of thumb: capitals after a cue", figures(kept, after_cue)),
            Row("the half tuned on", figures(tuned, ours, shown=shown)),
            Row("polnear dev: sources in news", media_sources(list(read_rows(POLNEAR)) if not shown else [])),
        ),
        digest=digest(GOLD),
    )


if __name__ == "__main__":
    if "--errors" in sys.argv:
        measure(shown="tune")
    else:
        main(measure)
