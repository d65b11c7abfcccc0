"""Commitments that are coded together, and those that are called promising: what holds for whom, where it is shown."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from ogpkit.api import Place, replace_once
from ogpkit.api.content import Cycle
from ogpkit.api.output import build_table, public_workspace
from ogpkit.api.testing import WorkspaceBuilder, check_workspace
from ogpkit_reporting.events import list_events
from ogpkit_reporting.model import Answer, IndependentReport
from ogpkit_reporting.papers import write_review
from ogpkit_reporting.promising import list_called_promising, list_promising
from ogpkit_reporting.questionnaire import check_answer_value, list_cluster_questions, list_questions, list_unanswered
from ogpkit_reporting.reports import find_reports
from ogpkit_reporting.rules import RULE_FILE
from ogpkit_reporting.views import CLUSTERS, PROMISING, QUESTIONS

PLACE = Place(country="XX", cycle="2022-2024")
HOME = "countries/XX/cycles/2022-2024"
REPORT = f"{HOME}/reports/independent.toml"
EXAMPLE = RULE_FILE.example("clusters")
REVIEWED = """
[[products]]
product = "action-plan-review"
published = 2022-12-20
"""
FINAL = """
[[history]]
stage = "final"
on = 2024-12-15
"""


@pytest.fixture
def load(tmp_path, plugins):
    """Load the example, with other passages in its report."""

    def load(*changes, added="", today=EXAMPLE.today):
        text = EXAMPLE.files[REPORT] + added
        for before, after in changes:
            text = replace_once(text, before, after)
        return WorkspaceBuilder(tmp_path, plugins, today).files({**EXAMPLE.files, REPORT: text}).load()

    return load


def find_answers(workspace):
    asked = list_questions(find_reports(workspace, "XX", "2022-2024"))
    return {(one.name, one.commitment): (one.given, one.shared and one.shared.id) for one in asked if one.answer}


def test_the_answer_about_a_cluster_holds_for_each_commitment_in_it(load):
    found = find_answers(load().workspace)
    assert found["commitment-potential-impact", "register"] == ("substantial", "money")
    assert found["commitment-potential-impact", "tenders"] == ("substantial", "money")
    assert found["commitment-potential-impact", "schools"] == ("unclear", None)
    assert ("commitment-completion", "schools") not in found


def test_an_own_answer_counts_before_that_of_the_cluster(load):
    workspace = load(('commitment = "schools"', 'commitment = "tenders"')).workspace
    assert find_answers(workspace)["commitment-potential-impact", "tenders"] == ("unclear", None)


def test_what_a_cluster_answers_is_not_open_for_its_commitments(load):
    open_ = {(one.name, one.commitment) for one in list_unanswered(find_reports(load().workspace, "XX", "2022-2024"))}
    assert ("commitment-early-results", "schools") in open_
    assert ("commitment-early-results", "register") not in open_


def test_rules_that_code_each_by_itself_know_no_answer_about_a_cluster(load, plugins):
    workspace = load().workspace
    answer = Answer(question="commitment-completion", cluster="money", answer="complete")
    assert not list(check_answer_value(answer, find_reports(workspace, "XX", "2022-2024").part))
    reports = find_reports(workspace, "XX", "2022-2024")
    earlier = attrs.evolve(reports, part=attrs.evolve(reports.part, by_cluster=False))
    (refused,) = check_answer_value(answer, earlier.part)
    assert "each commitment is coded by itself" in refused
    assert list_cluster_questions(earlier) == ()
    assert all(one.shared is None for one in list_questions(earlier))


def test_an_answer_is_about_a_commitment_or_about_a_cluster(load):
    part = find_reports(load().workspace, "XX", "2022-2024").part
    both = Answer(question="commitment-completion", commitment="register", cluster="money", answer="complete")
    assert [*check_answer_value(both, part)] == [
        "An answer is about a commitment or about a cluster. Name only one of them."
    ]


def test_a_member_that_is_not_in_the_plan_is_found(load, plugins):
    loaded = load(('commitments = ["register", "tenders"]', 'commitments = ["register", "gone"]'))
    found = [one for one in check_workspace(loaded, plugins) if one.path == REPORT and "gone" in one.message]
    assert [one.code for one in found] == ["OGP014"]


def test_what_is_promising_is_called_so_once_and_holds_for_each_member(load):
    reports = find_reports(load().workspace, "XX", "2022-2024")
    assert [one.name for one in list_called_promising(reports)] == ["money"]
    assert [(one.commitment, one.cluster.id) for one in list_promising(reports)] == [
        ("register", "money"),
        ("tenders", "money"),
    ]


def test_tables_show_clusters_and_what_became_of_the_promising(load):
    workspace = load().workspace
    (cluster,) = build_table(CLUSTERS, workspace, PLACE).rows
    assert "Potential for results: Substantial" in cluster[-1]
    rows = build_table(PROMISING, workspace, PLACE).rows
    assert [row[2] for row in rows] == ["register", "tenders"]
    assert rows[0][-1] == ("Completion: Complete", "Early results: Moderate results")
    table = build_table(QUESTIONS, workspace, PLACE)
    at = table.columns.index("cluster")
    assert [row[at] for row in table.rows].count("money") == len(
        list_cluster_questions(find_reports(workspace, "XX", "2022-2024"))
    )


def test_the_codes_of_the_review_are_public_with_it(load, plugins):
    def list_public(today):
        loaded = load((FINAL, ""), added=REVIEWED, today=today)
        public = public_workspace(loaded.workspace, plugins)
        report = public.one(IndependentReport, "XX", "2022-2024")
        return {one.question for one in report.entity.answers} if report else None

    assert list_public(date(2022, 12, 19)) is None
    assert list_public(date(2022, 12, 20)) == {
        "commitment-promising",
        "commitment-potential-impact",
        "commitment-verifiable",
    }


def test_the_history_of_a_commitment_says_that_it_was_found_promising(load):
    workspace = load(added=REVIEWED).workspace
    found = [(one.day, one.place.path, one.outcome) for one in list_events(workspace)]
    reason = "Together they open public contracts."
    assert (date(2022, 12, 20), f"{HOME}/commitments/register.toml", reason) in found
    assert not any(path.endswith("schools.toml") for _day, path, _outcome in found)


def test_the_document_of_the_review_names_clusters_and_the_promising(load):
    workspace = load(added=REVIEWED).workspace
    document = write_review(workspace, PLACE, "en")
    said = str(document.blocks)
    assert "Public money" in said
    assert "Together they open public contracts." in said
    assert "Both are online." not in said  # results are the report's
    assert document.dated == date(2022, 12, 20)
    assert workspace.one(Cycle, "XX", "2022-2024")
