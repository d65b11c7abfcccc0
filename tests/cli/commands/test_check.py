"""`ogpkit check`: what it looks at, what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ogpkit.cli import main
from ogpkit.cli.commands.check_options import FORMS
from ogpkit.devkit.testing.waiting import LONGEST

SCRIPT = Path(sys.executable).with_name("ogpkit")
SETTINGS = '[workspace]\nname = "Example"\nlanguages = ["en"]\n'
COUNTRY = 'name = "Kenya"\n'
WRONG = 'nam = "Georgia"\n'
UNKNOWN = "The key `nam` is not known here. Did you mean `name`?"
MISSING = "`name` is missing. Add it: a text in quotes, or a table with one text for each language."


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A workspace with one country in order, in which the person stands."""
    folder = tmp_path / "workspace"
    put(folder, "ogpkit.toml", SETTINGS)
    put(folder, "countries/KE/country.toml", COUNTRY)
    monkeypatch.chdir(folder)
    return folder


def put(root, path, text):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def checked(capsys, *words):
    form = [] if "--format" in words else ["--format", "concise"]
    code = main(["check", *form, *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_nothing_wrong(root, capsys):
    assert checked(capsys) == (0, "", "Nothing is wrong in 2 files.\n")


def test_findings_go_to_standard_output_and_the_sum_to_standard_error(root, capsys):
    put(root, "countries/GE/country.toml", WRONG)
    code, out, err = checked(capsys)
    assert code == 1
    assert err == "1 finding in 1 of 3 files.\n"
    lines = out.splitlines()
    assert [line.split(" ")[:2] for line in lines] == [
        ["countries/GE/country.toml:1:1:", "OGP003"],
    ]
    assert lines[0] == f"countries/GE/country.toml:1:1: OGP003 error: {UNKNOWN}"


def test_findings_as_json(root, capsys):
    put(root, "countries/GE/country.toml", 'name = "Georgia"\nlevel = "federal"\n')
    code, out, _ = checked(capsys, "--format", "json")
    assert code == 1
    (finding,) = json.loads(out)
    assert list(finding) == [
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "key",
        "code",
        "severity",
        "message",
        "remedy",
        "calendar",
        "section",
        "plugin",
        "related",
        "fix",
    ]
    place = [finding[key] for key in ("path", "line", "column", "end_line", "end_column")]
    assert place == ["countries/GE/country.toml", 2, 9, 2, 18]
    assert [finding[key] for key in ("code", "severity", "plugin")] == ["OGP006", "error", "ogpkit"]


def test_no_findings_are_an_empty_list(root, capsys):
    assert checked(capsys, "--format", "json") == (0, "[]\n", "Nothing is wrong in 2 files.\n")


@pytest.mark.parametrize(
    ("paths", "code", "files"),
    [
        (["countries/KE"], 0, "Nothing is wrong in 1 file."),
        (["countries/KE/country.toml"], 0, "Nothing is wrong in 1 file."),
        (["countries/GE/country.toml"], 1, "1 finding in 1 of 1 files."),
        (["countries/KE", "countries/GE"], 1, "1 finding in 1 of 2 files."),
        (["countries/"], 1, "1 finding in 1 of 2 files."),
        (["."], 1, "1 finding in 1 of 3 files."),
    ],
)
def test_files_and_folders_can_be_named(root, capsys, paths, code, files):
    put(root, "countries/GE/country.toml", WRONG)
    put(root, "notes.md", "no plan file")
    ended, out, err = checked(capsys, *paths)
    assert (ended, err) == (code, f"{files}\n")
    assert bool(out) is bool(code)


def test_the_workspace_is_the_one_upwards_and_paths_are_relative_to_it(root, capsys, monkeypatch):
    put(root, "countries/GE/country.toml", WRONG)
    monkeypatch.chdir(root / "countries/GE")
    for words in ([], ["country.toml"], ["."], ["../../countries/GE/country.toml"]):
        code, out, _ = checked(capsys, *words)
        assert (code, out.splitlines()[0]) == (1, f"countries/GE/country.toml:1:1: OGP003 error: {UNKNOWN}")


@pytest.mark.parametrize("words", [["{root}"], ["--workspace", "{root}"], ["{root}/countries/GE"]])
def test_a_workspace_elsewhere_can_be_named(root, capsys, monkeypatch, tmp_path, words):
    put(root, "countries/GE/country.toml", WRONG)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    code, out, _ = checked(capsys, *(word.format(root=root) for word in words))
    assert code == 1
    assert out.startswith("countries/GE/country.toml:1:1: OGP003 ")


def test_a_workspace_behind_a_link_is_the_same_one(root, capsys, monkeypatch, tmp_path):
    put(root, "countries/GE/country.toml", WRONG)
    (tmp_path / "link").symlink_to(root)
    monkeypatch.chdir(tmp_path)
    code, out, _ = checked(capsys, "link/countries/GE")
    assert (code, out.splitlines()[0].split(":")[0]) == (1, "workspace/countries/GE/country.toml")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "nowhere does not exist. Check the spelling."),
        (["countries/KE", "nowhere/x.toml"], "nowhere/x.toml does not exist. Check the spelling."),
        (["countries/KE", ".."], "is not in the workspace"),
        (["countries/KE", "other/countries"], "Check one workspace at a time."),
        (["\x1b[2J"], "<U+001B>[2J does not exist."),
        (["--today", "tomorrow"], "tomorrow"),
        (["--format", "xml"], "xml"),
        (["--workspace", "nowhere"], "nowhere"),
    ],
)
def test_a_check_that_could_not_run_says_why_and_prints_no_data(root, capsys, words, said):
    put(root, "other/ogpkit.toml", SETTINGS)
    put(root, "other/countries/KE/country.toml", COUNTRY)
    code, out, err = checked(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_outside_of_a_workspace_it_says_how_to_begin_one(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    code, out, err = checked(capsys)
    assert (code, out) == (2, "")
    assert "ogpkit init" in err


def test_a_file_may_begin_with_a_dash(root, capsys):
    put(root, "countries/-x.toml", "")
    code, out, _ = checked(capsys, "--", "countries/-x.toml")
    assert (code, out[:28]) == (1, "countries/-x.toml:1:1: OGP01")


def test_advice_alone_does_not_fail_a_run(root, capsys):
    put(root, "countries/KE/country.toml", 'name = "Kenya"\nlanguages = []\njoined = 2011-09-20\n')
    code, out, err = checked(capsys)
    assert [line.split()[1] for line in out.splitlines()] == ["ELI013", "REP060"]
    assert (code, err) == (0, "2 findings in 1 of 2 files.\n")


@pytest.mark.parametrize(("today", "codes"), [("2012-06-30", ["ELI005"]), ("2014-06-30", [])])
def test_the_day_can_be_given(root, capsys, today, codes):
    evidence = 'edition = "roadmap-2011"\n[access_to_information]\nstatus = "law"\nsource = "Survey"\n'
    put(root, "countries/KE/eligibility/2013.toml", evidence)
    _, out, _ = checked(capsys, "--today", today)
    found = [line.split()[1] for line in out.splitlines()]
    assert [code for code in found if code == "ELI005"] == codes


def test_a_broken_settings_file_is_a_finding_and_the_rest_is_checked(root, capsys):
    put(root, "ogpkit.toml", '[workspace\nname = "x"\n')
    put(root, "countries/GE/country.toml", WRONG)
    code, out, err = checked(capsys)
    found = [line.split()[1] for line in out.splitlines()]
    assert (code, found) == (1, ["OGP003", "OGP002"])
    assert err.startswith("2 findings in 2 of 3 files.\n")


def test_a_plugin_that_is_switched_off_checks_nothing(root, capsys):
    put(root, "countries/KE/eligibility/2011.toml", 'edition = "nonsense"\n')
    put(root, "ogpkit.toml", SETTINGS + '[plugins]\ndisable = ["eligibility"]\n')
    _, out, _ = checked(capsys)
    assert [line.split()[:2] for line in out.splitlines()] == [
        ["countries/KE/eligibility/2011.toml:1:1:", "OGP012"],
    ]


def test_text_from_files_cannot_act_in_the_terminal(root, capsys):
    put(root, "countries/GE/country.toml", '"\\u001b[31m\\u202e" = 1\nlevel = "\\u001b]0;x\\u0007"\n')
    for form in FORMS:
        _, out, err = checked(capsys, "--format", form)
        assert not set("\x1b\x07\u202e") & set(out + err)


def test_two_runs_as_processes_say_the_very_same(root):
    for name in ("GE", "MX", "TZ"):
        put(root, f"countries/{name}/country.toml", WRONG + "a = 1\nb = 2\n[contact]\nc = 3\n")
    runs = {
        subprocess.run(
            [SCRIPT, "check"],
            capture_output=True,
            check=False,
            timeout=LONGEST,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1


def test_help_says_what_the_exit_codes_mean(capsys):
    code, out, _ = checked(capsys, "--help")
    assert code == 0
    assert "The exit code is 0 when nothing is wrong" in " ".join(out.split())


@pytest.mark.parametrize("form", ["text", "concise", "junit", "github"])
def test_from_the_root_of_a_repository_every_path_can_be_opened(root, capsys, monkeypatch, form):
    (root.parent / ".git").mkdir()
    put(root, "countries/GE/country.toml", WRONG)
    monkeypatch.chdir(root.parent)
    assert main(["check", root.name, "--format", form]) == 1
    assert f"{root.name}/countries/GE/country.toml:1:1: OGP003" in capsys.readouterr().out
