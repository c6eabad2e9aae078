"""The nouns: everything that a step reads or writes, as frozen structs.

Made once at the edge, never changed; a step makes new ones. Anything that we say carries the place that
proves it: a `Span` of an article's text. The JSON Schema is generated from these classes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Literal, Self

import msgspec

SCHEMA = "wiredesk.dossier/1"

ArticleId = str
EntityId = str
QuoteId = str
RecordId = str

Basis = Literal["metadata", "text", "feed", "inferred", "unknown"]
CreditRole = Literal["contributed", "according_to", "via", "image", "copyright"]
EntityType = Literal["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK"]
QuoteKind = Literal["direct", "mixed", "indirect"]
EventStatus = Literal["happened", "planned", "hypothetical", "denied"]
LineageKind = Literal["copy", "near_duplicate", "excerpt", "credit", "cites"]
Relation = Literal["reprint", "version", "dispatch", "inset", "passages", ""]
ChangeKind = Literal["removed", "added", "changed"]
Stance = Literal["says", "contradicts", "updates"]
Position = Literal["says", "contradicts", "updates", "omits", "not_covered"]
Certainty = Literal["asserted", "attributed", "anonymous"]
ClaimState = Literal["corroborated", "single_origin", "contested", "superseded"]
VariantKind = Literal["truncated", "wording", "translation", "punctuation"]
MOSTLY = 0.5  # share of a text from which it is another's: the line of text_reuse_pairs, too
PageForm = Literal["html", "dump", "text"]
SourceKind = Literal["outlet", "named", "institution", "collective", "anonymous", "document"]


def make_id(prefix: str, *parts: object) -> RecordId:
    """An id that is a function of what it names: the prefix and 16 hex digits of SHA-256 over the parts."""
    payload = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return f"{prefix}-{hashlib.sha256(payload).hexdigest()[:16]}"


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen record; every field is given by name."""


def records_in(value: object) -> Iterator[Record]:
    """A record and all records inside it, in field order."""
    if isinstance(value, Record):
        yield value
        for field in value.__struct_fields__:
            yield from records_in(getattr(value, field))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from records_in(one)


def spans_in(value: object) -> Iterator[Span]:
    """All spans inside a record."""
    return (one for one in records_in(value) if isinstance(one, Span))


# ------------------------------------------------------------------ places and pages


class Fetching(Record, frozen=True):
    """That the network may be used, and how; without one, nothing is ever fetched."""

    follow: bool | None = None  # the links of lists; None: those of lists at an address, not those of files
    allow_private: bool = False  # this machine and its network too
    delay_s: float = 1.0  # between two requests to one host
    timeout_s: float = 60.0  # for one answer, whole


class Visit(Record, frozen=True):
    """What was at an address when we asked last, and what to ask with next time."""

    id: RecordId
    url: str
    final_url: str  # after redirects
    status: int  # of HTTP; 0 where the host did not answer
    etag: str  # as the server gave it; empty where the next visit is to get everything anew
    last_modified: str
    fetched: str  # when, in UTC
    kind: str  # page, feed, sitemap, opml
    title: str = ""  # of a feed
    digest: str = ""  # of the body
    unchanged: bool = False  # nothing new since the visit before


class Place(Record, frozen=True):
    """Where pages are: a file, a folder, `-` or an address, as the user named it."""

    id: RecordId
    path: str
    fetching: Fetching | None = None
    visits: tuple[Visit, ...] = ()  # earlier ones, to any address


class PageMeta(Record, frozen=True):
    """What is known of a page from beside it: a side file or the fields of a JSONL row."""

    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    fetched: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    section: str | None = None
    source: str | None = None  # who printed it first, as a feed's <source> says
    charset: str | None = None  # as the server named it
    captions: tuple[str, ...] = ()  # of its pictures, as a feed gives them
    image_credits: tuple[str, ...] = ()  # whom a feed credits for its pictures
    basis: Basis = "metadata"  # where `published` comes from: "feed" where a feed says it


