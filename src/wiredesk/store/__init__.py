"""Where records rest."""

from wiredesk.store.archive import PageArchive
from wiredesk.store.base import KINDS, Held, Hit, Store, Work
from wiredesk.store.sqlite import SqliteStore

__all__ = ["KINDS", "Held", "Hit", "PageArchive", "SqliteStore", "Store", "Work"]
