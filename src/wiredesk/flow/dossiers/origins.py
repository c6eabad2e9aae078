"""How many independent origins stand behind a story, and behind one statement.

A reprint is not a second witness, and two outlets that both cite one agency are one source. So copies fold into
what they were copied from, articles of one outlet fold into one, articles credited wholly to an agency fold into
that agency, and a sentence that says "according to AGENCY" stands for the agency, whoever prints it. Image and
copyright credits fold nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wiredesk.flow.dossiers.material import Index, Material, Passage
from wiredesk.records import Article, ArticleId, Lineage, OriginGroup, Origins, Span

AGENCY = "agency "  # prefix of an agency's key among origins; article ids never hold a space
MIN_RUN = 5  # words in a row that a contributor's sentence must share with the wire's to lean on it
SAME_WORDS = 11  # words in a row, quotes aside, that two hands do not write alike
WORD = re.compile(r"\w+")
QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{4,}[”\"»“]")
QUOTE_STOP = " \u2022 "  # no word: two outlets may hear the same words


class Folds:
    """Disjoint sets of origins; each set is known by its first key, agencies before articles."""

    def __init__(self) -> None:
        self.parents: dict[str, str] = {}

    def root(self, key: str) -> str:
        """The key by which a key's set is known."""
        path = []
        while (parent := self.parents.get(key, key)) != key:
            path.append(key)
            key = parent
        for step in path:
            self.parents[step] = key
        return key

    def fold(self, left: str, right: str) -> None:
        """Make the sets of both keys one."""
        first, second = sorted((self.root(left), self.root(right)), key=precedence)
        if first != second:
            self.parents[second] = first


def precedence(key: str) -> tuple[bool, str]:
    """Agencies before articles, then by name."""
    return not key.startswith(AGENCY), key


def agency_key(name: str) -> str:
    """An agency's key: "Reuters" and "REUTERS" are one."""
    return AGENCY + " ".join(name.casefold().split())


@dataclass(frozen=True)
class OriginBook:
    """Who stands behind what, for one story."""

    folds: Folds
    why: Mapping[ArticleId, tuple[str, ...]]
    relays: Mapping[ArticleId, Index[str]]  # where an article prints somebody else's report
    contributors: Mapping[ArticleId, frozenset[str]]  # agencies that an article names as contributors
    names: Mapping[str, str]  # agencies' keys → names

    def of_passage(self, passage: Passage) -> str:
        """The origin of one sentence: the relayed source where it names one, else its article's."""
        relays = self.relays.get(passage.article.id)
        relayed = relays.touching(passage.span.start, passage.span.end) if relays else ()
        return self.folds.root(relayed[0] if relayed else passage.article.id)

    def of_passages(self, passages: Sequence[Passage]) -> frozenset[str]:
        """The independent origins behind sentences that say the same thing.

        Sentences with the same words are one, whether or not the copy as a whole was noticed.
        """
        keys = [self.of_passage(passage) for passage in passages]
        wires = [(key, passage) for key, passage in zip(keys, passages, strict=True) if key.startswith(AGENCY)]
        found = [self._leans_on(passage, wires) or key for key, passage in zip(keys, passages, strict=True)]
        if len(set(found)) == 1:
            return frozenset(found)
        local = Folds()
        printed: dict[tuple[str, ...], str] = {}
        for key, text in sorted({(key, passage.text) for key, passage in zip(found, passages, strict=True)}):
            for run in sorted(rows(QUOTED.sub(QUOTE_STOP, text), SAME_WORDS)):
                local.fold(printed.setdefault(run, key), key)
        return frozenset(local.root(key) for key in found)

    def _leans_on(self, passage: Passage, wires: Sequence[tuple[str, Passage]]) -> str:
        """The wire whose words a contributor's article repeats; empty when none."""
        contributors = self.contributors.get(passage.article.id, frozenset())
        for key, wire in wires if contributors else ():
            if key in contributors and shares_run(passage.text, wire.text):
                return key
        return ""


