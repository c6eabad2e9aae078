"""The docs say every command, step, field and reason, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from wiredesk import records
from wiredesk.cli import app
from wiredesk.flow.articles import removals
from wiredesk.flow.table import FLOW
from wiredesk.text import reasons

DOCS = Path(__file__).parent.parent / "docs"
FIELDS = (DOCS / "fields.md").read_text()
TOUR = (DOCS / "tour.md").read_text()
RECORDS = [
    value
    for value in vars(records).values()
    if isinstance(value, type) and issubclass(value, records.Record) and value is not records.Record
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_of_every_record_has_its_line(record):
    named = set(re.findall(r"`([a-z_]+)`", FIELDS))
    fields = {field.encode_name for field in msgspec.structs.fields(record)}
    assert fields <= named, fields - named


@pytest.mark.parametrize("table", [reasons.REASONS, removals.REASONS], ids=["rejections", "removals"])
def test_every_reason_has_its_line_word_for_word(table):
    for reason, sentence in table.items():
        assert f"| `{reason}` | {sentence} |" in FIELDS, reason


def test_every_step_has_its_heading_in_the_tour_in_the_order_of_the_flow():
    headings = re.findall(r"^## \d+\. (\w+)", TOUR, re.MULTILINE)
    assert headings == [stage.name for stage in FLOW]


def test_every_command_is_in_the_tour():
    commands = {command.name for command in app.registered_commands}
    missing = {name for name in commands if f"wiredesk {name}" not in TOUR}
    assert not missing


def test_no_doc_names_a_file_that_is_not_there():
    root = DOCS.parent
    for doc in [*DOCS.rglob("*.md"), root / "README.md"]:
        for link in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", doc.read_text()):
            if "://" not in link:
                assert (doc.parent / link).exists(), f"{doc.name}: {link}"
