"""Asking git about a repository that nobody has to trust.

A repository's own settings can name programs: a monitor of files, filters, hooks, pagers, helpers of the network. ogpkit asks git
only what needs none of them, overrides the settings that git would follow all the same, and gives it neither a search path nor
a place in which it finds its own programs, so that it can start nothing. What working files hold, ogpkit compares itself. The
person's own settings, such as the folders that they trust, hold; what the environment says of a repository does not.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from contextlib import suppress
from functools import cache
from threading import Thread, Timer
from typing import IO, TYPE_CHECKING, Final

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

TIMEOUT: Final = 60.0
"""Seconds after which git is not waited for any more."""

LARGEST_ANSWER: Final = 256 * 1024 * 1024
"""Bytes that git may answer; a list of a million changes takes less."""

_LARGEST_COMPLAINT: Final = 4096
"""Bytes of what git says on standard error that are kept."""

_NOWHERE: Final = os.path.join(os.devnull, "nothing")  # noqa: PTH118  a folder that cannot be there
"""Where git looks for programs."""

_SETTINGS: Final[Mapping[str, str]] = {
    "core.alternateRefsCommand": "false",
    "core.askPass": "",
    "core.fsmonitor": "false",
    "core.gitProxy": "",
    "core.hooksPath": os.devnull,
    "core.pager": "",
    "core.quotePath": "false",
    "core.sshCommand": "false",
    "core.untrackedCache": "false",
    "credential.helper": "",
    "diff.external": "",
    "diff.orderFile": os.devnull,
    "fetch.recurseSubmodules": "false",
    "gc.auto": "0",
    "gpg.program": "false",
    "gpg.ssh.program": "false",
    "gpg.x509.program": "false",
    "log.follow": "false",
    "log.showRoot": "true",
    "log.showSignature": "false",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
    "submodule.recurse": "false",
}
"""Settings that hold whatever the repository says, because they stand on the command line."""

_OWN_CHOICES: Final = (
    "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
)
"""Variables that say where the person's own settings are and how far git looks; no repository sets them."""

_ENVIRONMENT: Final[Mapping[str, str]] = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ASKPASS": "",
    "GIT_EXEC_PATH": _NOWHERE,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LANGUAGE": "C",
    "LC_ALL": "C",
    "PATH": _NOWHERE,
    "SSH_ASKPASS": "",
}


class GitUnavailable(OgpkitError):
    """Git is not installed."""


class GitFailed(OgpkitError):
    """Git gave no answer.

    Attributes:
        complaint: What it said, on one line; empty when it said nothing.
    """

    def __init__(self, complaint: str = "") -> None:
        """Keep what git said.

        Args:
            complaint: What it said.
        """
        self.complaint = sanitize_line(complaint.removeprefix("fatal: "))[:500].rstrip(".")
        super().__init__(self.complaint or "git")


def is_ignored(root: Path, file: Path) -> bool:
    """Tell whether git would leave a file out, whether it is there or not.

    Args:
        root: A folder of the repository.
        file: The file, absolute.

    Raises:
        GitUnavailable: There is no git.
        GitFailed: Git refused, or the folder lies in no repository.
    """
    try:
        run_git(root, "check-ignore", "--quiet", "--", str(file), is_literal=False)
    except GitFailed as error:
        if error.complaint:
            raise
        return False
    return True


def run_git(root: Path, *words: str, index: str = "", timeout: float = TIMEOUT, is_literal: bool = True) -> bytes:
    """Return what git answers.

    Args:
        root: The folder to ask about; its own repository or the one that it lies in.
        words: A built-in command of git that runs no program, with its options. What comes from a file or a person
            stands after `--end-of-options`.
        index: The file with the list of tracked files, where it is not the repository's own.
        timeout: How many seconds git is waited for.
        is_literal: Whether paths are taken as they stand; `check-ignore` knows them in no other way and refuses to be told so.

    Raises:
        GitUnavailable: There is no git.
        GitFailed: Git refused, took too long, or said too much.
    """
    _refuse_disguised_repository(root)
    process = _start(root, words, index=index, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, is_literal=is_literal)
    complaints: list[bytes] = []
    timer = Timer(timeout, process.kill)
    listener = Thread(target=_listen, args=(process.stderr, complaints), daemon=True)
    try:
        timer.start()
        listener.start()
        answer = process.stdout.read(LARGEST_ANSWER + 1) if process.stdout else b""
        if len(answer) > LARGEST_ANSWER:
            raise GitFailed(_("its output is too long for ogpkit"))
        code = process.wait()
    finally:
        is_late = not timer.is_alive()
        timer.cancel()
        process.kill()
        process.wait()
        listener.join()
        _close(process)
    if code:
        raise GitFailed(_("it takes too long") if is_late else b"".join(complaints).decode("utf-8", "replace"))
    return answer


