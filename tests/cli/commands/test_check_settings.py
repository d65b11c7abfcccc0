"""`ogpkit check --show-settings`: what holds, and who says so."""

from __future__ import annotations

import json
import tomllib

import pytest

from ogpkit.cli import main

SETTINGS = """[workspace]
languages = ["en"]

[check]
ignore = ["COM006"]
min-severity = "warning"

[check.per-file-ignores]
"countries/KE/**" = ["COM028"]
"""


@pytest.fixture
def shown(tmp_path, monkeypatch, capsys):
    """The settings that hold with some options, line by line."""
    (tmp_path / "ogpkit.toml").write_text(SETTINGS, "utf-8")
    monkeypatch.chdir(tmp_path)

    def show(*words, settings=SETTINGS):
        (tmp_path / "ogpkit.toml").write_text(settings, "utf-8")
        assert main(["check", "--show-settings", *words]) == 0
        return capsys.readouterr().out

    return show


def test_each_setting_stands_with_where_it_comes_from(shown):
    assert shown().splitlines() == [
        "workspace.exclude = []  # default",
        'check.extend = ""  # default',
        "check.select = []  # default",
        'check.ignore = ["COM006"]  # ogpkit.toml:5',
        'check.min-severity = "warning"  # ogpkit.toml:6',
        'check.baseline = ""  # default',
        'check.per-file-ignores = { "countries/KE/**" = ["COM028"] }  # ogpkit.toml:8',
        "check.severity = {}  # default",
        'check.fail-on = "warning"  # default',
        'check.calendar = "fail"  # default',
    ]
    assert tomllib.loads(shown())["check"]["ignore"] == ["COM006"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--ignore", "ELI"), 'check.ignore = ["COM006", "ELI"]  # ogpkit.toml:5, --ignore'),
        (("--select", "ELI"), 'check.select = ["ELI"]  # --select'),
        (("--select", "ELI"), "check.ignore = []  # --select"),
        (("--min-severity", "error"), 'check.min-severity = "error"  # --min-severity'),
        (("--fail-on", "error"), 'check.fail-on = "error"  # --fail-on'),
        (("--calendar", "hide"), 'check.calendar = "hide"  # --calendar'),
        (("--baseline", "old.toml"), 'check.baseline = "old.toml"  # --baseline'),
    ],
)
def test_what_the_call_says_holds(words, expected, shown):
    assert expected in shown(*words).splitlines()


def test_programs_get_the_same_as_json(shown):
    rows = {row["key"]: row for row in json.loads(shown("--format", "json", "--ignore", "ELI"))}
    assert rows["check.ignore"] == {
        "key": "check.ignore",
        "value": ["COM006", "ELI"],
        "line": 5,
        "option": "--ignore",
        "file": None,
    }
    nowhere = {"line": None, "option": None, "file": None}
    assert rows["check.severity"] == {"key": "check.severity", "value": {}} | nowhere


def test_settings_that_cannot_be_read_leave_the_defaults(shown):
    assert all(line.endswith("# default") for line in shown(settings="[check\n").splitlines())


def test_what_cannot_be_understood_leaves_its_default(shown):
    said = shown(settings='[check]\nmin-severity = "warnnig"\nfail-on = "error"\n').splitlines()
    assert 'check.min-severity = "advice"  # default' in said
    assert 'check.fail-on = "error"  # ogpkit.toml:3' in said


def test_what_another_file_says_stands_with_that_file(shown, tmp_path):
    (tmp_path / "shared.toml").write_text('[check]\nfail-on = "error"\n', "utf-8")
    said = shown(settings='[check]\nextend = "shared.toml"\n').splitlines()
    assert 'check.fail-on = "error"  # shared.toml' in said
