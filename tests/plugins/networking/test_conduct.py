"""How the mechanism goes about a case: its committee, the hand-over, the question at the end, what it must not do itself."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit_networking.actions import NothingToHandOver
from ogpkit_networking.card import build_timeline
from ogpkit_networking.cases import list_managers
from ogpkit_networking.matching import match_providers
from ogpkit_networking.measures import measure_cases
from ogpkit_networking.model import Aim, Case, Channel, ClosingReason, CommitteeRole, ContactMode, Fruit, Maturity

COMMITTEE = "networking/committee.toml"
GLOBAL_INTEGRITY = """\
name = "Global Integrity"
kind = "non-government"
expertise = ["extractives"]
"""


@pytest.fixture
def managed(session, act, begin):
    path = begin(session, on=date(2012, 1, 2), topics=("extractives",), maturity=Maturity.MATURE)
    act(session, "assign", path, manager="Ana Case", on=date(2012, 1, 3))
    return path


def say(session, path):
    return [event.text for event in build_timeline(session.workspace.documents[path].entity, session.workspace)]


def test_a_case_that_is_handed_over_keeps_who_managed_it_before(session, act, managed, told):
    act(session, "hand-over", managed, manager="Bea Case", note="Ana is on leave.", on=date(2012, 2, 1))
    act(session, "assign", managed, manager="Cem Case", on=date(2012, 3, 1))
    case = session.workspace.documents[managed].entity
    assert list_managers(case) == ("Ana Case", "Bea Case", "Cem Case")
    assert [text for text in say(session, managed) if "takes over the case" in text] == [
        "Bea Case takes over the case from Ana Case · Ana is on leave.",
        "Cem Case takes over the case from Bea Case",
    ]
    act(session, "introduce", managed, party="geo-tech", committee=CommitteeRole.AGREED, on=date(2012, 3, 2))
    act(session, "record", managed, from_="Ana Case", to="geo-tech", summary="Good luck.", on=date(2012, 3, 2))
    assert told(managed) == [], "whoever managed it before may have spoken in it"


@pytest.mark.parametrize(("manager", "why"), [("", "This case has no manager yet"), ("Ana Case", "already")])
def test_only_a_managed_case_can_be_handed_over_and_to_somebody_else(manager, why, session, act, begin):
    path = begin(session, on=date(2012, 1, 2))
    if manager:
        act(session, "assign", path, manager=manager, on=date(2012, 1, 3))
    with pytest.raises(NothingToHandOver, match=why):
        act(session, "hand-over", path, manager="Ana Case", on=date(2012, 2, 1))


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({}, ["NET024"]),
        ({"committee": CommitteeRole.PROPOSED}, []),
        ({"committee": CommitteeRole.AGREED, "committee_by": "A. Person, World Bank Institute"}, []),
        ({"committee": CommitteeRole.AGREED, "committee_on": date(2012, 2, 1)}, []),
        ({"committee": CommitteeRole.AGREED, "committee_on": date(2012, 2, 2)}, ["NET025"]),
        ({"committee": CommitteeRole.AGREED, "committee_by": "Nobody"}, ["NET025"]),
    ],
)
def test_the_committee_has_its_part_before_the_introduction(said, codes, session, act, managed, told):
    act(session, "introduce", managed, party="geo-tech", on=date(2012, 2, 1), **said)
    assert told(managed) == codes


def test_nothing_is_asked_of_a_committee_that_nobody_keeps(session, act, managed, told):
    session.delete(COMMITTEE)
    act(session, "introduce", managed, party="geo-tech", on=date(2012, 2, 1))
    assert told(managed) == []


def test_whether_it_was_fruitful_is_asked_each_time_a_case_closes(session, act, managed, told):
    act(session, "introduce", managed, party="geo-tech", committee=CommitteeRole.AGREED, on=date(2012, 2, 1))
    ended = {"reason": ClosingReason.NO_TERMS}
    act(session, "close", managed, on=date(2012, 2, 10), **ended)
    assert told(managed) == ["NET027"]
    session.undo()
    act(session, "close", managed, on=date(2012, 2, 10), fruitful=Fruit.PARTLY, review="Maps, no prices.", **ended)
    assert told(managed) == []
    assert "Was the dialogue fruitful? Partly · Maps, no prices." in say(session, managed)
    figures = {
        (one.measure.value, one.of): one.value for one in measure_cases(session.workspace.all(Case), session.workspace)
    }
    assert figures["fruitful dialogues", "partly"] == 1
    act(session, "advance", managed, stage="received", on=date(2012, 3, 1))
    act(session, "close", managed, on=date(2012, 3, 2), **ended)
    assert told(managed) == ["NET027"], "what was said before the case was taken up again is not about now"


def test_turns_in_person_and_ready_providers_are_counted(session, act, managed):
    act(session, "introduce", managed, party="geo-tech", on=date(2012, 2, 1))
    said = {"from_": "XX", "to": "geo-tech", "summary": "Hm."}
    act(session, "record", managed, mode=ContactMode.IN_PERSON, on=date(2012, 2, 2), **said)
    figures = {
        (one.measure.value, one.of): one.value for one in measure_cases(session.workspace.all(Case), session.workspace)
    }
    assert figures["turns in person", ""] == 1
    assert ("turns virtual", "") not in figures
    assert (figures["ready providers", "private"], figures["ready providers", "non-government"]) == (3, 5)


def test_an_implementation_plan_is_for_named_commitments(session, begin, told):
    wanted = {"aim": Aim.IMPLEMENT, "channel": Channel.TELEPHONE, "maturity": Maturity.MATURE}
    path = begin(session, on=date(2012, 1, 2), **wanted)
    assert session.workspace.documents[path].entity.channel is Channel.TELEPHONE
    assert told(path) == ["NET028"]
    done = {"country": "XA", "cycle": "2011-2012", "commitments": ("royalties",)}
    assert told(begin(session, on=date(2012, 1, 2), **wanted, **done)) == []
    vague = wanted | done | {"maturity": Maturity.VAGUE}
    assert told(begin(session, on=date(2012, 1, 2), **vague)) == ["NET028"]


def test_whoever_governs_the_mechanism_comes_last_and_is_told_of(loaded, session, act, managed, told, root):
    (root / "networking/providers/global-integrity.toml").write_text(GLOBAL_INTEGRITY, encoding="utf-8")
    session.refresh()
    found = match_providers(session.workspace.documents[managed], session.workspace)
    assert found[-1].party == "global-integrity"
    assert "governs the Networking Mechanism" in found[-1].caution
    act(session, "introduce", managed, party="global-integrity", committee=CommitteeRole.AGREED, on=date(2012, 2, 1))
    (finding,) = [one for one in session.findings if one.path == managed]
    assert (finding.code, finding.severity) == ("NET029", "advice")
    assert (
        finding.message
        == "Global Integrity chairs the Networking Mechanism and is a provider in the case of Country X."
    )


def test_a_former_member_of_the_committee_is_free_to_help(session, act, managed, told, root):
    (root / "networking/providers/global-integrity.toml").write_text(GLOBAL_INTEGRITY, encoding="utf-8")
    text = (root / COMMITTEE).read_text(encoding="utf-8").replace("chair = true", "until = 2011")
    (root / COMMITTEE).write_text(
        text.replace('"World Bank Institute"', '"World Bank Institute"\nchair = true'), "utf-8"
    )
    session.refresh()
    act(session, "introduce", managed, party="global-integrity", committee=CommitteeRole.AGREED, on=date(2012, 2, 1))
    assert told(managed) == []


@pytest.mark.parametrize(
    ("there", "codes"),
    [('telephone = "+1 555 0100"', []), ('email = "a@example.org"', []), ('name = "Nobody"', ["NET030"])],
)
def test_a_government_can_reach_the_chair(there, codes, session, root, told):
    text = (root / COMMITTEE).read_text(encoding="utf-8")
    (root / COMMITTEE).write_text(text.split("[contact]")[0] + f"[contact]\n{there}\n", encoding="utf-8")
    session.refresh()
    assert told(COMMITTEE) == codes
