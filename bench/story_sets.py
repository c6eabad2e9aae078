"""The sets with which likeness and stories are trained and measured, as articles with vectors; no benchmark itself.

Vectors take 25–75 ms an article: they are kept in the temporary folder, by set.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from harness import DATA, half, read_rows, sample
from wiredesk.flow.annotations.meaning import find_vectors
from wiredesk.flow.stories import make_traits
from wiredesk.records import Annotations, Article, Outlet, Published, Traits, Vectors, make_id

CACHE = Path(tempfile.gettempdir()) / "wiredesk-bench"
PARTS = {
    "gnews": "gnews_events_5w1h",
    "ecbplus": "ecbplus",
    "basil": "basil",
    "allsides": "allsides_stories",
    "stream": "allsides_stories",
}
DISTRACTORS = 10_000
LONGEST = 20_000  # characters read of one of them
TOKENISED = re.compile(r" ([,.;:?!)']|n't|'s)")


class Labelled(NamedTuple):
    """An article with the stories that it belongs to."""

    article: Article
    stories: frozenset[str]

    @property
    def part(self) -> str:
        """The half, tune or report, that its first story falls into; none where it is in no story."""
        return half(min(self.stories)) if self.stories else "none"


def article_of(  # noqa: PLR0917
    key: str, title: str, text: str, date: str | None, outlet: str | None, language: str = "en"
) -> Article:
    """An Article from a set's row."""
    return Article(
        id=key,
        page=key,
        url=None,
        outlet=Outlet(name=outlet),
        title=title,
        authors=(),
        published=Published(value=date, basis="metadata" if date else "unknown"),
        language=language,
        text=text,
    )


def gnews() -> Iterator[Labelled]:
    """Google News clusters: the dated articles whose page was read well, as the set's protocol has it."""
    for row in read_rows(DATA / "gnews_events_5w1h" / "articles.jsonl"):
        if row["date"] and row["quality"] == "ok":
            found = article_of(row["id"], row["title"] or "", row["text"] or "", row["date"], row["outlet"])
            yield Labelled(found, frozenset((f"gnews-{row['event_id']}",)))


def ecbplus() -> Iterator[Labelled]:
    """772 documents of train and dev: pairs of look-alike events, no dates."""
    for row in read_rows(DATA / "ecbplus" / "docs.jsonl"):
        if row["split"] in ("train", "dev"):
            lines = [TOKENISED.sub(r"\1", " ".join(words)) for words in row["sentences"]]
            lines = lines[1:] if lines and "http" in lines[0] else lines
            found = article_of(row["id"], lines[0] if lines else "", "\n".join(lines[1:]), None, None)
            yield Labelled(found, frozenset((f"ecbplus-{row['event']}",)))


def basil() -> Iterator[Labelled]:
    """300 articles: a hundred events in three outlets."""
    for row in read_rows(DATA / "basil" / "articles.jsonl"):
        found = article_of(row["id"], row["title"], "\n".join(row["sentences"]), row["date"], row["outlet"])
        yield Labelled(found, frozenset((f"basil-{row['event_id']}",)))


def allsides() -> Iterator[Labelled]:
    """Dated articles of the editors' roundups; neighbouring roundups may follow one story."""
    for row in read_rows(DATA / "allsides_stories" / "articles_labelled.jsonl.gz"):
        found = article_of(row["id"], row["title"], row["text"], row["date"], row["outlet"])
        if row["date"]:
            yield Labelled(found, frozenset(f"allsides-{story}" for story in row["story_ids"]))


def stream() -> Iterator[Labelled]:
    """The dated articles of allsides among 10,000 of its years and outlets that nobody put into stories."""
    yield from allsides()
    with lzma.open(DATA / "allsides_stories" / "articles_unlabelled.jsonl.xz", "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["date"]]
    for row in sample(rows, DISTRACTORS):
        found = article_of(row["id"], row["title"], row["text"][:LONGEST], row["date"], row["outlet"])
        yield Labelled(found, frozenset())


def semeval() -> Iterator[tuple[Article, Article, float, str]]:
    """Pairs in one language, what annotators said of them (1 the same story … 4 unrelated), and the pair's half."""
    for row in read_rows(DATA / "semeval2022_task8_text" / "pairs.jsonl"):
        one, other = (
            article_of(
                f"{row['id']}-{side}", row[f"title_{side}"] or "", row[f"text_{side}"] or "", None, None, row["lang"]
            )
            for side in "12"
        )
        yield one, other, row["overall"], half(row["id"])


SETS = {"gnews": gnews, "ecbplus": ecbplus, "basil": basil, "allsides": allsides, "stream": stream}


def annotated(name: str, articles: Iterable[Article]) -> list[Annotations]:
    """Annotations that hold vectors only, from the cache where it has them."""
    known = cached(name)
    before = len(known)
    found = []
    for article in articles:
        key = hashlib.sha256(f"{article.title}\x1f{article.text[:1000]}".encode("utf-8", "replace")).hexdigest()[:24]
        if key not in known:
            known[key] = find_vectors(article)
        found.append(bare(article, known[key]))
    if len(known) > before:
        keep(name, known)
    return found


def traits(name: str, articles: Sequence[Article]) -> list[Traits]:
    """The traits of articles, in the order given; the set's name finds their vectors in the cache."""
    notes = annotated(name, articles)
    return [one for article, note in zip(articles, notes, strict=True) for one in make_traits(article, [note])]


def bare(article: Article, vectors: Vectors) -> Annotations:
    """Annotations without findings but the vectors."""
    return Annotations(
        id=make_id("n", article.id),
        article=article.id,
        language=article.language,
        entities=(),
        dates=(),
        quotes=(),
        events=(),
        quantities=(),
        sentences=(),
        vectors=vectors,
    )


def cached(name: str) -> dict[str, Vectors]:
    """The vectors kept from earlier runs, by digest of the text."""
    path = CACHE / f"{name}.bin"
    if not path.exists():
        return {}
    found = {}
    content = path.read_bytes()
    for at in range(0, len(content), 24 + 1536):
        key, rest = content[at : at + 24].decode(), content[at + 24 : at + 24 + 1536]
        found[key] = Vectors(model="use", title=rest[:512], lede=rest[512:1024], body=rest[1024:])
    return found


def keep(name: str, vectors: dict[str, Vectors]) -> None:
    """Writes the vectors for the next run."""
    CACHE.mkdir(exist_ok=True)
    rows = (key.encode() + one.title + one.lede + one.body for key, one in sorted(vectors.items()))
    (CACHE / f"{name}.bin").write_bytes(b"".join(rows))


def digest_paths(names: Iterable[str]) -> list[Path]:
    """The files that the sets are read from."""
    return sorted({path for name in names for path in (DATA / PARTS[name]).glob("*.jsonl*")})
