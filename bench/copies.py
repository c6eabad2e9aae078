"""Copies: which pairs of articles are one text, mostly.

The set's own line: `derived` where half of the shorter text stands in the other, in order, without the passages that
five articles print. Found pairs that the set does not list stand in its hidden part or share less than a tenth; they
are counted apart.
"""

from __future__ import annotations

import json
import lzma
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from harness import DATA, Result, Row, digest, f1, half, main, package, read_rows
from story_sets import article_of
from wiredesk.flow.copies import find_lineage, keys_of, lineage_among
from wiredesk.flow.copies.among import CROWD
from wiredesk.records import Article, Lineage

GOLD = DATA / "text_reuse_pairs" / "pairs.jsonl"
CORPORA = ("gnews", "ecbplus", "polnear", "allsides")
DERIVED = ("copy", "near_duplicate")
LINE = 0.5  # of the shorter text
SPEED = 5000  # articles on which speed is measured

Pair = tuple[str, str]
Gold = dict[Pair, dict[str, Any]]


def key_of(one: str, other: str) -> Pair:
    """A pair in the order of its ids."""
    return min(one, other), max(one, other)


def texts(corpus: str) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Id, text, date and outlet of the articles of a corpus."""
    if corpus == "gnews":
        for row in read_rows(DATA / "gnews_events_5w1h" / "articles.jsonl"):
            yield row["id"], row["text"] or "", row["date"], row["outlet"]
    elif corpus == "ecbplus":
        for row in read_rows(DATA / "ecbplus" / "docs.jsonl"):
            lines = (" ".join(words) for words in row["sentences"])
            yield row["id"], "\n".join(line for line in lines if "http" not in line), None, None
    elif corpus == "polnear":
        for part in ("dev", "train"):
            for row in read_rows(DATA / "polnear" / f"{part}.jsonl"):
                yield row["id"], row["text"], row["date"], row["outlet"]
    else:
        for row in read_rows(DATA / "allsides_stories" / "articles_labelled.jsonl.gz"):
            yield row["id"], row["text"], row["date"], row["domain"]
        yield from unlabelled()


def unlabelled() -> Iterator[tuple[str, str, str | None, str | None]]:
    """The articles of allsides that belong to no roundup."""
    with lzma.open(DATA / "allsides_stories" / "articles_unlabelled.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row["id"], row["text"], row["date"], row["domain"]


def articles_of(corpora: Iterable[str]) -> Iterator[Article]:
    """All articles of the corpora."""
    for corpus in corpora:
        for key, text, date, outlet in texts(corpus):
            yield article_of(f"{corpus}:{key}", "", text, date, outlet)


def read_gold() -> Gold:
    """The listed pairs."""
    return {key_of(f"{row['corpus']}:{row['a']}", f"{row['corpus']}:{row['b']}"): row for row in read_rows(GOLD)}


def read() -> tuple[list[Article], list[Article], Gold]:
    """The articles that the pairs speak of, those and all others of the corpora that share a key, and the pairs."""
    pairs = read_gold()
    wanted = {key for pair in pairs for key in pair}
    known = list(articles_of(CORPORA))
    listed = [article for article in known if article.id in wanted]
    keys = {key for article in listed for key in keys_of(article)}
    around = [article for article in known if not keys.isdisjoint(keys_of(article))]
    return listed, around, pairs


def in_corpora(listed: list[Article], around: list[Article]) -> Iterator[Lineage]:
    """The lineage of the listed articles on a desk that holds the corpora."""
    by_id = {article.id: article for article in around}
    holders: dict[int, list[str]] = {}
    for key in sorted(by_id):
        for code in keys_of(by_id[key]):
            holders.setdefault(code, []).append(key)
    for article in listed:
        near = {key for code in keys_of(article) for key in holders[code][:CROWD]}
        yield from find_lineage(article, [by_id[key] for key in sorted(near)])


def derived_of(lineage: Iterable[Lineage]) -> set[Pair]:
    """The pairs of copies and near-duplicates."""
    return {key_of(one.source, one.target) for one in lineage if one.kind in DERIVED}


def reprints_of(lineage: Iterable[Lineage]) -> set[Pair]:
    """The pairs that count as one origin."""
    return {key_of(one.source, one.target) for one in lineage if one.told_by and one.is_reprint}


def with_gaoya(articles: list[Article]) -> set[Pair]:
    """MinHash of words in threes at half the text, as its documentation begins."""
    index = import_module("gaoya.minhash").MinHashStringIndex(32, 0.5, 42, 3, None, "word", True, (3, 3))
    for number, article in enumerate(articles):
        index.insert_document(number, article.text)
    return {
        key_of(article.id, articles[other].id)
        for number, article in enumerate(articles)
        for other in index.query(article.text)
        if other != number
    }


def with_datasketch(articles: list[Article]) -> set[Pair]:
    """The same with datasketch."""
    sketches = import_module("datasketch")
    index = sketches.MinHashLSH(threshold=0.5, num_perm=128)
    prints = {}
    for article in articles:
        prints[article.id] = sketches.MinHash(num_perm=128)
        prints[article.id].update_batch([words.encode() for words in threes(article.text)])
        index.insert(article.id, prints[article.id])
    return {key_of(key, other) for key, one in prints.items() for other in index.query(one) if other != key}


def with_rensa(articles: list[Article]) -> set[Pair]:
    """The same with rensa."""
    rensa = import_module("rensa")
    index = rensa.RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    prints = []
    for number, article in enumerate(articles):
        prints.append(rensa.RMinHash(num_perm=128, seed=42))
        prints[-1].update(threes(article.text))
        index.insert(number, prints[-1])
    return {
        key_of(articles[number].id, articles[other].id)
        for number, one in enumerate(prints)
        for other in index.query(one)
        if other != number and one.jaccard(prints[other]) >= LINE
    }


def threes(text: str) -> list[str]:
    """A text's words in threes."""
    words = text.lower().split()
    return [" ".join(words[at : at + 3]) for at in range(len(words) - 2)]


