"""How long a letter takes from the key to the frame that shows it, in a form of a large workspace and in an empty Textual app.

Run: `python tests/benchmarks/typed_letters.py [FILES] [ROUNDS]`, with ogpkit installed. The workspace is one of whole plans;
11,780 files have 10,013 commitments.

Both apps run in turn, each in a process of its own and without a terminal. Each types the same letters into a line at the pace of
somebody who types fast, and rests between words, so that what the app does after a change (taking over, checking, saving) has
begun when the next word comes. The empty app has one line to write in, and nothing else.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.events import Key
from textual.widgets import Input
from workspaces import plans

if TYPE_CHECKING:
    from textual.app import ComposeResult

WORDS = ("mines", "and", "quarries", "of", "the", "northern", "district", "with", "all", "their", "payments")

LETTER, WORD = 0.12, 1.0
"""Seconds between two letters, and between two words, which is longer than it takes until a change is saved."""

LONGEST = 60.0
"""Seconds after which a letter has been lost."""

WANTED = 50.0
"""Milliseconds in which a letter is to be answered."""


class EmptyApp(App[None]):
    """App with a line to write in."""

    def compose(self) -> ComposeResult:
        """Yield the line."""
        yield Input()


async def measure_letters(app: App[Any], field: Input) -> list[float]:
    """The milliseconds from each key to the frame that shows its letter.

    Args:
        app: The running app.
        field: The line, which is empty and has the keyboard.
    """
    frames: asyncio.Queue[tuple[float, str]] = asyncio.Queue()
    show = app.post_display_hook

    def see() -> None:
        now = perf_counter()
        drawn = app.screen._dirty_widgets
        if field in drawn or not drawn:  # else the line was not in this frame
            frames.put_nowait((now, field.render_line(0).text.rstrip()))
        show()

    app.post_display_hook = see  # type: ignore[method-assign]
    taken, typed = [], ""
    for word in WORDS:
        for letter in (*word, " "):
            typed += letter
            pressed = perf_counter()
            app.post_message(Key("space" if letter == " " else letter, letter))
            if letter != " ":  # at the end of a line nobody sees it
                async with asyncio.timeout(LONGEST):
                    drawn = await wait_for_frame(frames, typed)
                taken.append(1000 * (drawn - pressed))
            await asyncio.sleep(LETTER)
        await asyncio.sleep(WORD)
    return taken


async def wait_for_frame(frames: asyncio.Queue[tuple[float, str]], typed: str) -> float:
    """When the frame was drawn that ends with what was typed."""
    while True:
        drawn, shown = await frames.get()
        if shown and typed.endswith(shown[-20:]):
            return drawn


async def measure_empty() -> list[float]:
    """The milliseconds in an empty app."""
    app = EmptyApp()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        return await measure_letters(app, app.query_one(Input))


async def measure_form(root: Path) -> list[float]:
    """The milliseconds in the form of a commitment, in its first line.

    Args:
        root: The workspace.
    """
    from ogpkit.app.forms.field_box import FieldBox
    from ogpkit.app.shell import OgpkitApp
    from ogpkit.devkit.testing.waiting import wait_until_settled
    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.places import Place

    session = WorkspaceSession.open(root, Plugins.discover())
    app = OgpkitApp(session, greets=False)
    path = next(path for path in session.workspace.documents if "/commitments/" in path)
    country, _slash, rest = path.removeprefix("countries/").partition("/")
    async with app.run_test(size=(120, 40)) as pilot:
        await app.go(Place(country=country, cycle=rest.split("/")[1], path=path, at=("title", "en")))
        await wait_until_settled(pilot)
        field = next(box for box in app.query(FieldBox) if box.at[0] == "title").query_one(Input)
        field.focus()
        field.value = ""
        await wait_until_settled(pilot)
        taken = await measure_letters(app, field)
        await wait_until_settled(pilot)
        assert b"mines and quarries" in (root / path).read_bytes(), "what was typed is not in the file"
    return taken


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


def describe(name: str, times: list[float], against: list[float]) -> str:
    """A row of the table.

    Args:
        name: What was measured.
        times: Its milliseconds.
        against: Those of the empty app.
    """
    parts = quantiles(times, n=20, method="inclusive")
    within = sum(one <= WANTED for one in times) / len(times)
    return (
        f"| {name} | {len(times)} | {median(times):.1f} | {parts[17]:.1f} | {parts[18]:.1f} | {max(times):.1f} "
        f"| {within:.2f} | {median(times) / median(against):.2f} |"
    )


def main() -> None:
    """Print the figures as a Markdown table; or, for the process itself, what one app took."""
    if len(sys.argv) > 1 and sys.argv[1] in ("empty", "form"):
        act = measure_empty if sys.argv[1] == "empty" else partial(measure_form, Path(sys.argv[2]))
        print(json.dumps(asyncio.run(act())))
        return
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 11_780
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    empty, form = [], []
    with tempfile.TemporaryDirectory() as made:
        root = Path(made, "workspace")
        plans(root, files)
        for _round in range(rounds):
            empty += run_once(["empty"])
            form += run_once(["form", str(root)])
    print(f"letters typed in a workspace of {files} files, from the key to the frame that shows it, in milliseconds\n")
    print("| app | letters | median | 90% within | 95% within | longest | part within 50 ms | median / empty |")
    print("|---|---|---|---|---|---|---|---|")
    print(describe("empty Textual app", empty, empty))
    print(describe("ogpkit, a form", form, empty))


if __name__ == "__main__":
    main()
