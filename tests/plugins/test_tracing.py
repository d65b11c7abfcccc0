"""What the author of a plugin asks to see is shown, and nothing of it otherwise."""

from __future__ import annotations

import pytest

from ogpkit.cli import main
from ogpkit.devkit.testing.distribution import write_distribution
from ogpkit.plugins.guard import Guard, Source
from ogpkit.plugins.tracing import PLUGIN_TRACE

PLUGIN = """
from ogpkit.api import Kind, Panel, Scope, CliCommand, hookimpl

def load_command():
    import click
    def act():
        raise LookupError("no such treaty")
    return click.Command("treaty", callback=act)

@hookimpl
def ogpkit_cli_commands():
    yield CliCommand(name="treaty", help="Act", load=load_command)

@hookimpl
def ogpkit_panels():
    yield Panel(name="treaties", title="Treaties", scope=Scope.COUNTRY, load=lambda: None)
    raise ValueError("Côte d\\x1b[2J’Ivoire is missing")
"""


@pytest.fixture
def installed(tmp_path, monkeypatch):
    folder = tmp_path / "site"
    write_distribution(folder, "ogpkit-treaties", {"treaties": PLUGIN})
    monkeypatch.syspath_prepend(folder)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("installed")
def test_a_failure_comes_with_its_traceback_where_it_is_asked_for(capsys):
    assert main(["--plugin-traceback", "plugin", "list"]) == 0
    said = capsys.readouterr().err
    assert "treaties: hook ogpkit_panels\nTraceback (most recent call last):" in said
    assert "in ogpkit_panels" in said
    assert "ValueError: Côte d" in said
    assert "\x1b" not in said


@pytest.mark.usefixtures("installed")
def test_a_failure_is_one_line_where_no_traceback_is_asked_for(capsys):
    assert main(["plugin", "list"]) == 0
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.usefixtures("installed")
def test_the_next_run_shows_no_traceback_by_itself(capsys):
    main(["--plugin-traceback", "plugin", "list"])
    capsys.readouterr()
    main(["plugin", "list"])
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.usefixtures("installed")
def test_what_a_command_raises_is_shown_too(capsys):
    assert main(["--plugin-traceback", "treaty"]) != 0
    assert "LookupError: no such treaty" in capsys.readouterr().err


@pytest.mark.usefixtures("installed")
def test_each_call_is_a_line_with_its_plugin_its_time_and_what_it_gave(capsys):
    assert main(["--plugin-trace", "plugin", "list"]) == 0
    lines = capsys.readouterr().err.splitlines()
    [line] = [line for line in lines if line.startswith("treaties: hook ogpkit_panels: ")]
    assert line.endswith(" ms: Panel treaties")
    [line] = [line for line in lines if line.startswith("eligibility: hook ogpkit_rules: ")]
    assert line.count("Rule ELI") == 4
    assert line.endswith(")")


def test_the_environment_asks_as_the_options_do(monkeypatch, capsys):
    guard = Guard({"utopia": Source()})
    monkeypatch.setenv("OGPKIT_PLUGIN_TRACE", "1")
    assert guard.collect("utopia", "rule UTO001", lambda: ["a", "b"]) == ("a", "b")
    assert capsys.readouterr().err.rstrip().endswith("ms: 'a', 'b'")
    monkeypatch.setenv("OGPKIT_PLUGIN_TRACE", "0")
    guard.collect("utopia", "rule UTO001", lambda: ["a"])
    assert capsys.readouterr().err == ""


def test_nothing_is_written_over_a_screen_and_all_of_it_after(monkeypatch, capsys):
    monkeypatch.setenv("OGPKIT_PLUGIN_TRACEBACK", "1")
    guard = Guard({"utopia": Source()})
    PLUGIN_TRACE.hold()
    guard.call("utopia", "panel map", lambda: 1 / 0, None)
    assert capsys.readouterr().err == ""
    PLUGIN_TRACE.release()
    assert "ZeroDivisionError" in capsys.readouterr().err
