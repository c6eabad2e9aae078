"""The title of a story tells its news."""

from __future__ import annotations

import pytest

from builders import annotations, article
from wiredesk.flow.stories import make_traits
from wiredesk.flow.stories.titles import clearest

NEWS = "Warehouse burns down in Port Alder"


def title_among(*titles: str) -> str:
    articles = [article("Text.", name=str(at), title=title) for at, title in enumerate(titles)]
    traits = [one for each in articles for one in make_traits(each, [annotations(each)])]
    return clearest(traits, [float(len(titles) - at) for at in range(len(titles))])


@pytest.mark.parametrize(
    "beside",
    [
        "Opinion: The fire was no accident",
        "Five takeaways from the Port Alder fire",
        "How a spark became the fire of the year",
        "Could the Port Alder fire have been avoided?",
        "Watch flames rise over Port Alder harbour",
        "Fire",
        "",
    ],
)
def test_a_headline_that_tells_the_news_comes_first(beside: str):
    assert title_among(beside, NEWS) == NEWS


def test_of_headlines_that_tell_the_nearest_to_the_others_is_taken():
    assert title_among("Warehouse fire hurts three firefighters", NEWS) == "Warehouse fire hurts three firefighters"


def test_where_every_headline_comments_the_nearest_is_taken_verbatim():
    assert title_among("Why Port Alder burned", "What the fire took from us") == "Why Port Alder burned"
