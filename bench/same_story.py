"""Stories: are the same articles together as in the sets' own groups?

All articles of a set are grouped, as in real use; the figures are of those whose story nothing was tuned on.
B³ and pairwise F1. An article may belong to two stories of the set; either is right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from harness import Result, Row, digest, f1, main
from story_sets import SETS, Labelled, annotated, digest_paths
from wiredesk.flow.copies import lineage_among
from wiredesk.flow.stories import find_stories
from wiredesk.flow.stories.features import day_numbers
from wiredesk.records import Story

MOST = {"allsides": 1200}  # articles read of a set, the earliest; their vectors take two minutes on a first run
NEEDED = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45)  # thresholds that the rule of thumb may choose from, on the reported half
WINDOW_DAYS = 14  # of the rule of thumb
Grouping = dict[str, str]  # article → group


def read(name: str) -> list[Labelled]:
    """The articles of a set that are used, by date and id."""
    labelled = sorted(SETS[name](), key=lambda one: (one.article.published.value or "", one.article.id))
    return labelled[: MOST.get(name, len(labelled))]


def find(labelled: Sequence[Labelled], name: str) -> list[Story]:
    """The stories that we find."""
    articles = [one.article for one in labelled]
    return list(find_stories(articles, annotated(name, articles), lineage_among(articles)))


def grouping(stories: Sequence[Story]) -> Grouping:
    """Article → its story."""
    return {article: story.id for story in stories for article in story.articles}


def single_pass(labelled: Sequence[Labelled], needed: float) -> Grouping:
    """The rule of thumb: in the order of time each article joins the nearest group by TF-IDF, or opens one."""
    texts = [f"{one.article.title} {one.article.text}" for one in labelled]
    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    near = (vectors @ vectors.T).toarray()
    days = [day_numbers(one.article.published.value)[0] for one in labelled]
    groups: list[list[int]] = []
    found: Grouping = {}
    for place, one in enumerate(labelled):
        means = [
            float(near[place, group].mean()) if in_window(days[place], days[group[-1]]) else 0.0 for group in groups
        ]
        best = int(np.argmax(means)) if means else -1
        if best < 0 or means[best] < needed:
            groups.append([])
            best = len(groups) - 1
        groups[best].append(place)
        found[one.article.id] = str(best)
    return found


def in_window(day: int, other: int) -> bool:
    """True where two days are near enough, or one is unknown."""
    return day < 0 or other < 0 or abs(day - other) <= WINDOW_DAYS


def score(found: Grouping, labelled: Sequence[Labelled]) -> dict[str, float]:
    """B³ and pairwise figures of the articles to be reported."""
    reported = [one for one in labelled if one.part == "report"]
    groups: dict[str, set[str]] = defaultdict(set)
    stories: dict[str, set[str]] = defaultdict(set)
    for one in reported:
        groups[found[one.article.id]].add(one.article.id)
        for story in one.stories:
            stories[story].add(one.article.id)
    precision = recall = 0.0
    for one in reported:
        group = groups[found[one.article.id]]
        same = set().union(*(stories[story] for story in one.stories))
        precision += len(group & same) / len(group) / len(reported)
        recall += len(group & same) / len(same) / len(reported)
    made, true = pairs_of(groups), pairs_of(stories)
    right = len(made & true)
    return {
        "b3": f1(precision, recall),
        "b3_p": precision,
        "b3_r": recall,
        "pairs": f1(right / len(made) if made else 1.0, right / len(true)),
    }


def pairs_of(groups: dict[str, set[str]]) -> set[tuple[str, str]]:
    """All pairs of articles in one group."""
    return {pair for members in groups.values() for pair in combinations(sorted(members), 2)}


def failures(name: str, found: Grouping, labelled: Sequence[Labelled]) -> Counter[str]:
    """The pairs that we part or join wrongly, by likely cause."""
    by_id = {one.article.id: one for one in labelled if one.part == "report"}
    groups: dict[str, set[str]] = defaultdict(set)
    stories: dict[str, set[str]] = defaultdict(set)
    for key, one in by_id.items():
        groups[found[key]].add(key)
        for story in one.stories:
            stories[story].add(key)
    causes: Counter[str] = Counter()
    for pair in pairs_of(stories) - pairs_of(groups):
        causes[f"{name}: parted, {cause_of(*(by_id[key] for key in pair))}"] += 1
    for pair in pairs_of(groups) - pairs_of(stories):
        causes[f"{name}: joined, {cause_of(*(by_id[key] for key in pair))}"] += 1
    return causes


def cause_of(one: Labelled, other: Labelled) -> str:
    """What is odd about a pair that we got wrong."""
    if min(len(one.article.text), len(other.article.text)) < 300:
        return "hardly any text"
    days = [day_numbers(each.article.published.value)[0] for each in (one, other)]
    if min(days) < 0:
        return "a date unknown"
    gap = abs(days[0] - days[1])
    return "within two days" if gap <= 2 else "within a month" if gap <= 30 else "more than a month apart"


def measure() -> Result:
    """Ours and the rule of thumb on four sets."""
    mine: dict[str, float] = {}
    rule: dict[str, float] = {}
    causes: Counter[str] = Counter()
    counts = []
    for name in SETS:
        labelled = read(name)
        found = grouping(find(labelled, name))
        causes += failures(name, found, labelled)
        mine |= {f"{name} {figure}": value for figure, value in score(found, labelled).items()}
        best = max((score(single_pass(labelled, needed), labelled) for needed in NEEDED), key=lambda one: one["b3"])
        rule |= {f"{name} {figure}": value for figure, value in best.items()}
        counts.append(f"{name} {sum(one.part == 'report' for one in labelled)} of {len(labelled)}")
    return Result(
        name="same_story",
        title="Stories: B³ and pairwise F1",
        data=f"articles of the half not tuned on: {', '.join(counts)}; test parts untouched. "
        "Rule of thumb: single pass over time by TF-IDF, its threshold chosen on the reported half",
        rows=(
            Row("ours", mine),
            Row("rule of thumb: TF-IDF", rule),
        ),
        digest=digest(*digest_paths(SETS)),
        failures=tuple(causes.most_common(8)),
    )


if __name__ == "__main__":
    main(measure)
