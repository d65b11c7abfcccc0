"""`ogpkit self-check`: what an installation lacks, and what to do."""

import json
import os
import struct
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from ogpkit.cli import installation, main
from ogpkit.devkit.testing.waiting import LONGEST

PROGRAM = Path(sys.executable).with_name("ogpkit")


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", sys.executable)
    monkeypatch.delenv("VISUAL", raising=False)


@pytest.fixture
def lacking(monkeypatch):
    """Makes packages missing, or gives them another version."""
    known, found = {}, installation.version

    def tell_version(name):
        if name in known and not known[name]:
            raise PackageNotFoundError(name)
        return known.get(name) or found(name)

    monkeypatch.setattr(installation, "version", tell_version)
    return known


def find_parts(capsys):
    code = main(["self-check", "--format", "json"])
    return code, {one["part"]: one for one in json.loads(capsys.readouterr().out)}


def test_an_installation_with_everything_is_ready(capsys, monkeypatch):
    # a plugin that another test has loaded into this process may speak more
    monkeypatch.setattr(installation, "catalog_languages", lambda: ("ar", "es", "fr"))
    assert main(["self-check"]) == 0
    said = capsys.readouterr()
    assert "Ready    PDF documents and Word templates\n" in said.out
    assert "Ready    Fonts for PDF: English, العربية, español, français\n" in said.out
    assert said.err == "Everything is ready.\n"


def test_a_part_that_can_be_added_is_named_with_its_command(capsys, lacking, monkeypatch):
    lacking |= {"typst": "", "tombi": ""}
    monkeypatch.setattr(sys, "prefix", "/home/ana/.local/share/pipx/venvs/ogpkit")
    code, parts = find_parts(capsys)
    assert code == 0
    assert (parts["fmt"]["state"], parts["documents"]["state"]) == ("missing", "limited")
    assert parts["documents"]["remedy"] == "Run: pipx inject ogpkit 'typst<0.16,>=0.15'"
    assert parts["lsp"]["state"] == "ready"


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ("/home/ana/.local/share/uv/tools/ogpkit", f"Run: uv pip install --python {sys.executable} 'attrs>=24.2'"),
        ("/home/ana/venv", f"Run: {sys.executable} -m pip install 'attrs>=24.2'"),
    ],
)
def test_a_package_that_ogpkit_needs_fails_the_check(capsys, lacking, monkeypatch, prefix, said):
    lacking["attrs"] = "22.1"
    monkeypatch.setattr(sys, "prefix", prefix)
    code, parts = find_parts(capsys)
    assert code == 1
    assert parts["packages"]["state"] == "missing"
    assert "attrs>=24.2" in parts["packages"]["found"]
    assert parts["packages"]["remedy"] == said


def test_programs_and_folders_that_are_missing_are_named(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("EDITOR", "no-such-editor")
    (tmp_path / "file").touch()
    monkeypatch.setenv("OGPKIT_DATA_DIR", str(tmp_path / "file" / "data"))
    code, parts = find_parts(capsys)
    assert code == 1
    assert parts["git"]["remedy"] == "Install git."
    assert "The editor “no-such-editor” is not installed." in parts["editor"]["remedy"]
    assert parts["folders"]["remedy"] == "Name a folder of yours in the variable OGPKIT_DATA_DIR."


def test_fonts_are_those_for_the_languages_of_the_workspace(capsys, tmp_path):
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nname = "X"\nlanguages = ["ka", "zh"]\n', "utf-8")
    _, parts = find_parts(capsys)
    assert "ქართული" in parts["fonts"]["found"] or "pip install manimgx-fonts-cjk" in parts["fonts"]["remedy"]


def test_a_repository_without_the_merge_of_plans_is_named(capsys, tmp_path):
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nname = "X"\nlanguages = ["en"]\n', "utf-8")
    subprocess.run(["git", "init", "-q"], check=True)
    _, parts = find_parts(capsys)
    assert (parts["git-setup"]["state"], parts["git-setup"]["remedy"]) == ("limited", "Run “ogpkit git-setup”.")
    subprocess.run(["git", "config", "merge.ogpkit.driver", "/gone/ogpkit merge-file %O"], check=True)
    _, parts = find_parts(capsys)
    assert parts["git-setup"]["found"] == "git calls a program that no longer exists: /gone/ogpkit."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this sort")
def test_a_small_terminal_with_few_colours_is_limited(tmp_path):
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 20, 60, 0, 0))
    wanted = {name: value for name, value in os.environ.items() if name not in {"COLORTERM", "COLUMNS", "LINES"}}
    with subprocess.Popen(
        [PROGRAM, "self-check"], stdin=theirs, stdout=theirs, stderr=theirs, env=wanted | {"TERM": "linux"}
    ) as process:
        os.close(theirs)
        said = b""
        while b"not ready" not in said:
            said += os.read(ours, 4096)
        assert process.wait(LONGEST) == 0
    os.close(ours)
    text = " ".join(said.decode().split())
    assert "Limited Size: 60 columns and 20 lines → Make the window larger" in text
    assert "Limited Colours: 16 → If your terminal has more colours" in text
