"""What kind of page some bytes are, by their start and, where it says something, by the file's name."""

from __future__ import annotations

import json
import re
from typing import Final, Literal

from wiredesk.text.decoding import BOMS, bare_utf16

Kind = Literal["html", "dump", "rows", "object", "feed", "warc", "arc", "mail", "mbox", "newsml", "binary", "empty"]

SNIFF_BYTES: Final = 8192
PACKED: Final = (".gz", ".zst", ".xz", ".bz2")
BY_SUFFIX: Final[dict[str, Kind]] = {
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".txt": "dump", ".md": "dump",
    ".jsonl": "rows", ".ndjson": "rows",
    ".json": "object",
    ".eml": "mail", ".mbox": "mbox",
}  # fmt: skip
MAGIC: Final = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x7fELF", b"\x1f\x8b", b"BZh",
    b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"RIFF", b"OggS", b"ID3", b"\x00\x00\x01\x00", b"\xca\xfe\xba\xbe", b"MZ\x90",
    b"SQLite format 3", b"\xd0\xcf\x11\xe0", b"wOFF", b"wOF2", b"PAR1", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
TAG: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|section|main|h1)\b", re.IGNORECASE
)
FEED: Final = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex|opml)[\s>]", re.IGNORECASE)
NEWSML: Final = re.compile(rb"<(?:\w+:)?(?:NewsML|newsMessage|newsItem|packageItem|nitf)[\s>]")
FIELDS: Final = re.compile(rb"(?:(?:[A-Za-z0-9-]+:|[ \t]).*\n)+")
MAIL: Final = re.compile(rb"^(?:from|date|subject|message-id|mime-version|received):", re.IGNORECASE | re.MULTILINE)
MIN_MAIL_HEADERS: Final = 4
MBOX: Final = re.compile(rb"From \S+ [^\n]*\d\d:\d\d[^\n]*\d{4}[^\n]*\n[A-Za-z0-9-]+: ")
ARCHIVES: Final[dict[bytes, Kind]] = {b"WARC/": "warc", b"filedesc://": "arc"}  # whatever their records hold
CONTROLS: Final = bytes({*range(9), 11, *range(14, 27), *range(28, 32)})
MAX_CONTROLS: Final = 0.1  # share of control bytes above which no text is left worth reading


def suffix_of(path: str) -> str:
    """The last ending of a file's name, lower case; endings that say how it is packed aside."""
    name = path.lower().rsplit("/", 1)[-1]
    for ending in PACKED:
        name = name.removesuffix(ending)
    return name[name.rfind(".") :] if "." in name else ""


def kind_of(head: bytes, suffix: str = "") -> Kind:
    """The kind of a page of which `head` is the start."""
    if not head.strip():
        return "empty"
    for mark, kind in ARCHIVES.items():
        if head.startswith(mark):
            return kind
    if is_binary(head):
        return "binary"
    return BY_SUFFIX.get(suffix) or sniff(head)


def is_binary(head: bytes) -> bool:
    """True for images, archives, programs; text in any charset is none, even with some stray zero bytes."""
    if any(head.startswith(bom) for bom, _ in BOMS) or bare_utf16(head):
        return False
    if head.startswith(MAGIC):
        return True
    controls = len(head) - len(head.translate(None, CONTROLS))
    return controls > MAX_CONTROLS * len(head)


def sniff(head: bytes) -> Kind:
    """The kind of text without a telling name."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return "rows" if is_row(start.split(b"\n", 1)[0]) or len(start) > SNIFF_BYTES - 8 else "object"
    if FEED.search(head[:1000]):
        return "feed"
    if start.startswith(b"<") and NEWSML.search(start[:1000]):
        return "newsml"
    if MBOX.match(head):
        return "mbox"
    if is_mail(head):
        return "mail"
    return "html" if start.startswith(b"<") and TAG.search(head) else "dump"


def is_mail(head: bytes) -> bool:
    """True for what starts with the head of a mail: most of what a mail must have, and nothing else."""
    fields = FIELDS.match(head)
    if fields is None or (head[fields.end() :].strip(b"\r")[:1] not in (b"\n", b"") and len(head) < SNIFF_BYTES):
        return False
    return len({name.lower() for name in MAIL.findall(fields[0])}) >= MIN_MAIL_HEADERS


def is_row(line: bytes) -> bool:
    """True for a line that is a whole JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
