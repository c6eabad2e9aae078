"""Who passes on whose word in one sentence: links between sources, read off the parse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from wiredesk.flow.annotations.choice import RELAYS
from wiredesk.flow.annotations.cues import Cue, lexicon
from wiredesk.flow.annotations.relays import HEARERS
from wiredesk.flow.annotations.sources import OBJECTS, agent_of, object_of, source_of
from wiredesk.flow.annotations.sourcing.nodes import GENERIC, HOLDS, Node, Stage, extent

if TYPE_CHECKING:
    from spacy.tokens import Token

CITES = frozenset("cite quote".split())
SHOWS = frozenset("show suggest indicate find reveal read detail list report say state note describe warn".split())
PRINTS = RELAYS | frozenset("carry reveal break air print run".split())
TALKS = frozenset("speak talk comment".split())
TELLS = frozenset(
    "say tell add claim confirm warn allege describe explain acknowledge insist note argue deny stress reveal estimate "
    "fear predict recall caution report state announce complain maintain assert contend testify suggest believe blame "
    "speculate assess concede stress estimate write disclose emphasize emphasise object".split()
)
ASIDES = frozenset("interview statement email e-mail remark comment message call briefing text conversation".split())
MONEY = frozenset(
    "loss profit revenue earning income sale growth decline result decrease increase rise fall drop crime theft".split()
)
PICTURES = ("Photo", "Pool", "Image", "Images", "Getty", "Screenshot", "photo", "image")
LINE = 120  # characters before "via" in which a bracket opens
OWN = frozenset("it its they their we our".split())
WORKS = frozenset("report story article investigation scoop account".split())
CHECKS = frozenset("see review obtain verify contact confirm learn view speak ask reach understand hear".split())
SUBJECTS = ("nsubj", "nsubjpass")


class Said(NamedTuple):
    """A source that a sentence leans on, the one whose word it passes on (None: it ends there), and the cue's words."""

    source: Node
    beyond: Node | None
    start: int
    end: int


def said_in(stage: Stage, tokens: list[Token]) -> Iterator[Said]:
    """All links of one sentence, outside marks, in text order."""
    for token in tokens:
        if stage.quoted[token.i]:
            continue
        lemma = token.lemma_.lower()
        if token.lower_ == "according":
            yield from according(stage, token)
        elif token.lower_ in ("per", "via") and token.dep_ in ("prep", "mark"):
            yield from by_way_of(stage, token)
        elif token.lower_ in ("citing", "quoting"):
            yield from citing(stage, token)
        elif token.pos_ in ("VERB", "AUX"):
            yield from verb_links(stage, token, lemma)
        elif lemma in WORKS and token.pos_ == "NOUN":
            yield from said(work_of(stage, token), None, token)


def said(source: Node | None, beyond: Node | None, *cue: Token) -> Iterator[Said]:
    """A link, where it names a source."""
    if source is not None:
        yield Said(source, beyond, min(one.idx for one in cue), max(one.idx + len(one.text) for one in cue))


def according(stage: Stage, token: Token) -> Iterator[Said]:
    """According to the Post; of "she is ill, he said, according to the Post" the Post passes on his word."""
    to = next((child for child in token.rights if child.lower_ == "to"), None) or (
        token.nbor() if token.i + 1 < len(stage.doc) and token.nbor().lower_ == "to" else None
    )
    noun = object_of(to) if to is not None else None
    source = stage.node(noun)
    if source is None or to is None or noun is None:
        return
    beyond = speaker_near(stage, token) if source.kind == "outlet" else None
    yield from said(source, beyond if beyond != source else None, token, to)
    yield from conjuncts(stage, noun, token)


def conjuncts(stage: Stage, noun: Token, cue: Token) -> Iterator[Said]:
    """The others of "the Post and the Herald": each stands for itself."""
    for other in noun.conjuncts:
        node = stage.node(other)
        if other.i > noun.i and node is not None and node.kind == "outlet":
            yield from said(node, None, cue)


def speaker_near(stage: Stage, token: Token) -> Node | None:
    """Whose word the clause around "according to" tells, where somebody speaks in it."""
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX") or stage.quoted[verb.i] or not is_saying(verb):
        return None
    return subject(stage, verb)


def by_way_of(stage: Stage, token: Token) -> Iterator[Said]:
    """Per Reuters, via AFP: only media so."""
    source = stage.node(object_of(token))
    line = stage.doc.text[max(0, token.idx - LINE) : token.idx]
    is_picture = line.rfind("(") > line.rfind(")") and not line.endswith("(")  # "(Ada Berg via AP)"
    is_picture = is_picture or line.rstrip().endswith(PICTURES)
    if source is not None and source.kind == "outlet" and not is_picture:
        yield from said(source, None, token)


