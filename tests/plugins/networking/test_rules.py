"""What the rules say beyond their own examples, which run with those of all plugins."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import replace_once
from ogpkit.api.content import Cycle, read_workspace
from ogpkit.api.editing import RemoveValue, SetValue
from ogpkit.api.testing import check_workspace
from ogpkit_networking.rules import RULE_FILE, RULES

RIGHT = RULE_FILE.example()
RIGHT_VAGUE = RULE_FILE.example("vague")
TODAY = RIGHT.today
PATHS = {
    "case": "networking/cases/one.toml",
    "steering": "partnership/steering-committee.toml",
    "country": "countries/XX/country.toml",
    "provider": "networking/providers/mining-watch.toml",
}
CASE = RIGHT.files[PATHS["case"]]


def build_example(**parts):
    """The right workspace with other files in the place of some."""
    files = {PATHS[name]: text for name, text in parts.items()}
    return RIGHT.with_files(files)


@pytest.fixture
def found(written, plugins):
    """The codes of this plugin that are found in an example."""

    def found(example):
        loaded = read_workspace(written(example.files), plugins.kinds, plugins.editions, example.today or TODAY)
        return sorted({finding.code for finding in check_workspace(loaded, plugins) if finding.code.startswith("NET")})

    return found


@pytest.mark.parametrize("example", [RIGHT, RIGHT_VAGUE], ids=["mature", "vague"])
def test_the_right_examples_break_nothing_else(example, found):
    assert found(example) == []


def test_codes_are_without_gaps():
    assert sorted(rule.code for rule in RULES) == [f"NET{number:03}" for number in range(1, len(RULES) + 1)]


@pytest.mark.parametrize(
    ("case", "codes"),
    [
        (replace_once(CASE, 'stage = "selection"', 'stage = "scoring"'), ["NET002"]),
        (replace_once(CASE, '[[history]]\nstage = "received"\non = 2011-10-03\n\n', ""), ["NET002"]),
        (replace_once(CASE, 'country = "XX"', 'country = "XZ"'), ["NET005", "NET006", "NET010", "NET014"]),
        (replace_once(CASE, 'commitments = ["mining-revenues"]', 'commitments = ["nothing"]'), ["NET005"]),
        (replace_once(CASE, 'cycle = "2012-2013"\n', ""), ["NET005"]),
        (replace_once(CASE, "signed = 2012-02-01", "signed = 2011-10-04"), ["NET013"]),
        (
            replace_once(
                CASE,
                'providers = ["mining-watch"]\n',
                'providers = ["mining-watch"]\nstart = 2012-03-01\nend = 2012-02-01\n',
            ),
            ["NET012"],
        ),
        (
            replace_once(CASE, 'provider = "mining-watch"\n', 'provider = "mining-watch"\nwith = ["mining-watch"]\n'),
            ["NET009"],
        ),
        (replace_once(CASE, 'purpose = "expertise"', 'purpose = "peer"'), ["NET009"]),
        (
            replace_once(
                CASE, 'provider = "mining-watch"\npurpose', 'country = "XX"\nprovider = "mining-watch"\npurpose'
            ),
            ["NET009"],
        ),
    ],
)
def test_cases_that_are_wrong_in_other_ways(case, codes, found):
    assert found(build_example(case=case)) == codes


def test_the_contact_of_a_country_that_has_not_joined_is_only_a_warning():
    severities = {rule.code: rule.severity.value for rule in RULES}
    assert severities["NET006"] == "warning"
    assert {severities[code] for code in ("NET007", "NET008", "NET011")} == {"advice"}


def test_a_known_topic_written_otherwise_can_be_mended(written, plugins):
    example = next(rule.wrong for rule in RULES if rule.code == "NET017")
    loaded = read_workspace(written(example.files), plugins.kinds, plugins.editions, date(2012, 3, 10))
    (finding,) = [finding for finding in check_workspace(loaded, plugins) if finding.code == "NET017"]
    assert finding.fix.value == "extractives"
    assert finding.at == ("topics", 0)
    assert "Extractive industries" in finding.message


def test_checking_after_each_change_finds_what_a_whole_check_finds(session, plugins, act, begin):
    """Rules that look at other files say so: a provider that turns technical is told of in the cases that met it."""
    path = begin(session, "Open data.", "XY", on=date(2012, 1, 2), topics=("open-data",))
    act(session, "assign", path, manager="Ana Case", on=date(2012, 1, 3))
    act(session, "introduce", path, party="civic-commons", on=date(2012, 1, 9))
    session.change(path, [SetValue(("cycle",), "2012-2013"), SetValue(("commitments",), ["portal"])], "Name the plan")
    session.change("countries/XY/country.toml", [RemoveValue(("joined",))], "Quit")
    session.create("countries/XY/cycles/2012-2013/cycle.toml", Cycle(edition="roadmap-2011", start=TODAY, end=TODAY))
    session.change("networking/providers/civic-commons.toml", [SetValue(("expertise",), ["mobile"])], "Turn technical")
    session.save()
    whole = check_workspace(
        read_workspace(session.root, plugins.kinds, plugins.editions, session.workspace.today), plugins
    )
    assert {finding.code for finding in whole if finding.path == path} >= {"NET005", "NET006", "NET008"}
    assert list(session.findings) == list(whole)
