"""Recommendations: who makes them, who answers, what became of them, and what a later plan still has to do."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place, Verdict
from ogpkit.api.content import Translated
from ogpkit.api.editing import WorkspaceSession
from ogpkit.api.output import build_table, public_workspace
from ogpkit.api.testing import WorkspaceBuilder, check_workspace
from ogpkit_reporting.acting import NotPossibleNow
from ogpkit_reporting.events import list_events
from ogpkit_reporting.model import IndependentReport
from ogpkit_reporting.papers import write_independent, write_own
from ogpkit_reporting.recommendations import (
    Position,
    Recommendation,
    RecommendationAnswers,
    RecommendationOutcome,
    RecommendationResponse,
    RecommendationSubject,
    Uptake,
)
from ogpkit_reporting.recommending import add_outcome, add_recommendation, answer_recommendation
from ogpkit_reporting.register import list_entries, list_open_earlier, list_recommendation_statuses
from ogpkit_reporting.rules import RULE_FILE
from ogpkit_reporting.standing import RECOMMENDATION_DATES
from ogpkit_reporting.views import OPEN_RECOMMENDATIONS, RECOMMENDATIONS

PLACE = Place(country="XX", cycle="2014-2015")
NEXT = Place(country="XX", cycle="2016-2018")
HOME = "countries/XX/cycles/2014-2015/reports"
ANSWERS = f"{HOME}/recommendations.toml"
EXAMPLE = RULE_FILE.example("recommendations")
LATER_PLAN = {
    "countries/XX/cycles/2016-2018/cycle.toml": "cocreation = 2016-02-01\nstart = 2016-07-01\nend = 2018-06-30\n",
    "countries/XX/cycles/2016-2018/commitments/abroad.toml": 'title = "Owners abroad"\n',
}
OWN = {"countries/XX/cycles/2016-2018/reports/self-assessment.toml": "published = 2018-09-01\n"}


@pytest.fixture
def load(tmp_path, plugins):
    def load(more=None, today=EXAMPLE.today):
        return WorkspaceBuilder(tmp_path, plugins, today).files({**EXAMPLE.files, **LATER_PLAN, **(more or {})}).load()

    return load


@pytest.fixture
def open_desk(tmp_path, plugins, load):
    """Open the example to change it, with other files."""
    desks = []

    def open_desk(more=None, today=EXAMPLE.today):
        load(more, today)
        desks.append(WorkspaceSession.open(tmp_path, plugins, today))
        return desks[-1]

    yield open_desk
    for session in desks:
        session.close(give_up=True)


def test_each_recommendation_stands_with_its_answer_and_outcome(load):
    found = {one.made.id: one for one in list_entries(load().workspace, "XX", "2014-2015")}
    assert [*found] == ["forum", "owners", "fewer"]
    assert found["owners"].response.answer is Position.PARTLY
    assert found["owners"].outcome.uptake is Uptake.PART
    assert found["forum"].public_on == date(2015, 11, 1)


def test_of_what_became_of_it_the_newest_counts(load):
    newer = (
        '\n[[outcomes]]\nrecommendation = "owners"\nuptake = "in-full"\non = 2016-05-30\ncommitments = ["register"]\n'
    )
    older = '\n[[outcomes]]\nrecommendation = "owners"\nuptake = "not-taken-up"\non = 2016-04-01\n'
    workspace = load({ANSWERS: EXAMPLE.files[ANSWERS] + newer + older}).workspace
    found = {one.made.id: one for one in list_entries(workspace, "XX", "2014-2015")}
    assert found["owners"].outcome.uptake is Uptake.FULL
    assert not found["owners"].is_open


def test_a_later_plan_has_what_is_open_and_not_what_was_rejected(load):
    workspace = load().workspace
    assert [one.made.id for one in list_open_earlier(workspace, "XX", "2016-2018")] == ["forum", "owners"]
    assert [*list_open_earlier(workspace, "XX", "2014-2015")] == []
    rows = build_table(OPEN_RECOMMENDATIONS, workspace, NEXT).rows
    assert [row[1:3] for row in rows] == [("2014-2015", "forum"), ("2014-2015", "owners")]


def test_the_status_says_what_is_unanswered_and_what_is_open(load):
    (status,) = list_recommendation_statuses(load({ANSWERS: ""}).workspace, PLACE)
    assert status.headline == "0 of 3 recommendations answered"
    assert status.verdict is Verdict.ATTENTION
    (status,) = list_recommendation_statuses(load().workspace, PLACE)
    assert (status.headline, status.verdict) == ("3 of 3 recommendations answered", Verdict.GOOD)
    (status,) = list_recommendation_statuses(load().workspace, NEXT)
    assert status.headline == "2 open from earlier plans"


def test_answers_are_due_with_the_next_self_assessment(load):
    (due,) = RECOMMENDATION_DATES.derive(load().workspace)
    assert (due.due, due.done) == (date(2016, 3, 31), date(2016, 3, 31))
    # what is published after that day waits for the one of the next plan
    text = EXAMPLE.files[f"{HOME}/independent.toml"].replace("on = 2015-11-01", "on = 2016-04-01")
    (due,) = RECOMMENDATION_DATES.derive(load({f"{HOME}/independent.toml": text, ANSWERS: ""}).workspace)
    assert (due.due, due.done) == (date(2018, 9, 30), None)


def test_the_rules_of_today_name_no_day_for_answers(load):
    cycle = "countries/XX/cycles/2014-2015/cycle.toml"
    workspace = load({cycle: 'rules = { irm = "irm-2021" }\n' + EXAMPLE.files[cycle]}).workspace
    assert list(RECOMMENDATION_DATES.derive(workspace)) == []


def test_the_government_answers_and_says_what_became_of_it(open_desk):
    session = open_desk({ANSWERS: ""})
    reason = Translated(by_language={"en": "From next year on."})
    said = RecommendationResponse(recommendation="forum", answer=Position.PARTLY, on=date(2016, 3, 1), reason=reason)
    assert answer_recommendation(session, PLACE, said) == "The answer to “forum” is saved."
    again = RecommendationResponse(recommendation="forum", answer=Position.ACCEPTED, on=date(2016, 4, 1))
    answer_recommendation(session, PLACE, again)
    outcome = RecommendationOutcome(
        recommendation="forum", uptake=Uptake.FULL, on=date(2016, 5, 1), plan="2016-2018", commitments=("abroad",)
    )
    add_outcome(session, PLACE, outcome)
    found = session.workspace.one(RecommendationAnswers, "XX", "2014-2015").entity
    (response,) = found.responses
    assert (response.answer, response.on, response.reason) == (Position.ACCEPTED, date(2016, 4, 1), reason)
    assert found.outcomes == (outcome,)
    assert [one.made.id for one in list_open_earlier(session.workspace, "XX", "2016-2018")] == ["owners", "fewer"]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ({"recommendation": "form"}, "There is no recommendation “form”. Available: forum, owners, fewer."),
        (
            {"on": date(2015, 10, 31)},
            "The recommendation became public on November 1, 2015. Choose that day or a later day.",
        ),
    ],
)
def test_an_answer_that_cannot_be_is_refused_with_the_reason(open_desk, new, said):
    values = {"recommendation": "forum", "answer": Position.ACCEPTED, "on": date(2015, 11, 1), **new}
    with pytest.raises(NotPossibleNow, match=said.replace("(", r"\(")):
        answer_recommendation(open_desk({ANSWERS: ""}), PLACE, RecommendationResponse(**values))


def test_what_is_in_a_draft_cannot_be_answered(open_desk):
    session = open_desk({ANSWERS: ""}, today=date(2015, 10, 31))
    said = RecommendationResponse(recommendation="forum", answer=Position.ACCEPTED, on=date(2015, 10, 31))
    with pytest.raises(NotPossibleNow, match="Comment on the draft"):
        answer_recommendation(session, PLACE, said)


def test_an_outcome_names_commitments_that_there_are(open_desk):
    new = RecommendationOutcome(recommendation="forum", uptake=Uptake.PART, on=date(2016, 5, 1), commitments=("gone",))
    with pytest.raises(NotPossibleNow, match="No plan of this country has the commitments: gone"):
        add_outcome(open_desk(), PLACE, new)


def test_a_brief_recommends_before_the_report_is_begun(open_desk):
    cycle = "countries/XX/cycles/2016-2018/cycle.toml"
    session = open_desk({cycle: 'rules = { irm = "irm-2021" }\n' + LATER_PLAN[cycle]})
    text = Translated(by_language={"en": "Begin early."})
    new = Recommendation(id="early", text=text, about=RecommendationSubject.PROCESS, product="co-creation-brief")
    add_recommendation(session, NEXT, new)
    assert session.workspace.one(IndependentReport, "XX", "2016-2018").entity.recommendations == (new,)
    with pytest.raises(NotPossibleNow, match="already has the id “early”"):
        add_recommendation(session, NEXT, new)


def test_a_recommendation_of_the_report_comes_while_it_is_written(open_desk):
    new = Recommendation(id="late", text=Translated(by_language={"en": "Too late."}))
    with pytest.raises(NotPossibleNow, match="The report is in “Published”"):
        add_recommendation(open_desk(), PLACE, new)


def test_answers_are_public_from_their_day_with_what_they_answer(load, plugins):
    def list_public(today, more=None):
        public = public_workspace(load(more, today).workspace, plugins)
        report = public.one(IndependentReport, "XX", "2014-2015")
        answers = public.one(RecommendationAnswers, "XX", "2014-2015")
        made = [one.id for one in report.entity.recommendations] if report else []
        said = [one.recommendation for one in answers.entity.responses] if answers else []
        return made, said, len(answers.entity.outcomes) if answers else 0

    assert list_public(date(2015, 10, 31)) == ([], [], 0)
    assert list_public(date(2015, 11, 1)) == (["forum", "owners", "fewer"], [], 0)
    assert list_public(date(2016, 3, 1)) == (["forum", "owners", "fewer"], ["forum", "owners"], 0)
    assert list_public(date(2016, 5, 1))[2] == 1
    # a brief makes its own public before the report is
    text = EXAMPLE.files[f"{HOME}/independent.toml"].replace("key = true", 'product = "action-plan-review"')
    brief = {
        f"{HOME}/independent.toml": text + '\n[[products]]\nproduct = "action-plan-review"\npublished = 2014-10-30\n'
    }
    assert list_public(date(2014, 10, 29), brief)[0] == []
    assert list_public(date(2014, 10, 30), brief)[0] == ["forum"]


def test_both_reports_tell_of_recommendations(load):
    workspace = load(OWN).workspace
    said = str(write_independent(workspace, PLACE, "en").blocks)
    assert "Give the forum a budget." in said
    assert "Firms of the region first." in said
    own = str(write_own(workspace, NEXT, "en").blocks)
    assert "Publish owners of foreign firms too." in own
    assert "Promise less" not in own  # rejected, and so no longer open


def test_an_answer_to_what_nobody_recommended_is_found(load, plugins):
    text = EXAMPLE.files[ANSWERS].replace('"forum"', '"form"')
    found = [one for one in check_workspace(load({ANSWERS: text}), plugins) if one.path == ANSWERS]
    assert [one.code for one in found] == ["OGP014"]


def test_the_table_of_a_cycle_has_key_recommendations_first(load):
    table = build_table(RECOMMENDATIONS, load().workspace, PLACE)
    at = [table.columns.index(name) for name in ("recommendation", "key", "answer", "uptake", "is_open")]
    assert [tuple(row[one] for one in at) for row in table.rows] == [
        ("forum", True, "accepted", None, True),
        ("owners", False, "partly", "in-part", True),
        ("fewer", False, "rejected", None, False),
    ]


def test_the_history_of_a_commitment_tells_of_recommendations(load):
    workspace = load().workspace
    told = [
        (one.day, str(one.title), str(one.outcome)) for one in list_events(workspace) if "register" in one.place.path
    ]
    text = "Publish owners of foreign firms too."
    assert told == [
        (date(2015, 11, 1), "Recommendation made by: Independent Reporting Mechanism", text),
        (
            date(2016, 3, 1),
            f"The government answered the recommendation: {text}",
            "Accepted in part: Firms of the region first.",
        ),
        (
            date(2016, 5, 1),
            f"Outcome of the recommendation: {text}",
            "Taken up in part: Firms of two neighbours are in the register.",
        ),
    ]


def test_a_later_commitment_tells_what_it_takes_up(load):
    taken_up = (
        '\n[[outcomes]]\nrecommendation = "forum"\nuptake = "in-full"\non = 2016-06-30\n'
        'plan = "2016-2018"\ncommitments = ["abroad"]\n'
    )
    workspace = load({ANSWERS: EXAMPLE.files[ANSWERS] + taken_up}).workspace
    (told,) = [one for one in list_events(workspace) if one.place.cycle == "2016-2018"]
    assert (told.day, told.address) == (date(2016, 6, 30), "XX/2014-2015/reports")
    assert (told.title, told.outcome) == ("The commitment takes up a recommendation", "Give the forum a budget.")
    assert told.place.path.endswith("abroad.toml")


def test_a_recommendation_of_a_draft_is_no_history_yet(load):
    unpublished = EXAMPLE.files[f"{HOME}/independent.toml"].partition('[[history]]\nstage = "published"')[0]
    workspace = load({f"{HOME}/independent.toml": unpublished, ANSWERS: ""}).workspace
    assert not [one for one in list_events(workspace) if "recommend" in one.title]
