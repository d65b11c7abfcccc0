"""Rules on whose values others build are asked first, and what they would say besides is left open."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.check.engine import check_workspace, inspect_in_steps
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.progress import finish_steps

PLUGINS = Plugins.discover(third_party=False)
HOME = "countries/KE/cycles/2012-2013"
CYCLE = 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = {end}\nchallenges = ["public-resources"]\n'
COMMITMENT = 'title = "{title}"\nchallenge = "public-resources"\nlead = "Treasury"\ncontinues = "register"\n'


@pytest.fixture
def inspect(write):
    """Write files into a workspace, and look at it."""

    def inspect(files, settings='[workspace]\nlanguages = ["en"]\n', **more):
        root = write({"countries/KE/country.toml": 'name = "Kenya"\n', **files}, settings=settings).root
        loaded = read_workspace(root, PLUGINS.kinds, PLUGINS.editions, date(2012, 6, 1))
        return finish_steps(inspect_in_steps(loaded, PLUGINS, **more))

    return inspect


@pytest.fixture
def write(tmp_path):
    class Written:
        root = tmp_path

    def write(files, settings):
        for path, text in {"ogpkit.toml": settings, **files}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return Written

    return write


def codes(inspection):
    return [one.code for one in inspection.findings]


EXCHANGED = {
    f"{HOME}/cycle.toml": CYCLE.format(end="2012-03-31"),
    f"{HOME}/commitments/budget.toml": COMMITMENT.format(title="Budget").replace("continues", "contact.name")
    + '[[milestones]]\nid = "guide"\ntitle = "Guide"\ndue = 2012-12-31\n',
}


def test_of_a_cycle_that_ends_before_it_starts_nothing_is_concluded(inspect):
    found = inspect(EXCHANGED)
    assert "COM023" in codes(found)
    assert "COM008" not in codes(found)
    assert "COM008" in found.left_open


def test_a_rule_that_is_left_out_casts_no_doubt(inspect):
    settings = '[workspace]\nlanguages = ["en"]\n[check]\nignore = ["COM023"]\n'
    assert "COM008" in codes(inspect(EXCHANGED, settings))


def test_references_to_one_thing_are_told_once_or_each(inspect):
    files = {f"{HOME}/cycle.toml": CYCLE.format(end="2013-03-31")}
    files |= {f"{HOME}/commitments/{name}.toml": COMMITMENT.format(title=name) for name in ("a", "b", "c")}
    (told,) = [one for one in inspect(files).findings if one.code == "OGP014"]
    assert told.path.endswith("a.toml")
    assert [place.path[-6:] for place in told.related] == ["b.toml", "c.toml"]
    assert codes(inspect(files, each=True)).count("OGP014") == 3


def test_a_copy_is_told_at_the_copy_and_nothing_is_said_of_it_besides(inspect):
    files = {f"{HOME}/cycle.toml": CYCLE.format(end="2013-03-31")}
    text = COMMITMENT.format(title="Budget").replace('continues = "register"\n', "")
    usual = inspect({**files, f"{HOME}/commitments/budget.toml": text})
    found = inspect({**files, f"{HOME}/commitments/budget.toml": text, f"{HOME}/commitments/budget-2.toml": text})
    assert {one.path for one in found.findings if one not in usual.findings} == {f"{HOME}/commitments/budget-2.toml"}
    assert codes(found).count("OGP031") == 1


def test_what_is_wrong_with_a_folder_is_told_at_its_first_file(inspect):
    files = {f"tools/{name}.toml": 'name = "x"\n' for name in "abc"}
    (found,) = [one for one in inspect(files).findings if one.code == "OGP012"]
    assert found.path == "tools/a.toml"
    assert "2 more files are there." in found.remedy


def test_findings_of_a_workspace_and_its_inspection_are_the_same(inspect, write):
    found = inspect(EXCHANGED)
    loaded = read_workspace(write({}, "[workspace]\n").root, PLUGINS.kinds, PLUGINS.editions, date(2012, 6, 1))
    assert [one.code for one in check_workspace(loaded, PLUGINS)] == codes(found)
