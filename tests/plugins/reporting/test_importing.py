"""Assessments and answers from a sheet: every row is taken in or named."""

from __future__ import annotations

import pytest

from ogpkit.api import Place
from ogpkit.api.content import read_entity
from ogpkit.api.editing import save_import
from ogpkit_reporting.importing import ANSWERS_SHEET, ASSESSMENTS_SHEET
from ogpkit_reporting.model import SelfAssessment

read_assessments, read_answers = ASSESSMENTS_SHEET.read, ANSWERS_SHEET.read

OWN = "countries/XX/cycles/2012-2013/reports/self-assessment.toml"
INDEPENDENT = "countries/XX/cycles/2012-2013/reports/independent.toml"

ASSESSMENTS = """\
country,cycle,commitment,completion,on_time,summary.en,summary.es,evidence
XX,2012-2013,subnational-extractives,complete,no,All nine regions.,Las nueve regiones.,https://example.org/a https://example.org/b
"""

ANSWERS = """\
country,cycle,question,commitment,answer,reason.en,evidence
XX,2012-2013,commitment-completion,subnational-extractives,substantial,Eight of nine.,
XX,2012-2013,consultation-wide,,partly,Companies were not heard.,
"""


def test_an_assessment_takes_the_place_of_the_one_before(workspace):
    found = read_assessments(ASSESSMENTS.encode(), workspace, Place())
    assert (found.records, found.not_understood) == (1, ())
    assert set(found.files[OWN]) == {"assessments"}  # what the sheet does not speak of stays
    (one,) = read_entity(found.files[OWN], SelfAssessment).assessments
    assert (one.completion, one.on_time, one.summary.by_language["es"]) == ("complete", False, "Las nueve regiones.")
    assert one.evidence == ("https://example.org/a", "https://example.org/b")


def test_answers_stand_beside_those_that_are_there(workspace):
    found = read_answers(ANSWERS.encode(), workspace, Place())
    assert (found.records, found.not_understood) == (2, ())
    assert [(one["question"], one["answer"]) for one in found.files[INDEPENDENT]["answers"]] == [
        ("commitment-completion", "substantial"),
        ("consultation-wide", "partly"),
    ]


def test_what_is_imported_reaches_the_file_and_the_comments_in_it_stay(root, plugins):
    from ogpkit.api.editing import WorkspaceSession

    session = WorkspaceSession.open(root, plugins)
    found = read_answers(ANSWERS.encode(), session.workspace, Place())
    save_import(session, found, "Import")
    text = (root / INDEPENDENT).read_text("utf-8")
    assert "# the common questionnaire comes from the edition" in text
    assert 'answer = "substantial"' in text
    assert "Companies were not heard." in text
    session.close()


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("ZZ,2012-2013,subnational-extractives,complete,yes,,,", "cycle", "There is no cycle ZZ/2012-2013"),
        ("XX,2012-2013,forests,complete,yes,,,", "commitment", "“forests” is not in this cycle"),
        ("XX,2012-2013,subnational-extractives,finished,yes,,,", "completion", "finished"),
        ("XX,2012-2013,subnational-extractives,complete,perhaps,,,", "on_time", "is not yes or no"),
        ("XX,2012-2013,subnational-extractives,complete,yes,,,ftp://x", "evidence", "https://"),
    ],
)
def test_a_row_that_is_not_understood_is_named(workspace, row, column, said):
    head = ASSESSMENTS.splitlines()[0]
    found = read_assessments(f"{head}\n{row}\n".encode(), workspace, Place())
    assert found.records == 1
    assert [one.column for one in found.not_understood][:1] == [column]
    assert all(one.row == 2 for one in found.not_understood)
    assert said in found.not_understood[0].message


def test_columns_that_are_missing_or_strange_are_named(workspace):
    found = read_assessments(b"country,commitment,mood\nXX,subnational-extractives,good\n", workspace, Place())
    assert [(one.row, one.column) for one in found.not_understood] == [(0, "cycle"), (0, "mood")]
    assert found.files == {}


def test_the_same_thing_twice_is_named(workspace):
    found = read_assessments((ASSESSMENTS + ASSESSMENTS.splitlines()[1] + "\n").encode(), workspace, Place())
    assert (found.records, [one.row for one in found.not_understood]) == (2, [3])


def test_an_answer_that_is_not_on_the_scale_is_named(workspace):
    found = read_answers(ANSWERS.replace("substantial", "nearly").encode(), workspace, Place())
    assert "“nearly” is not an answer to “commitment-completion”" in found.not_understood[0].message


def test_what_is_no_sheet_is_said(workspace):
    (trouble,) = read_answers(b"", workspace, Place()).not_understood
    assert trouble.message == "This sheet is empty."
