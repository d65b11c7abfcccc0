"""The options of `ogpkit check`: choosing, mending, known findings, git, standard input, files."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from ogpkit.cli import main
from ogpkit.cli.commands.check import command
from ogpkit.cli.commands.check_options import Options
from ogpkit.devkit.testing.waiting import LONGEST

SCRIPT = Path(sys.executable).with_name("ogpkit")
SETTINGS = '[workspace]\nname = "Example"\nlanguages = ["en"]\n'
COUNTRY = 'name = "Kenya"\n'
WRONG = 'name = "Georgia"\nlevel = "Local"  # as agreed\nnmae = 1\n'
GE = "countries/GE/country.toml"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A workspace with one country in order and one that is not, in which the person stands."""
    folder = tmp_path / "workspace"
    put(folder, "ogpkit.toml", SETTINGS)
    put(folder, "countries/KE/country.toml", COUNTRY)
    put(folder, GE, WRONG)
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


def codes(out):
    return [line.split(" ")[1] for line in out.splitlines()]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--select", "OGP006"], ["OGP006"]),
        (["--select", "ogp006, OGP003"], ["OGP006", "OGP003"]),
        (["--select", "OGP", "--ignore", "OGP003"], ["OGP006"]),
        (["--ignore", "OGP"], []),
        (["--select", "ELI"], []),
        (["--min-severity", "error"], ["OGP006", "OGP003"]),
    ],
)
def test_rules_are_chosen_by_their_codes(words, found, root, capsys):
    code, out, _ = checked(capsys, *words)
    assert codes(out) == found
    assert code == bool(found)


def test_a_code_that_means_no_rule_is_refused_with_the_nearest(root, capsys):
    code, out, err = checked(capsys, "--select", "OPG003")
    assert (code, out) == (2, "")
    assert "No rule has the code “OPG003”. Did you mean OGP003" in err


def test_a_run_can_end_with_0_whatever_is_found(root, capsys):
    code, out, _ = checked(capsys, "--exit-zero")
    assert (code, codes(out)) == (0, ["OGP006", "OGP003"])


def test_findings_can_be_counted(root, capsys):
    put(root, "countries/MX/country.toml", 'name = "Mexico"\na = 1\nb = 2\n')
    code, out, _ = checked(capsys, "--statistics")
    assert code == 1
    assert out == "3  OGP003  Every key is known\n1  OGP006  A value is one of the allowed values\n"
    _, out, _ = checked(capsys, "--statistics", "--format", "json")
    assert [(row["code"], row["count"]) for row in json.loads(out)] == [("OGP003", 3), ("OGP006", 1)]


def test_the_output_can_go_into_a_file(root, capsys):
    code, out, err = checked(capsys, "--output-file", root / "found.txt")
    assert (code, out) == (1, "")
    assert codes((root / "found.txt").read_text("utf-8")) == ["OGP006", "OGP003"]
    assert "2 findings" in err
    code, _, err = checked(capsys, "--output-file", root / GE / "found.txt")
    assert code == 2
    assert "found.txt" in err


def test_fixes_are_shown_first_and_made_then(root, capsys):
    code, out, err = checked(capsys, "--diff")
    assert (code, err) == (1, "Would make 1 fix in 1 files.\n")
    assert out.splitlines() == [
        f"--- a/{GE}",
        f"+++ b/{GE}",
        "@@ -1,3 +1,3 @@",
        ' name = "Georgia"',
        '-level = "Local"  # as agreed',
        '+level = "local"  # as agreed',
        " nmae = 1",
    ]
    assert (root / GE).read_text("utf-8") == WRONG
    code, out, err = checked(capsys, "--fix")
    assert (code, codes(out)) == (1, ["OGP003"])
    assert err.splitlines()[0] == "Made 1 fix in 1 files."
    assert (root / GE).read_text("utf-8") == WRONG.replace("Local", "local")
    assert checked(capsys, "--diff")[:2] == (0, "")


def test_only_what_was_chosen_is_mended(root, capsys):
    checked(capsys, "--fix", "--select", "OGP003")
    assert (root / GE).read_text("utf-8") == WRONG
    checked(capsys, "--fix", "countries/KE")
    assert (root / GE).read_text("utf-8") == WRONG


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(root, capsys, monkeypatch):
    from ogpkit.cli.commands import check

    save = check.save_mended

    def late(root, mended):
        put(root, GE, "# somebody else\n")
        save(root, mended)

    monkeypatch.setattr(check, "save_mended", late)
    code, _, err = checked(capsys, "--fix")
    assert code == 1
    assert "Someone else has changed" in err
    assert (root / GE).read_text("utf-8") == "# somebody else\n"


