"""The sample stories as dossiers: read the diff of these Markdown files as a newspaper reader would.

`pytest tests/golden --update-golden` writes them anew.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from wiredesk.flow.dossiers.writers import write_html, write_markdown
from wiredesk.records import Dossier, spans_in

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FOLDERS = ("copper-strike", "ellisford-fire", "port-calder-fire", "port-visit")


@pytest.fixture(scope="module")
def document() -> dict:
    command = [sys.executable, "-m", "wiredesk", "brief", "samples", "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)


@pytest.fixture(scope="module")
def dossiers(document) -> dict[str, Dossier]:
    """The dossiers by the folder that most of their pages come from."""
    found = {}
    for dossier in msgspec.convert(document["dossiers"], list[Dossier]):
        pages = [article.page.split("/")[1] for article in dossier.articles if "/" in article.page]
        found[max(sorted(set(pages)), key=pages.count)] = dossier
    return found


def test_the_samples_are_four_stories_and_nothing_is_rejected(document, dossiers):
    assert sorted(dossiers) == sorted(FOLDERS)
    assert len(document["dossiers"]) == len(FOLDERS)
    assert document["rejected"] == []


def test_no_page_is_in_another_folders_story(dossiers):
    for folder, dossier in dossiers.items():
        foreign = [
            one.page for one in dossier.articles if "/" in one.page and not one.page.startswith(f"samples/{folder}/")
        ]
        assert not foreign


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_span_holds_its_own_words(dossiers, folder):
    texts = {article.id: article.text for article in dossiers[folder].articles}
    spans = list(spans_in(dossiers[folder]))
    assert spans
    for span in spans:
        if span.article in texts:
            assert texts[span.article][span.start : span.end] == span.words


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_sentence_of_the_brief_is_verbatim(dossiers, folder):
    for sentence in dossiers[folder].brief:
        assert sentence.spans
        assert sentence.text in {span.words for span in sentence.spans}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_id_that_a_dossier_names_is_in_it(dossiers, folder):
    dossier = dossiers[folder]
    entities = {entity.id for entity in dossier.entities}
    quotes = {quote.id for quote in dossier.quotes}
    for quote in dossier.quotes:
        assert {quote.speaker, quote.addressee, *quote.via} - {None} <= entities
    for event in dossier.events:
        assert {*event.actors, *event.recipients, event.place} - {None} <= entities
    for claim in dossier.claims:
        assert {one for statement in claim.statements for one in statement.attributed_to} <= entities
    for group in dossier.quote_variants:
        assert {*group.quotes, group.longest} <= quotes
    for figure in dossier.figures:
        assert {value.said_by for value in figure.values} - {None} <= entities


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_page_holds_no_foreign_address_and_no_raw_mark_up(dossiers, folder):
    page = write_html(dossiers[folder])
    assert "src=" not in page
    assert "<link" not in page


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_dossier_reads_as_it_did(dossiers, folder, request):
    golden = HERE / f"{folder}.md"
    found = write_markdown(dossiers[folder])
    if request.config.getoption("--update-golden"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
