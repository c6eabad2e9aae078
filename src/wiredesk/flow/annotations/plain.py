"""Names in texts whose language has no grammar here: capitals, titles and the gazetteer.

A run of capitalised words in mid-sentence is a name; at the beginning of a sentence only if it stands elsewhere too.
In German, where every noun has a capital, only runs of two and more names' worth, titles and the gazetteer count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from wiredesk.flow.annotations.gazetteer import Known, cities, foreign_names, known
from wiredesk.flow.annotations.mention import Mention
from wiredesk.flow.annotations.parse import Parse
from wiredesk.records import EntityType
from wiredesk.text.names import PARTICLES, fold

WORD = re.compile(r"[^\W\d_][\w’'.-]*\w|[^\W\d_]")
ENDS = frozenset('.!?…:\n»”"“„«')
NOUNS_HAVE_CAPITALS = frozenset(("de", "lb"))
SPACELESS = frozenset(("zh", "ja", "th", "lo", "km", "my"))  # scripts without spaces and capitals
MIN_CITY_LETTERS = 5  # shorter city names are words of some language
MAX_RUN = 6  # words of a name
TITLES = frozenset(
    "presidente presidenta president présidente président präsident präsidentin kanzler kanzlerin bundeskanzler "
    "bundeskanzlerin ministro ministra ministre minister ministerin premier primer primeiro primeira gobernador "
    "gobernadora governador governadora gouverneur alcalde alcaldesa prefeito prefeita maire bürgermeister "
    "bürgermeisterin sindaco sindaca senador senadora sénateur senator senatrice diputado diputada député députée "
    "abgeordnete abgeordneter portavoz porta-voz portavoce sprecher sprecherin außenminister außenministerin "
    "secretario secretaria secrétaire segretario staatssekretär general général generale papa pape papst rey reina "
    "roi reine könig königin re regina rei rainha señor señora monsieur madame herr frau signor signora senhor "
    "senhora don doña dr prof canciller canciler chancelier cancelliere jefe chef capo líder leader chefin director "
    "directora directeur directrice direttore direttrice diretor diretora".split()
)
BODY_WORDS = frozenset(
    "partido parti partei partito ministerio ministère ministerium ministero ministério universidad université "
    "universität università universidade banco banque bank banca tribunal gericht tribunale unión union unione união "
    "comisión commission kommission commissione comissão consejo conseil rat consiglio conselho instituto institut "
    "istituto asociación association verband associazione associação agencia agence agentur agenzia agência".split()
)


def find_plain_mentions(parse: Parse) -> list[Mention]:
    """The names that capitals, titles and the gazetteer tell; in text order, none within another."""
    text, language = parse.article.text, parse.article.language.split("-")[0]
    if language in SPACELESS or not any(letter.isupper() for letter in text):
        return sorted(by_letters(text, language))
    runs = [(run, at_start) for run, at_start in capitalised(text)]
    inner = Counter(text[start:end] for (start, end), at_start in runs if not at_start)
    found = (mention_of(text, run, at_start, inner, language) for run, at_start in runs)
    return sorted(one for one in found if one is not None)


def capitalised(text: str) -> Iterator[tuple[tuple[int, int], bool]]:
    """The runs of capitalised words, and whether each begins a sentence."""
    start = end = count = 0
    at_start, open_run = True, False
    for match in WORD.finditer(text):
        between = text[end : match.start()]
        word = match.group()
        breaks = not between or between.strip() != "" or "\n" in between
        small = open_run and not breaks and fold(word) in PARTICLES and not word[0].isupper()
        if open_run and (breaks or not (word[0].isupper() or small) or count >= MAX_RUN):
            yield trimmed(text, start, end), at_start
            open_run = False
        if word[0].isupper() and not open_run:
            start, count, open_run = match.start(), 0, True
            at_start = end == 0 or any(letter in ENDS for letter in between)
        count += 1
        end = match.end()
    if open_run:
        yield trimmed(text, start, end), at_start


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The run without small words at its end."""
    words = text[start:end].split(" ")
    while len(words) > 1 and not words[-1][:1].isupper():
        end -= len(words[-1]) + 1
        words.pop()
    return start, end


def mention_of(text: str, run: tuple[int, int], at_start: bool, inner: Counter[str], language: str) -> Mention | None:
    """The run as a mention: listed names with their type, people behind titles, other names by their shape."""
    start, end = run
    listed = listed_name(text[start:end], language)
    if listed is not None:
        return Mention(start, end, listed.type, listed.name)
    titled = False
    words = text[start:end].split(" ")
    while len(words) > 1 and fold(words[0].strip(".")) in folded_titles():
        start += len(words[0]) + 1
        words = words[1:]
        titled = True
    titled = titled or fold(word_before(text, start)) in folded_titles()
    name = " ".join(words)
    if len(name) < 2 or fold(name) in folded_titles():
        return None
    if at_start and not titled and not inner[name] and (len(words) < 2 or language in NOUNS_HAVE_CAPITALS):
        return None
    kind = kind_of(words, titled)
    if language in NOUNS_HAVE_CAPITALS and len(words) < 2 and not titled and kind != "ORG":
        return None
    return Mention(start, end, kind, name) if titled or len(words) > 1 or inner[name] > 1 or kind == "ORG" else None


def kind_of(words: list[str], titled: bool) -> EntityType:
    """The type of an unlisted name by its shape: titled people, acronyms and words of bodies, else people."""
    if titled:
        return "PERSON"
    if any(fold(word) in folded_bodies() for word in words) or (words[0].isupper() and len(words[0]) > 1):
        return "ORG"
    return "PERSON" if len(words) > 1 else "ORG"


def listed_name(name: str, language: str) -> Known | None:
    """What the gazetteer knows of the whole run: a country in this language or in English, a large city."""
    plain = " ".join(name.split())
    entry = foreign_names(language).get(plain) or known(plain)
    if entry is not None:
        return entry
    city = cities().get(fold(plain)) if len(plain) >= MIN_CITY_LETTERS else None
    return Known(city[0], "GPE", city[1]) if city else None


def word_before(text: str, start: int) -> str:
    """The word that stands right before a character."""
    words = text[max(0, start - 30) : start].split()
    return words[-1] if words else ""


@cache
def folded_titles() -> frozenset[str]:
    """Titles, folded."""
    return frozenset(fold(word) for word in TITLES)


@cache
def folded_bodies() -> frozenset[str]:
    """Words of bodies' names, folded."""
    return frozenset(fold(word) for word in BODY_WORDS)


def by_letters(text: str, language: str) -> Iterator[Mention]:
    """Countries named in a script without capitals."""
    names = {name: entry for name, entry in foreign_names(language).items() if len(name) > 1}
    if not names:
        return
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    for match in re.finditer("|".join(map(re.escape, longest_first)), text):
        yield Mention(match.start(), match.end(), names[match.group()].type, names[match.group()].name)
