"""The text of an XML stream, in pieces: its charset settled, control characters out, entities made characters."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.entities import html5
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.pages.unpacking import BrokenError
from wiredesk.text import charsets
from wiredesk.text.decoding import BOMS, bare_utf16, declared_charset, decode

PIECE_BYTES: Final = 2**20  # also what is looked at to settle the charset of a longer stream
READ_BYTES: Final = 2**16
BARE: Final = (
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0<\0", "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)  # the first bytes of "<" or "<?xml" in charsets that are no superset of ASCII
NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CDATA: Final = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
LOOSE_AMPERSAND: Final = re.compile(
    r"&(?!(?:lt|gt|amp|quot|apos);)(?:&+(?=&)|#(?:[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<number>\d{1,7}));?"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?"
)
LOOSE_SIGN: Final = re.compile(r"<+(?![A-Za-z_/!?:])")
LONG: Final = 1024  # characters of a tag, from which on its attributes are counted
LONG_TAG: Final = re.compile(rf"<[A-Za-z][^<>]{{{LONG},}}")
MAX_ATTRIBUTES: Final = 100  # of a long tag; parsers take quadratic time over attributes
DECLARED_ENTITY: Final = re.compile(r"""<!ENTITY\s+([A-Za-z][\w.-]{0,31})\s+(?:"([^"&%<]{0,80})"|'([^'&%<]{0,80})')""")
DECLARED_NUMBER: Final = re.compile(r"""<!ENTITY\s+([A-Za-z][\w.-]{0,31})\s+["']&(?:#38;)?#(\d{1,7});["']""")
WINDOWS: Final = range(0x80, 0xA0)  # numbers that stand for the characters of cp1252, as browsers read them


def pieces_of(stream: BinaryIO) -> Iterator[str]:
    """The text of a stream, about a megabyte at a time; what a broken packed stream raises comes after the last piece.

    Cost  one piece in memory; a stream of one piece is decoded as any page is, a longer one by its first piece.
    """
    blocks = blocks_of(stream)
    first, following = next(blocks, b""), next(blocks, b"")
    if not following:
        yield cleaned(bare(first) or decode(first))
        yield from (cleaned(block.decode("utf-8", "replace")) for block in blocks)
        return
    charset = charset_of(first)
    decoder = codecs.getincrementaldecoder(charset)("replace")
    for block in (first, following):
        yield cleaned(decoder.decode(block).removeprefix("\ufeff"))
    for block in blocks:
        yield cleaned(decoder.decode(block))
    yield cleaned(decoder.decode(b"", final=True))


def blocks_of(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a stream in blocks; what was read before the stream broke is not lost."""
    read = getattr(stream, "read1", stream.read)
    held, total = [], 0
    try:
        while block := read(READ_BYTES):
            held.append(block)
            total += len(block)
            if total >= PIECE_BYTES:
                yield b"".join(held)
                held, total = [], 0
    except BrokenError:
        yield b"".join(held)
        raise
    if held:
        yield b"".join(held)


def read_held(stream: BinaryIO, limit: int) -> bytes | None:
    """All of a stream, of a broken one what comes before the break; None where it is more than the limit."""
    held, total = [], 0
    try:
        for block in blocks_of(stream):
            held.append(block)
            total += len(block)
            if total > limit:
                return None
    except BrokenError:
        pass  # the end is missing: whoever reads the bytes sees that
    return b"".join(held)


def charset_of(head: bytes) -> str:
    """The charset of a stream that begins with `head`; valid UTF-8 wins over what it declares."""
    if found := wide_charset(head):
        return found
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return charsets.charset_of(head, declared_charset(head))
    return "utf-8"


def wide_charset(head: bytes) -> str | None:
    """The charset that a byte order mark or zero bytes give away; None for all in which a tag's bytes are ASCII."""
    named = (charset for bom, charset in BOMS if head.startswith(bom))
    return next(named, None) or bare_charset(head) or bare_utf16(head)


def bare_charset(head: bytes) -> str | None:
    """The charset of XML without a byte order mark, where its first bytes are no ASCII."""
    return next((charset for start, charset in BARE if head.startswith(start)), None)


def bare(content: bytes) -> str | None:
    """The text of such XML; None for all other."""
    charset = bare_charset(content)
    return content.decode(charset, "replace") if charset else None


def cleaned(text: str) -> str:
    """The text without the characters that XML forbids."""
    return NOT_XML.sub("", text)


def well_formed(text: str, entities: Mapping[str, str]) -> str:
    """The text with only the five entities of XML in it, every loose & and < escaped; CDATA stays as it is."""
    are_loose, are_far_apart = look_of_signs(text)
    if are_far_apart:
        text = LONG_TAG.sub(shortened, text)
    if not are_loose and not LOOSE_AMPERSAND.search(text):
        return text

    def character_of(match: re.Match[str]) -> str:
        """What a loose ampersand, or an entity that XML does not know, stands for."""
        if name := match["name"]:
            known = entities.get(name) or html5.get(name + ";")
            return escaped(known) if known else f"&amp;{name};"
        if match["hex"] or match["number"]:
            return escaped(character(int(match["hex"], 16) if match["hex"] else int(match["number"])))
        return escaped(match[0])

    parts = CDATA.split(text)
    parts[::2] = [LOOSE_AMPERSAND.sub(character_of, LOOSE_SIGN.sub(escaped_match, part)) for part in parts[::2]]
    return "".join(parts)


def look_of_signs(text: str) -> tuple[bool, bool]:
    """Whether a sign < of a text opens no tag, and whether one may open a long one.

    Done on arrays: a batch of entries has ten thousand.
    """
    units = np.frombuffer(text.encode("utf-8", "replace") + b" ", dtype=np.uint8)
    places = np.flatnonzero(units == ord("<"))
    is_long = bool((np.diff(places, append=len(units)) > LONG).any())
    return not opens_tag()[units[places + 1]].all(), is_long


@cache
def opens_tag() -> NDArray[np.bool_]:
    """Which bytes may follow the < of a tag."""
    return np.array([not LOOSE_SIGN.match("<" + chr(byte)) for byte in range(256)])


def escaped_match(match: re.Match[str]) -> str:
    """What was matched, as XML writes it."""
    return escaped(match[0])


def shortened(match: re.Match[str]) -> str:
    """A tag without its attributes, where these are too many."""
    tag = match[0]
    if tag.count("=") <= MAX_ATTRIBUTES:
        return tag
    return tag.split(None, 1)[0] + ("/" if tag.endswith("/") else "")


def character(number: int) -> str:
    """The character of a number; "" for what XML forbids."""
    if number in WINDOWS:
        return bytes([number]).decode("cp1252", "ignore")
    return cleaned(chr(number)) if number <= 0x10FFFF else ""


def escaped(text: str) -> str:
    """The text as XML writes it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def declared_entities(doctype: str) -> dict[str, str]:
    """The entities that a document declares, if they are short words that name no other entity."""
    words = {match[1]: match[2] or match[3] or "" for match in DECLARED_ENTITY.finditer(doctype)}
    numbers = {match[1]: character(int(match[2])) for match in DECLARED_NUMBER.finditer(doctype)}
    return words | numbers
