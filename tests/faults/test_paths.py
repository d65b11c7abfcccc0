"""Paths that lead nowhere, and places that are not as they should be: words for the person, never a mistake of ogpkit."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ogpkit.cli import main
from ogpkit.exchange.incoming import NotAFile, read_incoming
from ogpkit.workspace.user_path import UnusablePath, parse_path

EXAMPLE = Path(__file__).parents[2] / "examples/networking-paper"
SCRIPT = Path(sys.executable).with_name("ogpkit")

BELOW = "/ogpkit.toml"
NAMES = ["~nosuchuser/x.csv", "", "x" * 300, "caf\udce9.csv", "ogpkit.toml/below.csv"]
COMMANDS = [
    ["check", "{}"],
    ["check", "--output-file", "{}"],
    ["check", "--baseline", "{}"],
    ["check", "--write-baseline", "--baseline", "{}"],
    ["check", "--stdin-filename", "{}"],
    ["check", "--workspace", "{}"],
    ["export", "comments-csv", "XX/2012-2013", "--out", "{}"],
    ["document", "action-plan", "XX/2012-2013", "--language", "en", "--out", "{}"],
    ["import", "plan", "{}", "XX/2012-2013"],
    ["fmt", "--check", "{}"],
    ["plan", "import", "XX/2012-2013", "{}"],
    ["plan", "export", "XX/2012-2013", "{}"],
    ["consultation", "import", "XX/2012-2013", "{}", "--preview"],
    ["portal", "build", f"{{}}{BELOW}"],
    ["schema", "--out", f"{{}}{BELOW}"],
    ["init", "--country", "KE", f"{{}}{BELOW}"],
    ["plugin", "new", "utopia", f"{{}}{BELOW}"],
]


@pytest.fixture
def root(tmp_path, monkeypatch):
    shutil.copytree(EXAMPLE, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_name_that_leads_nowhere_is_no_mistake_of_ogpkit(command, root, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    for name in NAMES:
        # below a folder without a name lies what is here, not what is at the top of the disk
        words = [word.format(name) if name else word.format(name).removeprefix("/") for word in command]
        code = main(words)
        said = capsys.readouterr()
        assert code in (0, 1, 2), (name, said.err)
        assert "Traceback" not in said.err


@pytest.mark.skipif(os.name != "posix", reason="a folder that is in use cannot be taken away elsewhere")
def test_a_folder_that_is_gone_and_a_person_without_a_home(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    for words in (["check"], ["--help"], ["calendar"]):
        script = f"rmdir {gone}; exec {SCRIPT} {' '.join(words)}"
        ran = subprocess.run(["/bin/sh", "-c", script], cwd=gone, capture_output=True, text=True, check=False)
        assert ran.returncode in (0, 2), ran.stderr
        assert "Traceback" not in ran.stderr
        gone.mkdir()
    env = {
        name: value for name, value in os.environ.items() if name not in ("HOME", "XDG_CACHE_HOME", "OGPKIT_CACHE_DIR")
    }
    ran = subprocess.run([SCRIPT, "check"], cwd=EXAMPLE, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode in (0, 1), ran.stderr


@pytest.mark.parametrize("typed", ["~nosuchuser/x.csv", "", "  ", "a\0b", "~nosuchuser"])
def test_what_is_typed_in_the_app_is_refused_in_words(typed):
    with pytest.raises(UnusablePath):
        read_incoming(parse_path(typed))


@pytest.mark.skipif(os.name != "posix", reason="needs pipes and devices")
def test_what_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name in (tmp_path / "pipe", "/dev/zero", tmp_path, tmp_path / "nowhere", tmp_path / ("x" * 300)):
        with pytest.raises(NotAFile):
            read_incoming(parse_path(str(name)))
    (tmp_path / "file").write_bytes(b"x")
    assert read_incoming(parse_path(f" {tmp_path}/file ")) == b"x"


@pytest.mark.skipif(os.name != "posix", reason="needs pipes")
def test_a_pipe_in_the_place_of_the_known_findings_is_not_waited_for(root):
    os.mkfifo(root / "pipe")
    ran = subprocess.run(
        [SCRIPT, "check", "--baseline", "pipe"], cwd=root, capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 2, ran.stderr
    assert "pipe" in ran.stderr


def test_a_language_that_is_none_takes_no_page_out_of_the_site(root, capsys):
    (root / "ogpkit.toml").write_text('[workspace]\nlanguages = ["", "../x", "/", "en"]\n')
    assert main(["portal", "build", "../site"]) == 0, capsys.readouterr().err
    assert (root.parent / "site/en/index.html").is_file()
    assert {one.name for one in root.parent.iterdir()} == {"work", "site"}