def test_known_findings_are_passed_over_until_they_are_mended(root, capsys):
    code, _, err = checked(capsys, "--write-baseline")
    assert code == 0
    assert 'add baseline = "known-findings.toml" under [check]' in err
    put(root, "ogpkit.toml", SETTINGS + '[check]\nbaseline = "known-findings.toml"\n')
    assert checked(capsys)[:2] == (0, "")
    put(root, GE, "\n\n" + WRONG + "other = 1\n")
    assert codes(checked(capsys)[1]) == ["OGP003"]
    put(root, GE, 'name = "Georgia"\n')
    code, _, err = checked(capsys)
    assert code == 0
    assert "2 known findings no longer exist" in err
    assert codes(checked(capsys, "--baseline", root / "known-findings.toml")[1]) == []


@pytest.mark.parametrize("content", [None, "", "known = 1", "[[known]]\npath = 1", "known = [1]", "\x00"])
def test_a_file_that_holds_no_known_findings_is_said_to(content, root, capsys):
    if content is not None:
        put(root, "known.toml", content)
    code, out, err = checked(capsys, "--baseline", root / "known.toml")
    assert (code, out) == (2, "")
    assert "--write-baseline" in err


@pytest.mark.parametrize("named", ["/dev/zero", "../known.toml", "countries", ".", "a\\u0000b", "link.toml"])
def test_settings_cannot_name_known_findings_outside_of_the_workspace(named, root, capsys):
    """Whoever proposes a change to the settings must not have a pipeline read or write other files."""
    outside = root.parent / "known.toml"
    outside.write_text("known = []\n", "utf-8")
    (root / "link.toml").symlink_to(outside)
    put(root, "ogpkit.toml", SETTINGS + f'[check]\nbaseline = "{named}"\n')
    for words in ([], ["--write-baseline"]):
        code, out, err = checked(capsys, *words)
        assert (code, out) == (2, "")
        assert "this workspace has no such file" in err
    assert outside.read_text("utf-8") == "known = []\n"


def test_known_findings_are_not_written_over_something_else(root, capsys):
    for named in ("ogpkit.toml", GE):
        before = (root / named).read_bytes()
        code, _, err = checked(capsys, "--write-baseline", "--baseline", root / named)
        assert code == 2
        assert "contains something other" in err
        assert (root / named).read_bytes() == before
    put(root, "known.toml", "# Known findings\n<<<<<<< HEAD\n")
    assert checked(capsys, "--write-baseline", "--baseline", root / "known.toml")[0] == 0


def git(root, *words):
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


def test_only_what_has_changed_in_git(root, capsys):
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "all")
    assert checked(capsys, "--changed")[:2] == (0, "")
    put(root, "countries/KE/country.toml", COUNTRY + "x = 1\n")
    put(root, "countries/MX/country.toml", "")
    _, out, _ = checked(capsys, "--changed")
    assert [line.split(":")[0] for line in out.splitlines()] == [
        "countries/KE/country.toml",
        "countries/MX/country.toml",
    ]
    git(root, "add", "-A")
    git(root, "commit", "-qm", "more")
    assert checked(capsys, "--changed")[:2] == (0, "")
    assert len(checked(capsys, "--changed=HEAD~1")[1].splitlines()) == 2
    code, _, err = checked(capsys, "--changed=nowhere")
    assert code == 2
    assert "git knows no commit “nowhere”" in err


def test_a_workspace_in_a_folder_of_its_repository(root, capsys, tmp_path):
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "all")
    put(root, GE, WRONG + "x = 1\n")
    assert codes(checked(capsys, "--changed")[1]) == ["OGP006", "OGP003", "OGP003"]
    assert "file=workspace/countries/GE/country.toml" in checked(capsys, "--format", "github")[1]


def test_without_git_nobody_can_say_what_has_changed(root, capsys):
    code, _, err = checked(capsys, "--changed")
    assert code == 2
    assert "git" in err


def stdin(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))


def test_a_file_can_come_from_standard_input(root, capsys, monkeypatch):
    stdin(monkeypatch, 'name = "Georgia"\n')
    assert checked(capsys, "--stdin-filename", GE)[0] == 0
    stdin(monkeypatch, "x = 1\n")
    code, out, err = checked(capsys, "--stdin-filename", "countries/TZ/country.toml")
    assert (code, codes(out)) == (1, ["OGP003", "OGP004"])
    assert err.startswith("2 findings in 1 of 1 files.\n")
    assert not (root / "countries/TZ").exists()


