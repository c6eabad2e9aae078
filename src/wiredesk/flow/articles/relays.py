"""Agencies and outlets on whose word a sentence stands: "according to Reuters", "wie dpa meldet", "selon l'AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wiredesk.flow.articles.agencies import PRESS_WORDS, agencies, leading, named

BEFORE = re.compile(
    r"\b(?:[Aa]ccording to|as per|[Cc]iting|cited by|quoted by|reported by|seen by|reviewed by|obtained by|told|"
    r"tells|telling|"
    r"interview with|reported|[Ll]aut|nach Angaben (?:von|der|des)|nach Informationen (?:von|der|des)|unter "
    r"Berufung auf|"
    r"gegenüber|berichtete?n?|meldete?n?|zitiert von|[Ss]elon|[Dd]['’]après|citée?s? par|rapporte|rapportait|a "
    r"(?:déclaré|indiqué|dit|confié|affirmé|expliqué) à|-t-(?:il|elle) (?:déclaré|indiqué|dit|confié|affirmé|"
    r"expliqué) à|"
    r"[Ss]egún|de acuerdo con|citad[oa]s? por|informó|reportó|dijo a|declaró a|[Ss]econdo|riferisce|riporta|"
    r"riferito da|(?:detto|dichiarato) a|"
    r"[Ss]egundo|de acordo com|noticiou|disse à|[Vv]olgens|aldus|meldt|meldde|[Ww]edług|podaje|podała|[Ii]følge|"
    r"[Ee]nligt|"
    r"сообщает|сообщила|сообщило|передает|передаёт|пишет|по данным|со ссылкой на|"
    r"(?:Nachrichten|Presse)agentur(?:en)?|Agentur(?:en)?|[Zz]oals|[Ww]ie|[Jj]ak)\b"
    r"[\s,:]*(?:(?:the|la|le|les|l['’]|el|al|à|il|lo|dell['’]|die|der|dem|das|het|de|news|state|agency|agencies|"
    r"agencia|agence|agenzia|"
    r"agência|a|nieuws|persbureau|persagentschap|agencja|agencji|агентство|агентства|"
    r"Nachrichtenagentur(?:en)?)(?:\s+|(?<=['’]))|"
    r"(?:news agency|news agencies|newspaper|broadcaster)\s+){0,4}",
)
AFTER = re.compile(
    r"\s(?:has |had |also |earlier |first )?report(?:s|ed)\b|\szufolge\b|,? (?:has )?learned\b",
)
TOKEN = re.compile(r"\w\w+")
REACH = 60  # characters after or before such words in which the name stands
KEY_WORDS = (
    "according per citing cited quoted reported report reports seen reviewed obtained told tells telling "
    "interview learned "
    "laut Angaben Informationen Berufung gegenüber berichtet berichtete berichten berichteten meldet meldete "
    "melden meldeten "
    "zitiert zufolge selon citant cité citée cités citées rapporte rapportait à según acuerdo citado citada "
    "citados informó "
    "reportó dijo declaró secondo riferisce riporta riferito detto dichiarato segundo acordo noticiou disse "
    "volgens aldus meldt "
    "meldde według podaje podała ifølge enligt сообщает сообщила сообщило передает передаёт пишет данным ссылкой "
    "zoals wie jak "
    "According Citing Laut Selon Según Secondo Segundo Volgens Według Ifølge Enligt D'après D’après d'après d’après "
    "Wie Zoals Jak Nachrichtenagentur Nachrichtenagenturen Presseagentur Agentur Agenturen "
    "D’après".split()
)
KEYS = frozenset(word + mark for word in KEY_WORDS for mark in ("", ",", "."))  # most paragraphs hold none of them
AMBIGUOUS = frozenset("EPA AA PA CP TT CNA SPA MENA QNA WAM Petra Keystone MTI AGI SDA ATS APA RIA STT".split())
AS = ("Wie ", "wie ", "Zoals ", "zoals ", "Jak ", "jak ")
VERB = re.compile(
    r"[\w ,]{0,30}?\b(?:berichte|melde|schreib|erfuhr|meldt|schrijft|podaje|podała|informuje|pisze|donosi)"
)
NOUN_REACH = 14  # characters after a name in which "news agency" stands
SHORT = 4  # letters and a space: words that begin with PA, AA or CNA are mostly another name
WORD = r"[^\W\d_a-zß-öø-ÿ][\w&-]*(?:\.[\w&-]+)*"
NAME = re.compile(rf"(?:[Tt]he )?{WORD}(?: (?:of |de |for |and )?{WORD}){{0,4}}|dpa\b|ntv\b|epd\b|apa\b|sda\b")
NAME_BEFORE = re.compile(rf"(?:[Tt]he )?(?:{WORD} (?:of |de |for |and )?){{0,4}}(?:{WORD}|dpa)$")


def relays(paragraph: str) -> Iterator[tuple[str, str]]:
    """Each agency or outlet that a paragraph relies on, with the words that say so."""
    if KEYS.isdisjoint(paragraph.split()) or name_keys().isdisjoint(TOKEN.findall(paragraph)):
        return
    for match in BEFORE.finditer(paragraph):
        found = NAME.match(paragraph, match.end(), match.end() + REACH)
        name = named_by(found.group()) if found else ""
        if found and name and is_relay(match.group(), found.group(), paragraph[found.end() : found.end() + REACH]):
            yield name, paragraph[match.start() : found.end()]
    for match in AFTER.finditer(paragraph):
        before = paragraph[max(0, match.start() - REACH) : match.start()]
        found = NAME_BEFORE.search(before)
        if found and (name := named(found.group())):
            yield name, found.group() + match.group()


def is_relay(cue: str, name: str, after: str) -> bool:
    """False for "like AFP" without a verb, and for letters that mostly mean an authority where no "agency" is by."""
    if cue.startswith(AS) and not VERB.match(after):
        return False
    is_ambiguous = name.removeprefix("the ").removeprefix("The ") in AMBIGUOUS
    return not is_ambiguous or "agen" in (cue + after[:NOUN_REACH]).casefold()


@cache
def name_keys() -> frozenset[str]:
    """Words of which a text that names an agency or outlet holds one: each name's longest, "Times" and the like."""
    return frozenset(max(words, key=len) for name in agencies() if (words := TOKEN.findall(name))) | PRESS_WORDS


def named_by(words: str) -> str:
    """The agency or outlet of a run of capitalised words: all of them, or their start ("Reuters White House")."""
    name, rest = leading(words)
    if name and len(words) - len(rest) > SHORT:
        return name
    return named(words)
