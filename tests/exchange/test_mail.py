"""Mails as mail programs write them: encodings, HTML, replies, signatures, and mails that say nothing."""

from __future__ import annotations

import base64
import quopri
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.exchange.mail import UnreadableMail, read_mail, read_page

ARABIC = "يجب نشر المدفوعات لكل مشروع"
GEORGIAN = "გადახდები უნდა გამოქვეყნდეს პროექტების მიხედვით"


def raw(body, content_type, encoding, **headers):
    lines = {
        "From": '"Ana P\\"erez" <ana@example.org>',
        "Date": "Sat, 10 Dec 2011 23:30:00 -0500",
        "Subject": "Plan",
        **{name.replace("_", "-"): value for name, value in headers.items()},
        "MIME-Version": "1.0",
        "Content-Type": content_type,
        "Content-Transfer-Encoding": encoding,
    }
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode() + b"\r\n" + body


def made(text="", html=None, **headers):
    mail = EmailMessage(policy=SMTP)
    mail["From"] = headers.pop("sender", "Ana Pérez <ana@example.org>")
    mail["Date"] = "Sat, 10 Dec 2011 23:30:00 -0500"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    if text:
        mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html") if text else mail.set_content(html, subtype="html")
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("windows-1256", ARABIC),
        ("utf-8", ARABIC),
        ("utf-8", GEORGIAN),
        ("iso-8859-1", "Los años próximos"),
        ("utf-16", "Hallo"),
    ],
)
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_letters_come_through_every_encoding(charset, text, encoding):
    data = text.encode(charset)
    body = base64.encodebytes(data) if encoding == "base64" else quopri.encodestring(data)
    assert read_mail(raw(body, f'text/plain; charset="{charset}"', encoding)).text == text


def test_the_sender_the_day_where_it_was_sent_and_the_language():
    headers = {"From": "Ana Pérez <ana@example.org>", "Content_Language": "sw-TZ, en"}
    mail = read_mail(raw(b"Publish payments.", "text/plain; charset=utf-8", "8bit", **headers))
    assert (mail.author, mail.email, mail.received, mail.language) == (
        "Ana Pérez",
        "ana@example.org",
        date(2011, 12, 10),
        "sw",
    )


def test_a_name_in_an_encoded_word():
    name = base64.b64encode("جمعية الشفافية".encode("windows-1256")).decode()
    mail = read_mail(
        raw(b"Hello", "text/plain; charset=utf-8", "8bit", From=f"=?windows-1256?B?{name}?= <a@example.org>")
    )
    assert (mail.author, mail.email) == ("جمعية الشفافية", "a@example.org")


PAGE = """<html lang="es"><head><title>T</title><style>p {color: red}</style></head>
<body><h1>Propuesta</h1><p>Los pagos &mdash; por  proyecto,<br>no por empresa.</p>
<ul><li>Uno</li><li>Dos</li></ul><script>alert("x")</script><table><tr><td>A</td></tr></table></body></html>"""


def test_a_mail_in_html_alone_is_read_as_its_words():
    mail = read_mail(made(html=PAGE))
    assert mail.text == "Propuesta\n\nLos pagos — por proyecto,\nno por empresa.\n\n- Uno\n\n- Dos\n\nA".replace(
        "Uno\n\n- ", "Uno\n\n- "
    )
    assert mail.language == "es"


def test_plain_text_is_preferred_to_html():
    assert read_mail(made("Words", html="<p>Other words</p>")).text == "Words"


def test_a_signature_and_the_mail_that_is_answered_are_not_the_comment():
    text = "Publish payments.\n\nOn 1 December the ministry wrote:\n> Tell us\n> what you think.\n\n-- \nAna\n+254 712 345 678\n"
    assert read_mail(made(text)).text == "Publish payments."
    assert read_mail(made("> You ask for ideas.\nPublish payments.")).text == "> You ask for ideas.\nPublish payments."


def test_a_mail_with_a_subject_alone_says_what_its_subject_says():
    assert read_mail(made(Subject="Publish payments by project")).text == "Publish payments by project"


def test_a_mail_that_says_nothing_is_told_with_its_attachments():
    mail = EmailMessage()
    mail["From"] = "ana@example.org"
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="idea.pdf")
    with pytest.raises(UnreadableMail, match=r"idea\.pdf"):
        read_mail(mail.as_bytes())


def test_letters_that_cannot_be_told_are_not_guessed():
    with pytest.raises(UnreadableMail, match="x-unknown"):
        read_mail(raw("é".encode("cp1252"), "text/plain; charset=x-unknown", "8bit"))
    assert read_mail(raw("é".encode(), "text/plain; charset=x-unknown", "8bit")).text == "é"


@pytest.mark.parametrize("sender", ["", "undisclosed", "<>", "Ana <not an address>"])
def test_a_sender_without_an_address_costs_nothing_else(sender):
    mail = read_mail(raw(b"Words", "text/plain", "7bit", From=sender))
    assert mail.text == "Words"


def test_a_wrong_day_is_no_day():
    assert read_mail(raw(b"Words", "text/plain", "7bit", Date="yesterday")).received is None


@given(st.binary(max_size=400))
def test_whatever_a_file_holds_it_is_read_or_refused(data):
    try:
        assert read_mail(data).text
    except UnreadableMail:
        return


def test_a_page_that_never_ends_is_read_to_its_end():
    assert read_page("<p>One<p>Two<style>x")[0] == "One\n\nTwo"
