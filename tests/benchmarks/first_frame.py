"""How long the app takes to its first frame, beside an empty Textual app and beside the bare import of Textual.

Run: `python tests/benchmarks/first_frame.py [COUNTRIES]`, with ogpkit installed. Each process opens the app without a terminal
and leaves at the first frame that is complete.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from processes import side_by_side, table
from workspaces import countries

EMPTY = """
import asyncio
from textual.app import App

async def main():
    app = App()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

asyncio.run(main())
"""

OGPKIT = """
import asyncio
from pathlib import Path
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.app.shell import OgpkitApp

async def main():
    app = OgpkitApp(WorkspaceSession.open(Path("."), Plugins.discover()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

asyncio.run(main())
"""


def main() -> None:
    """Print the figures as a Markdown table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as made:
        workspace = Path(made, "workspace")
        countries(workspace, count)
        runs = side_by_side(
            {
                "import textual.app": [sys.executable, "-c", "import textual.app"],
                "empty Textual app": [sys.executable, "-c", EMPTY],
                "ogpkit app": [sys.executable, "-c", OGPKIT],
            },
            workspace,
        )
    print(f"a workspace of {count} countries, 80x24\n")
    print(table(runs, "empty Textual app"))


if __name__ == "__main__":
    main()
