"""What was typed is kept, and the terminal is as it was before, however the app is ended.

`OGPKIT_ENDINGS=100 pytest -k ends tests/faults/test_ending.py` ends it a hundred times in each way, after more and more letters.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals and signals differ")

LETTERS = "".join(chr(ord("a") + number % 26) for number in range(60))
_OURS = {1000, 1003, 1004, 1006, 1015, 1016, 1049, 2004, 2048}
"""Alternate screen, reports of the mouse, of the focus and of the size, bracketed paste."""


ROUNDS = range(int(os.environ.get("OGPKIT_ENDINGS", "1")))


def typed(app, text):
    for letter in text:
        app.type(letter)
        app.read(0.01)


@pytest.mark.parametrize("turn", ROUNDS)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_ends_it_with_everything_kept_and_gives_the_terminal_back(app, kept, number, turn):
    opened = app()
    letters = LETTERS + LETTERS[:turn]
    typed(opened, letters)
    opened.process.send_signal(number)
    assert opened.wait_for_end() == 128 + number
    assert kept() == letters
    assert not opened.modes & _OURS
    assert 25 in opened.modes, "the cursor is hidden"
    assert opened.attributes == opened.before
    assert "Traceback" not in opened.text


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")


@needs_proc
@pytest.mark.parametrize("turn", ROUNDS)
@pytest.mark.parametrize("ignored", [(), (signal.SIGHUP,)], ids=["", "nohup"])
def test_closing_the_terminal_keeps_everything_and_leaves_no_process(app, kept, ignored, turn):
    opened = app(ignored=ignored)
    text = f"{LETTERS}{turn}"
    typed(opened, text)
    opened.wait_for_text(text[-20:])  # to the last letter: what the app has not read goes with the terminal
    before = opened.seconds
    opened.close()
    used = before
    while opened.process.poll() is None:
        used = max(used, opened.seconds) if opened.state != "Z" else used
        time.sleep(0.05)
        assert used - before < 20, "it goes round and round"
    assert opened.process.returncode == 128 + signal.SIGHUP
    assert kept() == text


@pytest.mark.parametrize("turn", ROUNDS)
def test_a_second_of_typing_is_the_most_that_is_lost_when_a_kill_ends_it(app, kept, turn):
    opened = app()
    number, owed = opened.type_numbers_until_killed(seconds=5 + turn % 10, least=20)
    everything = "".join(f"{one:03d}" for one in range(1, number + 1))
    assert everything.startswith(kept())
    assert len(kept()) // 3 >= owed > 0


@needs_proc
def test_it_can_be_stopped_and_continued_as_often_as_one_likes(app, kept):
    opened = app()
    typed(opened, "abc")
    opened.wait_for_text("+abc")
    for number in (signal.SIGTSTP, signal.SIGSTOP):
        opened.process.send_signal(number)
        opened.wait_for(lambda: opened.state == "T", "stopped")
        opened.read(0.2)
        if number is signal.SIGTSTP:
            assert not opened.modes & _OURS
            assert opened.attributes == opened.before
            assert kept() == "abc"
        opened.output = b""
        for _again in range(3):
            opened.process.send_signal(signal.SIGCONT)
        opened.wait_for_text("+abc")
        opened.wait_for(
            lambda: 1049 in opened.modes, "on a screen of its own"
        )  # left and entered for each of the three
    typed(opened, "def")
    opened.wait_for_text("abcdef")
    opened.process.terminate()
    assert opened.wait_for_end() == 128 + signal.SIGTERM
    assert kept() == "abcdef"
    assert not opened.modes & _OURS
    assert opened.attributes == opened.before


def test_a_terminal_that_does_not_read_holds_nothing_up(app, kept, root):
    opened = app()
    for letter in LETTERS * 20:  # more screens than the terminal and the app would keep
        os.write(opened.master, letter.encode())
        time.sleep(0.001)
    end = time.monotonic() + 60
    while LETTERS not in kept() and time.monotonic() < end:
        time.sleep(0.1)
    opened.process.terminate()
    while opened.process.poll() is None and time.monotonic() < end + 60:
        time.sleep(0.1)
    assert opened.process.returncode == 128 + signal.SIGTERM
    assert kept() == LETTERS * 20


def test_a_screen_is_no_larger_than_anybody_can_look_at(app):
    opened = app(COLUMNS="100000000", LINES="100000")
    opened.process.terminate()
    assert opened.wait_for_end() == 128 + signal.SIGTERM


def test_while_another_program_is_saving_one_types_on_and_is_told(app, kept, root):
    (root / ".ogpkit").mkdir(exist_ok=True)
    with FileLock(root / ".ogpkit/lock"):
        opened = app()
        typed(opened, "abc")
        opened.wait_for_text("another program is saving")
        typed(opened, "def")
        opened.wait_for_text("+abcdef")
        assert "abc" not in (root / "countries/XX/cycles/2012-2013/commitments/portal.toml").read_text()
        opened.type("\x1b[21~")  # F10
        opened.wait_for_text("Another program is saving in this workspace.")
        opened.type("\x1b")
    opened.wait_for(lambda: "+abcdef" in (root / "countries/XX/cycles/2012-2013/commitments/portal.toml").read_text())
    assert kept() == "abcdef"


HELD = """
import os, sys, time
from pathlib import Path
from threading import Thread
from ogpkit.app.shell import OgpkitApp
from ogpkit.cli.options import load_plugins
from ogpkit.editing.session import WorkspaceSession

def hold():
    while app.ending._loop is None:
        time.sleep(0.1)
    app.ending.call(lambda: (os.write(2, b" held " * 9), time.sleep(10_000)))

root = Path(sys.argv[1])
app = OgpkitApp(WorkspaceSession.open(root, load_plugins(root)))
Thread(target=hold, daemon=True).start()
app.run()
"""


def test_a_panel_that_holds_everything_up_does_not_keep_it_from_ending(terminal, root):
    opened = terminal(sys.executable, "-P", "-c", HELD, str(root), cwd=root.parent)
    opened.wait_for_text("held")
    opened.process.terminate()
    assert opened.wait_for_end() == 128 + signal.SIGTERM
    assert not opened.modes & _OURS
    assert opened.attributes == opened.before
