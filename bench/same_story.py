"""Stories: are the same articles together as in the sets' own groups?

All articles of a set are grouped, as in real use; an article may belong to two stories of the set, either is right.
"ours" is what is shipped, and the figures are of the half of the stories that nothing was tuned on. The cross-validated
rows are of all stories: each half (by story, or before and after the middle date) grouped by what the other teaches.
The first run finds the vectors of 15,000 articles, which takes ten minutes; they are kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from harness import Result, Row, digest, f1, main
from story_pairs import BY_WORDS, SHARES, Pairs, fitted
from story_pairs import pairs_of as figured
from story_sets import Labelled, digest_paths, traits
from wiredesk.flow.copies import lineage_among
from wiredesk.flow.stories import stories_among
from wiredesk.flow.stories.likeness import SURE, model, weighed
from wiredesk.flow.stories.partition import partition
from wiredesk.flow.stories.traits import day_numbers
from wiredesk.records import Story

REPORTED = ("gnews", "ecbplus", "basil", "stream")
NEEDED = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45)  # thresholds that the rule of thumb may choose from, on the reported half
WINDOW_DAYS = 14  # of the rule of thumb
Grouping = dict[str, str]  # article → group


def find(labelled: Sequence[Labelled], name: str) -> list[Story]:
    """The stories that we find."""
    articles = [one.article for one in labelled]
    return list(stories_among(traits(name, articles), lineage_among(articles)))


def grouping(stories: Sequence[Story]) -> Grouping:
    """Article → its story."""
    return {article: story.id for story in stories for article in story.articles}


def in_turn(sets: dict[str, Pairs], *, is_by_date: bool = False, every_pair: bool = False) -> dict[str, float]:
    """The figures of each set, each half of its stories grouped by a model that the other halves of all sets taught."""
    halves = {name: halves_of(pairs.labelled, is_by_date=is_by_date) for name, pairs in sets.items()}
    found: dict[str, list[dict[str, float]]] = defaultdict(list)
    for taught in ("tune", "report"):
        weights = fitted(BY_WORDS, {name: sets[name].among(halves[name] == taught) for name in SHARES})
        for name in REPORTED:
            if not (is_by_date and is_undated(sets[name].labelled)):
                chosen = {
                    one.article.id
                    for one, part in zip(sets[name].labelled, halves[name], strict=True)
                    if part not in (taught, "none")
                }
                groups = grouped(sets[name], weights, every_pair=every_pair)
                found[name].append(score(groups, sets[name].labelled, chosen))
    return {
        f"{name} {figure}": sum(one[figure] for one in both) / len(both)
        for name, both in found.items()
        for figure in both[0]
    }


def halves_of(labelled: Sequence[Labelled], *, is_by_date: bool) -> NDArray[np.str_]:
    """For each article the half that its first story falls into: by name, or by date where there are dates."""
    if not is_by_date or is_undated(labelled):
        return np.array([one.part for one in labelled])
    first: dict[str, str] = {}
    for one in labelled:
        for story in one.stories:
            first[story] = min(first.get(story, "9"), one.article.published.value or "9")
    middle = sorted(first.values())[len(first) // 2]
    return np.array(
        ["none" if not one.stories else "tune" if first[min(one.stories)] < middle else "report" for one in labelled]
    )


def is_undated(labelled: Sequence[Labelled]) -> bool:
    """True for a set whose articles have no dates."""
    return not any(one.article.published.value for one in labelled)


def grouped(pairs: Pairs, weights: dict[str, float], *, every_pair: bool) -> Grouping:
    """The stories that other weights would make of a set, from the pairs that are sought or from every pair."""
    known = model()
    scores = np.clip(weighed({name: weights[name] for name in ("constant", *BY_WORDS)}, pairs.figures), None, SURE)
    kept = (scores > known.least) & (every_pair | pairs.is_sought)
    columns = (pairs.rows[kept], pairs.others[kept])
    low, high = np.minimum(*columns).tolist(), np.maximum(*columns).tolist()
    likely = dict(zip(zip(low, high, strict=True), scores[kept].tolist(), strict=True))
    groups = partition(len(pairs.labelled), likely, needed=known.story, least=known.least)
    return {pairs.labelled[place].article.id: str(at) for at, group in enumerate(groups) for place in group}


def single_pass(labelled: Sequence[Labelled], chosen: Collection[str]) -> dict[str, float]:
    """The rule of thumb: in the order of time each article joins the nearest group by TF-IDF, or opens one."""
    ordered = sorted(labelled, key=lambda one: (one.article.published.value or "", one.article.id))
    texts = [f"{one.article.title} {one.article.text}" for one in ordered]
    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True, dtype=np.float32).fit_transform(texts)
    days = np.array([day_numbers(one.article.published.value)[0] for one in ordered])
    starts = np.searchsorted(days, days - WINDOW_DAYS)
    near = [(vectors[at] @ vectors[starts[at] : at].T).toarray()[0] for at in range(len(ordered))]
    tried = [score(joined(ordered, starts, near, needed), labelled, chosen) for needed in NEEDED]
    return max(tried, key=lambda one: one["b3"])


def joined(
    ordered: Sequence[Labelled], starts: NDArray[np.int64], near: Sequence[NDArray[np.float32]], needed: float
) -> Grouping:
    """One pass over time: the group whose articles inside the window are nearest on average, if near enough."""
    groups = np.arange(len(ordered))
    for at in range(1, len(ordered)):
        if len(near[at]):
            inside, places = np.unique(groups[starts[at] : at], return_inverse=True)
            means = np.bincount(places, weights=near[at]) / np.bincount(places)
            best = int(np.argmax(means))
            if means[best] >= needed:
                groups[at] = inside[best]
    return {one.article.id: str(group) for one, group in zip(ordered, groups, strict=True)}


def score(found: Grouping, labelled: Sequence[Labelled], chosen: Collection[str]) -> dict[str, float]:
    """B³ and pairwise figures of the chosen articles."""
    reported = [one for one in labelled if one.article.id in chosen]
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


def failures(name: str, found: Grouping, labelled: Sequence[Labelled], chosen: Collection[str]) -> Counter[str]:
    """The pairs that we part or join wrongly, by likely cause."""
    by_id = {one.article.id: one for one in labelled if one.article.id in chosen}
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


def small(figures: dict[str, float]) -> dict[str, float]:
    """The figures of the sets of which every pair was read."""
    return {name: value for name, value in figures.items() if not name.startswith("stream")}


def measure() -> Result:
    """Ours, shipped and cross-validated, and the rule of thumb."""
    sets = {name: figured(name) for name in dict.fromkeys((*SHARES, *REPORTED))}
    mine: dict[str, float] = {}
    rule: dict[str, float] = {}
    causes: Counter[str] = Counter()
    counts = []
    for name in REPORTED:
        labelled = sets[name].labelled
        chosen = {one.article.id for one in labelled if one.part == "report"}
        found = grouping(find(labelled, name))
        causes += failures(name, found, labelled, chosen)
        mine |= {f"{name} {figure}": value for figure, value in score(found, labelled, chosen).items()}
        rule |= {f"{name} {figure}": value for figure, value in single_pass(labelled, chosen).items()}
        counts.append(f"{name} {len(chosen)} of {len(labelled)}")
    return Result(
        name="same_story",
        title="Stories: B³ and pairwise F1",
        data=f"articles of the half not tuned on: {', '.join(counts)}; stream is allsides among 10,000 unlabelled "
        "articles; gnews is its dated, undamaged articles; test parts untouched. "
        "Rule of thumb: single pass over time by TF-IDF, its threshold chosen on the reported half",
        rows=(
            Row("ours", mine),
            Row("ours, cross-validated by story", in_turn(sets)),
            Row("ours, cross-validated by date", in_turn(sets, is_by_date=True)),
            Row("rule of thumb: TF-IDF", rule),
            Row("limit: by story, every pair compared", small(in_turn(sets, every_pair=True))),
        ),
        digest=digest(*digest_paths(REPORTED)),
        failures=tuple(causes.most_common(8)),
    )


if __name__ == "__main__":
    main(measure)
