"""The people who wrote an article: names only, no agencies, roles or outlets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from wiredesk.flow.articles.agencies import agencies, known
from wiredesk.flow.articles.outlets import domain_of, key_of, table
from wiredesk.text.decoding import clean

BY: Final = re.compile(
    r"^(?:(?:(?:written|reported|posted|text|words|story|reporting|opinion|analysis|report|review|interview|column|"
    r"kommentar|analyse|gastbeitrag|gastkommentar|glosse|kolumne|reportage|essay|porträt|eine?\s\w+|chronique|tribune|"
    r"propos recueillis|entrevista|análisis|texto)\s+)?"
    r"(?:by|von|par|por|door|av|af|от|oleh|bởi|מאת|بقلم))(?:\s*[:：]\s*|\s+)|"
    r"^di\s+(?=\S+\s+\S)|"
    r"^(?:text|texte|texto|tekst|testo|words|autor(?:in|a|es|as)?|auteurs?|autore|authors?|автор(?:ы)?|текст|penulis|"
    r"reporters?|contributors?|yazan|kirjoittaja|teksti|作者|记者|記者|责编|文|撰文|取材|기자|reportage|interview)\s*[:：/]\s*",
    re.IGNORECASE,
)
BETWEEN: Final = re.compile(
    r"\s*[;|/•\n、，]\s*|\s+[·–—-]\s+|\s*,\s*(?:(?:and|und|et|y|e|och|og|en|и|&)\s+)?|"
    r"\s+(?:and|And|AND|und|UND|et|ET|y|Y|e|och|og|en|with|avec|con|med|mit|i|и|і|та|ja|és|ve|și|dan|ir|un|và|و|与|和|&)\s+"
)
MARKS: Final = re.compile(r"[@:/_<>=]|\d|\.\w{3,}$|\.\w{3,}\s")  # of addresses, accounts and numbers
NO_NAME: Final = re.compile(  # a degree, an account's name, what a button does
    r"^(?:[A-Z]|(?:Ph\.?D|M\.?D|M\.?Sc|B\.?Sc|Jr|Sr|Dr|Esq)\.?|[a-z]*(?!Ma?c|De|La|Le|Di|Van|Von|Fitz|O)[A-Z][a-z]+[A-Z]\w*)$|"
    r"^(?i:about|email|e-mail|follow|contact|more from|more by|view|see|read|show|all|join|sign|log|click|subscribe|"
    r"share|updated|posted|last|first|recently|developed|powered|by the|the|this|your|our)\b",
)
DEGREE: Final = re.compile(r"^[A-Z]{2,4}$")  # after a name; alone it may be how someone signs
ADDRESS: Final = re.compile(r"https?://\S+|\S+@\S+|www\.\S+|(?<!\S)@\w+")  # handles too
PICTURE: Final = re.compile(
    r"^\W*(?:images?|photos?|pictures?|photographs?|fotos?|fotografie|bild(?:er)?|grafik|illustrations?|getty|video|cover)\b",
    re.IGNORECASE,
)
OTHERS: Final = re.compile(
    r"\W*\b(?:edited|editing|additional reporting|translated|translation|compiled|reviewed|medically reviewed|"
    r"fact[- ]checked|photos?|photographs?|video|illustrations?) by\b.*$",
    re.IGNORECASE,
)
ASIDE: Final = re.compile(r"\s*[(（\[][^)）\]]*[)）\]]")
WHERE: Final = re.compile(r"\s+[Ff]or\s.*$|\s+(?:in|aus|from|à)\s+[^\W\d_a-z][\w-]+(?:\s[^\W\d_a-z][\w-]+)?$")
TAIL: Final = re.compile(
    r"\s*(?:기자|특파원|논설위원|앵커|記者|记者|特派員|編集委員|論説委員)$|\s+(?:Twitter|Facebook|LinkedIn|Instagram|X)$"
)
TWICE: Final = re.compile(r"^(.{5,}) \1$")  # a link over the picture and one over the name
WORD: Final = r"[^\W\d_a-z][\w'’.-]*"
NAME: Final = re.compile(  # two to five words that begin with capitals, particles between them
    rf"^(?!(?:Do|Da|Dal|Dalla|Der|Die|Das|Les|The)\s){WORD}"
    rf"(?:\s(?:{WORD}|d[aeiou]s?|del|della|van|von|der|den|al|el|bin|ibn|bint|la|le|zu|ter|ten|y|e|of)){{0,4}}\s{WORD}$"
)
CJK_NAME: Final = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff\u3040-\u30ff]{2,5}\s?[\u4e00-\u9fff\u3040-\u30ff]{0,4}|[\uac00-\ud7a3]{2,4})$"
)
MAX_WORDS: Final = 6
LONGEST_NAME: Final = 60  # characters
LONGEST_WIDE: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{17}")  # in a row: words, no name
MAX_AUTHORS: Final = 20
TELLING: Final = 7  # letters of an outlet's name that stand in no person's name by chance


def people(found: Iterable[str], others: Iterable[str] = (), *, strict: bool = False) -> tuple[str, ...]:
    """The people among author fields, each once, in order ("By Ada Lind and Bo Karr" → both).

    Takes    fields as a page gives them; the names of what is no person on this page: outlet, section, domain.
    Gives    names without roles; with `strict` only what has the form of a full name, for words of the page's text.
    """
    keys = {key_of(name) for name in others if name}
    names: dict[str, str] = {}
    for field in found:
        for name in names_of(field):
            if is_person(name, keys) and (not strict or is_full_name(name)):
                names.setdefault(key_of(name), name)
    return tuple(names.values())[:MAX_AUTHORS]


def no_people(sites: Iterable[str], urls: Iterable[str], sections: Iterable[str]) -> tuple[str, ...]:
    """The names on a page that are no person's: what the site is called, its domains and their names, its sections."""
    domains = [domain for url in urls if (domain := domain_of(url))]
    return (*sites, *domains, *(name.split(".")[0] for name in (*sites, *domains)), *sections)


