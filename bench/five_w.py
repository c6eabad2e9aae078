"""Who, what, when, where of an article's main event: the first answer against three readers' phrases."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from harness import DATA, Result, Row, digest, f1, half, main, read_rows
from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.dates import find_dates
from wiredesk.flow.annotations.entities import find_cast
from wiredesk.flow.annotations.events import find_events
from wiredesk.flow.annotations.main_event import find_main_event
from wiredesk.flow.annotations.parse import Parse, parse
from wiredesk.records import Answer, Article, Outlet, Published
from wiredesk.text import edtf
from wiredesk.text.numerals import number_of

SET = DATA / "gnews_events_5w1h" / "gold_5w1h.jsonl"
QUESTIONS = ("who", "what", "when", "where")
ALIKE = 0.5  # F1 of words from which an answer is a gold phrase
LONGEST = 20  # words; a longer answer is none
FUNCTION_WORDS = frozenset(
    "a an the of in on at to for by with from and as is are was were has have had be been".split()
)
WORD = re.compile(r"[^\W_]+")
ESCAPE = re.compile(r"\\+(?:u[0-9a-f]{4}|(?=\W))")  # the set writes some marks as "\\u2019"


class Given(NamedTuple):
    """One answer of a system: its words, and for "when" its day."""

    words: str = ""
    day: str | None = None


Answers = dict[str, Given]


class Read(NamedTuple):
    """A gold row with our readings of it."""

    row: dict[str, Any]
    parsed: Parse
    cast: Cast
    ours: Answers
    thumb: Answers


def article_of(row: dict[str, Any]) -> Article:
    """The article as the product reads it; the text as the set has it."""
    published = (row["date"] or "").replace(" ", "T") or None
    return Article(
        id=row["id"],
        page=row["id"],
        url=row["url"],
        outlet=Outlet(name=row["outlet"]),
        title=row["title"] or "",
        authors=(),
        published=Published(value=published, basis="metadata"),
        language="en",
        text=row["text"] or "",
    )


def read(row: dict[str, Any]) -> Read:
    """One article through our finders and the rule of thumb."""
    article = article_of(row)
    parsed = parse(article)
    cast = find_cast(parsed)
    dates = find_dates(parsed)
    found = find_main_event(parsed, cast, dates, find_events(parsed, cast, dates))
    answers = (found.who, found.what, found.when, found.where) if found else (None,) * 4
    ours = {name: given(one) for name, one in zip(QUESTIONS, answers, strict=True)}
    return Read(row, parsed, cast, ours, rule_of_thumb(parsed, article))


def given(answer: Answer | None) -> Given:
    """Our answer for the judge."""
    return Given(answer.words, answer.value) if answer else Given()


def rule_of_thumb(parsed: Parse, article: Article) -> Answers:
    """The first sentence: its subject, its verb with ten words behind it; the first date and place of the text."""
    sentence = next(iter(parsed.doc.sents), parsed.doc[:])
    subject = next((token for token in sentence if token.dep_ in ("nsubj", "nsubjpass")), None)
    verb = subject.head if subject is not None else None
    date = next((ent for ent in parsed.doc.ents if ent.label_ in ("DATE", "TIME")), None)
    place = next((ent for ent in parsed.doc.ents if ent.label_ in ("GPE", "LOC", "FAC")), None)
    return {
        "who": Given(parsed.doc[subject.left_edge.i : subject.i + 1].text if subject is not None else ""),
        "what": Given(parsed.doc[verb.i : verb.i + 10].text if verb is not None else ""),
        "when": Given(date.text) if date else Given("", edtf.date_part(article.published.value)),
        "where": Given(place.text if place else ""),
    }


def words_of(text: str) -> list[str]:
    """The content words of a phrase, small; the possessive s dropped."""
    found = [word.lower() for word in WORD.findall(ESCAPE.sub("’", text))]
    plain = [str(number_of(word) or word) for word in found]  # "seven" is "7"
    return [word for word in plain if word not in FUNCTION_WORDS and word != "s"]


def is_alike(gold: str, found: str) -> bool:
    """True where one holds all content words of the other, or half of the words are shared."""
    wanted, mine = set(words_of(gold)), set(words_of(found))
    shared = len(wanted & mine)
    if not shared or len(words_of(found)) > LONGEST:
        return False
    return shared in (len(wanted), len(mine)) or f1(shared / len(mine), shared / len(wanted)) >= ALIKE


def is_right(question: str, gold: Sequence[dict[str, Any]], found: Given) -> bool:
    """True for the words of any gold phrase; for "when" also for its day."""
    if question == "when" and found.day and any(one["parsed"] == edtf.date_part(found.day) for one in gold):
        return True
    return any(one["text"] and is_alike(one["text"], found.words) for one in gold)


def asked(row: dict[str, Any], question: str) -> bool:
    """True where the readers found an answer."""
    return any(one["text"] or one["parsed"] for one in row["gold"].get(question) or ())


def share_right(reads: Sequence[Read], question: str, answers: Callable[[Read], Answers]) -> float:
    """The share of articles with an answer of which the first answer is right."""
    rows = [one for one in reads if asked(one.row, question)]
    hits = sum(is_right(question, one.row["gold"][question], answers(one)[question]) for one in rows)
    return hits / len(rows) if rows else 0.0


def figures(reads: Sequence[Read], answers: Callable[[Read], Answers]) -> dict[str, float]:
    """The four shares, their mean, and how many words an answer has."""
    found = {question: share_right(reads, question, answers) for question in QUESTIONS}
    lengths = [len(words_of(answers(one)["what"].words)) for one in reads]
    return {**found, "mean": sum(found.values()) / 4, "words of what": sum(lengths) / len(lengths)}


def part_of(row: dict[str, Any]) -> str:
    """Tune or report, by event."""
    return half(str(row["event"]))


def measure() -> Result:
    """Ours and the rule of thumb on the dev part, the report half by event first."""
    reads = [read(row) for row in read_rows(SET) if row["quality"] == "ok"]
    report = [one for one in reads if part_of(one.row) == "report"]
    wrong = Counter(
        question
        for one in reads
        for question in QUESTIONS
        if asked(one.row, question) and not is_right(question, one.row["gold"][question], one.ours[question])
    )
    return Result(
        name="five_w",
        title="Who, what, when, where of the main event: first answer right (words shared, day equal)",
        data=f"gnews_events_5w1h dev, {len(reads)} articles of 7 events; report half by event: {len(report)}",
        rows=(
            Row("ours, report half", figures(report, lambda one: one.ours)),
            Row("ours, all", figures(reads, lambda one: one.ours)),
            Row("rule of thumb, report half", figures(report, lambda one: one.thumb)),
            Row("rule of thumb, all", figures(reads, lambda one: one.thumb)),
            Row("published, judged by humans, other articles: Giveme5W1H", {"mean": 0.82}),
        ),
        digest=digest(SET),
        failures=tuple((f"{question} wrong", count) for question, count in wrong.most_common(5)),
    )


def show_failures() -> None:
    """Prints what is wrong on the tuning half."""
    for row in read_rows(SET):
        if part_of(row) != "tune" or row["quality"] != "ok":
            continue
        one = read(row)
        for question in QUESTIONS:
            if asked(row, question) and not is_right(question, row["gold"][question], one.ours[question]):
                wanted = [(phrase["text"], phrase["parsed"]) for phrase in row["gold"][question]]
                print(f"{question:5} {row['date'][:10]} {row['title'][:110]!r}")
                print(f"      ours {one.ours[question]} gold {json.dumps(wanted)}")


if __name__ == "__main__":
    if sys.argv[1:] == ["failures"]:
        show_failures()
    else:
        main(measure)
