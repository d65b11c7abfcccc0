"""An independent report from its assignment to the government's response; every forbidden move is refused with its reason."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api.content import Translated, read_workspace
from ogpkit.api.editing import RemoveValue, SetValue, StageBlocked, WorkspaceSession
from ogpkit.api.testing import check_workspace
from ogpkit_reporting.acting import NotPossibleNow, name_evidence
from ogpkit_reporting.model import Answer, GovernmentComment, IndependentReport, Interview, Review, Source
from ogpkit_reporting.stages import is_heard

INDEPENDENT = "countries/XX/cycles/2012-2013/reports/independent.toml"
REMARK = Translated.of({"en": "A remark."})


def missing(work, stage, on, by=""):
    with pytest.raises(StageBlocked) as refused:
        work.advance(stage, on, by)
    return refused.value.missing


def refused(act, *given, **named):
    with pytest.raises(NotPossibleNow) as error:
        act(*given, **named)
    return str(error.value)


def test_the_whole_way_leaves_a_report_that_breaks_no_rule(published, blank, plugins):
    published.respond(date(2013, 7, 10), {"en": "https://example.org/response", "es": "https://example.org/r"})
    published.advance("government-response", date(2013, 7, 10), "government")
    published.session.save()
    assert [step.stage for step in published.independent.entity.history] == [
        "assigned",
        "research",
        "peer-review",
        "government-comment",
        "final",
        "published",
        "government-response",
    ]
    loaded = read_workspace(blank, plugins.kinds, plugins.editions, date(2013, 7, 11))
    assert [one for one in check_workspace(loaded, plugins) if "/reports/" in one.path] == []


# The stage graph.


@pytest.mark.parametrize("stage", ["peer-review", "government-comment", "final", "published", "government-response"])
def test_no_stage_can_be_skipped(researched, stage):
    researched.session.change(INDEPENDENT, [RemoveValue(("history", 1))], "Back to the assignment")
    (first, *_rest) = missing(researched, stage, date(2013, 5, 1))
    assert first == "The next stage can be: research."


@pytest.mark.parametrize("stage", ["assigned", "research", "final", "published"])
def test_what_cannot_follow_peer_review(answered, stage):
    answered.advance("peer-review", date(2013, 5, 10), "researcher")
    if stage != "research":
        assert "The next stage can be: " in missing(answered, stage, date(2013, 5, 11))[0]
    else:  # it may be sent back
        answered.advance(stage, date(2013, 5, 11), "expert-committee")


def test_days_do_not_run_backwards(answered):
    assert missing(answered, "peer-review", date(2013, 3, 20), "researcher") == (
        "The last step was on April 1, 2013. Choose that day or a later day.",
    )


def test_an_unknown_stage_is_named_with_those_that_there_are(researched):
    assert missing(researched, "approved", date(2013, 5, 1))[0].startswith(
        "There is no stage “approved” here. Choose one of"
    )


@pytest.mark.parametrize("who", ["government", "irm", "expert-committee", "the minister"])
def test_only_the_researcher_sends_the_draft(answered, who):
    assert missing(answered, "peer-review", date(2013, 5, 10), who) == (
        "Only these can take this step: Researcher (researcher).",
    )


def test_somebody_has_to_do_it(answered):
    assert missing(answered, "peer-review", date(2013, 5, 10)) == ("Say who takes this step: Researcher (researcher).",)


@pytest.mark.parametrize("who", ["government", "researcher"])
def test_the_government_does_not_fetch_the_draft_itself(reviewed, who):
    reviewed.settle("review", 1, resolved=True)
    (said,) = missing(reviewed, "government-comment", date(2013, 5, 25), who)
    assert (
        said == "Only these can take this step: International expert committee (expert-committee), "
        "Independent Reporting Mechanism (irm)."
    )


@pytest.mark.parametrize("who", ["government", "expert-committee", "irm"])
def test_only_the_researcher_finalises(commented, who):
    commented.settle("comment", 1, resolved=True)
    assert missing(commented, "final", date(2013, 6, 15), who) == (
        "Only these can take this step: Researcher (researcher).",
    )


@pytest.mark.parametrize("who", ["government", "researcher", "expert-committee"])
def test_only_the_mechanism_publishes(commented, who):
    commented.settle("comment", 1, resolved=True)
    commented.advance("final", date(2013, 6, 15), "researcher")
    commented.publish({"en": "https://example.org/irm-en", "es": "https://example.org/irm-es"})
    assert missing(commented, "published", date(2013, 6, 30), who) == (
        "Only these can take this step: Independent Reporting Mechanism (irm).",
    )


# What must be there.


def test_research_needs_researchers(work):
    work.begin([], date(2013, 3, 15))
    assert missing(work, "research", date(2013, 4, 1), "researcher") == (
        "Say who writes the report, under “Researchers”.",
    )


def test_a_draft_is_sent_only_with_every_question_answered(researched):
    (said,) = missing(researched, "peer-review", date(2013, 5, 10), "researcher")
    assert said.startswith("8 questions are not answered: commitment-completion/subnational-extractives, ")
    assert said.endswith(" …")


def test_a_draft_is_sent_only_with_reasons_and_evidence(answered):
    session = answered.session
    session.change(INDEPENDENT, [RemoveValue(("answers", 0, "reason"))], "No reason")
    session.change(INDEPENDENT, [RemoveValue(("answers", 4, "evidence"))], "No evidence")
    assert missing(answered, "peer-review", date(2013, 5, 10), "researcher") == (
        "Give a reason for: commitment-completion/subnational-extractives.",
        "Name an interview or a source for: consultation-wide.",
    )


def test_the_government_gets_only_a_draft_that_was_reviewed(answered):
    answered.advance("peer-review", date(2013, 5, 10), "researcher")
    assert missing(answered, "government-comment", date(2013, 5, 25), "irm") == (
        "Peer review comes first. Add the review of the international expert committee.",
    )


def test_a_review_may_be_of_the_day_on_which_the_draft_was_sent(answered):
    answered.advance("peer-review", date(2013, 5, 10), "researcher")
    answered.add(Review(on=date(2013, 5, 10), text=REMARK))
    answered.settle("review", 1, resolved=True)
    answered.advance("government-comment", date(2013, 5, 25), "irm")


def test_an_open_review_blocks_the_way_until_it_is_answered_or_resolved(reviewed):
    day = date(2013, 5, 25)
    assert missing(reviewed, "government-comment", day, "irm") == (
        "Resolve or answer the review of May 20, 2013: Name the interviews.",
    )
    reviewed.settle("review", 1, {"en": "They are named now."})
    reviewed.advance("government-comment", day, "irm")


def test_a_review_of_an_earlier_draft_is_no_review_of_this_one(reviewed):
    reviewed.settle("review", 1, resolved=True)
    reviewed.advance("research", date(2013, 5, 21), "expert-committee")
    reviewed.advance("peer-review", date(2013, 5, 22), "researcher")
    (said,) = missing(reviewed, "government-comment", date(2013, 5, 25), "irm")
    assert said.startswith("Peer review comes first")


def test_an_open_comment_blocks_the_final_report(commented):
    assert missing(commented, "final", date(2013, 6, 15), "researcher") == (
        "Resolve or answer the government's comment of June 1, 2013: They were added in May.",
    )


def test_publication_needs_an_address_in_every_owed_language(commented):
    commented.settle("comment", 1, resolved=True)
    commented.advance("final", date(2013, 6, 15), "researcher")
    commented.publish({"en": "https://example.org/irm-en"})
    assert missing(commented, "published", date(2013, 6, 30), "irm") == (
        "Enter the web address of the published report in: es.",
    )


def test_a_response_needs_something_that_was_said(published):
    (said,) = missing(published, "government-response", date(2013, 7, 10), "government")
    assert said.startswith("Add the government's response")


# What is done between the steps.


def test_each_act_has_its_stage(researched):
    day = date(2013, 5, 1)
    now = "The report is in “Research”."
    assert refused(researched.add, Review(on=day, text=REMARK)) == f"You can do this in the stages “Peer review”. {now}"
    assert now in refused(researched.add, GovernmentComment(on=day, text=REMARK))
    assert now in refused(researched.publish, {"en": "https://example.org/en"})
    assert now in refused(researched.respond, day, {"en": "https://example.org/r"})


def test_answers_do_not_change_any_more_once_the_report_is_final(published):
    answer = Answer(question="commitment-completion", commitment="subnational-extractives", answer="complete")
    assert "The report is in “Published”" in refused(published.answer, answer)
    assert "The report is in" in refused(published.add, Interview(on=date(2013, 7, 1), with_="Ana"))
    assert "The report is in" in refused(published.add, Source(title="Minutes"))
    assert "The report is in" in refused(published.settle, "review", 1, {"en": "No."}, resolved=True)


def test_a_remark_is_not_older_than_its_stage(reviewed):
    said = refused(reviewed.add, Review(on=date(2013, 5, 9), text=REMARK))
    assert said == "“Peer review” began on May 10, 2013. Choose that day or a later day."
    reviewed.add(Review(on=date(2013, 5, 10), text=REMARK))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(question="weather", answer="yes"), "There is no question “weather”. Available: commitment-completion"),
        (
            Answer(question="commitment-completion", commitment="subnational-extractives", answer="limitted"),
            "“limitted” is not an answer to “commitment-completion”. Choose one of: not-started, limited,",
        ),
        (Answer(question="commitment-completion", answer="limited"), "is about a commitment. Name the commitment."),
        (
            Answer(question="consultation-wide", commitment="subnational-extractives", answer="yes"),
            "is about the country. Leave the commitment out.",
        ),
        (
            Answer(question="commitment-completion", commitment="forests", answer="limited"),
            "There is no commitment “forests” in this cycle. Available: subnational-extractives.",
        ),
        (
            Answer(question="consultation-wide", answer="yes", evidence=("coalition",)),
            "No interview or source has the id coalition. Available: –.",
        ),
    ],
)
def test_an_answer_that_cannot_stand_is_refused(researched, answer, said):
    assert said in refused(researched.answer, answer)


def test_a_question_answered_again_keeps_the_reason_in_the_other_language(answered):
    answered.answer(
        Answer(
            question="commitment-completion",
            commitment="subnational-extractives",
            answer="limited",
            reason=Translated.of({"en": "Two of nine regions."}),
            evidence=("coalition",),
        )
    )
    (one,) = [one for one in answered.independent.entity.answers if one.question == "commitment-completion"]
    assert (one.answer, dict(one.reason.by_language)) == (
        "limited",
        {"en": "Two of nine regions.", "es": "Como vimos."},
    )


def test_evidence_without_an_id_is_given_one(researched):
    researched.add(Interview(on=date(2013, 4, 12), with_="Regional NGO coalition"))
    researched.add(Source(title="Regional NGO coalition"))
    named = {"regional-ngo-coalition": ("interviews", 0), "regional-ngo-coalition-2": ("sources", 0)}
    assert {name: at for name, (at, _one) in name_evidence(researched.independent.entity).items()} == named
    researched.answer(Answer(question="consultation-wide", answer="yes", evidence=("regional-ngo-coalition",)))
    report = researched.independent.entity
    assert (report.interviews[0].id, report.sources[0].id) == ("regional-ngo-coalition", None)
    again = Interview(id="regional-ngo-coalition", on=date(2013, 4, 13), with_="Them")
    assert "already has the id “regional-ngo-coalition”" in refused(researched.add, again)


def test_a_remark_that_is_not_there(reviewed):
    assert refused(reviewed.settle, "review", 2, resolved=True) == "There is no number 2. The last number is 1."
    assert "Write an answer" in refused(reviewed.settle, "review", 1, {"en": " "})


def test_a_response_says_something(published):
    assert refused(published.respond, date(2013, 7, 10), {}) == "Enter the web address of the response, or its text."


def test_there_is_one_report_a_cycle_and_it_has_to_be_begun(work, make_work):
    assert "Create it first" in refused(work.advance, "research", date(2013, 4, 1), "researcher")
    elsewhere = make_work(work.session, "XY", "2012-2013")
    assert "There is no cycle XY/2012-2013" in refused(elsewhere.begin, ["Ana"], date(2013, 4, 1))


# The worked example, which was moved by hand before there was anybody to keep its drafts.


def test_the_worked_example_is_where_its_history_says(root, plugins, make_work):
    session = WorkspaceSession.open(root, plugins, date(2013, 7, 11))
    work = make_work(session, "XX", "2012-2013")
    for stage in ("assigned", "research", "peer-review", "government-comment", "final", "published"):
        assert "The next stage can be: government-response." in missing(work, stage, date(2013, 7, 11))[0]
    assert missing(work, "government-response", date(2013, 7, 11), "irm") == (
        "Only these can take this step: Government (government).",
    )
    work.advance("government-response", date(2013, 7, 11), "government")
    session.change(INDEPENDENT, [SetValue(("reviews", 0, "resolved"), value=False)], "Open it again")
    session.change(INDEPENDENT, [RemoveValue(("history", position)) for position in (6, 5)], "Back to the final report")
    assert missing(work, "published", date(2013, 7, 11), "irm") == (
        "Resolve or answer the review of May 20, 2013: Name the interviews behind the finding.",
    )
    session.close(give_up=True)


@pytest.fixture
def unheard(commented):
    """The draft was sent to the government on 25 May, which has said nothing; it has 21 days."""
    commented.session.change(INDEPENDENT, [RemoveValue(("government_comments",))], "Nothing was said")
    return commented


@pytest.mark.parametrize(
    ("today", "blocked"), [(date(2013, 6, 14), True), (date(2013, 6, 15), True), (date(2013, 6, 16), False)]
)
def test_a_report_is_final_once_the_government_was_heard(unheard, today, blocked):
    workspace = unheard.session.workspace.on(today)
    since = next(step.on for step in unheard.independent.entity.history if step.stage == "government-comment")
    assert since == date(2013, 5, 25)
    said = list(is_heard(workspace.one(IndependentReport, "XX", "2012-2013"), workspace))
    assert said == (["The government has not commented yet. It can comment until June 15, 2013."] if blocked else [])