def test_what_comes_from_standard_input_is_mended_to_standard_output(root, monkeypatch):
    done = subprocess.run(
        [SCRIPT, "check", "--fix", "--stdin-filename", GE], input=WRONG.encode(), capture_output=True, check=False
    )
    assert done.stdout == WRONG.replace("Local", "local").encode()
    assert b"OGP003" in done.stderr
    assert (root / GE).read_text("utf-8") == WRONG


@pytest.mark.parametrize(
    "words",
    [
        ["--unsafe-fixes"],
        ["--watch", "--fix"],
        ["--stdin-filename", GE, "--changed"],
        ["--stdin-filename", "../elsewhere.toml"],
    ],
    ids=" ".join,
)
def test_what_does_not_go_together_is_refused(words, root, capsys, monkeypatch):
    stdin(monkeypatch, "")
    code, out, err = checked(capsys, *words)
    assert (code, out) == (2, "")
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": ""}, False),
    ],
)
def test_colours_are_for_terminals_and_whoever_asks_for_them(variables, coloured, root):
    env = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NO_COLOR")}
    done = subprocess.run([SCRIPT, "check"], capture_output=True, check=False, env=env | variables)
    assert (b"\x1b[" in done.stdout) is coloured


def test_it_checks_again_when_a_file_changes_until_it_is_told_to_stop(root):
    process = subprocess.Popen(
        [SCRIPT, "check", "--watch", "--format", "concise"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=root,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  tests in the background ignore Ctrl+C
    )
    seen = Event()

    def write():
        """Nobody knows when the watch has begun, so the file is written until it is seen."""
        number = 0
        while not seen.wait(0.2):
            number += 1
            put(root, GE, f'name = "Georgia"  # {number}\n')

    writer = Thread(target=write, daemon=True)
    try:
        said = iter(process.stderr.readline, "")
        assert next(line for line in said if "Waiting" in line)
        writer.start()
        assert next(line for line in said if line.startswith("Nothing is wrong in 3 files."))
        seen.set()
        process.send_signal(signal.SIGINT)
        out, rest = process.communicate(timeout=LONGEST)
        assert "KeyboardInterrupt" not in rest
        assert codes(out)[:2] == ["OGP006", "OGP003"]
        assert process.returncode in (0, 130)
    finally:
        seen.set()
        process.kill()


def test_the_files_that_would_be_looked_at_are_listed(root, capsys):
    put(root, "ogpkit.toml", SETTINGS + 'exclude = ["drafts"]\n')
    put(root, "drafts/x.toml", "")
    put(root, "countries/GE/.hidden.toml", "")
    assert checked(capsys, "--show-files") == (0, f"{GE}\ncountries/KE/country.toml\nogpkit.toml\n", "")
    assert checked(capsys, "--show-files", "countries/KE")[1] == "countries/KE/country.toml\n"


def test_known_findings_are_counted_where_they_are_passed_over(root, capsys):
    assert checked(capsys, "--write-baseline")[0] == 0
    said = checked(capsys, "--baseline", "known-findings.toml")[2]
    assert said.startswith("Nothing is wrong in 3 files. 2 known findings are not shown.\n")


def test_a_file_from_standard_input_may_have_its_whole_path(root, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    stdin(monkeypatch, WRONG)
    code, out, _ = checked(capsys, "--stdin-filename", root / GE)
    assert (code, codes(out)) == (1, ["OGP006", "OGP003"])
    assert out.startswith(f"workspace/{GE}:")


def test_the_page_of_a_run_on_github_gets_a_table(root, capsys, monkeypatch, tmp_path):
    page = tmp_path / "summary.md"
    page.write_text("before\n", "utf-8")
    put(root, "countries/KE/country.toml", COUNTRY + '"![x](y)|" = 1\n')
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    checked(capsys, "--format", "github")
    assert page.read_text("utf-8") == "before\n"  # nobody but GitHub names such a page
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    checked(capsys, "--format", "github")
    text = page.read_text("utf-8")
    assert text.startswith("before\n### Check of the plan files\n\n3 findings in 2 of 3 files.")
    assert "| error | OGP006 | countries/GE/country.toml:2 |" in text
    assert "!\\[x\\](y)\\|" in text


def test_every_option_of_the_command_has_its_field():
    assert {parameter.name for parameter in command.params} == set(Options._fields)
