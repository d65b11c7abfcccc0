"""How much a finding matters: seen in every form, set in the settings, and left to the calendar where nobody changed a file."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

from ogpkit.check.engine import check_workspace
from ogpkit.check.selection import RuleSelection
from ogpkit.cli import main
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace

PLUGINS = Plugins.discover(third_party=False)
RULES = {owned.value.code: owned.value for owned in PLUGINS.rules}
SETTINGS = '[workspace]\nname = "Example"\nlanguages = ["en"]\n'
OVERDUE = RULES["COM014"]
DAYS = (date(2011, 1, 1), date(2013, 2, 2), date(2016, 3, 1), date(2040, 1, 1))


def find_on(rule, example, root):
    """Yield what a rule says of an example on several days, the earlier ones first."""
    files = {path: text.encode() for path, text in {"ogpkit.toml": SETTINGS, **example.files}.items()}
    (root / "ogpkit.toml").write_bytes(files["ogpkit.toml"])
    loaded = read_workspace(root, PLUGINS.kinds, PLUGINS.editions, DAYS[0], files)
    own = example.today or DAYS[2]
    for day in sorted({*DAYS, own, own + timedelta(days=400)}):
        then = attrs.evolve(loaded, workspace=attrs.evolve(loaded.workspace, today=day))
        found = check_workspace(then, PLUGINS, (), files.__getitem__, RuleSelection(select=(rule.code,)))
        yield {(finding.path, finding.at) for finding in found}


def comes_with_the_calendar(rule, root):
    for example in (rule.wrong, rule.right, *rule.more_wrong, *rule.more_right):
        before: set = set()
        for number, found in enumerate(find_on(rule, example, root)):
            if number and found - before:
                return True
            before = found if not number else before & found
    return False


def test_a_rule_declares_whether_its_findings_may_come_with_the_calendar(tmp_path):
    found = {code for code, rule in RULES.items() if comes_with_the_calendar(rule, tmp_path)}
    assert found == {code for code, rule in RULES.items() if rule.calendar}


@pytest.fixture
def check(write, capsys, monkeypatch):
    """Check a plan with an overdue milestone, with these words and settings; gives the exit code and the output."""

    def run(*words, settings=""):
        root = write({**OVERDUE.wrong.files, "ogpkit.toml": SETTINGS + settings})
        monkeypatch.chdir(root)
        day = (OVERDUE.wrong.today or date(2016, 3, 1)).isoformat()
        code = main(["check", "--select", "COM014", "--format", "concise", "--today", day, *words])
        return code, capsys.readouterr().out

    return run


def test_severity_and_calendar_are_seen_without_colour(check):
    code, out = check()
    assert code == 1
    assert " COM014 warning: " in out
    assert out.endswith(" [calendar]\n")
    assert " COM014 warning: " in check("--format", "text")[1]
    assert "because of the date" in check("--format", "text")[1]
    assert '"calendar": true' in check("--format", "json")[1]
    assert '"calendar"' in check("--format", "sarif")[1]


@pytest.mark.parametrize(
    ("words", "settings", "code", "said"),
    [
        ([], '[check.severity]\nCOM014 = "error"\n', 1, "COM014 error:"),
        ([], '[check.severity]\nCOM014 = "advice"\n', 0, "COM014 advice:"),
        ([], '[check.severity]\nCOM = "error"\nCOM014 = "advice"\n', 0, "COM014 advice:"),
        (["--min-severity", "warning"], '[check.severity]\nCOM014 = "advice"\n', 0, ""),
        ([], '[check]\nfail-on = "error"\n', 0, "COM014 warning:"),
        (["--fail-on", "warning"], '[check]\nfail-on = "error"\n', 1, "COM014 warning:"),
        (["--fail-on", "advice"], '[check.severity]\nCOM014 = "advice"\n', 1, "COM014 advice:"),
        ([], '[check]\ncalendar = "show"\n', 0, "COM014 warning:"),
        ([], '[check]\ncalendar = "hide"\n', 0, ""),
        (["--calendar", "fail"], '[check]\ncalendar = "hide"\n', 1, "COM014 warning:"),
        (["--calendar", "show"], "", 0, "COM014 warning:"),
    ],
)
def test_what_fails_a_check_is_the_workspaces_to_say(words, settings, code, said, check):
    for _time in range(2):  # the second result is a known one
        given, out = check(*words, settings=settings)
        assert (given, bool(out)) == (code, bool(said))
        assert said in out


def test_a_severity_of_an_unknown_rule_is_a_finding(check):
    code, out = check("--select", "OGP015", settings='[check.severity]\nCOM999 = "advice"\n')
    assert code == 1
    assert "OGP015" in out
