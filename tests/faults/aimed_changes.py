"""Change a file just when another program is about to replace it: `python -P tests/faults/aimed_changes.py --rounds 2000`.

Another process watches the folders in which files are prepared, and writes to the file as soon as something appears there:
over it, by a rename, or (on Linux) into the file that it had opened before. A save that says it was done, and yet leaves the
file without what that process wrote before, has overwritten it. The figures are printed as one line of JSON. A short run is
part of the suite.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from multiprocessing import Pipe, Process
from pathlib import Path
from typing import TYPE_CHECKING

from ogpkit.workspace.lock import writing
from ogpkit.workspace.write import CannotWrite, ChangedOutside, digest, save

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

NAME = "plan.toml"
PATIENCE = 2.0
"""Seconds in which something must appear; a save takes milliseconds."""


def watch_and_write(root: Path, orders: Connection) -> None:
    """In each round: wait until a file is prepared, then change the file that it is to replace; say what was written."""
    file = root / NAME
    while (round_number := orders.recv()) is not None:
        old = file.read_bytes()
        before = names(root)
        is_open = file.open("r+b", buffering=0) if round_number % 3 == 0 and sys.platform.startswith("linux") else None
        orders.send("ready")
        end = time.perf_counter() + PATIENCE
        while names(root) <= before and time.perf_counter() < end:
            pass
        for _ in range(round_number % 40 * 20):  # each round a little later
            pass
        theirs = b"theirs %d\n" % round_number
        if is_open is not None:
            with is_open:
                is_open.write(theirs)
                is_open.truncate()
            orders.send(theirs)
        elif file.read_bytes() != old:
            orders.send(None)
        else:
            if round_number % 2:
                file.write_bytes(theirs)
            else:
                beside = root / "theirs.new"
                beside.write_bytes(theirs)
                beside.replace(file)
            orders.send(theirs)


def names(root: Path) -> set[str]:
    folders = (root, root / ".ogpkit/prepared")
    return {name for folder in folders if folder.is_dir() for name in os.listdir(folder)}  # noqa: PTH208  as fast as can be


def run(rounds: int, seconds: float) -> dict[str, int]:
    """Count the rounds in which the other program wrote before the save, and those in which its change is gone unsaid."""
    figures = {"rounds": 0, "written_meanwhile": 0, "told": 0, "overwritten": 0}
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        (root / NAME).write_bytes(b"old\n")
        with writing(root):
            save(root, NAME, b"begun\n", digest(b"old\n"))
        orders, theirs_orders = Pipe()
        other = Process(target=watch_and_write, args=(root, theirs_orders))
        other.start()
        end = time.perf_counter() + seconds
        while figures["rounds"] < rounds and time.perf_counter() < end:
            figures["rounds"] += 1
            one_round(root, figures, orders)
        orders.send(None)
        other.join()
    return figures


def one_round(root: Path, figures: dict[str, int], orders: Connection) -> None:
    number = figures["rounds"]
    old = b"old %d\n" % number
    (root / NAME).write_bytes(old)
    orders.send(number)
    orders.recv()
    mine = b"mine %d\n" % number
    try:
        with writing(root):
            save(root, NAME, mine, digest(old))
        told = False
    except (CannotWrite, ChangedOutside):
        told = True
    theirs = orders.recv()
    figures["told"] += told
    if theirs is not None:
        figures["written_meanwhile"] += 1
        figures["overwritten"] += (root / NAME).read_bytes() != theirs


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=2000)
    arguments.add_argument("--seconds", type=float, default=600)
    asked = arguments.parse_args()
    figures = run(asked.rounds, asked.seconds)
    print(json.dumps(figures))
    return int(figures["overwritten"] > 0)


if __name__ == "__main__":
    sys.exit(main())
