"""Places that stand for their teams: "Ruritania beat Freedonia 2-1" is about two bodies, not two places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.mention import Mention
from wiredesk.flow.annotations.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Span

SPORT = re.compile(
    r"\b(?:match(?:es)?|coach|cup|league|season|goals?|innings|wickets?|touchdowns?|quarterback|striker|goalkeeper|"
    r"midfielder|playoffs?|tournament|championships?|semi-?finals?|quarter-?finals?|stadium|football|rugby|cricket|"
    r"soccer|hockey|basketball|baseball|kick-?off|half-?time|referee|scored|teammates?|squad|tries|bowler|batsman|"
    r"NFL|NBA|NHL|MLB|FIFA|UEFA|inning|rebounds|homered|pitcher|defender|winger|fullback)\b"
)
MIN_SPORT = 4  # different words of sport from which an article is one of sport
WORDS_A_CUE = 60  # a text shorter than MIN_SPORT of these needs fewer
BEAT = frozenset("beat defeat thrash trounce rout outscore edge overcome hammer thump".split())
PLAYED = frozenset(
    "win lose draw play lead trail score face qualify concede finish open start host advance earn take need have get "
    "go come miss kick tackle attack defend level equalise equalize reach progress march reply respond "
    "hit show meet ease dominate struggle sit stand top clinch claim reclaim secure chase bat bowl".split()
)
PARTS = frozenset(
    "coach captain striker defender goalkeeper player team squad side fan fans quarterback manager defence defense "
    "win victory defeat loss lead try goal batsman bowler prop fly-half winger centre center scrum-half lock flanker "
    "hooker international midfielder forward bench line-up lineup great legend supporters skipper "
    "backs pack offense offence".split()
)
AGAINST = frozenset("against over versus vs vs. v".split())


def name_teams(words: Words, mentions: list[Mention]) -> list[Mention]:
    """The mentions, with places typed as bodies where an article of sport plays with them."""
    if len(set(SPORT.findall(words.text))) < min(MIN_SPORT, 1 + len(words.tokens) // WORDS_A_CUE):
        return mentions
    return [one._replace(type="ORG") if one.type == "GPE" and plays(words.span(one)) else one for one in mentions]


def plays(span: Span | None) -> bool:
    """True for a name that beats, is beaten, plays, or has players, by the grammar around it."""
    if span is None:
        return False
    root = span.root
    while root.dep_ == "conj" and root.head.i < root.i:
        root = root.head
    if root.dep_ in ("nsubj", "nsubjpass"):
        return root.head.lemma_ in BEAT or root.head.lemma_ in PLAYED
    if root.dep_ == "dobj":
        return root.head.lemma_ in BEAT or root.head.lemma_ in ("face", "play", "host", "lead")
    if root.dep_ in ("compound", "poss", "nmod"):
        return root.head.lower_ in PARTS
    behind = span.doc[span.end].lower_ if span.end < len(span.doc) else ""
    return behind in PARTS or root.head.lower_ in AGAINST or stands_beside_score(span)


def stands_beside_score(span: Span) -> bool:
    """True for "Ruritania 21" and "Ruritania v Freedonia"."""
    doc = span.doc
    before = doc[span.start - 1].lower_ if span.start else ""
    behind = doc[span.end].lower_ if span.end < len(doc) else ""
    return before in AGAINST - {"over"} or behind in AGAINST - {"over"} or (behind.isdigit() and len(behind) < 3)
