"""Articles → lineage: whose text is whose, and who leans on whom."""

from wiredesk.flow.copies.among import CROWD, LEAST, lineage_among
from wiredesk.flow.copies.keys import keys_of
from wiredesk.flow.copies.lineage import find_lineage

VERSION = 4

__all__ = ["CROWD", "LEAST", "VERSION", "find_lineage", "keys_of", "lineage_among"]
