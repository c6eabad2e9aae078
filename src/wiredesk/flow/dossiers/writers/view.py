"""What the templates show: a dossier with its sources numbered and every span given a place to jump to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from pathlib import PurePath
from typing import NamedTuple

from wiredesk.flow.dossiers.writers.drawing import Drawing, draw
from wiredesk.records import Article, Claim, Dossier, Entity, Quote, QuoteVariants, Relay, Span, Statement, spans_in

MAIN_ENTITIES = 24  # shown; the JSON holds all
STANCE_SIGNS = {"says": "●", "contradicts": "✕", "updates": "↻", "omits": "○", "not_covered": ""}
STANCE_WORDS = {"not_covered": "not covered"}


class Cite(NamedTuple):
    """A source behind something: its number, where to jump, and what to show when pointed at."""

    number: int
    target: str
    outlet: str
    words: str


class Piece(NamedTuple):
    """A run of an article's text: `anchor` is where a citation jumps to, `cited` marks it."""

    text: str
    anchors: tuple[str, ...]
    cited: bool


class Word(NamedTuple):
    """A run of words of a variant: same, added or dropped against the longest form."""

    text: str
    change: str


class View:
    """A dossier prepared for reading; holds no statement of its own."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.story = dossier.story
        self.entities = {entity.id: entity for entity in dossier.entities}
        self.articles = {article.id: article for article in dossier.articles}
        self.numbers = {article.id: number for number, article in enumerate(dossier.articles, 1)}
        self.quotes = {quote.id: quote for quote in dossier.quotes}
        self.labels = labels(dossier.articles)

    def name(self, entity: str | None) -> str:
        """An entity's name; empty for none."""
        return self.entities[entity].name if entity in self.entities else ""

    def outlet(self, article: str) -> str:
        """The outlet of an article as a reader names it; agencies stand for themselves."""
        return self.label(self.articles[article].outlet_label) if article in self.articles else article

    def label(self, outlet: str) -> str:
        """An outlet's name; for a page without one the name of its file."""
        return self.labels.get(outlet, outlet)

    def short(self, words: str) -> str:
        """A reason with pages without an outlet called by their files' names."""
        for path, name in self.labels.items():
            words = words.replace(path, name)
        return words

    def cite(self, span: Span) -> Cite:
        """The citation of a span."""
        return Cite(
            self.numbers[span.article], anchor(self.numbers[span.article], span), self.outlet(span.article), span.words
        )

    def cites(self, spans: Iterable[Span]) -> list[Cite]:
        """The citations of spans, one an article, by number."""
        first: dict[str, Span] = {}
        for span in spans:
            first.setdefault(span.article, span)
        return sorted(self.cite(span) for span in first.values())

    # ---------------------------------------------------------------- parts of the page

    @cached_property
    def outlets(self) -> list[str]:
        """The outlets, in the order of their first article."""
        return list(dict.fromkeys(article.outlet_label for article in self.dossier.articles))

    def sign(self, claim: Claim, outlet: str) -> tuple[str, str]:
        """How an outlet stands to a claim: a sign, and the word for it."""
        position = claim.outlets.get(outlet, "not_covered")
        return STANCE_SIGNS[position], STANCE_WORDS.get(position, position)

    def claimants(self, claim: Claim) -> list[str]:
        """Who the articles say it comes from, each once."""
        names = [self.name(entity) for statement in claim.statements for entity in statement.attributed_to]
        return [name for name in dict.fromkeys(names) if name]

    @cached_property
    def people(self) -> list[Entity]:
        """The entities that the articles name most."""
        ranked = sorted(self.dossier.entities, key=lambda entity: (-len(entity.mentions), entity.name, entity.id))
        return ranked[:MAIN_ENTITIES]

    @cached_property
    def spoken(self) -> list[tuple[str, list[Quote]]]:
        """Direct and mixed quotes by speaker, the most quoted first; those without a speaker last."""
        groups: dict[str, list[Quote]] = {}
        for quote in self.dossier.quotes:
            if quote.kind != "indirect":
                groups.setdefault(self.name(quote.speaker), []).append(quote)
        return sorted(groups.items(), key=lambda group: (not group[0], -len(group[1]), group[0]))

    @cached_property
    def variants(self) -> list[QuoteVariants]:
        """Utterances of which there is more than one form."""
        return [group for group in self.dossier.quote_variants if group.differences]

    def clashes(self, claim: Claim) -> list[tuple[str, str, str, list[Cite]]]:
        """What clashes with a claim, once an outlet: stance, outlet, reason, where."""
        found: dict[tuple[str, str], list[Statement]] = {}
        for statement in claim.statements:
            if statement.reason:
                found.setdefault((statement.stance, self.outlet(statement.span.article)), []).append(statement)
        return [
            (stance, outlet, statements[0].reason, self.cites(one.span for one in statements))
            for (stance, outlet), statements in found.items()
        ]

    def variant_words(self, variants: QuoteVariants, quote: str) -> list[Word]:
        """A form of an utterance against the longest one, word by word."""
        longest, words = self.quotes[variants.longest].span.words.split(), self.quotes[quote].span.words.split()
        return list(differences(longest, words))

    def variant_kinds(self, variants: QuoteVariants, quote: str) -> list[str]:
        """How a form differs from the longest one."""
        return sorted(
            {one.kind for one in variants.differences if quote in one.quotes and variants.longest in one.quotes}
        )

    def pieces(self, article: Article) -> list[list[Piece]]:
        """An article's paragraphs, cut where citations begin and end."""
        number = self.numbers[article.id]
        spans = sorted({(span.start, span.end) for span in self._cited if span.article == article.id})
        anchors: dict[int, list[str]] = {}
        for start, end in spans:
            anchors.setdefault(start, []).append(f"s{number}-{start}-{end}")
        cuts = sorted({0, len(article.text), *(edge for span in spans for edge in span)})
        depth = coverage(spans)
        pieces = [
            Piece(article.text[start:end], tuple(anchors.get(start, ())), depth(start)) for start, end in pairwise(cuts)
        ]
        return paragraphs(pieces)

    @cached_property
    def chains(self) -> list[Relay]:
        """The chains that pass through a medium."""
        return [relay for relay in self.dossier.relays if any(hop.kind == "outlet" for hop in relay.chain)]

    @cached_property
    def drawing(self) -> Drawing | None:
        """The graph of who stands on whose words, laid out; None where no article leans on anything."""
        articles = self.dossier.articles
        return draw(
            self.dossier.graph,
            {one.id: f"{self.numbers[one.id]} {self.outlet(one.id)}" for one in articles},
            {one.id: (one.published.value or "date unknown")[:16].replace("T", " ") for one in articles},
        )

    @cached_property
    def _cited(self) -> list[Span]:
        shown = (
            self.dossier.brief,
            self.dossier.claims,
            self.dossier.figures,
            self.dossier.timeline,
            self.dossier.quotes,
            self.chains,
            self.dossier.origins,
            [lineage for lineage in self.dossier.lineage if lineage.kind in ("credit", "cites")],
        )
        return list(dict.fromkeys(span for part in shown for span in spans_in(part) if span.article in self.articles))