def names_of(field: str) -> Iterator[str]:
    """The names in one field."""
    if PICTURE.match(field):
        return
    for line in field[:500].splitlines():
        words = " ".join(ADDRESS.sub(" ", ASIDE.sub("", clean(line))).split())
        yield from names_in_line(OTHERS.sub("", words))


def names_in_line(words: str) -> Iterator[str]:
    """The names in words without addresses and parentheses; "Lind, Ada" is one name turned round."""
    parts = [BY.sub("", BY.sub("", part)).strip(" .,-–—:()") for part in BETWEEN.split(BY.sub("", words))]
    if len(parts) == 2 and "," in words and all(len(part.split()) == 1 and part.istitle() for part in parts):
        parts = [f"{parts[1]} {parts[0]}"]
    for at, part in enumerate(parts):
        if not PICTURE.match(part) and not (at and DEGREE.match(part)):
            yield TWICE.sub(r"\1", TAIL.sub("", WHERE.sub("", part)))


def is_person(name: str, keys: set[str]) -> bool:
    """True for what looks like a person's name."""
    if not name or len(name.split()) > MAX_WORDS or len(name) > LONGEST_NAME:
        return False
    if LONGEST_WIDE.search(name) or MARKS.search(name) or NO_NAME.search(name) or newsroom_words().search(name):
        return False
    if name == name.lower() and name != name.upper():
        return False  # cased, and all lower case: an account or an abbreviation
    key = key_of(name)
    if key in keys or initials(name) in keys or key in names_of_outlets():
        return False
    if any(len(other) >= TELLING and other in key for other in keys):
        return False  # "Velm Post Business": a desk of the outlet
    return not is_agency(name)


@cache
def names_of_outlets() -> frozenset[str]:
    """The names of known outlets of two words and more: shorter ones are names of people too."""
    return frozenset(key_of(known.name) for known in table() if len(known.name.split()) > 1)


@cache
def newsroom_words() -> re.Pattern[str]:
    """The words that no person's name holds, as words of their own; those of scripts without such anywhere."""
    rows = files(__package__).joinpath("newsroom_words.tsv").read_text("utf-8").splitlines()
    kinds = dict(row.split("\t") for row in rows if row and not row.startswith("#"))
    parts = kinds.pop("part").split()
    words = (word for row in kinds.values() for word in row.split())
    return re.compile(rf"\b(?:{'|'.join(words)})\b|{'|'.join(parts)}", re.IGNORECASE)


def initials(name: str) -> str:
    """The first letters of several words: an outlet's domain may be its own ("Velm Post" → "vp")."""
    words = name.split()
    return "".join(word[0] for word in words).casefold() if len(words) > 1 else key_of(name)


def is_full_name(name: str) -> bool:
    """True for two to five capitalised words, or a name in a script of its own."""
    if CJK_NAME.match(name):
        return True
    if name.lower() == name.upper():
        return 2 <= len(name.split()) <= 4
    return bool(NAME.match(name))


def is_agency(name: str) -> bool:
    """True for a news agency's name."""
    return bool(known(name)) or name.casefold() in folded_agencies()


@cache
def folded_agencies() -> frozenset[str]:
    """The names of agencies in lower case."""
    return frozenset(name.casefold() for name in agencies())