def citing(stage: Stage, token: Token) -> Iterator[Said]:
    """Citing two officials: whose word the nearest medium of the sentence passes on, else the article itself."""
    cited = [child for child in token.children if child.dep_ in OBJECTS]
    if not cited and token.i + 1 < len(stage.doc):
        following = token.nbor()
        while (
            following.head.i > following.i and following.head.left_edge.i > token.i and following.i != following.head.i
        ):
            following = following.head
        cited = [following]
    node = stage.node(cited[0]) if cited else None
    if node is None or is_reason(cited[0]):
        return
    teller = teller_of(stage, token, node)
    if teller is not None and teller.kind in ("outlet", "document"):
        yield from said(teller, node, token)
    elif teller is None and node.kind in ("outlet", "anonymous", "document", "collective"):
        yield from said(node, None, token)


def is_reason(noun: Token) -> bool:
    """True for "citing security concerns": grounds, not a source."""
    return noun.lemma_.lower() in (
        "concern",
        "reason",
        "fear",
        "lack",
        "need",
        "health",
        "cost",
        "family",
        "plan",
        "evidence",
    )


def teller_of(stage: Stage, token: Token, cited: Node) -> Node | None:
    """Who cites: the subject that the participle shares, else the last medium before it, else the first one after."""
    cue = Cue(token.i, token.i, token.i, frozenset())
    found = source_of(stage.doc, cue, stage.quoted)
    around = token.sent
    media = [one for one in stage.media if around.start_char <= one.start < around.end_char and one.name != cited.name]
    before = [one for one in media if one.end <= token.idx]
    own = None
    if found is not None:
        span = stage.doc.char_span(found.head_start, found.head_end)
        own = stage.node(span.root) if span is not None else None
        if own is not None and own.kind == "outlet" and own.name != cited.name:
            return own
    telling = [one for one in sorted_nodes(stage, around.start, token.i) if one.name != cited.name]
    if telling:
        return telling[-1]
    if before and own is None:
        return Node(before[-1].name, "outlet", before[-1].start, before[-1].end)
    if token.i == around.start or token.nbor(-1).is_space:
        verb = token.head
        return stage.node(next((child for child in verb.children if child.dep_ in SUBJECTS), None))
    return own


def sorted_nodes(stage: Stage, first: int, last: int) -> list[Node]:
    """The media that verbs of saying and "according to" in these tokens name as their source, in text order."""
    found = []
    for token in stage.doc[first:last]:
        node = None
        if token.lower_ == "according":
            to = token.nbor() if token.i + 1 < last else None
            node = stage.node(object_of(to)) if to is not None else None
        elif token.pos_ in ("VERB", "AUX") and (is_saying(token) or token.lemma_.lower() in PRINTS):
            node = stage.node(agent_of(token)) if is_passive(token) else subject(stage, token)
        if node is not None and node.kind == "outlet":
            found.append(node)
    return found


def verb_links(stage: Stage, verb: Token, lemma: str) -> Iterator[Said]:
    """The links of one verb: told the Post, quoted by AFP, seen by Reuters, the Post cited two officials."""
    if is_passive(verb):
        yield from passive(stage, verb, lemma)
        return
    if lemma in CITES:
        yield from cited_by_medium(stage, verb)
        return
    if is_unable(verb, lemma):
        return
    if lemma in HOLDS or lemma == "learn":
        yield from held_by_medium(stage, verb, lemma)
        return
    if not (is_saying(verb) or lemma in SHOWS or lemma in TALKS or is_put(verb, lemma)):
        return
    speaker = subject(stage, verb)
    hearer = heard_by(stage, verb, lemma)
    if hearer is not None and speaker != hearer:
        yield from said(hearer, speaker or somebody(stage, verb), verb)
        return
    if speaker is None or lemma in TALKS:
        return
    if speaker.kind == "outlet":
        is_negated = any(child.dep_ == "neg" for child in verb.children)
        is_cue = lemma in TELLS or lemma in SHOWS or lemma == "call" or is_put(verb, lemma)
        if is_cue and not is_negated and not is_about_itself(verb, lemma):
            yield from said(speaker, nested(stage, verb, speaker), verb)
    elif speaker.kind in ("anonymous", "collective", "document"):
        is_cue = lemma in TELLS or (lemma in SHOWS and speaker.kind == "document")
        if is_cue and is_told(stage, verb, speaker):
            yield from said(speaker, None, verb)


