"""Bytes that do not tell their charset, or tell it wrong. All sentences are invented."""

from __future__ import annotations

import time

import pytest

from wiredesk.text.decoding import decode

TEXTS = {
    "cp1252": "Die Fähre läuft später aus, sagte Bürgermeisterin Möller; „das Wetter“ sei schuld. Größere Schäden gab es nicht.",
    "iso8859_2": "Most w Łękach znów otwarto, powiedziała burmistrzyni; ciężarówki ruszyły już rano, mówią świadkowie zdarzeń.",
    "cp1250": "Most přes řeku byl znovu otevřen, řekla starostka; první vozy projely už ráno, říkají svědkové události.",
    "cp1251": "Мост снова открыт, сообщила начальница порта. Первые грузовики прошли утром, говорят очевидцы.",
    "koi8_r": "Мост снова открыт, сообщила начальница порта. Первые грузовики прошли утром, говорят очевидцы.",
    "cp1253": "Η γέφυρα άνοιξε ξανά, είπε η δήμαρχος. Τα πρώτα φορτηγά πέρασαν το πρωί, λένε οι κάτοικοι.",
    "cp1254": "Köprü yeniden açıldı, dedi belediye başkanı. İlk kamyonlar sabah geçti, diye anlattı görgü tanıkları.",
    "cp1255": "הגשר נפתח מחדש, אמרה ראש העיר. המשאיות הראשונות עברו בבוקר, סיפרו העדים.",
    "cp1256": "أعيد فتح الجسر، قالت رئيسة البلدية. مرت أولى الشاحنات صباحا، كما يقول شهود عيان.",
    "cp874": "สะพานเปิดใช้อีกครั้งแล้ว นายกเทศมนตรีกล่าวเมื่อเช้านี้ รถบรรทุกคันแรกผ่านไปแล้ว",
    "gb18030": "大桥重新开放，市长说。第一批卡车早上已经通过，目击者说，港口的工作也恢复了。",
    "cp932": "橋は再び開通したと市長は述べた。最初のトラックは朝に通過し、港の作業も再開された。",
    "cp949": "다리가 다시 열렸다고 시장이 말했다. 첫 트럭은 아침에 지나갔으며 항구의 작업도 다시 시작되었다.",
}  # fmt: skip


def page(words: str, charset: str, declared: str = "") -> bytes:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}</head><body><p>".encode() + words.encode(charset) + b"</p></body></html>"


@pytest.mark.parametrize("charset", TEXTS)
def test_a_page_that_declares_nothing_is_read_in_its_charset(charset: str):
    assert TEXTS[charset] in decode(page(TEXTS[charset], charset))


@pytest.mark.parametrize("charset", TEXTS)
def test_a_page_that_declares_another_charset_is_read_in_its_own(charset: str):
    assert TEXTS[charset] in decode(page(TEXTS[charset], charset, "iso-8859-1"))
    assert TEXTS[charset] in decode(page(TEXTS[charset], charset, "utf-8"))


@pytest.mark.parametrize("charset", TEXTS)
def test_what_a_page_declares_rightly_is_kept(charset: str):
    assert TEXTS[charset] in decode(page(TEXTS[charset], charset, charset.replace("_", "-")))


def test_the_servers_word_goes_before_the_pages():
    words = "Łoś"  # too short to tell
    assert words in decode(page(words, "iso8859_2", "windows-1252"), "ISO-8859-2")
    assert words in decode(page(words, "iso8859_2"), "iso-8859-2")


@pytest.mark.parametrize("declared", ["nonsense", "utf-8", "", "base64", None])
def test_a_server_that_says_nothing_of_use_is_passed_over(declared: str | None):
    assert TEXTS["cp1251"] in decode(page(TEXTS["cp1251"], "cp1251", "windows-1251"), declared)


def test_utf8_stays_utf8_whatever_is_declared():
    assert TEXTS["cp1250"] in decode(page(TEXTS["cp1250"], "utf-8", "windows-1252"), "windows-1250")


def test_a_name_of_two_letters_does_not_overrule_a_declaration():
    assert "Gdańsk" in decode(page("The ferry from Gdańsk is late.", "cp1250", "windows-1250"))


def test_a_long_page_takes_no_longer_than_a_short_one():
    content = page(TEXTS["cp1251"] * 20_000, "cp1251")
    started = time.process_time()
    decode(content)
    assert time.process_time() - started < 2