class ObjectReader:
    """Reads objects of a repository by their names, through processes of git that are open as long as this is a context."""

    def __init__(self, root: Path, largest: int) -> None:
        """Start nothing yet.

        Args:
            root: A folder in the repository.
            largest: Bytes that an object may have; a larger one is not read.
        """
        self._root = root
        self._largest = largest
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        """Use it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        self.close()

    def close(self) -> None:
        """End the processes; the next reading starts others."""
        for process in self._processes.values():
            process.kill()
            process.wait()
            _close(process)
        self._processes.clear()

    def read_blob(self, name: str) -> bytes:
        """Return what a file held.

        Args:
            name: The full name of the object.

        Raises:
            GitUnavailable: There is no git.
            GitFailed: There is no such object here, it is no file, it is too large, or git takes too long.
        """
        if not name.isalnum():
            raise GitFailed(name)
        size = self._ask("--batch-check", name, 0)[
            0
        ]  # the size comes first: git holds an object whole before it gives it
        if size > self._largest:
            raise GitFailed(_("{name} is too large").format(name=name))
        return self._ask("--batch", name, size)[1]

    def _ask(self, manner: str, name: str, size: int) -> tuple[int, bytes]:
        process = self._processes.get(manner)
        if process is None:
            words = ("cat-file", manner)
            process = _start(self._root, words, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
            self._processes[manner] = process
        if process.stdin is None or process.stdout is None:
            raise GitFailed
        timer = Timer(TIMEOUT, process.kill)
        timer.start()
        try:
            process.stdin.write(name.encode("ascii") + b"\n")
            process.stdin.flush()
            said = process.stdout.readline(_LARGEST_COMPLAINT).split()
            if len(said) != 3 or said[1] != b"blob" or not said[2].isdigit():  # noqa: PLR2004  name, sort and size
                self._end_unless_missing(said)
                raise GitFailed(name)
            content = process.stdout.read(size + 1) if manner == "--batch" else b""
        except (OSError, ValueError) as error:
            self.close()
            raise GitFailed(name) from error
        finally:
            timer.cancel()
        if manner == "--batch" and len(content) != size + 1:
            self.close()
            raise GitFailed(name)
        return int(said[2]), content[:-1]

    def _end_unless_missing(self, said: list[bytes]) -> None:
        """End the processes after an answer behind which something unread may stand."""
        if said[-1:] != [b"missing"]:
            self.close()


def read_plain_file(file: Path, largest: int) -> bytes:
    """Return what a file of a repository holds; a pipe or device in its place is neither read nor waited for.

    Args:
        largest: Bytes that are read at most.

    Raises:
        OSError: It cannot be read, or is no plain file.
    """
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError
        return stream.read(largest)


@cache
def _find_program(paths: tuple[str, ...]) -> str | None:
    return find_program("git", paths)


def find_program(name: str, paths: tuple[str, ...]) -> str | None:
    """Return where a program is; never in the folder that the person stands in, which may be anybody's.

    Args:
        name: The name of the program.
        paths: The folders to look into; those that are not absolute are passed over.
    """
    suffixes = (".exe",) if os.name == "nt" else ("",)
    places = (os.path.join(folder, name + suffix) for folder in paths if os.path.isabs(folder) for suffix in suffixes)  # noqa: PTH117, PTH118
    return next((place for place in places if shutil.which(place)), None)


def _start(
    root: Path, words: tuple[str, ...], *, stdin: int, stderr: int, index: str = "", is_literal: bool = True
) -> subprocess.Popen[bytes]:
    program = _find_program(tuple(os.get_exec_path()))
    if program is None:
        raise GitUnavailable(_("git is not installed here."))
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command = [program, "--no-pager", "--no-optional-locks", "--no-replace-objects", *settings, *words]
    try:
        return subprocess.Popen(  # noqa: S603  no shell; the words are ogpkit's own or stand after --end-of-options
            command,
            cwd=root,
            env=_make_environment(index) | ({} if is_literal else {"GIT_LITERAL_PATHSPECS": "0"}),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=stderr,
        )
    except (OSError, ValueError) as error:  # no such folder, or a word that no program can be given
        raise GitFailed(getattr(error, "strerror", None) or str(error)) from error


def _make_environment(index: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _OWN_CHOICES}
    return {**kept, **_ENVIRONMENT, **({"GIT_INDEX_FILE": index} if index else {})}


def _refuse_disguised_repository(root: Path) -> None:
    """Refuse a folder that is a bare repository itself and could be committed with settings of its own.

    Git since 2.38 is told so by `safe.bareRepository`; older ones do not know that setting.
    """
    for folder in (root, *root.resolve().parents):
        if os.path.lexists(folder / ".git"):
            return
        if all((folder / name).exists() for name in ("HEAD", "objects", "refs")):
            raise GitFailed(
                _("{folder} is a bare repository, so it has no files").format(folder=sanitize_line(str(folder)))
            )


def _listen(stream: IO[bytes] | None, kept: list[bytes]) -> None:
    """Keep the beginning of what comes, and take the rest, so that git never waits for a reader."""
    with suppress(OSError, ValueError):
        if stream is not None:
            kept.append(stream.read(_LARGEST_COMPLAINT))
            while stream.read(1 << 16):
                pass


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout, process.stderr):
        with suppress(OSError):
            if stream is not None:
                stream.close()
