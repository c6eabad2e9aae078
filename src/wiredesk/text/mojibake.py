"""UTF-8 that was once read in another charset ("cafÃ©", "donâ€™t", "โ€“", "РїСЂРё"), mended where that makes sense.

Runs of characters that are UTF-8 bytes in disguise are candidates. Those that no language writes are sure; others
are mended only on a page that holds sure ones of the same charset. Everything else stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

import ftfy.badness
import numpy as np

from wiredesk.text.disguises import CHARSETS, Disguise, disguise, has_strange, undisguise

MAX_ROUNDS: Final = 3  # a text can have gone wrong twice
SURE_RUN: Final = 2  # letters in a row, of one script, that disguised bytes give: no accident
SURE_RUN_LETTERED: Final = 3  # where the disguise is itself made of letters
LETTERED: Final = frozenset({"cp1251", "cp874", "cp1253", "cp1255", "cp1256"})  # upper half mostly letters
PUNCTUATION: Final = re.compile(
    "[\u2010-\u2027\u2030-\u205e\u20ac\u2122\u00a0\ufeff\u200b-\u200f\u2190-\u21ff\u2500-\u27bf]"
)
ASCII: Final = 0x7F
LEAD: Final = 0xC0  # the least byte with which a character beyond ASCII begins in UTF-8
WHOLE: Final = 0.9  # share of a line's characters beyond ASCII that must be disguised: the rest may have been lost
MIN_DISGUISED: Final = 4  # characters of disguised runs in a text that may be damaged by the line
MIN_SHRUNK: Final = 3  # characters that mending must take away, over all lines: two or three letters, or a quote mark
BEST_CHARSETS: Final = 3  # charsets that are tried
BEYOND: Final = re.compile("[^\x00-\x7f]")
SYMBOL_AFTER: Final = re.compile("[ÂÃÄÅ][\u00a1-\u00aa\u00ac\u00ae-\u00b7\u00b9\u00ba\u00bc-\u00bf€†‡]")
# letters of no daily paper: beyond Romanian and Vietnamese in Latin, their marks, Syriac to Arabic Extended
RARE: Final = re.compile(
    "[\u0305\u030d-\u0322\u0324-\u0326\u0329-\u036f\u0180-\u0191\u0193-\u019f\u01a2-\u01ae\u01b1-\u0217"
    "\u021c-\u02af\u0700-\u08ff]"
)
SAMPLE: Final = 200_000  # characters of such runs by which the charset is told
CLOSING: Final = re.compile("[\u2010-\u203f»«]")
LOST_QUOTE: Final = ("â€", "โ€", "вЂ", "β€")  # the start of a typographic quote whose last byte was dropped


def mend(text: str) -> str:
    """The text with its mojibake mended; a sound text comes back as it is.

    Whole lines in disguise first, then single runs; as often as the text went wrong.
    """
    needed = MIN_SHRUNK
    for _ in range(MAX_ROUNDS):
        odd = odd_runs(text)
        sample = odd[:SAMPLE]
        looks = [look for charset in CHARSETS if (look := disguise(charset)).first.search(sample)]
        mended = lines_mended(text, sample, looks, needed=needed) or runs_mended(text, sample, looks)
        if mended is None:
            break
        text, needed = mended, 1
    else:
        odd = odd_runs(text)
    return with_lost_quotes(text) if any(start in odd for start in LOST_QUOTE) else text


def runs_mended(text: str, sample: str, looks: list[Disguise]) -> str | None:
    """The text with single runs mended, of the charset that explains most of its odd ones; None where none does."""
    attempts = [(undisguised(sample, look).mended, look) for look in looks]
    most, look = max(attempts, key=lambda one: one[0], default=(0, None))
    return undisguised(text, look).text if most and look else None


def odd_runs(text: str) -> str:
    """The runs of two or more characters beyond ASCII, each with its neighbours, parted by spaces.

    Done on arrays: pages have a million characters and hardly any such run.
    """
    if text.isascii():
        return ""
    units = np.frombuffer(text.encode("utf-8", "replace"), dtype=np.uint8)
    beyond = np.flatnonzero(units > ASCII)
    run = np.cumsum(np.diff(beyond, prepend=beyond[:1]) > 1)
    long = np.bincount(run[units[beyond] >= LEAD])[run] > 1
    odd = beyond[long]
    if not len(odd):
        return ""
    wanted = np.zeros(len(units) + 2, dtype=bool)
    for shift in range(3):  # each, and what stands on either side
        wanted[odd + shift] = True
    places = np.flatnonzero(wanted[1:-1])
    starts = np.flatnonzero(np.diff(places) > 1) + 1
    return bytes(np.insert(units[places], starts, ord(" "))).decode("utf-8")


class Attempt(NamedTuple):
    """A text with one charset's disguise taken off, and how many characters that mended."""

    text: str
    mended: int


