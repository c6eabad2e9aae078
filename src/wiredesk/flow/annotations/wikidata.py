"""Wikidata ids from a file of the user's; never from the network.

`WIREDESK_WIKIDATA=names.tsv`: one name a line, `name TAB type TAB id`, the type one of Entity's or empty for any.
"""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache
from pathlib import Path
from typing import cast, get_args

from wiredesk.errors import WiredeskError
from wiredesk.records import EntityType
from wiredesk.text.names import fold

VARIABLE = "WIREDESK_WIKIDATA"
QID = re.compile(r"Q[1-9]\d*")
Ids = dict[tuple[EntityType, str], str]


def wikidata_ids() -> Ids:
    """Type and folded name → Wikidata id; empty where the user gives no file."""
    path = os.environ.get(VARIABLE)
    return read_ids(Path(path)) if path else {}


@cache
def read_ids(path: Path) -> Ids:
    """The ids of a file, read once a process; of two lines of one name and type the first counts."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WiredeskError(f"{path}, which {VARIABLE} names, cannot be read: {error}. Unset it or mend it") from error
    found: Ids = {}
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            for key, qid in ids_of(line, path, number):
                found.setdefault(key, qid)
    return found


def ids_of(line: str, path: Path, number: int) -> list[tuple[tuple[EntityType, str], str]]:
    """The ids that one line gives; WiredeskError where it has not the three fields."""
    fields = [field.strip() for field in line.split("\t")]
    types = get_args(EntityType)
    if len(fields) < 3 or not QID.fullmatch(fields[2]) or fields[1] not in (*types, ""):
        raise WiredeskError(
            f"Line {number} of {path} is not `name TAB type TAB Wikidata id`, with a type of {', '.join(types)} or none"
        )
    kinds = cast("tuple[EntityType, ...]", (fields[1],) if fields[1] else types)
    return [((kind, fold(fields[0])), fields[2]) for kind in kinds]


def digest() -> str:
    """A digest of the user's file; enters the key of done work, so that a new file is used."""
    path = os.environ.get(VARIABLE)
    if not path:
        return ""
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
    except OSError:
        return "unread"
