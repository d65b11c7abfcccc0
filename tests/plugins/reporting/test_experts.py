"""Who writes and who reviews a report: what is known of them, and on what their answers rest."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api.content import Translated
from ogpkit_reporting import acting
from ogpkit_reporting.edition import ReportingPart
from ogpkit_reporting.experts import LocalExpert, PanelExpert, is_same_name, is_serving, list_writers
from ogpkit_reporting.model import Answer, IndependentReport, Interview, Source
from ogpkit_reporting.questionnaire import count_evidence, list_lacking_evidence
from ogpkit_reporting.reports import find_reports
from ogpkit_reporting.stages import has_researchers
from ogpkit_reporting.stars import describe_formula


@pytest.mark.parametrize(
    ("day", "serves"),
    [
        (date(2011, 12, 31), False),
        (date(2012, 1, 1), True),
        (date(2014, 12, 31), True),
        (date(2015, 1, 1), False),
    ],
)
def test_an_expert_serves_from_the_first_to_the_last_day_of_the_term(day, serves):
    expert = PanelExpert(name="A", since=date(2012, 1, 1), until=date(2014, 12, 31))
    assert is_serving(expert, day) is serves


def test_a_term_without_ends_goes_on_for_ever():
    assert is_serving(PanelExpert(name="A"), date(2030, 1, 1))


def test_names_are_the_same_but_for_spaces_and_capitals():
    assert is_same_name("Ana  Pérez ", "ana pérez")
    assert not is_same_name("Ana Pérez", "Ana Lopez")


def test_who_writes_a_report_is_told_once_with_all_that_is_known():
    report = IndependentReport(
        researchers=("Ana Pérez", "Juma Otieno"),
        experts=(LocalExpert(name="ana pérez", country="KE"), LocalExpert(name="Third")),
    )
    assert [(one.name, one.country) for one in list_writers(report)] == [
        ("ana pérez", "KE"),
        ("Juma Otieno", None),
        ("Third", None),
    ]


def test_an_expert_who_is_described_needs_no_second_name(work):
    work.begin([], date(2013, 3, 15))
    assert list(has_researchers(work.independent, work.session.workspace))
    acting.describe_expert(work.session, work.place, LocalExpert(name="Ana Pérez"))
    assert not list(has_researchers(work.independent, work.session.workspace))
    acting.describe_expert(work.session, work.place, LocalExpert(name="Ana Pérez", organisation="University of X"))
    (expert,) = work.independent.entity.experts
    assert expert == LocalExpert(name="Ana Pérez", organisation="University of X")


def answer(*evidence):
    return Answer(
        question="commitment-completion", answer="limited", reason=Translated.of({"en": "So."}), evidence=evidence
    )


def rest_on(*answers):
    return IndependentReport(
        interviews=(Interview(id="talk", on=date(2013, 4, 12), with_="Coalition"),),
        sources=(Source(id="release", title="Release"),),
        answers=answers,
    )


@pytest.mark.parametrize(
    ("answers", "lacking"),
    [
        ((answer("talk", "release"),), []),
        ((answer("talk"), answer("release")), []),
        ((answer("talk"), answer()), ["sources"]),
        ((answer("release"),), ["interviews"]),
        ((answer(),), []),  # that no answer names anything is found answer by answer
    ],
)
def test_the_answers_of_a_report_rest_on_interviews_and_on_desk_work(workspace, answers, lacking):
    part = find_reports(workspace, "XX", "2012-2013").part
    assert [sort.value for sort in list_lacking_evidence(rest_on(*answers), part)] == lacking


def test_the_numbers_say_on_what_answers_rest():
    said = count_evidence(rest_on(answer("talk", "release"), answer("talk"), answer())).describe()
    assert said == "Answers that name their evidence: 2. Based on interviews: 2; on desk research: 1; on both: 1."


def test_stars_say_by_which_formula_they_are_given(plugins):
    names = ("irm-2011", "irm-2012", "irm-2013", "irm-2014", "irm-2018")
    said = {name: describe_formula(plugins.editions.part(name, ReportingPart)) for name in names}
    assert "Specificity" not in said["irm-2012"]
    assert "Specificity: Medium, High" in said["irm-2013"]
    assert "Potential impact: Moderate, Transformative" in said["irm-2013"]
    assert "Potential impact: Transformative;" in said["irm-2014"]
    assert (said["irm-2011"], said["irm-2018"]) == ("", "")
