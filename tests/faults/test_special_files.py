"""Every kind of thing that can lie in the place of a file of a workspace: each is one finding, and nothing of it is printed."""

from __future__ import annotations

import os
import socket
import sys
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from ogpkit.check.engine import check_workspace
from ogpkit.cli import main
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.scan import scan

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, sockets and devices are others there")

PLUGINS = Plugins.discover(third_party=False)
HOME = "countries/KE/cycles/2012-2013/commitments"
OUTSIDE = "never-to-be-printed"
SETTINGS = '[workspace]\nname = "X"\nlanguages = ["en"]\n'


@pytest.fixture
def outside(tmp_path):
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "plan.toml").write_text(f'title = "{OUTSIDE}"\n[[{OUTSIDE}\n')
    return folder


@pytest.fixture
def root(tmp_path, monkeypatch):
    folder = tmp_path / "workspace"
    (folder / HOME).mkdir(parents=True)
    (folder / "ogpkit.toml").write_text(SETTINGS)
    (folder / "countries/KE/country.toml").write_text('name = "Kenya"\n')
    (folder / ".git").mkdir()
    (folder / ".git/plan.toml").write_text(f'title = "{OUTSIDE}"\n')
    monkeypatch.chdir(folder)
    return folder


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket has to be short
        one.bind(path.name)
        os.chdir(here)


def make_large(path):
    with path.open("wb") as file:
        file.truncate(6 * 1024**3)


SPECIAL = {
    "passwd": lambda path, _outside: path.symlink_to("/etc/passwd"),
    "zero": lambda path, _outside: path.symlink_to("/dev/zero"),
    "environ": lambda path, _outside: path.symlink_to("/proc/self/environ"),
    "tty": lambda path, _outside: path.symlink_to("/dev/tty"),
    "loop": lambda path, _outside: path.symlink_to(path.name),
    "nowhere": lambda path, _outside: path.symlink_to("not-there.toml"),
    "plan": lambda path, outside: path.symlink_to(outside / "plan.toml"),
    "folder-elsewhere": lambda path, outside: path.symlink_to(outside),
    "hidden": lambda path, _outside: path.symlink_to("../../../../../.git/plan.toml"),
    "pipe": lambda path, _outside: os.mkfifo(path),
    "pipe-linked": lambda path, _outside: (os.mkfifo(path.with_suffix("")), path.symlink_to(path.with_suffix("").name)),
    "socket": lambda path, _outside: make_socket(path),
    "large": lambda path, _outside: make_large(path),
}


@pytest.fixture
def strange(root, outside):
    for name, make in SPECIAL.items():
        make(root / HOME / f"{name}.toml", outside)
    (root / HOME / "folder.toml").mkdir()
    (root / "countries/UG").symlink_to(outside)
    return root


def told(root):
    loaded = read_workspace(root, PLUGINS.kinds, PLUGINS.editions, date(2012, 6, 1))
    return check_workspace(loaded, PLUGINS)


def test_each_is_one_finding_within_a_second(strange):
    begun = perf_counter()
    findings = told(strange)
    assert perf_counter() - begun < 1
    expected = sorted([*(f"{HOME}/{name}.toml" for name in SPECIAL), "countries/UG"])
    assert [(one.path, one.code) for one in findings] == [(path, "OGP016") for path in expected]
    assert all(one.message and one.remedy for one in findings)
    assert OUTSIDE not in repr(findings)


COMMANDS = (
    ["check", "--no-cache"],
    ["check", "--no-cache", "--format", "concise", "--fix"],
    ["check", "--no-cache", "--format", "sarif"],
    *(["check", "--no-cache", f"{HOME}/{name}.toml"] for name in ("passwd", "plan", "pipe", "loop")),
    ["check", "--no-cache", "countries/UG/plan.toml"],
    ["check", "--no-cache", f"{HOME}/folder-elsewhere.toml/plan.toml"],
    ["fmt", "--check"],
    ["fmt", f"{HOME}/plan.toml"],
    ["show"],
    ["plan", "show", "KE/2012-2013"],
    ["set", f"{HOME}/plan.toml", "lead", "Treasury"],
    ["export", "data", "KE/2012-2013"],
    ["calendar"],
    ["plugin", "list"],
    ["portal", "build", "../site"],
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_prints_what_lies_elsewhere(strange, outside, capfd, words):
    before = (outside / "plan.toml").read_bytes()
    assert main(words) in (0, 1, 2)
    out, err = capfd.readouterr()
    assert OUTSIDE not in out + err
    assert "root:" not in out + err
    assert (outside / "plan.toml").read_bytes() == before
    site = strange.parent / "site"
    assert not any(OUTSIDE.encode() in page.read_bytes() for page in site.rglob("*") if page.is_file())


@pytest.mark.parametrize("name", SPECIAL)
def test_no_settings_are_read_from_elsewhere(root, outside, capfd, name):
    (root / "ogpkit.toml").unlink()
    SPECIAL[name](root / "ogpkit.toml", outside)
    assert main(["check", "--no-cache"]) in (1, 2)
    out, err = capfd.readouterr()
    assert "ogpkit.toml" in out + err
    assert OUTSIDE not in out + err
    assert "root:" not in out + err


@pytest.mark.parametrize("name", SPECIAL)
def test_what_has_changed_since_the_files_were_listed_is_not_read(root, outside, name):
    path = f"{HOME}/changed.toml"
    (root / path).write_text('title = "T"\n')
    entries = scan(root)
    (root / path).unlink()
    SPECIAL[name](root / path, outside)
    loaded = read_workspace(root, PLUGINS.kinds, PLUGINS.editions, date(2012, 6, 1), entries=entries)
    (fault,) = loaded.faults[path]
    assert fault.code == "OGP016"
    assert OUTSIDE not in repr(fault)


def test_a_workspace_that_a_link_leads_to_is_read(root, tmp_path, monkeypatch, capfd):
    (tmp_path / "link").symlink_to(root)
    monkeypatch.chdir(tmp_path / "link")
    assert main(["check", "--no-cache", "--exit-zero"]) == 0
    assert "2 files" in capfd.readouterr().err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_nobody_may_read_is_one_finding(root):
    (root / HOME / "closed.toml").write_text('title = "T"\n')
    (root / HOME / "closed.toml").chmod(0)
    assert [(one.path, one.code) for one in told(root)] == [(f"{HOME}/closed.toml", "OGP016")]
