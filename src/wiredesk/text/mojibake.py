"""UTF-8 that was once read in another charset ("cafÃ©", "donâ€™t", "โ€“", "РїСЂРё"), mended where that makes sense.

Runs of characters that are UTF-8 bytes in disguise are candidates. Those that no language writes are sure; others
are mended only on a page that holds sure ones of the same charset. Everything else stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

import ftfy.badness
import numpy as np

CHARSETS: Final = ("cp1252", "cp874", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "mac_roman")
MAX_ROUNDS: Final = 3  # a text can have gone wrong twice
SURE_RUN: Final = 2  # letters in a row, of one script, that disguised bytes give: no accident
SURE_RUN_LETTERED: Final = 3  # where the disguise is itself made of letters
LETTERED: Final = frozenset({"cp1251", "cp874", "cp1253", "cp1255", "cp1256"})  # upper half mostly letters
PUNCTUATION: Final = re.compile(
    "[\u2010-\u2027\u2030-\u205e\u20ac\u2122\u00a0\ufeff\u200b-\u200f\u2190-\u21ff\u2500-\u27bf]"
)
ASCII: Final = 0x7F
SAMPLE: Final = 200_000  # characters of such runs by which the charset is told
QUOTE_LIKE: Final = re.compile("[\u2010-\u203f]")
LOST_QUOTE: Final = ("â€", "โ€", "вЂ", "β€")  # the start of a typographic quote whose last byte was dropped


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


def mend(text: str) -> str:
    """The text with its mojibake mended; a sound text comes back as it is."""
    for _ in range(MAX_ROUNDS):
        charset = likeliest(text)
        if charset is None:
            break
        text = undisguised(text, disguise(charset)).text
    return with_lost_quotes(text)


def likeliest(text: str) -> str | None:
    """The charset whose disguise explains most of a text's odd runs; None where none does."""
    sample = odd_runs(text)[:SAMPLE]
    if not sample:
        return None
    attempts = [(undisguised(sample, disguise(charset)).mended, charset) for charset in CHARSETS]
    most, charset = max(attempts, key=lambda one: one[0])
    return charset if most else None


def odd_runs(text: str) -> str:
    """The runs of two or more characters beyond ASCII, each with its neighbours, parted by spaces.

    Done on arrays: pages have a million characters and hardly any such run.
    """
    if text.isascii():
        return ""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    beyond = codes > ASCII
    pairs = beyond[:-1] & beyond[1:]
    wanted = np.zeros(len(codes) + 2, dtype=bool)
    for shift in range(4):  # the two of a pair, and one on either side
        wanted[shift : shift + len(pairs)][: len(wanted) - shift] |= pairs
    places = np.flatnonzero(wanted[1 : len(codes) + 1])
    starts = np.flatnonzero(np.diff(places) > 1) + 1
    return bytes(np.insert(codes[places], starts, ord(" ")).astype("<u4").tobytes()).decode("utf-32-le", "replace")


class Attempt(NamedTuple):
    """A text with one charset's disguise taken off, and how many characters that mended."""

    text: str
    mended: int


def undisguised(text: str, look: Disguise) -> Attempt:
    """The text with one charset's disguise taken off, if any run of it is sure."""
    if not look.first.search(text):
        return Attempt(text, 0)
    found = [(match, undisguise(match[0], look)) for match in look.runs.finditer(text)]
    found = [(match, mended) for match, mended in found if mended and not has_strange(mended)]
    foreign = is_foreign(text, found, look)
    sure = [is_sure(match, mended, look, text, foreign=foreign) for match, mended in found]
    if not any(sure):
        return Attempt(text, 0)
    pieces, end, count = [], 0, 0
    for (match, mended), is_certain in zip(found, sure, strict=True):
        if is_certain or (foreign and is_likely(mended)):
            pieces += [text[end : match.start()], mended]
            end = match.end()
            count += len(match[0])
    return Attempt("".join([*pieces, text[end:]]), count)


def undisguise(run: str, look: Disguise) -> str:
    """What a run is when its characters are taken for bytes of UTF-8; "" when it is none."""
    try:
        return bytes(look.byte_of[char] for char in run).decode("utf-8")
    except UnicodeDecodeError:
        return ""


def is_foreign(text: str, found: list[tuple[re.Match[str], str]], look: Disguise) -> bool:
    """True where the charset's own letters hardly stand outside of the runs: the page is not in its script."""
    if look.charset not in LETTERED:
        return True
    inside = sum(len(match[0]) for match, _ in found)
    return inside > 0.6 * sum(char in look.byte_of and char.isalpha() for char in text)


def is_sure(match: re.Match[str], mended: str, look: Disguise, text: str, *, foreign: bool) -> bool:
    """True for runs that no language writes, and that make sense once mended."""
    run = match[0]
    if is_typographic(mended):
        return len(run) >= 3 * len(mended)
    if is_latin_letter(mended):
        is_odd = foreign if look.charset in LETTERED else ftfy.badness.is_bad(run)
        return is_odd and is_inside_latin(match, text)
    needed = SURE_RUN_LETTERED if look.charset in LETTERED else SURE_RUN
    letters = [char for char in mended if char.isalpha()]
    return foreign and len(letters) >= needed and len({script_of(char) for char in letters}) == 1


def is_likely(mended: str) -> bool:
    """True for a run that makes sense once mended, on a page where others were sure."""
    return all(char.isalnum() or is_typographic(char) or "\u0080" <= char < "\u00c0" for char in mended)


def is_typographic(mended: str) -> bool:
    """True for dashes, quotes, ellipses and the like only."""
    return all(PUNCTUATION.match(char) or char.isspace() for char in mended)


def is_latin_letter(mended: str) -> bool:
    """True for accented Latin letters and the signs of Latin-1."""
    return all("\u00a1" <= char <= "\u024f" for char in mended)


def is_inside_latin(match: re.Match[str], text: str) -> bool:
    """True for a run with an ASCII letter at its side."""
    before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
    if QUOTE_LIKE.search(match[0]) and not after.isalpha():
        return False  # "IRMÃ”" is a word and the quote mark after it
    return (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())


def has_strange(mended: str) -> bool:
    """True for controls, unassigned and private characters, those aside that a second round needs."""
    return any(unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") for char in mended if not "\x80" <= char < "\xa0")


def script_of(char: str) -> str:
    """A letter's script, as its Unicode name begins."""
    return unicodedata.name(char, "?").split(" ", 1)[0]


def with_lost_quotes(text: str) -> str:
    """The text with quotes mended whose last byte was lost: ’ inside a word, “ before one, ” after one."""
    for start in LOST_QUOTE:
        pieces = text.split(start)
        for index in range(1, len(pieces)):
            before, after = pieces[index - 1][-1:], pieces[index].lstrip("\ufffd?")[:1]
            if before.isalnum() and after.isalpha():
                quote = "’"
            else:
                quote = "“" if after.isalnum() and not before.strip() else "”"
            is_marked = pieces[index][:1] in ("\ufffd", "\x9d")
            pieces[index] = quote + (pieces[index][1:] if is_marked else pieces[index])
        text = "".join(pieces) if len(pieces) > 1 else text
    return text