class Page(Record, frozen=True):
    """Bytes as they came, with what is known of them."""

    id: RecordId
    page: str  # path or url as given; for a JSONL row its own id, else PATH:line
    form: PageForm  # html and dump are cleaned; text is a clean body, kept to the character
    content: bytes
    meta: PageMeta = PageMeta()
    headers: tuple[tuple[str, str], ...] = ()  # of the server's answer, where it is known


class Rejected(Record, frozen=True):
    """A record that could not be taken further: counted, never lost."""

    id: RecordId
    page: str
    stage: str
    reason: str  # a word of docs/fields.md
    detail: str


# ------------------------------------------------------------------ articles


class Span(Record, frozen=True):
    """Characters of an article's text, end exclusive; `words == article.text[start:end]`."""

    article: ArticleId
    start: int
    end: int
    words: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.words) != self.end - self.start:
            raise ValueError(f"not a span: {self.start}..{self.end} of {self.article}: {self.words[:40]!r}")


class DateValue(Record, frozen=True):
    """A date with its own precision: EDTF / ISO 8601, or None when nothing can be said."""

    value: str | None


class Published(Record, frozen=True):
    """When an article was published, and how we know."""

    value: str | None
    basis: Basis
    reason: str = ""  # for `inferred` and `text`: the words that it was read from


class Outlet(Record, frozen=True):
    """Who published an article. Name and domain are None where the page gives neither."""

    name: str | None = None
    domain: str | None = None

    @property
    def label(self) -> str:
        """What a reader calls the outlet; empty when unknown."""
        return self.name or self.domain or ""


class Credit(Record, frozen=True):
    """An agency that the page credits, with the words that do so."""

    agency: str
    role: CreditRole
    words: str


class Removed(Record, frozen=True):
    """A line of the page that is not part of the article, and why it was left out."""

    words: str
    reason: str


class PagePlace(Record, frozen=True, omit_defaults=True):
    """Where a page shows one paragraph of its article: characters of the decoded page, end exclusive."""

    start: int  # of the paragraph in Article.text
    end: int
    page_start: int | None = None
    page_end: int | None = None
    is_mended: bool = False  # counted in the page after its mojibake was mended
    reason: str = ""  # why there is no place: written_otherwise


class Article(Record, frozen=True):
    """Clean text and metadata of one page."""

    id: ArticleId
    page: str
    url: str | None
    outlet: Outlet
    title: str
    authors: tuple[str, ...]
    published: Published
    language: str  # BCP 47; "und" when unknown
    text: str  # the body only; paragraphs split by a blank line
    captions: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    removed: tuple[Removed, ...] = ()
    page_id: RecordId = ""
    modified: str | None = None
    section: str | None = None
    places: tuple[PagePlace, ...] = ()  # one a paragraph, in order
    reprinted_from: tuple[str, ...] = ()  # addresses or names: a canonical link to another site, a feed's <source>

    def span(self, start: int, end: int) -> Span:
        """The characters start..end of the text as a Span; the one way by which steps make spans."""
        return Span(article=self.id, start=start, end=end, words=self.text[start:end])

    @property
    def outlet_label(self) -> str:
        """The outlet as a reader names it; the page's own name where the outlet is unknown."""
        return self.outlet.label or self.page


# ------------------------------------------------------------------ annotations


