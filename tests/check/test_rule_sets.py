"""Rule sets: chosen by date in each line of rules, named by files, and what they say of check rules."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.check.engine import check_workspace
from ogpkit.check.rule_set_comparison import compare_rule_sets
from ogpkit.model import Cycle
from ogpkit.model.vocabulary import RuleLine, Severity
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.rule_sets import UnknownRuleSet, find_eligibility_set, find_rule_set

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def plugins():
    return Plugins.discover()


@pytest.fixture
def load(tmp_path, plugins):
    """Write a cycle of Kenya, and give the workspace with it."""

    def read(text, name="2023-2027"):
        (tmp_path / "ogpkit.toml").write_text('[workspace]\nlanguages = ["en"]\n')
        folder = tmp_path / f"countries/KE/cycles/{name}"
        folder.mkdir(parents=True, exist_ok=True)
        (tmp_path / "countries/KE/country.toml").write_text('name = "Kenya"\nlanguages = []\njoined = 2011-09-20\n')
        (folder / "cycle.toml").write_text(text)
        return read_workspace(tmp_path, plugins.kinds, plugins.editions, TODAY)

    return read


DAYS = "start = 2024-01-01\nend = 2027-12-31\n"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2014-12-31", "roadmap-2011"),
        ("2015-01-01", "template-2015"),
        ("2021-12-31", "standards-2017"),
        ("2022-01-01", "standards-2022"),
        ("2023-05-01", "standards-2022"),
    ],
)
def test_participation_goes_by_the_day_on_which_co_creation_begins(load, day, name):
    workspace = load(f"{DAYS}cocreation = {day}\n").workspace
    assert find_rule_set(workspace, RuleLine.PARTICIPATION, "KE", "2023-2027") == name


def test_without_that_day_the_first_stage_counts_and_then_the_start(load):
    staged = load(f'{DAYS}[[history]]\nstage = "consultation"\non = 2021-06-01\n').workspace
    assert find_rule_set(staged, RuleLine.PARTICIPATION, "KE", "2023-2027") == "standards-2017"
    assert find_rule_set(load(DAYS).workspace, RuleLine.PARTICIPATION, "KE", "2023-2027") == "standards-2022"


@pytest.mark.parametrize(
    ("day", "name"),
    [("2011-12-31", "irm-2011"), ("2012-01-01", "irm-2012"), ("2020-12-31", "irm-2020"), ("2021-01-01", "irm-2021")],
)
def test_the_mechanism_goes_by_the_day_on_which_the_plan_was_submitted(load, day, name):
    workspace = load(f'{DAYS}[[history]]\nstage = "deposited"\non = {day}\n').workspace
    assert find_rule_set(workspace, RuleLine.IRM, "KE", "2023-2027") == name


@pytest.mark.parametrize(
    ("year", "name"),
    [("2010", "roadmap-2011"), ("2013", "roadmap-2011"), ("2014", "criteria-2014"), ("2026", "criteria-2023")],
)
def test_eligibility_goes_by_the_year_of_scoring(load, year, name):
    assert find_eligibility_set(load(DAYS).workspace, year) == name


def test_a_file_may_name_one_set_for_all_or_one_for_each_line(load):
    old = load(f'edition = "roadmap-2011"\n{DAYS}').workspace
    assert {find_rule_set(old, line, "KE", "2023-2027") for line in RuleLine} == {"roadmap-2011"}
    named = load(f'{DAYS}[rules]\nirm = "irm-2018"\n').workspace
    assert find_rule_set(named, RuleLine.IRM, "KE", "2023-2027") == "irm-2018"
    assert find_rule_set(named, RuleLine.PARTICIPATION, "KE", "2023-2027") == "standards-2022"


def test_an_unknown_name_is_refused_with_the_nearest(load, plugins):
    found = check_workspace(load(f'{DAYS}[rules]\nirm = "irm-2012x"\n'), plugins)
    (finding,) = [one for one in found if one.code == "OGP013"]
    assert finding.at == ("rules", "irm")
    assert 'Write "irm-2012"' in finding.remedy


def find_codes(loaded, plugins):
    return {finding.code: finding.severity for finding in check_workspace(loaded, plugins)}


def test_a_rule_that_a_set_does_not_ask_for_finds_nothing(load, plugins):
    assert find_codes(load(f'edition = "roadmap-2011"\n{DAYS}'), plugins)["COM001"] is Severity.ERROR
    assert "COM001" not in find_codes(load(DAYS), plugins)


def test_a_set_says_how_much_a_rule_matters(load, plugins):
    comment = 'received = 2023-02-01\ngroup = "citizens"\ntext = "More."\n'
    for edition, severity in (('edition = "roadmap-2011"\n', Severity.ADVICE), ("", Severity.ERROR)):
        loaded = load(edition + DAYS)
        folder = loaded.root / "countries/KE/cycles/2023-2027/consultation/comments"
        folder.mkdir(parents=True, exist_ok=True)
        (folder.parent / "process.toml").write_text("opens = 2023-01-10\ncloses = 2023-03-01\n")
        (folder / "0001.toml").write_text(comment)
        assert find_codes(load(edition + DAYS), plugins)["CON020"] is severity


def test_what_another_set_would_change_is_said_finding_by_finding(load, plugins):
    loaded = load(DAYS)
    changes = compare_rule_sets(loaded, plugins, "KE", "2023-2027", "roadmap-2011")
    assert "COM001" in {finding.code for finding in changes.new}
    back = compare_rule_sets(load(f'edition = "roadmap-2011"\n{DAYS}'), plugins, "KE", "2023-2027", "standards-2022")
    assert "COM001" in {finding.code for finding in back.gone}
    assert loaded.workspace.one(Cycle, "KE", "2023-2027").entity.rules is None


def test_comparing_with_a_set_that_is_nowhere_names_the_nearest(load, plugins):
    with pytest.raises(UnknownRuleSet, match="standards-2022"):
        compare_rule_sets(load(DAYS), plugins, "KE", "2023-2027", "standards-202")
