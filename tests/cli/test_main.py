"""The command line as a process: exit codes, closed pipes, languages, and what is not imported."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from ogpkit import __version__, cli
from ogpkit.cli import group
from ogpkit.cli.exits import ExitCode
from ogpkit.devkit.testing.waiting import LONGEST
from ogpkit.errors import OgpkitError

SCRIPT = Path(sys.executable).with_name("ogpkit")


@pytest.fixture(autouse=True)
def _no_language(monkeypatch):
    """The environment names no language, so that a test may name one as a person does."""
    for variable in ("OGPKIT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(variable, raising=False)


def run_process(*words, **more):
    """Run the console command."""
    options = {"capture_output": True, "text": True, "timeout": LONGEST} | more
    return subprocess.run([SCRIPT, *words], check=False, **options)


def ended(monkeypatch, action):
    """The exit code of a call whose command does something."""
    command = click.Command("act", callback=action)
    monkeypatch.setattr(group.Words, "get_command", lambda self, ctx, word: command)
    return cli.main(["act"])


def raising(error):
    def action():
        raise error

    return action


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_the_version(word):
    ran = run_process(word)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"ogpkit {__version__}\n", "")


def test_the_version_imports_no_plugin_nor_anything_that_it_does_not_need():
    script = "import sys; from ogpkit.cli import main; main(['--version']); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True)
    modules = set(ran.stdout.splitlines()[1].split())
    heavy = {
        "attrs",
        "attr",
        "cattrs",
        "click",
        "pluggy",
        "rich",
        "textual",
        "importlib.metadata",
        "ogpkit.plugins.manager",
    }
    assert not heavy & modules
    assert not {name for name in modules if name.startswith("ogpkit_")}


def test_help_imports_no_command_and_no_app():
    script = (
        "import sys; from ogpkit.cli import main; main(['--help']);"
        "print('modules', *(name for name in sys.modules if name.startswith(('ogpkit.cli.', 'ogpkit.app', 'textual'))))"
    )
    ran = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True)
    imported = set(ran.stdout.splitlines()[-1].split()[1:])
    assert imported == {
        f"ogpkit.cli.{name}"
        for name in ("commands", "contributed", "exits", "group", "localize", "messages", "options", "process")
    }
    assert "schema" in ran.stdout


@pytest.mark.parametrize(
    ("given", "code"),
    [(None, 0), (0, 0), (1, 1), (ExitCode.FINDINGS, 1), ("a text", 0), (True, 1), (False, 0)],
)
def test_what_a_command_gives_is_its_exit_code_if_it_is_a_number(monkeypatch, given, code):
    assert ended(monkeypatch, lambda: given) == code


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OgpkitError("Do this instead."), 2, "Do this instead."),
        (click.UsageError("There is no such thing."), 2, "There is no such thing."),
        (click.ClickException("Not possible."), 2, "Not possible."),
        (click.BadParameter("Not that."), 2, "Not that."),
        (click.Abort(), 130, ""),
        (KeyboardInterrupt(), 130, ""),
        (SystemExit(3), 3, ""),
        (SystemExit(), 0, ""),
        (SystemExit("Bye."), 2, "Bye."),
        (click.exceptions.Exit(1), 1, ""),
    ],
)
def test_every_way_to_end_has_its_code(monkeypatch, capsys, error, code, said):
    assert ended(monkeypatch, raising(error)) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


def test_a_question_that_nobody_answers_could_not_run(monkeypatch):
    aborted = click.Abort()
    aborted.__cause__ = EOFError()
    assert ended(monkeypatch, raising(aborted)) == ExitCode.COULD_NOT_RUN


def test_a_bug_is_an_apology_with_a_report_and_no_traceback(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert ended(monkeypatch, raising(ZeroDivisionError("the secret cause"))) == ExitCode.BUG
    said = capsys.readouterr().err
    assert "Sorry" in said
    assert "Traceback" not in said
    assert "secret cause" not in said
    [report] = tmp_path.iterdir()
    assert str(report) in said
    text = report.read_text("utf-8")
    assert "ZeroDivisionError: the secret cause" in text
    assert f"ogpkit {__version__}" in text


def test_a_bug_is_an_apology_even_where_no_report_can_be_written(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert ended(monkeypatch, raising(ZeroDivisionError())) == ExitCode.BUG
    assert "could not write a report" in capsys.readouterr().err


def test_a_message_cannot_act_in_the_terminal(monkeypatch, capsys):
    ended(monkeypatch, raising(OgpkitError("\x1b[2J\u202e")))
    assert capsys.readouterr().err == "<U+001B>[2J<U+202E>\n"


def test_an_unknown_word_names_the_nearest_one(capsys):
    assert cli.main(["shema"]) == 2
    said = capsys.readouterr().err
    assert "There is no command “shema”. Did you mean “schema”?" in said
    assert "To learn more, run “ogpkit --help”." in said


def test_an_unknown_option_is_a_wrong_call(capsys):
    assert cli.main(["schema", "--colour"]) == 2
    assert "--colour" in capsys.readouterr().err


def test_a_reader_that_goes_away_sees_no_traceback(tmp_path):
    read, write = os.pipe()
    os.close(read)
    try:
        ran = run_process("schema", capture_output=False, stdout=write, stderr=subprocess.PIPE)
    finally:
        os.close(write)
    assert (ran.returncode, ran.stderr) == (ExitCode.PIPE_CLOSED, "")


def test_head_takes_one_line_and_nothing_is_said():
    ran = subprocess.run(
        f"{SCRIPT} schema | head -1", shell=True, capture_output=True, text=True, check=False, timeout=LONGEST
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "{\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", [("schema",), ("--version",), ("plugin", "list")])
def test_a_full_disk_behind_the_output_is_said_in_words(words):
    with Path("/dev/full").open("w") as full:
        ran = run_process(*words, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == ExitCode.COULD_NOT_RUN
    assert "The output could not be written: No space left on device." in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_terminal_without_the_letters_gets_them_as_escapes(tmp_path):
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    ran = run_process("schma", env=environment, cwd=tmp_path)
    assert ran.returncode == 2
    assert "\\u201cschma\\u201d" in ran.stderr


def catalogue(folder, **messages):
    """A compiled catalogue of the language Dutch."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    book = Catalog(locale="nl")
    for message, translation in messages.items():
        book.add(message.replace("_", " "), translation)
    path = folder / "nl/LC_MESSAGES/ogpkit.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, book)


