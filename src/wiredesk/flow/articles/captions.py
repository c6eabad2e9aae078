"""Captions: lines about an image, told by their labels, their credits and the buttons beside them."""

from __future__ import annotations

import re

from wiredesk.flow.articles.agencies import known

LABEL = re.compile(
    r"^(?:image |photo |media |bild)?(?:caption|legende|bildunterschrift|photo|foto|bild|image|imagen|légende|"
    r"file photo|in this (?:file )?(?:photo|image|picture)|photograph|pie de foto|фото|写真|사진)"
    r"\s?(?:caption\s?)?[:：]\s*|^(?:image|media|video) caption (?=\S)",
    re.IGNORECASE,
)
IMAGE_CREDIT = re.compile(
    r"^[\[(]?(?:main |image |photo |picture |bild|foto)?\s?(?:image|photo|picture|credit|foto|bild|fotos|photos|"
    r"images|bilder|photograph|crédit photo|crédit|crédits|fotografía|imagen|immagine|фото|image credit|photo credit)s?"
    r"(?: by| credit)?\s?[:：/|]\s*(?P<name>.{2,80})$|"
    r"^(?:©|\(c\))\s*(?P<owner>[^.]{2,60})$|^\((?P<inside>[^()]{2,60})\)$",
    re.IGNORECASE,
)
CREDIT_END = re.compile(
    r"\b(?:photo|image|picture|foto|bild|credit|crédit|illustration)s?\s?(?:[:/©]|by\b|von\b|de\b)\s?.{2,60}[.\])]?$",
    re.IGNORECASE,
)
IMAGE_WORDS = ("photo", "image", "picture", "foto", "bild", "credit", "crédit", "illustration")
LENT = ("/pool", "/handout", "/file", "| handout", "(handout", "/ ap file", "file photo")
IN_BRACKETS = ("Photo", "Images", "via ", "/")
VIA = re.compile(r" via (?:[A-Z][\w.&-]*\s?){1,4}[.)\]]?$")
BEFORE_AGENCY = './|)”"»-–—'  # what stands before an agency's name at the end of a caption
LONGEST_CREDIT = 70  # characters of a line that is no more than a credit
TAIL = 90  # characters at the end of a caption in which its credit stands


def is_image_credit(words: str) -> bool:
    """True for a line that only says whose image it is: "Image: AP", "AP", "(Photo: Name)"."""
    if len(words) > LONGEST_CREDIT:
        return False
    if known(words):
        return True
    match = IMAGE_CREDIT.match(words)
    return match is not None and (not match["inside"] or known_in(match["inside"]))


def known_in(words: str) -> bool:
    """True where an agency stands among words set apart by strokes."""
    return any(known(part) for part in re.split(r"\s*[/|,:]\s*|\s+via\s+", words))


def ends_in_credit(words: str) -> bool:
    """True for a line that ends as captions do: "… (AP Photo/Name)", "… Name/Pool via Reuters", "… © Name/dpa"."""
    tail = words[-TAIL:]
    if "©" in tail:
        return True
    bracket = tail.rfind("(") if tail[-1] == ")" else -1
    if bracket >= 0 and any(word in tail[bracket:] for word in IN_BRACKETS):
        return True
    if " via " in tail and VIA.search(tail):
        return True
    low = tail.lower()
    if any(word in low for word in LENT) or ends_in_agency(tail.rstrip(".)] ")):
        return True
    return any(word in low for word in IMAGE_WORDS) and bool(CREDIT_END.search(tail))


def ends_in_agency(tail: str) -> bool:
    """True for words that end in an agency's name, set apart from what is before it."""
    parts = tail.replace("/", " ").split()
    for name in (parts[-1:], tail.split()[-2:]):
        words = " ".join(name)
        before = tail[: len(tail) - len(words)].rstrip()
        if before and before[-1] in BEFORE_AGENCY and known(words):
            return True
    return False


def without_label(words: str) -> str:
    """A caption without "caption:" before it."""
    return LABEL.sub("", words, count=1) or words
