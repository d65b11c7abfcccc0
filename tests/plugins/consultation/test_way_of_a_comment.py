"""A comment's way, by the commands that a coordinator uses: e-mail file, comment, commitment, answer, public report."""

from __future__ import annotations

import json
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from ogpkit.api import replace_once
from ogpkit.api.cli import main
from ogpkit_consultation.rules import RULE_FILE

COUNTRY = RULE_FILE.example().files["countries/XX/country.toml"]

PLACE = "XX/2012-2013"


@pytest.fixture
def ogpkit(written, monkeypatch, capsys):
    root = written(comment="", country=replace_once(COUNTRY, "languages = []", 'languages = ["es"]'))
    monkeypatch.chdir(root)

    def ogpkit(*words, code=0):
        capsys.readouterr()
        ended = main(words)
        done = capsys.readouterr()
        assert ended == code, done.err
        return done

    return ogpkit


def mail():
    made = EmailMessage(policy=SMTP)
    made["From"] = "منى <mona@example.org>"
    made["Date"] = "Sat, 10 Dec 2011 10:00:00 +0200"
    made["Subject"] = "الخطة"
    made.set_content(
        "يجب نشر المدفوعات لكل مشروع.\nاتصلوا بي: +20 100 123 4567\n-- \nمنى", charset="windows-1256", cte="base64"
    )
    return made.as_bytes()


def test_from_a_mail_to_the_public_report(ogpkit, tmp_path):
    file = tmp_path / "mail.eml"
    file.write_bytes(mail())
    told = ogpkit("consultation", "import", PLACE, str(file), "--language", "ar", "--preview").err
    assert "1 new comment." in told
    assert "Nothing was imported" in told
    ogpkit("consultation", "import", PLACE, str(file), "--language", "ar")
    assert "0 new comments." in ogpkit("consultation", "import", PLACE, str(file)).err

    [found] = json.loads(ogpkit("consultation", "comments", PLACE, "--unanswered", "--format", "json").out)
    number = found["id"]
    assert number.startswith("2011-12-10-")
    assert (found["author"], found["language"], found["received"]) == ("منى", "ar", "2011-12-10")
    assert found["text"] == "يجب نشر المدفوعات لكل مشروع.\nاتصلوا بي: [telephone number]"
    [private] = json.loads(ogpkit("consultation", "comments", PLACE, "--private", "--format", "json").out)
    assert private["email"] == "mona@example.org"
    assert "CON027" in ogpkit("check", "--today", "2012-02-01", code=1).out

    words = ("--outcome", "accepted", "--text", "Payments are reported by project.", "--commitment", "mining-revenues")
    assert (
        "There is no commitment" in ogpkit("consultation", "answer", PLACE, number, *words[:-1], "nothing", code=2).err
    )
    ogpkit("consultation", "answer", PLACE, number, *words, "--on", "2012-01-15")
    spanish = ("--outcome", "accepted", "--language", "es", "--text", "Los pagos se publican por proyecto.")
    ogpkit("consultation", "answer", PLACE, number, *spanish, "--on", "2012-01-15")
    assert json.loads(ogpkit("consultation", "comments", PLACE, "--unanswered", "--format", "json").out) == []

    out = tmp_path / "out"
    ogpkit("consultation", "report", PLACE, "--out", str(out))
    english, spanish = (
        (out / f"consultation-summary-XX-2012-2013-{code}.md").read_text("utf-8") for code in ("en", "es")
    )
    for text, answer in (
        (english, "Payments are reported by project"),
        (spanish, "Los pagos se publican por proyecto"),
    ):
        assert f"{{#comment-{number}}}" in text
        assert "> يجب نشر المدفوعات لكل مشروع." in text
        assert text.count(answer) == 2, "with the comment, and with the commitment that it changed"
        assert "mona@example" not in text
        assert "123 4567" not in text
