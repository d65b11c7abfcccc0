"""Save again and again, and kill each save at some moment of it: `python -P tests/faults/killed_saves.py --kills 10000`.

Every file must be the old or the new one entirely, and git must see nothing that a killed save has left behind. The figures are
printed as one line of JSON. A short run is part of the suite.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ogpkit.editing.file_state import Held
from ogpkit.editing.journal import Journal, discard, left_behind
from ogpkit.workspace.lock import writing
from ogpkit.workspace.write import delete, digest, save

PATHS = ("countries/KE/country.toml", "countries/KE/cycles/2012-2013/cycle.toml")
"""A file that is there all the time, and one that is made and deleted, with its folders at first."""


def content(number: int) -> bytes:
    return f'# version {number}\nname = "Kenya {number}"\n'.encode() + b"# padding\n" * (number * 37 % 3000)


def save_once(root: Path, path: str, old: bytes | None, new: bytes | None) -> None:
    """What an app does from an edit to the end of its save."""
    journal = Journal(root)
    journal.note(path, Held(base=old, mine=new))
    journal.settle()
    with writing(root):
        if new is not None:
            save(root, path, new, None if old is None else digest(old))
        elif old is not None:
            delete(root, path, digest(old))
    journal.end()


def wanted(path: str, old: bytes | None, number: int) -> bytes | None:
    return None if path == PATHS[1] and old is not None else content(number)


def read(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def seen_by_git(root: Path) -> set[str]:
    command = ["git", "-C", str(root), "status", "--porcelain", "--untracked-files=all"]
    lines = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()
    return {line[3:] for line in lines} - set(PATHS)


def killed_while_saving(root: Path, path: str, number: int, patience: float) -> tuple[bool, bool]:
    """Whether a save was killed, and whether its file is neither the old nor the new one."""
    old = read(root / path)
    new = wanted(path, old, number)
    child = os.fork()
    if not child:
        save_once(root, path, old, new)
        os._exit(0)
    time.sleep(patience)
    os.kill(child, signal.SIGKILL)
    killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    return killed, read(root / path) not in (old, new)


def run(kills: int, seconds: float) -> dict[str, object]:
    """Kill that many saves, or as many as there is time for."""
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        subprocess.run(["git", "init", "-q", made], check=True)
        begin = time.perf_counter()
        for number, path in enumerate(PATHS * 2):
            save_once(root, path, read(root / path), content(number))
        takes = (time.perf_counter() - begin) / 4
        figures = {"kills": 0, "finished": 0, "torn": 0, "seen_by_git": 0, "left_by_the_next_save": 0}
        number = 10
        while figures["kills"] < kills and time.perf_counter() - begin < seconds:
            number += 1
            patience = random.uniform(0, takes * 1.2)
            killed, torn = killed_while_saving(root, PATHS[number % 2], number, patience)
            figures["kills" if killed else "finished"] += 1
            figures["torn"] += torn
            if killed and (figures["kills"] % 20 == 0 or figures["kills"] == kills):
                figures["seen_by_git"] += len(seen_by_git(root))
                discard(left_behind(root))  # what a person would be offered
        save_once(root, PATHS[0], read(root / PATHS[0]), b"")
        figures["seen_by_git"] += len(seen_by_git(root))
        figures["left_by_the_next_save"] = len(list((root / ".ogpkit/prepared").iterdir()))
        return figures | {"seconds": round(time.perf_counter() - begin)}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kills", type=int, default=10_000)
    arguments.add_argument("--seconds", type=float, default=3600)
    asked = arguments.parse_args()
    figures = run(asked.kills, asked.seconds)
    print(json.dumps(figures))
    return int(bool(figures["torn"] or figures["seen_by_git"] or figures["left_by_the_next_save"]))


if __name__ == "__main__":
    sys.exit(main())
