"""Lines that say who contributed, who printed the text first, where it is from, who holds the rights."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.flow.articles.agencies import BETWEEN, known, leading, named
from wiredesk.records import Credit

LONGEST_OUTLET = 40  # characters of a name among contributors
MENTIONED = 200  # characters before or after a credit's verb in which its names stand
# A name as credits give it: capitalised words, at most five. Unknown names are found by this shape.
NAME_WORD = r"[A-Z][\w&'’-]*(?:\.[\w&'’-]+)*"
NAME = rf"(?:[Tt]he )?{NAME_WORD}(?: (?:of |de |for |and )?{NAME_WORD}){{0,4}}"
CONTRIBUTED = re.compile(
    r"\s(?:have |has )?(?:also )?contributed\b(?! \$)|\sa contribué\b|\sont contribué\b|\scontribuy(?:ó|eron)\b|"
    r"\scontribu(?:iu|íram)\b|\sha(?:nno)? (?:contribuito|collaborato)\b|\s(?:trug|trugen) zu diesem\b|\shat zu "
    r"diesem\b"
)
MATERIAL = re.compile(
    r"(?i:\b(?:with|additional|further|includes?|including|contains|uses?|using|compiled from|contributing|"
    r"mit|unter verwendung von|avec|con|com|met|z|с использованием|по) "
    r"(?:additional |further |materials? |reporting |reports |inputs? |files |informations? |informationen |"
    r"zusätzlichem |información |informações |informazioni |materiaal |medewerking |materiałów |материалов |"
    r"материалам |des éléments |contributions? )+"
    r"(?:from |by |of |von |der |des |de |du |da |do |di |dell['’]|van )*(?:the )?|\bcontributing:\s*|"
    r"\bcompiled (?:from|by|using) (?:the )?|\bsome (?:material|information) (?:from|by) (?:the "
    r")?)(?P<names>.{2,200})"
)
CONTRIBUTED_KEYS = ("ontribu", "collaborato", " zu diesem")
MATERIAL_KEYS = (
    "aterial", "eporti", "eports", "nput", " files", "nform", "ontribut", "medewerking", "атериал", "éléments",
)  # fmt: skip
FIRST_APPEARED = re.compile(
    r"(?i:\b(?:(?:first|originally) (?:appeared|published|posted|ran|reported)|appeared (?:first|originally)|"
    r"(?:re-?published|reprinted|(?P<lent>syndicated|distributed|provided))(?: with permission)?(?= from| by)|"
    r"(?:zuerst|ursprünglich) (?:erschienen|veröffentlicht)|(?:erschien|erschienen) (?:zuerst|ursprünglich)|"
    r"(?:initialement|d['’]abord) (?:publié|paru)e?|(?:publié|paru)e? (?:initialement|d['’]abord|à l['’]origine)|"
    r"(?:publicad|apareci)[oa] (?:originalmente|originariamente|por primera vez)|originalmente publicad[oa]|"
    r"pubblicat[oa] (?:originariamente|originalmente|per la prima volta)|впервые опубликован[оаы]?|"
    r"(?:oorspronkelijk|eerder) (?:verschenen|gepubliceerd)|"
    r"(?:opublikowan|ukazał)\w* się (?:pierwotnie|po raz pierwszy)|pierwotnie (?:opublikowan|ukazał)\w*))"
    r"(?: (?:in|on|by|at|from|bei|auf|von|im|dans|sur|par|en|por|em|no|na|su|da|в|на|op|door|w|przez|the|der|dem|"
    r"das|la|le|el)\b)*"
    rf" (?P<name>{NAME}|[\w-]+\.\w{{2,6}})"
)
FIRST_APPEARED_KEYS = (
    "publi", "ppear", "eprint", "yndicat", "istribut", "rovided", "roduced", "osted", "first r", "originally r",
    "paru", "parec", "erschien", "veröffentlicht", "pubblicat", "опубликован", "verschenen", "gepubliceerd",
    "opublikowan", "ukazał",
)  # fmt: skip
A_TEXT = re.compile(
    r"\b(?:article|story|report|piece|post|column|essay|interview|dispatch|op-ed|commentary|version|artikel|"
    r"beitrag|bericht|"
    r"text|artículo|nota|texto|articolo|artigo|matéria|статья|материал|stuk|artykuł|tekst)\b",
    re.IGNORECASE,
)
MONTH_OR_DAY = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*$|\w+day$"
)
SOURCE = re.compile(
    r"^\W{0,3}(?:sources?|quellen?|fuentes?|fonti?|fontes?|bron|источник[и]?|źródło|zdroj|kilde|källa|kaynak|出典|来源|"
    r"출처)\s*[:：]\s*"
    r"(?P<names>.{2,120})$",
    re.IGNORECASE,
)
VIA = re.compile(
    r"^\W{0,3}(?:via|h/t|distributed by|syndicated by|provided by|courtesy of)\s*:?\s+(?P<names>.{2,60}?)\.?$",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"(?:[Cc]opyright|COPYRIGHT|©|\(c\)|\(C\))(?:\s*(?:©|\(c\)|\(C\)|"
    r"[Cc]opyright))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+|von\s+|par\s+)?"
    rf"(?:(?P<name>{NAME})|(?P<low>[\w ./-]{{2,40}}))?"
)
NOT_HOLDERS = re.compile(r"^(?:All|Alle|Tous|Todos|Tutti|Image|Media|Notice|Rights?|Policy|Copyright|Photo)\b")


def may_thank(line: str) -> bool:
    """False for words without those by which `contributors` finds anybody."""
    return any(key in line for key in CONTRIBUTED_KEYS) or any(key in line for key in MATERIAL_KEYS)


def contributors(line: str) -> Iterator[Credit]:
    """The agencies that "contributed", or whose material a line says was used."""
    names: dict[str, None] = {}
    for match in CONTRIBUTED.finditer(line) if any(key in line for key in CONTRIBUTED_KEYS) else ():
        names |= dict.fromkeys(named_in(line[max(0, match.start() - MENTIONED) : match.start()]))
    for match in MATERIAL.finditer(line) if any(key in line for key in MATERIAL_KEYS) else ():
        names |= dict.fromkeys(named_in(match["names"]))
    for name in names:
        yield Credit(agency=name, role="contributed", words=line)


def named_in(words: str) -> Iterator[str]:
    """The agencies and outlets of a list of names, writers' names passed over."""
    for part in BETWEEN.split(words.rsplit(". ", maxsplit=1)[-1] if words.endswith(".") else words):
        bare = part.strip(" .:()[]").removeprefix("with ").removeprefix("of ")
        if found := leading(bare)[0] or known(bare):
            yield found
        elif len(bare) <= LONGEST_OUTLET and named(bare):
            yield named(bare)


