"""Which charset bytes are in, when they do not tell or tell it wrong: the one in which they make most sense.

Sense is: words of one script, accented letters of one alphabet, capitals where capitals stand, signs apart from words.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

# the likeliest first: where two make the same sense, the earlier is taken
GUESSED: Final = (
    "cp1252", "cp1254", "cp1250", "iso8859_2", "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp1253", "cp1255",
    "cp1256",
    "cp874", "cp1257", "cp1258", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "iso8859_7",
)  # fmt: skip
SAMPLE_BYTES: Final = 4_000
MARKUP: Final = re.compile(rb"[<>\r\n]+")
ODD_BYTE: Final = re.compile(rb"[\x80-\xff]")
FEW: Final = 6  # characters beyond ASCII; fewer say nothing against what a page declares
ENOUGH: Final = 0.9  # from so much sense on, what a page declares is not doubted
MUCH_MORE: Final = 0.1  # by so much a guess must make more sense than what a page declares

# letters beyond ASCII that a language writes
ALPHABETS: Final = (
    "äöüß", "äöüßéèàçêâîôûë", "éèêëàâçîïôûùüœæÿ", "áéíóúñüªº", "áâãàçéêíóôõúü", "àèéìòùî", "ëïéèöüáóê", "åäöé",
    "æøåéòô",
    "áéíóúýþæöð", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž",
    "çğıiöşüâîû", "äõöüšž",
    "ąčęėįšųūž", "āčēģīķļņšūž", "àèéíïòóúüçŀ", "ëç", "ċġħż",
    "àáâãèéêìíòóôõùúýăđĩũơư",
)  # fmt: skip
QUOTES: Final = frozenset("“”„‘’‚«»‹›–—…·•©®™€£§\u00a0°、。，！？：；（）「」『』《》〈〉【】・ー　－～،؛؟ـ¿¡")
DIGIT_SIGNS: Final = frozenset("°²³½¼¾€£¥§№±×·º")
WORD: Final = re.compile(
    "(?:[^\\W\\d_]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u064b-\u0652\u0670\u05b0-\u05bc\u0300-\u0323])+"
)
SIGN: Final = re.compile("[^\\w\x00-\x7f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u064b-\u0652\u0670\u05b0-\u05bc\u0300-\u0323]")
LONG_RUN: Final = re.compile("[^\x00-\x7f]{3}")
THAI_VOWEL: Final = re.compile(
    "(?:^|[^\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
)
THAI_VOWELS: Final = re.compile("[\u0e30-\u0e3a\u0e40-\u0e4e]")
MIN_VOWELS: Final = 0.2  # share of a Thai word
COMMON_HANGUL: Final = frozenset(
    "이다는에의가을를로고하은한지기사도인자서정시으리어나대그해스수일아있부전것장제원보상과라게주여국선들성만구조적동위경공"
    "세중비계우생유산했된트계안오금미할당년월면신계었진개무소러관실민방회당문"
)
COMMON_LETTERS: Final = frozenset("оеаинтсрвлкОЕАИНТСРВЛКαοιετσνηυρςάέίόΑΟΙΕΤΣΝΗΥΡ")  # Cyrillic and Greek
SCRIPTS: Final = (
    (0x0000, "latin"), (0x0250, ""), (0x0300, "mark"), (0x0370, "greek"), (0x0400, "cyrillic"), (0x0530, ""),
    (0x0590, "hebrew"),
    (0x0600, "arabic"), (0x0700, ""), (0x0E00, "thai"), (0x0E80, ""), (0x1E00, "latin"), (0x1F00, ""), (0x3041, "east"),
    (0x3400, ""), (0x4E00, "east"), (0xA000, ""), (0xAC00, "hangul"), (0xD7A4, ""), (0xF900, "rare"), (0xFF66, "rare"),
)  # fmt: skip
# the commonest signs of Chinese and Japanese papers, simple and traditional
COMMON_HAN: Final = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平"
    "形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程"
    "展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "這為個國時來們對會發動過說產種後學經進當從業開還現實電氣變條沒問無軍員東車長門間書記者市時分前後県者新聞社会同"
)


def charset_of(content: bytes, declared: str | None) -> str:
    """The charset of bytes that are no UTF-8, as Python calls it.

    Takes    the bytes of a page, and what it declares.
    Gives    the declared charset, unless the bytes make much more sense in another.
    Cost     about 0.5 ms where the declared one makes sense, else 10 ms, whatever the page's length.
    """
    sample = odd_parts(content)
    worth = sense_in(sample, declared) if declared else -1.0
    if declared and (worth >= ENOUGH or len(ODD_BYTE.findall(sample)) < FEW):
        return declared
    best = max(GUESSED, key=lambda charset: sense_in(sample, charset))
    return best if not declared or sense_in(sample, best) > worth + MUCH_MORE else declared


def odd_parts(content: bytes) -> bytes:
    """The pieces of a page between its tags that are not ASCII, as many as a guess needs."""
    found, size = [], 0
    for piece in MARKUP.split(content):
        if not piece.isascii():
            found.append(piece)
            size += len(piece)
            if size > SAMPLE_BYTES:
                break
    return b"\n".join(found)[: 2 * SAMPLE_BYTES]


def sense_in(content: bytes, charset: str) -> float:
    """How much sense bytes make in a charset, at most 1."""
    return sense(content.decode(charset, "replace"))


def sense(text: str) -> float:
    """How much sense the characters beyond ASCII make: their mean worth, each from -3 (no character) to 1."""
    odd = sum(not char.isascii() for char in text)
    if not odd:
        return 1.0
    latin: Counter[str] = Counter()
    worth = sum(worth_of_sign(text, match.start()) for match in SIGN.finditer(text))
    for match in WORD.finditer(text):
        word = match.group()
        if not word.isascii():
            worth += worth_of_word(word, latin)
    return (worth + worth_of_letters(latin)) / odd


def worth_of_sign(text: str, at: int) -> float:
    """Of a character that is no letter: signs do not stand in words."""
    char = text[at]
    if char == "\ufffd" or "\x80" <= char < "\xa0":
        return -3.0
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char in QUOTES:
        return 0.8 if char in "’'·\u00a0…–—" or not (before.isalpha() and after.isalpha()) or char > "\u2e80" else -0.5
    if before.isdigit() and char in DIGIT_SIGNS:
        return 0.5
    return -1.0 if before.isalpha() or after.isalpha() else 0.0


def worth_of_word(word: str, latin: Counter[str]) -> float:
    """Of the letters beyond ASCII of one word; those of Latin words are only counted."""
    odd = [char for char in word if not char.isascii()]
    scripts = {script_of(char) for char in word} - {"mark"}
    if len(scripts) > 1 or scripts & {"", "rare"}:
        return -1.0 * len(odd)
    script = next(iter(scripts), "")
    if script == "latin":
        if LONG_RUN.search(word) or not is_cased(word):
            return -1.0 * len(odd)
        latin.update(char.lower() for char in odd)
        return 0.0
    if script in ("cyrillic", "greek"):
        return sum(1.0 if char in COMMON_LETTERS else 0.7 for char in odd) if is_cased(word) else -1.0 * len(odd)
    if script == "thai":
        vowels = len(THAI_VOWELS.findall(word))
        return len(odd) - 2.0 * len(THAI_VOWEL.findall(word)) if vowels >= MIN_VOWELS * len(odd) else 0.0
    if script == "east":
        return sum(1.0 if char in COMMON_HAN or char < "\u3400" else 0.6 for char in odd)
    if script == "hangul":
        return sum(1.0 if char in COMMON_HANGUL else 0.4 for char in odd)
    return float(len(odd))


def is_cased(word: str) -> bool:
    """True for words in small letters, in capitals, or with a capital before small letters."""
    return word.islower() or word.isupper() or (word[1:].islower() and len(word) > 1) or word[2:].islower()


def worth_of_letters(latin: Counter[str]) -> float:
    """Of accented Latin letters: those of the best alphabet, less those that it lacks."""
    total = sum(latin.values())
    inside = max((sum(latin[char] for char in alphabet) for alphabet in alphabets()), default=0)
    return inside - 0.5 * (total - inside)


@cache
def alphabets() -> tuple[frozenset[str], ...]:
    """The letters of each alphabet."""
    return tuple(frozenset(alphabet) for alphabet in ALPHABETS)


def script_of(char: str) -> str:
    """The script of a letter, as far as charsets go; "" for one of no charset here."""
    code, found = ord(char), ""
    for start, script in SCRIPTS:
        if code < start:
            break
        found = script
    return found
