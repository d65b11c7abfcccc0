"""A plugin costs nothing before it is used: its import brings in nothing, and says nothing."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

from ogpkit.devkit.testing.contracts.subject import Complaint, Subject
from ogpkit.plugins.manager import HOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator


def check_hooks(subject: Subject) -> Iterator[Complaint]:
    """Check that it is on, that every hook works, and that nothing that it gives is left out.

    Args:
        subject: The plugin.
    """
    if subject.plugin.state == "off":
        yield Complaint("plugin", "It is switched off here.")
    if subject.plugin.state == "on" and not subject.plugin.hooks:
        yield Complaint("plugin", "It implements no hook.")
    yield from _find_lost_hooks(subject)
    given = subject.given
    yield from subject.list_new_faults(0)
    if subject.faults:
        return
    for hook in subject.plugin.hooks:
        if not given[hook]:
            yield Complaint(f"hook {hook}", "It gives nothing; leave the hook out.")


def _find_lost_hooks(subject: Subject) -> Iterator[Complaint]:
    """Yield each hook that a module gives twice: Python keeps only the last one, and says nothing."""
    for file, tree in subject.parse_modules():
        given: set[str] = set()
        for node in tree.body:
            for name in _list_named(node):
                if name in HOOKS and name in given:
                    yield Complaint(
                        f"{file}:{node.lineno}",
                        f"{name} is given before in the same module, and that is lost; give everything in one place.",
                    )
                given.add(name)


def _list_named(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))


_START: Final = """
import importlib, json, sys, warnings
import ogpkit.plugins.manager
warnings.simplefilter("ignore")
before = set(sys.modules)
module = importlib.import_module(sys.argv[1])
imported = sorted(set(sys.modules) - before)
plugins = ogpkit.plugins.manager.Plugins.of({sys.argv[2]: module})
plugins.call_all()
print(json.dumps({"imported": imported, "all": sorted(sys.modules)}), file=sys.__stdout__)
"""

_OLD_NAMES: Final = """
import importlib, json, pkgutil, sys, warnings
from ogpkit.plugins.deprecation import OgpkitDeprecationWarning
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always", OgpkitDeprecationWarning)
    module = importlib.import_module(sys.argv[1])
    for found in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{sys.argv[1]}."):
        importlib.import_module(found.name)
old = [[one.filename, one.lineno, str(one.message)] for one in told if one.category is OgpkitDeprecationWarning]
print(json.dumps({"old": old}), file=sys.__stdout__)
"""

_LATER: Final = ("textual", "click", "rich", "babel", "icalendar", "xlsxwriter", "python_calamine")
"""What only the app, a command or one format needs."""


def start(subject: Subject) -> Iterator[Complaint]:
    """Check that importing it brings in nothing but itself and the hooks; calling its hooks brings in no Textual.

    Nothing is printed.

    Args:
        subject: The plugin.
    """
    loaded = _ask_interpreter(subject, _START)
    if loaded.get("trouble"):
        yield Complaint("import", loaded["trouble"])
        return
    for root in sorted({_find_root_package(name) for name in loaded["imported"]} - {subject.package, "ogpkit"}):
        if root not in sys.stdlib_module_names and not root.startswith("_"):
            yield Complaint("import", f"It imports {root}; import that in the hook or function that needs it.")
    for name in loaded["imported"]:
        if name.startswith(f"{subject.package}.") and name.rsplit(".", 1)[-1] in ("panel", "commands"):
            yield Complaint("import", f"It imports {name}; import that where it is shown or called.")
    for root in sorted({_find_root_package(name) for name in loaded["all"]} & set(_LATER)):
        yield Complaint("hooks", f"Calling its hooks imports {root}; import that in `load`, or where it is used.")


def _ask_interpreter(subject: Subject, script: str) -> dict[str, Any]:
    """Return what a fresh interpreter says of the plugin; `trouble` where it cannot say anything."""
    module = subject.plugin.source.partition(":")[0]
    words = [sys.executable, "-P", "-W", "ignore", "-c", script, module, subject.name]
    ran = subprocess.run(  # noqa: S603  a fresh interpreter, in which nothing has been imported yet
        words, capture_output=True, text=True, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"}, check=False
    )
    *printed, said = ran.stdout.splitlines() or [""]
    if ran.returncode:
        return {"trouble": (ran.stderr.strip().splitlines() or ["It ended the program."])[-1]}
    told = [*printed, *ran.stderr.splitlines()]
    if told:
        return {"trouble": f"It prints: {told[0]!r}. Print in commands only."}
    loaded: dict[str, Any] = json.loads(said)
    return loaded


def check_old_names(subject: Subject) -> Iterator[Complaint]:
    """Check that nothing of it uses what a later version of ogpkit will not have any more.

    Args:
        subject: The plugin.
    """
    for file, line, message in dict.fromkeys(map(tuple, _ask_interpreter(subject, _OLD_NAMES).get("old", ()))):
        yield Complaint(f"{file}:{line}", message)


def _find_root_package(name: str) -> str:
    return name.partition(".")[0]
