"""What an HTML page says of itself outside its text: JSON-LD, OpenGraph, meta tags, title, links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from wiredesk.flow.articles.authors import no_people, people
from wiredesk.flow.articles.bylines import shown_authors
from wiredesk.flow.articles.linked_data import articles_in, names_in, read_linked_data, types_of
from wiredesk.flow.articles.publication import read_moment
from wiredesk.flow.articles.shown_dates import is_elsewhere, shown_dates

TITLES: Final = ("twitter:title", "dc.title", "dcterms.title", "headline", "title", "parsely-title")
AUTHORS: Final = (
    "author", "authors", "article:author", "og:article:author", "article.author", "article:author_name", "byl",
    "byline", "dc.creator", "dc.creator.aut", "dcterms.creator", "dcsext.author", "creator", "citation_author",
    "parsely-author", "sailthru.author", "rbauthors", "cxenseparse:author", "shareaholic:article_author_name",
    "mediator_author",
)  # fmt: skip
SITES: Final = ("og:site_name", "application-name", "dc.publisher", "publisher", "article:publisher", "twitter:site")
PUBLISHED: Final = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "parsely-pub-date",
    "publication_date", "publish-date", "publishdate", "publish_date", "pubdate", "published", "published_time",
    "dc.date.issued", "dcterms.issued", "dc.date", "dc.date.created", "dcterms.created", "dcterms.date", "dc.created",
    "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "bt:pubdate", "date", "date_published",
    "article_date_original", "originalpublicationdate", "citation_date", "rnews:datepublished",
    "shareaholic:article_published_time", "displaydate", "ptime", "article.created", "iso-8601-publish-date",
)  # fmt: skip
MODIFIED: Final = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified",
    "dc.date.modified", "modified", "article.updated", "updated_time",
)  # fmt: skip
SECTIONS: Final = (
    "article:section",
    "section",
    "parsely-section",
    "category",
    "articlesection",
    "cxenseparse:category",
)
SCRIPTED: Final = re.compile(
    r"""["'](?:date_?published|published_?(?:at|date|time|on)|publish_?(?:date|time)|publication_?date|pub_?date)["']"""
    r"""\s*:\s*["'](?P<date>(?:19|20)\d\d-\d\d-\d\d[^"']{0,30})["']""",
    re.IGNORECASE,
)
URLS: Final = ("og:url", "twitter:url", "parsely-link")
DESCRIPTIONS: Final = ("og:description", "description", "twitter:description")


@dataclass(frozen=True, slots=True)
class Head:
    """Candidates for each field, best first."""

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    bylines: tuple[tuple[str, ...], ...] = ()  # words of the page that may name its authors, in tiers of trust
    sites: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()  # dates near the headline
    scripted: tuple[str, ...] = ()  # dates of publication in the page's own scripts
    modified: tuple[str, ...] = ()
    language: str | None = None
    bodies: tuple[str, ...] = ()  # articleBody, where JSON-LD carries the text itself
    description: str = ""  # the summary that the page gives of itself


def read_head(tree: Any) -> Head:
    """What a parsed page says of itself.

    Takes    an lxml tree.
    Gives    candidates in order of trust: JSON-LD, then meta tags, then the title element.
    """
    nodes = read_linked_data(script.text or "" for script in tree.iter("script") if is_linked_data(script))
    metas = read_metas(tree)
    urls = unique((*canonical(tree), *metas.of(URLS)))
    articles = articles_in(nodes, urls)
    page_title = tuple(text_of(title) for title in tree.xpath("//head/title | //title")[:1])
    published = unique((*values(articles, "datePublished"), *metas.of(PUBLISHED)))
    has_date = any(map(read_moment, published))
    if not has_date:
        described = (*values(pages_in(nodes), "datePublished"), *values(articles, "dateCreated"))
        published = unique((*published, *itemprops(tree, "datePublished"), *described, *dated_parts(page_title)))
        has_date = any(map(read_moment, published))
    authors = unique((*main_authors(articles, nodes), *metas.of(AUTHORS)))
    sites = unique((*metas.of(SITES[:1]), *publishers(articles, nodes), *metas.of(SITES[1:])))
    sections = unique((*metas.of(SECTIONS[:1]), *values(articles, "articleSection"), *metas.of(SECTIONS[1:])))
    return Head(
        titles=unique((*main_titles(articles, metas), *metas.of(TITLES), *page_title)),
        authors=authors,
        bylines=() if people(authors, no_people(sites, urls, sections), strict=True) else shown_authors(tree),
        sites=sites,
        urls=unique((*urls, *values(articles, "url"))),
        sections=sections,
        published=published,
        shown=() if has_date else shown_dates(tree),
        scripted=() if has_date else unique(scripted_dates(tree)),
        modified=unique(
            (
                *values(articles, "dateModified"),
                *metas.of(MODIFIED),
                *(() if has_date else itemprops(tree, "dateModified")),
            )
        ),
        language=language_in(tree, metas),
        bodies=unique(values(articles, "articleBody")),
        description=next(iter(unique(metas.of(DESCRIPTIONS))), ""),
    )


