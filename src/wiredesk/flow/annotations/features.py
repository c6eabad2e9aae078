"""What the reported-speech model sees of a cue and of the parts of the sentence around it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from wiredesk.flow.annotations.cues import lexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

MAX_CHILDREN = 40  # of one word; more are lists or noise, and would make long sentences quadratic
MAX_SPAN = 300  # tokens under a word; spaCy looks at each of them to find the word's children
MAX_LEVELS = 2  # clauses above a cue that may hold its source or content
CUE_PARTS = frozenset(("VERB", "AUX", "NOUN", "ADJ"))
CUE_WORDS = frozenset(("according", ":", "per"))


class Branch(NamedTuple):
    """A part of the sentence beside a cue: the tokens first..last under `root`, and the way to it."""

    first: int
    last: int
    root: int
    way: str  # "down ccomp", "up1 nsubj", "self1"


SMALL = ("prep", "prt", "mark", "aux", "neg")
LARGE = ("nsubj", "nsubjpass", "dobj", "poss", "ccomp")


@cache
def arrays() -> dict[str, NDArray[Any]]:
    """What quotes_en.npz holds, read once a process; no pickle."""
    file = resources.files("wiredesk.flow.annotations") / "quotes_en.npz"
    with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as held:
        return {name: held[name] for name in held.files}


@cache
def groups() -> NDArray[np.uint8]:
    """By row of the word vectors: which of 256 groups of like words it is in, from quotes_en.npz."""
    return np.asarray(arrays()["groups"], dtype=np.uint8)


def group_of(token: Token) -> int:
    """The group of like words that a word is in; -1 for words without a vector."""
    row = token.vocab.vectors.key2row.get(token.orth)
    return -1 if row is None or row >= len(groups()) else int(groups()[row])


def may_be_cue(token: Token, quoted: bytearray) -> bool:
    """True for words that may be the head of a cue."""
    return not quoted[token.i] and (token.pos_ in CUE_PARTS or token.lower_ in CUE_WORDS)


def is_known(token: Token) -> bool:
    """True for words that the model is asked about: verbs, and other words that were cues in training."""
    return token.pos_ == "VERB" or cue_key(token) in known_cues()


def cue_key(token: Token) -> str:
    """What a possible cue is known by: lemma and part of speech."""
    return f"{token.lemma_.lower()} {token.pos_}"


@cache
def known_cues() -> frozenset[str]:
    """The words other than verbs that were cues in training, from quotes_en.npz."""
    return frozenset(str(word) for word in arrays()["known"])


def near(doc: Doc, at: int) -> str:
    """The word at a place, lower case; a stroke outside the text."""
    return doc[at].lower_ if 0 <= at < len(doc) else "|"


def mark_class(doc: Doc, at: int, quoted: bytearray) -> str:
    """The tag of the token at a place, and whether it stands in marks."""
    if not 0 <= at < len(doc):
        return "|"
    return f"{doc[at].tag_}{'q' if quoted[at] else ''}"


def cue_features(token: Token, quoted: bytearray) -> list[str]:
    """What tells a cue from other words: itself, its frame, its neighbours."""
    doc, at = token.doc, token.i
    lemma, tag, head = token.lemma_.lower(), token.tag_, token.head
    part = "VERB" if token.pos_ in ("VERB", "AUX") else token.pos_
    takes = lexicon().get((lemma, part), frozenset())
    children = children_of(token)
    deps = {child.dep_ for child in children}
    group = group_of(token)
    frame = "+".join(sorted(deps & {"nsubj", "ccomp", "xcomp", "dobj", "nsubjpass", "prep", "poss", "acl", "agent"}))
    subject = next((child for child in children if child.dep_ in ("nsubj", "nsubjpass")), None)
    features = [
        f"l={lemma}",
        f"lt={lemma} {tag}",
        f"ld={lemma} {token.dep_}",
        f"lf={lemma} {frame}",
        f"tf={tag} {frame}",
        f"d={token.dep_} {tag}",
        f"hl={head.lemma_.lower()} {token.dep_}",
        f"n1={near(doc, at + 1)}",
        f"ln1={lemma} {near(doc, at + 1)}",
        f"p1={near(doc, at - 1)}",
        f"lp1={lemma} {near(doc, at - 1)}",
        f"nc={mark_class(doc, at + 1, quoted)} {mark_class(doc, at + 2, quoted)}",
        f"pc={mark_class(doc, at - 1, quoted)} {mark_class(doc, at - 2, quoted)}",
        f"takes={'+'.join(sorted(takes))} {frame}",
        f"g={group} {tag}",
        f"gf={group} {frame}",
        f"gd={group} {token.dep_}",
        f"hg={group_of(head)} {token.dep_} {tag}",
        f"hc={head.pos_} {head.dep_} {token.dep_} {tag}",
    ]
    features.extend(f"c={child.dep_} {child.tag_} {tag}" for child in children)
    features.extend(f"lc={lemma} {child.dep_}" for child in children)
    features.extend(f"k={child.dep_} {child.lemma_.lower()}" for child in children if child.dep_ in SMALL)
    features.extend(f"lk={lemma} {child.lemma_.lower()}" for child in children if child.dep_ in SMALL)
    features.extend(f"cg={child.dep_} {group_of(child)}" for child in children if child.dep_ in LARGE)
    if subject is not None:
        features.append(f"s={subject.lemma_.lower()}")
        features.append(f"se={subject.ent_type_ or subject.tag_} {'+'.join(sorted(takes))}")
    if any(quoted[child.i] for child in children):
        features.append(f"quoted {'+'.join(sorted(takes))}")
    return features


def children_of(token: Token) -> list[Token]:
    """The first children of a word; of one with a very long clause under it only those that stand near."""
    if token.right_edge.i - token.left_edge.i <= MAX_SPAN:
        return list(islice(token.children, MAX_CHILDREN))
    doc = token.doc
    near_by = doc[max(0, token.i - MAX_SPAN // 2) : token.i + MAX_SPAN // 2]
    found = (other for other in near_by if other.head.i == token.i and other.i != token.i)
    return list(islice(found, MAX_CHILDREN))


def branches_of(cue: Token) -> Iterator[Branch]:
    """The parts of the sentence around a cue: under it, and beside it under the words above."""
    for child in children_of(cue):
        if child.dep_ == "punct":
            continue
        yield Branch(child.left_edge.i, child.right_edge.i, child.i, f"down {child.dep_}")
    below, way = cue, ""
    for level in range(1, MAX_LEVELS + 1):
        above = below.head
        if above is below:
            return
        way = f"{way}{below.dep_}>"
        yield Branch(above.i, above.i, above.i, f"self{level} {way}")
        for child in children_of(above):
            if child.i != below.i and child.dep_ != "punct":
                yield Branch(child.left_edge.i, child.right_edge.i, child.i, f"up{level} {way}{child.dep_}")
        below = above


def branch_features(cue: Token, branch: Branch, siblings: frozenset[str], quoted: bytearray) -> list[str]:
    """What tells content and source from the rest: the way from the cue, the sides, the words at the edges."""
    doc = cue.doc
    root, lemma = doc[branch.root], cue.lemma_.lower()
    side = "L" if branch.root < cue.i else "R"
    part = "VERB" if cue.pos_ in ("VERB", "AUX") else cue.pos_
    takes = "+".join(sorted(lexicon().get((lemma, part), frozenset())))
    way = f"{branch.way} {side}"
    size = min(branch.last - branch.first, 12) // 3
    first = doc[branch.first]
    return [
        f"w={way}",
        f"wl={way} {lemma}",
        f"wt={way} {cue.tag_}",
        f"wk={way} {takes}",
        f"wr={way} {root.tag_}",
        f"wrl={way} {root.lemma_.lower()}",
        f"wf={way} {first.lower_}",
        f"wfl={way} {first.lower_} {lemma}",
        f"wz={way} {size} {root.tag_}",
        f"we={way} {root.ent_type_}",
        f"wq={way} {quoted[branch.root]} {quoted[branch.first]}",
        f"ws={way} {'ccomp' in siblings} {'dobj' in siblings} {'nsubj' in siblings} {'xcomp' in siblings}",
        f"wp={way} {near(doc, branch.first - 1)} {near(doc, branch.last + 1)}",
        f"wc={way} {cue.dep_}",
        f"rl={root.lemma_.lower()} {takes}",
        f"re={root.ent_type_} {root.dep_}",
        f"wg={way} {group_of(root)}",
        f"gw={group_of(cue)} {way}",
    ]


def word_features(cue: Token, at: int) -> list[str]:
    """What tells a word beside a cue's head to be a part of the cue: has said, called for."""
    doc, token = cue.doc, cue.doc[at]
    offset = max(-4, min(at - cue.i, 6))
    if token.head is cue or token.head.i == cue.i:
        tie = f"child {token.dep_}"
    elif cue.head.i == at:
        tie = f"head {cue.dep_}"
    elif token.head.head.i == cue.i:
        tie = f"grandchild {token.head.dep_} {token.dep_}"
    else:
        tie = "none"
    lemma = token.lemma_.lower()
    return [
        f"xo={offset} {token.tag_}",
        f"xl={lemma} {offset > 0}",
        f"xt={tie} {offset > 0}",
        f"xtl={tie} {lemma}",
        f"xc={cue.lemma_.lower()} {lemma}",
        f"xct={cue.lemma_.lower()} {tie}",
        f"xn={near(doc, at + 1) if offset > 0 else near(doc, at - 1)} {lemma}",
        f"xnt={mark_tag(doc, at + 1)} {token.tag_} {tie}",
        f"xg={cue.tag_} {tie} {offset}",
        f"xk={group_of(token)} {tie}",
    ]


def mark_tag(doc: Doc, at: int) -> str:
    """The tag of the token at a place."""
    return doc[at].tag_ if at < len(doc) else "|"
