"""Addresses → what is there: fetched with manners, and only where the user asked for it.

`following.py` walks from an address to the pages that it names; `fetching.py` asks for one of them.
"""

from wiredesk.flow.pages.web.following import follow, read_url

__all__ = ["follow", "read_url"]
