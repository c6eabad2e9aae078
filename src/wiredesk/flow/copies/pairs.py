"""What a pair of articles that share text amounts to."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from wiredesk.flow.copies.blurbs import blurbs
from wiredesk.flow.copies.changes import find_changes
from wiredesk.flow.copies.direction import Side, source_and_target
from wiredesk.flow.copies.furniture import furniture, is_inset
from wiredesk.flow.copies.keys import address_of
from wiredesk.flow.copies.neighbourhood import Usage
from wiredesk.flow.copies.passages import Blocks, Mask, Text, compare, passages, quoted, text_of
from wiredesk.flow.copies.prints import tokens_in
from wiredesk.records import MOSTLY, Article, Change, Lineage, LineageKind, Relation, Span, make_id
from wiredesk.text.shingles import is_among

WHOLE = 0.8  # share of both texts from which they are one, whoever else prints it
COPY = 0.9  # share of the target's words from which it is a copy
EXCERPT_WORDS = 30  # own words (outside quotation marks) that make an excerpt: about two sentences
EXCERPT_SHARE = 0.05  # of the shorter text: two sentences in a book are no lineage


class Overlap(NamedTuple):
    """Two articles, and the words of each that stand in the other too."""

    one: Article
    other: Article
    texts: tuple[Text, Text]
    mine: Mask
    theirs: Mask
    many: tuple[Mask, Mask]  # of these, the passages that many articles print
    blocks: Blocks

    @property
    def shares(self) -> tuple[float, float]:
        """The share of each text that stands in the other."""
        return share_of(self.mine), share_of(self.theirs)

    @property
    def own_shares(self) -> tuple[float, float]:
        """The same, without what stands in many others."""
        return share_of(self.mine & ~self.many[0]), share_of(self.theirs & ~self.many[1])

    @property
    def is_one_page(self) -> bool:
        """True for two states of one address."""
        address = address_of(self.one)
        return bool(address) and address == address_of(self.other)

    @property
    def is_one_outlet(self) -> bool:
        """True for one outlet's articles, and for two states of one address."""
        label = self.one.outlet.label
        return (bool(label) and label == self.other.outlet.label) or self.is_one_page


def lineage_of(one: Article, other: Article, usage: Usage) -> Lineage | None:
    """What two articles have of each other; None for less than an excerpt.

    Takes    two articles, and what many of the neighbours print.
    Gives    a Lineage with the shared passages in both, and the differences where they are versions of one article.
    """
    overlap = overlap_of(one, other, usage)
    kind = kind_of(overlap)
    if kind is None:
        return None
    spans = spans_of(overlap)
    if len({span.article for span in spans}) < 2:
        return None
    source, target, told = source_and_target(*sides_of(overlap))
    if kind == "near_duplicate" and target.share >= COPY:
        kind = "copy"
    relation = relation_of(overlap, kind)
    return Lineage(
        id=make_id("l", kind, source.article.id, target.article.id),
        source=source.article.id,
        target=target.article.id,
        kind=kind,
        share=round(target.share, 4),
        spans=spans,
        told_by=told,
        source_share=round(source.share, 4),
        relation=relation,
        changes=changes_of(overlap, source.article) if relation == "version" else (),
    )


def overlap_of(one: Article, other: Article, usage: Usage) -> Overlap:
    """The words that two articles share, boilerplate aside."""
    texts = text_of(one.text), text_of(other.text)
    mine, theirs, blocks = compare(*texts)
    mine &= ~(texts[0].printed(usage.boilerplate) | blurbs(one.text))
    theirs &= ~(texts[1].printed(usage.boilerplate) | blurbs(other.text))
    return Overlap(one, other, texts, mine, theirs, printed_by_many(texts, blocks, usage), blocks)


