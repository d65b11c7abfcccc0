"""A terminal of one's own, with the app in it: typed into, stopped, closed, and looked at as bytes."""

from __future__ import annotations

import fcntl
import json
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest

LIMIT = 120.0
"""Seconds that only a hang reaches."""

COMMAND = "from ogpkit.cli import main; raise SystemExit(main())"

TITLE = "countries/XX/cycles/2012-2013/commitments/portal.toml"
FILES = {
    "ogpkit.toml": '[workspace]\nname = "Two countries"\nlanguages = ["en"]\n',
    "countries/XX/country.toml": 'name = "Country X"\njoined = 2011-09-20\n',
    "countries/XX/cycles/2012-2013/cycle.toml": 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n',
    TITLE: 'title = "Zebra"\nchallenge = "public-resources"\nlead = "Office"\n',
}
_ESCAPES = re.compile(r"\x1b(?:\[[0-9;:?<>=]*[ -/]*[@-~]|[()].|\][^\x07]*\x07|.)")


class Terminal:
    """A pseudo-terminal with a process in it."""

    def __init__(self, words, cwd, size=(100, 30), ignored=(), **environment):
        self.master, slave = os.openpty()
        self.size = size
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.before = termios.tcgetattr(slave)
        env = {key: value for key, value in os.environ.items() if key not in ("TEXTUAL_DRIVER", "COLUMNS", "LINES")}
        env |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "OGPKIT_LANGUAGE": "en", **environment}

        def own_terminal():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            for number in (
                signal.SIGHUP,
                signal.SIGINT,
                signal.SIGQUIT,
                signal.SIGTERM,
            ):  # the tests may run under nohup
                signal.signal(number, signal.SIG_IGN if number in ignored else signal.SIG_DFL)

        self.process = subprocess.Popen(
            words,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            env=env,
            preexec_fn=own_terminal,  # noqa: PLW1509  nothing else makes it the process's own terminal
        )
        self._slave = slave
        os.set_blocking(self.master, False)
        self.output = b""

    def read(self, seconds=0.0):
        """Take in what was written so far."""
        until = time.monotonic() + seconds
        while True:
            ready = select.select([self.master], [], [], max(until - time.monotonic(), 0))[0]
            if not ready:
                return
            try:
                chunk = os.read(self.master, 65536)
            except OSError:
                return
            if not chunk:
                return
            self.output += chunk

    @property
    def text(self):
        """What was written so far, without the sequences that only move and colour."""
        return _ESCAPES.sub("", self.output.decode("utf-8", "replace"))

    def wait_for(self, condition, what=""):
        """Read until something is so."""
        until = time.monotonic() + LIMIT
        while not (found := condition()):
            self.read(0.05)
            if self.process.poll() is not None and not condition():
                pytest.fail(f"the app ended before {what or condition}: {self.process.returncode}\n{self.text[-2000:]}")
            if time.monotonic() > until:
                pytest.fail(f"waited in vain for {what or condition}\n{self.text[-2000:]}")
        return found

    def wait_for_text(self, text):
        self.wait_for(lambda: text in self.text, repr(text))

    def type(self, text):
        """Type as a keyboard does."""
        os.write(self.master, text.encode())

    def type_numbers_until_killed(self, seconds, least):
        """Type 001, 002, 003 … so long and until so many are shown, then kill the process.

        Gives how many were typed, and how many were shown a second before the kill.
        """
        shown, number, begin = [(0.0, 0)], 0, time.monotonic()
        while time.monotonic() - begin < seconds or shown[-1][1] < least:
            number += 1
            for letter in f"{number:03d}":
                self.type(letter)
                self.read(0.02)
            last = shown[-1][1]
            while f"{last:03d}{last + 1:03d}" in self.text or (not last and "001" in self.text):
                last += 1
            shown.append((time.monotonic(), last))
            assert time.monotonic() - begin < 100
        killed = time.monotonic()
        self.process.kill()
        self.wait_for_end()
        return number, max(count for when, count in shown if when <= killed - 1)

    def type_until(self, keys, text):
        """Type the same again and again until something is there."""
        until = time.monotonic() + LIMIT
        while text not in self.text:
            assert time.monotonic() < until, f"waited in vain for {text!r}\n{self.text[-2000:]}"
            self.type(keys)
            self.read(1.0)

    def close(self):
        """Take the terminal away, as closing its window does."""
        os.close(self._slave)
        os.close(self.master)
        self.master = self._slave = -1

    def wait_for_end(self):
        """Read until the process has ended; gives its exit code."""
        until = time.monotonic() + LIMIT
        while self.process.poll() is None:
            if self.master >= 0:
                self.read(0.02)
            else:
                time.sleep(0.02)
            if time.monotonic() > until:
                pytest.fail("the app has not ended")
        if self.master >= 0:
            self.read(0.1)
        return self.process.returncode

    @property
    def modes(self):
        """The private modes of the terminal that are on."""
        modes = set()
        for numbers, letter in re.findall(rb"\x1b\[\?([0-9;]+)([hl])", self.output):
            for number in numbers.split(b";"):
                (modes.add if letter == b"h" else modes.discard)(int(number))
        return modes

    @property
    def attributes(self):
        return termios.tcgetattr(self._slave)

    @property
    def state(self):
        """What the system says that the process is doing: R, S, T …"""
        return Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0]

    @property
    def seconds(self):
        """The processor's time that the process has taken."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        for number in (signal.SIGCONT, signal.SIGKILL):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)
        self.process.wait(LIMIT)
        if self.master >= 0:
            self.close()


@pytest.fixture
def terminal():
    """Opens terminals, and ends what is left in them."""
    opened = []

    def open_terminal(*words, cwd, **options):
        opened.append(Terminal(words, cwd, **options))
        return opened[-1]

    yield open_terminal
    for one in opened:
        one.end()


@pytest.fixture
def root(tmp_path):
    """A small workspace."""
    folder = tmp_path / "work"
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    return folder


@pytest.fixture
def app(terminal, root):
    """The app in a terminal, with the cursor at the end of a commitment's title, “Zebra+”."""

    def open_app(*options, **more):
        opened = terminal(sys.executable, "-P", "-c", COMMAND, "app", *options, str(root), cwd=root.parent, **more)
        opened.wait_for_text("Country X")
        opened.type("\x10")
        opened.wait_for_text("🔎")
        opened.type("Zebra")
        opened.wait_for_text("portal.toml")
        opened.type("\r")
        opened.wait_for_text("A short, concrete name")
        opened.type_until("\x1b[F+", "Zebra+")  # the cursor comes a moment after the form
        return opened

    return open_app


@pytest.fixture
def kept(root):
    """What was typed into the title, as the file says it, or else as the journals of apps that have ended keep it."""

    def kept():
        texts = []
        for journal in sorted((root / ".ogpkit/journal").glob("*.jsonl")):
            for line in journal.read_text().splitlines():
                with suppress(ValueError):  # cut off by the end of a process
                    entry = json.loads(line)
                    texts.extend([entry["mine"]] if entry.get("path") == TITLE and "mine" in entry else [])
        text = texts[-1] if texts else (root / TITLE).read_text("utf-8")
        return tomllib.loads(text)["title"].removeprefix("Zebra").lstrip("+")

    return kept