def labels(articles: Iterable[Article]) -> dict[str, str]:
    """For articles of unknown outlets, the file's name instead of its path, where that names only one of them."""
    paths = {article.page for article in articles if not article.outlet.label}
    names: dict[str, list[str]] = {}
    for path in sorted(paths):
        names.setdefault(PurePath(path).name, []).append(path)
    return {paths[0]: name for name, paths in names.items() if name and len(paths) == 1}


def anchor(number: int, span: Span) -> str:
    """The name of a span's place in the page."""
    return f"s{number}-{span.start}-{span.end}"


def coverage(spans: list[tuple[int, int]]) -> Callable[[int], bool]:
    """A function that tells whether a character lies in any of the spans (sorted)."""
    merged: list[list[int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    starts = [start for start, _ in merged]

    def is_covered(at: int) -> bool:
        place = bisect_right(starts, at) - 1
        return place >= 0 and at < merged[place][1]

    return is_covered


def paragraphs(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces of a text grouped by paragraph; a piece that runs over a break is cut there."""
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        for position, text in enumerate(piece.text.split("\n\n")):
            if position:
                found.append([])
            if text:
                found[-1].append(Piece(text, piece.anchors if not position else (), piece.cited))
    return [paragraph for paragraph in found if paragraph]


def differences(longest: list[str], words: list[str]) -> Iterator[Word]:
    """The words of a form in order, with those dropped from the longest form between them."""
    for change, a, b, c, d in SequenceMatcher(None, longest, words, autojunk=False).get_opcodes():
        if change in ("replace", "delete"):
            yield Word(" ".join(longest[a:b]), "dropped")
        if change == "equal":
            yield Word(" ".join(words[c:d]), "same")
        elif change in ("replace", "insert"):
            yield Word(" ".join(words[c:d]), "added")