def printed_by_many(texts: tuple[Text, Text], blocks: Blocks, usage: Usage) -> tuple[Mask, Mask]:
    """The words of both texts that stand in shared blocks of which many articles print the half at least."""
    size = texts[0].size
    masks = np.zeros(texts[0].length, dtype=bool), np.zeros(texts[1].length, dtype=bool)
    times = np.concatenate(([0], np.cumsum(is_among(texts[0].shingles, usage.dispatch))))
    for at, to, words in blocks:
        count = words - size + 1
        if count > 0 and 2 * (times[at + count] - times[at]) >= count:
            masks[0][at : at + words] = masks[1][to : to + words] = True
    return masks


def sides_of(overlap: Overlap) -> tuple[Side, Side]:
    """Both articles as the judgement of who was first sees them."""
    return Side(overlap.one, overlap.mine), Side(overlap.other, overlap.theirs)


def kind_of(overlap: Overlap) -> LineageKind | None:
    """Near-duplicate where most of the shorter text is the other's, excerpt where a passage is.

    Passages that many articles print count only where both are nearly one text, or one holds nearly all of the other:
    else each has used one dispatch in its own way, and neither is the other's duplicate. Of a page that lost its text
    the outlet's standing words are left: two such are no copies.
    """
    least = EXCERPT_WORDS * overlap.texts[0].size // 8
    if overlap.is_one_outlet and not overlap.is_one_page and overlap.mine.sum() < least:
        return None
    shares = overlap.shares
    shorter = 0 if (len(overlap.mine), overlap.one.id) <= (len(overlap.theirs), overlap.other.id) else 1
    is_whole = min(shares) >= WHOLE or max(shares) >= COPY
    if shares[shorter] >= MOSTLY and (is_whole or overlap.own_shares[shorter] >= MOSTLY):
        return "near_duplicate"
    return excerpt_of(overlap)


def excerpt_of(overlap: Overlap) -> LineageKind | None:
    """Excerpt where two sentences or more of unquoted text stand in both."""
    shorter = min(len(overlap.mine), len(overlap.theirs))
    least = max(EXCERPT_WORDS * overlap.texts[0].size // 8, EXCERPT_SHARE * shorter)
    if overlap.mine.sum() < least:
        return None
    own = int((overlap.mine & ~quoted(overlap.one.text, tokens_in(overlap.one.text))).sum())
    return "excerpt" if own >= least else None


def relation_of(overlap: Overlap, kind: LineageKind) -> Relation:
    """How two articles that share text stand to one another."""
    if overlap.is_one_page:
        return "version"
    if overlap.is_one_outlet and is_box(overlap):
        return "inset"
    if kind != "excerpt":
        return "version" if overlap.is_one_outlet else "reprint"
    return "dispatch" if max(overlap.shares) >= MOSTLY else "passages"


def is_box(overlap: Overlap) -> bool:
    """True where most of what is shared stands in a gallery, or in one stretch amid each article's own text."""
    captions = overlap.mine & furniture(overlap.one.text)
    return 2 * captions.sum() > overlap.mine.sum() or (is_inset(overlap.mine) and is_inset(overlap.theirs))


def changes_of(overlap: Overlap, source: Article) -> tuple[Change, ...]:
    """What the later of two versions says otherwise."""
    if source is overlap.one:
        return find_changes(overlap.one, overlap.other, overlap.blocks)
    turned = [(to, at, words) for at, to, words in overlap.blocks]
    return find_changes(overlap.other, overlap.one, turned)


def share_of(words: Mask) -> float:
    """The share of the words that are marked."""
    return float(np.mean(words)) if len(words) else 0.0


def spans_of(overlap: Overlap) -> tuple[Span, ...]:
    """The shared passages in both articles, by article and place."""
    mine = [overlap.one.span(*place) for place in passages(tokens_in(overlap.one.text), overlap.mine)]
    theirs = [overlap.other.span(*place) for place in passages(tokens_in(overlap.other.text), overlap.theirs)]
    return tuple(sorted(mine + theirs, key=lambda span: (span.article, span.start)))
