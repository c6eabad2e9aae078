"""Direction: which of two articles took its text from the other, where the clock is silent.

Real pairs: papers in gnews and allsides that print most of an agency's own page and name the agency at their head or
foot; dates are hidden. Made ones: real articles as an agency's or a paper's own, and reprints of them with a
title of their own, cut, with a local paragraph, with another byline, that keep a credit in one of the forms that
papers use, or drop it. Where the credit is dropped, nothing but the agency's own page tells: unknown is right there.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from copies import DERIVED, articles_of, key_of, unlabelled
from harness import DATA, Result, Row, digest, half, main
from wiredesk.flow.articles import read_page
from wiredesk.flow.copies import find_lineage, keys_of, lineage_among
from wiredesk.records import Article, Page, PageMeta, make_id

MADE = 240  # articles reprinted
AGENCY_PAGES = {
    "apnews.com": ("associated press", "(ap)"),
    "ap.org": ("associated press", "(ap)"),
    "reuters.com": ("reuters",),
}
HEAD, FOOT = 300, 400  # characters in which a credit stands
LOCAL = (
    "In Tarnmouth, the council said on Thursday that it was following the matter and would report to residents.",
    "Readers of the Courier in the Tarn valley can send questions to the desk, which will answer them next week.",
    "Local officials in Port Alder said that nothing would change for the harbour before the end of the season.",
)
TITLES = ("What we know so far", "A day of questions, few answers", "The story behind the headlines this week")
BYLINES = ("Mara Ellery", "Tom Varga", "Ines Aldous")
PRINTERS = (("Reuters", "reuters.com"), ("AP News", "apnews.com"), ("Coastal Wire", "coastalwire.example"))
PAPERS = (("Tarn Courier", "tarncourier.example"), ("The Alder Gazette", "aldergazette.example"))
NAMES = {"AP News": ("The Associated Press", "AP")}

# How a reprint credits its source: where, and in which words; {name} and {short} are the agency's.
CREDITS: dict[str, tuple[str, str]] = {
    "dateline": ("dateline", "PORT ALDER ({short}) - "),
    "byline": ("author", "{name}"),
    "byline, of": ("top", "By {name}"),
    "contributed": ("end", "{name} contributed to this report."),
    "signed": ("end", "— {name}"),
    "signed in brackets": ("end", "({name})"),
    "copyright": ("end", "Copyright 2024 {name}. All rights reserved."),
    "source": ("end", "Source: {name}"),
    "first printed": ("end", "This article was originally published by {name}."),
    "feed": ("feed", "{name}"),
}


class Case(NamedTuple):
    """Two articles, the source first."""

    source: Article
    target: Article
    credit: str  # how the target credits the source; empty where it does not
    edit: str


class Form(NamedTuple):
    """A page to be made."""

    key: str
    title: str
    outlet: tuple[str, str]  # name, domain
    author: str
    source: str = ""


def article_from(form: Form, text: str) -> Article | None:
    """The article that the flow makes of a text; None where it rejects it."""
    meta = PageMeta(
        url=f"https://{form.outlet[1]}/{make_id('n', form.key)}",
        outlet=form.outlet[0],
        title=form.title,
        authors=(form.author,) if form.author else (),
        source=form.source or None,
        language="en",
    )
    page = Page(id=make_id("p", form.key, text), page=form.key, form="text", content=text.encode(), meta=meta)
    found = next(iter(read_page(page)))
    return found if isinstance(found, Article) else None


def edited(paragraphs: list[str], edit: str, chance: random.Random) -> list[str]:
    """The paragraphs as a paper prints them."""
    if edit == "cut":
        return paragraphs[: max(3, len(paragraphs) * 2 // 3)]
    if edit == "thinned":
        return [one for place, one in enumerate(paragraphs) if place % 4 != 2]
    if edit == "local":
        at = chance.randrange(1, len(paragraphs))
        return [*paragraphs[:at], chance.choice(LOCAL), *paragraphs[at:]]
    if edit == "local at the end":
        return [*paragraphs, chance.choice(LOCAL)]
    return paragraphs


EDITS = ("retitled", "cut", "thinned", "local", "local at the end")


def reprint(paragraphs: list[str], credit: str, source: tuple[str, str], form: Form) -> Article | None:
    """A paper's reprint with its credit."""
    name, short = NAMES.get(source[0], (source[0], source[0]))
    place, words = CREDITS[credit] if credit else ("", "")
    words = words.format(name=name, short=short)
    if place == "dateline":
        paragraphs = [words + paragraphs[0], *paragraphs[1:]]
    elif place == "top":
        paragraphs = [words, *paragraphs]
    elif place == "end":
        paragraphs = [*paragraphs, words]
    elif place == "author":
        form = form._replace(author=words)
    elif place == "feed":
        form = form._replace(source=words)
    return article_from(form, "\n\n".join(paragraphs))


