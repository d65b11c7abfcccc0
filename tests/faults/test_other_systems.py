"""ogpkit on a system that has nothing of POSIX: no forks, signals, owners, modes or attributes, and other locks.

What is not there is taken away from a real interpreter before ogpkit is imported, so that every door of the core to the
system has to take its other way. The same commands then say and write the same as on the system as it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is taken away here is not there on other systems")

EXAMPLE = Path(__file__).parents[2] / "examples" / "networking-paper"
CASE = "networking/cases/xy-open-data.toml"

# What asks at its import on which system it is, and is not ogpkit's, is imported before.
PRELUDE = """
import asyncio, concurrent.futures, ctypes, http.server, importlib.metadata, locale, logging, multiprocessing, platform, random
import selectors, shutil, signal, socket, ssl, subprocess, sysconfig, tempfile, uuid, webbrowser, zipfile, zoneinfo
import babel.dates, click, docx, filelock, icalendar, jinja2, lxml.etree, platformdirs, rich.console, watchfiles
import textual.app, textual.widgets, textual.drivers.linux_driver
import errno, fcntl, os, sys, types

sysconfig.get_config_vars()
locks = types.ModuleType("msvcrt")
locks.LK_UNLCK, locks.LK_LOCK, locks.LK_NBLCK = 0, 1, 2

def locking(descriptor, mode, _size):
    try:
        fcntl.flock(descriptor, {0: fcntl.LOCK_UN, 1: fcntl.LOCK_EX, 2: fcntl.LOCK_EX | fcntl.LOCK_NB}[mode])
    except BlockingIOError:
        raise PermissionError(errno.EACCES, "Permission denied") from None  # as Windows says it

locks.locking = locking
sys.modules["msvcrt"] = locks
sys.modules |= dict.fromkeys(("fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"))
for module, names in {
    os: "chown fchmod fchown fork forkpty getegid geteuid getgid getuid getxattr killpg lchown listxattr mkfifo "
    "register_at_fork removexattr sched_getaffinity setsid setxattr",
    signal: "SIGALRM SIGCONT SIGHUP SIGQUIT SIGTSTP SIGUSR1 pthread_kill pthread_sigmask setitimer",
}.items():
    for name in names.split():
        vars(module).pop(name, None)
sys.platform = "win32"
"""

SHELL = """
import sys
from ogpkit.cli import main
sys.exit(main(sys.argv[1:]))
"""


def run(script: str, root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a workspace."""
    environment = os.environ | {
        "LC_ALL": "C.UTF-8",
        "OGPKIT_LANGUAGE": "en",
        "XDG_CACHE_HOME": str(root.parent / "cache"),
    }
    return subprocess.run(
        [sys.executable, "-P", "-c", script, *words],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def copy(folder: Path) -> Path:
    """Return a copy of the example, to change."""
    return Path(shutil.copytree(EXAMPLE, folder / "workspace"))


def content(root: Path) -> dict[str, bytes]:
    """Return every file that a person has, with what is in it."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".ogpkit" not in path.parts and path.name != ".ogpkit-portal.json"
    }


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--today", "2013-07-15"),
        ("check", "--today", "2013-07-15", "--no-cache", "--format", "json"),
        ("check", "--today", "2013-07-15", "--fix"),
        ("calendar", "--today", "2013-07-15"),
        ("plugin", "list", "--format", "json"),
        ("networking", "record", "xy-open-data", "XY", "Ana Case", "A word", "--on", "2012-01-20"),
        ("document", "self-assessment", "XX/2012-2013", "--format", "md"),
        ("portal", "build", "site", "--today", "2013-07-15"),
        ("check", "nowhere"),
    ],
    ids=" ".join,
)
def test_a_command_says_and_writes_the_same_without_posix(tmp_path, words):
    here, there = copy(tmp_path / "here"), copy(tmp_path / "there")
    ours, theirs = run(SHELL, here, *words), run(PRELUDE + SHELL, there, *words)
    assert (theirs.returncode, theirs.stderr) == (ours.returncode, ours.stderr)
    if words[:2] != ("plugin", "list"):  # it says how long each plugin took
        assert theirs.stdout == ours.stdout
    assert content(there) == content(here)


SESSION = """
import sys
from pathlib import Path
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.patch import SetValue

session = WorkspaceSession.open(Path("."), Plugins.discover())
session.recover()
"""


def test_edits_are_kept_and_offered_again_without_posix(tmp_path):
    root = copy(tmp_path)
    change = (
        f"session.change({CASE!r}, [SetValue(('manager',), 'Somebody else')], 'Change'); session.settle(); os._exit(9)"
    )
    killed = run(PRELUDE + SESSION + change, root)
    assert killed.returncode == 9, killed.stderr
    assert b"Somebody else" not in (root / CASE).read_bytes()
    saved = run(PRELUDE + SESSION + "session.save(); session.close()", root)
    assert saved.returncode == 0, saved.stderr
    assert b"Somebody else" in (root / CASE).read_bytes()


def test_two_commands_at_once_lose_nothing_without_posix(tmp_path):
    root = copy(tmp_path)
    words = [sys.executable, "-P", "-c", PRELUDE + SHELL, "networking", "record", "xy-open-data", "XY", "Ana Case"]
    writers = [
        subprocess.Popen([*words, f"Word {number}", "--on", "2012-01-20"], cwd=root, stdout=subprocess.DEVNULL)
        for number in range(3)
    ]
    codes = [writer.wait(300) for writer in writers]
    text = (root / CASE).read_text("utf-8")
    assert [f"Word {number}" in text for number in range(3)] == [code == 0 for code in codes]
    assert 0 in codes
