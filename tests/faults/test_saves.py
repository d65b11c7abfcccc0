"""Short runs of what is done at length by the scripts beside this file: killed saves, failing calls, changes aimed at a save."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ogpkit.editing.file_state import FileState
from ogpkit.editing.journal import Journal, find_left_behind
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.lock import Busy, lock_workspace
from ogpkit.workspace.patch import SetValue

HERE = Path(__file__).parent
KENYA = "countries/KE/country.toml"
NEEDS_FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system kills and forks differently")


@pytest.fixture
def root(tmp_path):
    (tmp_path / KENYA).parent.mkdir(parents=True)
    (tmp_path / "ogpkit.toml").write_bytes(b"")
    (tmp_path / KENYA).write_bytes(b'name = "Kenya"\n')
    return tmp_path


def run(script, *arguments):
    command = [sys.executable, "-P", HERE / script, *arguments]
    return subprocess.run(command, capture_output=True, check=False, text=True)


@NEEDS_FORK
def test_killed_saves_tear_nothing_and_leave_nothing_for_git():
    done = run("killed_saves.py", "--kills", "80", "--seconds", "60")
    figures = json.loads(done.stdout)
    assert figures["kills"] > 0
    assert (done.returncode, figures["torn"], figures["seen_by_git"], figures["left_by_the_next_save"]) == (0, 0, 0, 0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the last look and the rename are two steps")
def test_what_is_written_just_before_the_rename_is_never_overwritten():
    done = run("aimed_changes.py", "--rounds", "30", "--seconds", "60")
    figures = json.loads(done.stdout)
    assert figures["written_meanwhile"] > 0
    assert figures["overwritten"] == 0


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace lets calls fail, and is not here")
def test_whatever_call_of_a_save_fails_the_file_stays_whole():
    done = run("failing_calls.py", "--every", "5")
    if "PermissionError" in done.stderr:
        pytest.skip("this user may not trace a process")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["failures"] > 0


HOLDER = """
import pathlib, sys
from ogpkit.workspace.lock import lock_workspace
with lock_workspace(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_held_elsewhere_holds_nobody_up_who_does_not_want_to_wait(root):
    with lock_workspace(root):
        pass
    session = WorkspaceSession.open(root, Plugins.of({}))
    session.change(KENYA, [SetValue(("name",), "Kenya, changed")], "Rename")
    command = [sys.executable, "-P", "-c", HOLDER, root]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        cpu = time.process_time()
        with pytest.raises(Busy):
            session.save(timeout=0)
        assert time.process_time() - cpu < 1
        assert session.unsaved == {KENYA}
        holder.stdin.close()
        holder.wait(60)
    session.save(timeout=60)
    assert session.unsaved == frozenset()
    session.close()


@NEEDS_FORK
def test_a_journal_has_no_owner_any_more_as_soon_as_its_process_is_gone(root):
    read, write = os.pipe()
    child = os.fork()
    if not child:
        Journal(root).note(KENYA, FileState(base=b"a", mine=b"b"))
        os.write(write, b"noted")
        signal.pause()
        os._exit(0)
    assert os.read(read, 5) == b"noted"
    assert find_left_behind(root) == ()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(read)
    os.close(write)
    assert find_left_behind(root)[0].paths == (KENYA,)


TYPING = """
import pathlib, sys, time
from ogpkit.editing.file_state import FileState
from ogpkit.editing.journal import Journal
journal = Journal(pathlib.Path(sys.argv[1]))
journal.note("a.toml", FileState(base=b"a", mine=b"b"))
sys.stdin.read()
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace sees what reaches the disk, and is not here")
def test_what_is_typed_is_on_the_disk_without_waiting_for_a_pause(root, tmp_path_factory):
    log = tmp_path_factory.mktemp("log") / "calls"
    command = ["strace", "-f", "-y", "-e", "trace=fsync", "-o", log, sys.executable, "-P", "-c", TYPING, root]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as typing:
        end = time.monotonic() + 60
        while not (log.exists() and ".jsonl" in log.read_text()) and typing.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        typing.stdin.close()
        typing.wait(60)
        if b"ptrace" in typing.stderr.read():
            pytest.skip("this user may not trace a process")
    settled = log.read_text()
    assert ".jsonl" in settled, "the journal itself"
    assert "/.ogpkit/journal>" in settled, "its name in its folder"
