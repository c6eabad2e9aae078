"""How UTF-8 looks when it is read in another charset: "é" as "Ã©", "и" as "Рё"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

CHARSETS: Final = ("cp1252", "cp874", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "mac_roman")


class Disguise(NamedTuple):
    """How UTF-8 looks in one charset: its bytes by character, and the runs that may be UTF-8."""

    charset: str
    byte_of: dict[str, int]
    runs: re.Pattern[str]
    first: re.Pattern[str]


@cache
def disguise(charset: str) -> Disguise:
    """The look of UTF-8 in a charset; bytes that the charset leaves open stand for themselves, as browsers have it."""
    byte_of: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        byte_of.setdefault(bytes([byte]).decode(charset, "replace").replace("\ufffd", chr(byte)), byte)
        if byte < 0xA0 and charset != "mac_roman":
            byte_of.setdefault(chr(byte), byte)

    def group(low: int, high: int) -> str:
        return "[" + "".join(re.escape(char) for char, byte in byte_of.items() if low <= byte <= high) + "]"

    more = group(0x80, 0xBF)
    one = f"{group(0xC2, 0xDF)}{more}|{group(0xE0, 0xEF)}{more}{{2}}|{group(0xF0, 0xF4)}{more}{{3}}"
    return Disguise(charset, byte_of, re.compile(f"(?:{one})+"), re.compile(f"{group(0xC2, 0xF4)}{more}"))


def undisguise(run: str, look: Disguise) -> str:
    """What a run is when its characters are taken for bytes of UTF-8; "" when it is none."""
    try:
        return bytes(look.byte_of[char] for char in run).decode("utf-8")
    except (UnicodeDecodeError, KeyError):
        return ""


def has_strange(mended: str) -> bool:
    """True for controls, unassigned and private characters, those aside that a second round needs."""
    return any(unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") for char in mended if not "\x80" <= char < "\xa0")
