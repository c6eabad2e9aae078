"""Coded events: PLOVER roots with the actors given, and actor, recipient and root from raw text."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from spacy.tokens import Doc, Token

from _event_codes import CODES, NAMES
from _event_model import cross_validated
from harness import DATA, Result, Row, digest, half, main, read_rows
from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.dates import find_dates
from wiredesk.flow.annotations.entities import find_cast
from wiredesk.flow.annotations.events import find_events
from wiredesk.flow.annotations.parse import english, parse
from wiredesk.flow.annotations.plover.acts import Act, find_acts
from wiredesk.flow.annotations.plover.lexicon import verbs
from wiredesk.records import Article, Entity, Outlet, Published

FOLDER = DATA / "plover_events"
TRAIN = FOLDER / "plv_train.jsonl"
UNITS = FOLDER / "petr_unittest.jsonl"
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # the set has one class for both
NONE = "NONE"
Bounds = tuple[int, int]
Gold = tuple[str, str, frozenset[str]]


def bounds(row: dict[str, Any], key: str) -> Bounds:
    """Where the marked source or target stands in the text."""
    words = row[key].strip()
    start = max(row["text"].find(words), 0)
    return start, start + len(words)


def touches(token: Token, place: Bounds) -> bool:
    """True where a noun phrase, up to its head, overlaps the marked words."""
    return bool(token.left_edge.idx < place[1] and place[0] < token.idx + len(token))


def given_actors(doc: Doc, row: dict[str, Any], *, judged: bool = False) -> tuple[Act | None, int]:
    """The act whose parties are the marked ones, and how many of the two it has."""
    source, target = bounds(row, "source"), bounds(row, "target")
    best, best_score = None, (0, -99)
    for act in find_acts(doc, judged=judged):
        guess = next((n for n, heads in enumerate(act.recipients) if any(touches(one, target) for one in heads)), None)
        score = (int(any(touches(one, source) for one in act.actors)) + int(guess is not None), -(guess or 0))
        if score > best_score and score[0]:
            best, best_score = act, score
    return best, best_score[0]


def named(root: str | None) -> str:
    """A root as the set names it."""
    return MERGED.get(root, root) if root else NONE


def verb_list(doc: Doc) -> str:
    """The rule of thumb: the first verb of the sentence that a plain list knows, whatever stands beside it."""
    for token in doc:
        senses = verbs().get(token.lemma_.lower(), ()) if token.pos_ == "VERB" else ()
        if senses and senses[-1].root not in ("-", "HAPPENING"):
            return MERGED.get(senses[-1].root, senses[-1].root)
    return NONE


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """The mean of the F1 of the gold classes; an answer outside them is a miss."""
    scores = []
    for name in sorted(set(gold)):
        hits = sum(one == two == name for one, two in zip(gold, found, strict=True))
        scores.append(2 * hits / (list(gold).count(name) + list(found).count(name)))
    return sum(scores) / len(scores)


def accuracy(gold: Sequence[str], found: Sequence[str]) -> float:
    """The share of right answers."""
    return sum(one == two for one, two in zip(gold, found, strict=True)) / len(gold)


def article_of(text: str) -> Article:
    """A raw sentence as an article."""
    return Article(
        id="a",
        page="a",
        url=None,
        outlet=Outlet(),
        title="",
        authors=(),
        published=Published(value=None, basis="unknown"),
        language="en",
        text=text,
    )


def listed_cast(article: Article) -> Cast:
    """A cast of the set's own actor names, as a coder with an actor dictionary has it."""
    points = [
        (*match.span(), value)
        for stem, value in NAMES.items()
        for match in re.finditer(rf"\b{stem}\w*", article.text, re.IGNORECASE)
    ]
    codes = sorted({value for _, _, value in points})
    return Cast.of([Entity(id=one, name=one, type="GPE") for one in codes], points)


def code(name: str) -> str:
    """The three-letter code of a name, "" where the table has none."""
    folded = name.lower()
    return next((value for stem, value in NAMES.items() if stem in folded), "")


def triples(text: str, *, names_given: bool) -> set[tuple[str, str, str]]:
    """Actor, recipient and root of every event of a sentence; with the actors' names given or found by ourselves."""
    article = article_of(text)
    parsed = parse(article)
    cast = listed_cast(article) if names_given else find_cast(parsed)
    codes = {one.id: one.name if names_given else code(one.name) for one in cast.entities}
    return {
        (codes[actor], codes[recipient], event.type)
        for event in find_events(parsed, cast, find_dates(parsed))
        for actor in event.actors
        for recipient in event.recipients
    }


