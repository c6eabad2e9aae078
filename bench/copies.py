"""Copies: which pairs of articles are one text, mostly.

The set's own line: `derived` where half of the shorter text stands in the other, in order, boilerplate aside.
Pairs of articles that the set does not list share less than a tenth and count as wrong where found.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterator

from datasketch import MinHash, MinHashLSH
from gaoya.minhash import MinHashStringIndex

from harness import DATA, Result, Row, digest, f1, main, package, read_rows
from story_sets import article_of
from wiredesk.flow.copies import lineage_among
from wiredesk.records import Article

GOLD = DATA / "text_reuse_pairs" / "pairs.jsonl"
Pair = tuple[str, str]
DERIVED = ("copy", "near_duplicate")


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
            yield row["id"], "\n".join(" ".join(words) for words in row["sentences"]), None, None
    elif corpus == "polnear":
        for part in ("dev", "train"):
            for row in read_rows(DATA / "polnear" / f"{part}.jsonl"):
                yield row["id"], row["text"], row["date"], row["outlet"]
    else:
        for row in read_rows(DATA / "allsides_stories" / "articles_labelled.jsonl.gz"):
            yield row["id"], row["text"], row["date"], row["domain"]
        with lzma.open(DATA / "allsides_stories" / "articles_unlabelled.jsonl.xz", "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield row["id"], row["text"], row["date"], row["domain"]


def read() -> tuple[list[Article], dict[Pair, dict[str, object]]]:
    """The articles that the pairs speak of, and the pairs."""
    rows = list(read_rows(GOLD))
    pairs = {key_of(f"{row['corpus']}:{row['a']}", f"{row['corpus']}:{row['b']}"): row for row in rows}
    wanted = {key for pair in pairs for key in pair}
    articles = [
        article_of(f"{corpus}:{key}", "", text, date, outlet)
        for corpus in ("gnews", "ecbplus", "polnear", "allsides")
        for key, text, date, outlet in texts(corpus)
        if f"{corpus}:{key}" in wanted
    ]
    return articles, pairs


def ours(articles: list[Article]) -> set[Pair]:
    """The copies and near-duplicates that we find."""
    return {key_of(one.source, one.target) for one in lineage_among(articles) if one.kind in DERIVED}


def with_gaoya(articles: list[Article]) -> set[Pair]:
    """MinHash of words in threes at half the text, as its documentation begins."""
    index = MinHashStringIndex(32, 0.5, 42, 3, None, "word", True, (3, 3))
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
    index = MinHashLSH(threshold=0.5, num_perm=128)
    prints = {}
    for article in articles:
        words = article.text.lower().split()
        prints[article.id] = MinHash(num_perm=128)
        prints[article.id].update_batch([" ".join(words[at : at + 3]).encode() for at in range(len(words) - 2)])
        index.insert(article.id, prints[article.id])
    return {key_of(key, other) for key, one in prints.items() for other in index.query(one) if other != key}


def figures(found: set[Pair], pairs: dict[Pair, dict[str, object]]) -> dict[str, float]:
    """Precision and recall on derived pairs; `plain` takes text that five articles share for text too."""
    derived = {pair for pair, row in pairs.items() if row["cls"] == "derived"}
    plain = {pair for pair, row in pairs.items() if float(str(row["frac_short"])) >= 0.5}
    right, right_plain = len(found & derived), len(found & plain)
    precision, recall = right / len(found), right / len(derived)
    return {
        "P": precision,
        "R": recall,
        "F1": f1(precision, recall),
        "P plain": right_plain / len(found),
        "R plain": right_plain / len(plain),
    }


def cause(pair: Pair, pairs: dict[Pair, dict[str, object]]) -> str:
    """Why a pair is wrong."""
    row = pairs.get(pair)
    if row is None:
        return "found, not listed: a pair of the hidden part, or less than a tenth shared"
    share = float(str(row["frac_short_nb"]))
    if row["cls"] == "derived":
        return "missed, about half shared" if share < 0.6 else "missed, most shared"
    if float(str(row["frac_short"])) >= 0.5:
        return "found, shared text stands in five articles or more: boilerplate to the set"
    return "found, nearly half shared" if share > 0.4 else "found, little shared"


def measure() -> Result:
    """Ours, gaoya and datasketch on the articles of the listed pairs."""
    articles, pairs = read()
    found = ours(articles)
    derived = {pair for pair, row in pairs.items() if row["cls"] == "derived"}
    causes = Counter(cause(pair, pairs) for pair in found ^ derived)
    return Result(
        name="copies",
        title="Copies and near-duplicates: pairs found",
        data=f"text_reuse_pairs, {len(pairs)} listed pairs of {len(articles)} articles (dev); {len(derived)} derived",
        rows=(
            Row("ours", figures(found, pairs)),
            Row(package("gaoya"), figures(with_gaoya(articles), pairs)),
            Row(package("datasketch"), figures(with_datasketch(articles), pairs)),
        ),
        digest=digest(GOLD),
        failures=tuple(causes.most_common(5)),
    )


if __name__ == "__main__":
    main(measure)
