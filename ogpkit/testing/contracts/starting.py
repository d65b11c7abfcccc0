"""A plugin costs nothing before it is used: its import brings in nothing, and says nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from ogpkit.testing.contracts.subject import Complaint, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCRIPT: Final = """
import sys, json
import ogpkit.plugins
before = set(sys.modules)
module = __import__(sys.argv[1])
imported = sorted(set(sys.modules) - before)
plugins = ogpkit.plugins.Plugins.of({sys.argv[2]: sys.modules[sys.argv[1]]})
plugins.call_all()
print(json.dumps({"imported": imported, "all": sorted(sys.modules)}), file=sys.__stdout__)
"""

_LATER: Final = ("textual", "click", "rich", "babel", "icalendar", "xlsxwriter", "python_calamine")
"""What only the app, a command or one format needs."""


def start(subject: Subject) -> Iterator[Complaint]:
    """Importing it brings in nothing but itself and the hooks; calling its hooks brings in no Textual; nothing is printed.

    Args:
        subject: The plugin.
    """
    module = subject.plugin.source.partition(":")[0]
    words = [sys.executable, "-P", "-W", "ignore", "-c", _SCRIPT, module, subject.name]
    ran = subprocess.run(  # noqa: S603  a fresh interpreter, in which nothing has been imported yet
        words, capture_output=True, text=True, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"}, check=False
    )
    *printed, said = ran.stdout.splitlines() or [""]
    if ran.returncode:
        yield Complaint("import", (ran.stderr.strip().splitlines() or ["It ended the program."])[-1])
        return
    if printed or ran.stderr.strip():
        yield Complaint("import", f"It prints: {(printed or ran.stderr.split(chr(10)))[0]!r}. Print in commands only.")
    loaded = json.loads(said)
    for root in sorted({_root(name) for name in loaded["imported"]} - {subject.package, "ogpkit"}):
        if root not in sys.stdlib_module_names and not root.startswith("_"):
            yield Complaint("import", f"It imports {root}; import that in the hook or function that needs it.")
    for name in loaded["imported"]:
        if name.startswith(f"{subject.package}.") and name.rsplit(".", 1)[-1] in ("panel", "commands"):
            yield Complaint("import", f"It imports {name}; import that where it is shown or called.")
    for root in sorted({_root(name) for name in loaded["all"]} & set(_LATER)):
        yield Complaint("hooks", f"Calling its hooks imports {root}; import that in `load`, or where it is used.")


def _root(name: str) -> str:
    return name.partition(".")[0]
