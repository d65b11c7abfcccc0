"""What is on the agenda: what is overdue, due soon or waiting, what stands before the next stage, and what is wrong."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ogpkit_commitments
import ogpkit_consultation
from ogpkit.editing.agenda import (
    MOST_CAUSES,
    MOST_TASKS,
    Urgency,
    describe_cycle,
    describe_due,
    describe_wait,
    find_open_cycles,
    list_due_items,
    list_problem_items,
    list_stage_items,
    list_waiting_items,
)
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.contributions import DueDate, Task, Tasks
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.places import Place, Progress
from ogpkit.plugins.providing import hookimpl

TODAY = date(2012, 5, 1)
XX = Place(country="XX", cycle="2012-2013")


def owe(due, done=None, place=XX):
    return OwnedContribution("due", DueDate(title="Deposit", due=due, place=place, section="I", done=done))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-800, "Overdue by 2 years"),
        (-90, "Overdue by 3 months"),
        (-61, "Overdue by 2 months"),
        (-60, "Overdue by 60 days"),
        (-12, "Overdue by 12 days"),
        (-1, "Overdue by 1 day"),
        (0, "Due today"),
        (1, "Due in 1 day"),
        (3, "Due in 3 days"),
        (60, "Due in 60 days"),
        (61, "Due on July 1, 2012"),
    ],
)
def test_when_something_is_due_is_said_in_words(days, said):
    assert describe_due(TODAY + timedelta(days=days), TODAY) == said


@given(st.dates(), st.dates())
def test_only_what_is_past_is_overdue(due, today):
    assert describe_due(due, today).startswith("Overdue by") is (due < today)


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, ""), (1, "Waiting 1 day"), (12, "Waiting 12 days"), (90, "Waiting 3 months"), (800, "Waiting 2 years")],
)
def test_how_long_something_waits_is_said_in_words(days, said):
    assert describe_wait(TODAY - timedelta(days=days), TODAY) == said
    assert describe_wait(None, TODAY) == ""


@pytest.mark.parametrize(
    ("days", "urgency"),
    [(-1, Urgency.OVERDUE), (0, Urgency.SOON), (30, Urgency.SOON), (31, None)],
)
def test_what_is_due_within_thirty_days_is_on_the_agenda(days, urgency):
    found = list(list_due_items([owe(TODAY + timedelta(days=days))], TODAY, Place()))
    assert [item.urgency for item in found] == ([urgency] if urgency else [])


def test_what_is_done_or_somebody_elses_is_not_on_the_agenda():
    done, other = owe(TODAY, done=TODAY), owe(TODAY, place=Place(country="YY"))
    assert not list(list_due_items([done, other], TODAY, XX))
    assert len(list(list_due_items([done, other], TODAY, Place()))) == 1


def test_of_what_is_overdue_the_last_days_come_first_of_the_rest_the_next():
    due_dates = [owe(TODAY + timedelta(days=days)) for days in (-800, -12, -1, 2, 9)]
    said = [item.when for item in list_due_items(due_dates, TODAY, Place())]
    assert said == ["Overdue by 1 day", "Overdue by 12 days", "Overdue by 2 years", "Due in 2 days", "Due in 9 days"]


def plugins_with(*tasks):
    @hookimpl
    def ogpkit_tasks():
        yield Tasks(name="letters", title="Letters", derive=lambda workspace: tasks)

    modules = {"letters": SimpleNamespace(ogpkit_tasks=ogpkit_tasks), "commitments": ogpkit_commitments}
    return Plugins.of({**modules, "consultation": ogpkit_consultation})


CYCLE = """\
edition = "roadmap-2011"
start = 2012-07-01
end = 2013-06-30
challenges = ["public-resources"]
[[history]]
stage = "intent"
on = 2012-01-10
"""
COMMITMENT = """\
title = "Publish mining revenues"
[[milestones]]
id = "map"
title = "Map"
due = {day}
status = "not-started"
"""
COMMENT = 'received = 2012-04-{day:02}\ntext = "Publish payments by project."\n'


@pytest.fixture
def opened(tmp_path):
    """Opens a workspace with some files beside those that each has."""

    def opened(plugins, files=(), today=TODAY):
        base = {
            "ogpkit.toml": '[workspace]\nname = "X"\nlanguages = ["en"]\n',
            "countries/XX/country.toml": 'name = "Country X"\n',
            "countries/XX/cycles/2012-2013/cycle.toml": CYCLE,
        }
        for path, text in {**base, **dict(files)}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
        return WorkspaceSession.open(tmp_path, plugins, today)

    return opened


def test_of_many_tasks_those_that_wait_longest_are_listed(opened):
    tasks = [Task(title=f"Letter {day}", place=XX, since=date(2012, 4, day)) for day in range(MOST_TASKS + 3, 0, -1)]
    plugins = plugins_with(*tasks)
    found = [item.title for item in list_waiting_items(opened(plugins).workspace, plugins, Place())]
    assert found == [*(f"Letter {day}" for day in range(1, MOST_TASKS + 1)), "Letters: 3 more"]


def test_a_comment_waits_for_its_answer_until_it_has_one(opened):
    plugins, folder = plugins_with(), "countries/XX/cycles/2012-2013/consultation/comments"
    answer = '[response]\non = 2012-04-20\noutcome = "noted"\n'
    files = {f"{folder}/1.toml": COMMENT.format(day=9), f"{folder}/2.toml": COMMENT.format(day=8) + answer}
    [item] = list_waiting_items(opened(plugins, files).workspace, plugins, Place())
    assert (item.title, item.when) == ("Answer the comment “Publish payments by project.”", "Waiting 22 days")
    assert item.action.action == "consultation-answer"
    assert item.place.at == ("response",)


def test_a_milestone_is_reported_complete_by_its_action(opened):
    plugins = plugins_with()
    path = "countries/XX/cycles/2012-2013/commitments/portal.toml"
    session = opened(plugins, {path: COMMITMENT.format(day="2012-04-19")})
    item = next(item for item in list_due_items(session.calendar(), TODAY, Place()) if item.place.path == path)
    assert (item.title, item.when) == ("Milestone: Map", "Overdue by 12 days")
    assert item.action.values == {"commitment": "portal", "milestone": "map"}
    assert str(item.action.initial["status"]) == "complete"


def test_what_stands_before_a_stage_is_said_and_what_is_possible_offered(opened):
    plugins = plugins_with()
    workspace = opened(plugins).workspace
    [cycle] = find_open_cycles(workspace, plugins, Place())
    found = list(list_stage_items(workspace, plugins, cycle))
    assert all(item.urgency is Urgency.STAGE for item in found)
    possible = [item for item in found if item.action]
    assert possible
    assert possible[0].title.endswith("nothing is missing")
    assert possible[0].action.action == "commitments-advance-cycle"
    assert possible[0].action.initial["stage"] in {"consultation", "drafting"}


@pytest.mark.parametrize(
    ("history", "today", "is_open"),
    [
        ("", date(2013, 6, 30), True),
        ("", date(2013, 7, 1), False),
        ("intent", date(2013, 7, 1), True),
        ("intent", date(2015, 7, 1), False),
    ],
)
def test_a_cycle_is_open_until_its_end_or_its_last_stage(opened, history, today, is_open):
    plugins = plugins_with()
    text = CYCLE if history else CYCLE.partition("[[")[0]
    files = {"countries/XX/cycles/2012-2013/cycle.toml": text}
    workspace = opened(plugins, files, today).workspace
    assert bool(find_open_cycles(workspace, plugins, Place())) is is_open


def test_problems_are_counted_by_cause_the_gravest_first(opened):
    plugins = plugins_with()
    path = "countries/XX/cycles/2012-2013/commitments/{}.toml"
    files = {path.format(name): COMMITMENT.format(day="2012-12-31") for name in ("one", "two")}
    session = opened(plugins, files)
    found = list(list_problem_items(plugins, session.findings))
    assert len(found) <= MOST_CAUSES + 1
    counted = sum(int(item.when.split()[0]) for item in found)
    assert counted == len(session.findings)
    first = next(one for one in session.findings if one.code == found[0].code)
    assert first.severity == min((one.severity for one in session.findings), key=list(type(first.severity)).index)


def test_a_cycle_is_summed_up_with_its_stage_progress_and_next_day(opened):
    plugins = plugins_with()
    path = "countries/XX/cycles/2012-2013/commitments/portal.toml"
    session = opened(plugins, {path: COMMITMENT.format(day="2012-05-01")})
    [cycle] = find_open_cycles(session.workspace, plugins, Place())
    found = describe_cycle(session.workspace, plugins, cycle, session.standings(XX), session.calendar())
    assert (found.place, found.position) == (XX, 1)
    assert found.stages > found.position
    assert [type(one) for one in found.progress] == [Progress]
    assert found.progress[0].text.startswith("0 % done")
    assert found.due.due >= TODAY


def test_a_source_that_fails_gives_what_it_gave_before_that(opened):
    def derive(_workspace):
        yield Task(title="Answer", place=XX)
        yield "no task"
        raise ValueError

    @hookimpl
    def ogpkit_tasks():
        yield Tasks(name="letters", title="Letters", derive=derive)

    plugins = Plugins.of({"letters": SimpleNamespace(ogpkit_tasks=ogpkit_tasks)})
    found = list(list_waiting_items(opened(plugins).workspace, plugins, Place()))
    assert [item.title for item in found] == ["Answer"]
    assert {fault.plugin for fault in plugins.faults} == {"letters"}
