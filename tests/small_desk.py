"""A desk of invented articles that are put into it without pages, for what stands below the articles."""

from __future__ import annotations

import random
from pathlib import Path

from builders import article
from wiredesk.desk import Desk
from wiredesk.engine import LocalEngine
from wiredesk.flow.table import FLOW
from wiredesk.records import Article, Published
from wiredesk.stage import Stage
from wiredesk.store import SqliteStore

STEPS = ("copies", "traits", "likeness", "bonds", "groups", "stories")
VOWELS, CONSONANTS = "aeiou", "bdfgklmnprstvz"


def small_desk(path: Path | None = None, *, workers: int = 1, crowd: int | None = None) -> Desk:
    """With `crowd` a key counts for so many articles at most."""
    flow = [FLOW[0], *(stage for stage in FLOW if stage.name in STEPS)]
    if crowd:
        flow = [crowded(stage, crowd) if stage.lead[1].crowd else stage for stage in flow]
    return Desk(SqliteStore(path), LocalEngine(workers=workers, strict=True), flow=flow)


def crowded(stage: Stage, crowd: int) -> Stage:
    kind, together = stage.lead
    return stage._replace(reads={kind: together._replace(crowd=crowd)})


def groups(desk: Desk) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in desk.all("stories")}


def invented(topics: int, each: int, *, seed: int = 1) -> list[Article]:
    """Articles on as many topics as asked, some of which lie near one another."""
    chance = random.Random(seed)
    words = [word(chance) for _ in range(40 * topics)]
    found = []
    for topic in range(topics):
        own = words[40 * topic : 40 * topic + 40]
        lent = (words * 2)[40 * topic + 40 : 40 * topic + 80]  # the next topic's: stories that lie near one another
        for number in range(each):
            share = chance.choice((0.55, 0.7, 0.85, 0.95))
            text = " ".join(chance.choice(own if chance.random() < share else lent) for _ in range(90))
            title = " ".join(chance.sample(own + lent, 6)).capitalize()
            day = f"2024-03-{1 + (topic * 3 + number) % 28:02d}"
            found.append(
                article(text, name=f"{topic}-{number}", title=title, published=Published(value=day, basis="metadata"))
            )
    return found


def word(chance: random.Random) -> str:
    return "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(4))
