"""What the questionnaire asks, and which answer to a question counts."""

from __future__ import annotations

import attrs

from ogpkit_reporting.model import Answer, IndependentReport
from ogpkit_reporting.questionnaire import list_questions
from ogpkit_reporting.reports import find_reports


def report_with(workspace, *answers):
    """The reports of the worked example, with other answers in the independent one."""
    document = workspace.one(IndependentReport, "XX", "2012-2013")
    changed = attrs.evolve(document, entity=attrs.evolve(document.entity, answers=answers))
    return find_reports(workspace.with_documents([changed]), "XX", "2012-2013")


def test_of_two_answers_to_one_question_the_first_one_counts(workspace):
    reports = report_with(
        workspace,
        Answer(question="consultation-forum", answer="yes"),
        Answer(question="consultation-wide", answer="partly"),
        Answer(question="consultation-forum", answer="no"),
    )
    found = {one.name: one.answer.answer for one in list_questions(reports) if one.answer}
    assert found == {"consultation-forum": "yes", "consultation-wide": "partly"}
