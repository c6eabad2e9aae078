# ruff: noqa: E501
"""Whom an article leans on: agencies and outlets that it cites, agencies that it credits.

"according to the Kremlin" is someone's word; "according to Reuters" is a relay. Only media count here: names of
the table, names of an outlet's shape, and "media reports".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.flow.copies.media import Named, canonical, named_media
from wiredesk.records import Article, Lineage, Span, make_id

REACH = 60  # characters around a name in which the words that make it a relay stand

# fmt: off
BEFORE = re.compile(
    r"(?:\b(?:according to|as per|per|citing|cited by|quoting|quoted by|quoted in|reported (?:first )?(?:by|in)|first reported by|"
    r"reported|told|telling|tells|(?:an )?interview (?:with|by|in|to|on)|spoke (?:to|with)|speaking (?:to|with)|"
    r"statement to|reports? (?:by|in|from|on)|(?:article|story|report|column|op-ed|piece|investigation) (?:by|in|from|for)|published (?:by|in)|"
    r"obtained by|seen by|reviewed by|wrote in|writing in|announced by|carried by|confirmed to|"
    r"según|de acuerdo con|citado por|citada por|citando a|informó|informaron|reportó|reporta|declaró a|dijo a|dijeron a|"
    r"explicó a|señaló a|entrevista (?:con|a|de)|publicado (?:por|en)|publica|recoge|recogido por|"
    r"selon|d['’]après|cité par|citée par|cités par|citant|rapporte|rapportait|a rapporté|a indiqué|indique|annonce|"
    r"a déclaré à|a dit à|a confié à|a affirmé à|confie à|entretien (?:à|avec|au)|interview (?:à|au)|publié (?:par|dans)|révèle|"
    r"laut|nach Angaben (?:von|der|des)|nach Informationen (?:von|der|des)|berichtet|berichtete|berichten|meldet|meldete|"
    r"sagte|sagten|erklärte|zitiert von|gegenüber|unter Berufung auf|Interview mit)"
    r"|\bnews agenc(?:y|ies)|\bnewspaper|\bbroadcaster|\bagencia(?: de noticias)?|\bNachrichtenagentur(?:en)?|\bagence|\bdiario|\bjournal)"
    r"[\s,:]*(?:(?:the|state(?:-run|-owned)?|official|local|private|news agency|news agencies|newspaper|daily|broadcaster|network|website|"
    r"la|el|al|del|le|les|au|du|à|die|der|dem|den|das|agencia|agencias|agence|diario|quotidien|journal|Nachrichtenagentur|Zeitung|"
    r"Russian|Chinese|Japanese|German|French|British|American|Iranian|Turkish|Israeli|Spanish|Italian|Polish|Ukrainian|Indian)\s+|l['’]){0,4}$",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"^(?:['’]s \w+|\s+(?:news agency|newspaper|magazine|daily|website|channel|network|television|TV|news service|correspondent))?"
    r"(?:,? (?:which|who|also|first|has|had|have|on|earlier|\w+day|\w+ly|later)){0,3}"
    r"(?:,? (?:reported|reports|report|reporting|is reporting|said|says|wrote|writes|quoted|quotes|cited|cites|citing|revealed|"
    r"published|noted|notes|added|broke the (?:news|story)|obtained|learned|described|claimed|"
    r"informó|informa|reportó|reporta|publicó|publica|señala|señaló|asegura|"
    r"rapporte|a rapporté|rapportait|a indiqué|indique|écrit|révèle|a révélé|affirme|cite|annonce|"
    r"berichtet|berichtete|berichten|meldet|meldete|schreibt|schrieb|zitiert|zufolge)\b)",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"\b(?:(?:local|state|several|multiple|other|various|some|foreign|domestic|international|Western|\w+n|\w+ese)\s+)?"
    r"(?:media (?:outlets )?reports?|press reports?|news reports?|reports in (?:the )?(?:[\w-]+ )?(?:media|press)|media outlets|state media)\b"
    r"|\b(?:medios (?:locales|estatales|internacionales|rusos|chinos)|medios de comunicación|informes de prensa|informaciones de prensa)\b"
    r"|\b(?:les médias|médias (?:locaux|officiels|d['’]État)|des médias|selon la presse|la presse locale)\b"
    r"|\b(?:Medienberichten?|Presseberichten?|Staatsmedien|lokalen? Medien)\b",
    re.IGNORECASE,
)
GENERIC_AFTER = re.compile(
    r"^[\s,]{1,2}(?:said|says|say|reported|report|suggest|suggested|citing|cited|quoted|indicate|claim|claimed|have|had|"
    r"informaron|informan|reportaron|señalan|rapportent|ont rapporté|berichten|berichteten|zufolge|meldeten)\b",
    re.IGNORECASE,
)
GENERIC_BEFORE = re.compile(
    r"(?:according to|citing|cited by|reported by|quoted by|told|suggest|suggested by|per|según|citando a|selon|d['’]après|"
    r"laut|nach|reported|in)\s+$", re.IGNORECASE,
)
# fmt: on
GENERIC_NAME = "media reports"
CREDIT_ROLES = (
    "contributed",
    "via",
    "copyright",
    "image",
)  # "according_to" is a citation, found in the text with its place


def find_cites(article: Article) -> Iterator[Lineage]:
    """The media that an article cites in its text, one Lineage a name with every place."""
    places: dict[str, list[Span]] = {}
    own = canonical(article.outlet_label)
    for start, end, name in relays(article.text):
        if name != own:
            places.setdefault(name, []).append(article.span(start, end))
    for name in sorted(places):
        yield Lineage(
            id=make_id("l", "cites", name, article.id),
            source=name,
            target=article.id,
            kind="cites",
            share=0.0,
            spans=tuple(places[name]),
            words=places[name][0].words,
        )


def relays(text: str) -> Iterator[tuple[int, int, str]]:
    """The words that relay ("according to Reuters", "Sputnik reported"): start, end, whose they are."""
    for named in named_media(text):
        found = relay_around(text, named)
        if found:
            yield *found, named.name
    for match in GENERIC.finditer(text):
        after = GENERIC_AFTER.match(text[match.end() : match.end() + REACH])
        before = GENERIC_BEFORE.search(text[max(match.start() - REACH, 0) : match.start()])
        if after or before:
            start = match.start() - len(before[0]) if before else match.start()
            yield start, match.end() + (len(after[0]) if after else 0), GENERIC_NAME


def relay_around(text: str, named: Named) -> tuple[int, int] | None:
    """From the word that makes a relay of the name to the end of name or verb; None where nothing does."""
    window = text[max(named.start - REACH, 0) : named.start]
    before = BEFORE.search(window)
    after = AFTER.match(text[named.end : named.end + REACH])
    if not before and not after:
        return None
    start = named.start - (len(window) - before.start()) if before else named.start
    return start, named.end + (len(after[0]) if after else 0)


def find_credits(article: Article) -> Iterator[Lineage]:
    """The agencies that an article credits; those of pictures say nothing of the text."""
    words: dict[str, str] = {}
    own = canonical(article.outlet_label)
    for credit in article.credits:
        name = canonical(credit.agency)
        if credit.role in CREDIT_ROLES and name != own:
            words.setdefault(name, credit.words)
    for name in sorted(words):
        at = article.text.find(words[name]) if words[name] else -1
        yield Lineage(
            id=make_id("l", "credit", name, article.id),
            source=name,
            target=article.id,
            kind="credit",
            share=0.0,
            spans=(article.span(at, at + len(words[name])),) if at >= 0 else (),
            words=words[name],
        )