def made() -> Iterator[Case]:
    """Reprints of real articles."""
    chance = random.Random(11)
    taken = 0
    for key, text, _, _ in unlabelled():
        paragraphs = [one for one in text.split("\n") if len(one.split()) > 8]
        if not 6 <= len(paragraphs) <= 40 or taken == MADE:
            continue
        taken += 1
        for credit in (chance.choice(list(CREDITS)), chance.choice(list(CREDITS)), ""):
            outlet = chance.choice(PRINTERS)
            source = article_from(
                Form(f"{key}-{credit}-source", "The original", outlet, "Jo Fenn"), "\n\n".join(paragraphs)
            )
            edit = chance.choice(EDITS)
            title, author = chance.choice(TITLES), chance.choice(BYLINES)
            form = Form(f"{key}-{credit}-{edit}", title, chance.choice(PAPERS), author)
            target = reprint(edited(paragraphs, edit, chance), credit, outlet, form)
            if source and target:
                yield Case(source, target, credit, edit)


def real() -> Iterator[Case]:
    """Reprints of an agency's own pages by papers that name it, in gnews and allsides; dates hidden."""
    by_id = {one.id: one for one in around_agencies() if one}
    for line in sorted(lineage_among(by_id.values()), key=lambda one: one.id):
        if line.kind not in DERIVED:
            continue
        for source, target in ((line.source, line.target), (line.target, line.source)):
            names = agency_names(by_id[source])
            text = by_id[target].text.casefold()
            if names and not agency_names(by_id[target]) and any(name in text[:HEAD] + text[-FOOT:] for name in names):
                yield Case(by_id[source], by_id[target], "as printed", "as printed")


def around_agencies() -> Iterator[Article | None]:
    """The agencies' own pages in gnews and allsides, and the articles that share a key with one."""
    keys: set[int] = set()
    for article in articles_of(("gnews", "allsides")):
        if agency_names(article):
            keys.update(keys_of(article))
    for article in articles_of(("gnews", "allsides")):
        if not keys.isdisjoint(keys_of(article)):
            yield again(article)


def agency_names(article: Article) -> tuple[str, ...]:
    """The names by which papers credit the agency whose own page this is; none for a paper's."""
    site = "." + (article.outlet.domain or article.outlet.name or "")
    return next((names for domain, names in AGENCY_PAGES.items() if site.endswith("." + domain)), ())


def again(article: Article) -> Article | None:
    """The article as the flow reads it, without its date."""
    domain = (article.outlet.name or "").removeprefix("www.")
    return article_from(Form(article.id, "", (domain, domain), ""), article.text)


def answer(case: Case) -> str:
    """Right, wrong or unknown; missed where no lineage is found."""
    pair = sorted((case.source, case.target), key=lambda one: one.id)
    for one in find_lineage(pair[1], pair[:1]):
        if key_of(one.source, one.target) == (pair[0].id, pair[1].id):
            if one.told_by == "unknown":
                return "unknown"
            return "right" if one.source == case.source.id else f"wrong by {one.told_by}"
    return "missed"


def figures(answers: list[tuple[Case, str]]) -> dict[str, float]:
    """Shares of the cases; for the rest it is said that the direction is unknown."""
    counts = Counter(found.partition(" ")[0] for _, found in answers)
    total = max(len(answers), 1)
    shown = {"right": "right", "wrong": "wrong", "lost": "missed"}
    return {"pairs": len(answers)} | {name: counts[found] / total for name, found in shown.items()}


def measure() -> Result:
    """Real pairs, and made ones by their credits, in halves by article."""
    pairs = [(case, answer(case)) for case in real()]
    answers = [(case, answer(case)) for case in made()]
    kept = [(case, found) for case, found in answers if case.credit]
    parts = {
        name: [row for row in kept if half(row[0].source.page.partition("-")[0]) == name] for name in ("tune", "report")
    }
    rows = [
        Row("ours: made, credit kept, report half", figures(parts["report"])),
        Row("ours: made, credit kept, tune half", figures(parts["tune"])),
        Row("ours: made, credit dropped", figures([row for row in answers if not row[0].credit])),
        Row("ours: real, credit named", figures(pairs)),
    ]
    rows += [Row(f"  credit: {name}", figures([row for row in kept if row[0].credit == name])) for name in CREDITS]
    rows += [Row(f"  edit: {name}", figures([row for row in kept if row[0].edit == name])) for name in EDITS]
    wrong = Counter(
        f"{found}: {case.credit or 'no credit'}, {case.edit}, from {case.source.outlet.name}"
        for case, found in (*pairs, *answers)
        if found != "right" and (case.credit or found != "unknown")
    )
    return Result(
        name="direction",
        title="Direction of reprints whose dates say nothing; the rest is unknown",
        data=f"{len(pairs)} reprints of agency pages in gnews and allsides, dates hidden; "
        f"{MADE} articles of allsides, three reprints each",
        rows=tuple(rows),
        digest=digest(DATA / "allsides_stories" / "articles_unlabelled.jsonl.xz"),
        failures=tuple(wrong.most_common(12)),
    )


if __name__ == "__main__":
    main(measure)
