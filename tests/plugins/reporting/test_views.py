"""The declared tables: what people and programs get of the reports, at a cycle and over all of them."""

from __future__ import annotations

import pytest

from ogpkit.api import Place
from ogpkit.api.content import read_workspace
from ogpkit.api.output import build_table
from ogpkit.plugins.table_rows import list_rows
from ogpkit_reporting.views import AGREEMENT, ASSESSMENTS, COMPARISON, DRAFTS, QUESTIONS, REMARKS, STARS, STATES

PLACE = Place(country="XX", cycle="2012-2013")


def rows(view, workspace, *names, place=PLACE):
    table = build_table(view, workspace, place)
    places = [table.columns.index(name) for name in names]
    return [tuple(row[at] for at in places) for row in table.rows]


def test_each_report_says_how_it_stands_and_what_comes_next(workspace):
    assert rows(STATES, workspace, "report", "stands", "next", "missing") == [
        ("self-assessment", "deposited on June 26, 2013", "", ()),
        ("independent-report", "Published, June 30, 2013", "government-response", ()),
    ]


def test_what_waits_for_something_says_for_what(session, work):
    (own, independent) = rows(STATES, session.workspace, "next", "missing")
    assert (own, independent) == (("draft", ()), ("begin", ()))
    work.begin([], session.workspace.today)
    (_own, independent) = rows(STATES, session.workspace, "next", "missing")
    assert independent == ("research", ("Say who writes the report, under “Researchers”.",))


def test_a_question_says_what_its_answer_lacks(workspace):
    found = rows(QUESTIONS, workspace, "question", "commitment", "answer", "lacks")
    assert ("commitment-completion", "subnational-extractives", "limited", "no evidence") in found
    assert all(lacks == "" for _question, _about, answer, lacks in found if answer is None)


@pytest.mark.parametrize("place", [PLACE, Place(country="XX"), Place()])
def test_the_comparison_of_a_wider_place_says_where_each_row_lies(workspace, place):
    found = rows(COMPARISON, workspace, "country", "cycle", "government", "expert", "steps", place=place)
    assert found[0] == ("XX", "2012-2013", "substantial", "limited", 1)
    assert rows(AGREEMENT, workspace, "question", "compared", "percent", place=place)[0] == (
        "commitment-completion",
        1,
        0.0,
    )


def test_remarks_have_the_numbers_by_which_they_are_settled(commented):
    found = rows(REMARKS, commented.session.workspace, "sort", "number", "by", "resolved")
    assert found == [("review", 1, "Expert", False), ("comment", 1, "", False)]


def test_a_draft_that_was_sent_leads_to_its_step(commented):
    workspace = commented.session.workspace
    assert rows(DRAFTS, workspace, "stage", "state") == [
        ("Peer review", "Unchanged"),
        ("Government comment", "Unchanged"),
    ]


def test_an_edition_without_stars_gives_none(workspace):
    assert rows(STARS, workspace, "star") == []


def test_every_commitment_has_a_row_and_what_is_said_leads_to_its_place(root, workspace, plugins):
    (said,) = list_rows(ASSESSMENTS, workspace, PLACE)
    assert (said.item.commitment, said.document.path.rpartition("/")[2], said.at) == (
        "subnational-extractives",
        "self-assessment.toml",
        ("assessments", 0),
    )
    (root / "countries/XX/cycles/2012-2013/reports/self-assessment.toml").unlink()
    unsaid = read_workspace(root, plugins.kinds, plugins.editions).workspace
    (blank,) = list_rows(ASSESSMENTS, unsaid, PLACE)
    assert (blank.item.completion, blank.document) == (None, None)