def open_book(material: Material) -> OriginBook:
    """Copies and credits of a story, folded."""
    folds = Folds()
    why: dict[ArticleId, list[str]] = {article.id: [] for article in material.articles}
    names: dict[str, str] = {}
    for row in material.lineage:
        for left, right, reason in folded_by(row, material.by_id):
            folds.fold(left, right)
            why[row.target].append(reason)
    first_of: dict[str, Article] = {}
    for article in material.articles:
        first = first_of.setdefault(article.outlet_label, article)
        if first is not article:
            folds.fold(first.id, article.id)
            why[article.id].append(f"another article of {article.outlet_label}")
    contributors = {}
    for article in material.articles:
        names.update({agency_key(credit.agency): credit.agency for credit in article.credits})
        for credit in article.credits:
            if credit.role == "via":
                folds.fold(agency_key(credit.agency), article.id)
                why[article.id].append(f"credited to {credit.agency}: {credit.words}")
        contributors[article.id] = frozenset(
            agency_key(credit.agency) for credit in article.credits if credit.role == "contributed"
        )
    names.update({agency_key(row.source): row.source for row in material.lineage if row.source not in material.by_id})
    for article in material.articles:  # an agency's own article and those who cite the agency are one origin
        if (own := agency_key(article.outlet_label)) in names:
            folds.fold(own, article.id)
    return OriginBook(
        folds=folds,
        why={key: tuple(sorted(set(reasons))) for key, reasons in why.items()},
        relays={article.id: Index.of(relays(article, material)) for article in material.articles},
        contributors=contributors,
        names=names,
    )


def folded_by(row: Lineage, articles: Mapping[ArticleId, Article]) -> Iterator[tuple[str, str, str]]:
    """What one lineage record folds: both keys and the reason in words."""
    if row.target not in articles or row.source not in articles:
        return
    source = articles[row.source].outlet_label
    if row.is_reprint and row.told_by == "unknown":
        yield row.source, row.target, f"shares {row.share:.0%} of its text with {source}; which was first is not known"
    elif row.is_reprint and row.kind in ("copy", "near_duplicate"):
        yield row.source, row.target, f"{row.kind.replace('_', '-')} of {source}, {row.share:.0%} of its text"
    elif row.is_reprint:
        yield row.source, row.target, f"prints {row.share:.0%} of its text from {source}"


def relays(article: Article, material: Material) -> Iterator[tuple[Span, str]]:
    """Where an article says that another reports it: the characters, and whose report it is."""
    for row in material.lineage:
        if row.target != article.id or row.kind not in ("cites", "credit", "excerpt"):
            continue
        key = row.source if row.source in material.by_id else agency_key(row.source)
        for span in row.spans:
            if span.article == article.id and span.end <= len(article.text):
                yield span, key
    for credit in article.credits:
        if credit.role == "according_to" and credit.words and (start := article.text.find(credit.words)) >= 0:
            yield article.span(start, start + len(credit.words)), agency_key(credit.agency)
    notes = material.annotations.get(article.id)
    for quote in notes.quotes if notes else ():
        for relay in quote.via:
            yield quote.span, agency_key(material.name(relay) or relay)


def story_origins(material: Material, book: OriginBook) -> Origins:
    """The origins behind a whole story, with why articles were folded together."""
    groups: dict[str, list[ArticleId]] = {}
    for article in material.articles:
        groups.setdefault(book.folds.root(article.id), []).append(article.id)
    return Origins(
        count=len(groups),
        groups=tuple(
            OriginGroup(
                articles=tuple(members),
                lead=book.names.get(key, key) if key.startswith(AGENCY) else members[0],
                why=tuple(dict.fromkeys(reason for member in members for reason in book.why[member])),
            )
            for key, members in groups.items()
        ),
    )


def shares_run(left: str, right: str) -> bool:
    """True where both texts hold the same MIN_RUN words in a row."""
    return not runs(left).isdisjoint(runs(right))


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of MIN_RUN words."""
    return rows(text, MIN_RUN)


def rows(text: str, length: int) -> frozenset[tuple[str, ...]]:
    """All rows of so many words in a text."""
    words = [match.group().casefold() for match in WORD.finditer(text)]
    return frozenset(zip(*(words[shift:] for shift in range(length)), strict=False))


def outlets_of(articles: Iterable[Article]) -> tuple[str, ...]:
    """The outlets of articles, each once, in the articles' order."""
    return tuple(dict.fromkeys(article.outlet_label for article in articles))
