"""Let every system call of one save fail in turn: `python -P tests/faults/failing_calls.py --all`.

A session with an edit is forked and stopped, strace is attached to it, and one call of what follows is answered with an error.
Afterwards the file must be the old or the new one entirely, the exit code must say which, nothing may be called a mistake of
ogpkit, git must see nothing that was left, and what is said to be kept must be there. One line of JSON for each wrong outcome
and one with the figures are printed. Without `--all` each call fails once, with the three errors in turn; the suite lets every
fifth call fail.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from ogpkit.cli.process import run_to_exit_code
from ogpkit.editing.journal import find_left_behind
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.lock import lock_workspace
from ogpkit.workspace.patch import SetValue
from ogpkit.workspace.write import file_digest, save

FILE = "countries/KE/country.toml"
NEW_FILE = "countries/UG/country.toml"
OLD = b'name = "Kenya"\n'
NEW = b'name = "Kenya, changed"\n'
ERRORS = ("EIO", "ENOSPC", "EMFILE")
CALLS = "%file,%desc,flock,fsync,ftruncate,fchmod,fchown"
ESCAPED = 99
PASSED_OVER = {
    "mmap",
    "munmap",
    "mprotect",
    "brk",
    "execve",
    "getcwd",
    "poll",
    "ppoll",
    "epoll_wait",
    "select",
    "clone3",
}


def edit_and_save(root: Path, session: WorkspaceSession) -> None:
    session.change(FILE, [SetValue(("name",), "Kenya, changed")], "Rename")
    session.save()
    session.close()


def make_new(root: Path, _session: WorkspaceSession) -> None:
    with lock_workspace(root):
        save(root, NEW_FILE, NEW, None)


def overwrite_in_place(root: Path, _session: WorkspaceSession) -> None:
    with lock_workspace(root):
        save(root, FILE, NEW, file_digest(OLD))


SAVES: dict[str, tuple[Callable[[Path, WorkspaceSession], None], str, bytes | None]] = {
    "edited": (edit_and_save, FILE, OLD),
    "new": (make_new, NEW_FILE, None),
    "several names": (overwrite_in_place, FILE, OLD),
}


def reset(root: Path, sort: str) -> None:
    for place in (root / "countries", root / ".ogpkit"):
        shutil.rmtree(place, ignore_errors=True)
    (root / "second").unlink(missing_ok=True)
    (root / FILE).parent.mkdir(parents=True)
    (root / FILE).write_bytes(OLD)
    if sort == "several names":
        os.link(root / FILE, root / "second")


def run_stopped(root: Path, sort: str, strace: list[str], told: Path) -> int:
    """Fork a session, attach strace to it, let it go on; gives its exit code."""
    session = WorkspaceSession.open(root, Plugins.of({}))
    child = os.fork()
    if not child:
        code = ESCAPED
        try:
            os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
            os.kill(os.getpid(), signal.SIGSTOP)
            code = run_to_exit_code(lambda _session: SAVES[sort][0](root, session))
        except BaseException:  # noqa: BLE001  it is written down and judged
            traceback.print_exc()
        finally:
            os._exit(code)  # whatever happens, the folders of the one that forked are not this one's to clear
    os.waitpid(child, os.WUNTRACED)
    tracer = subprocess.Popen(
        ["strace", "-qq", "-f", *strace, "-p", str(child)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    while "TracerPid:\t0" in Path(f"/proc/{child}/status").read_text() and tracer.poll() is None:
        time.sleep(0.001)
    if tracer.poll() is not None:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise PermissionError(tracer.communicate()[1].decode())
    os.kill(child, signal.SIGCONT)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    tracer.communicate()
    return code


def calls(root: Path, sort: str, told: Path) -> list[tuple[str, int]]:
    """The system calls of a save, each with the how-manieth of its name it is."""
    reset(root, sort)
    log = told.with_suffix(".log")
    code = run_stopped(root, sort, ["-o", str(log), "-e", f"trace={CALLS}"], told)
    assert code == 0, told.read_text()
    names = re.findall(r"^\d+ +(\w+)\(", log.read_text(), re.MULTILINE)
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        if name not in PASSED_OVER:
            found.append((name, seen[name]))
    return found


def wrong(root: Path, sort: str, code: int, said: str) -> Iterator[str]:
    """What must not be after a save of which a call has failed."""
    _save, path, old = SAVES[sort]
    now = (root / path).read_bytes() if (root / path).exists() else None
    if now not in (old, NEW):
        yield "torn"
    elif (code == 0) != (now == NEW):
        yield f"exit code {code}, and the file is the {'new' if now == NEW else 'old'} one"
    if code not in (0, 1, 2) or "Traceback" in said:
        yield f"exit code {code}: {said}"
    if "kept in the workspace" in said and not find_left_behind(root):
        yield "nothing is kept"
    if sort == "several names" and not (root / FILE).samefile(root / "second"):
        yield "the names are of two files"
    command = ["git", "-C", str(root), "status", "--porcelain", "--untracked-files=all"]
    seen = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()
    left = {line[3:] for line in seen} - {FILE, NEW_FILE, "second"}
    if left:
        yield f"git sees {sorted(left)}"


def run(errors: tuple[str, ...], *, in_turn: bool, every: int = 1) -> Iterator[dict[str, object]]:
    figures: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as aside:
        root, told = Path(made), Path(aside) / "told"
        subprocess.run(["git", "init", "-q", root], check=True)
        for sort, (work, _path, _old) in SAVES.items():
            reset(root, sort)
            work(root, WorkspaceSession.open(root, Plugins.of({})))  # loads what is needed
            for number, (name, which) in enumerate(calls(root, sort, told)[::every]):
                for error in (errors[number % len(errors)],) if in_turn else errors:
                    reset(root, sort)
                    inject = f"inject={name}:error={error}:when={which}"
                    code = run_stopped(root, sort, ["-o", "/dev/null", "-e", f"trace={name}", "-e", inject], told)
                    figures["failures"] += 1
                    figures["saved all the same"] += code == 0
                    for what in wrong(root, sort, code, told.read_text()):
                        figures["wrong"] += 1
                        yield {"save": sort, "call": name, "when": which, "error": error, "wrong": what}
    yield dict(figures)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", action="store_true")
    arguments.add_argument("--every", type=int, default=1)
    asked = arguments.parse_args()
    failed = False
    for line in run(ERRORS, in_turn=not asked.all, every=asked.every):
        print(json.dumps(line), flush=True)
        failed = failed or "wrong" in line
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
