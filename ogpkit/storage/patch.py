"""Changing a file in place: what is not changed stays as it is, byte for byte.

tomledit computes the change; it writes some line endings, a byte order mark or a missing last line ending anew, so only the
lines that it changed are taken over into the file as it was. Afterwards the file is read again: if it does not say exactly
what it should, or has lost a comment that it should keep, nothing is changed.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final, cast

import attrs
from tomledit import Document

from ogpkit.errors import OgpkitError
from ogpkit.keypath import KeyPath, dotted
from ogpkit.language import _
from ogpkit.storage.blocks import moved
from ogpkit.storage.new_file import table_lines
from ogpkit.storage.positions import Positions
from ogpkit.storage.toml import parse, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BOM: Final = b"\xef\xbb\xbf"


@attrs.frozen
class SetValue:
    """Give a key a value; tables on the way to it are made.

    Attributes:
        path: The key path.
        value: A TOML value: text, number, truth value, date, list or table.
    """

    path: KeyPath
    value: object


@attrs.frozen
class RemoveValue:
    """Take a key away, with its value and the comments within it.

    Attributes:
        path: The key path of a key or of an item of a list.
    """

    path: KeyPath


@attrs.frozen
class InsertItem:
    """Put an item into a list; a list that is not there is made.

    Attributes:
        path: The key path of the list.
        index: Its position, from zero.
        value: The item: a plain value, or a table.
    """

    path: KeyPath
    index: int
    value: object


@attrs.frozen
class MoveItem:
    """Move an item of a list to another position.

    Attributes:
        path: The key path of the list.
        from_index: Where it is, from zero.
        to_index: Where it will be afterwards, from zero.
    """

    path: KeyPath
    from_index: int
    to_index: int


Change = SetValue | RemoveValue | InsertItem | MoveItem


class CannotPatch(OgpkitError):
    """A change that cannot be made without touching something else; nothing was changed."""


def patched(source: bytes, changes: Sequence[Change]) -> bytes:
    """The bytes of a file after some changes.

    Args:
        source: The bytes before.
        changes: What to change, in order.

    Returns:
        The bytes after; all that is not concerned is the same.

    Raises:
        CannotPatch: The change cannot be made in place.
        NotToml: The file cannot be read as it is.
    """
    for change in changes:
        source = _changed(source, change)
    return source


def _changed(source: bytes, change: Change) -> bytes:
    wanted = applied(parse(source), change)
    try:
        if isinstance(change, MoveItem):
            result = moved(source, change.path, change.from_index, change.to_index)
        else:
            result = _edited(source, change)
        faithful = parse(result) == wanted and _keeps_comments(source, result, change)
    except (OgpkitError, ValueError, KeyError, IndexError, TypeError, RuntimeError):
        faithful = False
        result = b""
    if not faithful:
        raise CannotPatch(
            _(
                "“{place}” cannot be changed without touching other parts of the file. Change it in a text editor."
            ).format(place=dotted(change.path))
        )
    return result


def _edited(source: bytes, change: SetValue | RemoveValue | InsertItem) -> bytes:
    text = text_of(source)
    document = Document.parse(text)
    before = document.as_toml()
    _edit(document, change)
    return _taken_over(source, before, document.as_toml())


def _edit(document: Document, change: SetValue | RemoveValue | InsertItem) -> None:
    owner, key = _owner(document, change.path)
    if isinstance(change, RemoveValue):
        del owner[key]
    elif isinstance(change, InsertItem):
        _insert(owner, key, change)
    else:
        _set(owner, key, change.value)


def _owner(document: Document, path: KeyPath) -> tuple[Any, str | int]:
    """The table or list that holds the last key of a path; missing tables on the way are made."""
    here: Any = document
    for part in path[:-1]:
        if isinstance(part, str) and part not in here:
            here[part] = _snippet(part, {"_": 0})
            del here[part]["_"]
        here = here[part]
    return here, path[-1]


def _insert(owner: Any, key: str | int, change: InsertItem) -> None:
    there = isinstance(key, int) or key in owner
    if not there and not isinstance(change.value, dict):
        owner[key] = [change.value]
    elif not there:
        owner[key] = _snippet(str(key), [change.value])
    elif isinstance(change.value, dict):
        owner[key].insert(change.index, _snippet("item", [change.value])[0])
    else:
        owner[key].insert(change.index, change.value)


def _set(owner: Any, key: str | int, value: object) -> None:
    """Set a value by the smallest change: keys within a table and items within a list one by one."""
    there = isinstance(key, int) or key in owner
    old = owner[key].value if there else None
    if there and type(old) is type(value) and old == value:
        return
    if isinstance(value, dict) and isinstance(old, dict):
        for gone in old.keys() - value.keys():
            del owner[key][gone]
        for name, item in value.items():
            _set(owner[key], name, item)
    elif (
        isinstance(value, list) and isinstance(old, list) and old and value and not _tables(old) and not _tables(value)
    ):
        _set_items(owner[key], old, value)
    else:
        owner[key] = _made(key, value)


def _made(key: str | int, value: object) -> Any:
    is_readable_text = isinstance(value, str) and "\n" in value and "\r" not in value
    return _snippet(str(key), value) if isinstance(value, dict) or _tables(value) or is_readable_text else value


def _set_items(items: Any, old: list[object], new: list[object]) -> None:
    """Turn one list of plain values into another, leaving items that stay where they are, with their comments."""
    steps = SequenceMatcher(
        None, [repr(item) for item in old], [repr(item) for item in new], autojunk=False
    ).get_opcodes()
    for tag, start, end, first, last in reversed(steps):
        if tag == "equal":
            continue
        shared = min(end - start, last - first)
        for offset in range(shared):
            items[start + offset] = new[first + offset]
        for position in range(end - 1, start + shared - 1, -1):
            del items[position]
        for offset in range(shared, last - first):
            items.insert(start + offset, new[first + offset])


def _tables(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _snippet(key: str, value: object) -> Any:
    """A value laid out as a new file would lay it out, ready to be put into a document."""
    lines = "\n".join(table_lines({key: value})).lstrip("\n")
    return Document.parse(f"{lines}\n")[key]


def _taken_over(source: bytes, before: str, after: str) -> bytes:
    """Take the changed lines over into the file, with its own line endings; all other lines stay as they are."""
    bom, body = (_BOM, source[len(_BOM) :]) if source.startswith(_BOM) else (b"", source)
    own = body.split(b"\n")
    ends_open = bool(body) and not body.endswith(b"\n")
    ending = b"\r\n" if body.count(b"\r\n") * 2 > body.count(b"\n") else b"\n"
    old, new = before.split("\n"), after.split("\n")
    if ends_open and before.endswith("\n"):
        own = [*own[:-1], own[-1] + ending.removesuffix(b"\n"), b""]
    if len(own) != len(old):
        raise ValueError
    result: list[bytes] = []
    for tag, start, end, first, last in _differences(old, new):
        if tag == "equal":
            result.extend(line + b"\n" for line in own[start:end])
        else:
            result.extend(line.removesuffix("\r").encode() + ending for line in new[first:last])
    whole = b"".join(result)[: -1 if new[-1:] == old[-1:] else None]
    if ends_open and whole.endswith(b"\n"):
        whole = whole.removesuffix(b"\n").removesuffix(b"\r")
    return bom + whole


def _differences(old: list[str], new: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """Which lines are the same; what lines share at the beginning and the end is found without comparing all with all."""
    old, new = [line.removesuffix("\r") for line in old], [line.removesuffix("\r") for line in new]
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    yield "equal", 0, head, 0, head
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    for tag, start, end, first, last in middle.get_opcodes():
        yield tag, start + head, end + head, first + head, last + head
    yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)


def _keeps_comments(source: bytes, result: bytes, change: Change) -> bool:
    """Whether every comment is still there; what stood in or at a removed value may go with it."""
    if isinstance(change, RemoveValue) or b"#" not in source:
        return True
    return not _comments(source) - _comments(result)


def _comments(source: bytes) -> Counter[bytes]:
    return Counter(source[start:end].rstrip() for start, end in Positions.of(source).comments)


def applied(content: dict[str, object], change: Change) -> dict[str, object]:
    """What a file says after a change, in plain Python.

    Args:
        content: What it says before; it is left as it is.
        change: The change.

    Raises:
        CannotPatch: There is no such place.
    """
    result = deepcopy(content)
    try:
        _apply(result, change)
    except (KeyError, IndexError, TypeError, AttributeError):
        raise CannotPatch(_("There is no “{place}” in this file any more.").format(place=dotted(change.path))) from None
    return result


def _apply(content: dict[str, object], change: Change) -> None:
    here: Any = content
    for part in change.path[:-1]:
        here = (
            here.setdefault(part, {}) if isinstance(part, str) and not isinstance(change, RemoveValue) else here[part]
        )
    last = change.path[-1]
    if isinstance(change, SetValue):
        here[last] = deepcopy(change.value)
    elif isinstance(change, RemoveValue):
        del here[last]
    elif isinstance(change, InsertItem):
        items = here[last] if isinstance(last, int) else here.setdefault(last, [])
        items.insert(change.index, deepcopy(change.value))
    else:
        items = cast("list[object]", here[last])
        items.insert(change.to_index, items.pop(change.from_index))
