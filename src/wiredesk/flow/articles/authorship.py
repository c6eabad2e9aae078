"""Who wrote a page: bylines above the body, and the lines about the author below it."""

from __future__ import annotations

import re

# Two to four capitalised words, initials and particles among them.
UPPER = r"[^\W\d_a-z]"
PARTICLE = r"(?:de|da|del|della|der|van|von|al|el|bin|ibn|la|le|di|dos|zu|ter)"
PERSON = rf"{UPPER}[\w'’.-]+(?: (?:{UPPER}\.|{PARTICLE}|{UPPER}[\w'’-]+)){{0,3}} {UPPER}[\w'’-]+"
LONE_NAME = re.compile(rf"^(?P<name>{PERSON})$")
BY = (
    r"(?i:(?:written |posted |reported |story |report )?by|von|par|por|di|door|av|af|автор(?:ы)?|текст|tekst|oleh|"
    r"autor(?:in)?|auteur|author)"
)
BY_LETTERS = "abdoprstvwатABDOPRSTVWАТ"  # with which BY begins
AND = r"(?:, | and | und | et | y | e | en |, and | & |/)"
BYLINE = re.compile(rf"^{BY}\s*[:：]?\s+(?P<names>{PERSON}(?:{AND}{PERSON}){{0,5}})(?P<rest>.{{0,80}})$")
REST_OF_BYLINE = re.compile(r"^(?:$|[,|•·–—-]|\s(?:in|on|for|und|and|[|•·–—-])\b|\s?\(|\s?@|\s\d|\s[|•·–—-])")
JOB = (
    r"(?:correspondent|reporter|editor|journalist|writer|columnist|contributor|producer|bureau chief|analyst|author|"
    r"fellow|professor|freelance|blogger|photographer|redakteur(?:in)?|korrespondent(?:in)?|"
    r"journaliste|periodista|jornalista|giornalista)"
)
BIO = re.compile(
    rf"^(?P<name>{PERSON})(?: \([^)]*\))?,? (?i:is|was|has been|covers|reports|writes|ist|est|es|é|è) "
    rf"(?i:[^.]{{0,80}}\b{JOB}s?\b|[^.]{{0,30}}\b(?:covers?|writes?|reports?)\b)|"
    rf"^(?P<lead>{PERSON}) (?i:covers|reports on|writes about|writes for) "
)
JOB_LINE = re.compile(rf"^[^.!?]{{0,60}}\b{JOB}s?(?:,.{{0,40}}|\b.{{0,30}})$", re.IGNORECASE)
BETWEEN = re.compile(r"(?i:, and | and | und | et | y | e | en |, | & |/)")
LONGEST_BYLINE = 160  # characters
NOT_NAMES = frozenset(
    "News Staff Press Desk Agency Reuters Online Editorial Team Media Times Post Service Last Updated First".split()
)


def byline_names(words: str) -> tuple[str, ...]:
    """The authors that a byline names: "By Ann Example and Bo Muster" → both; none where it is no byline."""
    if len(words) > LONGEST_BYLINE or words[:1] not in BY_LETTERS:
        return ()
    match = BYLINE.match(words)
    if not match or not REST_OF_BYLINE.match(match["rest"]):
        return ()
    names = (name.strip() for name in BETWEEN.split(match["names"]))
    return tuple(name for name in names if is_person(name))


def is_person(name: str) -> bool:
    """True for words shaped like a person's name."""
    parts = name.split()
    if not LONE_NAME.match(name) or not NOT_NAMES.isdisjoint(parts):
        return False
    return parts[0][0].isupper() and parts[-1][0].isupper() and not name.isupper()


def bio_name(words: str) -> str:
    """Whom a line introduces as one who writes: "Ann Example is a reporter for …" → Ann Example; "" when nobody."""
    match = BIO.match(words)
    name = (match["name"] or match["lead"]) if match else ""
    return name if name and is_person(name) else ""


def is_job_line(words: str) -> bool:
    """True for a short line that only names a newsroom job."""
    return len(words) < 70 and bool(JOB_LINE.match(words))