class Entity(Record, frozen=True):
    """A person, organisation, place … with the places where it is named."""

    id: EntityId
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    mentions: tuple[Span, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-2, of a country, its people or a place in it
    roles: tuple[str, ...] = ()  # "Foreign Minister", as the texts give them
    past_roles: tuple[str, ...] = ()  # those of `roles` that the texts call former, then or late
    geonames: int | None = None  # of a place
    latitude: float | None = None  # of a city or state
    longitude: float | None = None


class DateMention(Record, frozen=True):
    """Words that name a date or period."""

    span: Span
    value: str | None  # EDTF; None when the words fix no date
    anchor: str | None  # the date it was counted from; None for an absolute date


class Quantity(Record, frozen=True):
    """A number in the text, with what it counts."""

    span: Span
    value: float
    unit: str  # "count", "percent", "usd", "km", …
    of: str = ""  # the lemma of what is counted: "people", "soldier"
    qualifier: Literal["exact", "about", "at_least", "at_most"] = "exact"


class Quote(Record, frozen=True):
    """Words that an article puts in someone's mouth."""

    id: QuoteId
    span: Span  # the content, without its quote marks
    kind: QuoteKind
    speaker: EntityId | None
    source: Span | None
    cue: Span | None
    addressee: EntityId | None = None
    via: tuple[EntityId, ...] = ()
    made_by: str = ""


class Hop(Record, frozen=True):
    """One source of a chain: whose word the one before it passes on."""

    name: str  # of an outlet or entity the name it is known by; else the words
    kind: SourceKind
    span: Span
    entity: EntityId | None = None


class Relay(Record, frozen=True):
    """Where an article leans on another's report, on somebody without a name, or on a document.

    The chain runs from the article outwards: the outlet or agency that it cites, whom that one cites, and so on.
    """

    id: RecordId
    article: ArticleId
    span: Span  # from the first word of the attribution to the last
    chain: tuple[Hop, ...]
    end_kind: SourceKind  # of the last of the chain


class Event(Record, frozen=True):
    """Something that happened, is planned, is denied, in PLOVER terms."""

    id: RecordId
    type: str
    mode: str
    context: tuple[str, ...]
    actors: tuple[EntityId, ...]
    recipients: tuple[EntityId, ...]
    place: EntityId | None
    when: DateValue
    status: EventStatus
    spans: tuple[Span, ...]
    trigger: str = ""  # the lemma of the word that names it


class Sentence(Record, frozen=True):
    """Where a sentence stands, and what its comparison with others needs."""

    start: int
    end: int
    paragraph: int
    lemmas: tuple[str, ...]  # content words, lower case
    negated: bool = False
    hedged: bool = False


class Vectors(Record, frozen=True):
    """An article's meaning: int8 vectors of 512 dimensions each, of one model."""

    model: str
    title: bytes
    lede: bytes
    body: bytes


class Annotations(Record, frozen=True):
    """What is in one article; ids of entities are the article's own."""

    id: RecordId
    article: ArticleId
    language: str
    entities: tuple[Entity, ...]
    dates: tuple[DateMention, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    quantities: tuple[Quantity, ...]
    sentences: tuple[Sentence, ...]
    vectors: Vectors
    relays: tuple[Relay, ...] = ()


# ------------------------------------------------------------------ copies and stories


class Change(Record, frozen=True):
    """Words that a later version of an article has otherwise; a side is None where it has nothing there."""

    kind: ChangeKind
    before: Span | None
    after: Span | None


class Lineage(Record, frozen=True):
    """That an article's words come from another article or from an agency."""

    id: RecordId
    source: str = msgspec.field(name="from")  # an Article id, or an agency's name
    target: ArticleId = msgspec.field(name="to")
    kind: LineageKind
    share: float  # of the target's words that stand in the source too, in the same order, 0..1
    spans: tuple[Span, ...]
    words: str = ""  # for credits that stand outside the body: the words on the page
    told_by: str = ""  # what tells source from target, a word of docs/fields.md; "unknown": nothing did
    source_share: float = 0.0  # of the source's words that stand in the target too
    relation: Relation = ""  # how two articles stand to one another; docs/fields.md
    changes: tuple[Change, ...] = ()  # of versions, in order of place

    @property
    def is_reprint(self) -> bool:
        """True where half of one of the two articles is the other's text: no second witness."""
        is_most = self.kind in ("copy", "near_duplicate") or max(self.share, self.source_share) >= MOSTLY
        return is_most and self.relation != "inset"


class Traits(Record, frozen=True):
    """What the comparison with other articles needs of one: at most some 10 kB, whatever its length."""

    id: RecordId
    article: ArticleId
    title: str
    published: str | None  # EDTF
    first: int  # the earliest day of publication, as a number (1 is 0001-01-01); -1 where unknown
    last: int
    is_rough: bool  # True where the date is unknown or wider than a week
    language: str  # without region or script
    title_vector: bytes  # int8, 512; empty where nobody annotated the article
    whole_vector: bytes  # int16, little-endian: the sums of the vectors of title, lede and body
    words: bytes  # of title, lede and body: a 4-byte hash of each stem and its weight in 2 bytes, little-endian
    heads: bytes  # the same of title and first lines
    title_words: bytes  # the same of the title
    read: int  # characters of the text that words are taken from
    names: tuple[str, ...]
    dates: tuple[str, ...]  # those of a day
    numbers: tuple[str, ...]
    weekdays: tuple[int, ...]  # that the lede names, 0 for Monday
    numbered: tuple[str, ...]  # what the title speaks of and title or lede number: "package 12"
    places: tuple[str, ...]  # where title and lede put the news


class Link(Record, frozen=True):
    """Two articles that tell of one thing surely enough to hold a story together."""

    id: RecordId
    articles: tuple[ArticleId, ArticleId]
    score: float  # log-odds
    told_by: Literal["likeness", "copy"]


class Group(Record, frozen=True):
    """Articles that are one story, as the likeness of all pairs and the analyst's edits part them."""

    id: RecordId
    articles: tuple[ArticleId, ...]  # sorted
    edited: tuple[tuple[ArticleId, ArticleId, RecordId], ...] = ()  # pairs in it that an edit holds together


class Edit(Record, frozen=True):
    """An analyst's word on which articles are one story and which are not; later edits count before earlier."""

    id: RecordId
    number: int  # its place among the edits
    kind: Literal["together", "apart"]
    articles: tuple[ArticleId, ...]
    others: tuple[ArticleId, ...] = ()  # for apart: none of these is in one story with any of `articles`


class Turn(Record, frozen=True):
    """What became of a story's id: one line of the history, never taken back."""

    id: RecordId
    number: int  # its place in the history
    kind: Literal["merged", "split"]
    story: RecordId  # merged: the story that ended; split: the new one
    other: RecordId  # merged: the story that goes on; split: the one that it came out of
    articles: tuple[ArticleId, ...]  # those that went over

    @staticmethod
    def id_of(kind: str, story: RecordId) -> RecordId:
        """The id of the line that tells this of a story; there is at most one."""
        return make_id("t", kind, story)


class Reason(Record, frozen=True):
    """Why an article belongs to its story: the nearest article in it, and what they share."""

    article: ArticleId
    score: float  # 0..1
    needed: float  # what the score had to pass
    shared: tuple[str, ...]  # names, dates and numbers that both give
    veto: str = ""  # what speaks against it, whatever the score
    edit: RecordId = ""  # the analyst's edit that decides over the two


class StoryEvent(Record, frozen=True):
    """One happening inside a story."""

    id: RecordId
    date: str | None
    title: str
    articles: tuple[ArticleId, ...]


class Story(Record, frozen=True):
    """Articles that follow one chain of events."""

    id: RecordId
    title: str
    first_published: str | None
    last_published: str | None
    events: tuple[StoryEvent, ...]
    articles: tuple[ArticleId, ...]
    why: dict[ArticleId, tuple[Reason, ...]]


# ------------------------------------------------------------------ dossiers


class Difference(Record, frozen=True):
    """How two forms of one utterance differ."""

    quotes: tuple[QuoteId, QuoteId]
    kind: VariantKind


class QuoteVariants(Record, frozen=True):
    """The same utterance as several articles print it."""

    id: RecordId
    quotes: tuple[QuoteId, ...]
    longest: QuoteId
    differences: tuple[Difference, ...]


class Statement(Record, frozen=True):
    """Where an article makes, contradicts or updates a claim."""

    span: Span
    stance: Stance
    attributed_to: tuple[EntityId, ...]
    certainty: Certainty
    reason: str = ""  # for contradicts and updates: what clashes ("5 against 12 arrested")


class Claim(Record, frozen=True):
    """One statement about the world, in its clearest wording, with who makes it."""

    id: RecordId
    text: str
    statements: tuple[Statement, ...]
    outlets: dict[str, Position]
    origins: int
    state: ClaimState
    origins_why: tuple[str, ...] = ()  # what was folded, and what cannot be told apart


class FigureValue(Record, frozen=True):
    """One answer to a figure's question."""

    value: str | int | float  # EDTF for dates
    unit: str
    span: Span
    said_by: EntityId | None  # None where the article says it in its own voice
    as_of: str | None  # when the desk could know it
    said_by_name: str = ""  # the speaker's name, or the outlet's
    outlet: str = ""


class Figure(Record, frozen=True):
    """A question whose answer is a number or a date, with its answers in the order they became known."""

    id: RecordId
    question: str
    values: tuple[FigureValue, ...]


class KnownSince(Record, frozen=True):
    """The first article of the story to print something, and when."""

    value: str | None
    article: ArticleId


class TimelineEntry(Record, frozen=True):
    """What happened or will happen on a date, in an article's words."""

    date: DateValue
    text: str
    spans: tuple[Span, ...]
    known_since: KnownSince


class BriefSentence(Record, frozen=True):
    """A sentence of the brief: verbatim, with its places."""

    text: str
    spans: tuple[Span, ...]
    origins: int


class Fold(Record, frozen=True):
    """Why an article is no origin of its own."""

    article: ArticleId
    into: str  # an Article id or an agency's name
    why: str  # in words
    record: RecordId = ""  # of the Lineage or Relay that says so; empty for credits and articles of one outlet
    spans: tuple[Span, ...] = ()  # the words that say so


class OriginGroup(Record, frozen=True):
    """Articles that stand for one origin once copies and relays are folded."""

    articles: tuple[ArticleId, ...]
    lead: str  # an Article id or an agency's name
    why: tuple[str, ...]
    folds: tuple[Fold, ...] = ()


class Doubt(Record, frozen=True):
    """Origins that are counted as several and may be one: each leans on somebody without a name."""

    why: str
    spans: tuple[Span, ...]  # the words that name nobody


class Origins(Record, frozen=True):
    """How many independent origins stand behind a story."""

    count: int
    groups: tuple[OriginGroup, ...]
    doubts: tuple[Doubt, ...] = ()


class GraphNode(Record, frozen=True):
    """An article, or a source of articles, in the graph of who stands on whose words."""

    id: str  # of an article its own; else the kind and the name
    name: str
    kind: Literal["article", "outlet", "named", "institution", "collective", "anonymous", "document"]
    entity: EntityId | None = None


class GraphEdge(Record, frozen=True):
    """That what one node told stands in another."""

    source: str = msgspec.field(name="from")
    target: str = msgspec.field(name="to")
    kind: Literal["copy", "near_duplicate", "excerpt", "credit", "cites", "relay"]
    why: str  # the evidence in words
    records: tuple[RecordId, ...] = ()  # the Lineages and Relays that say so
    spans: tuple[Span, ...] = ()
    is_directed: bool = True  # False: both print one text, and nothing tells who had it first


class Graph(Record, frozen=True):
    """Who stands on whose words: persons and documents, agencies and outlets, articles."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]


class Coverage(Record, frozen=True):
    """What one outlet printed of a story, and from when to when."""

    outlet: str
    articles: tuple[ArticleId, ...]
    first: str | None
    last: str | None


class Dossier(Record, frozen=True):
    """All that the desk knows of one story."""

    id: RecordId
    story: Story
    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    dates: tuple[DateMention, ...]
    quotes: tuple[Quote, ...]
    quote_variants: tuple[QuoteVariants, ...]
    events: tuple[Event, ...]
    lineage: tuple[Lineage, ...]
    origins: Origins
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    timeline: tuple[TimelineEntry, ...]
    brief: tuple[BriefSentence, ...]
    coverage: tuple[Coverage, ...]
    made_by: dict[str, str]
    relays: tuple[Relay, ...] = ()
    graph: Graph = Graph(nodes=(), edges=())


class DossierFile(Record, frozen=True):
    """What `wiredesk brief --json` prints."""

    schema: str
    dossiers: tuple[Dossier, ...]
    rejected: tuple[Rejected, ...]

    @classmethod
    def of(cls, dossiers: tuple[Dossier, ...], rejected: tuple[Rejected, ...]) -> Self:
        """The document of these dossiers, with the schema's name and version."""
        return cls(schema=SCHEMA, dossiers=dossiers, rejected=rejected)
