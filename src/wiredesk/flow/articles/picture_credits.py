"""Whose picture it is: the agencies that a caption, or a picture's line left in the text, names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.flow.articles.agencies import known
from wiredesk.records import Credit

IMAGE = re.compile(
    r"(?i:\b(?:image|photo|picture|foto|bild|credit|crédit photo|crédit|crédits|photograph|fot|фото|immagine|"
    r"imagen)s?(?: credit| copyright)?"
    r"\s*(?:[:/=©]|by|von|de|di)\s*)[^.:;]{2,80}|"
    r"\([^()]{2,80}\)\s*$|\[[^\[\]]{2,80}\]\s*$|/[^/.]{2,40}\s*\.?$|\s[—–-]\s*[^—–.]{2,40}$"
)
IMAGE_PARTS = re.compile(r"\s*[/|,:()\[\]©=]\s*|\s+(?:via|and|by|et|und|y|—|–|-)\s+")
LABEL = re.compile(r"^(?:Foto|Photo|Image|Bild|Fot)s?\.? ")
STROKES = re.compile(r"\s*[/|©=]\s*")
LAST_SENTENCE = re.compile(r"(?<=[.!?”)]\s)[^.!?]{2,120}\.?$")
PICTURE_LINE = re.compile(
    r"(?:^|[.(]\s?)[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}\s?/\s?(?P<names>[\w /]{2,50}?)\s?\)?\.?$"
)
LONGEST_CAPTION = 350  # characters
IMAGE_TAIL = 120  # characters at the end of a caption in which its credit stands
IMAGE_IN_TEXT = re.compile(r"\bImage (?:copyright|source) (?P<name>[A-Z][\w/. ]{1,40}?)(?= Image | Caption |$)")


def image_credits(caption: str) -> Iterator[Credit]:
    """ "… Image: AP", "… Ann Example/Pool via Reuters" → the agencies, as sources of the image."""
    if known(caption):
        yield Credit(agency=known(caption), role="image", words=caption)
        return
    last = LAST_SENTENCE.search(caption)
    for words in (last.group().strip() if last else caption, *(match.group() for match in IMAGE.finditer(caption))):
        for part in IMAGE_PARTS.split(words):
            if name := known(LABEL.sub("", part)):
                yield Credit(agency=name, role="image", words=words.strip())
    end = caption[-IMAGE_TAIL:]
    for part in STROKES.split(end)[1:]:
        if known(part):
            yield Credit(agency=known(part), role="image", words=end.strip())


def picture_line(paragraph: str) -> Iterator[Credit]:
    """The agencies of a picture's credit that was left in the text: "Ann Example/Reuters"."""
    match = PICTURE_LINE.search(paragraph) if len(paragraph) <= LONGEST_CAPTION else None
    for part in match["names"].split("/") if match else ():
        if name := known(part):
            yield Credit(agency=name, role="image", words=paragraph)


def pictures_in_text(paragraph: str) -> Iterator[Credit]:
    """The agencies of labels left in the text: "Image copyright AFP/Getty"."""
    for match in IMAGE_IN_TEXT.finditer(paragraph) if "Image " in paragraph else ():
        for part in match["name"].split("/"):
            if name := known(part):
                yield Credit(agency=name, role="image", words=match.group())