def listed_triples(doc: Doc) -> set[tuple[str, str, str]]:
    """The rule of thumb: the last name before a listed verb, the first one behind it."""
    found = set()
    named = [(token.i, code(token.text)) for token in doc if code(token.text)]
    for token in doc:
        senses = verbs().get(token.lemma_.lower(), ()) if token.pos_ == "VERB" else ()
        before = [value for at, value in named if at < token.i]
        behind = [value for at, value in named if at > token.i]
        if senses and before and behind:
            found.add((before[-1], behind[0], senses[-1].root))
    return found


def wanted(row: dict[str, Any]) -> list[Gold]:
    """The gold triples whose code our table knows and whose names our table finds in the sentence."""
    known = {one.id for one in listed_cast(article_of(row["text"])).entities}
    return [
        (one["sourcecode"][:3], one["targetcode"][:3], CODES[one["eventcode"]])
        for one in row["gold"]
        if one.get("eventcode") in CODES and {one["sourcecode"][:3], one["targetcode"][:3]} <= known
    ]


def is_pair(gold: tuple[str, str], found: tuple[str, str], coded: str) -> bool:
    """True where both parties are right; a meeting has no direction."""
    return gold == found or (coded == "CONSULT" and gold == found[::-1])


def share_found(gold: Iterable[list[Gold]], found: Iterable[set[tuple[str, str, str]]]) -> float:
    """The share of gold triples of which actor, recipient and root are all right."""
    hits = [
        any(coded in roots and is_pair((actor, recipient), (one, two), coded) for one, two, coded in ours)
        for theirs, ours in zip(gold, found, strict=True)
        for actor, recipient, roots in theirs
    ]
    return sum(hits) / len(hits)


def measure() -> Result:
    """Roots on the half of plv_train that the tables were not tuned on; triples on petr_unittest's plain codes."""
    rows = list(read_rows(TRAIN))
    docs = list(english().pipe((row["text"] for row in rows), batch_size=1))
    acts = [given_actors(doc, row)[0] for doc, row in zip(docs, rows, strict=True)]
    every = [row["gold_root"] for row in rows]
    judged = [named(one) for one in cross_validated(acts, docs, every)]
    tables = [named(act.root if act else None) for act in acts]
    report = [number for number, row in enumerate(rows) if half(row["sentence_id"]) == "report"]
    gold = [every[number] for number in report]
    ours = [judged[number] for number in report]
    units = [row for row in read_rows(UNITS) if wanted(row)]
    texts = [row["text"] for row in units]
    unit_gold = [wanted(row) for row in units]
    confused = Counter((a, b) for a, b in zip(gold, ours, strict=True) if a != b)
    return Result(
        name="events",
        title="Coded events (PLOVER): root with the actors given; actor, recipient and root from raw text",
        data=f"plv_train: {len(report)} sentences of the half not tuned on; petr_unittest: "
        f"{sum(map(len, unit_gold))} triples whose code and names our tables know",
        rows=(
            Row(
                "ours: tables and model, cross-validated by group",
                {
                    "root macro-F1": macro_f1(gold, ours),
                    "root accuracy": accuracy(gold, ours),
                    "macro-F1, tuned half too": macro_f1(every, judged),
                    "triples": share_found(unit_gold, [triples(one, names_given=True) for one in texts]),
                    "triples, no name list": share_found(unit_gold, [triples(one, names_given=False) for one in texts]),
                },
            ),
            Row(
                "ours: tables alone",
                {
                    "root macro-F1": macro_f1(gold, [tables[number] for number in report]),
                    "root accuracy": accuracy(gold, [tables[number] for number in report]),
                    "macro-F1, tuned half too": macro_f1(every, tables),
                },
            ),
            Row(
                "rule of thumb: plain verb list",
                {
                    "root macro-F1": macro_f1(gold, [verb_list(docs[number]) for number in report]),
                    "root accuracy": accuracy(gold, [verb_list(docs[number]) for number in report]),
                    "triples": share_found(unit_gold, [listed_triples(english()(one)) for one in texts]),
                },
            ),
            Row(
                "published: ZSP, zero-shot, on plv_test",
                {"root macro-F1": 0.821, "root accuracy": 0.835},
            ),
        ),
        digest=digest(TRAIN, UNITS),
        failures=tuple((f"{a} taken for {b}", count) for (a, b), count in confused.most_common(5)),
    )


if __name__ == "__main__":
    main(measure)
