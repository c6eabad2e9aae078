"""ninjs, news in JSON as agencies send it (IPTC, versions 1 to 3): one page an item with a body.

The keys changed their case and number over the versions; both are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from wiredesk.flow.pages.finds import Source, page_of, rejected
from wiredesk.flow.pages.side_files import moment, words
from wiredesk.records import Page, PageForm, PageMeta, Rejected
from wiredesk.text.decoding import without_surrogates

MAX_NESTING: Final = 5  # of items in items; packages hold stories, stories hold pictures
WITHDRAWN: Final = ("canceled", "cancelled", "withheld")
LEADING: Final = re.compile(r"(?:by|von|av|af|par|por|da|de|door)\s+(?=[A-ZÀ-Þ])", re.IGNORECASE)
BETWEEN: Final = re.compile(r"\s*[,;/&]\s*|\s+(?:and|und|og|och|et|en|y|e)\s+")
PROVIDER: Final = re.compile(r"urn:newsml:([\w.-]+\.[a-z]{2,}):", re.IGNORECASE)

Item = Mapping[str, Any]


def is_item(row: Mapping[str, Any]) -> bool:
    """True for a row that can be an item: it has an address or a body as ninjs has them."""
    return isinstance(row.get("uri"), str) or isinstance(row.get("bodies"), list)


def read_item(row: Mapping[str, Any], source: Source, *, nesting: int = 0) -> Iterator[Page | Rejected]:
    """The page of an item, and those of items inside it that have a body of their own."""
    item = {key.lower(): value for key, value in row.items()}
    yield page_of_item(item, source)
    if nesting < MAX_NESTING:
        for name, inner in associated(item):
            if next(bodies({key.lower(): value for key, value in inner.items()}), None):
                yield from read_item(inner, replace(source, name=f"{source.name}#{name}"), nesting=nesting + 1)


def page_of_item(item: Item, source: Source) -> Page | Rejected:
    """The page of one item."""
    kind = words(item.get("type")) or "no type"
    status = words(item.get("pubstatus")) or ""
    if status.lower() in WITHDRAWN:
        return rejected(source.name, "withdrawn", f"pubstatus {status}")
    found = best(bodies(item)) or (best(texts(item, "description")) if kind == "text" else None)
    if found is None:
        return rejected(source.name, "not_a_page", f"a ninjs item of {kind} without a body"[:200])
    form, content = found
    key = f"{words(item.get('uri')) or source.key} {item.get('version', '')}".strip()
    return page_of(replace(source, key=key, under=meta_of_item(item, source.under)), form, content.encode("utf-8"))


def associated(item: Item) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The items inside an item, with their names."""
    found = item.get("associations")
    listed = found.items() if isinstance(found, dict) else enumerate(found, 1) if isinstance(found, list) else ()
    for name, inner in listed:
        if isinstance(inner, dict):
            yield words(inner.get("name")) or without_surrogates(str(name)), inner


def bodies(item: Item) -> Iterator[tuple[str, str]]:
    """The forms of an item's body: type and content."""
    return texts(item, "bod")


def texts(item: Item, stem: str) -> Iterator[tuple[str, str]]:
    """What an item holds under body_*, bodies and the like: type and content."""
    for key, value in item.items():
        if not key.startswith(stem):
            continue
        for one in value if isinstance(value, list) else [{"contenttype": key, "value": value}]:
            fields = {name.lower(): given for name, given in one.items()} if isinstance(one, dict) else {}
            content = fields.get("value")
            if isinstance(content, str) and content.strip():
                yield str(fields.get("contenttype", "")).lower(), without_surrogates(content)


def best(found: Iterable[tuple[str, str]]) -> tuple[PageForm, str] | None:
    """The body to read: HTML, else plain text, else what there is."""
    ranked = sorted(
        found, key=lambda one: 0 if "html" in one[0] else 1 if "text" in one[0] and "nitf" not in one[0] else 2
    )
    if not ranked:
        return None
    kind, content = ranked[0]
    return ("html" if "html" in kind or content.lstrip().startswith("<") else "text"), content


def rank(kind: str) -> int:
    """How gladly a body of this type is read, 0 most."""
    if "html" in kind:
        return 0
    return 1 if "text" in kind and "nitf" not in kind else 2


def meta_of_item(item: Item, under: PageMeta) -> PageMeta:
    """What an item says of its page; a side file knows better."""
    uri = words(item.get("uri")) or ""
    outlet = under.outlet or outlet_of(item, uri)
    created = (item.get(name) for name in ("firstcreated", "versioncreated", "contentcreated"))
    return PageMeta(
        url=under.url or (uri if uri.startswith(("http://", "https://")) else None),
        outlet=outlet,
        published=under.published or next(filter(None, map(moment, created)), None),
        fetched=under.fetched,
        title=under.title or title_of(item),
        authors=under.authors or people_in(words(item.get("byline")) or words(item.get("by")) or "", outlet),
        language=under.language or words(item.get("language")),
    )


def title_of(item: Item) -> str | None:
    """An item's headline, else its title."""
    main = next((content for _, content in texts(item, "headline")), None)
    return words(main) or words(item.get("title"))


def outlet_of(item: Item, uri: str) -> str | None:
    """Whose item it is: who holds the rights, who sent it, or the provider that its address names."""
    sources = item.get("infosources") or item.get("infosource")
    named = [one.get("name") for one in sources if isinstance(one, dict)] if isinstance(sources, list) else []
    provider = PROVIDER.match(uri)
    candidates = (item.get("copyrightholder"), *named, provider[1] if provider else None)
    return next(filter(None, map(words, candidates)), None)


def people_in(byline: str, outlet: str | None) -> tuple[str, ...]:
    """The people that a byline names: two words or more, no outlet."""
    names = (name.strip() for name in BETWEEN.split(LEADING.sub("", byline, count=1)))
    return tuple(dict.fromkeys(name for name in names if is_person(name, outlet)))


def is_person(name: str, outlet: str | None) -> bool:
    """True for what can be a person's name in a byline."""
    return " " in name and name != outlet and not name.lower().startswith("the ")
