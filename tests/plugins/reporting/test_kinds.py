"""The kinds of this plugin: what is written reads the same, and the worked example stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given

from ogpkit.api.content import check_values, entity_values, parse_toml, read_entity
from ogpkit.api.editing import format_new_file
from ogpkit.api.testing import entities
from ogpkit_reporting.kinds import DRAFT, INDEPENDENT, SELF_ASSESSMENT
from ogpkit_reporting.model import IndependentReport, SelfAssessment, SentDraft

KINDS = (SELF_ASSESSMENT, INDEPENDENT, DRAFT)


@given(entities(SelfAssessment))
def test_a_self_assessment_that_is_written_reads_the_same(entity):
    assert read_entity(parse_toml(format_new_file(entity)), SelfAssessment) == entity


@given(entities(IndependentReport))
def test_an_independent_report_that_is_written_reads_the_same(entity):
    assert read_entity(parse_toml(format_new_file(entity)), IndependentReport) == entity


@given(entities(SentDraft))
def test_a_draft_that_is_written_reads_the_same(entity):
    assert read_entity(entity_values(entity), SentDraft) == entity


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_example_of_a_kind_is_right(kind):
    assert check_values(read_entity(parse_toml(kind.example.encode()), kind.entity)) == ()


def test_the_worked_example_loads_as_it_is(workspace):
    own = workspace.one(SelfAssessment, "XX", "2012-2013").entity
    report = workspace.one(IndependentReport, "XX", "2012-2013").entity
    assert own.assessments[0].evidence == ("https://example.org/map",)
    assert (report.interviews[0].with_, report.interviews[0].group) == ("Regional NGO coalition", "civil-society")
    assert [step.stage for step in report.history][-1] == "published"
    assert {kind.name for kind in KINDS} >= {"self-assessment", "independent-report"}
