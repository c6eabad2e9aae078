"""The stories of articles in memory, as the desk finds them step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wiredesk.flow.stories.candidates import candidates
from wiredesk.flow.stories.composing import tell_stories
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.groups import find_groups
from wiredesk.flow.stories.keys import keys_of
from wiredesk.flow.stories.likeness import compare, model
from wiredesk.flow.stories.links import bind_copies, pair_of
from wiredesk.flow.stories.naming import names_of
from wiredesk.records import Edit, Lineage, Link, Story, Traits, make_id
from wiredesk.stage import Before


def stories_among(
    traits: Iterable[Traits], lineage: Iterable[Lineage] = (), edits: Iterable[Edit] = ()
) -> Iterator[Story]:
    """The stories of all these articles: a function of the set, whatever the order.

    Takes    traits of articles, and their lineage; any order.
    Gives    one Story a group of articles, those of one article too, by id.
    Cost     near-linear in the articles of one time window; about 10 kB an article.
    """
    known = sorted(traits, key=lambda one: one.article)
    links = links_among(known)
    inside = {one.article for one in known}
    bonds = [bond for one in lineage for bond in bind_copies(one) if inside.issuperset(bond.articles)]
    joined = [*links, *bonds]
    groups = [group for some in components(known, joined, edits) for group in find_groups(some, joined, edits)]
    names = {group.id: next(names_of(group)) for group in groups}
    told = tell_stories(groups, known, joined, Before((), names, 1))
    yield from sorted((one for one in told if isinstance(one, Story)), key=lambda story: story.id)


def components(known: list[Traits], links: Iterable[Link], edits: Iterable[Edit]) -> list[list[Traits]]:
    """The articles that links or edits join, one after another; by the smallest id of each."""
    heads = {one.article: one.article for one in known}
    for articles in [*(link.articles for link in links), *(edit.articles for edit in edits)]:
        inside = sorted({head_of(heads, article) for article in articles if article in heads})
        heads |= dict.fromkeys(inside[1:], inside[0]) if inside else {}
    found: dict[str, list[Traits]] = {}
    for one in known:
        found.setdefault(head_of(heads, one.article), []).append(one)
    return list(found.values())


def head_of(heads: dict[str, str], article: str) -> str:
    """The head of the article's component."""
    while heads[article] != article:
        heads[article] = heads[heads[article]]
        article = heads[article]
    return article


def links_among(known: list[Traits]) -> list[Link]:
    """The links of all pairs worth comparing."""
    links = []
    if known:
        features = Features.of_traits(known)
        for row, others in candidates([keys_of(one) for one in known]):
            compared = compare(features, row, others)
            for other, score in zip(compared.others.tolist(), compared.scores.tolist(), strict=True):
                pair = pair_of(known[row].article, known[other].article)
                if score >= model().story:
                    links.append(Link(id=make_id("k", *pair), articles=pair, score=score, told_by="likeness"))
    return links
