"""Copies fold, relays fold, pictures do not."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from telling import Telling, dossier, material, span, tell
from wiredesk.flow.dossiers.origins import open_book, story_origins
from wiredesk.records import Credit, Hop, Lineage, Relay, make_id

TEXT = "Anna Berg bought the ferry yard of Port Lund for nine million on Monday after long talks with its owners."
NAMES = {"Anna Berg": "PERSON", "Port Lund": "GPE"}


def copied(source: str, target: str, kind: str = "copy") -> Lineage:
    return Lineage(id=make_id("l", source, target), source=source, target=target, kind=kind, share=0.9, spans=())  # type: ignore[arg-type]


def test_a_reprint_is_no_second_witness() -> None:
    first, second = tell("The Quay", TEXT, names=NAMES, name="1"), tell("Mail", TEXT, names=NAMES, name="2")
    made = dossier(first, second, lineage=[copied(first[0].id, second[0].id)])
    assert made.origins.count == 1
    assert made.claims[0].state == "single_origin"
    assert "copy of The Quay" in made.origins.groups[0].why[0]


def test_two_outlets_that_print_an_agency_are_that_agency() -> None:
    via = Credit(agency="Norda Press", role="via", words="Norda Press")
    tellings = [
        tell("The Quay", TEXT, name="1", credits=(via,)),
        tell("Mail", "Something else.", name="2", credits=(via,)),
    ]
    found = material(*tellings)
    origins = story_origins(found, open_book(found))
    assert (origins.count, origins.groups[0].lead) == (1, "Norda Press")


def test_a_picture_credit_folds_nothing() -> None:
    image = Credit(agency="Norda Press", role="image", words="Photo: Norda Press")
    found = material(*(tell(name, TEXT[: 40 + len(name)], name=name, credits=(image,)) for name in ("A", "BB")))
    assert story_origins(found, open_book(found)).count == 2


def test_two_relays_of_one_agency_line_are_one_origin() -> None:
    tellings = [
        tell("A", "Anna Berg will buy the ferry yard of Port Lund in June, according to Norda Press.", names=NAMES),
        tell("B", "Anna Berg is to buy the Port Lund ferry yard in June, according to Norda Press.", names=NAMES),
    ]
    lineage = [
        Lineage(
            id=make_id("l", one.id),
            source="Norda Press",
            target=one.id,
            kind="cites",
            share=0.0,
            spans=(one.span(one.text.index("according"), one.text.index("according") + 24),),
        )
        for one, _ in tellings
    ]
    assert dossier(*tellings).claims[0].origins == 2
    assert dossier(*tellings, lineage=lineage).claims[0].origins == 1


def leaning(telling: Telling, words: str, *chain: tuple[str, str]) -> Telling:
    """The telling with one chain: `words` of its text, and the kind and words of each hop."""
    told, notes = telling
    hops = tuple(
        Hop(name=name, kind=kind, span=span(told, name))  # type: ignore[arg-type]
        for kind, name in chain
    )
    relay = Relay(
        id=make_id("y", told.id, words), article=told.id, span=span(told, words), chain=hops, end_kind=hops[-1].kind
    )
    return told, msgspec.structs.replace(notes, relays=(*notes.relays, relay))


def two_anonymous() -> list[Telling]:
    first = tell("The Quay", "Anna Berg will buy the ferry yard of Port Lund in June, two officials said.", names=NAMES)
    second = tell("Mail", "Anna Berg is to buy the Port Lund ferry yard in June, a diplomat said.", names=NAMES)
    return [
        leaning(first, "two officials said", ("anonymous", "two officials")),
        leaning(second, "a diplomat said", ("anonymous", "a diplomat")),
    ]


def test_two_outlets_that_cite_one_agency_are_one_origin_and_the_words_say_why() -> None:
    first = tell("The Quay", "Anna Berg will buy the ferry yard of Port Lund in June, according to AFP.", names=NAMES)
    second = tell("Mail", "Anna Berg is to buy the Port Lund ferry yard in June, AFP reported.", names=NAMES)
    made = dossier(
        leaning(first, "according to AFP", ("outlet", "AFP")), leaning(second, "AFP reported", ("outlet", "AFP"))
    )
    claim = next(one for one in made.claims if len(one.statements) > 1)
    assert (claim.origins, claim.state) == (1, "single_origin")
    assert claim.origins_why == ("The Quay has it from AFP: “according to AFP”", "Mail has it from AFP: “AFP reported”")
    assert made.origins.count == 1
    (fold, _) = made.origins.groups[0].folds
    assert fold.record and fold.spans[0].words in ("according to AFP", "AFP reported")


def test_a_chain_of_two_media_stands_for_the_farther_one() -> None:
    first = tell("The Quay", "Anna Berg will buy the yard of Port Lund in June, Kyodo said, citing AFP.", names=NAMES)
    second = tell("Mail", "Anna Berg is to buy the yard of Port Lund in June, AFP reported.", names=NAMES)
    made = dossier(
        leaning(first, "Kyodo said, citing AFP", ("outlet", "Kyodo"), ("outlet", "AFP")),
        leaning(second, "AFP reported", ("outlet", "AFP")),
    )
    assert {claim.origins for claim in made.claims} == {1}


def test_whether_two_sources_without_a_name_are_one_is_said_to_be_unknown() -> None:
    made = dossier(*two_anonymous())
    claim = next(one for one in made.claims if len(one.statements) > 1)
    assert claim.origins == 2
    (doubt,) = made.origins.doubts
    assert {words.words for words in doubt.spans} == {"two officials", "a diplomat"}
    assert doubt.why in claim.origins_why


def test_media_reports_without_a_name_are_nobodys_origin() -> None:
    tellings = [
        leaning(
            tell(outlet, f"Anna Berg will buy the {yard} of Port Lund, media reports said.", names=NAMES),
            "media reports said",
            ("outlet", "media reports"),
        )
        for outlet, yard in (("The Quay", "ferry yard"), ("Mail", "old yard"))
    ]
    assert dossier(*tellings).origins.count == 2


def test_a_direction_that_is_not_known_is_not_claimed() -> None:
    first, second = tell("The Quay", TEXT, name="1"), tell("Mail", TEXT, name="2")
    row = msgspec.structs.replace(copied(first[0].id, second[0].id), told_by="unknown")
    made = dossier(first, second, lineage=[row])
    assert made.origins.count == 1
    assert "who had it first is not known" in made.origins.groups[0].why[0]
    assert [edge.is_directed for edge in made.graph.edges] == [False]


def test_an_outlets_own_article_is_no_agency_text_because_it_prints_one_too() -> None:
    via = Credit(agency="Norda Press", role="via", words="Norda Press")
    tellings = [
        tell("The Quay", "The yard is sold.", name="1", credits=(via,)),
        tell("The Quay", "Our reporter saw the keys change hands.", name="2"),
    ]
    found = material(*tellings)
    assert story_origins(found, open_book(found)).count == 2


SENTENCES = (
    ("Anna Berg will buy the ferry yard of Port Lund in June", ""),
    ("Anna Berg will buy the ferry yard of Port Lund, according to AFP", "according to AFP"),
    ("The ferry yard of Port Lund is sold, AFP reported", "AFP reported"),
    ("The ferry yard of Port Lund is sold, two officials said", "two officials said"),
)


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Telling], list[Lineage]]:
    """Articles of a few outlets that lean on an agency, on nobody named, or on nothing, some of them copies."""
    picks = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=6))
    tellings = []
    for number, (outlet, which) in enumerate(picks):
        text, words = SENTENCES[which]
        one = tell(f"Outlet {outlet}", f"{text}.", name=str(number), names=NAMES)
        kind = ("anonymous", "two officials") if "officials" in words else ("outlet", "AFP")
        tellings.append(leaning(one, words, kind) if words else one)
    pairs = draw(st.lists(st.tuples(st.integers(0, len(picks) - 1), st.integers(0, len(picks) - 1)), max_size=3))
    rows = [copied(tellings[low][0].id, tellings[high][0].id) for low, high in pairs if low < high]
    return tellings, rows


@given(stories(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_articles_and_lineage_does_not_change_the_origins(given_story, random) -> None:
    tellings, rows = given_story
    shuffled, others = [*tellings], [*rows]
    random.shuffle(shuffled)
    random.shuffle(others)
    first, second = material(*tellings, lineage=rows), material(*shuffled, lineage=others)
    one, other = (story_origins(found, open_book(found)) for found in (first, second))
    assert one.count == other.count
    assert {frozenset(group.articles) for group in one.groups} == {frozenset(group.articles) for group in other.groups}
    assert {(group.lead, group.why) for group in one.groups if " " in group.lead} == {
        (group.lead, group.why) for group in other.groups if " " in group.lead
    }


@given(stories(), st.data())
@settings(max_examples=40, deadline=None)
def test_a_copy_never_raises_the_count_of_a_story_or_of_a_statement(given_story, data) -> None:
    tellings, rows = given_story
    found = material(*tellings, lineage=rows)
    book = open_book(found)
    source, notes = data.draw(st.sampled_from(tellings))
    outlet = data.draw(st.sampled_from(["Outlet 0", "Outlet 3", "Outlet 9"]))
    copy = tell(outlet, source.text, name="copy", names=NAMES, published="2031-03-09")
    for relay in notes.relays:
        copy = leaning(copy, relay.span.words, *((hop.kind, hop.name) for hop in relay.chain))
    more = material(*tellings, copy, lineage=[*rows, copied(source.id, copy[0].id)])
    after = open_book(more)
    assert story_origins(more, after).count <= story_origins(found, book).count
    assert len(after.of_passages(more.passages)) <= len(book.of_passages(found.passages))
