"""How many independent origins stand behind a story, and behind one statement.

A reprint is not a second witness, and two outlets that both cite one agency are one source. So copies fold into
what they were copied from, an outlet's own articles fold into one, articles that an agency signs or that lean on one
medium throughout fold into it, and a sentence that passes on a medium's report stands for that medium, whoever
prints it. Image and copyright credits fold nothing. Sources without a name fold nothing either, but a doubt says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wiredesk.flow.dossiers.folds import AGENCY, Folds, agency_key
from wiredesk.flow.dossiers.leaning import Leaning, leanings, nameless
from wiredesk.flow.dossiers.material import Index, Material, Passage
from wiredesk.records import Article, ArticleId, Doubt, Fold, Lineage, OriginGroup, Origins, Relay, Span

MIN_LEANING = 0.5  # share of an article's sentences from which on it stands on the one medium that they cite
MIN_RUN = 5  # words in a row that a contributor's sentence must share with the wire's to lean on it
SAME_WORDS = 11  # words in a row, quotes aside, that two hands do not write alike
MAX_WHY = 6  # lines of evidence that a claim carries
WORD = re.compile(r"\w+")
QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{4,}[”\"»“]")
QUOTE_STOP = " \u2022 "  # no word: two outlets may hear the same words
DIRECTIONS = {
    "credit": "credits it",
    "canonical": "names its address as the original's",
    "published": "printed later",
    "agency": "an agency's page",
    "revised": "bears a mark of revision",
    "containment": "a cut of it",
}


class Behind(NamedTuple):
    """What stands behind sentences that say the same thing."""

    keys: frozenset[str]  # of the independent origins
    why: tuple[str, ...]  # what was folded, in words
    doubt: Doubt | None  # origins that may be one


@dataclass(frozen=True)
class OriginBook:
    """Who stands behind what, for one story."""

    folds: Folds
    folded: Mapping[ArticleId, tuple[Fold, ...]]
    leaning: Mapping[ArticleId, Index[Leaning]]  # where an article prints somebody else's report
    relays: Mapping[ArticleId, Index[Relay]]
    contributors: Mapping[ArticleId, frozenset[str]]  # agencies that an article names as contributors
    names: Mapping[str, str]  # agencies' keys → names

    def leaning_of(self, passage: Passage) -> Leaning | None:
        """Whose report a sentence passes on; None where it is its article's own."""
        index = self.leaning.get(passage.article.id)
        found = index.touching(passage.span.start, passage.span.end) if index else ()
        return min(found, key=lambda one: (one.rank, one.span.start, one.key), default=None)

    def of_passage(self, passage: Passage) -> str:
        """The origin of one sentence: the relayed source where it names one, else its article's."""
        leaning = self.leaning_of(passage)
        return self.folds.root(leaning.key if leaning else passage.article.id)

    def of_passages(self, passages: Sequence[Passage]) -> frozenset[str]:
        """The independent origins behind sentences that say the same thing.

        Sentences with the same words are one, whether or not the copy as a whole was noticed.
        """
        return frozenset(self.keys_of(passages))

    def keys_of(self, passages: Sequence[Passage]) -> list[str]:
        """The origin of each sentence among others that say the same thing."""
        keys = [self.of_passage(passage) for passage in passages]
        wires = [(key, passage) for key, passage in zip(keys, passages, strict=True) if key.startswith(AGENCY)]
        found = [self._leans_on(passage, wires) or key for key, passage in zip(keys, passages, strict=True)]
        if len(set(found)) == 1:
            return found
        local = Folds()
        printed: dict[tuple[str, ...], str] = {}
        for key, text in sorted({(key, passage.text) for key, passage in zip(found, passages, strict=True)}):
            for run in sorted(rows(QUOTED.sub(QUOTE_STOP, text), SAME_WORDS)):
                local.fold(printed.setdefault(run, key), key)
        return [local.root(key) for key in found]

    def behind(self, passages: Sequence[Passage]) -> Behind:
        """The origins of sentences that say the same thing, with the evidence of each fold and what stays in doubt."""
        keys = self.keys_of(passages)
        groups: dict[str, list[Passage]] = {}
        for key, passage in zip(keys, passages, strict=True):
            groups.setdefault(key, []).append(passage)
        why = dict.fromkeys(line for members in groups.values() for line in self._evidence(members))
        return Behind(frozenset(keys), tuple(why)[:MAX_WHY], self._doubt(list(groups.values())))

    def _evidence(self, members: Sequence[Passage]) -> Iterator[str]:
        """Why the sentences of one origin are not several."""
        outlets = {passage.article.outlet_label for passage in members}
        for passage in members if len({passage.article.id for passage in members}) > 1 else ():
            leaning, outlet = self.leaning_of(passage), passage.article.outlet_label
            if leaning is not None:
                yield f"{outlet} has it from {leaning.name}: “{clip(leaning.span.words)}”"
            for fold in self.folded.get(passage.article.id, ()) if leaning is None and len(outlets) > 1 else ():
                yield f"{outlet}: {fold.why}"

    def _doubt(self, groups: Sequence[Sequence[Passage]]) -> Doubt | None:
        """Origins of which each names nobody: whether they are one cannot be known."""
        spans: list[tuple[str, Span]] = []
        for members in groups:
            found = [nameless(self.relays.get(one.article.id, Index.of(())), one) for one in members]
            if found and all(found):
                spans.append((members[0].article.outlet_label, next(span for span in found if span)))
        if len(spans) < 2:
            return None
        told = " and ".join(f"{outlet} (“{clip(span.words)}”)" for outlet, span in spans)
        return Doubt(
            why=f"{told} name nobody: whether it is one source cannot be known", spans=tuple(span for _, span in spans)
        )

    def _leans_on(self, passage: Passage, wires: Sequence[tuple[str, Passage]]) -> str:
        """The wire whose words a contributor's article repeats; empty when none."""
        contributors = self.contributors.get(passage.article.id, frozenset())
        for key, wire in wires if contributors else ():
            if key in contributors and shares_run(passage.text, wire.text):
                return key
        return ""


