"""Articles → lineage: whose text is whose, and who leans on whom."""

from wiredesk.flow.copies.among import lineage_among
from wiredesk.flow.copies.keys import keys_of
from wiredesk.flow.copies.lineage import find_lineage

VERSION = 4

__all__ = ["VERSION", "find_lineage", "keys_of", "lineage_among"]
