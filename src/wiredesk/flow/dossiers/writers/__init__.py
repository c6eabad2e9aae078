"""Dossiers for programs (JSON), for people who paste (Markdown), and for people who read (one HTML file)."""

from wiredesk.flow.dossiers.writers.document import write_document
from wiredesk.flow.dossiers.writers.folder import write_folder
from wiredesk.flow.dossiers.writers.page import write_html, write_markdown

__all__ = ["write_document", "write_folder", "write_html", "write_markdown"]
