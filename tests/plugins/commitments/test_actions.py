"""Beginning a cycle and a commitment."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.editing.session import WorkspaceSession
from ogpkit.errors import OgpkitError
from ogpkit.model import Commitment, Cycle, MilestoneStatus
from ogpkit.model.vocabulary import RuleLine
from ogpkit.plugins.places import Place
from ogpkit.workspace.rule_sets import find_rule_set
from ogpkit_commitments.actions import ACTIONS, NewCommitment, NewCycle, ProgressReport

BEGIN_CYCLE, BEGIN_COMMITMENT, *_OTHERS = ACTIONS


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
    desk = WorkspaceSession.open(root, plugins, today)
    begin, suggested = BEGIN_CYCLE.run, BEGIN_CYCLE.initial(desk.workspace, Place(country="XY"))
    begin(desk, Place(country="XY"), NewCycle(**suggested))
    desk.settle()
    begun = desk.workspace.one(Cycle, "XY")
    assert (begun.entity.edition, begun.entity.start) == (None, today)
    assert find_rule_set(desk.workspace, RuleLine.PARTICIPATION, "XY", begun.cycle) == name
    desk.close(give_up=True)


@pytest.fixture
def desk(root, plugins):
    (root / "countries/XY/cycles/2012-2013").mkdir(parents=True)
    (root / "countries/XY/country.toml").write_text('name = "Country Y"\n', "utf-8")
    cycle = 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n'
    (root / "countries/XY/cycles/2012-2013/cycle.toml").write_text(cycle, "utf-8")
    desk = WorkspaceSession.open(root, plugins, date(2013, 1, 1))
    yield desk
    desk.close(give_up=True)


def test_the_next_cycle_is_suggested_after_the_newest_one(desk):
    assert BEGIN_CYCLE.initial(desk.workspace, Place(country="XY")) == {
        "cycle": "XY/2013-2014",
        "cocreation": date(2013, 1, 1),
        "start": date(2013, 4, 1),
        "end": date(2014, 3, 31),
    }


@pytest.mark.parametrize("place", ["", "XY", "XY/", "/2013"])
def test_a_cycle_is_begun_in_a_country_and_under_a_name(desk, place):
    with pytest.raises(OgpkitError, match="Name a country and a cycle"):
        BEGIN_CYCLE.run(desk, Place(), NewCycle(cycle=place, start=date(2013, 4, 1), end=date(2014, 3, 31)))


def test_a_commitment_has_the_days_of_its_cycle_and_a_name_of_its_title(desk):
    place = Place(country="XY", cycle="2012-2013")
    result = BEGIN_COMMITMENT.run(desk, place, NewCommitment(title="Lighthouses online", lead="Ministry of the Sea"))
    desk.settle()
    begun = desk.workspace.one(Commitment, "XY", "2012-2013")
    assert result.place.path == begun.path
    assert (begun.id, begun.entity.lead) == ("lighthouses-online", "Ministry of the Sea")
    assert (begun.entity.start, begun.entity.end) == (date(2012, 4, 1), date(2013, 3, 31))


def test_a_commitment_needs_a_cycle_and_an_identifier(desk):
    with pytest.raises(OgpkitError, match=r"no cycle\.toml"):
        BEGIN_COMMITMENT.run(desk, Place(country="XY", cycle="2020"), NewCommitment(title="Lighthouses"))
    with pytest.raises(OgpkitError, match="identifier"):
        BEGIN_COMMITMENT.run(desk, Place(country="XY", cycle="2012-2013"), NewCommitment(title="灯台"))


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("XZ/2022-2024", date(2022, 1, 1), date(2023, 12, 31)),
        ("XZ/2023-2027", date(2023, 1, 1), date(2026, 12, 31)),
        ("XY/2013-2015", date(2013, 4, 1), date(2015, 3, 31)),
    ],
)
def test_without_days_a_cycle_runs_for_whole_years_by_its_name(desk, name, start, end):
    BEGIN_CYCLE.run(desk, Place(), NewCycle(cycle=name))
    desk.settle()
    country, _slash, cycle = name.partition("/")
    begun = desk.workspace.documents[f"countries/{country}/cycles/{cycle}/cycle.toml"].entity
    assert (begun.start, begun.end) == (start, end)


def test_a_name_without_years_needs_days(desk):
    with pytest.raises(OgpkitError, match="--start"):
        BEGIN_CYCLE.run(desk, Place(), NewCycle(cycle="XY/third"))


def test_a_rule_set_that_nobody_knows_is_refused_with_the_nearest(desk):
    with pytest.raises(OgpkitError, match="standards-2022"):
        BEGIN_CYCLE.run(desk, Place(), NewCycle(cycle="XY/2022-2024", edition="standards-2021"))


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
def reported(root, desk):
    path = root / "countries/XY/cycles/2012-2013/commitments/lights.toml"
    path.parent.mkdir()
    path.write_text(COMMITMENT, "utf-8")
    desk.refresh()
    return path


def report(desk, **said):
    action = next(one for one in ACTIONS if one.name == "commitments-report-progress")
    result = action.run(desk, Place(country="XY", cycle="2012-2013"), ProgressReport(**said))
    desk.settle()
    return result


def test_a_report_on_progress_says_how_far_a_milestone_has_come(desk, reported):
    report(desk, commitment="lights", milestone="map", on=date(2012, 6, 1), status=MilestoneStatus.LIMITED)
    report(
        desk, commitment="lights", milestone="map", on=date(2012, 9, 1), status=MilestoneStatus.COMPLETE, percent=100
    )
    (milestone,) = desk.workspace.one(Commitment, "XY", "2012-2013").entity.milestones
    assert [one.on for one in milestone.updates] == [date(2012, 6, 1), date(2012, 9, 1)]
    done = milestone.with_reports()
    assert (done.status, done.completed) == (MilestoneStatus.COMPLETE, date(2012, 9, 1))
    assert "# the first step" in reported.read_text("utf-8")


def test_a_report_may_be_about_an_indicator(desk, reported):
    said = {"commitment": "lights", "milestone": "map", "indicator": "north", "on": date(2012, 6, 1)}
    report(desk, **said, status=MilestoneStatus.SUBSTANTIAL)
    (milestone,) = desk.workspace.one(Commitment, "XY", "2012-2013").entity.milestones
    assert milestone.with_reports().status is MilestoneStatus.SUBSTANTIAL


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"commitment": "lamps", "milestone": "map"}, "There is no commitment “lamps”"),
        ({"commitment": "lights", "milestone": "maps"}, "there are: map"),
        ({"commitment": "lights", "milestone": "map", "indicator": "south"}, "there are: north"),
    ],
)
def test_a_report_on_what_is_not_there_names_what_is(desk, reported, names, said):
    with pytest.raises(OgpkitError, match=said):
        report(desk, **names, on=date(2012, 6, 1))
