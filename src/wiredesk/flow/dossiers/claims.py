"""Claims: what the articles say, each thing once, with who says it, who clashes with it, who leaves it out.

No sentence is made here. A claim's text is the clearest of the sentences that say the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wiredesk.flow.dossiers.counted import Counted, is_topic
from wiredesk.flow.dossiers.days import is_background
from wiredesk.flow.dossiers.likeness import Likeness
from wiredesk.flow.dossiers.material import PLACES, Material, Passage
from wiredesk.flow.dossiers.origins import Behind, OriginBook, outlets_of
from wiredesk.flow.dossiers.speaking import attributed_to, certainty_of
from wiredesk.flow.dossiers.stances import AGREES, Verdict, clash_of_numbers, compare, days_between
from wiredesk.flow.dossiers.wording import clarity, is_whole
from wiredesk.records import Article, ArticleId, Claim, ClaimState, Credit, Doubt, Position, Statement, make_id
from wiredesk.text.units import unit_of

SAME = 0.545  # likeness from which on two sentences say the same thing; read off pairs of six stories
RIVAL = 0.42  # from which on two sentences can clash over a number
ECHO = 0.25  # what an article that says the same is worth when the clearest wording is chosen
FOREIGN = 1.0  # what a sentence loses that is not in the language of most articles
OVERTAKEN_DAYS = 2  # a number so much older than the claim's is no objection to it
MAX_COUNTING = 60  # sentences that number one thing and are held against each other
ELSEWHERE = 0.34  # share of the articles that name the story's best known place; of its other places some do
MAX_ECHOES = 4
MAX_SENTENCES = 1200  # compared in one story: some five seconds of embedding
MIN_PER_ARTICLE = 3
MAX_CLAIMS = 40
MAX_LONE_PER_ARTICLE = 3  # claims that only one outlet makes
MIN_ROOM_WORDS = 150  # an article shorter than this leaves things out for want of room
MIN_LEMMAS = 3
MIN_CREDIT = 0.5  # share of a sentence from which on a credit's words make it a credit line


Given = Mapping[ArticleId, frozenset[tuple[Counted, float]]]  # what befell how many, as each article numbers it


class Group:
    """Sentences that say one thing: the clearest first, then the others with their stance."""

    def __init__(self, lead: Passage, given: Given) -> None:
        self.lead = lead
        self.given = given
        self.members: list[tuple[Passage, Verdict]] = [(lead, AGREES)]
        self.held = {lead.key}
        self.saying = {lead.article.id}  # articles that make the claim

    def add(self, passage: Passage) -> bool:
        """Take in a sentence that is about the same thing; False for one that the lead has overtaken."""
        verdict = compare(self.lead, passage)
        if verdict.stance != "says" and days_between(passage, self.lead) >= OVERTAKEN_DAYS:
            return False
        if verdict.stance == "contradicts" and self._is_conceded_by(passage):
            return False
        if verdict.stance == "says" and name_other_sums(self.lead, passage):
            return False
        self._take(passage, verdict)
        return True

    def add_rival(self, passage: Passage) -> None:
        """Take in a sentence that is less alike whose number clashes, of an article that does not make the claim."""
        if passage.key in self.held or passage.article.id in self.saying or self._is_conceded_by(passage):
            return
        verdict = clash_of_numbers(self.lead, passage)
        if verdict is not None and days_between(passage, self.lead) < OVERTAKEN_DAYS:
            self._take(passage, verdict)

    def _is_conceded_by(self, passage: Passage) -> bool:
        """True where the sentence's article gives the claim's number too: it reports both and denies neither."""
        return any(
            (what, quantity.value) in self.given.get(passage.article.id, ())
            for quantity, what in self.lead.counts
            if is_topic(what)
        )

    def _take(self, passage: Passage, verdict: Verdict) -> None:
        self.members.append((passage, verdict))
        self.held.add(passage.key)
        if verdict.stance == "says":
            self.saying.add(passage.article.id)

    @property
    def passages(self) -> list[Passage]:
        """The sentences, in known order."""
        return [passage for passage, _ in self.members]

    @property
    def agreeing(self) -> list[Passage]:
        """The sentences that make the claim."""
        return [passage for passage, verdict in self.members if verdict.stance == "says"]


def name_other_sums(one: Passage, other: Passage) -> bool:
    """True where both sentences name sums of money, and none in common: they do not say the same."""
    mine, theirs = sums_of(one), sums_of(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def sums_of(passage: Passage) -> frozenset[tuple[str, float]]:
    """The sums of money that a sentence names."""
    return frozenset(
        (one.unit, one.value) for one in passage.quantities if (unit := unit_of(one.unit)) and unit.kind == "money"
    )


def find_claims(material: Material, book: OriginBook) -> tuple[tuple[Claim, ...], tuple[Doubt, ...]]:
    """The story's claims, the most important first, and where their origins may be fewer than counted."""
    candidates = list_candidates(material)
    groups = [Group(one, {}) for one in candidates] if material.is_single else group(candidates, material)
    origins = {one.lead.key: len(book.of_passages(one.agreeing)) for one in groups}
    ranked = sorted(groups, key=lambda one: (-importance(one, origins[one.lead.key], material), one.lead.key))
    kept = capped(ranked)
    behind = [book.behind(one.agreeing) for one in kept]
    claims = tuple(make_claim(one, found, material) for one, found in zip(kept, behind, strict=True))
    return claims, tuple(found.doubt for found in behind if found.doubt is not None)


