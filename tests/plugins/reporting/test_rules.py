"""What the rules say at their edges; that each has a wrong and a right example is shown with all other rules."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import replace_once
from ogpkit.api.content import read_workspace
from ogpkit.api.testing import check_workspace
from ogpkit_reporting.rules import RULE_FILE

RIGHT = RULE_FILE.example()
TODAY = RIGHT.today
PATHS = {
    "cycle": "countries/XX/cycles/2012-2013/cycle.toml",
    "own": "countries/XX/cycles/2012-2013/reports/self-assessment.toml",
    "report": "countries/XX/cycles/2012-2013/reports/independent.toml",
    "country": "countries/XX/country.toml",
    "draft": "countries/XX/cycles/2012-2013/reports/drafts/96d18a700c0a67e9544b1212c91e80fb.toml",
}
OWN = RIGHT.files[PATHS["own"]]
REPORT = RIGHT.files[PATHS["report"]]


def build_example(today=RIGHT.today, **parts):
    """The right workspace with other files in the place of some."""
    files = {PATHS[name]: text for name, text in parts.items()}
    return RIGHT.with_files(files).on(today)


@pytest.fixture
def found(tmp_path, plugins):
    """The codes of this plugin that an example breaks."""

    def found(example, today=None):
        for path, text in example.files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
        findings = check_workspace(
            read_workspace(tmp_path, plugins.kinds, plugins.editions, today or example.today), plugins
        )
        return [one.code for one in findings if one.code.startswith("REP")]

    return found


def test_the_right_example_breaks_no_rule_at_all(found):
    assert found(RIGHT) == []


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2013, 3, 31), []),
        (date(2013, 6, 30), []),
        (date(2013, 7, 31), []),  # three months and 31 days: still “approximately”
        (date(2013, 8, 1), ["REP001", "REP011"]),
    ],
)
def test_reports_are_missed_only_after_the_edition_s_days(found, today, codes):
    assert sorted(found(build_example(own="", report="", draft=""), today)) == codes


@pytest.mark.parametrize(
    ("day", "codes"),
    [("2013-07-31", []), ("2013-08-01", ["REP002"]), ("2013-03-31", ["REP002"])],
)
def test_in_time_is_after_the_cycle_and_about_three_months_later(found, day, codes):
    own = OWN.replace("2013-06-25", day).replace("2013-06-26", max(day, "2013-06-26"))
    assert found(build_example(own=own)) == codes


def test_nothing_is_asked_of_a_report_that_nobody_has_been_sent(found):
    report = REPORT.partition("[[answers]]")[0] + '[[history]]\nstage = "assigned"\non = 2013-03-15\nby = "irm"\n'
    assert found(build_example(report=report, draft=""), date(2013, 4, 1)) == []


def test_a_question_is_missed_once_the_report_was_sent(found):
    report = REPORT.replace('question = "consultation-forum"', 'question = "consultation-wide"')
    assert sorted(found(build_example(report=report))) == ["REP021", "REP023"]


def test_a_withdrawn_commitment_needs_no_word_about_time(found):
    own = replace_once(replace_once(OWN, "on_time = true\n", ""), '"substantial"', '"withdrawn"')
    assert found(build_example(own=own)) == []


def test_a_remark_that_is_answered_counts_as_one_that_is_resolved(found):
    assert found(build_example(report=REPORT.replace("resolved = true", 'answer = "It is named now."'))) == []


def test_a_remark_on_a_report_that_did_not_go_on_yet_may_be_open(found):
    report = REPORT.partition('[[history]]\nstage = "government-comment"')[0].replace("resolved = true\n", "")
    report = report.partition("[[government_comments]]")[0] + report[report.index("[[history]]") :]
    assert found(build_example(report=report), date(2013, 5, 21)) == []


def test_deposited_without_being_published_is_said(found):
    assert found(build_example(own=replace_once(OWN, "published = 2013-06-25\n", "")), date(2013, 7, 1)) == ["REP004"]


def test_a_report_that_begins_in_the_middle(found):
    report = REPORT.replace('[[history]]\nstage = "assigned"\non = 2013-03-15\nby = "irm"\n\n', "")
    assert found(build_example(report=report)) == ["REP015"]


def test_an_unknown_edition_asks_for_nothing(found):
    """What is wrong is the name of the edition, and another rule says so."""
    cycle = 'edition = "roadmap-1911"\nstart = 2012-04-01\nend = 2013-03-31\n'
    assert found(build_example(cycle=cycle, own="", report="", draft=""), TODAY) == []