def main_titles(articles: list[dict[str, Any]], metas: Metas) -> tuple[str, ...]:
    """The titles of og:title and JSON-LD, the headline first.

    og:title is the better one, unless it was written for sharing: then twitter:title is the same, and the headline
    of the article is another (bench/metadata.py, tune half: so in all five cases).
    """
    shared, tweeted = unique(metas.of(("og:title",))), unique(metas.of(("twitter:title",)))
    headlines = unique(values(articles[:1], "headline"))
    others = unique(values(articles[1:], "headline"))
    if not shared or not headlines:
        return (*shared, *headlines, *others)
    is_for_sharing = shared[:1] == tweeted[:1] and not (shared[0] in headlines[0] or headlines[0] in shared[0])
    is_live = "LiveBlogPosting" in types_of(articles[0])  # its headline changes by the hour
    first = (headlines, shared) if is_for_sharing and not is_live else (shared, headlines)
    return (*first[0], *first[1], *others)


def main_authors(articles: list[dict[str, Any]], nodes: list[dict[str, Any]]) -> Iterator[str]:
    """The authors of the first described article that has any; the others may be teasers."""
    for node in articles:
        for key in ("author", "creator"):
            if names := list(names_in(node.get(key), nodes, people_only=True)):
                yield from names
                return


def pages_in(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The objects that describe the page itself."""
    return [node for node in nodes if any(name.endswith("Page") for name in types_of(node))]


def dated_parts(titles: tuple[str, ...]) -> Iterator[str]:
    """The parts of a page's title that hold a year ("Dam opens | 9 May 2020 | The Example")."""
    for title in titles:
        parts = re.split(r"\s+[|·–—-]\s+", title)
        yield from (part for part in parts[1:] if len(part) <= 30 and re.search(r"\b(?:19|20)\d\d\b", part))


def scripted_dates(tree: Any) -> Iterator[str]:
    """The dates of publication that a page's own scripts set ('"published_at": "2020-05-09 10:00"'), at most a few."""
    for script in tree.iter("script"):
        for match in islice(SCRIPTED.finditer(script.text or ""), 3):
            yield match["date"]


def is_linked_data(script: Any) -> bool:
    """True for scripts that hold JSON-LD."""
    return "ld+json" in (script.get("type") or "").lower()


class Metas:
    """The meta tags of a page, by name."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[str]] = {}

    def add(self, name: str, content: str) -> None:
        """One tag; names are compared in lower case."""
        self.by_name.setdefault(name.strip().lower(), []).append(content)

    def of(self, names: tuple[str, ...]) -> Iterator[str]:
        """The contents of the tags of these names, in the names' order."""
        for name in names:
            yield from self.by_name.get(name, ())


def read_metas(tree: Any) -> Metas:
    """The meta tags of a page: name, property, itemprop or http-equiv with their content."""
    metas = Metas()
    for meta in tree.iter("meta"):
        content = meta.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(attribute)
            if content and name and not (attribute == "itemprop" and is_elsewhere(meta)):
                metas.add(name, content)
    return metas


def values(nodes: list[dict[str, Any]], key: str) -> Iterator[str]:
    """The strings that objects hold under a key."""
    for node in nodes:
        value = node.get(key)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                yield one


def publishers(articles: list[dict[str, Any]], nodes: list[dict[str, Any]]) -> Iterator[str]:
    """Who publishes: the article's publisher, else the page's own organisation or site."""
    for node in articles:
        yield from names_in(node.get("publisher"))
    for node in nodes:
        if any(name in ("NewsMediaOrganization", "WebSite") for name in types_of(node)):
            yield from names_in(node)


def canonical(tree: Any) -> Iterator[str]:
    """The address that the page gives as its own."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            yield link.get("href")


def itemprops(tree: Any, name: str) -> Iterator[str]:
    """Values of microdata of a name, outside meta tags."""
    marked = (element for element in tree.xpath("//*[@itemprop=$name]", name=name) if not is_elsewhere(element))
    for element in islice(marked, 5):
        yield element.get("datetime") or element.get("content") or text_of(element)


def language_in(tree: Any, metas: Metas) -> str | None:
    """The language that the page declares."""
    root = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    named = next(metas.of(("content-language", "language", "dc.language", "og:locale", "inlanguage")), None)
    return root or named


def text_of(element: Any) -> str:
    """An element's text, spaces made single."""
    return " ".join("".join(element.itertext()).split())


def unique(found: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    """What is not empty, unescaped, each once, in order."""
    cleaned = (" ".join(html.unescape(one).split()) for one in found)
    return tuple(dict.fromkeys(one for one in cleaned if one))
