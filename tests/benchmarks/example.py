"""What the embedded example costs: its portal, the first frame of the app on it, and its part of the wheel.

Run: `python tests/benchmarks/example.py [ROUNDS]`, with ogpkit and its `dev` extra installed. The floor of the portal is reading
the workspace, the peer of the first frame a small workspace: the first frame is to take at most 1.5 times as long. A wheel is
at most 3 MB; it is built in a folder of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from portal_site import COPY, LOAD
from portal_site import OGPKIT as COMMAND
from processes import once, side_by_side, table

ROOT = Path(__file__).parents[2]
COHORT = ROOT / "examples/cohort-2011"
SMALL = ROOT / "examples/networking-paper"
FIRST_FRAME = """
import sys
from functools import partialmethod
from pathlib import Path
from ogpkit.app.shell import OgpkitApp
from ogpkit.cli.commands.app import open_app

def leave_with_the_first_frame(app):
    tables = app.screen_stack[0].query("DataTable") if app.is_running else ()
    if any(table.row_count for table in tables):
        app.exit()

OgpkitApp.post_display_hook = leave_with_the_first_frame
OgpkitApp.run = partialmethod(OgpkitApp.run, headless=True, size=(80, 24))
sys.exit(open_app(Path(sys.argv[1])))
"""
MOST_MEGABYTES = 3
MOST_TIMES = 1.5


def measure_portal(made: Path) -> None:
    """Print what the portal of the example takes, beside reading the workspace and copying the site."""
    out, copy = made / "site", made / "copy"
    build = [str(COMMAND), "portal", "build", str(out), "--today", "2026-11-29"]
    runs = {
        "first build": [once(build, COHORT)],
        "floor: load the workspace": [once([sys.executable, "-c", LOAD], COHORT)],
        "floor: copy the site": [once([sys.executable, "-c", COPY, str(out), str(copy)], COHORT)],
        "second build, nothing changed": [once(build, COHORT)],
    }
    files = [path for path in out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 2**20
    print(f"the portal of the example, {len(files)} files, {size:.0f} MiB\n")
    print(table(runs, "first build"))


def measure_first_frame(made: Path, rounds: int) -> bool:
    """Print how long the first frame takes on the example and on a small workspace; tell whether it is within bounds."""
    commands = {
        "a small workspace": [sys.executable, "-c", FIRST_FRAME, str(SMALL)],
        "the example": [sys.executable, "-c", FIRST_FRAME, str(COHORT)],
    }
    runs = side_by_side(commands, made, rounds)
    print("\nthe first frame, 80x24\n")
    print(table(runs, "a small workspace"))
    least = {name: min(run.cpu for run in found) for name, found in runs.items()}
    times = least["the example"] / least["a small workspace"]
    print(f"\nprocessor time, least of each: {times:.2f} times; at most {MOST_TIMES}")
    return times <= MOST_TIMES


def measure_wheel(made: Path) -> bool:
    """Print how large a wheel is; tell whether it is within bounds."""
    subprocess.run(["uv", "build", "-q", "--wheel", "--out-dir", str(made / "wheel"), str(ROOT)], check=True)
    [wheel] = (made / "wheel").glob("*.whl")
    megabytes = wheel.stat().st_size / 2**20
    print(f"\nthe wheel: {megabytes:.2f} MB; at most {MOST_MEGABYTES}")
    return megabytes <= MOST_MEGABYTES


def main() -> int:
    """Print the figures; the exit code is 1 where one is out of bounds."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as made:
        measure_portal(Path(made))
        within = [measure_first_frame(Path(made), rounds), measure_wheel(Path(made))]
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(main())