PEERS: dict[str, Callable[[list[Article]], set[Pair]]] = {
    "gaoya": with_gaoya,
    "datasketch": with_datasketch,
    "rensa": with_rensa,
}


def figures(found: set[Pair], pairs: Gold) -> dict[str, float]:
    """Precision and recall on derived pairs; `dispatch` takes shared dispatches for copies, too."""
    listed = found & pairs.keys()
    derived = {pair for pair, row in pairs.items() if row["cls"] == "derived"}
    plain = {pair for pair, row in pairs.items() if row["frac_short"] >= LINE}
    dispatch = derived | {pair for pair in plain if is_between_outlets(pairs[pair])}
    report = {pair for pair in pairs if half(pair[0]) == "report"}
    precision, recall = shares(listed, derived)
    return {
        "P": precision,
        "R": recall,
        "F1": f1(precision, recall),
        "P report": shares(listed & report, derived & report)[0],
        "R report": shares(listed & report, derived & report)[1],
        "P dispatch": shares(listed, dispatch)[0],
        "R dispatch": shares(listed, dispatch)[1],
    }


def shares(found: set[Pair], right: set[Pair]) -> tuple[float, float]:
    """Precision and recall."""
    return len(found & right) / max(len(found), 1), len(found & right) / max(len(right), 1)


def is_between_outlets(row: dict[str, Any]) -> bool:
    """True where the pair is not one outlet's: what five papers share there is a dispatch, no boilerplate."""
    return row["outlet_a"] is None or row["outlet_a"] != row["outlet_b"]


def cause(pair: Pair, pairs: Gold) -> str:
    """Why a pair is wrong."""
    row = pairs.get(pair)
    if row is None:
        return "found, not listed (not counted): a pair of the hidden part, or less than a tenth shared"
    share = row["frac_short_nb"]
    if row["cls"] == "derived":
        return "missed, about half shared" if share < LINE + 0.1 else "missed, most shared"
    if share > LINE - 0.1:
        return "found, nearly half shared"
    if row["frac_short"] >= LINE:
        return f"found, five articles print it: {'a dispatch' if is_between_outlets(row) else 'one outlet'}"
    return "found, little shared"


def timed(function: Callable[..., Any], *given: Any) -> tuple[Any, float]:
    """What a function gives, and how many seconds of one core it took."""
    started = time.process_time()
    found = function(*given)
    return found, time.process_time() - started


def speed() -> float:
    """Articles a second on five thousand articles of allsides."""
    articles = [
        article_of(key, "", text, date, outlet)
        for (key, text, date, outlet), _ in zip(unlabelled(), range(SPEED), strict=False)
    ]
    _, seconds = timed(lambda: list(lineage_among(articles)))
    return len(articles) / seconds


def measure() -> Result:
    """Ours on a desk that holds the corpora, ours and the peers on the articles of the listed pairs alone."""
    listed, around, pairs = read()
    full = list(in_corpora(listed, around))
    alone, seconds = timed(lambda: list(lineage_among(listed)))
    rows = [
        Row("ours", figures(derived_of(full), pairs) | {"articles/s": speed()}),
        Row("ours: folded as one origin", figures(reprints_of(full), pairs)),
        Row("ours: listed articles alone", figures(derived_of(alone), pairs) | {"articles/s": len(listed) / seconds}),
    ]
    missing = []
    for name, peer in PEERS.items():
        if package(name):
            found, seconds = timed(peer, listed)
            rows.append(Row(package(name), figures(found, pairs) | {"articles/s": len(listed) / seconds}))
        else:
            missing.append(name)
    derived = {pair for pair, row in pairs.items() if row["cls"] == "derived"}
    causes = Counter(cause(pair, pairs) for pair in derived_of(full) ^ derived)
    return Result(
        name="copies",
        title="Copies and near-duplicates: pairs found",
        data=f"text_reuse_pairs, {len(pairs)} listed pairs of {len(listed)} articles (dev), {len(derived)} derived;"
        f" speed: {SPEED} articles of allsides" + (f"; not installed: {', '.join(missing)}" if missing else ""),
        rows=tuple(rows),
        digest=digest(GOLD),
        failures=tuple(causes.most_common(8)),
    )


if __name__ == "__main__":
    main(measure)
