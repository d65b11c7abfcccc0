"""Nothing that may be a plan file is passed over in silence, and no setting makes a check green by looking at nothing."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.check.request import CheckRequest
from ogpkit.check.runner import run_check
from ogpkit.cli import main
from ogpkit.plugins.manager import Plugins

PLUGINS = Plugins.discover(third_party=False)
COUNTRY = 'name = "Kenya"\n'
HOME = "countries/KE/cycles/2012-2013"
CYCLE = 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n'
PLAN = {"countries/KE/country.toml": COUNTRY, f"{HOME}/cycle.toml": CYCLE}
SETTINGS = '[workspace]\nname = "Example"\nlanguages = ["en"]\n'


def look(root, *only):
    return run_check(root, PLUGINS, CheckRequest(only=only, select=("OGP",), today=date(2012, 6, 1)), {})


def found(root):
    return [(finding.path, finding.code) for finding in look(root).findings]


@pytest.mark.parametrize(
    "path",
    [
        f"{HOME}/commitments/new.TOML",
        f"{HOME}/commitments/new.toml.txt",
        f"{HOME}/commitments/.new.toml",
        f"{HOME}/commitments/new.toml~",
        f"{HOME}/commitments/new.toml.bak",
        f"{HOME}/commitments/new.tml",
        f"{HOME}/.cycle.toml",
        f"{HOME}/Commitments/new.toml",
        f"{HOME}/country.toml",
        "countries/MX/ogpkit.toml",
        "country.toml",
        "cycle.toml",
    ],
)
def test_what_is_nearly_a_plan_file_is_told_of(path, write):
    root = write({**PLAN, path: "x = 1\n"})
    assert found(root) == [(path, "OGP011")]
    assert look(root, path).findings


@pytest.mark.parametrize(
    "path",
    [
        f"{HOME}/cycle.toml~",
        f"{HOME}/cycle.toml.orig",
        f"{HOME}/.#cycle.toml",
        "countries/.taplo.toml",
        "pyproject.toml",
        "known-findings.toml",
        "tools/other/ogpkit.toml",
        "docs/settings.toml.txt",
        "venv/pyvenv.cfg",
        "web/node_modules/x/y.toml",
        "build/site/x.toml",
    ],
)
def test_what_others_keep_beside_a_plan_is_not(path, write):
    root = write(
        {**PLAN, path: "x = 1\n", "venv/lib/x.toml": "x = 1\n", "venv/pyvenv.cfg": "", ".gitignore": "build/\n"}
    )
    assert found(root) == []


def test_a_plan_file_that_git_leaves_out_is_looked_at_all_the_same(write):
    root = write({**PLAN, "countries/MX/country.toml": "nmae = 1\n", ".gitignore": "*\n!pyproject.toml\n"})
    assert "countries/MX/country.toml" in {path for path, _code in found(root)}


def test_the_last_line_of_a_gitignore_that_matches_decides(write):
    root = write(
        {**PLAN, "notes/a.toml": "", "notes/b.toml": "", ".gitignore": "# own\n/notes/*.toml\n!notes/b.toml\n"}
    )
    assert found(root) == [("notes/b.toml", "OGP012")]


def test_files_of_a_cycle_without_its_own_file_are_told_of_once(write):
    files = {f"{HOME}/commitments/{name}.toml": f'title = "{name}"\n' for name in "ab"}
    root = write({"countries/KE/country.toml": COUNTRY, **files})
    assert [one for one in found(root) if one[1] == "OGP026"] == [(f"{HOME}/commitments/a.toml", "OGP026")]


@pytest.mark.parametrize("blank", ['name = ""\n', 'name = " \\t"\n', 'name.en = "Kenya"\nname.sw = ""\n'])
def test_a_blank_name_is_no_name(blank, write):
    assert found(write({"countries/KE/country.toml": blank})) == [("countries/KE/country.toml", "OGP005")]


def test_a_blank_title_within_a_list_is_none_either(write):
    commitment = 'title = "Portal"\n[[milestones]]\nid = "all"\ntitle = "  "\n'
    root = write(
        {"countries/KE/country.toml": COUNTRY, f"{HOME}/cycle.toml": CYCLE, f"{HOME}/commitments/a.toml": commitment}
    )
    finding = next(one for one in look(root).findings if one.code == "OGP005")
    assert finding.at == ("milestones", 0, "title")


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ('exclude = ["**"]\n', "OGP028"),
        ('exclude = ["countries/**"]\n', "OGP028"),
        ('exclude = ["countries/KN/**"]\n', "OGP029"),
        ('exclude = ["../elsewhere/**"]\n', "OGP029"),
        ('[check.per-file-ignores]\n"countries/KN/**" = ["OGP003"]\n', "OGP029"),
        ('exclude = ["tools/**", "README.md", "venv", "site/**"]\n', ""),
        ('[check.per-file-ignores]\n"countries/**" = ["OGP003"]\n', ""),
    ],
)
def test_patterns_of_the_settings_match_something_and_leave_something(settings, code, write):
    beside = {"tools/run.py": "", "README.md": "", "venv/pyvenv.cfg": "", ".gitignore": "/site/\n"}
    root = write({**PLAN, **beside}, settings=SETTINGS + settings)
    assert found(root) == ([("ogpkit.toml", code)] if code else [])


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("README.md", "not a plan file"),
        ("pyproject.toml", "not a plan file"),
        (".cache/x.toml", "hidden"),
        ("empty", "there is no plan file there"),
        ("drafts/x.toml", "exclude"),
        ("drafts", "exclude"),
    ],
)
def test_a_run_that_did_not_look_at_what_was_named_says_so(named, why, write, capsys, monkeypatch):
    beside = {"README.md": "", "pyproject.toml": "", ".cache/x.toml": "", "empty/notes.txt": "", "drafts/x.toml": ""}
    root = write({**PLAN, **beside}, settings=f'{SETTINGS}exclude = ["drafts/**"]\n')
    monkeypatch.chdir(root)
    for _time in range(2):  # the second result is a known one
        assert main(["check", "--select", "OGP", named, "countries"]) == 2
        said = capsys.readouterr().err
        assert f"{named} was not checked" in said
        assert why in said
    assert main(["check", "--select", "OGP", "countries", "--exit-zero"]) == 0
