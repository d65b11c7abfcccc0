"""One writer at a time, across processes."""

import signal
import subprocess
import sys
import threading

import pytest

from ogpkit.devkit.testing.waiting import LONGEST
from ogpkit.workspace.atomic import CannotWrite
from ogpkit.workspace.lock import Busy, lock_workspace

HOLDER = """
import pathlib, sys
from ogpkit.workspace.lock import lock_workspace
with lock_workspace(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

COUNTER = """
import pathlib, sys
from ogpkit.workspace.lock import lock_workspace
from ogpkit.devkit.testing.waiting import LONGEST
root = pathlib.Path(sys.argv[1])
for _ in range(50):
    with lock_workspace(root, timeout=LONGEST):
        file = root / "count"
        file.write_text(str(int(file.read_text()) + 1))
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock."""
    command = [sys.executable, "-P", "-c", HOLDER, tmp_path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_while_another_program_writes_one_is_asked_to_wait(tmp_path, holder):
    with (
        pytest.raises(Busy, match=r"Another ogpkit is saving in .*Wait until it has finished"),
        lock_workspace(tmp_path, timeout=0.1),
    ):
        pytest.fail("two writers at once")


def test_when_the_other_is_done_it_is_one_s_own_turn(tmp_path, holder):
    timer = threading.Timer(0.2, holder.stdin.close)
    timer.start()
    with lock_workspace(tmp_path, timeout=LONGEST):
        assert holder.wait(LONGEST) == 0
    timer.join()


def test_a_writer_that_was_killed_stands_in_nobody_s_way(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with lock_workspace(tmp_path, timeout=LONGEST):
        pass


def test_a_failure_within_frees_the_lock(tmp_path):
    with pytest.raises(KeyError), lock_workspace(tmp_path):
        raise KeyError
    with lock_workspace(tmp_path, timeout=0.1):
        pass


def test_two_writers_lose_no_step_of_each_other(tmp_path):
    (tmp_path / "count").write_text("0")
    writers = [subprocess.Popen([sys.executable, "-P", "-c", COUNTER, tmp_path]) for _ in range(2)]
    assert [writer.wait(LONGEST) for writer in writers] == [0, 0]
    assert (tmp_path / "count").read_text() == "100"


def test_the_folder_of_the_lock_is_left_out_of_git(tmp_path):
    with lock_workspace(tmp_path):
        assert (tmp_path / ".ogpkit/.gitignore").read_text() == "*\n"


def test_a_workspace_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / ".ogpkit").write_text("a file")
    with pytest.raises(CannotWrite, match=r"\.ogpkit"), lock_workspace(tmp_path):
        pytest.fail("written without a lock")
