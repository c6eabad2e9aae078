"""How one article stands to the articles of a story, whether it is one of them or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from wiredesk.flow.stories.assembly import NEAREST, reason
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.likeness import clash_between, compare, model, share
from wiredesk.records import Link, Reason, Traits


class Comparison(NamedTuple):
    """An article and a story: their mean likeness as a share, what it has to pass, and the nearest articles."""

    mean: float
    needed: float
    nearest: tuple[Reason, ...]
    against: tuple[Reason, ...]  # articles of the story that it clashes with


def compare_with(traits: Traits, members: Sequence[Traits], links: Iterable[Link]) -> Comparison:
    """How alike an article is to those of a story.

    Takes    its traits, those of the story's articles, and the links about it; any order.
    Gives    the mean over all other articles, as the partition counts it, and the nearest.
    """
    others = sorted((one for one in members if one.article != traits.article), key=lambda one: one.article)
    features = Features.of_traits([traits, *others])
    linked = {article: link.score for link in links for article in link.articles}
    compared = compare(features, 0, np.arange(1, len(others) + 1)).scores.tolist()
    scores = [max(score, linked.get(one.article, score)) for one, score in zip(others, compared, strict=True)]
    nearest = sorted(range(len(others)), key=lambda place: (-scores[place], place))[:NEAREST]
    everyone = [traits, *others]
    clashing = [place for place in range(len(others)) if clash_between(features, 0, place + 1)]
    return Comparison(
        mean=share(sum(scores) / len(scores)) if scores else 0.0,
        needed=share(model().story),
        nearest=tuple(reason(everyone, features, (0, place + 1), scores[place]) for place in nearest),
        against=tuple(reason(everyone, features, (0, place + 1), scores[place]) for place in clashing[:NEAREST]),
    )
