"""What peers judged insufficient holds the plan back; a gap becomes a case of whoever takes needs up."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import attrs
import pytest

import ogpkit_commitments
import ogpkit_consultation
from ogpkit.api import Kind, Place, Plugins, Referral, ReferralTarget, hookimpl, remove_once, replace_once
from ogpkit.api.cli import main
from ogpkit.api.content import NoReferralTarget
from ogpkit.api.editing import StageBlocked, WorkspaceSession, advance_stage
from ogpkit_consultation.actions import CannotAct, NewConsequence, NewReferral, act_upon, refer_gap
from ogpkit_consultation.peers import list_unsettled
from ogpkit_consultation.rules import RULE_FILE

CYCLE = RULE_FILE.example().files["countries/XX/cycles/2012-2013/cycle.toml"]
SESSION = RULE_FILE.example().files["countries/XX/cycles/2012-2013/peer-sessions/2012-02-07-brasilia.toml"]

HOME = "countries/XX/cycles/2012-2013"
PATH = f"{HOME}/peer-sessions/2012-02-07-brasilia.toml"
DEPOSITED = CYCLE[CYCLE.rindex("[[history]]") :]
READY = remove_once(CYCLE, DEPOSITED).replace(
    "end = 2013-03-31\n",
    'end = 2013-03-31\nchallenges = ["public-resources"]\n\n'
    '[[efforts]]\nchallenge = "public-resources"\nsummary = "EITI member."\n\n[plan]\nurl = "https://example.org/plan"\n',
)
COMMITMENT = {f"{HOME}/commitments/mining-revenues.toml": 'title = "Mines"\nchallenge = "public-resources"\n'}
ACTION = 'action = "Training added to the first milestone."\n'
OPEN = remove_once(SESSION, ACTION)
GAP = replace_once(SESSION, ACTION, 'gap.en = "No expertise in geo-referencing."\n')


@attrs.frozen
class Request:
    """A request for advice.

    Attributes:
        country: Who asks.
        text: What for.
        commitments: What it is about.
    """

    country: str
    text: str
    commitments: tuple[str, ...] = ()


def utopia():
    """A plugin that takes needs up."""

    def take_up(workspace, need):
        there = len(workspace.all(Request))
        name = f"{need.country.lower()}-{there + 1}"
        entity = Request(country=need.country, text=need.text, commitments=need.commitments)
        return Referral(path=f"requests/{name}.toml", entity=entity, id=name)

    kind = Kind(name="case", entity=Request, pattern="requests/{id}.toml", title="Request", titles="Requests")
    return SimpleNamespace(
        ogpkit_kinds=hookimpl(lambda: [kind]),
        ogpkit_referrals=hookimpl(lambda: [ReferralTarget(name="advice", title="Advice", take_up=take_up)]),
    )


@pytest.fixture
def at_desk(written):
    """Opens an example with this plugin, the one about plans, and others."""

    def at_desk(others=None, **parts):
        own = {"commitments": ogpkit_commitments, "consultation": ogpkit_consultation}
        root = written(COMMITMENT, cycle=READY, **parts)
        return WorkspaceSession.open(root, Plugins.of({**own, **(others or {})}), date(2012, 4, 10))

    return at_desk


def act(session, number=1, **said):
    act_upon(session, Place(path=PATH), NewConsequence(number, **said))


def refer(session, number=1):
    return refer_gap(session, Place(path=PATH), NewReferral(number, date(2012, 3, 1))).place.path


def deposit(session):
    advance_stage(session, f"{HOME}/cycle.toml", "deposited", date(2012, 4, 10))


def test_a_judgement_without_an_action_keeps_the_plan_from_deposit(at_desk):
    session = at_desk(session=OPEN)
    with pytest.raises(StageBlocked) as refused:
        deposit(session)
    assert refused.value.missing == (
        "Mexico found “Mines” not ambitious enough on February 7, 2012. Say in "
        f"{PATH} what is changed (`action`) or why nothing is changed (`reason`).",
    )


@pytest.mark.parametrize("key", ["action", "reason"])
def test_an_action_or_a_reason_lets_it_go(at_desk, key):
    session = at_desk(session=OPEN)
    act(session, **{key: "Nine regions instead of two."})
    assert list_unsettled(session.workspace, "XX", "2012-2013") == ()
    deposit(session)
    assert f'{key}.en = "Nine regions instead of two."' in session.source(PATH).decode()


def test_a_sufficient_commitment_needs_neither(at_desk):
    deposit(at_desk(session=replace_once(OPEN, '"insufficient"', '"sufficient"')))


def test_without_a_session_the_guard_has_nothing_to_say(at_desk):
    deposit(at_desk(session=""))


def test_without_this_plugin_nobody_holds_the_plan_back(written):
    root = written(COMMITMENT, cycle=READY, session=OPEN)
    deposit(WorkspaceSession.open(root, Plugins.of({"commitments": ogpkit_commitments}), date(2012, 4, 10)))


def test_a_gap_opens_a_case_and_the_feedback_names_it(at_desk):
    session = at_desk({"utopia": utopia()}, session=GAP)
    path = refer(session)
    assert path == "requests/xx-1.toml"
    assert session.workspace.documents[path].entity == Request(
        country="XX", text="No expertise in geo-referencing.", commitments=("mining-revenues",)
    )
    assert session.workspace.documents[PATH].entity.feedback[0].case == "xx-1"
    assert [one.code for one in session.findings if one.code == "OGP014"] == []
    deposit(session)
    with pytest.raises(CannotAct, match="already referred"):
        refer(session)
    for _step in range(3):
        session.undo()
    assert session.source(PATH) == GAP.encode()
    assert path not in session.workspace.documents


def test_a_case_that_is_not_there_is_a_finding_where_cases_are_known(at_desk):
    named = GAP + 'case = "nowhere"\n'
    assert "OGP014" in [one.code for one in at_desk({"utopia": utopia()}, session=named).findings]
    assert "OGP014" not in [one.code for one in at_desk(session=named).findings]


def test_where_nobody_takes_needs_up_it_is_said_and_nothing_changes(at_desk):
    session = at_desk(session=GAP)
    with pytest.raises(NoReferralTarget, match="No plugin that is on"):
        refer(session)
    assert session.source(PATH) == GAP.encode()
    assert session.unsaved == frozenset()


def test_a_plugin_that_fails_to_take_a_need_up_costs_nothing(at_desk):
    def take_up(workspace, need):
        raise ZeroDivisionError

    failing = SimpleNamespace(
        ogpkit_referrals=hookimpl(lambda: [ReferralTarget(name="none", title="None", take_up=take_up)])
    )
    session = at_desk({"failing": failing}, session=GAP)
    with pytest.raises(NoReferralTarget):
        refer(session)
    assert [fault.plugin for fault in session.plugins.faults] == ["failing"]


@pytest.mark.parametrize("number", [0, 2, 8])
def test_there_is_nothing_to_do_about_feedback_that_is_not_there(at_desk, number):
    session = at_desk(session=GAP)
    with pytest.raises(CannotAct):
        act(session, number, action="Words")
    with pytest.raises(CannotAct):
        refer(session, number)


def test_feedback_without_a_gap_has_nothing_to_refer(at_desk):
    with pytest.raises(CannotAct, match="which expertise is missing"):
        refer(at_desk(session=OPEN))


def test_the_command_line_refuses_the_move_until_somebody_has_acted(written, monkeypatch, capsys):
    root = written(COMMITMENT, cycle=READY, session=OPEN)
    monkeypatch.chdir(root)
    move = ("cycle", "advance", "XX/2012-2013", "deposited", "--on", "2012-04-10")
    assert main(move) == 2
    assert "Mexico found “Mines” not ambitious enough" in capsys.readouterr().err
    assert "deposited" not in (root / HOME / "cycle.toml").read_text("utf-8")
    reason = ("--reason", "The law allows no more.")
    assert main(["consultation", "act", "XX/2012-2013", "2012-02-07-brasilia", "1", *reason]) == 0
    assert main(move) == 0, capsys.readouterr().err
    assert "deposited" in (root / HOME / "cycle.toml").read_text("utf-8")
