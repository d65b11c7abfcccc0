"""At a glance, and what is due."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place, Verdict, remove_once
from ogpkit.api.content import CommonExpectation, collect_due_dates, collect_statuses
from ogpkit.api.output import public_workspace
from ogpkit_consultation.dossier import find_dossier
from ogpkit_consultation.principles import judge_principles
from ogpkit_consultation.rules import RULE_FILE

COMMENT = RULE_FILE.example().files["countries/XX/cycles/2012-2013/consultation/comments/0001.toml"]
CYCLE = RULE_FILE.example().files["countries/XX/cycles/2012-2013/cycle.toml"]
PROCESS = RULE_FILE.example().files["countries/XX/cycles/2012-2013/consultation/process.toml"]
SESSION = RULE_FILE.example().files["countries/XX/cycles/2012-2013/peer-sessions/2012-02-07-brasilia.toml"]

PLACE = Place(country="XX", cycle="2012-2013")
NOT_DEPOSITED = CYCLE[: CYCLE.rindex("[[history]]")]
OPEN = remove_once(SESSION, 'action = "Training added to the first milestone."\n')


def stands(workspace, plugins):
    return [owned.value for owned in collect_statuses(workspace, PLACE, plugins) if owned.plugin == "consultation"]


def due(workspace, plugins):
    return [
        (str(owned.value.due), owned.value.title, str(owned.value.done or ("done" if owned.value.is_done else "")))
        for owned in collect_due_dates(workspace, plugins)
        if owned.plugin == "consultation"
    ]


def test_a_consultation_in_order_meets_the_expectation_of_participation(read, plugins):
    public, peers = stands(read(), plugins)
    assert (public.verdict, public.expectation) == (Verdict.GOOD, CommonExpectation.PARTICIPATION)
    assert public.headline == "5 of 5 consultation principles kept"
    assert (peers.verdict, peers.headline) == (Verdict.GOOD, "1 session with peers")


def test_a_broken_principle_and_an_unanswered_comment(read, plugins):
    bare = COMMENT[: COMMENT.index("[response]")]
    public, _peers = stands(read(comment=bare, process=remove_once(PROCESS, '"private-sector", ')), plugins)
    assert public.verdict is Verdict.BAD
    assert public.headline == "4 of 5 consultation principles kept, 1 comment unanswered"
    assert public.missing == ("The consultation did not include “Private sector”.",)


def test_without_a_file_nothing_is_shown(read, plugins):
    public, peers = stands(read(process="", session="", cycle=NOT_DEPOSITED), plugins)
    assert (public.verdict, peers.verdict) == (Verdict.ATTENTION, Verdict.ATTENTION)
    assert [one.verdict for one in stands(read(process="", session=""), plugins)] == [Verdict.BAD, Verdict.BAD]


def test_what_the_settings_call_not_at_hand_is_not_known(read, plugins):
    silent = '[workspace]\nlanguages = ["en"]\n[check.per-file-ignores]\n"countries/**" = ["CON015", "CON030"]\n'
    found = stands(read(process="", session="", more={"ogpkit.toml": silent}), plugins)
    assert [one.verdict for one in found] == [Verdict.UNKNOWN, Verdict.UNKNOWN]


FOUND = """
findings_published = 2016-07-31
findings_url = "https://example.org/process.csv"
findings = [
  { question = "Step 1: Timeline and process", answer = "No" },
  { question = "_Timelineavailability", answer = "0" },
  { question = "_Number of steps followed (out of 6)", answer = "2" },
]
"""


@pytest.mark.parametrize(
    ("count", "verdict"), [("6", Verdict.GOOD), ("2", Verdict.ATTENTION), ("0", Verdict.BAD), ("NR", Verdict.UNKNOWN)]
)
def test_what_the_mechanism_found_is_told_where_nothing_else_is_known(read, plugins, count, verdict):
    process = FOUND.replace('answer = "2"', f'answer = "{count}"')
    found = stands(read(process=process, comment=None, today=date(2026, 11, 29)), plugins)[0]
    assert found.verdict is verdict
    assert (f"{count} of 6 steps" in found.headline) == count.isdecimal()
    assert found.missing == ()


def test_no_principle_is_called_broken_because_only_findings_are_at_hand(read):
    workspace = read(process=FOUND, comment=None, today=date(2026, 11, 29))
    assert {one.verdict_text for one in judge_principles(find_dossier(workspace, "XX", "2012-2013"))} == {"not known"}


@pytest.mark.parametrize(
    ("published", "said"),
    [("2016-07-31", "2 of 6 steps"), ("2027-01-01", "Nothing is published about the public consultation")],
)
def test_the_public_is_not_told_that_nothing_is_at_hand(read, plugins, published, said):
    silent = '[workspace]\nlanguages = ["en"]\n[check.per-file-ignores]\n"countries/**" = ["CON015", "CON030"]\n'
    process = FOUND.replace("2016-07-31", published)
    workspace = read(
        process=process, session=None, comment=None, more={"ogpkit.toml": silent}, today=date(2026, 11, 29)
    )
    public, peers = stands(public_workspace(workspace, plugins), plugins)
    assert public.headline.startswith(said)
    assert peers.headline == "Nothing is published about sessions with peers"


def test_a_plan_of_today_is_not_asked_for_peers(read, plugins):
    today = CYCLE.replace('edition = "roadmap-2011"', 'edition = "standards-2022"')
    assert len(stands(read(session="", cycle=today), plugins)) == 1


def test_an_open_judgement_is_missing_before_the_deposit_and_bad_after_it(read, plugins):
    before, after = (stands(read(session=OPEN, cycle=cycle), plugins)[1] for cycle in (NOT_DEPOSITED, CYCLE))
    assert (before.verdict, after.verdict) == (Verdict.ATTENTION, Verdict.BAD)
    assert before.headline == "1 session with peers, 1 judgement without a response"


def test_what_is_due_and_what_was_done(read, plugins):
    assert due(read(), plugins) == [
        ("2011-11-17", "Announce “Web forum”", "2011-11-15"),
        ("2011-11-26", "Announce “Regional hearing”", "2011-11-18"),
        ("2011-11-30", "Put the process and timeline of the consultation online", "2011-11-15"),
        ("2012-03-31", "Answer the comments", "2012-01-15"),
        ("2012-03-31", "Publish the summary of the consultation", "2012-02-20"),
        ("2012-03-31", "Put every written comment online", "done"),
        ("2012-04-01", "Name the forum for consultation on implementation", "done"),
        ("2012-04-01", "Present the commitments to peers", "2012-02-07"),
        ("2012-08-13", "Call the next meeting of the forum", ""),
    ]


def test_open_comments_are_one_entry_and_a_judgement_is_due_with_the_plan(read, plugins):
    bare = COMMENT[: COMMENT.index("[response]")]
    found = due(read(comment=bare, more={}, session=OPEN, cycle=NOT_DEPOSITED, today=date(2012, 2, 1)), plugins)
    assert ("2012-03-31", "Answer 1 comment", "") in found
    assert ("2012-04-01", "Respond to what Mexico said, or say why you do not", "") in found
