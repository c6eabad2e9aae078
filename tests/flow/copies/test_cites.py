import pytest

from builders import article
from wiredesk.flow.copies.cites import find_cites, find_credits
from wiredesk.records import Credit
from wiredesk.text.citing import citations


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The dam will hold, according to Reuters.", "Reuters"),
        ("“The dam will hold,” reported Sputnik.", "Sputnik"),
        ("The engineer told AFP that the dam would hold.", "Agence France-Presse"),
        (
            "The Wall Street Journal reports, citing people familiar with the plan, that it will.",
            "The Wall Street Journal",
        ),
        ("The sale was first reported by Bloomberg.", "Bloomberg"),
        ("The Tarn Valley Herald reported on Monday that the bridge was shut.", "Tarn Valley Herald"),
        ("Officials told the Alder News Agency that the road was open.", "Alder News Agency"),
        ("El puente está cerrado, según la agencia EFE.", "EFE"),
        ("Le pont est fermé, selon l’AFP.", "Agence France-Presse"),
        ("Die Brücke ist gesperrt, berichtet die dpa.", "Deutsche Presse-Agentur"),
        ("The bridge is shut, media reports citing sources familiar with the matter say.", "media reports"),
    ],
)
def test_a_relay_names_its_medium(text: str, name: str):
    assert [one.medium.name for one in citations(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The dam will hold, according to the Kremlin.",
        "The minister told parliament that the dam would hold.",
        "He has bought a copy of the Tarn Valley Herald every day for forty years.",
        "Reuters moved its office to the old harbour.",
        "It was good news for the village.",
    ],
)
def test_what_is_no_relay_is_left_alone(text: str):
    assert list(citations(text)) == []


def test_all_places_of_one_agency_make_one_lineage():
    one = article("Trade fell, according to Reuters. It fell again, Reuters reported.", outlet="Harbour Post")
    (found,) = find_cites(one)
    assert len(found.spans) == 2
    assert all(one.text[span.start : span.end] == span.words for span in found.spans)
    assert "Reuters" in found.spans[0].words


def test_an_agency_that_contributed_or_gave_a_picture_is_credited_with_its_words():
    credits = (
        Credit(agency="AP", role="contributed", words="The Associated Press contributed to this report."),
        Credit(agency="Getty", role="image", words="Getty"),
    )
    found = find_credits(article("All quiet.", credits=credits))
    assert {(one.source, one.kind, one.words) for one in found} == {
        ("Associated Press", "credit", credits[0].words),
        ("Getty", "credit", "Getty"),
    }


def test_a_long_line_of_capitals_is_read_in_no_time():
    assert list(citations("According To The Very " * 20_000)) == []
