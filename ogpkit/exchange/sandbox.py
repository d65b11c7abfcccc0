"""Run what a workspace brings with it, such as templates, in a child process that cannot take the machine with it.

The child has a limit of processor time and of memory, and is killed when it reaches one; nothing but texts and bytes comes back
from it. Where a system has no such limits (Windows has neither, macOS no limit of memory that holds), the child's own look at its
memory and the time on the clock stand in for them.
"""

from __future__ import annotations

import atexit
import json
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from threading import Lock, Timer
from typing import IO, Final

import attrs
from markupsafe import Markup

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _

MEGABYTE: Final = 2**20

LONGEST_ANSWER: Final = 256 * MEGABYTE
"""Bytes that a child may answer with."""

_HEAD: Final = struct.Struct(">II")
"""How long a message and the bytes that come with it are."""

OUT_OF_MEMORY: Final = 99
"""With which code a child ends that saw that it takes too much memory."""

Call = Callable[..., str]


class OutOfBounds(OgpkitError):
    """Raised when what was run took more time or memory than it may."""


class ChildFailure(OgpkitError):
    """Raised when what was run failed; the message is the child's own words.

    Attributes:
        place: Where in a file it failed, as far as the child knows: the file, then line and column.
    """

    def __init__(self, reason: str, place: str = "") -> None:
        """Say why, and where.

        Args:
            reason: What the child says.
            place: Where it failed.
        """
        self.reason = reason
        self.place = place
        super().__init__(reason)


@attrs.frozen(kw_only=True)
class Limits:
    """How much a child may take for one request.

    Attributes:
        seconds: Seconds of processor time.
        patience: Seconds on the clock, which only something that hangs reaches.
        megabytes: Megabytes of memory.
    """

    seconds: int
    patience: int = 300
    megabytes: int


class Sandbox:
    """Child process that does one job, request by request; it begins with the first one, and anew after one that was killed."""

    def __init__(self, job: str, limits: Limits) -> None:
        """Name the job.

        Args:
            job: The name of a function in `ogpkit.exchange.sandbox_jobs`.
            limits: How much it may take.
        """
        self.limits = limits
        self._job = job
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self._late = False

    def ask(self, request: Mapping[str, object], content: bytes = b"", calls: Sequence[Call] = ()) -> bytes:
        """Return what the job answers.

        Args:
            request: What it is asked, as JSON holds it.
            content: Bytes that go with it.
            calls: What the job may call while it is at it; it names them by their number.

        Raises:
            OutOfBounds: It took more than it may; the child is gone.
            ChildFailure: It failed.
        """
        with self._lock:
            process = self._process = self._process or self._start_child()
            self._late = False
            timer = Timer(self.limits.patience, self._stop, (process,))
            timer.daemon = True
            timer.start()
            try:
                return self._wait_for_answer(process, request, content, calls)
            except (OSError, EOFError, ValueError) as error:
                raise self._explain_end(process) from error
            finally:
                timer.cancel()

    def close(self) -> None:
        """End the child, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            _end(process)

    def _start_child(self) -> subprocess.Popen[bytes]:
        """Return a child whose environment is this one's, so that it finds the same packages.

        `-P` keeps the present folder, which may be the workspace's, from giving it modules.
        """
        words = (sys.executable, "-P", "-m", "ogpkit.exchange.sandbox_child", self._job)
        limits = (str(self.limits.seconds), str(self.limits.megabytes))
        process = subprocess.Popen(  # noqa: S603  our own module; no word comes from outside
            (*words, *limits), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        atexit.register(self.close)
        return process

    def _wait_for_answer(
        self, process: subprocess.Popen[bytes], request: Mapping[str, object], content: bytes, calls: Sequence[Call]
    ) -> bytes:
        if process.stdin is None or process.stdout is None:
            raise EOFError
        send(process.stdin, request, content)
        while True:
            answer, given = receive(process.stdout, LONGEST_ANSWER)
            if "call" in answer:
                called = calls[_parse_number(answer["call"]) % len(calls)] if calls else str
                send(process.stdin, {"value": called(*map(str, _parse_list(answer.get("words"))))})
            elif "failed" in answer:
                raise ChildFailure(str(answer["failed"]), str(answer.get("place") or ""))
            else:
                return given

    def _stop(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        process.kill()

    def _explain_end(self, process: subprocess.Popen[bytes]) -> OutOfBounds:
        """Return why a child is gone, or says what it must not."""
        self._process = None
        code = _end(process)
        if self._late or code in (-getattr(signal, "SIGPROF", 27), -getattr(signal, "SIGXCPU", 24)):
            said = _("it took longer than {seconds} seconds, so ogpkit stopped it; look for a loop that never ends")
            return OutOfBounds(said.format(seconds=self.limits.seconds))
        said = _(
            "it used more than {megabytes} MB of memory, so ogpkit stopped it; look for something that keeps growing"
        )
        return OutOfBounds(said.format(megabytes=self.limits.megabytes))


def _end(process: subprocess.Popen[bytes]) -> int:
    """Let go of a child; one that still runs is killed. Gives the code with which it ended."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was on its way to a child that is gone
                continue
    try:
        return process.wait(1)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def send(pipe: IO[bytes], message: Mapping[str, object], content: bytes = b"") -> None:
    """Write a message and the bytes that go with it.

    Args:
        pipe: Where to.
        message: What JSON holds.
    """
    said = json.dumps(message).encode()
    pipe.write(_HEAD.pack(len(said), len(content)) + said + content)
    pipe.flush()


def receive(pipe: IO[bytes], most: int) -> tuple[Mapping[str, object], bytes]:
    """Read what `send` writes.

    Args:
        pipe: Where from.
        most: How many bytes it may be.

    Raises:
        EOFError: There is nothing more, or more than may be.
        ValueError: It is no message.
    """
    size, beside = _HEAD.unpack(_read(pipe, _HEAD.size))
    if size + beside > most:
        raise EOFError
    message = json.loads(_read(pipe, size))
    if not isinstance(message, dict):
        raise ValueError  # noqa: TRY004  as for any other message that is none
    return message, _read(pipe, beside)


def _read(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _parse_number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _parse_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def pack(value: object, calls: list[Call]) -> object:
    """Return a value of a template as JSON holds it, which a pickle from a child would not be safe for.

    Args:
        value: A text, a number, markup, what can be called, or several of them.
        calls: Takes what can be called.
    """
    if isinstance(value, Markup):
        return {"markup": str(value)}
    if isinstance(value, Mapping):
        return {"table": {str(key): pack(item, calls) for key, item in value.items()}}
    if isinstance(value, list | tuple):
        return [pack(item, calls) for item in value]
    if callable(value):
        calls.append(value)
        return {"call": len(calls) - 1}
    return value


def unpack(value: object, call: Callable[[int], Call]) -> object:
    """Return what `pack` has packed.

    Args:
        value: The packed value.
        call: Gives what calls something by its number.
    """
    if isinstance(value, list):
        return [unpack(item, call) for item in value]
    if not isinstance(value, dict):
        return value
    if "markup" in value:
        return Markup(value["markup"])  # noqa: S704  it was markup before
    if "table" in value:
        return {key: unpack(item, call) for key, item in value["table"].items()}
    return call(value["call"])
