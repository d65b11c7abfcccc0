"""The memory of the app after an hour of use of a large workspace, beside an empty Textual app.

Run: `python tests/benchmarks/hour_of_use.py [FILES] [STEPS]`, with ogpkit installed. The workspace is one of whole plans; 11,780
files have 10,013 commitments.

An hour of work is simulated by what a person does in it, without the pauses: in each step another commitment is opened, its
title is changed and saved, the pages of its country and of its cycle are opened, and every tenth time Today and the list of
problems. Each figure is what the system counts as resident, after the collector has run.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from textual.app import App
from workspaces import plans

LOOKS = 4
"""How often the memory is looked at in the course of the hour."""

_MEBIBYTE = 1024 * 1024


def read_resident() -> float:
    """The mebibytes that this process has in memory; after those that nobody needs any more have been given up."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MEBIBYTE


async def measure_empty() -> list[float]:
    """The memory of an empty app."""
    async with App[None]().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        return [read_resident()]


async def measure_use(root: Path, steps: int) -> list[float]:
    """The memory when the workspace is open and checked, and in the course of its use.

    Args:
        root: The workspace.
        steps: How many commitments are opened and changed.
    """
    from ogpkit.app.opening import Opening
    from ogpkit.app.shell import OgpkitApp
    from ogpkit.devkit.testing.waiting import wait_until_settled
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.places import Place
    from ogpkit.workspace.patch import SetValue

    app = OgpkitApp(opening=Opening(root, Plugins.discover), greets=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_until_settled(pilot)
        session = app.session
        paths = [path for path in session.workspace.documents if "/commitments/" in path]
        found = [read_resident()]
        for step in range(steps):
            path = paths[step * 37 % len(paths)]
            country, _slash, rest = path.removeprefix("countries/").partition("/")
            cycle = rest.split("/")[1]
            await app.go(Place(country=country, cycle=cycle, path=path))
            await pilot.pause()
            session.change(path, [SetValue(("title",), f"Publish the revenues, change {step}")], "Change title")
            for place in (Place(country=country, cycle=cycle), Place(country=country)):
                await app.go(place)
                app.action_next_page()
                await pilot.pause()
            app.keeping.save_now()
            if step % 10 == 0:
                await app.navigation.go(Place(), "today")
                app.action_toggle_problems()
                await wait_until_settled(pilot)
            if (step + 1) % (steps // LOOKS) == 0:
                await wait_until_settled(pilot)
                found.append(read_resident())
        assert not session.unsaved, "not everything is saved"
    return found


def run_once(words: list[str]) -> list[float]:
    """What a process of its own has measured.

    Args:
        words: What it measures.
    """
    ended = subprocess.run([sys.executable, __file__, *words], capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(ended.stderr[-4000:])
    found: list[float] = json.loads(ended.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Print the figures as a Markdown table; or, for the process itself, what one app has."""
    if len(sys.argv) > 1 and sys.argv[1] == "empty":
        print(json.dumps(asyncio.run(measure_empty())))
        return
    if len(sys.argv) > 1 and sys.argv[1] == "use":
        print(json.dumps(asyncio.run(measure_use(Path(sys.argv[2]), int(sys.argv[3])))))
        return
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 11_780
    steps = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    with tempfile.TemporaryDirectory() as made:
        root = Path(made, "workspace")
        plans(root, files)
        empty, use = run_once(["empty"])[0], run_once(["use", str(root), str(steps)])
    print(f"a workspace of {files} files, {steps} changes of as many commitments, {2 * steps} other pages\n")
    print("| app | resident MiB | / empty Textual app |\n|---|---|---|")
    print(f"| empty Textual app | {empty:.0f} | 1.00 |")
    for part, resident in enumerate(use):
        print(f"| ogpkit, {part} of {LOOKS} parts of the hour | {resident:.0f} | {resident / empty:.2f} |")


if __name__ == "__main__":
    main()
