"""A plugin imports from `ogpkit.api`, which keeps what it promises, and from nowhere else in ogpkit."""

from __future__ import annotations

import ast
from importlib import import_module
from typing import TYPE_CHECKING

from ogpkit.devkit.reference.names import API
from ogpkit.devkit.testing.contracts.subject import Complaint, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check_imports(subject: Subject) -> Iterator[Complaint]:
    """Find imports of what is not in the API, each with what to import instead."""
    for file, tree in subject.parse_modules():
        for node in ast.walk(tree):
            for module, name in _list_imported(node):
                if module.partition(".")[0] == "ogpkit" and module not in API:
                    yield Complaint(f"{file}:{getattr(node, 'lineno', 0)}", _suggest_import(module, name))


def _list_imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        yield from ((one.name, "") for one in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        for one in node.names:
            whole = f"{node.module}.{one.name}"
            yield (whole, "") if whole in API else (node.module, one.name)  # `from ogpkit.api import text` is a module


def _suggest_import(module: str, name: str) -> str:
    imported = f"{module}.{name}" if name else module
    paths = import_module("ogpkit.api.old_paths").read_old_paths()  # by name: the API stands above the test kit
    home, new_name = paths.get(module, {}).get(name) or _find_exported(module, name)
    if home in API:
        return f"Import {home}.{new_name} instead of {imported}."
    return f"{imported} is not in ogpkit.api and may change at any time; do without it."


def _find_exported(module: str, name: str) -> tuple[str, str]:
    """Return where the API passes on what a module of ogpkit defines, as module and name; nothing where it does not."""
    for public in API:
        exports = import_module(public).__all__
        sources = import_module("ogpkit.api._lazy").SOURCES[public]
        for exported in exports:
            if sources[exported] == (module, name):
                return public, exported
    return "", ""
