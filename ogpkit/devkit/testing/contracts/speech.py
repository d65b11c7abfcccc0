"""A plugin's texts can be translated, and its catalogues hold them all."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from ogpkit.devkit.catalogs import LOCALE, is_translated, make_template, read
from ogpkit.devkit.plain_catalogue import DOMAIN
from ogpkit.devkit.testing.contracts.subject import Complaint, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages.catalog import Catalog

_SPOKEN: Final = {
    "Problem": ("message", "remedy"),
    "Status": ("headline",),
    "Standing": ("headline",),
    "DueDate": ("title",),
    "Obligation": ("title",),
    "ImportProblem": ("message",),
    "NotUnderstood": ("message",),
}
"""What a person reads in values that are made while ogpkit runs: it has to be translated when it is made."""

_TRANSLATING: Final = ("_", "_n", "N_", "marked")


def check_messages(subject: Subject) -> Iterator[Complaint]:
    """Check that whatever is said to people passes through `_`, before values are filled in; catalogues are up to date.

    Args:
        subject: The plugin.
    """
    for file, tree in subject.parse_modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield from _check_call(f"{file}:{node.lineno}", node)
    yield from _check_catalogs(subject)


def _check_call(about: str, call: ast.Call) -> Iterator[Complaint]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name in _TRANSLATING and call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp):
        yield Complaint(about, f"{name}(…) needs the text itself; fill values in afterwards with .format().")
    for keyword in call.keywords:
        if keyword.arg in _SPOKEN.get(name, ()) and _is_bare(keyword.value):
            yield Complaint(about, f"The {keyword.arg} of a {name} is said to people: put the text into _(…).")


def _is_bare(value: ast.expr) -> bool:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "format":
        value = value.func.value
    if isinstance(value, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and any(map(str.isalpha, str(part.value))) for part in value.values)
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and any(map(str.isalpha, value.value))


def _check_catalogs(subject: Subject) -> Iterator[Complaint]:
    folder = subject.folder / LOCALE if subject.folder else None
    if folder is None or not folder.is_dir():
        return
    command = f"ogpkit plugin translate {subject.name}"
    wanted = make_template(subject.plugins, subject.package)
    expected: set[object] = {message.id for message in wanted}
    file = folder / f"{DOMAIN}.pot"
    if not file.exists() or {message.id for message in read(file)} != expected:
        yield Complaint("translations", f"The template is not what the code says: run `{command}`.")
    for file in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        yield from _check_catalog(file, read(file), expected, command)


def _check_catalog(file: Path, catalogue: Catalog, expected: set[object], command: str) -> Iterator[Complaint]:
    about = f"translations, {file.parent.parent.name}"
    if {message.id for message in catalogue} != expected:
        yield Complaint(about, f"The catalogue has other messages than the code: run `{command}`.")
    missing = [message.id for message in catalogue if message.id and not is_translated(message.string)]
    if missing:
        yield Complaint(about, f"{len(missing)} texts are not translated, for example {missing[0]!r}.")
    if not file.with_suffix(".mo").exists():
        yield Complaint(about, f"The catalogue is not compiled: run `{command}`.")
