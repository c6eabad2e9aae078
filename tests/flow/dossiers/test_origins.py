"""Copies fold, relays fold, pictures do not."""

from __future__ import annotations

from telling import dossier, material, tell
from wiredesk.flow.dossiers.origins import open_book, story_origins
from wiredesk.records import Credit, Lineage, make_id

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
