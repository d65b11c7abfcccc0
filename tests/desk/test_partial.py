"""A file that is incomplete is shown with all that it has, on the first day as after an edit."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.desk import Desk
from ogpkit.model import Commitment, Cycle
from ogpkit.plugins import Plugins
from ogpkit.storage.patch import RemoveValue, SetValue

CYCLE = "countries/XX/cycles/2012-2013/cycle.toml"
COMMITMENT = "countries/XX/cycles/2012-2013/commitments/portal.toml"
FILES = {
    "ogpkit.toml": '[workspace]\nname = "X"\nlanguages = ["en", "es"]\n',
    "countries/XX/country.toml": 'name = "Country X"\n',
    CYCLE: 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\nchallenges = ["public-resources"]\n',
    COMMITMENT: """\
title.en = "Publish mining revenues"
principles = ["transparency"]
lead = "Ministry of Mines"

[[milestones]]
id = "map"
title.en = "Map of two regions"
due = 2012-12-31

[[milestones]]
id = "all"
title.en = "All regions"
due = 2014-03-31
""",
}
TODAY = date(2012, 5, 1)


@pytest.fixture(scope="module")
def plugins():
    return Plugins.discover()


@pytest.fixture
def opened(tmp_path, plugins):
    """Opens a workspace with one file in which something stands instead of something else."""

    def opened(path="", old="", new=""):
        for name, text in FILES.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            assert name != path or old in text
            (tmp_path / name).write_text(text.replace(old, new) if name == path else text, "utf-8")
        desks.append(Desk.open(tmp_path, plugins, TODAY))
        return desks[-1]

    desks = []
    yield opened
    for desk in desks:
        desk.close(give_up=True)


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (CYCLE, "challenges", "declaration = {}\nchallenges", "OGP004"),
        (CYCLE, "challenges", "efforts = [{}]\nchallenges", "OGP004"),
        (COMMITMENT, 'title.en = "Publish mining revenues"\n', "", "OGP004"),
        (COMMITMENT, 'title.en = "Map of two regions"\n', "", "OGP004"),
        (COMMITMENT, 'lead = "Ministry of Mines"', "lead = 5", "OGP005"),
    ],
)
def test_an_incomplete_file_on_the_disk_is_shown_its_due_dates_stay_and_problems_become_no_fewer(
    opened, path, old, new, code
):
    whole = opened()
    before, due = len(whole.findings), len(whole.calendar())
    desk = opened(path, old, new)
    assert path in desk.workspace.documents
    assert desk.outdated == {path}
    assert code in {finding.code for finding in desk.findings if finding.path == path}
    assert len(desk.findings) >= before
    assert len(desk.calendar()) == due
    assert len(desk.workspace.one(Commitment, "XX").entity.milestones) == 2


def test_a_day_that_nobody_gave_is_stood_in_for_on_the_page_and_concludes_nothing(opened):
    desk = opened(CYCLE, "start = 2012-04-01\n", "")
    assert desk.workspace.one(Cycle, "XX").entity.end == date(2013, 3, 31)
    assert desk.calendar() == ()
    assert [finding.code for finding in desk.findings if finding.path == CYCLE] == ["OGP004"]


def test_what_is_taken_away_during_a_session_is_shown_as_it_was_and_the_rest_as_it_is(opened):
    desk = opened()
    before, due = len(desk.findings), len(desk.calendar())
    desk.change(CYCLE, [RemoveValue(("start",))], "Take it away")
    desk.change(CYCLE, [SetValue(("end",), date(2013, 6, 30))], "Another end")
    cycle = desk.workspace.one(Cycle, "XX").entity
    assert (cycle.start, cycle.end) == (date(2012, 4, 1), date(2013, 6, 30))
    assert len(desk.findings) > before - 1
    assert len(desk.calendar()) == due
    desk.undo()
    desk.undo()
    assert desk.outdated == frozenset()
    assert len(desk.findings) == before


def test_what_is_no_toml_at_all_keeps_what_it_said_during_the_session(opened, tmp_path):
    desk = opened()
    (tmp_path / CYCLE).write_text("start = \n", "utf-8")
    desk.refresh()
    assert desk.workspace.one(Cycle, "XX").entity.start == date(2012, 4, 1)
    assert {finding.code for finding in desk.findings if finding.path == CYCLE} >= {"OGP002"}
