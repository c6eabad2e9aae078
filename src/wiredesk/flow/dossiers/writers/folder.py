"""A folder for people: index.html, and for each story .html, .md and .json."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from wiredesk.errors import WiredeskError
from wiredesk.flow.dossiers.writers.document import write_document
from wiredesk.flow.dossiers.writers.page import write_html, write_index, write_markdown
from wiredesk.records import Dossier, Rejected

SLUG_CHARACTERS = 60  # of a title in a file's name; the id's digits after it keep names apart


class Entry(NamedTuple):
    """A line of the index."""

    file: str
    title: str
    first: str
    last: str
    outlets: int
    articles: int
    origins: int
    contested: int


def write_folder(folder: Path, dossiers: Iterable[Dossier], rejected: tuple[Rejected, ...]) -> Path:
    """Write every dossier into `folder`; the path of its index.html."""
    entries = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for dossier in dossiers:
            name = file_name(dossier)
            (folder / f"{name}.html").write_text(write_html(dossier), encoding="utf-8")
            (folder / f"{name}.md").write_text(write_markdown(dossier), encoding="utf-8")
            with (folder / f"{name}.json").open("wb") as file:
                write_document(file, [dossier], ())
            entries.append(entry(name, dossier))
        index = folder / "index.html"
        index.write_text(write_index(entries, rejected), encoding="utf-8")
    except OSError as error:
        raise WiredeskError(f"{folder} cannot be written ({error}). Try: another --out") from error
    return index


def file_name(dossier: Dossier) -> str:
    """A name that people recognise and that two stories never share."""
    plain = unicodedata.normalize("NFKD", dossier.story.title).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:SLUG_CHARACTERS].strip("-")
    return f"{slug or 'story'}-{dossier.story.id.rpartition('-')[2][:8]}"


def entry(name: str, dossier: Dossier) -> Entry:
    """What the index says of a dossier."""
    story = dossier.story
    return Entry(
        file=f"{name}.html",
        title=story.title,
        first=(story.first_published or "")[:10],
        last=(story.last_published or "")[:10],
        outlets=len(dossier.coverage),
        articles=len(dossier.articles),
        origins=dossier.origins.count,
        contested=sum(claim.state == "contested" for claim in dossier.claims),
    )
