"""How long the app takes to its first frame, beside an empty Textual app and beside the bare import of Textual.

Run: `python tests/benchmarks/first_frame.py [FILES]`, with ogpkit installed; 100 files are 50 countries. From 1,000 files on they
are whole plans, of which seventeen files in twenty are commitments: 11,780 files have 10,013 of them.

Each process opens the app as `ogpkit app` does, from its first import, and ends at the first frame that names the workspace, or
at the one that shows it. The empty app ends at its first frame too. Neither is taken down: that would count what comes after.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from processes import side_by_side, table
from workspaces import countries, plans

EMPTY = """
import os
from textual.app import App

App.post_display_hook = lambda app: os._exit(7)
App().run()
"""

FIRST = """
import os
from ogpkit.app.shell import OgpkitApp

after = OgpkitApp.post_display_hook

def leave(app):
    lines = app.screen._compositor.render_strips() if app.screen.size else ()
    if any("Generated" in segment.text for line in lines for segment in line):
        os._exit(7)
    after(app)

OgpkitApp.post_display_hook = leave
from ogpkit.cli import main
main(["app", "."])
"""

SHOWN = """
import os
from ogpkit.app.shell import OgpkitApp

after = OgpkitApp.post_display_hook

def leave(app):
    after(app)
    if app.is_opened and app.query("Today, Overview") and not app.key_gate.is_held:
        os._exit(7)

OgpkitApp.post_display_hook = leave
from ogpkit.cli import main
main(["app", "."])
"""

_DRAWN = 7
"""The exit code of a process that has drawn what it was to draw."""

_WHOLE_PLANS = 1000
"""Files from which the workspace is one of whole plans."""


def main() -> None:
    """Print the figures as a Markdown table."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    # no terminal is drawn on, neither by the one nor by the other
    os.environ |= {"TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver", "COLUMNS": "80", "LINES": "24"}
    with tempfile.TemporaryDirectory() as made:
        workspace = Path(made, "workspace")
        if files >= _WHOLE_PLANS:
            plans(workspace, files)
        else:
            countries(workspace, files // 2)
        commands = {
            "import textual.app": [sys.executable, "-c", "import textual.app"],
            "empty Textual app": [sys.executable, "-c", EMPTY],
            "ogpkit app, first frame": [sys.executable, "-c", FIRST],
        }
        runs = side_by_side(commands, workspace, rounds=9)
        shown = {"empty Textual app": commands["empty Textual app"], "ogpkit app, open": [sys.executable, "-c", SHOWN]}
        later = side_by_side(shown, workspace, rounds=3)
        for command in (*commands.values(), *shown.values()):
            ended = subprocess.run(command, cwd=workspace, check=False).returncode
            assert ended == (0 if "import textual.app" in command else _DRAWN), f"no frame: {ended}"
    print(f"a workspace of {files} files, 80x24\n")
    print(table(runs, "empty Textual app"))
    print()
    print(table(later, "empty Textual app"))


if __name__ == "__main__":
    main()
