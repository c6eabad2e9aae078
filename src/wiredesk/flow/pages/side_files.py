"""What is known of a page from beside it: side files, and the fields of JSONL rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from wiredesk.flow.pages.sniffing import PACKED
from wiredesk.records import PageMeta
from wiredesk.text.decoding import decode, without_surrogates

SUFFIX: Final = ".meta.json"
MAX_BYTES: Final = 2**20
MILLISECONDS: Final = 10**11  # an epoch above is in milliseconds: 10**11 seconds are the year 5138
ENDINGS: Final = (*PACKED, ".html", ".htm", ".txt", ".jsonl", ".json", ".warc", ".arc", ".eml", ".mbox")


def is_side_file(name: str) -> bool:
    """True for `NAME.meta.json`."""
    return name.endswith(SUFFIX)


def side_files_of(path: str) -> Iterator[Path]:
    """Where a page's side file may stand: x.html.gz.meta.json, x.html.meta.json, x.meta.json."""
    name = path
    yield Path(name + SUFFIX)
    for ending in ENDINGS:
        if name.lower().endswith(ending):
            name = name[: -len(ending)]
            yield Path(name + SUFFIX)


def read_side_file(path: str) -> tuple[PageMeta, str]:
    """What the first side file of a page says, and what is wrong with it ("" when nothing is)."""
    for side in side_files_of(path):
        try:
            if not side.is_file():
                continue
            content = side.open("rb").read(MAX_BYTES + 1)
        except OSError as error:
            return PageMeta(), f"{side.name}: {(error.strerror or str(error)).lower()}"
        try:
            fields = json.loads(decode(content))
        except (ValueError, RecursionError) as error:
            return PageMeta(), f"{side.name}: {error}"
        if not isinstance(fields, dict):
            return PageMeta(), f"{side.name}: no JSON object"
        return meta_of(fields), ""
    return PageMeta(), ""


def meta_of(fields: Mapping[str, Any], under: PageMeta | None = None) -> PageMeta:
    """The known fields of a row or side file; what they leave out is taken from `under`."""
    under = under or PageMeta()
    return PageMeta(
        url=words(fields.get("url")) or under.url,
        outlet=outlet_in(fields.get("outlet")) or under.outlet,
        published=moment(fields.get("published")) or moment(fields.get("date")) or under.published,
        fetched=moment(fields.get("fetched")) or under.fetched,
        title=words(fields.get("title")) or under.title,
        authors=names(fields.get("authors") or fields.get("author")) or under.authors,
        language=words(fields.get("language")) or under.language,
    )


def words(value: Any) -> str | None:
    """A string with something in it, its spaces made single; None for anything else."""
    if not isinstance(value, str):
        return None
    return " ".join(without_surrogates(value).split()) or None


def moment(value: Any) -> str | None:
    """A time as the row gives it; seconds or milliseconds since 1970 become ISO 8601."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return words(value)
    try:
        seconds = value / 1000 if abs(value) > MILLISECONDS else value
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def names(value: Any) -> tuple[str, ...]:
    """Authors, given as a string, a list of strings or a list of objects with a name."""
    items = value if isinstance(value, list) else [value]
    found = (words(item.get("name") if isinstance(item, dict) else item) for item in items)
    return tuple(dict.fromkeys(name for name in found if name))


def outlet_in(value: Any) -> str | None:
    """An outlet, given as a name, a domain, or an object with either."""
    if isinstance(value, dict):
        return words(value.get("name")) or words(value.get("domain"))
    return words(value)
