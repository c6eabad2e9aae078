"""The address of an article: as it was given, or as its page calls itself where both lead to the same page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urljoin, urlsplit

WEB: Final = re.compile(r"^https?://", re.IGNORECASE)
DOORS: Final = re.compile(r"^(?:www|m|amp|mobile)\.")  # hosts that show the same pages
TRACKING: Final = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|cmp|cmpid|ref|rss|src|mc_\w+|at_\w+|xtor|share|igshid|ocid|smid|partner)(?:=|$)",
    re.IGNORECASE,
)  # parts of a question that say where a reader came from


def find_url(given: str | None, own: Iterable[str]) -> str | None:
    """The address of an article.

    Takes    the address given beside the page, and those that the page gives as its own, best first.
    Gives    the page's own where it is of the same site and path, so without tracking; else the given one. A canonical
             link to another path is not believed: it is often the home page, and what was given was fetched.
    """
    if not given or not WEB.match(given):
        return next((one for one in own if WEB.match(one)), None)
    try:
        return next((full for one in own if is_same_page(full := urljoin(given, one), given)), given)
    except ValueError:
        return given


def is_same_page(own: str, given: str) -> bool:
    """True where an address leads to the page that was given: same site, same path, nothing lost but tracking."""
    first, second = urlsplit(own), urlsplit(given)
    paths = first.path.rstrip("/"), second.path.rstrip("/")
    asked = {part for part in second.query.split("&") if part and not TRACKING.match(part)}
    return (
        bool(paths[0])
        and paths[0] == paths[1]
        and bare_host(first.hostname) == bare_host(second.hostname)
        and asked <= set(first.query.split("&"))
    )


def bare_host(host: str | None) -> str:
    """A host without the names of its doors ("www.", "m.")."""
    return DOORS.sub("", host or "")