def undisguised(text: str, look: Disguise) -> Attempt:
    """The text with one charset's disguise taken off, if any run of it is sure."""
    if not look.first.search(text):
        return Attempt(text, 0)
    found = [(match, undisguise(match[0], look)) for match in look.runs.finditer(text)]
    found = [(match, mended) for match, mended in found if mended and is_sensible(mended)]
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
        before = text[max(match.start() - 1, 0) : match.start()]
        return len(run) >= 3 * len(mended) or (foreign and mended == "\u00a0" and not before.isalpha())
    if is_latin_letter(mended):
        if look.charset in LETTERED:
            return foreign and is_inside_latin(match, text)
        return is_symbol_after(match, mended, text) or (ftfy.badness.is_bad(run) and is_inside_latin(match, text))
    inner = undisguise(mended, look) if foreign else ""
    if inner and (is_latin_letter(inner) or is_typographic(inner)):
        return True  # wrong twice
    needed = SURE_RUN_LETTERED if look.charset in LETTERED else SURE_RUN
    letters = [char for char in mended if char.isalpha()]
    return foreign and len(letters) >= needed and len({script_of(char) for char in letters}) == 1


def is_symbol_after(match: re.Match[str], mended: str, text: str) -> bool:
    """True for a capital and a sign that no word has after it, which give a letter: "pÃ¥ en", "Ã€"."""
    before = text[max(match.start() - 2, 0) : match.start()]
    is_shouted = before.isalpha() and before.isupper() and len(before) > 1
    return bool(SYMBOL_AFTER.fullmatch(match[0])) and mended.isalpha() and mended.isupper() >= is_shouted


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
    if CLOSING.search(match[0]) and not after.isalpha():
        return False  # "IRMÃ”" is a word and the quote mark after it
    return (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())


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


def lines_mended(text: str, sample: str, looks: list[Disguise], *, needed: int) -> str | None:
    """The text with its lines mended that were wrongly read as a whole; None where there are none.

    In such a line whatever is not ASCII is UTF-8 in one disguise. Sound words give valid UTF-8 by accident, but hardly
    a line of them; so the lines together must give up `needed` characters.
    """
    attempts = [(sum(map(len, look.runs.findall(sample))), look) for look in looks]
    for most, look in sorted(attempts, key=lambda one: -one[0])[:BEST_CHARSETS]:
        if most < MIN_DISGUISED:
            break
        lines = text.split("\n")
        found = [*whole_lines(lines, look)]
        if sum(line.evidence for line in found) >= needed:
            for line in found:
                lines[line.place] = line.words
            return "\n".join(lines)
    return None


class WholeLine(NamedTuple):
    """A line that is disguised as a whole."""

    place: int
    words: str  # mended
    evidence: int  # characters that mending takes away, of runs that are no word before a quote mark


def whole_lines(lines: list[str], look: Disguise) -> Iterator[WholeLine]:
    """The lines that are disguised as a whole."""
    for place, line in enumerate(lines):
        if line.isascii() or not look.first.search(line):
            continue
        runs = [(match, undisguise(match[0], look)) for match in look.runs.finditer(line)]
        inside = sum(len(match[0]) for match, mended in runs if mended and is_sensible(mended))
        if inside >= WHOLE * len(BEYOND.findall(line)):
            pieces, end, evidence = [], 0, 0
            for match, mended in runs:
                pieces += [line[end : match.start()], mended or match[0]]
                end = match.end()
                evidence += 0 if is_before_quote(match[0], line[end : end + 1]) else len(match[0]) - len(mended)
            yield WholeLine(place, "".join([*pieces, line[end:]]), evidence)


def is_before_quote(run: str, after: str) -> bool:
    """True for what may be a word's last letter and the mark behind it: "IRMÃ”", "IRMÃ»"."""
    return len(run) == 2 and bool(CLOSING.match(run[1])) and not after.isalpha()


def is_sensible(mended: str) -> bool:
    """True for letters and signs that texts use, those of a second disguise included."""
    return not has_strange(mended) and not any(RARE.match(char) for char in mended)
