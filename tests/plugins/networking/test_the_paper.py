"""The two examples of the Networking Mechanism paper, step by step."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place
from ogpkit.api.content import Commitment, GrandChallenge, Milestone, Translated
from ogpkit.api.editing import SetValue, StageBlocked, advance_stage
from ogpkit_networking.card import build_timeline
from ogpkit_networking.cases import get_maturity, get_stage, list_rounds
from ogpkit_networking.edition import get_case_rules
from ogpkit_networking.matching import match_all, match_peers, match_providers
from ogpkit_networking.measures import count_days_to_introduction, has_led_to_agreement
from ogpkit_networking.model import CommitteeRole, ContactMode, Fruit, Maturity, Outcome, Purpose
from ogpkit_networking.standing import list_statuses


def entity(session, path):
    return session.workspace.documents[path].entity


def matched(found, party):
    return next(match for match in found if match.party == party)


def test_country_x_is_introduced_widely_and_publishes_its_commitments(session, told, act, begin):
    # “The government is savvy … but approaches the NM for assistance in thinking through specific sub-national transparency
    # reforms in key regions of the country that are mineral-rich.”
    path = begin(
        session,
        "Sub-national transparency reforms in mineral-rich regions.",
        cycle="2012-2013",
        on=date(2011, 10, 3),
        topics=("extractives", "geo-referencing", "sub-national"),
        maturity=Maturity.MATURE,
    )
    assert path.startswith("networking/cases/xx-extractives-geo-referencing-")
    assert get_stage(entity(session, path)) == "received"

    # “a dedicated Case Manager will be assigned”
    with pytest.raises(StageBlocked, match="case manager"):
        act(session, "introduce", path, party="revenue-watch-institute", on=date(2011, 10, 4))
    act(session, "assign", path, manager="Ana Case", on=date(2011, 10, 5))
    assert get_stage(entity(session, path)) == "assigned"

    # The case manager looks for those who can help; the neighbours are found as such.
    found = match_providers(session.workspace.documents[path], session.workspace)
    assert {match.party for match in found[:5]} == {
        "revenue-watch-institute",
        "vecinos-del-cobre",
        "montana-abierta",
        "geo-tech",
        "mapa-comun",
    }
    assert "works in Country A, a neighbour" in [r.text for r in matched(found, "vecinos-del-cobre").reasons]
    assert not any(match.caution for match in found), "a mature request may meet technology providers at once"
    peer = match_peers(session.workspace.documents[path], session.workspace)[0]
    assert peer.party == "XA"
    assert any(reason.text.startswith("has completed “Publish mining royalties") for reason in peer.reasons)

    # “connects the government with both the Revenue Watch Institute as well as two local-level NGOs in neighboring countries”
    # “The Case Manager, in conjunction with the Networking mechanism steering committee, will eventually make introductions”
    agreed = {"committee": CommitteeRole.AGREED, "committee_by": "World Bank Institute"}
    for provider in ("revenue-watch-institute", "vecinos-del-cobre", "montana-abierta"):
        act(session, "introduce", path, party=provider, on=date(2011, 10, 20), **agreed)
    # “also connects a tech company with a local NGO that is interested in using geo-referencing software”
    together = {"party": "geo-tech", "others": ("mapa-comun",), "purpose": Purpose.TECHNOLOGY, **agreed}
    act(session, "introduce", path, on=date(2011, 11, 1), **together)
    assert get_stage(entity(session, path)) == "introductions"
    assert told(path) == []

    # “Following intensive virtual and in-person consultations with RWI, the tech company, and the local NGOs”
    advance_stage(session, path, "dialogue", date(2011, 11, 2))
    virtual, in_person = ContactMode.VIRTUAL, ContactMode.IN_PERSON
    for day, speaker, listener, said, mode in (
        (2, "XX", "revenue-watch-institute", "Which data the regions hold.", virtual),
        (9, "revenue-watch-institute", "XX", "Which of them residents ask for.", in_person),
        (14, "geo-tech", "mapa-comun", "How concessions are drawn on a map.", virtual),
        (21, "mapa-comun", "XX", "The first region is drawn.", in_person),
    ):
        act(session, "record", path, from_=speaker, to=listener, summary=said, mode=mode, on=date(2011, 11, day))
    said = [event.text for event in build_timeline(entity(session, path), session.workspace)]
    assert "Mapa Común → Country X: The first region is drawn. · In person" in said
    assert told(path) == []

    # “guide the government towards a final selection … clear terms of engagement and expectations are shared by all sides”
    with pytest.raises(StageBlocked, match="selects"):
        advance_stage(session, path, "selection", date(2012, 1, 15))
    for party in ("revenue-watch-institute", "geo-tech"):
        act(session, "outcome", path, party=party, outcome=Outcome.SELECTED)
    with pytest.raises(StageBlocked) as refused:
        advance_stage(session, path, "selection", date(2012, 1, 15))
    assert refused.value.missing == tuple(
        f"Record what {party} expects." for party in ("Country X", "revenue-watch-institute", "geo-tech", "mapa-comun")
    )
    for party, text in (
        ("XX", "Advice on what to publish, and a map that the regions can keep up."),
        ("revenue-watch-institute", "The registers of concessions, complete."),
        ("geo-tech", "One office that answers questions."),
        ("mapa-comun", "A seat at the table of the regions."),
    ):
        act(session, "expect", path, party=party, text=Translated.of(text))
    advance_stage(session, path, "selection", date(2012, 1, 15))

    # “likely in the form of a written agreement”
    with pytest.raises(StageBlocked, match="agreement"):
        advance_stage(session, path, "agreed", date(2012, 2, 1))
    act(
        *(session, "agree", path),
        signed=date(2012, 2, 1),
        parties=("revenue-watch-institute", "geo-tech", "mapa-comun"),
        terms=Translated.of("Twelve days of advice; the software is free; the government maintains the data."),
    )
    advance_stage(session, path, "agreed", date(2012, 2, 1))

    # “the government crafts a cutting-edge set of sub-national transparency reforms that it commits to in March 2012”
    commitment = Commitment(
        title=Translated.of("Publish mining revenues and concessions by region"),
        challenge=GrandChallenge.PUBLIC_RESOURCES,
        milestones=(Milestone(id="map", title=Translated.of("Map of two regions"), due=date(2012, 12, 31)),),
    )
    session.create("countries/XX/cycles/2012-2013/commitments/mining-by-region.toml", commitment)
    session.change(path, [SetValue(("commitments",), ["mining-by-region"])], "Name the commitment")
    assert told(path) == []

    case = entity(session, path)
    assert count_days_to_introduction(case) == 17
    assert sum(has_led_to_agreement(case, one) for one in case.introductions) == 2
    assert has_led_to_agreement(case, case.introductions[-1])
    assert [event.text for event in build_timeline(case, session.workspace) if "together with" in event.text] == [
        "Introduced to Geo Tech, together with Mapa Común (Technology): Selected by the government"
        " · Agreed by the committee (November 1, 2011; World Bank Institute)"
    ]
    assert get_stage(case) == "agreed"

    # “ensuring that the resultant dialogue is fruitful and efficient”
    act(session, "close", path, on=date(2012, 3, 20), fruitful=Fruit.YES, review="The regions agreed on one format.")
    assert told(path) == []


def test_country_y_is_scoped_first_and_meets_providers_months_later(session, told, act, begin):
    # “Country Y approaches the Networking Mechanism with a vague request for assistance”
    path = begin(
        session,
        "We want to implement “open government data”.",
        "XY",
        on=date(2011, 10, 10),
        topics=("open-data",),
        maturity=Maturity.VAGUE,
    )
    act(session, "assign", path, manager="Ana Case", on=date(2011, 10, 12))
    document = session.workspace.documents[path]

    # “Rather than introduce the government to a technical provider to develop a web or mobile solution …”
    found = match_providers(document, session.workspace)
    assert found[0].party == "civic-commons"
    assert found[0].purpose is Purpose.SCOPING
    assert "can help to scope the request, which comes first" in [reason.text for reason in found[0].reasons]
    warned = {match.party: match.caution for match in found if match.caution}
    assert warned.keys() == {"app-factory", "chart-house", "geo-tech"}
    assert all("A technology provider would build before that is known" in caution for caution in warned.values())
    with pytest.raises(StageBlocked, match=r"The request is vague\. First introduce an expert who helps to scope it\."):
        advance_stage(session, path, "introductions", date(2011, 10, 20))

    # “… the NM Case Manager instead connects the government to experts at Civic Commons”
    proposed = {"committee": CommitteeRole.PROPOSED, "committee_on": date(2011, 10, 20)}
    act(session, "introduce", path, party="civic-commons", purpose=Purpose.SCOPING, on=date(2011, 10, 25), **proposed)
    assert get_stage(entity(session, path)) == "scoping"
    # “That 90-minute conversation …”
    said = {"from_": "civic-commons", "to": "XY", "summary": "90 minutes on what open data is for."}
    act(session, "record", path, on=date(2011, 10, 25), **said)
    act(session, "outcome", path, party="civic-commons", outcome=Outcome.DIALOGUE)
    assert told(path) == [], "four months of thinking are nothing to complain about"

    # “… when it returns to the Networking Mechanism four months later it has a solid plan of action in hand”
    act(
        *(session, "refine", path),
        on=date(2012, 2, 25),
        request=Translated.of("A data visualisation platform for public service-related government expenditures."),
        maturity=Maturity.MATURE,
        topics=("data-visualisation", "expenditure", "open-data"),
        possibilities=Translated.of("Published numbers change nothing by themselves; comparisons do."),
        what=Translated.of("Monthly payments of clinics and schools."),
        change=Translated.of("Patients and parents compare, and offices answer for the differences."),
    )
    case = entity(session, path)
    assert get_stage(case) == "refinement"
    assert get_maturity(case, date(2012, 1, 1)) is Maturity.VAGUE
    assert get_maturity(case) is Maturity.MATURE

    # “The Case Manager then makes introductions to potential providers of technical expertise on a data visualization platform”
    found = match_providers(session.workspace.documents[path], session.workspace)
    assert found[0].party == "chart-house"
    assert found[0].purpose is Purpose.TECHNOLOGY
    assert not any(match.caution for match in found)
    agreed = {"committee": CommitteeRole.AGREED}
    act(session, "introduce", path, party="chart-house", purpose=Purpose.TECHNOLOGY, on=date(2012, 3, 1), **agreed)
    case = entity(session, path)
    assert get_stage(case) == "introductions"
    assert told(path) == []
    assert [one.number for one in list_rounds(case, get_case_rules(case, session.workspace))] == [1, 2], (
        "the same case, a second round"
    )


def test_offering_country_y_a_provider_at_first_is_advised_against(session, act, begin):
    request = "We want to implement open government data."
    path = begin(session, request, "XY", on=date(2011, 10, 10), topics=("open-data",))
    act(session, "assign", path, manager="Ana Case", on=date(2011, 10, 12))
    act(session, "introduce", path, party="app-factory", purpose=Purpose.TECHNOLOGY, on=date(2011, 10, 20))
    (finding,) = [one for one in session.findings_at(Place(path=path)) if one.code == "NET008"]
    assert finding.severity == "advice"
    assert "possibilities and limits" in finding.message
    assert "explain its impact" in finding.message
    assert get_stage(entity(session, path)) == "assigned", (
        "the stage of introductions is not entered before the request is scoped"
    )


def test_a_peer_that_has_helped_is_seen_to_share(session, act, begin):
    path = begin(session, "Mining royalties.", on=date(2011, 10, 3), topics=("extractives",))
    act(session, "assign", path, manager="Ana Case", on=date(2011, 10, 5))
    act(session, "introduce", path, party="XA", outcome=Outcome.DIALOGUE, on=date(2011, 10, 9))
    (said,) = list(list_statuses(session.workspace, Place(country="XA")))
    assert said.headline == "Has shared its experience in 1 case"
    assert said.expectation == "sharing"
    assert [
        match.party for match in match_all(session.workspace.documents[path], session.workspace) if match.is_peer
    ] == ["XA"]
