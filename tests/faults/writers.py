"""Let many commands write into one file at once, and compare what they acknowledged with what is in the file.

    python tests/faults/writers.py --writers 10 --edits 40
    python tests/faults/writers.py --writers 10 --edits 400 --seconds 3600

Each writer is a process of its own that runs whole commands one after the other, as a shell script would, through the same edge
as `ogpkit` itself. Ends with 1 when an edit that was acknowledged with exit code 0 is not in the file exactly once, or one that
was refused is in it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import attrs

CASE = "networking/cases/mines.toml"

FILES = {
    "ogpkit.toml": '[workspace]\nname = "Writers"\nlanguages = ["en"]\n',
    "countries/XX/country.toml": 'name = "Country X"\nlanguages = ["es"]\njoined = 2011-09-20\n',
    CASE: (
        '# The first case.\ncountry = "XX"\nopened = 2012-01-02\nrequest.en = "Transparency of mines"\n'
        'manager = "Ana Case"\n'
    ),
}

WRITER = """
import sys, time
from ogpkit.cli.process import run_to_exit_code
from ogpkit.cli.group import run

writer, edits, deadline = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for number in range(edits):
    if time.time() > deadline:
        break
    text = f"{writer}-{number}"
    words = ["networking", "record", "mines", "XX", "Ana Case", text, "--on", "2012-01-20"]
    print(text, run_to_exit_code(lambda session: run(words, session)), flush=True)
"""


@attrs.frozen(kw_only=True)
class Outcome:
    """What the writers were told, and what is in the file.

    Attributes:
        acknowledged: The edits that ended with exit code 0.
        refused: The exit codes of the others.
        found: How often each edit is in the file.
        errors: What the writers said on standard error.
    """

    acknowledged: frozenset[str]
    refused: dict[str, int]
    found: dict[str, int]
    errors: str

    @property
    def lost(self) -> tuple[str, ...]:
        """Acknowledged, and not in the file exactly once."""
        return tuple(sorted(edit for edit in self.acknowledged if self.found.get(edit) != 1))

    @property
    def unasked(self) -> tuple[str, ...]:
        """In the file, and not acknowledged."""
        return tuple(sorted(self.found.keys() - self.acknowledged))


def write_workspace(root: Path) -> None:
    """Make a workspace with one case.

    Args:
        root: Its folder.
    """
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def run_writers(root: Path, writers: int, edits: int, seconds: float) -> Outcome:
    """Let writers begin at the same moment, and wait for the last one.

    Args:
        root: A workspace that `write_workspace` made.
        writers: How many processes.
        edits: How many commands each of them runs.
        seconds: After how long no new command is begun.
    """
    deadline = time.time() + seconds
    command = [sys.executable, "-P", "-c", WRITER]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        started = [
            subprocess.Popen(
                [*command, f"w{number}", str(edits), str(deadline)],
                cwd=root,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"},
            )
            for number in range(writers)
        ]
        for one in started:
            if one.stdout is None or one.stdout.readline() != "ready\n":
                errors.seek(0)
                raise RuntimeError(errors.read())
        for one in started:
            if one.stdin is not None:
                one.stdin.write("\n")
                one.stdin.flush()
        said = [one.communicate(timeout=seconds + 600)[0] for one in started]
        errors.seek(0)
        return _outcome(root, "".join(said), errors.read())


def _outcome(root: Path, said: str, errors: str) -> Outcome:
    codes = {edit: int(code) for edit, code in (line.split() for line in said.splitlines())}
    content: dict[str, Any] = tomllib.loads((root / CASE).read_text("utf-8"))
    return Outcome(
        acknowledged=frozenset(edit for edit, code in codes.items() if code == 0),
        refused={edit: code for edit, code in codes.items() if code != 0},
        found=Counter(message["summary"] for message in content.get("dialogue", [])),
        errors=errors,
    )


def main() -> int:
    """Run as often as the options say, and print what came of it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--writers", type=int, default=10)
    options.add_argument("--edits", type=int, default=40)
    options.add_argument("--seconds", type=float, default=900.0, help="after how long no new edit is begun")
    chosen = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_workspace(root)
        outcome = run_writers(root, chosen.writers, chosen.edits, chosen.seconds)
    took = time.monotonic() - began
    print(
        f"{chosen.writers} writers: {len(outcome.acknowledged)} acknowledged, {len(outcome.refused)} refused with "
        f"{sorted(Counter(outcome.refused.values()).items())}, {len(outcome.lost)} lost, "
        f"{len(outcome.unasked)} in the file though refused; {took:.0f} s"
    )
    for line, count in Counter(outcome.errors.splitlines()).most_common(8):
        print(f"{count:6} × {line}")
    return 1 if outcome.lost or outcome.unasked else 0


if __name__ == "__main__":
    sys.exit(main())
