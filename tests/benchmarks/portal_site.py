"""`ogpkit portal build` on 10,000 commitments: the first run, later ones without and with a change, beside their floors.

The last build is of the same workspace kept in git, with two changes of every file; what `git log` alone takes is its floor.

Run: `python tests/benchmarks/portal_site.py [COMMITMENTS]`, with ogpkit and its `dev` extra installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bilingual import plans
from processes import once, table

OGPKIT = Path(sys.executable).parent / "ogpkit"
LOAD = (
    "import pathlib, ogpkit.plugins.manager as p, ogpkit.workspace.load as l;"
    "plugins = p.Plugins.discover(); l.read_workspace(pathlib.Path(), plugins.kinds, plugins.editions)"
)
SERVE = """
import sys, time
from datetime import date
from pathlib import Path
from ogpkit.exchange.portal.building import build
from ogpkit.exchange.portal.memory import Memory
from ogpkit.plugins.manager import Plugins
out, changed = map(Path, sys.argv[1:])
plugins, memory, said = Plugins.discover(), Memory(), changed.read_text("utf-8")
for word in ("payments", "all payments"):
    changed.write_text(said.replace("Publish payments", f"Publish {word}"), "utf-8")
    begun = time.process_time()
    build(Path(), out, plugins, today=date(2013, 7, 15), memory=memory)
    print(f"{word}: {time.process_time() - begun:.2f} s of processor time")
changed.write_text(said, "utf-8")
"""
"""What `ogpkit portal serve` does: a build, and another one after a change of one title, in one process."""

COPY = "import shutil, sys; shutil.copytree(sys.argv[1], sys.argv[2])"


def _in_git(workspace: Path) -> None:
    """Keep the workspace in git, with two changes of every commitment, each public on a day of its own."""

    def commit(day: str) -> None:
        subprocess.run(["git", "add", "-A"], cwd=workspace, check=True)
        who = ("-c", "user.name=x", "-c", "user.email=x")
        subprocess.run(["git", *who, "commit", "-qm", "x", "--date", f"{day}T12:00:00"], cwd=workspace, check=True)

    subprocess.run(["git", "init", "-q"], cwd=workspace, check=True)
    commit("2013-05-01")
    for word, day in (("once", "2013-06-01"), ("twice", "2013-07-01")):
        for file in workspace.glob("countries/*/cycles/*/commitments/*.toml"):
            file.write_text(file.read_text("utf-8").replace("Publish", f"Publish {word}"), "utf-8")
        commit(day)


def main() -> None:
    """Print the figures as a Markdown table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as made:
        workspace, out, copy = Path(made, "workspace"), Path(made, "out"), Path(made, "copy")
        plans(workspace, count)
        build = [str(OGPKIT), "portal", "build", str(out), "--today", "2013-07-15"]
        first = once(build, workspace)
        files = [path for path in out.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 2**20
        runs = {
            "first build": [first],
            "floor: load the workspace": [once([sys.executable, "-c", LOAD], workspace)],
            "floor: copy the site": [once([sys.executable, "-c", COPY, str(out), str(copy)], workspace)],
            "second build, nothing changed": [once(build, workspace)],
        }
        title = workspace / "countries/XX-member-00000/cycles/2012-2013/commitments/district-0.toml"
        served = [sys.executable, "-c", SERVE, str(Path(made, "served")), str(title)]
        print("In one process, as portal serve builds, first and after a change of one title:")
        print(subprocess.run(served, cwd=workspace, check=True, capture_output=True, text=True).stdout)
        title.write_text(title.read_text("utf-8").replace("Publish payments", "Publish all payments"), "utf-8")
        runs["third build, one title changed"] = [once(build, workspace)]
        shutil.rmtree(copy)
        _in_git(workspace)
        runs["floor: list the changes with git"] = [once(["git", "log", "--raw", "-z", "--no-abbrev"], workspace)]
        runs["build with the history of every file"] = [once(build, workspace)]
    print(f"{count} commitments, {len(files)} files, {size:.0f} MiB\n")
    print(table(runs, "first build"))


if __name__ == "__main__":
    main()
