"""The plan table over 10,000 commitments: opening it, and a key in its filter, beside a plan of 100 in the same run.

Run: `python tests/benchmarks/plan_table.py [COUNT]`, with ogpkit installed; all figures come from one process.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from statistics import median

from textual.widgets import Input, TabbedContent
from timing import timed

from ogpkit.app.shell import OgpkitApp
from ogpkit.editing.session import Desk
from ogpkit.plugins.contributions import Place
from ogpkit.plugins.manager import Plugins

ROUNDS = 5

COMMITMENT = """\
title.en = "Publish the accounts of district {number}"
title.es = "Publicar las cuentas del distrito {number}"
number = "{number}"
challenge = "public-resources"
principles = ["transparency"]
lead = "District {number}"
start = 2012-04-01
end = 2013-03-31

[[milestones]]
id = "first"
title.en = "Accounts online"
due = 2012-12-31
status = "{status}"
"""


def written(folder: Path, count: int) -> Path:
    """Write a workspace with one plan of many commitments.

    Args:
        folder: Where; it is made.
        count: How many commitments.
    """
    home = folder / "countries/XX/cycles/2012-2013"
    (home / "commitments").mkdir(parents=True)
    (folder / "ogpkit.toml").write_text('[workspace]\nname = "Large"\nlanguages = ["en"]\n', "utf-8")
    (folder / "countries/XX/country.toml").write_text('name = "X"\n', "utf-8")
    (home / "cycle.toml").write_text('edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n', "utf-8")
    for number in range(count):
        status = ("not-started", "limited", "substantial", "complete")[number % 4]
        text = COMMITMENT.format(number=number, status=status)
        (home / "commitments" / f"district-{number:05}.toml").write_text(text, "utf-8")
    return folder


async def measured(root: Path) -> tuple[float, float]:
    """Milliseconds until the table stands, and for a key in its filter.

    Args:
        root: The workspace.
    """
    app = OgpkitApp(Desk.open(root, Plugins.discover()))
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()

        async def opened() -> None:
            await app.go(Place(country="XX", cycle="2012-2013"))
            await pilot.pause()
            tabs = app.query(TabbedContent).first()
            tabs.active = [pane.id or "" for pane in tabs.query("TabPane")][1]
            await pilot.pause()
            await pilot.pause()

        opening = await timed(opened)
        field = app.query_one(".filter", Input)
        keys = []
        for text in ("d", "di", "dis", "dist 9", "dist 99", "dist 9", "", "777")[: ROUNDS + 3]:

            async def typed(text: str = text) -> None:
                field.value = text
                await pilot.pause()

            keys.append(await timed(typed))
    return opening, median(keys)


def main() -> None:
    """Print the figures as a Markdown table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print("| commitments | open the table, ms | a key in the filter, ms |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as made:
        found = {size: asyncio.run(measured(written(Path(made, str(size)), size))) for size in (100, count)}
    for size, (opening, key) in found.items():
        print(f"| {size} | {opening:.0f} | {key:.0f} |")
    small, large = found[100], found[count]
    print(f"| {count} / 100 | {large[0] / small[0]:.1f} | {large[1] / small[1]:.1f} |")


if __name__ == "__main__":
    main()
