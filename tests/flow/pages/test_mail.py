"""Mail newsletters: the page in a mail, what its head says, and mail that means harm."""

from __future__ import annotations

import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from wiredesk.flow.pages import read_place
from wiredesk.records import Page, Place, Rejected

HTML = "<html><body><h1>Ferry sails again</h1><p>The ferry of Velm sailed again on Monday.</p></body></html>"
PLAIN = "The ferry of Velm sailed again on Monday.\n"


def mail(**headers: str) -> EmailMessage:
    made = EmailMessage()
    given = {
        "From": "Velm Post <news@velm.example>",
        "Subject": "Ferry sails again",
        "Date": "Tue, 03 Mar 2026 07:30:00 +0100",
        "Message-ID": "<1@velm.example>",
    }
    for name, value in {**given, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
        made[name] = value
    return made


def newsletter(**headers: str) -> EmailMessage:
    made = mail(**headers)
    made.set_content(PLAIN)
    made.add_alternative(HTML, subtype="html")
    return made


def read(path: Path, content: bytes) -> list[Page | Rejected]:
    path.write_bytes(content)
    return list(read_place(Place(id="l-1", path=str(path))))


@pytest.fixture
def eml(tmp_path) -> Path:
    return tmp_path / "letter.eml"


def test_the_html_part_is_the_page_and_the_head_says_what_is_known(eml):
    (page,) = read(eml, newsletter(Archived_At="<https://velm.example/letters/1>").as_bytes())
    assert (page.form, page.page, page.content.decode().strip()) == ("html", str(eml), HTML)
    assert (page.meta.title, page.meta.outlet, page.meta.authors) == ("Ferry sails again", "Velm Post", ())
    assert (page.meta.published, page.meta.basis) == ("2026-03-03T07:30:00+01:00", "metadata")
    assert page.meta.url == "https://velm.example/letters/1"


def test_no_address_is_made_up(eml):
    (page,) = read(eml, newsletter(List_Unsubscribe="<https://velm.example/unsubscribe?me>").as_bytes())
    assert page.meta.url is None


def test_a_mail_without_html_is_a_dump_of_its_plain_part(eml):
    made = mail()
    made.set_content(PLAIN)
    (page,) = read(eml, made.as_bytes())
    assert (page.form, page.content.decode()) == ("dump", PLAIN)


def test_an_empty_html_part_gives_way_to_the_plain_one(eml):
    made = mail()
    made.set_content(PLAIN)
    made.add_alternative("  ", subtype="html")
    (page,) = read(eml, made.as_bytes())
    assert page.form == "dump"


def test_attachments_are_not_the_page(eml):
    made = newsletter()
    made.add_attachment("<p>terms</p>", subtype="html", filename="terms.html", disposition="attachment")
    (page,) = read(eml, made.as_bytes())
    assert page.content.decode().strip() == HTML


def test_a_forwarded_newsletter_is_found_in_its_mail(eml):
    made = mail(Subject="Fwd: Ferry")
    made.set_content("")
    made.add_attachment(newsletter(), disposition="inline")
    (page,) = read(eml, made.as_bytes())
    assert page.form == "html"


@pytest.mark.parametrize("charset", ["iso-8859-2", "koi8-r", "utf-8", "shift_jis"])
def test_the_charset_of_the_part_is_told(eml, charset):
    text = {"iso-8859-2": "Łódź, żółw", "koi8-r": "Паром", "utf-8": "Žluťoučký", "shift_jis": "連絡船"}[charset]
    made = mail()
    made.set_content(text + "\n", charset=charset)
    (page,) = read(eml, made.as_bytes())
    assert page.meta.charset == charset
    assert page.content.decode(charset).strip() == text


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        (b"Subject: =?utf-8?q?F=C3=A4hre?= =?utf-8?b?IGbDpGhydA==?=\nFrom: =?iso-8859-1?q?Velmer_Bl=E4tter?= <a@b.example>", "Fähre fährt", "Velmer Blätter"),
        ("Subject: Fähre\nFrom: a@velm.example".encode(), "Fähre", "velm.example"),
        ("Subject: Fähre\nFrom: \"Post, Velm\" <a@b.example>".encode("latin-1"), "Fähre", "Post, Velm"),
        (b"Subject: =?x-nothing?q?kept?=\nFrom: <a@b.example>", "=?x-nothing?q?kept?=", "b.example"),
        (b"Date: yesterday, I think", None, None),
    ],
)  # fmt: skip
def test_heads_are_read_as_far_as_they_go(eml, head, title, outlet):
    (page,) = read(eml, head + b"\n\n" + PLAIN.encode())
    assert (page.meta.title, page.meta.outlet, page.meta.published) == (title, outlet, None)


def test_a_mail_is_known_without_its_ending(tmp_path):
    (page,) = read(tmp_path / "1234.M5", newsletter().as_bytes())
    assert page.form == "html"


def test_a_text_about_mail_is_none(tmp_path):
    (page,) = read(tmp_path / "story", b"Subject: the ferry\nFrom: the quay\n\nIt sailed on Monday.")
    assert (page.form, page.content[:8]) == ("dump", b"Subject:")


def test_the_mails_of_an_mbox_are_pages_of_their_own(tmp_path):
    path = tmp_path / "letters.mbox"
    first, second = newsletter(), newsletter(Message_ID="<2@velm.example>", Subject="Second")
    first.get_body(("plain",)).set_content("As he wrote:\n\nFrom the quay we saw it.\n")
    start = b"From news@velm.example Tue Mar  3 07:30:00 2026\n"
    found = read(
        path, b"".join(start + one.as_bytes().replace(b"\nFrom the", b"\n>From the") + b"\n" for one in (first, second))
    )
    assert [one.page for one in found] == [f"{path}#1", f"{path}#2"]
    assert [one.meta.title for one in found] == ["Ferry sails again", "Second"]


def deep(kind: bytes, count: int) -> bytes:
    return b"".join(kind.replace(b"N", b"%d" % number) for number in range(count)) + b"\nA story.\n" * 1000


HOLDS = b'Content-Type: multipart/mixed; boundary="bN"\n\n--bN\n'


@pytest.mark.parametrize(
    "content",
    [
        deep(HOLDS, 2000),
        deep(HOLDS, 40) + b"line\n" * 450_000,
        deep(b"Content-Type: message/rfc822\n\n", 5000),
        b"Content-Type: multipart/mixed\n\nno boundary, but a story",
        b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\n" * 100_000,
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n' + b"cut",
        b"Content-Type: text/html; charset=\"no such; thing\n\n<p>A story.</p>",
        b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n!!!! not base64 \xff",
        b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n" + b"=" * 100_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\nA story.",
        b"From: " + b"(" * 100_000 + b"\n\nA story.",
        b"From: " + b"a@b, " * 50_000 + b"\n\nA story.",
        b"Content-Type: multipart/mixed; " + b"a=b; " * 50_000 + b"\n\nA story.",
        b"X-A: b\n" + b" x\n" * 400_000 + b"\nA story.",
        b"X-A: b\n" * 3_000_000,
        b"Subject: a\x00b\r\rc\n\nA \x00 story.",
    ],
    ids=range(16),
)  # fmt: skip
def test_mail_that_means_harm_is_one_page_or_one_rejection_in_bounded_time(eml, content):
    started = time.process_time()
    found = read(eml, content)
    assert len(found) == 1
    assert time.process_time() - started < 5
