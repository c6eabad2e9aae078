"""Where records rest."""

from wiredesk.store.archive import PageArchive
from wiredesk.store.base import KINDS, Change, Held, Hit, Seen, Store, Work, signed
from wiredesk.store.sqlite import SqliteStore

__all__ = ["KINDS", "Change", "Held", "Hit", "PageArchive", "Seen", "SqliteStore", "Store", "Work", "signed"]
