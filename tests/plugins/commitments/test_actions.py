"""Beginning a cycle and a commitment."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.editing.session import WorkspaceSession
from ogpkit.errors import OgpkitError
from ogpkit.model import Commitment, Cycle, MilestoneStatus, Refresh, Translated
from ogpkit.model.commitment import ChangeSort, CommitmentChange
from ogpkit.model.vocabulary import RuleLine
from ogpkit.plugins.places import Place
from ogpkit.workspace.rule_sets import find_rule_set
from ogpkit_commitments.actions import ACTIONS, NewCommitment, NewCycle, PlanLength, ProgressReport

BEGIN_CYCLE, BEGIN_COMMITMENT, *_OTHERS = ACTIONS
NOTE_REFRESH = next(one for one in ACTIONS if one.name == "commitments-note-refresh")
NOTE_CHANGE = next(one for one in ACTIONS if one.name == "commitments-note-change")


@pytest.mark.parametrize(
    ("today", "name"),
    [
        (date(2014, 12, 31), "roadmap-2011"),
        (date(2015, 1, 1), "template-2015"),
        (date(2022, 1, 1), "standards-2022"),
    ],
)
def test_a_first_cycle_goes_by_the_rule_set_that_holds_today(root, plugins, today, name):
    (root / "countries/XY").mkdir()
    (root / "countries/XY/country.toml").write_text('name = "Country Y"\n', "utf-8")
    session = WorkspaceSession.open(root, plugins, today)
    begin, suggested = BEGIN_CYCLE.run, BEGIN_CYCLE.initial(session.workspace, Place(country="XY"))
    begin(session, Place(country="XY"), NewCycle(**suggested))
    session.settle()
    begun = session.workspace.one(Cycle, "XY")
    assert (begun.entity.edition, begun.entity.cocreation) == (None, today)
    years = 1 if name == "roadmap-2011" else 2
    assert (begun.entity.start, begun.entity.end) == (date(today.year + 1, 1, 1), date(today.year + years, 12, 31))
    assert find_rule_set(session.workspace, RuleLine.PARTICIPATION, "XY", begun.cycle) == name
    session.close(give_up=True)


@pytest.fixture
def session(root, plugins):
    (root / "countries/XY/cycles/2012-2013").mkdir(parents=True)
    (root / "countries/XY/country.toml").write_text('name = "Country Y"\n', "utf-8")
    cycle = 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n'
    (root / "countries/XY/cycles/2012-2013/cycle.toml").write_text(cycle, "utf-8")
    session = WorkspaceSession.open(root, plugins, date(2013, 1, 1))
    yield session
    session.close(give_up=True)


def test_the_next_cycle_is_suggested_after_the_newest_one(session):
    assert BEGIN_CYCLE.initial(session.workspace, Place(country="XY")) == {
        "cycle": "XY",
        "cocreation": date(2013, 1, 1),
        "start": date(2013, 4, 1),
        "end": date(2014, 3, 31),
    }
    BEGIN_CYCLE.run(session, Place(), NewCycle(**BEGIN_CYCLE.initial(session.workspace, Place(country="XY"))))
    assert [one.cycle for one in session.workspace.all(Cycle, "XY")] == ["2012-2013", "2013-2014"]


@pytest.mark.parametrize("place", ["", "/2013"])
def test_a_cycle_is_begun_in_a_country(session, place):
    with pytest.raises(OgpkitError, match="Give a country and a cycle"):
        BEGIN_CYCLE.run(session, Place(), NewCycle(cycle=place, start=date(2013, 4, 1), end=date(2014, 3, 31)))


def test_a_commitment_has_the_days_of_its_cycle_and_a_name_of_its_title(session):
    place = Place(country="XY", cycle="2012-2013")
    result = BEGIN_COMMITMENT.run(session, place, NewCommitment(title="Lighthouses online", lead="Ministry of the Sea"))
    session.settle()
    begun = session.workspace.one(Commitment, "XY", "2012-2013")
    assert result.place.path == begun.path
    assert (begun.id, begun.entity.lead) == ("lighthouses-online", "Ministry of the Sea")
    assert (begun.entity.start, begun.entity.end) == (date(2012, 4, 1), date(2013, 3, 31))


def test_a_commitment_needs_a_cycle_and_an_identifier(session):
    with pytest.raises(OgpkitError, match=r"no readable cycle\.toml"):
        BEGIN_COMMITMENT.run(session, Place(country="XY", cycle="2020"), NewCommitment(title="Lighthouses"))
    place = Place(country="XY", cycle="2012-2013")
    with pytest.raises(OgpkitError, match="cannot be the name of a file"):
        BEGIN_COMMITMENT.run(session, place, NewCommitment(title="Lighthouses", id="A b"))
    made = BEGIN_COMMITMENT.run(session, place, NewCommitment(title="灯台"))
    assert made.place.path.endswith("/dengtai.toml")


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("XZ/2022-2024", date(2022, 1, 1), date(2023, 12, 31)),
        ("XZ/2023-2027", date(2023, 1, 1), date(2026, 12, 31)),
        ("XY/2013-2015", date(2013, 4, 1), date(2015, 3, 31)),
    ],
)
def test_without_days_a_cycle_runs_for_whole_years_by_its_name(session, name, start, end):
    BEGIN_CYCLE.run(session, Place(), NewCycle(cycle=name))
    session.settle()
    country, _slash, cycle = name.partition("/")
    begun = session.workspace.documents[f"countries/{country}/cycles/{cycle}/cycle.toml"].entity
    assert (begun.start, begun.end) == (start, end)


@pytest.mark.parametrize(
    ("said", "name", "start", "end"),
    [
        ({"years": PlanLength.FOUR, "start": date(2024, 1, 1)}, "2024-2027", date(2024, 1, 1), date(2027, 12, 31)),
        ({"years": PlanLength.TWO, "start": date(2024, 7, 1)}, "2024-2026", date(2024, 7, 1), date(2026, 6, 30)),
        ({"cycle": "XY/2023-2027"}, "2023-2027", date(2024, 1, 1), date(2027, 12, 31)),
        ({"cycle": "XY/2023-2027", "start": date(2023, 6, 1)}, "2023-2027", date(2023, 6, 1), date(2027, 5, 31)),
        ({"end": date(2026, 1, 1), "start": date(2024, 1, 1)}, "2024-2026", date(2024, 1, 1), date(2026, 1, 1)),
    ],
)
def test_a_plan_of_today_runs_for_two_or_for_four_years(session, said, name, start, end):
    BEGIN_CYCLE.run(session, Place(), NewCycle(**{"cycle": "XY", "cocreation": date(2023, 5, 2), **said}))
    begun = session.workspace.one(Cycle, "XY", name).entity
    assert (begun.cocreation, begun.start, begun.end) == (date(2023, 5, 2), start, end)


@pytest.mark.parametrize(
    ("day", "skipped"), [(date(2013, 1, 1), ()), (date(2023, 1, 1), ("edition", "challenges", "challenge"))]
)
def test_grand_challenges_are_asked_for_where_the_rules_know_them(root, plugins, day, skipped):
    session = WorkspaceSession.open(root, plugins, day)
    assert BEGIN_CYCLE.skips(session.workspace, Place(country="XX")) == skipped
    session.close(give_up=True)


@pytest.mark.parametrize(("end", "offered"), [("2025-12-31", False), ("2027-12-31", True)])
def test_the_refresh_is_noted_of_plans_of_four_years(root, plugins, end, offered):
    path = root / "countries/XY/cycles/2024-2027"
    (path / "commitments").mkdir(parents=True)
    (root / "countries/XY/country.toml").write_text('name = "Country Y"\n', "utf-8")
    (path / "cycle.toml").write_text(f"cocreation = 2023-05-02\nstart = 2024-01-01\nend = {end}\n", "utf-8")
    (path / "commitments/lights.toml").write_text(COMMITMENT, "utf-8")
    session = WorkspaceSession.open(root, plugins, date(2025, 12, 12))
    place = Place(country="XY", cycle="2024-2027")
    one = Place(path="countries/XY/cycles/2024-2027/commitments/lights.toml")
    assert [action.is_offered(session.workspace, at) for action, at in ((NOTE_REFRESH, place), (NOTE_CHANGE, one))] == [
        offered,
        offered,
    ]
    if offered:
        NOTE_REFRESH.run(session, place, Refresh(begun=date(2025, 9, 1)))
        NOTE_REFRESH.run(
            session, place, Refresh(published=date(2025, 12, 12), url=Translated.of("https://example.org"))
        )
        noted = session.workspace.one(Cycle, "XY").entity.refresh
        assert (noted.begun, noted.published) == (date(2025, 9, 1), date(2025, 12, 12))
        assert NOTE_REFRESH.initial(session.workspace, place)["begun"] == date(2025, 9, 1)
        NOTE_CHANGE.run(session, one, CommitmentChange(on=date(2025, 12, 12), sort=ChangeSort.ENDED))
        commitment = session.workspace.one(Commitment, "XY").entity
        assert [one.sort for one in commitment.changes] == [ChangeSort.ENDED]
    session.close(give_up=True)


def test_a_name_without_years_needs_days(session):
    with pytest.raises(OgpkitError, match="--start"):
        BEGIN_CYCLE.run(session, Place(), NewCycle(cycle="XY/third"))


def test_a_rule_set_that_nobody_knows_is_refused_with_the_nearest(session):
    with pytest.raises(OgpkitError, match="standards-2022"):
        BEGIN_CYCLE.run(session, Place(), NewCycle(cycle="XY/2022-2024", edition="standards-2021"))


COMMITMENT = """\
title = "Lighthouses online"

