"""Wiredesk: raw news pages from many outlets in, story dossiers out."""

__version__ = "0.1.0"
