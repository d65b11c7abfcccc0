"""Mails that were made to be a burden: each is read or named by its file, and costs none of the others."""

from __future__ import annotations

import contextlib
from time import process_time

import pytest

from ogpkit.api.cli import main
from ogpkit.api.editing import UnreadableMail, read_mail

HEAD = b"From: Ana <ana@example.org>\r\nDate: Sat, 10 Dec 2011 10:00:00 +0300\r\n"
PAGE = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"


def nested(depth):
    parts = (b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (one, one) for one in range(depth))
    return HEAD + b"".join(parts) + b"\r\nwords"


BURDENS = {
    "parts-in-parts": nested(5000),
    "mails-in-mails": HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 5000 + b"words",
    "letters-of-no-script": HEAD + b"Content-Type: text/plain; charset=x-none\r\n\r\n\xff\xfe",
    "codec-of-no-letters": HEAD + b"Content-Type: text/plain; charset=zlib\r\n\r\n\xff\xfe",
    "no-day": b"From: a@example.org\r\n\r\nwords",
    "year-99999": b"From: a@example.org\r\nDate: Sat, 10 Dec 99999 10:00:00 +0000\r\n\r\nwords",
    "hour-9999": b"From: a@example.org\r\nDate: Sat, 10 Dec 2011 10:00:00 +9999999\r\n\r\nwords",
    "zone-9999": b"From: a@example.org\r\nDate: Sat, 10 Dec 2011 10:00:00 +9999\r\n\r\nWords from nowhere.",
    "huge-day": b"From: a@example.org\r\nDate: " + b"9" * 100_000 + b"\r\n\r\nwords",
    "base64-of-nothing": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n!!!!====",
    "broken-headers": HEAD + b"From \xff: x\r\n:::\r\nX\r\n=?:\r\n" * 50 + b"\r\nWords below broken headers.",
    "no-text": HEAD + b"\r\n",
    "nothing": b"",
    "zeros": b"\0" * 100_000,
    "type-of-nothing": HEAD + b"Content-Type: multipart/alternative; boundary=\r\n\r\n--\r\n\r\nx\r\n----",
}
"""Mails out of which no comment can be taken."""

ODD = {
    "no-sender": b"Date: Sat, 10 Dec 2011 10:00:00 +0300\r\n\r\nWords of nobody.",
    "subject-of-50-MB": HEAD + b"Subject: " + b"x" * 50_000_000 + b"\r\n\r\nWords below a subject.",
    "encoded-words": HEAD + b"Subject: " + b"=?utf-8?b?4pyT?= " * 100_000 + b"\r\n\r\nWords below encoded words.",
    "zero": HEAD + b"\r\nWords with a \0 in them.",
    "brackets": b"From: " + b"(" * 50_000 + b"\r\nDate: Sat, 10 Dec 2011 10:00:00 +0300\r\n\r\nWords below brackets.",
}
"""Mails that are odd, and out of which a comment can be taken all the same."""


@pytest.fixture
def root(written, monkeypatch):
    folder = written(comment="")
    monkeypatch.chdir(folder)
    return folder


def test_each_is_named_by_its_file_and_the_others_come_in(root, capsys):
    folder = root.parent / "in"
    folder.mkdir()
    for name, data in (BURDENS | ODD).items():
        (folder / f"{name}.eml").write_bytes(data)
    words = ["consultation", "import", "XX/2012-2013", str(folder)]
    assert main([*words, "--preview"]) == 1
    said = capsys.readouterr().err
    refused = {line.split(".eml: ")[0] for line in said.splitlines() if ".eml: " in line and "already" not in line}
    assert refused == BURDENS.keys(), said
    for name in refused:
        (folder / f"{name}.eml").unlink()
    assert main(words) == 0
    taken = "".join(file.read_text("utf-8") for file in root.rglob("comments/*.toml"))
    assert "Words of nobody." in taken
    assert "Words below a subject." in taken


GROWING = {
    "answered lines": lambda times: HEAD + b"\r\nwords\r\n" + b"> a\r\n" * 20_000 * times,
    "introductions": lambda times: HEAD + b"\r\nwords\r\n" + b"a:\r\n>\r\n" * 10_000 * times,
    "empty lines": lambda times: HEAD + b"\r\na" + b"\n" * 60_000 * times + b"b",
    "spaces": lambda times: HEAD + b"\r\na" + b" " * 60_000 * times + b"b",
    "tags that never end": lambda times: PAGE + b"words<a " * 10_000 * times,
    "remarks that never end": lambda times: PAGE + b"words<!--" * 10_000 * times,
    "ends that never end": lambda times: PAGE + b"words</a" * 10_000 * times,
    "instructions that never end": lambda times: PAGE + b"words<?" * 10_000 * times,
    "elements in elements": lambda times: PAGE + b"words<div>" * 5_000 * times,
}


def seconds(data):
    taken = []
    for _time in range(3):
        begun = process_time()
        with contextlib.suppress(UnreadableMail):
            read_mail(data)
        taken.append(process_time() - begun)
    return min(taken)


@pytest.mark.parametrize("make", GROWING.values(), ids=GROWING)
def test_eight_times_the_mail_takes_no_more_than_about_eight_times_as_long(make):
    """Quadratic is 64 times as long; what takes no time to speak of is not measured."""
    seconds(make(1))
    one, eight = max(seconds(make(1)), 0.005), seconds(make(8))
    assert eight < 24 * one, (one, eight)


@pytest.mark.parametrize("name", ["sheet.odt", "box.mbox", "idea.pdf", "letter.docx"])
def test_a_file_of_another_form_is_refused_and_says_what_to_do(root, capsys, name):
    file = root.parent / name
    file.write_bytes(b"From a@example.org\n" + HEAD + b"\nwords")
    assert main(["consultation", "import", "XX/2012-2013", str(file), "--received", "2012-01-01"]) == 1
    said = capsys.readouterr().err
    assert name in said
    assert ".csv, .xlsx, .ods, .json, .eml, .txt" in said
