"""A need that somebody else found becomes a case under a free identifier."""

from __future__ import annotations

import re
from datetime import date

import attrs
import pytest

from ogpkit.api import Need, Place, Plugins
from ogpkit.api.content import NoReferralTarget, refer_need
from ogpkit_networking.beginning import NothingToRefer, refer
from ogpkit_networking.model import Case

COMMITMENT = "countries/XA/cycles/2011-2012/commitments/royalties.toml"


def test_a_gap_of_a_peer_session_becomes_a_case(session, plugins, told):
    need = Need(country="XX", on=date(2012, 2, 7), text="No expertise in geo-referencing.", cycle="2012-2013")
    referral = refer_need(session.workspace, need, plugins)
    assert referral.path == f"networking/cases/{referral.id}.toml"
    assert re.fullmatch("xx-geo-referencing-[a-z2-7]{6}", referral.id)
    session.create(referral.path, referral.entity)
    case = session.workspace.one(Case, id=referral.id).entity
    assert case.topics == ("geo-referencing",), "heard in the words of the gap"
    assert (case.country, case.cycle, case.opened) == ("XX", "2012-2013", date(2012, 2, 7))
    assert [step.stage for step in case.history] == ["received"]
    assert case.maturity == "vague", "nobody has scoped it yet"
    assert told(referral.path) == []


def test_a_second_need_gets_another_identifier(session, plugins):
    need = Need(country="XX", on=date(2012, 2, 7), text="Maps.", topics=("geo-referencing",))
    names = set()
    for text in ("Maps.", "Other maps.", "Maps."):
        referral = refer_need(session.workspace, attrs.evolve(need, text=text), plugins)
        names.add(referral.id)
        session.create(referral.path, referral.entity)
    assert len(names) == 3, "and one that is asked for again"


@pytest.mark.parametrize("text", ["გვსურს დახმარება", "نحتاج إلى خبرة", "!!!", "a" * 500])
def test_any_words_give_an_identifier(session, plugins, text):
    referral = refer_need(session.workspace, Need(country="XX", on=date(2012, 2, 7), text=text), plugins)
    assert referral.id.startswith("xx")
    assert len(referral.id) <= 60
    session.create(referral.path, referral.entity)


def test_a_commitment_refers_itself_with_its_own_words(session, told):
    referral = refer(session, Place(country="XA", cycle="2011-2012", path=COMMITMENT), date(2012, 3, 1))
    case = session.workspace.one(Case, id=referral.id).entity
    assert case.commitments == ("royalties",)
    assert case.request.best() == "Publish mining royalties of each region"
    assert "extractives" in case.topics
    assert told(referral.path) == []


def test_a_cycle_refers_its_whole_plan_and_one_without_commitments_says_so(session):
    referral = refer(session, Place(country="XA", cycle="2011-2012"), date(2012, 3, 1), "Help with the plan")
    assert session.workspace.one(Case, id=referral.id).entity.commitments == ("royalties",)
    with pytest.raises(NothingToRefer, match="Go to a commitment"):
        refer(session, Place(country="XX", cycle="2012-2013"), date(2012, 3, 1))


def test_without_the_plugin_nobody_takes_it_up(session):
    others = Plugins.discover(frozenset({"networking"}), third_party=False)
    with pytest.raises(NoReferralTarget):
        refer_need(session.workspace, Need(country="XX", on=date(2012, 2, 7), text="Maps."), others)
