"""What the door to the files of a workspace costs beside opening each by its path, as a ratio in one run.

`python -P tests/benchmarks/reading_files.py` reads 5,000 small files in 500 folders both ways, in turn, several times.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from ogpkit.workspace.files import Reader
from ogpkit.workspace.scan import scan

FOLDERS, FILES, ROUNDS = 500, 10, 7


def by_path(root: Path, paths: list[str]) -> int:
    total = 0
    for path in paths:
        descriptor = os.open(f"{root}/{path}", os.O_RDONLY | os.O_CLOEXEC)
        source = os.read(descriptor, 4096)
        while more := os.read(descriptor, 4096):
            source += more
        os.close(descriptor)
        total += len(source)
    return total


def through_the_door(root: Path, paths: list[str]) -> int:
    with Reader(root) as reader:
        return sum(len(reader.read(path)) for path in paths)


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        for folder in range(FOLDERS):
            place = root / f"countries/KE/{folder:03}"
            place.mkdir(parents=True)
            for file in range(FILES):
                (place / f"{file}.toml").write_bytes(b'name = "a commitment"\n' * 30)
        paths = [entry.path for entry in scan(root)]
        best = {by_path: float("inf"), through_the_door: float("inf")}
        for _round in range(ROUNDS):
            for way, least in best.items():
                begin = time.process_time()
                assert way(root, paths) == FOLDERS * FILES * 660
                best[way] = min(least, time.process_time() - begin)
        print(f"by path {best[by_path]:.3f} s, through the door {best[through_the_door]:.3f} s:", end=" ")
        print(f"{best[through_the_door] / best[by_path]:.2f} times")


if __name__ == "__main__":
    main()
