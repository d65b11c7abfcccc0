"""The form for an expression of interest: on the portal, as a file, and as a case once its mail comes in, whoever sent it."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from ogpkit.api import Place
from ogpkit.api.content import read_workspace
from ogpkit.api.editing import UnreadableForm
from ogpkit.api.output import public_workspace
from ogpkit.api.text import Form
from ogpkit_networking.cases import get_stage
from ogpkit_networking.interest import read_interest, write_file
from ogpkit_networking.model import Aim, Channel, Maturity
from ogpkit_networking.pages import render

COMMITTEE = """\
interest = "networking@example.org"

[[members]]
name = "Global Integrity"
chair = true
"""
ANSWERS = {
    "country": "XY",
    "institution": "Office of the President",
    "name": "",
    "email": "ogp@example.org",
    "telephone": "+1 555 0100",
    "aim": "implementation-plan",
    "request": "We want open data about clinics.",
}
FILE = "".join(f"{key}={said}\r\n" for key, said in ANSWERS.items())


def mail(text, sent="Sat, 10 Mar 2012 23:30:00 -0500"):
    made = EmailMessage(policy=SMTP)
    made["From"], made["Date"], made["Subject"] = "Ana <ana@example.org>", sent, "Expression of interest"
    made.set_content(text)
    return made.as_bytes()


def answers(**more):
    return "".join(f"{key}: {said}\n" for key, said in (ANSWERS | more).items()).encode()


def begun(found):
    ((path, case),) = found.files.items()
    return path, case


@pytest.mark.parametrize(
    "data", [FILE.encode(), mail(FILE), b"\xef\xbb\xbfHello,\n" + answers()], ids=["file", "mail", "typed"]
)
def test_what_the_form_sends_begins_a_case(data, loaded):
    content = loaded()
    path, case = begun(read_interest(data, content, Place()))
    assert path.startswith("networking/cases/xy-health-open-data-")
    assert (case.country, case.channel, case.aim) == ("XY", Channel.FORM, Aim.IMPLEMENT)
    assert case.request.best("en") == "We want open data about clinics."
    assert (case.contact.email, case.contact.name) == ("ogp@example.org", "")
    assert (get_stage(case), case.maturity, case.manager) == ("received", Maturity.VAGUE, "")
    assert "The sender is not verified." in case.notes


def test_the_day_is_that_of_the_mail_and_never_in_the_future(loaded):
    content = loaded()
    assert begun(read_interest(mail(FILE), content, Place()))[1].opened == date(2012, 3, 10)
    late = mail(FILE, "Sat, 10 Mar 2035 23:30:00 -0500")
    assert begun(read_interest(late, content, Place()))[1].opened == content.today == date(2012, 3, 31)


def test_a_country_is_known_by_its_code_and_by_its_name(loaded):
    for said, code in (("Country Y", "XY"), ("kenya", "KE"), ("KE", "KE")):
        assert begun(read_interest(answers(country=said), loaded(), Place()))[1].country == code


def test_a_request_that_comes_twice_is_one_case(written, plugins, loaded):
    there = {
        "networking/cases/one.toml": 'country = "XY"\nopened = 2012-03-01\nrequest = "We want open data  about CLINICS."\n'
    }
    found = read_interest(answers(), loaded(there), Place())
    assert found.files == {}
    assert found.notes == ("This request already exists, as one.",)


@pytest.mark.parametrize(
    ("more", "key", "said"),
    [
        ({"country": "Atlantis"}, "country", "is not a country"),
        ({"country": ""}, "country", "missing"),
        ({"request": ""}, "request", "missing"),
        ({"email": "nobody"}, "email", "not an e-mail address"),
        ({"aim": "conquer"}, "aim", "not a possible answer"),
        ({"name": "x" * 201}, "name", "200"),
        ({"request": "x" * 10_001}, "request", "10,000"),
    ],
)
def test_an_answer_that_is_not_understood_is_told_and_nothing_written(more, key, said, loaded):
    found = read_interest(answers(**more), loaded(), Place())
    assert found.files == {}
    assert [(one.column, said in one.message) for one in found.not_understood] == [(key, True)]


def test_lines_of_the_request_take_the_place_of_no_other_answer(loaded):
    words = "Roads.\nemail: thief@example.org\ncountry=KE\nmanager: Mallory\n\x1b[2J[bold]"
    _path, case = begun(read_interest(answers(request=words), loaded(), Place()))
    assert (case.country, case.contact.email, case.manager) == ("XY", "ogp@example.org", "")
    assert "\x1b" not in case.request.best("en")
    assert "country=KE" in case.request.best("en")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"Dear all, hello."])
def test_a_file_without_answers_says_what_is_needed(data, loaded):
    with pytest.raises(UnreadableForm):
        read_interest(data, loaded(), Place())


def test_the_file_to_fill_in_comes_in_again(loaded):
    content = loaded()
    form = write_file(content, Place()).decode()
    for key, said in ANSWERS.items():
        form = form.replace(f"\n{key}:\n", f"\n{key}: {said}\n")
    assert begun(read_interest(form.encode(), content, Place()))[1].country == "XY"


def test_the_portal_has_the_form_where_an_address_is_given(loaded, plugins):
    def pages(committee):
        content = public_workspace(loaded({"networking/committee.toml": committee}), plugins)
        return {page.address: page for page in render(content, "en")}

    page = pages(COMMITTEE)["networking/interest"]
    (form,) = [block for block in page.blocks if isinstance(block, Form)]
    assert form.mail == "networking@example.org"
    assert [field.name for field in form.fields] == list(ANSWERS)
    assert [field.name for field in form.fields if field.is_required] == ["country", "institution", "email", "request"]
    assert "networking/interest" not in pages(COMMITTEE.partition("\n\n")[2])


def test_a_case_from_the_form_is_shown_to_nobody_outside(written, plugins, loaded):
    content = loaded()
    path, case = begun(read_interest(answers(), content, Place()))
    from ogpkit.api.content import entity_values
    from ogpkit.api.editing import format_new_file

    text = format_new_file(entity_values(case)).decode()
    again = read_workspace(written({path: text}), plugins.kinds, plugins.editions, date(2012, 3, 31)).workspace
    assert path in again.documents
    assert path not in public_workspace(again, plugins).documents
