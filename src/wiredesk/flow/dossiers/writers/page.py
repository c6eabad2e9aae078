"""A dossier through its templates. Text of pages is untrusted: everything is escaped, nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from wiredesk.flow.dossiers.writers.view import View
from wiredesk.records import Dossier, Rejected


@cache
def _templates(*, escape: bool) -> Environment:
    loader = PackageLoader("wiredesk.flow.dossiers.writers", "templates")
    environment = Environment(
        loader=loader, autoescape=escape, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["inline"] = lambda text: " ".join(str(text).split())
    environment.filters["md"] = markdown_escaped
    return environment


def write_html(dossier: Dossier) -> str:
    """A dossier as one HTML file that opens offline."""
    return _templates(escape=True).get_template("dossier.html").render(view=View(dossier))


def write_markdown(dossier: Dossier) -> str:
    """A dossier as Markdown, with numbered sources."""
    return _templates(escape=False).get_template("dossier.md").render(view=View(dossier))


def write_index(entries: Iterable[Any], rejected: tuple[Rejected, ...]) -> str:
    """The page that lists the dossiers of a folder."""
    return _templates(escape=True).get_template("index.html").render(entries=list(entries), rejected=rejected)


def markdown_escaped(text: object) -> str:
    """Text of a page on one line, with the characters that Markdown and HTML would act on made harmless."""
    flat = " ".join(str(text).split())
    return "".join("\\" + mark if mark in "\\`*_[]<>#|" else mark for mark in flat)