def is_told(stage: Stage, verb: Token, speaker: Node) -> bool:
    """True for a main verb that tells something; "women who claimed affairs" are told of, "no official said" is not."""
    is_finite = verb.tag_ in ("VBD", "VBZ", "VBP") or any(child.lemma_ in ("have", "will") for child in verb.lefts)
    if not is_finite:
        return False
    if verb.dep_ == "relcl" and not any(
        child.dep_ == "nsubj" and child.idx >= speaker.start and child.idx < speaker.end for child in verb.lefts
    ):
        return False
    first = stage.doc.text[speaker.start : speaker.end].split()[0].lower()
    return first not in ("no", "any", "few", "every", "both", "neither") and not any(
        child.dep_ == "aux" and child.lower_ in ("would", "could", "should", "might", "can", "may")
        for child in verb.lefts
    )


def is_put(verb: Token, lemma: str) -> bool:
    """True for "as the Post put it"."""
    return lemma == "put" and any(child.lower_ == "it" for child in verb.rights)


def is_unable(verb: Token, lemma: str) -> bool:
    """True for "could not verify"."""
    return lemma in CHECKS and any(child.dep_ == "neg" for child in verb.children)


def is_saying(verb: Token) -> bool:
    """True for verbs that put words in somebody's mouth: said, told, claimed."""
    takes = lexicon().get((verb.lemma_.lower(), "VERB"), frozenset())
    return bool(takes & {"say", "tell", "call"}) and "weak" not in takes


def is_passive(verb: Token) -> bool:
    """True for "was quoted", and for the bare "quoted" of "documents seen by the Post"."""
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.lefts):
        return any(child.dep_ == "auxpass" for child in verb.lefts)
    return True


def subject(stage: Stage, verb: Token) -> Node | None:
    """Who speaks, as quotes find it."""
    found = source_of(stage.doc, Cue(verb.i, verb.i, verb.i, frozenset()), stage.quoted)
    if found is None:
        return None
    span = stage.doc.char_span(found.head_start, found.head_end)
    return stage.node(span.root) if span is not None else None


def somebody(stage: Stage, verb: Token) -> Node | None:
    """Whoever talks to a medium, by a noun that no table holds: the clerk told Reuters."""
    token = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if token is None or token.pos_ != "NOUN" or stage.quoted[token.i]:
        return None
    start, end = extent(stage, token)
    return Node(stage.doc.text[start:end], "anonymous", start, end)


def heard_by(stage: Stage, verb: Token, lemma: str) -> Node | None:
    """The medium that somebody spoke to: told the Post, said in an interview with the Post, in remarks to it."""
    for child in verb.children:
        found = None
        if child.dep_ in OBJECTS and lemma in HEARERS:
            found = stage.node(child)
        elif child.dep_ in ("prep", "dative") and child.lower_ in ("to", "with"):
            found = stage.node(object_of(child))
        elif child.dep_ == "prep" and child.lower_ in ("in", "during", "by", "on"):
            noun = object_of(child)
            found = stage.node(noun) if lemma == "write" else aside(stage, noun)
        elif child.dep_ in ("advcl", "xcomp") and child.lemma_ in TALKS:
            found = heard_by(stage, child, child.lemma_)
        if found is not None and found.kind == "outlet" and not is_everybody(stage, found):
            return found
    return None


def is_everybody(stage: Stage, node: Node) -> bool:
    """True for "spoke to the media": to nobody's outlet."""
    return node.name == GENERIC and stage.doc.text[node.start : node.end].lower() in ("the media", "the press", "media")


def aside(stage: Stage, noun: Token | None) -> Node | None:
    """The medium of "an interview with the Post", "an email to Reuters", "a Reuters interview"."""
    if noun is None or noun.lemma_.lower() not in ASIDES:
        return None
    for child in noun.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in ("with", "to", "by", "for", "on", "in"):
            node = stage.node(object_of(child))
        else:
            node = stage.node(child) if child.dep_ in ("compound", "poss") else None
        if node is not None and node.kind == "outlet":
            return node
    return None