def open_book(material: Material) -> OriginBook:
    """Copies, credits and relays of a story, folded."""
    folds = Folds()
    leaning = {article.id: Index.of(leanings(article, material)) for article in material.articles}
    names = names_of(material, leaning)
    found = [
        *(fold for row in material.lineage for fold in folded_by(row, material.by_id)),
        *(fold for article in material.articles for fold in signed(article)),
        *(fold for article in material.articles for fold in leans_throughout(article, material, leaning[article.id])),
    ]
    found += own_articles(material, found)
    for fold in found:
        folds.fold(key_of(fold.into, material), fold.article)
    for article in material.articles:  # an agency's own article and those who cite the agency are one origin
        if (own := agency_key(article.outlet_label)) in names:
            folds.fold(own, article.id)
    by_article: dict[ArticleId, list[Fold]] = {article.id: [] for article in material.articles}
    for fold in sorted(found, key=lambda one: (one.why, one.into, one.record)):
        by_article[fold.article].append(fold)
    return OriginBook(
        folds=folds,
        folded={article: tuple(kept) for article, kept in by_article.items()},
        leaning=leaning,
        relays={
            article.id: Index.of((relay.span, relay) for relay in material.relays if relay.article == article.id)
            for article in material.articles
        },
        contributors={
            article.id: frozenset(
                agency_key(credit.agency) for credit in article.credits if credit.role == "contributed"
            )
            for article in material.articles
        },
        names=names,
    )


def names_of(material: Material, leaning: Mapping[ArticleId, Index[Leaning]]) -> dict[str, str]:
    """Every agency's and outlet's key that the story knows → its name; of two names the first in the alphabet."""
    named = {
        *(credit.agency for article in material.articles for credit in article.credits),
        *(row.source for row in material.lineage if row.source not in material.by_id),
        *(one.name for index in leaning.values() for _, _, one in index.rows if one.key.startswith(AGENCY)),
    }
    own = {agency_key(article.outlet_label): article.outlet_label for article in material.articles}
    return {key: own.get(key, name) for name in sorted(named, reverse=True) for key in (agency_key(name),)}


