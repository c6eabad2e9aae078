"""Names of news agencies and outlets, as texts give them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

ENDINGS = (
    "Agency|Times|Post|Herald|Tribune|Gazette|Journal|Chronicle|Telegraph|Guardian|Observer|Courier|Examiner|Inquirer|"
    "Dispatch|Star-Tribune|Daily|Weekly|News|Press|Broadcasting Corporation|Zeitung|Television|TV|Radio"
)
SHAPE = (
    r"(?:The )?(?:[A-Z][\w’'&.-]{1,24} ){1,4}(?:state |official |private )?"
    rf"(?:[Nn]ews [Aa]gency|[Nn]ews [Ss]ervice|[Bb]roadcaster|{ENDINGS})\b(?![-’'\w])"
)
MARKED = re.compile(r"[„“«\"](?P<name>[A-ZÀ-Þ][^„“”«»\"\n]{1,30}?)[“”»\"]")
NOT_MEDIA = re.compile(
    r"\b(?:Fake|Breaking|Good|Bad|Happy|Old|Hard|Modern|Ancient|Command|Trading|Border|Military|Intelligence|"
    r"Security|Protection|Space|Energy|Health|Environmental|Investigation|Drug|Development|Crime|Aviation|Food) \w+$"
)


class Named(NamedTuple):
    """Words that name an agency or outlet."""

    start: int
    end: int
    name: str  # canonical


@cache
def table() -> dict[str, str]:
    """Each name or short form of an agency or outlet → its canonical name."""
    lines = files(__package__).joinpath("media.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, str] = {}
    for line in lines:
        if line.strip() and not line.startswith("#"):
            name, _, others = line.partition("\t")
            for form in (name, *filter(None, others.strip().split("|"))):
                found[form] = name
    return found


@cache
def folded() -> dict[str, str]:
    """The table by names in lower case without "the"."""
    return {plain(form): name for form, name in table().items()}


@cache
def pattern() -> re.Pattern[str]:
    """Any name of the table, the longest first, else words that have an outlet's shape."""
    names = "|".join(re.escape(form) for form in sorted(table(), key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<![\w@/.-])(?:(?P<known>{names})(?![\w@])|(?P<shape>{SHAPE}))")


def plain(name: str) -> str:
    """A name in lower case without an article before it."""
    return re.sub(r"^(?:the|la|el|le|l['’]|die|der) ?", "", name.strip().casefold())


def canonical(name: str) -> str:
    """The name by which an agency or outlet is kept; the given one where the table has none."""
    return folded().get(plain(name), name.strip())


def named_media(text: str) -> list[Named]:
    """The agencies and outlets that a text names, in text order."""
    found = [one for match in pattern().finditer(text) if (one := read(match))]
    marked = [
        one
        for match in MARKED.finditer(text)
        if (one := in_marks(match)) and not any(one.start < other.end and other.start < one.end for other in found)
    ]
    return sorted([*found, *marked]) if marked else found


def in_marks(match: re.Match[str]) -> Named | None:
    """A name in marks that is known without them only with its article: the „Zeit“."""
    name = folded().get(plain(match["name"]))
    return Named(*match.span("name"), name) if name else None


def read(match: re.Match[str]) -> Named | None:
    """The name that the pattern found; None for words that only look like an outlet."""
    if match["known"]:
        return Named(match.start(), match.end(), table()[match["known"]])
    words = match["shape"]
    if NOT_MEDIA.search(words):
        return None
    name = re.sub(r"^(?:The|Photo|Image|In|On|At|But|And|As|While|When|According|To|For|From) ", "", words)
    return Named(match.end() - len(name), match.end(), canonical(name)) if " " in name else None
