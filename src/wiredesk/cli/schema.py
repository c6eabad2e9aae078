"""`wiredesk schema`: the JSON Schema of what we print."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import msgspec
import typer

from wiredesk.records import SCHEMA, Annotations, Article, DossierFile, Rejected


class Name(StrEnum):
    """The documents that have a schema."""

    DOSSIER = "dossier"
    ARTICLE = "article"
    ANNOTATIONS = "annotations"
    REJECTED = "rejected"


TYPES = {
    Name.DOSSIER: DossierFile,
    Name.ARTICLE: Article,
    Name.ANNOTATIONS: Annotations,
    Name.REJECTED: Rejected,
}


def command(name: Annotated[Name, typer.Argument(help="Which document.")] = Name.DOSSIER) -> None:
    """Print the JSON Schema of a document, generated from the records.

    Example: wiredesk schema dossier > dossier.schema.json
    """
    schema = msgspec.json.schema(TYPES[name])
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}
    typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
