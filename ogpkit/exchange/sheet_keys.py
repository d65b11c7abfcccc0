"""Identifiers out of the keys that a sheet writes; two keys that would mean the same file or item are told apart or named."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.model.identifiers import is_device_name, is_identifier, make_identifier
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from ogpkit.exchange.sheet_content import SheetThing
    from ogpkit.schema.kinds import Kind
    from ogpkit.schema.sheet_levels import SheetLevel
    from ogpkit.workspace.content import Workspace

_LONGEST: Final = 100
"""Letters of an identifier; with its ending and a folder's name it has to be a path that every system takes."""


@attrs.frozen
class _Spelling:
    """Key as a row writes it.

    Attributes:
        text: The key.
        row: The row.
    """

    text: str
    row: int


@attrs.define
class SheetKeys:
    """Keys that a sheet has written so far, by where they have to differ."""

    _spellings: dict[tuple[Hashable, str], _Spelling] = attrs.field(factory=dict, init=False)
    _known: dict[Hashable, Mapping[str, tuple[str, ...]]] = attrs.field(factory=dict, init=False)

    def open_folder(self, workspace: Workspace, kind: Kind[Any], names: Mapping[str, str], name: str) -> Hashable:
        """Return the folder in which the keys of documents have to differ, and know what is in it already.

        Args:
            names: The names in its path.
            name: The name of the identifiers in the paths of documents.
        """
        folder = tuple(names.values())
        if folder not in self._known:
            found = workspace.all(kind.entity, names.get("country", ""), names.get("cycle", ""))
            here = (one for one in found if all(one.names[key] == value for key, value in names.items()))
            self._known[folder] = _index_names(one.names[name] for one in here)
        return folder

    def open_list(self, owner: SheetThing, level: SheetLevel) -> Hashable:
        """Return the list in which the keys of items have to differ, and know what is in it already."""
        place = (id(owner), level.within)
        if place not in self._known:
            self._known[place] = _index_names(str(key[0]) for key in owner.index_there(level))
        return place

    def read(self, text: str, row: int, within: Hashable, *, is_file: bool = False) -> tuple[str, str]:
        """Return the identifier that a key means, and what is wrong with it.

        Args:
            text: The key, as the row writes it.
            row: The number of the row.
            within: What it has to differ in, as `open_folder` or `open_list` gives it.
            is_file: Whether it becomes the name of a file.
        """
        name, message = make_name(text)
        if message:
            return "", message
        spelling = _Spelling(_tidy(text), row)
        near = self._known[within].get(_loosen(name), ())
        if name in near:  # what is there already is told apart, however near its neighbours are
            message = self._compare(spelling, within, name)
            return ("", message) if message else (name, "")
        if is_file and _is_device(text, name):
            said = _("“{key}” is not a possible file name on Windows. Write another key, for example {other}.")
            return "", said.format(key=sanitize_line(text), other=f"c-{make_identifier(text).removesuffix('-1')}")
        if len(name) > _LONGEST:
            said = _("“{key}” is too long for an identifier. Write at most {most} characters, or {way_out}.")
            return "", said.format(key=sanitize_line(text[:_LONGEST]), most=_LONGEST, way_out=_describe_way_out())
        message = self._compare(spelling, within, _loosen(name))
        if not message and near:
            said = _(
                "“{key}” is new, but {other} already exists. If they are the same, write {other}. If not, {way_out}."
            )
            message = said.format(key=sanitize_line(text), other=sanitize_line(near[0]), way_out=_describe_way_out())
        return ("", message) if message else (name, "")

    def _compare(self, spelling: _Spelling, within: Hashable, name: str) -> str:
        """Return what is wrong with a key that another row writes in another way."""
        before = self._spellings.setdefault((within, name), spelling)
        if before.text == spelling.text:
            return ""
        said = _(
            "“{key}” and “{other}” in row {row} give the same identifier. If they are the same, write both in the same way. If "
            "not, {way_out}."
        )
        return said.format(
            key=sanitize_line(spelling.text),
            other=sanitize_line(before.text),
            row=before.row,
            way_out=_describe_way_out(),
        )


def make_name(text: str) -> tuple[str, str]:
    """Return the identifier that a cell means, and what is wrong with it: `C01.2` means `c01-2`, `١` means `1`."""
    if is_identifier(text):
        return text, ""
    name = "" if set(text) & set("/\\") else make_identifier(text.replace(".", "-"))
    if name:
        return name, ""
    message = _("ogpkit cannot make an identifier from “{key}”. Use letters from a to z and digits, or {way_out}.")
    return "", message.format(key=sanitize_line(text), way_out=_describe_way_out())


def _describe_way_out() -> str:
    return _("choose another column for `key` in the mapping")


def _is_device(text: str, name: str) -> bool:
    return is_device_name(name) or is_device_name(text.strip())


def _index_names(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return names by what is left of them without the signs in which people differ."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        found[_loosen(name)] = (*found.get(_loosen(name), ()), name)
    return found


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _loosen(name: str) -> str:
    """Return an identifier without the signs in which people differ: `c-1` and `c1`, `1.1` and `1-1`."""
    return re.sub(r"(?<=[a-z])-(?=\d)|(?<=\d)-(?=[a-z])", "", re.sub("[._]", "-", name))
