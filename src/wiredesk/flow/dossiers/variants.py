"""The same utterance as several articles print it, and how the forms differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher

from wiredesk.flow.dossiers.folds import Folds
from wiredesk.flow.dossiers.material import Material
from wiredesk.records import ArticleId, Difference, Quote, QuoteId, QuoteVariants, VariantKind, make_id
from wiredesk.text import edtf
from wiredesk.text.vectors import cosines, embed_all, stack

WORD = re.compile(r"\w+")
FUNCTION_WORDS = frozenset(
    "a an and are as at be been but by for from had has have he her his i in is it its no not of on or our she so "
    "that the their them they this to was we were will with would you your".split()
)
MIN_SHARED = 0.6  # of the shorter form's words: the same utterance, whoever is named as speaker
MIN_WORDS = 4  # below, shared words prove nothing without the speaker
LONE_AMONG = 4  # words that carry meaning: in a longer quote a lone word of it may be from anywhere
SAME_MEANING = 0.68  # cosine of two long quotes of one speaker
SHORT_MEANING = 0.47  # where one is short; then half of its content words must be shared as well
MIN_SHARED_SHORT = 0.5
SHORT = 6  # words
ENGLISH_SPEAKING = frozenset(
    "US GB IE CA AU NZ ZA NG KE GH JM IN SG PH".split()
)  # whose own words are seldom translated
MAX_EMBEDDED = 400  # quotes of named speakers that are compared by meaning in one story
PART_ENDS = re.compile(r"(?<=[.!?;…。！？])\s+")
MAX_PARTS = 3
OCCASION_DAYS = 3  # between articles that quote one utterance in other words; verbatim, an old quote may return
MAX_BLOCK = 60  # quotes that share a word; commoner words bring no pairs


def find_variants(material: Material) -> tuple[QuoteVariants, ...]:
    """Groups of quotes from two or more articles that are one utterance, in known order."""
    if material.is_single:
        return ()
    quotes = [quote for quote in material.quotes if quote.kind != "indirect" and words_of(quote)]
    folds = Folds()
    for left, right in sorted(same_utterances(quotes, days_of(material))):
        folds.fold(quotes[left].id, quotes[right].id)
    groups: dict[str, list[Quote]] = {}
    for quote in quotes:
        groups.setdefault(folds.root(quote.id), []).append(quote)
    return tuple(
        make_variants(members, material)
        for members in groups.values()
        if len({member.span.article for member in members}) > 1
    )


def words_of(quote: Quote) -> list[str]:
    """The words of a quote in lower case; "no-limits" is two."""
    return [match.group().casefold() for match in WORD.finditer(quote.span.words)]


def content_of(quote: Quote) -> frozenset[str]:
    """The words of a quote that carry meaning."""
    return frozenset(words_of(quote)) - FUNCTION_WORDS


# ------------------------------------------------------------------ pairs


def same_utterances(quotes: Sequence[Quote], days: Mapping[ArticleId, date]) -> set[tuple[int, int]]:
    """Pairs of quotes, by index, that are one utterance."""
    found = {pair for pair in sharing_words(quotes) if is_same_by_words(quotes[pair[0]], quotes[pair[1]])}
    found |= set(same_by_meaning(quotes, days))
    return {pair for pair in found if not is_lone_word(quotes[pair[0]], quotes[pair[1]])}


def is_lone_word(left: Quote, right: Quote) -> bool:
    """True where one quote is a word that the other, a long one, may hold by chance."""
    shorter = min(len(words_of(left)), len(words_of(right)))
    return shorter == 1 and max(len(content_of(left)), len(content_of(right))) > LONE_AMONG


def sharing_words(quotes: Sequence[Quote]) -> set[tuple[int, int]]:
    """Pairs of quotes of different articles that share a content word which is not everywhere."""
    blocks: dict[str, list[int]] = {}
    for index, quote in enumerate(quotes):
        for word in sorted(content_of(quote)):
            blocks.setdefault(word, []).append(index)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= MAX_BLOCK:
            pairs.update(across(members, quotes))
    return pairs


def across(members: Sequence[int], quotes: Sequence[Quote]) -> Iterator[tuple[int, int]]:
    """All pairs of members from different articles."""
    for place, left in enumerate(members):
        for right in members[place + 1 :]:
            if quotes[left].span.article != quotes[right].span.article:
                yield left, right


def is_same_by_words(left: Quote, right: Quote) -> bool:
    """True where the shorter's words are mostly in the other, in order; two named speakers must not differ."""
    if left.speaker and right.speaker and left.speaker != right.speaker:
        return False
    first, second = sorted((words_of(left), words_of(right)), key=len)
    if not content_of(left) & content_of(right):
        return False
    if len(first) < MIN_WORDS and (left.speaker is None or left.speaker != right.speaker):
        return first == second
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    longest = 1 if len(first) == 1 else 2
    return sum(block.size for block in blocks if block.size >= longest) >= MIN_SHARED * len(first)


