"""`ogpkit portal build` on 10,000 commitments: the first build, later ones without and with a change, beside floors and Jinja2.

Each build is a process of its own, as on a server; what `ogpkit portal serve` does in one process stands above the table. Bare
Jinja2 puts the same bodies, which are ready, into a small template. With git, every file was changed twice, and what `git log`
alone takes is the floor.

Run: `python tests/benchmarks/portal_site.py [COMMITMENTS]`, with ogpkit and its `dev` extra installed.
"""

from __future__ import annotations

import os
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
import resource, sys, time
from datetime import date
from pathlib import Path
from ogpkit.exchange.portal.building import build
from ogpkit.exchange.portal.memory import Memory
from ogpkit.plugins.manager import Plugins
out, changed = map(Path, sys.argv[1:])
plugins, memory, said = Plugins.discover(), Memory(), changed.read_text("utf-8")
for word in ("all", "no"):
    changed.write_text(said.replace("Publish all", f"Publish {word}"), "utf-8")
    begun = time.process_time()
    build(Path(), out, plugins, today=date(2013, 7, 15), memory=memory)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{time.process_time() - begun:.2f} s of processor time, {most:.0f} MB")
changed.write_text(said, "utf-8")
"""
"""What `ogpkit portal serve` does: a build, and another one after a change of one title, in one process."""

JINJA = """
import re, sys
from pathlib import Path
from jinja2 import Environment
site, out = map(Path, sys.argv[1:])
page = Environment(autoescape=True).from_string(
    "<!doctype html><html lang={{ language }}><head><title>{{ title }}</title></head><body>{{ body | safe }}</body></html>"
)
for file in site.rglob("*.html"):
    body = re.search("<main.*</main>", file.read_text("utf-8"), re.DOTALL)
    target = out / file.relative_to(site)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page.render(language="en", title=file.stem, body=body[0] if body else ""), "utf-8")
"""
"""Bare Jinja2 on the bodies of the same pages."""

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


def _change_title(title: Path, before: str, after: str) -> None:
    title.write_text(title.read_text("utf-8").replace(f"Publish {before}", f"Publish {after}"), "utf-8")


def main() -> None:
    """Print the figures as a Markdown table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as made:
        os.environ["OGPKIT_CACHE_DIR"] = str(Path(made, "cache"))
        workspace, out = Path(made, "workspace"), Path(made, "out")
        plans(workspace, count)
        build = [str(OGPKIT), "portal", "build", str(out), "--today", "2013-07-15"]
        first = once(build, workspace)
        files = [path for path in out.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 2**20
        title = workspace / "countries/XX-member-00000/cycles/2012-2013/commitments/district-0.toml"
        runs = {"first build": [first]}
        _change_title(title, "payments", "all payments")
        runs["one title changed"] = [once(build, workspace)]
        runs["nothing changed"] = [once(build, workspace)]
        kept = sum(path.stat().st_size for path in Path(made, "cache").rglob("*.site")) / 2**20
        runs["floor: load the workspace"] = [once([sys.executable, "-c", LOAD], workspace)]
        runs["floor: copy the site"] = [
            once([sys.executable, "-c", COPY, str(out), str(Path(made, "copy"))], workspace)
        ]
        shutil.rmtree(Path(made, "copy"))
        runs["peer: bare Jinja2"] = [once([sys.executable, "-c", JINJA, str(out), str(Path(made, "bare"))], workspace)]
        shutil.rmtree(Path(made, "bare"))
        served = [sys.executable, "-c", SERVE, str(Path(made, "served")), str(title)]
        print("In one process, as portal serve builds, first and after a change of one title:")
        print(subprocess.run(served, cwd=workspace, check=True, capture_output=True, text=True).stdout)
        shutil.rmtree(Path(made, "served"))
        _in_git(workspace)
        runs["floor: list the changes with git"] = [once(["git", "log", "--raw", "-z", "--no-abbrev"], workspace)]
        runs["first build with the history of every file"] = [once(build, workspace)]
        _change_title(title, "twice", "three times")
        runs["one title changed, with history"] = [once(build, workspace)]
    print(f"{count} commitments, {len(files)} files, {size:.0f} MiB, {kept:.0f} MiB kept for the next build\n")
    print(table(runs, "first build"))


if __name__ == "__main__":
    main()
