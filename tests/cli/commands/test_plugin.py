"""`ogpkit plugin`: listing and switching."""

from __future__ import annotations

import json
import re

import pytest

from ogpkit import __version__
from ogpkit.cli import main
from ogpkit.devkit.testing.distribution import write_distribution
from ogpkit.plugins.core_commands import GROUPS
from ogpkit.workspace.plugin_switches import list_disabled, switch

SETTINGS = """\
# Our workspace.
[workspace]
name = "Utopia"   # for now

[plugins]  # who takes part
disable = []  # nobody is left out yet

[check]
ignore = ["ELI001"]
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    (tmp_path / "ogpkit.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(root):
    return (root / "ogpkit.toml").read_text("utf-8")


def test_the_list_as_json(root, capsys):
    assert main(["plugin", "list", "--format", "json"]) == 0
    plugins = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    core = plugins["ogpkit"]
    assert (core["version"], core["distribution"], core["state"], core["faults"]) == (__version__, "ogpkit", "on", [])
    assert core["contributes"]["kinds"] == 2
    assert core["milliseconds"] > 0
    eligibility = plugins["eligibility"]
    assert "ogpkit_rules" in eligibility["hooks"]
    assert eligibility["source"] == "ogpkit_eligibility"
    assert eligibility["location"].endswith("ogpkit_eligibility/__init__.py")


def test_the_list_as_a_table(root, capsys):
    assert main(["plugin", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:2] == ["plugin", "version"]
    names = [line.split()[0] for line in lines[1:]]
    assert names == sorted(names)
    assert {"eligibility", "ogpkit"} <= set(names)


def test_outside_a_workspace_everything_is_on(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["plugin", "list", "--format", "json"]) == 0
    assert {one["state"] for one in json.loads(capsys.readouterr().out)} == {"on"}


def test_switching_off_and_on_again_changes_only_the_list(root, capsys):
    assert main(["plugin", "disable", "eligibility"]) == 0
    assert settings(root) == SETTINGS.replace("disable = []", 'disable = ["eligibility"]')
    assert main(["plugin", "list", "--format", "json"]) == 0
    captured = capsys.readouterr()
    assert "eligibility is now off." in captured.err
    [listed] = [one for one in json.loads(captured.out) if one["name"] == "eligibility"]
    assert (listed["state"], listed["hooks"], listed["contributes"]) == ("off", [], {})
    assert main(["plugin", "enable", "eligibility"]) == 0
    assert settings(root) == SETTINGS


def test_a_plugin_that_is_off_has_no_command(root, capsys):
    main(["plugin", "disable", "eligibility"])
    assert main(["eligibility", "score"]) == 2
    assert "There is no command “eligibility”." in capsys.readouterr().err


def test_what_is_so_already_stays_and_is_said(root, capsys):
    before = settings(root)
    assert main(["plugin", "enable", "eligibility"]) == 0
    assert settings(root) == before
    assert "eligibility was already on." in capsys.readouterr().err


def test_the_workspace_can_be_elsewhere(root, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert main(["plugin", "disable", "eligibility", "--workspace", str(root)]) == 0
    assert list_disabled(root) == ("eligibility",)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("eligibilty", "Did you mean “eligibility”?"),
        ("ogpkit", "You cannot switch off the core."),
        ("\x1b[31m", "The plugin “<U+001B>[31m” is not installed."),
    ],
)
def test_what_cannot_be_switched_off_is_said_and_nothing_is_written(root, capsys, name, said):
    assert main(["plugin", "disable", name]) == 2
    assert said in capsys.readouterr().err
    assert settings(root) == SETTINGS


def test_a_plugin_that_is_not_installed_any_more_can_be_taken_off_the_list(root):
    switch(root, "utopia", on=False)
    assert main(["plugin", "enable", "utopia"]) == 0
    assert settings(root) == SETTINGS


def test_without_a_workspace_there_is_nothing_to_switch(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["plugin", "disable", "eligibility"]) == 2
    assert "ogpkit.toml" in capsys.readouterr().err


def test_a_plugin_is_looked_at_from_outside(root, capsys):
    assert main(["plugin", "check", "eligibility"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "✓ rules: Its rules explain themselves and their examples hold" in said.err
    assert main(["plugin", "check", "eligibility", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_what_a_plugin_does_not_keep_is_said_and_is_a_finding(root, capsys, monkeypatch, tmp_path_factory):
    site = tmp_path_factory.mktemp("site")
    source = "from ogpkit.api import hookimpl\n@hookimpl\ndef ogpkit_rules(): return ()\n"
    write_distribution(site, "ogpkit-idle", {"idle": source})
    monkeypatch.syspath_prepend(site)
    monkeypatch.setenv("PYTHONPATH", str(site))
    assert main(["plugin", "check", "idle"]) == 1
    assert capsys.readouterr().out == "hooks: hook ogpkit_rules: It gives nothing; leave the hook out.\n"


def test_a_plugin_that_is_not_there_cannot_be_looked_at(root, capsys):
    assert main(["plugin", "check", "atlantis"]) == 2
    assert "No plugin “atlantis” is installed" in capsys.readouterr().err


PLUGIN = """
    import click
    from ogpkit.api import CliCommand, hookimpl

    @click.command("hail")
    def hail():
        "Say hello."
        print("Hail!")

    @hookimpl
    def ogpkit_cli_commands():
        yield CliCommand(name="hail", help="Say hello", group="plugin", load=lambda: hail)
"""


def test_a_plugin_adds_a_command_about_plugins(root, capsys, monkeypatch, tmp_path_factory):
    site = tmp_path_factory.mktemp("site")
    write_distribution(site, "ogpkit-utopia", {"utopia": PLUGIN})
    monkeypatch.syspath_prepend(site)
    assert main(["plugin", "hail"]) == 0
    assert capsys.readouterr().out == "Hail!\n"
    assert main(["plugin", "--help"]) == 0
    shown = capsys.readouterr().out
    assert re.findall(r"^  ([a-z]+) ", shown, re.MULTILINE) == [
        "check",
        "disable",
        "enable",
        "hail",
        "list",
        "new",
        "translate",
        "trust",
        "untrust",
    ]
    assert main(["hail"]) == 2


def test_a_misspelt_word_is_said_with_the_one_that_was_meant(root, capsys):
    assert main(["plugin", "nwe"]) == 2
    assert "There is no command “nwe”. Did you mean “new”?" in capsys.readouterr().err


def test_the_core_s_own_commands_about_plugins_are_reserved():
    from ogpkit.cli.commands.plugin import command

    assert tuple(sorted(command.commands)) == GROUPS["plugin"]
