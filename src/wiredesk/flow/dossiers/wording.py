"""How well a sentence stands by itself: whole, short, with names in it and nothing that points back."""

from __future__ import annotations

import re

from wiredesk.flow.dossiers.material import Passage

OPENERS_BACK = frozenset(
    # words that send the reader back to the sentence before
    "he she it they his her its their him them this that these those such both either neither but and or so yet "
    "however meanwhile moreover furthermore also then there here earlier later instead still nevertheless therefore "
    "nonetheless otherwise similarly likewise additionally afterwards besides which who i we you my our your "
    "il elle ils elles mais et il lui er sie es aber und el ella pero lo ma e он она они но и".split()
)
POINTING_BACK = re.compile(
    r"^(?:(?:during|at|in|after|before|throughout|following) )?(?:the|his|her|their|its) "
    r"(?:two|three|four|pair|duo|trio|former|latter|statement|move|comments?|remarks?|meeting|visit|trip|man|"
    r"woman|official|spokes\w+|company|group|report|announcement|decision|incident|leaders?|sides?|talks)\b",
    re.IGNORECASE,
)
PRONOUNS = frozenset("he she it they him her them his their its i we you us our my your".split())
FIRST_PERSON = frozenset("I we We our Our us my My me ours".split())  # "US" is a country, a mine is a pit
BARE_SPEAKER = re.compile(
    r"\b(?:he|she|they|it)\s+(?:said|says|added|told|wrote|noted|stated|tweeted|continued)\b", re.I
)
SPEAKER_PRONOUN = re.compile(r"\b(?:said|added|wrote|noted|stated)\s+(?:he|she|they)\b", re.IGNORECASE)
ENDINGS = ".!?…。！？।"
CLOSERS = "\"”’'»)]"
FIRST_WORD = re.compile(r"[\w'’]+")
QUOTED = re.compile(r"[“\"«„][^“”\"«»„]*[”\"»“]")
BEST_WORDS = (8, 32)  # a news sentence that can be read in one go
MAX_WORDS = 60
MIN_WORDS = 5


def clarity(passage: Passage) -> float:
    """0..1: how well the sentence can stand alone."""
    text = passage.text
    count = len(text.split())
    score = 1.0
    if is_dangling(text):
        score -= 0.5
    if not passage.names:
        score -= 0.25
    if count < BEST_WORDS[0]:
        score -= 0.2
    if count > BEST_WORDS[1]:
        score -= min(0.4, (count - BEST_WORDS[1]) / 40)
    score -= min(0.2, 0.1 * pronouns_outside_quotes(text))
    return max(score, 0.0)


def is_whole(text: str) -> bool:
    """True for a sentence that ends as one, is no question, heading or list, and closes the quotes that it opens."""
    count = len(text.split()) if " " in text else len(text) // 3
    if not MIN_WORDS <= count <= MAX_WORDS or text.rstrip("\"”’'»)").endswith(("?", "？", ":", ",", ";")):
        return False
    if not text.rstrip(CLOSERS).endswith(tuple(ENDINGS)) or "\n" in text or text.isupper():
        return False
    return has_closed_quotes(text) and not text[0].islower() and text[0] not in "-–—•*>|)]…"


def has_closed_quotes(text: str) -> bool:
    """True where every quote that is opened is closed."""
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”") and text.count("(") == text.count(")")


def is_dangling(text: str) -> bool:
    """True for a sentence that begins by pointing back, or gives its words to a bare "he said"."""
    first = FIRST_WORD.search(text)
    if first is None or first.group().casefold().split("'")[0].split("’")[0] in OPENERS_BACK:
        return True
    outside = QUOTED.sub(" ", text)
    return bool(POINTING_BACK.match(text) or BARE_SPEAKER.search(outside) or SPEAKER_PRONOUN.search(outside))


def pronouns_outside_quotes(text: str) -> int:
    """How many pronouns the sentence uses in its own voice."""
    return sum(word.casefold() in PRONOUNS for word in FIRST_WORD.findall(QUOTED.sub(" ", text)))


def is_first_person(text: str) -> bool:
    """True for a sentence in which the writer speaks of himself: a blog's "our mayor"."""
    return any(word in FIRST_PERSON for word in FIRST_WORD.findall(QUOTED.sub(" ", text)))
