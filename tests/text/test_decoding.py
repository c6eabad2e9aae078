"""Bytes to text, and mojibake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.text.decoding import clean, decode
from wiredesk.text.mojibake import mend

RUSSIAN = "Паром снова вышел в море, сообщила начальница порта. Лёд на заливе растаял ещё в понедельник."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Déjà – vu".encode(), "Déjà – vu"),
        (b"\xef\xbb\xbfHello", "Hello"),
        ("Hej då".encode("utf-16"), "Hej då"),
        ("Hej, alla som bor i Velm".encode("utf-16-le"), "Hej, alla som bor i Velm"),
        (b'<meta charset="windows-1251">' + RUSSIAN.encode("cp1251"), '<meta charset="windows-1251">' + RUSSIAN),
        (b'<meta charset="iso-8859-1">\x93x\x94', '<meta charset="iso-8859-1">“x”'),
        ('<meta charset="windows-1252">“å”'.encode(), '<meta charset="windows-1252">“å”'),
        (b'<meta charset="no-such">caf\xe9 au lait', '<meta charset="no-such">café au lait'),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        ("é".encode() * 200 + b"\xff", "é" * 200 + "\ufffd"),
    ],
)
def test_bytes_are_read_in_the_charset_that_they_are_in(content, text):
    assert decode(content) == text


@given(st.binary(max_size=300))
def test_no_bytes_make_decoding_fail(content):
    assert isinstance(decode(content), str)


@given(st.text(max_size=200))
def test_clean_text_stays_clean_and_can_be_written(text):
    once = clean(text)
    assert clean(once) == once
    assert once.encode("utf-8").decode("utf-8") == once
    assert not any(char < " " and char not in "\n\t" for char in once)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("a\x00b\x07c", "abc"),
        ("it\x92s", "it’s"),
        ("re\u00adturn\u200b", "return"),
        ("e\u0301t\u00e9", "été"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_characters_are_cleaned_without_harm_to_words(given_text, expected):
    assert clean(given_text) == expected


def wrongly_read(text: str, charset: str) -> str:
    return "".join(
        char
        if char.isascii()
        else "".join(bytes([b]).decode(charset, "replace").replace("\ufffd", chr(b)) for b in char.encode())
        for char in text
    )


@pytest.mark.parametrize("charset", ["cp1252", "latin-1", "cp874", "cp1251", "cp1250", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    [
        "The café’s façade – “naïve” — 100 € … said Mrs Ólafsdóttir",
        "don’t and “quote” it",
        "Größe, Übung – „Straße“ liegt hinter der Brücke",
        RUSSIAN,
    ],
)
def test_a_page_read_in_the_wrong_charset_is_mended(text, charset):
    assert mend(wrongly_read(text, charset)) == text


def test_a_few_damaged_runs_in_a_sound_page_are_mended():
    assert mend("She said “yes”. The envoy โ€“ or his deputy โ€“ agreed.") == (
        "She said “yes”. The envoy – or his deputy – agreed."
    )
    assert mend("Der Bürgermeister sagte â€žneinâ€œ und ging.") == "Der Bürgermeister sagte „nein“ und ging."


def test_quotes_whose_last_byte_was_lost_are_told_by_their_place():
    assert mend("donâ€t stop â€œhereâ€ now") == "don’t stop “here” now"


def test_text_that_went_wrong_twice_is_mended_twice():
    assert mend(wrongly_read(wrongly_read("the mayor’s “plan”", "cp1252"), "cp1252")) == "the mayor’s “plan”"


@pytest.mark.parametrize("charset", ["cp1252", "latin-1", "cp874", "cp1251"])
@pytest.mark.parametrize(
    "text",
    [
        "The café’s façade – “naïve” — said Mrs Ólafsdóttir",
        "Die Fähre legt später ab, sagte Bürgermeisterin Möller.",
        "À Lindholm, le pont est rouvert : « enfin », dit-elle.",
        "قالت مديرة الميناء، أمس، إن العبّارة عادت إلى البحر.",
        "港务局长说，渡轮将再次启航。",
        "연락선이 다시 출항했다고 항만청장이 말했다.",
        RUSSIAN,
    ],
)
def test_a_text_that_went_wrong_twice_in_any_script_is_mended_twice(text, charset):
    assert mend(wrongly_read(wrongly_read(text, charset), charset)) == text


def test_one_wrong_paragraph_of_a_sound_page_is_mended_alone():
    sound = "Le pont de Lindholm est rouvert, dit la mairie ; « enfin », ajoute-t-elle, après « trois » ans."
    wrong = "À midi, le préfet a coupé le ruban."
    assert mend(f"{sound}\n\n{wrongly_read(wrong, 'cp1252')}\n\n{sound}") == f"{sound}\n\n{wrong}\n\n{sound}"
    assert mend(f"{sound}\n{wrongly_read('På', 'cp1252')} norsk") == f"{sound}\nPå norsk"


def test_a_text_cut_inside_a_character_is_mended_up_to_there():
    cut = wrongly_read("Die Fähre hält später in Überlingen", "cp1252")
    assert mend(cut[: cut.index("berlingen") - 1]) == "Die Fähre hält später in Ã"


@pytest.mark.parametrize(
    "text",
    [
        "A dash – stays – and so do “quotes”, ’apostrophes’ and … dots",
        "CAFÉ… “SPAß” IRMÃ” ‚Ä‘ Â© É“x”",
        "Ð is a letter in Iceland: Ðað þú",
        "นายกรัฐมนตรีกล่าวว่า โครงการนี้ – ดี รถไฟ iPhoneรุ่นใหม่",
        "Сёстры Рёрих и Рёдль: «Рё» в РФ, СССР",
        "Ελληνικά – Αθήνα, “Πειραιάς”",
        "港务局长说，渡轮将再次启航——记者",
        "العربية – نص “مقتبس”",
        "İstanbul’da Şişli, Çağlayan, KOBİ’ler",
        "Die Gräfin stehe »über den Parteien«, hieß es.",
        "IRMÃ”, IRMÃ» e IRMÃ… – À «Ã», CAFÉ» CAFɰ",
        RUSSIAN,
    ],
)
def test_sound_text_in_any_script_stays_as_it_is(text):
    assert mend(text) == text


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=100))
def test_mending_twice_is_mending_once(text):
    assert mend(mend(text)) == mend(text)
