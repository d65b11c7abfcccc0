"""How long the app takes to its first frame, beside an empty Textual app and beside the bare import of Textual.

Run: `python tests/benchmarks/first_frame.py [FILES]`, with ogpkit installed; 100 files are 50 countries. From 1,000 files on they
are whole plans, of which seventeen files in twenty are commitments. Each process opens the app as `ogpkit app` does, without a
terminal, and leaves as soon as it has drawn once.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from processes import side_by_side, table
from workspaces import countries, plans

EMPTY = """
import asyncio
from textual.app import App

App.post_display_hook = lambda app: app.exit()

async def main():
    async with App().run_test(size=(80, 24)) as pilot:
        await pilot.pause()

asyncio.run(main())
"""

OGPKIT = """
import asyncio
from pathlib import Path
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.app.shell import OgpkitApp

OgpkitApp.post_display_hook = lambda app: app.exit()

async def main():
    app = OgpkitApp(WorkspaceSession.open(Path("."), Plugins.discover(), check_later=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

asyncio.run(main())
"""

_WHOLE_PLANS = 1000
"""Files from which the workspace is one of whole plans."""


def main() -> None:
    """Print the figures as a Markdown table."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as made:
        workspace = Path(made, "workspace")
        if files >= _WHOLE_PLANS:
            plans(workspace, files)
        else:
            countries(workspace, files // 2)
        runs = side_by_side(
            {
                "import textual.app": [sys.executable, "-c", "import textual.app"],
                "empty Textual app": [sys.executable, "-c", EMPTY],
                "ogpkit app": [sys.executable, "-c", OGPKIT],
            },
            workspace,
        )
    print(f"a workspace of {files} files, 80x24\n")
    print(table(runs, "empty Textual app"))


if __name__ == "__main__":
    main()