def passive(stage: Stage, verb: Token, lemma: str) -> Iterator[Said]:
    """Reported by the Post, quoted by AFP as saying, documents seen by Reuters, a plan quoted in the Herald."""
    agent = agent_of(verb)
    if agent is not None and stage.node(agent) is None and lemma in HOLDS:  # "seen by the Post show": all one noun
        one = stage.medium_at(verb.idx + len(verb.text), agent.idx)
        source = Node(one.name, "outlet", one.start, one.end) if one is not None else None
        yield from said(source, document_of(stage, verb), verb)
        return
    if agent is None:
        agent = next(
            (object_of(child) for child in verb.rights if child.lower_ in ("by", "in") and lemma in PRINTS), None
        )
    source = stage.node(agent)
    if source is None or source.kind != "outlet":
        return
    if lemma in HOLDS:
        if (held := document_of(stage, verb)) is not None:
            yield from said(source, held, verb)
        return
    thing = verb.head if verb.dep_ in ("acl", "relcl") else None
    if thing is None:
        thing = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    node = stage.node(thing) if thing is not None and thing.pos_ != "PRON" else None
    if lemma in CITES:
        node = stage.node(thing)
        yield from said(source, node if node and node.kind != "outlet" else None, verb)
    elif lemma in PRINTS or is_saying(verb):
        yield from said(source, None, verb)


def document_of(stage: Stage, verb: Token) -> Node | None:
    """The papers of "papers seen by the Post", of "the letter was seen by the Post"."""
    thing = verb.head if verb.dep_ in ("acl", "relcl") else None
    if thing is None:
        thing = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    node = stage.node(thing) if thing is not None and thing.pos_ != "PRON" else None
    return node if node is not None and node.kind == "document" else None


def work_of(stage: Stage, noun: Token) -> Node | None:
    """The medium of "a report in the Post", of "a Post report"; its own words are not enough."""
    node = stage.node(noun)
    return node if node is not None and node.kind == "outlet" and node.name != GENERIC else None


def cited_by_medium(stage: Stage, verb: Token) -> Iterator[Said]:
    """Reuters quoted two officials as saying; the Post, which cited court papers."""
    source = subject(stage, verb)
    cited = next((child for child in verb.rights if child.dep_ in (*OBJECTS, "nsubj")), None)
    if cited is None:
        clause = next((child for child in verb.rights if child.dep_ in ("ccomp", "xcomp")), None)
        cited = next((child for child in clause.lefts if child.dep_ in SUBJECTS), None) if clause is not None else None
    node = stage.node(cited)
    if source is not None and source.kind == "outlet":
        yield from said(source, node, verb)


def held_by_medium(stage: Stage, verb: Token, lemma: str) -> Iterator[Said]:
    """The Post has learned that …; Reuters has seen the letter."""
    source = subject(stage, verb)
    if source is None or source.kind != "outlet":
        return
    held = next((stage.node(child) for child in verb.rights if child.dep_ in OBJECTS), None)
    if lemma == "learn":
        yield from said(source, None, verb)
    elif held is not None and held.kind == "document" and lemma != "publish":
        yield from said(source, held, verb)


def nested(stage: Stage, verb: Token, speaker: Node) -> Node | None:
    """Whose word the medium's sentence tells: the Post reported that the minister told aides …"""
    if any(token.lower_ in ("citing", "quoting") for token in verb.sent):
        return None
    for clause in verb.children:
        if clause.dep_ != "ccomp" or clause.pos_ not in ("VERB", "AUX") or stage.quoted[clause.i]:
            continue
        if is_saying(clause) and clause.lemma_.lower() in TELLS:
            hearer = heard_by(stage, clause, clause.lemma_.lower())
            if hearer is not None and hearer != speaker:
                return hearer
            own = next((child for child in clause.lefts if child.dep_ in SUBJECTS), None)
            found = stage.node(own)
            if found is not None and found != speaker and (own is None or own.lower_ not in OWN):
                return found
    return None


def is_about_itself(verb: Token, lemma: str) -> bool:
    """True where a medium speaks as a firm: reported a loss of nine million, said it would cut jobs."""
    objects = [child for child in verb.children if child.dep_ in OBJECTS]
    if lemma == "report" and any(child.lemma_.lower() in MONEY for child in objects):
        return True
    for clause in verb.children:
        if clause.dep_ not in ("ccomp", "xcomp"):
            continue
        if lemma not in ("report", "write") and any(
            (child.dep_ in SUBJECTS and child.lower_ in OWN) or (child.dep_ in SUBJECTS and is_owned(child))
            for child in clause.lefts
        ):
            return clause.lemma_.lower() not in CHECKS
    return False


def is_owned(noun: Token) -> bool:
    """True for "its editor"."""
    return any(child.dep_ == "poss" and child.lower_ in OWN for child in noun.lefts)
