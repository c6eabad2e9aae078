"""The JSON document of the contract, written one dossier at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from wiredesk.records import SCHEMA, Dossier, Rejected


def write_document(stream: BinaryIO, dossiers: Iterable[Dossier], rejected: Iterable[Rejected]) -> None:
    """Write `{"schema", "dossiers", "rejected"}` as one line; `dossiers` is read once, none is kept."""
    stream.write(b'{"schema":' + msgspec.json.encode(SCHEMA) + b',"dossiers":[')
    for position, dossier in enumerate(dossiers):
        stream.write((b"," if position else b"") + msgspec.json.encode(dossier))
    stream.write(b'],"rejected":' + msgspec.json.encode(list(rejected)) + b"}\n")