def holds_row(words: Sequence[str], row: Sequence[str]) -> bool:
    """True where the row stands in the words as it is."""
    return f" {' '.join(row)} " in f" {' '.join(words)} "


def days_of(material: Material) -> dict[ArticleId, date]:
    """When each article was published, of those whose day is known."""
    days = {one.id: edtf.day_of(edtf.date_part(one.published.value)) for one in material.articles}
    return {article: day for article, day in days.items() if day}


def may_be_one_occasion(left: Quote, right: Quote, days: Mapping[ArticleId, date]) -> bool:
    """False where the articles are so many days apart that the speaker has spoken again."""
    first, second = days.get(left.span.article), days.get(right.span.article)
    return first is None or second is None or abs((second - first).days) <= OCCASION_DAYS


def same_by_meaning(quotes: Sequence[Quote], days: Mapping[ArticleId, date]) -> Iterator[tuple[int, int]]:
    """Pairs of one speaker and occasion that say the same in other words or another language."""
    speakers: dict[str, list[int]] = {}
    for index, quote in enumerate(quotes):
        if quote.speaker and quote.kind != "indirect":
            speakers.setdefault(quote.speaker, []).append(index)
    chosen = [index for members in speakers.values() if len(members) > 1 for index in members][:MAX_EMBEDDED]
    if not chosen:
        return
    parts = [(part, index) for index in chosen for part in parts_of(quotes[index])]
    vectors = embed_all(part for part, _ in parts)
    rows = stack([vectors[part] for part, _ in parts])
    owners = [index for _, index in parts]
    alike = cosines(rows, rows)
    place_of = {index: [row for row, owner in enumerate(owners) if owner == index] for index in chosen}
    for members in speakers.values():
        for left, right in across([index for index in members if index in place_of], quotes):
            cosine = max(float(alike[one, other]) for one in place_of[left] for other in place_of[right])
            is_one = may_be_one_occasion(quotes[left], quotes[right], days)
            if is_one and is_same_by_meaning(quotes[left], quotes[right], cosine):
                yield left, right


def parts_of(quote: Quote) -> list[str]:
    """The sentences of a quote, the first few of a long one."""
    parts = [part for part in PART_ENDS.split(quote.span.words) if WORD.search(part)]
    return parts[:MAX_PARTS]


def is_same_by_meaning(left: Quote, right: Quote, cosine: float) -> bool:
    """True for a cosine high enough; where one is short, half of its content words must be shared too."""
    if min(len(words_of(left)), len(words_of(right))) > SHORT:
        return cosine >= SAME_MEANING
    fewest = min(len(content_of(left)), len(content_of(right))) or 1
    return cosine >= SHORT_MEANING and len(content_of(left) & content_of(right)) >= MIN_SHARED_SHORT * fewest


# ------------------------------------------------------------------ records


def make_variants(members: Sequence[Quote], material: Material) -> QuoteVariants:
    """The record of one utterance; every form is compared with the longest."""
    longest = max(members, key=lambda one: (len(words_of(one)), one.kind == "direct", one.id))
    language = {article.id: article.language.split("-")[0] for article in material.articles}
    differences = [
        Difference(quotes=(longest.id, one.id), kind=kind)
        for one in members
        if one.id != longest.id and (kind := difference(longest, one, language, material))
    ]
    ids: tuple[QuoteId, ...] = tuple(one.id for one in members)
    return QuoteVariants(id=make_id("v", *sorted(ids)), quotes=ids, longest=longest.id, differences=tuple(differences))


def difference(longest: Quote, other: Quote, language: dict[str, str], material: Material) -> VariantKind | None:
    """How a form differs from the longest; None where both are the same to the character."""
    if longest.span.words == other.span.words:
        return None
    if language[longest.span.article] != language[other.span.article]:
        return "translation"
    first, second = words_of(longest), words_of(other)
    if first == second:
        return "punctuation"
    if holds_row(first, second):
        return "truncated"
    speaker = material.entities.get(longest.speaker or other.speaker or "")
    is_abroad = speaker is not None and speaker.country is not None and speaker.country not in ENGLISH_SPEAKING
    return "translation" if is_abroad and language[longest.span.article] == "en" else "wording"
