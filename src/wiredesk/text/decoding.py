"""Bytes → text: byte order mark, UTF-8, declared charset, best guess; then clean characters."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from wiredesk.text.charsets import charset_of

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
HEAD_BYTES: Final = 4096  # browsers look for the charset in the first 1,024; some pages put scripts before it
DECLARED: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_.:-]{2,40})""")
# what the web calls by these names is the larger Windows charset (WHATWG Encoding)
ALIASES: Final = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso-8859-9": "cp1254", "tis-620": "cp874", "iso-8859-11": "cp874", "windows-874": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "unicode": "utf-16",
}  # fmt: skip
ESCAPING: Final = frozenset({"iso2022_jp", "hz"})  # charsets whose bytes are all ASCII
FEW_FAULTS: Final = 0.02  # share of broken bytes up to which a text is taken for damaged UTF-8
CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
C1: Final = re.compile("[\x80-\x9f]")
INVISIBLE: Final = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
LINE_ENDS: Final = re.compile("\r\n?|[\u0085\u2028\u2029]")
PLAIN: Final = re.compile(
    "[\t\n -~\u00a0-\u00ac\u00ae-\u024f\u0400-\u045f\u0621-\u063a\u0641-\u064a\u1ea0-\u1ef9\u2010-\u2027"
    "\u2030-\u203d\u20ac\u2190-\u21ff\u2500-\u27bf\u3000-\u3029\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*"
)  # what stays as it is: no control, no mark that joins the letter before it
ODD: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)  # all that cleaning replaces or takes out, besides bringing the rest into normal form
SURROGATE: Final = re.compile("[\ud800-\udfff]")


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of a page's bytes, in whatever charset they are; never fails.

    Valid UTF-8 wins over what is declared: the other way round hardly ever happens by chance. What `declared` (the
    server's header) or else the page itself declares is taken, unless the bytes make much more sense in another.
    """
    for bom, charset in BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(charset, "replace")
    named = charset_named(declared) or declared_charset(content)
    if named in ESCAPING:
        return content.decode(named, "replace")
    if bare := bare_utf16(content):
        return content.decode(bare, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if has_few_faults(content):
        return content.decode("utf-8", "replace")
    return content.decode(charset_of(content, named), "replace")


def declared_charset(content: bytes) -> str | None:
    """The charset that the first bytes name (meta tag or XML declaration), as Python calls it; None when none is."""
    head = content[:HEAD_BYTES].lower()
    found = DECLARED.finditer(head) if b"charset" in head or b"encoding" in head else ()
    names = (charset_named(match[1].decode("ascii")) for match in found)
    return next((name for name in names if name), None)


def charset_named(name: str | None) -> str | None:
    """The legacy charset of a name, as Python calls it; None for Unicode and for names of none."""
    low = (name or "").strip("\"' ").lower()
    try:
        found = codecs.lookup(ALIASES.get(low, low))
    except (LookupError, ValueError):
        return None
    is_legacy = found.name not in ("utf-8", "utf-16", "utf-32") and found._is_text_encoding
    return found.name if is_legacy else None


def bare_utf16(content: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of the start is zero."""
    head = content[:400]
    if len(head) < 8:
        return None
    if head[1::2].count(0) > 0.4 * len(head) and head[::2].count(0) == 0:
        return "utf-16-le"
    if head[::2].count(0) > 0.4 * len(head) and head[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def has_few_faults(content: bytes) -> bool:
    """True for UTF-8 with a few broken bytes: most of what is not ASCII decodes."""
    text = content.decode("utf-8", "replace")
    faults = text.count("\ufffd")
    others = sum(map(len, re.findall("[^\x00-\x7f]+", text))) - faults
    return faults <= max(1, FEW_FAULTS * others) if others else False


def without_surrogates(text: str) -> str:
    """The text with lone surrogates, which no encoding can carry, replaced one for one."""
    return SURROGATE.sub("\ufffd", text)


def clean(text: str) -> str:
    """The text in normal form C, with no control or invisible characters, every line ended by a newline."""
    if PLAIN.fullmatch(text):
        return text
    if not ODD.search(text):
        return unicodedata.normalize("NFC", text)
    text = C1.sub(lambda match: match[0].encode("latin-1").decode("cp1252", "ignore"), LINE_ENDS.sub("\n", text))
    text = INVISIBLE.sub("", CONTROL.sub("", without_surrogates(text)))
    return unicodedata.normalize("NFC", text)