[[milestones]]
id = "map"
title = "Map"   # the first step

[[milestones.indicators]]
id = "north"
title = "The north"
"""


@pytest.fixture
def reported(root, session):
    path = root / "countries/XY/cycles/2012-2013/commitments/lights.toml"
    path.parent.mkdir()
    path.write_text(COMMITMENT, "utf-8")
    session.refresh()
    return path


def report(session, **said):
    action = next(one for one in ACTIONS if one.name == "commitments-report-progress")
    result = action.run(session, Place(country="XY", cycle="2012-2013"), ProgressReport(**said))
    session.settle()
    return result


def test_a_report_on_progress_says_how_far_a_milestone_has_come(session, reported):
    report(session, commitment="lights", milestone="map", on=date(2012, 6, 1), status=MilestoneStatus.LIMITED)
    report(
        session, commitment="lights", milestone="map", on=date(2012, 9, 1), status=MilestoneStatus.COMPLETE, percent=100
    )
    (milestone,) = session.workspace.one(Commitment, "XY", "2012-2013").entity.milestones
    assert [one.on for one in milestone.updates] == [date(2012, 6, 1), date(2012, 9, 1)]
    done = milestone.with_reports()
    assert (done.status, done.completed) == (MilestoneStatus.COMPLETE, date(2012, 9, 1))
    assert "# the first step" in reported.read_text("utf-8")


def test_a_report_may_be_about_an_indicator(session, reported):
    said = {"commitment": "lights", "milestone": "map", "indicator": "north", "on": date(2012, 6, 1)}
    report(session, **said, status=MilestoneStatus.SUBSTANTIAL)
    (milestone,) = session.workspace.one(Commitment, "XY", "2012-2013").entity.milestones
    assert milestone.with_reports().status is MilestoneStatus.SUBSTANTIAL


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"commitment": "lamps", "milestone": "map"}, "There is no commitment “lamps”"),
        ({"commitment": "lights", "milestone": "maps"}, "Choose one of: map"),
        ({"commitment": "lights", "milestone": "map", "indicator": "south"}, "Choose one of: north"),
    ],
)
def test_a_report_on_what_is_not_there_names_what_is(session, reported, names, said):
    with pytest.raises(OgpkitError, match=said):
        report(session, **names, on=date(2012, 6, 1))
