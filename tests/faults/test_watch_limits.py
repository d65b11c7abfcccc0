"""A machine that can watch no more files: it is said once, and changes are seen all the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PER_NAMESPACE = Path("/proc/sys/user/max_inotify_watches")
SCRIPT = """
import ctypes, sys
from pathlib import Path
from threading import Event, Thread, Timer
from ogpkit.workspace.watch import watch_files

root, limit, kind = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
for name in ("watches", "instances"):
    if kind == name:
        Path(f"/proc/sys/user/max_inotify_{name}").write_text(limit)

told, stop = [], Event()

def act():
    for number in range(2000):
        (root / f"countries/K{number % 3}/deep").mkdir(parents=True, exist_ok=True)
        (root / "countries/KE/country.toml").write_text(f"a = {number}")
        (root / f"countries/K{number % 3}/deep/new.toml").write_text(f"a = {number}")
        if stop.wait(0.3):
            return

Timer(100, stop.set).start()
Thread(target=act).start()
seen = set()
for paths in watch_files(root, stop, tell=told.append):
    seen |= paths
    if {"countries/KE/country.toml", "countries/K1/deep/new.toml"} <= seen and told:
        stop.set()
print(len(told), *told)
import os
os._exit(0)
"""


@pytest.fixture
def namespace():
    """Begins a process in a namespace of its own, in which it may lower what the system gives it."""
    words = ["unshare", "--user", "--map-root-user"]
    try:
        tried = subprocess.run([*words, "test", "-w", str(PER_NAMESPACE)], capture_output=True, check=False)
    except FileNotFoundError:
        tried = None
    if tried is None or tried.returncode:
        pytest.skip("needs namespaces of users, in which limits can be lowered")
    return words


@pytest.mark.parametrize(
    ("kind", "limit"),
    [pytest.param("watches", 3, id="at once"), ("instances", 0), pytest.param("watches", 9, id="with the next folder")],
)
def test_it_is_said_once_and_changes_are_seen_all_the_same(namespace, tmp_path, kind, limit):
    (tmp_path / "countries/KE/cycles").mkdir(parents=True)
    words = [*namespace, sys.executable, "-P", "-c", SCRIPT, str(tmp_path), str(limit), kind]
    ended = subprocess.run(words, capture_output=True, text=True, check=False, timeout=200)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("1 This machine cannot watch more files for changes,"), ended.stdout
    assert not ended.stderr
