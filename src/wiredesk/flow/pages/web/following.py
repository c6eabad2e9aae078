"""From an address, or from what a file names, to all pages that hang on it: lists in lists, level by level.

Every link ends in exactly one way: its page, a Rejected, or a Visit that says that nothing is new there.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import httpx
from msgspec.structs import replace

from wiredesk.flow.pages.finds import NOTHING, Found, Link, rejected
from wiredesk.flow.pages.streams import read_stream
from wiredesk.flow.pages.web.addresses import normal, parsed
from wiredesk.flow.pages.web.answers import Answer, visit_id
from wiredesk.flow.pages.web.crew import in_parallel
from wiredesk.flow.pages.web.failing import PASSING, FetchError
from wiredesk.flow.pages.web.fetching import Fetcher, fetcher_of
from wiredesk.flow.pages.web.lists import PAGE, kind_of_list, title_of_list
from wiredesk.flow.pages.web.own_text import holds_the_article
from wiredesk.records import Fetching, Page, Place, Rejected, Visit

MAX_DEPTH: Final = 3  # an OPML names feeds, a feed names pages; a site map's index names maps that name pages
MAX_FOLLOWED: Final = 1000  # of one place in one run: a quarter of an hour at a request a second; the rest is next
TOO_MANY: Final = f"one run follows {MAX_FOLLOWED} links of a place; the next goes on"

Outcome = Found | Visit  # of links none: what stands for each


@dataclass(frozen=True, slots=True)
class Step:
    """A link on the way: how many lists lie above it, and the nearest of them."""

    link: Link
    depth: int
    above: str


def read_url(place: Place, fetcher: Fetcher | None = None) -> Iterator[Outcome]:
    """The page at an address, or all pages that the list there names."""
    walk = Walk(place, fetcher)
    yield from walk.go([walk.first(place.path)])


def follow(found: Iterable[Found], place: Place, fetcher: Fetcher | None = None) -> Iterator[Outcome]:
    """What was found in files, with each link replaced by what is there."""
    walk = Walk(place, fetcher)
    steps: list[Step] = []
    for one in found:
        if isinstance(one, Link):
            yield from walk.plan(Step(one, 1, place.path), steps)
        else:
            yield one
    yield from walk.go(steps)


class Walk:
    """One place and all that hangs on it."""

    def __init__(self, place: Place, fetcher: Fetcher | None = None) -> None:
        fetching = place.fetching or Fetching()
        self._fetcher = fetcher or fetcher_of(replace(fetching, follow=None))
        self._follows = fetching.follow is not False
        self._earlier = {visit.url: visit for visit in place.visits}
        self._known = {(visit.final_url, visit.digest): visit for visit in place.visits}  # by what came
        self._left = MAX_FOLLOWED
        self._met: dict[str, int] = {}  # address → how often it was named
        self._reached: set[str] = set()  # addresses that redirects ended at
        self._unfinished: set[str] = set()  # lists that must be read again whatever their server says
        self._visits: list[tuple[str, Visit]] = []  # to lists; said last, when it is known how it went

    def first(self, url: str) -> Step:
        """The step to an address that the user named."""
        self._met[normal(url)] = 1
        return Step(Link(url, NOTHING), 0, "")

    def go(self, steps: list[Step]) -> Iterator[Outcome]:
        """What the steps lead to, and then what the lists among them name."""
        while steps:
            below: list[Step] = []
            for step, tried in in_parallel(steps, host_of, self._try):
                yield from self._take(step, tried, below)
            steps = below
        for name, visit in self._visits:
            whole = name not in self._unfinished
            yield visit if whole else replace(visit, etag="", last_modified="", digest="")

    def plan(self, step: Step, steps: list[Step]) -> Iterator[Outcome]:
        """Puts a link among the steps to go, or says at once what stands for it."""
        link = step.link
        if not self._follows or step.depth > MAX_DEPTH:
            yield self._ended(step, unfetched(link))
        elif self._is_repeated(link.url):
            yield rejected(link.url, "duplicate", "lists name it more than once", self._met[normal(link.url)])
        elif (visit := self._visit_before(link.url)) and visit.kind == PAGE:
            yield replace(visit, unchanged=True)  # the pages that lists name are fetched once
        elif link.page and holds_the_article(link.page):
            yield link.page
            yield self._taken(link.url)
        elif self._left <= 0:
            yield self._ended(step, unfetched(link, TOO_MANY))
        else:
            self._left -= 1
            steps.append(step)

    def _is_repeated(self, url: str) -> bool:
        key = normal(url)
        self._met[key] = self._met.get(key, 0) + 1
        return self._met[key] > 1

    def _visit_before(self, url: str) -> Visit | None:
        return self._earlier.get(normal(url))

    def _taken(self, url: str) -> Visit:
        """The visit that stands for a page which a list held whole: it need not be fetched, now or later."""
        url, now = normal(url), self._fetcher.outside.stamp()
        return Visit(
            id=visit_id(url), url=url, final_url=url, status=200, etag="", last_modified="", fetched=now, kind=PAGE
        )

    def _try(self, step: Step) -> Answer | FetchError:
        try:
            return self._fetcher.get(step.link.url, self._visit_before(step.link.url))
        except FetchError as error:
            return error

    def _take(self, step: Step, tried: Answer | FetchError, below: list[Step]) -> Iterator[Outcome]:
        """What came of a step; the links of a list go `below`."""
        before = self._visit_before(step.link.url)
        if isinstance(tried, FetchError):
            yield from self._failed(step, tried, before)
        elif known := before if tried.is_unchanged else self._known.get(tried.mark):
            yield from self._unchanged(step, tried, before or tried.visit(kind=known.kind, title=known.title))
        elif tried.final_url in self._reached:
            yield rejected(step.link.url, "duplicate", f"it leads to {tried.final_url}, which came before")
        else:
            self._reached.add(tried.final_url)
            yield from self._read(step, tried, below)

    def _failed(self, step: Step, error: FetchError, before: Visit | None) -> Iterator[Outcome]:
        link = step.link
        if before and before.kind != PAGE:
            yield replace(before, status=error.status, fetched=self._fetcher.outside.stamp(), unchanged=False)
        yield self._ended(step, link.page or rejected(link.url, error.reason, error.detail), error.reason)

    def _unchanged(self, step: Step, answer: Answer, visit: Visit) -> Iterator[Visit]:
        if visit.kind != PAGE:
            self._unfinished.add(step.above)
        yield replace(visit, status=answer.status, fetched=answer.fetched, unchanged=True)

    def _ended(self, step: Step, outcome: Page | Rejected, reason: str = "not_fetched") -> Page | Rejected:
        """What stands for a link that gave nothing; where that may pass, its list is to be read again."""
        if reason in PASSING:
            self._unfinished.add(step.above)
        return outcome

    def _read(self, step: Step, answer: Answer, below: list[Step]) -> Iterator[Outcome]:
        """The pages in an answer's body, and the visit."""
        link, has_links = step.link, False
        founds = read_stream(answer.stream(), answer.source(link.url, link.under))
        for found in instead(founds, link.page):
            if isinstance(found, Link):
                has_links = True
                yield from self.plan(Step(absolute(found, answer), step.depth + 1, link.url), below)
            else:
                yield found
        yield from self._remember(step, answer, has_links=has_links)

    def _remember(self, step: Step, answer: Answer, *, has_links: bool) -> Iterator[Visit]:
        kind = kind_of_list(answer.head())
        if has_links or kind != PAGE:
            self._unfinished.add(step.above)  # that a list of lists is unchanged says nothing of the lists
            kind = kind if kind != PAGE else "list"
            self._visits.append((step.link.url, answer.visit(kind=kind, title=title_of_list(answer.head()))))
        else:
            yield answer.visit(kind=PAGE)


def unfetched(link: Link, why: str = "") -> Page | Rejected:
    """What stands for a link that is not followed: the list's own text of the page, if it has any."""
    return link.page or rejected(link.url, "not_fetched", why)


def instead(founds: Iterator[Found], page: Page | None) -> Iterator[Found]:
    """What was found; where the first of it is a rejection, the list's own text of the page if there is any."""
    for found in founds:
        if page and isinstance(found, Rejected):
            yield page
            return
        page = None
        yield found


def absolute(link: Link, answer: Answer) -> Link:
    """A link, its address completed by that of the list which names it."""
    if "://" in link.url:
        return link
    try:
        return dataclasses.replace(link, url=str(httpx.URL(answer.final_url).join(link.url)))
    except (httpx.InvalidURL, ValueError):
        return link


def host_of(step: Step) -> str:
    """The host that a step asks; empty where its address names none."""
    try:
        return parsed(step.link.url).host
    except FetchError:
        return ""