# ------------------------------------------------------------------ candidates


def list_candidates(material: Material) -> list[Passage]:
    """Sentences with substance; of long stories the weightiest of each article."""
    per_article = max(MIN_PER_ARTICLE, MAX_SENTENCES // len(material.articles))
    chosen: list[Passage] = []
    for passages in material.passages_of.values():
        fit = [one for one in passages if has_substance(one)]
        chosen.extend(sorted(fit, key=lambda one: (-weight(one, material), one.key))[:per_article])
    return sorted(chosen, key=lambda one: one.key)


def has_substance(passage: Passage) -> bool:
    """True for a whole sentence that names somebody, a number or a date, and is no credit line."""
    if any(is_credit_line(credit, passage.text) for credit in passage.article.credits):
        return False
    named = passage.names or passage.quantities or passage.dates
    return bool(named) and len(passage.lemmas) >= MIN_LEMMAS and is_whole(passage.text)


def is_credit_line(credit: Credit, sentence: str) -> bool:
    """True where a credit's words are most of a sentence: not for a dateline or a name inside one."""
    is_text = credit.role in ("contributed", "via")
    return is_text and credit.words in sentence and len(credit.words) >= MIN_CREDIT * len(sentence)


def weight(passage: Passage, material: Material) -> float:
    """How much a sentence matters to the story: its place, and how widely its names and words are used."""
    total = len(material.articles)
    names = sum(material.spread_of_name[name] for name in passage.names) / total
    words = sum(material.spread_of_lemma[lemma] for lemma in passage.lemmas) / total
    return 1 / (1 + 0.2 * passage.place) + min(names, 4) / 4 + words / (4 + len(passage.lemmas))


# ------------------------------------------------------------------ groups


def group(candidates: Sequence[Passage], material: Material) -> list[Group]:
    """Sentences that say the same thing put together: each goes to the leader that it is most like."""
    likeness = Likeness(candidates, material.embedded)
    given = numbers_given(material)
    groups = {index: Group(candidates[index], given) for index in choose_leaders(candidates, likeness, material)}
    for other in range(len(candidates)):
        near = [(score, -leader) for leader, score in likeness.neighbours[other] if leader in groups]
        if other in groups or not near:
            continue
        if not groups[-max(near)[1]].add(candidates[other]):
            groups[other] = Group(candidates[other], given)
    here = frozenset(one.key for one in candidates if not is_elsewhere(one, material))
    counting = count_topics(candidates, here)
    for leader, found in sorted(groups.items(), key=lambda row: (-len(row[1].members), row[0])):
        if not candidates[leader].quantities or candidates[leader].key not in here:
            continue
        rivals = {other for other, score in likeness.neighbours[leader] if score >= RIVAL}
        for what in topics_of(candidates[leader]):
            rivals.update(counting.pop(what, ()))  # one claim a topic hears all who number it otherwise
        for other in sorted(rivals):
            found.add_rival(candidates[other])
    for found in groups.values():
        found.members.sort(key=lambda member: member[0].key)
    return list(groups.values())


def numbers_given(material: Material) -> Given:
    """How many were killed, injured … in each article's words."""
    return {
        article: frozenset(
            (what, quantity.value) for passage in passages for quantity, what in passage.counts if is_topic(what)
        )
        for article, passages in material.passages_of.items()
    }


def is_elsewhere(passage: Passage, material: Material) -> bool:
    """True for a sentence that names only places which hardly any of the story's articles name: another happening."""
    spread = material.spread_of_name
    widest = max((spread[name] for name in material.entities if material.entities[name].type in PLACES), default=0)
    return bool(passage.places) and max(spread[name] for name in passage.places) < ELSEWHERE * widest


def count_topics(candidates: Sequence[Passage], here: frozenset[tuple[int, int]]) -> dict[Counted, list[int]]:
    """The sentences about the story's own places that number the killed, the injured …, some of each."""
    found: dict[Counted, list[int]] = {}
    for index, passage in enumerate(candidates):
        for what in topics_of(passage) if passage.key in here else ():
            if len(members := found.setdefault(what, [])) < MAX_COUNTING:
                members.append(index)
    return found


def topics_of(passage: Passage) -> list[Counted]:
    """What a sentence numbers of the killed, the injured …; nothing where it looks back on another happening."""
    if is_background(passage):
        return []
    return sorted({what for _, what in passage.counts if is_topic(what)})


def choose_leaders(candidates: Sequence[Passage], likeness: Likeness, material: Material) -> list[int]:
    """Sentences of which no two say the same thing: those that others repeat first, then the clearest."""
    standing = [
        clarity(one)
        + weight(one, material) / 3
        + ECHO * echoes(index, candidates, likeness)
        - FOREIGN * (one.article.language != material.language)
        for index, one in enumerate(candidates)
    ]
    free = dict.fromkeys(sorted(range(len(candidates)), key=lambda index: (-standing[index], index)))
    leaders = []
    while free:
        leader = next(iter(free))
        leaders.append(leader)
        del free[leader]
        for other, score in likeness.neighbours[leader]:
            if score >= SAME:
                free.pop(other, None)
    return leaders


def echoes(index: int, candidates: Sequence[Passage], likeness: Likeness) -> int:
    """How many other articles say the same thing, at most MAX_ECHOES."""
    own = candidates[index].article.id
    articles = {candidates[other].article.id for other, score in likeness.neighbours[index] if score >= SAME} - {own}
    return min(len(articles), MAX_ECHOES)


def importance(found: Group, origins: int, material: Material) -> float:
    """Spread over origins first, then the weight of its best sentence."""
    return origins + max(weight(passage, material) for passage in found.passages) + clarity(found.lead)


def capped(ranked: Iterable[Group]) -> list[Group]:
    """The most important groups; few that only one article makes, so that no article drowns the story."""
    lone: dict[str, int] = {}
    kept: list[Group] = []
    for found in ranked:
        articles = {passage.article.id for passage in found.passages}
        if len(articles) == 1:
            article = found.lead.article.id
            lone[article] = lone.get(article, 0) + 1
            if lone[article] > MAX_LONE_PER_ARTICLE:
                continue
        kept.append(found)
        if len(kept) == MAX_CLAIMS:
            break
    return kept


# ------------------------------------------------------------------ records


def make_claim(found: Group, behind: Behind, material: Material) -> Claim:
    """The record of a group, with what stands behind it."""
    origins = len(behind.keys)
    return Claim(
        id=make_id("c", found.lead.article.id, found.lead.span.start, found.lead.span.end),
        text=found.lead.text,
        statements=tuple(make_statement(passage, verdict) for passage, verdict in found.members),
        outlets=positions(found, material),
        origins=origins,
        state=state_of(found, origins),
        origins_why=(*behind.why, *((behind.doubt.why,) if behind.doubt else ())),
    )


def state_of(found: Group, origins: int) -> ClaimState:
    """What the statements together make of a claim."""
    stances = {verdict.stance for _, verdict in found.members}
    if "contradicts" in stances:
        return "contested"
    if "updates" in stances:
        return "superseded"
    return "corroborated" if origins > 1 else "single_origin"


def make_statement(passage: Passage, verdict: Verdict) -> Statement:
    """The record of one sentence of a claim."""
    return Statement(
        span=passage.span,
        stance=verdict.stance,
        attributed_to=attributed_to(passage),
        certainty=certainty_of(passage),
        reason=verdict.reason,
    )


def positions(found: Group, material: Material) -> dict[str, Position]:
    """What each outlet of the story makes of the claim."""
    said: dict[str, Position] = {}
    for passage, verdict in found.members:  # in known order: an outlet's last article is its word
        said[passage.article.outlet_label] = verdict.stance
    silent = {article.outlet_label for article in material.articles if could_say(article, found, material)}
    return {
        outlet: said.get(outlet) or ("omits" if outlet in silent else "not_covered")
        for outlet in sorted(outlets_of(material.articles))
    }


def could_say(article: Article, found: Group, material: Material) -> bool:
    """True where an article tells of the same happening, came after the claim was known, and had room for it."""
    known = found.members[0][0].article
    if material.words_of[article.id] < MIN_ROOM_WORDS or material.rank_of[article.id] <= material.rank_of[known.id]:
        return False
    if not article.published.value or not known.published.value:
        return False
    telling = {passage.article.id for passage in found.passages}
    happenings = [event for event in material.story.events if telling & set(event.articles)]
    if len(material.story.events) > 1:
        return any(article.id in event.articles for event in happenings)
    return len(found.lead.names & material.names_of[article.id]) * 2 > len(found.lead.names)