@pytest.mark.parametrize("variable", ["OGPKIT_LANGUAGE", "LC_ALL"])
def test_the_environment_chooses_the_language_of_our_texts_and_of_click_s(tmp_path, variable):
    catalogue(tmp_path, Start_a_workspace="Begin", Options="Opties", Commands="Opdrachten")
    script = (
        "import sys; from pathlib import Path; from ogpkit.text import i18n;"
        f"i18n.LOCALE_FOLDER = Path({str(tmp_path)!r}); i18n.add_catalogs(i18n.LOCALE_FOLDER);"
        "from ogpkit.cli import main; main(['--help'])"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", variable: "nl_NL.UTF-8"}
    ran = subprocess.run(
        [sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    assert "Opdrachten:" in ran.stdout
    assert "Opties:" in ran.stdout


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"LC_ALL": "ar_EG.UTF-8"}, ("Start a workspace.", "Options:")),
        ({"LANG": "ar_EG.UTF-8", "LANGUAGE": "ar"}, ("Start a workspace.", "Options:")),
        ({"OGPKIT_LANGUAGE": "ar", "LANG": "en_GB.UTF-8"}, ("بدء مساحة عمل.", "الخيارات:")),
    ],
)
def test_a_terminal_writes_from_right_to_left_only_if_somebody_says_so(variables, said):
    environment = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1"} | variables
    told = run_process("--help", env=environment).stdout
    assert all(text in told for text in said)


@pytest.mark.parametrize("words", [["demo"], ["plugin", "new"], ["fmt"], ["check"], ["check", "--stdin-filename"]])
def test_a_name_that_no_file_can_have_is_no_mistake_of_ogpkit(words, tmp_path, monkeypatch, capsys):
    (tmp_path / "ogpkit.toml").write_text("[workspace]\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    assert cli.main([*words, "x" * 300]) in (0, 1, 2)
    assert "Sorry" not in capsys.readouterr().err