def key_of(into: str, material: Material) -> str:
    """The key of what an article folds into: an article's id, or an agency's key."""
    return into if into in material.by_id else agency_key(into)


def folded_by(row: Lineage, articles: Mapping[ArticleId, Article]) -> Iterator[Fold]:
    """What one lineage record folds, with the reason in words."""
    if row.target not in articles or row.source not in articles:
        return
    if not row.is_reprint:
        return
    source = articles[row.source].outlet_label
    if row.told_by == "unknown":
        why = f"{row.share:.0%} of its text stands in {source} too; who had it first is not known"
    elif row.kind == "excerpt":
        why = f"prints {row.share:.0%} of its text from {source}"
    else:
        direction = f", {DIRECTIONS[row.told_by]}" if row.told_by in DIRECTIONS else ""
        why = f"{row.kind.replace('_', '-')} of {source}, {row.share:.0%} of its text{direction}"
    spans = tuple(span for span in row.spans if span.article == row.target)
    yield Fold(article=row.target, into=row.source, why=why, record=row.id, spans=spans[:1])


def signed(article: Article) -> Iterator[Fold]:
    """The agency that an article came from, as its dateline, byline or credit line says."""
    for credit in article.credits:
        if credit.role == "via":
            yield Fold(
                article=article.id, into=credit.agency, why=f"credited to {credit.agency}: “{clip(credit.words)}”"
            )


def leans_throughout(article: Article, material: Material, index: Index[Leaning]) -> Iterator[Fold]:
    """The one medium on which most of an article's sentences stand by chains that say so."""
    passages = material.passages_of.get(article.id, ())
    counts: Counter[str] = Counter()
    first: dict[str, Leaning] = {}
    for passage in passages:
        chains = [one for one in index.touching(passage.span.start, passage.span.end) if one.rank == 0]
        if chains:
            one = min(chains, key=lambda one: (one.span.start, one.key))
            counts[one.key] += 1
            first.setdefault(one.key, one)
    for key, count in sorted(counts.items()):
        one = first[key]
        if count > MIN_LEANING * len(passages) and key != agency_key(article.outlet_label):
            why = f"{count} of its {len(passages)} sentences stand on {one.name}: “{clip(one.span.words)}”"
            yield Fold(article=article.id, into=one.name, why=why, record=one.record, spans=(one.span,))


def own_articles(material: Material, found: Iterable[Fold]) -> list[Fold]:
    """An outlet's articles folded into its first one, but for those that it has from others."""
    unknown = {row.id for row in material.lineage if row.told_by == "unknown"}
    outlet = {article.id: article.outlet_label for article in material.articles}
    foreign = {
        fold.article
        for fold in found
        if fold.record not in unknown and outlet.get(fold.into, fold.into) != outlet[fold.article]
    }
    first_of: dict[str, Article] = {}
    folds = []
    for article in material.articles:
        if article.id in foreign:
            continue
        first = first_of.setdefault(article.outlet_label, article)
        if first is not article:
            folds.append(Fold(article=article.id, into=first.id, why=f"another article of {article.outlet_label}"))
    return folds


def story_origins(material: Material, book: OriginBook, doubts: Iterable[Doubt] = ()) -> Origins:
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
                why=tuple(
                    dict.fromkeys(
                        f"{material.by_id[member].outlet_label}: {fold.why}"
                        for member in members
                        for fold in book.folded[member]
                    )
                ),
                folds=tuple(fold for member in members for fold in book.folded[member]),
            )
            for key, members in groups.items()
        ),
        doubts=tuple({doubt.why: doubt for doubt in doubts}.values()),
    )


def clip(words: str, most: int = 90) -> str:
    """Words on one line, the end left out where there are too many."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + " …"


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
