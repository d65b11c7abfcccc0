"""`ogpkit check` on workspaces of whole plans, cold and with its cache, beside its floors, taplo and check-jsonschema.

Run: `python tests/benchmarks/check_plans.py [FILES]... [--rounds N]`, with ogpkit and its `dev` extra installed. FILES are
multiples of twenty; 1000, 10000 and 50000 when left out.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from processes import side_by_side, table
from workspaces import plans

SCRIPTS = Path(sys.executable).parent
TODAY = "2012-04-20"

WALK = """
import os
files = []
waiting = ['countries']
while waiting:
    for entry in os.scandir(waiting.pop()):
        if entry.is_dir():
            waiting.append(entry.path)
        else:
            entry.stat()
            files.append(entry.path)
"""
READ = WALK + "sources = [open(file, 'rb').read() for file in files]\n"
PARSE = READ + "from tomledit import Document\n[Document.parse(source.decode()).value for source in sources]\n"
START = "import click"


def commands(schemas: Path, cache: Path) -> dict[str, list[str]]:
    """What is measured, by name.

    Args:
        schemas: The folder with ogpkit's exported schemas.
        cache: The folder of ogpkit's cache.
    """
    ogpkit = str(SCRIPTS / "ogpkit")
    check = [ogpkit, "check", "--today", TODAY]
    kinds = (
        ("country", "countries/*/country.toml"),
        ("eligibility", "countries/*/eligibility/*.toml"),
        ("cycle", "countries/*/cycles/*/cycle.toml"),
        ("commitment", "countries/*/cycles/*/commitments/*.toml"),
    )
    program = SCRIPTS / "check-jsonschema"
    by_schema = " ; ".join(
        f"find {glob.split('*', 1)[0]} -path '{glob}' | xargs {program} --schemafile {schemas / kind}.schema.json"
        for kind, glob in kinds
    )
    return {
        "start: import click": [sys.executable, "-c", START],
        "start: ogpkit --version": [ogpkit, "--version"],
        "floor: click, listing and stat": [sys.executable, "-c", START + "\n" + WALK],
        "floor: and reading": [sys.executable, "-c", READ],
        "floor: and parsing (tomledit)": [sys.executable, "-c", PARSE],
        "ogpkit check, cold": [*check, "--no-cache"],
        "ogpkit check, cold, one processor": ["taskset", "-c", "0", *check, "--no-cache"],
        "ogpkit check, warm": ["env", f"OGPKIT_CACHE_DIR={cache}", *check],
        "taplo check": [str(SCRIPTS / "taplo"), "check"],
        "check-jsonschema": ["sh", "-c", by_schema],
    }


def main() -> None:
    """Print the figures as Markdown tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=int, default=[1_000, 10_000, 50_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without", action="append", default=[], help="leave out commands whose name begins so")
    given = parser.parse_args()
    for files in given.files:
        with tempfile.TemporaryDirectory() as made:
            workspace, schemas, cache = Path(made, "workspace"), Path(made, "workspace/.schemas"), Path(made, "cache")
            plans(workspace, files)
            subprocess.run(
                [SCRIPTS / "ogpkit", "schema", "--out", schemas, "--taplo"],
                cwd=workspace,
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for file in workspace.rglob("*.toml"):
                os.utime(file, (1_600_000_000, 1_600_000_000))
            measured = {
                name: command
                for name, command in commands(schemas, cache).items()
                if not name.startswith(tuple(given.without) or ("\0",))
                and (shutil.which(command[0]) or Path(command[0]).exists())
            }
            runs = side_by_side(measured, workspace, given.rounds)
        print(f"\n{files} files\n")
        print(table(runs, "ogpkit check, cold"), flush=True)


if __name__ == "__main__":
    main()