def first_printed(line: str, *, is_body: bool) -> Iterator[Credit]:
    """Who had the article first."""
    match = FIRST_APPEARED.search(line) if any(key in line for key in FIRST_APPEARED_KEYS) else None
    if not match or MONTH_OR_DAY.match(match["name"].split(" ")[0]):
        return
    name = named(match["name"]) or ("" if match["lent"] else match["name"].strip())
    if name and (not is_body or A_TEXT.search(line) or "©" in line):
        yield Credit(agency=name, role="via", words=line)


def sources(line: str) -> Iterator[Credit]:
    """Whom a line names as its source: "Quelle: dpa", "via Reuters", "h/t: Askvik Times"."""
    match = SOURCE.match(line) or VIA.match(line)
    parts = re.split(r"[,/]", match["names"]) if match else ()
    names = dict.fromkeys(filter(None, map(named, parts)))
    for name in names:
        yield Credit(agency=name, role="via" if len(names) == 1 else "contributed", words=line)


def right_holders(line: str) -> Iterator[Credit]:
    """Who holds the rights."""
    for match in COPYRIGHT.finditer(line):
        words = match["name"] or match["low"] or ""
        whole = re.split(r"[.,;|]", line[match.end() - len(words) : match.end() + LONGEST_OUTLET])[0]
        by_shape = words.strip() if match["name"] and not NOT_HOLDERS.match(words) else ""
        if name := leading(whole)[0] or leading(words)[0] or by_shape:
            yield Credit(agency=name, role="copyright", words=line)
            return
