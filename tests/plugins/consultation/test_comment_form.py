"""The form for comments: on a page while people can comment, and its answers as a comment again."""

from __future__ import annotations

import attrs
import pytest

from ogpkit.api import Place, replace_once
from ogpkit.api.text import Form, Link, Paragraph
from ogpkit.workspace.settings import PortalSettings, WorkspaceSettings
from ogpkit_consultation.importing import COMMENT_FORM, ReadingOptions, read_comments
from ogpkit_consultation.model import Comment, Group
from ogpkit_consultation.pages import render

PLACE = Place(country="XX", cycle="2012-2013")
FORM = "XX/2012-2013/consultation/comment"
PLAN = "countries/XX/cycles/2012-2013/commitments/mining.toml"
TWO_LANGUAGES = WorkspaceSettings(languages=("en", "es"))
ANSWERS = """\
consultation=XX/2012-2013
name=Asha Mwangi
naming=show
group=citizens
email=asha@example.org
text=Publish payments by project.
Not by company: nobody can check that.
"""
MAIL = f"From: Somebody <else@example.org>\nDate: Fri, 20 Jan 2012 10:00:00 +0000\nSubject: x\nMIME-Version: 1.0\n\n{ANSWERS}"


@pytest.fixture
def workspace(read):
    return public(read, day="2012-01-20")


def public(read, day, contact="ogp@example.org", endpoint=""):
    from datetime import date

    workspace = read(today=date.fromisoformat(day))
    portal = PortalSettings(contact=contact, endpoint=endpoint)
    return attrs.evolve(workspace, settings=attrs.evolve(workspace.settings, portal=portal))


def pages(workspace):
    return {page.address: page for page in render(workspace, "en")}


def blocks(page, kind):
    return [block for block in page.blocks if isinstance(block, kind)]


def test_the_form_asks_for_little_and_knows_its_consultation(workspace):
    (form,) = blocks(pages(workspace)[FORM], Form)
    assert [field.name for field in form.fields if field.is_required] == ["consultation", "naming", "text"]
    assert form.fields[0].value == "XX/2012-2013"
    assert form.mail == "ogp@example.org"


def test_the_page_of_the_consultation_leads_to_it(workspace):
    links = [
        piece for block in blocks(pages(workspace)["XX/2012-2013/consultation"], Paragraph) for piece in block.pieces
    ]
    assert Link("Comment on the consultation", FORM) in links


@pytest.mark.parametrize(("day", "contact"), [("2012-02-01", "ogp@example.org"), ("2012-01-20", "https://example.org")])
def test_there_is_none_after_the_last_day_or_without_an_address(read, day, contact):
    assert FORM not in pages(public(read, day, contact))


@pytest.mark.parametrize("data", [ANSWERS, MAIL, ANSWERS.replace("=", ": ").replace("\n", "\r\n")])
def test_its_answers_come_in_as_a_comment(workspace, data):
    found = COMMENT_FORM.read(data.encode(), workspace, PLACE)
    assert found.not_understood == ()
    ((path, comment),) = found.files.items()
    assert path.startswith("countries/XX/cycles/2012-2013/consultation/comments/2012-01-20-")
    assert (comment.author, comment.group, comment.email) == ("Asha Mwangi", Group.CITIZENS, "asha@example.org")
    assert comment.text.splitlines()[0] == "Publish payments by project."
    assert not comment.anonymous
    assert comment.received.isoformat() == "2012-01-20"


def test_who_asks_not_to_be_named_is_not(workspace):
    found = COMMENT_FORM.read(ANSWERS.replace("naming=show", "naming=hide").encode(), workspace, PLACE)
    assert [comment.anonymous for comment in found.files.values()] == [True]


def test_the_same_answers_come_in_once(workspace, tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(ANSWERS)
    (tmp_path / "three.eml").write_text(MAIL)
    found = read_comments([tmp_path], ReadingOptions(received=workspace.today), workspace, PLACE)
    assert [type(comment) for comment in found.files.values()] == [Comment]
    assert found.not_understood == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("XX/2012-2013", "YY/2012-2013", "This comment is on YY/2012-2013."),
        ("naming=show", "naming=maybe", "not a possible answer"),
        ("text=Publish payments by project.\nNot by company: nobody can check that.\n", "", "This answer is missing."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_comes_in(workspace, old, new, said):
    found = COMMENT_FORM.read(replace_once(ANSWERS, old, new).encode(), workspace, PLACE)
    assert found.files == {}
    assert said in found.not_understood[0].message


def test_an_address_that_is_none_is_left_out_and_the_comment_counts(workspace):
    found = COMMENT_FORM.read(ANSWERS.replace("asha@example.org", "none").encode(), workspace, PLACE)
    assert [comment.email for comment in found.files.values()] == [None]


@pytest.fixture
def planned(read):
    """A consultation about a plan of which one commitment is there, in a country of two languages."""

    def read_planned(today):
        workspace = read(today=today, more={PLAN: 'title = "Publish mining revenues"\n'})
        return attrs.evolve(workspace, settings=attrs.evolve(workspace.settings, workspace=TWO_LANGUAGES))

    return public(read_planned, day="2012-01-20")


def test_it_asks_for_the_language_and_for_a_commitment_that_there_is(planned, workspace):
    (form,) = blocks(pages(planned)[FORM], Form)
    asked = {field.name: field.choices for field in form.fields}
    assert asked["language"] == (("en", "English"), ("es", "español"))
    assert ("mining", "Publish mining revenues") in asked["commitment"]
    assert form.fields[-1].name == "text"
    (form,) = blocks(pages(workspace)[FORM], Form)
    assert "language" not in {field.name for field in form.fields}


@pytest.mark.parametrize(
    ("commitment", "language", "found"),
    [("mining", "es", (("mining",), "es")), ("../../x", "not a language", ((), None))],
)
def test_its_answers_say_language_and_commitment_where_these_are_any(planned, commitment, language, found):
    text = f"commitment={commitment}\nlanguage={language}\ntext="
    (comment,) = COMMENT_FORM.read(ANSWERS.replace("text=", text).encode(), planned, PLACE).files.values()
    assert (comment.commitments, comment.language) == found
