"""Giving, putting in and taking away single values where they stand.

The bytes of one value are exchanged as they are. For the rest tomledit computes the change; it writes line endings, a byte
order mark and a missing last line ending anew, so only the lines that it changed are taken over into the file as it was.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from tomledit import Document, Item

from ogpkit.workspace.layout import format_literal, format_table
from ogpkit.workspace.patch_lines import detect_newline
from ogpkit.workspace.positions import Positions
from ogpkit.workspace.toml import decode_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ogpkit.model.keypath import KeyPath

_BOM: Final = b"\xef\xbb\xbf"


def replace_value(source: bytes, path: KeyPath, value: object) -> bytes:
    """Return the bytes of a file after one value has been exchanged; a text in several languages becomes dotted keys.

    Args:
        source: The bytes before.
        path: The key path of the value.
        value: The new value.

    Raises:
        ValueError: There is no value that stands in one place.
    """
    positions = Positions.of(source)
    place = positions.bytes_of_value(path)
    if place is None:
        raise ValueError
    start, end = place
    pair = dict(positions.pairs).get(path)
    if isinstance(value, dict) and pair and source[start:end] != b"{}":
        start = pair[0]
        key = source[pair[0] : place[0]].decode().rstrip().removesuffix("=").rstrip()
        lines = [line.replace("_", key, 1) for line in format_table({"_": value})]
        if not lines or any(line.startswith(("[", "\n")) or not line for line in lines):
            raise ValueError
        rest = source[end : source.find(b"\n", end) if b"\n" in source[end:] else len(source)]
        text = lines[0].encode() + rest.rstrip(b"\r") + "".join(f"\n{line}" for line in lines[1:]).encode()
        end += len(rest.rstrip(b"\r"))
    else:
        text = format_literal(value).encode()
    return source[:start] + text.replace(b"\n", detect_newline(source)) + source[end:]


def set_value(source: bytes, path: KeyPath, value: object, *, inline: bool = False) -> bytes:
    """Return the bytes of a file after a key has been given a value.

    Args:
        source: The bytes before.
        path: The key path of the value; what holds it is there.
        inline: Whether a table is to stand in braces, as it must within a table that does so or has dotted keys.

    Raises:
        ValueError: The lines of the file cannot be told apart.
    """

    def edit(owner: Any, key: str | int) -> None:
        owner[key] = Item.parse(format_literal(value)) if inline else _make_item(key, value)

    return _edit(source, path, edit)


def put_in(source: bytes, path: KeyPath, index: int, value: object) -> bytes:
    """Return the bytes of a file after an item has been put into a list.

    Args:
        source: The bytes before.
        path: The key path of the list.
        index: The position of the new item.
        value: The new item.

    Raises:
        ValueError: The lines of the file cannot be told apart.
    """

    def edit(owner: Any, key: str | int) -> None:
        item = _make_snippet("item", [value])[0] if isinstance(value, dict) else value
        owner[key].insert(index, item)

    return _edit(source, path, edit)


def remove_value(source: bytes, path: KeyPath) -> bytes:
    """Return the bytes of a file after a value has been taken away that shares its lines with others.

    Args:
        source: The bytes before.
        path: The key path of the value.

    Raises:
        ValueError: The lines of the file cannot be told apart.
    """

    def edit(owner: Any, key: str | int) -> None:
        del owner[key]

    return _edit(source, path, edit)


def _edit(source: bytes, path: KeyPath, edit: Callable[[Any, str | int], None]) -> bytes:
    document = Document.parse(decode_toml(source))
    before = document.as_toml()
    owner: Any = document
    for part in path[:-1]:
        owner = owner[part]
    edit(owner, path[-1])
    return _take_over_lines(source, before, document.as_toml())


def _make_item(key: str | int, value: object) -> Any:
    is_readable_text = isinstance(value, str) and "\n" in value and "\r" not in value
    is_list_of_tables = isinstance(value, list) and any(isinstance(item, dict) for item in value)
    if isinstance(key, str) and (isinstance(value, dict) or is_list_of_tables or is_readable_text):
        return _make_snippet(key, value)
    return value


def _make_snippet(key: str, value: object) -> Any:
    """Return a value laid out as a new file would lay it out, ready to be put into a document."""
    lines = "\n".join(format_table({key: value})).lstrip("\n")
    return Document.parse(f"{lines}\n")[key]


def _take_over_lines(source: bytes, before: str, after: str) -> bytes:
    """Take the changed lines over into the file, with its own line endings; all other lines stay as they are."""
    bom, body = (_BOM, source[len(_BOM) :]) if source.startswith(_BOM) else (b"", source)
    own = body.split(b"\n")
    ends_open = bool(body) and not body.endswith(b"\n")
    ending = detect_newline(body)
    old, new = before.split("\n"), after.split("\n")
    if ends_open and before.endswith("\n"):
        own = [*own[:-1], own[-1] + ending.removesuffix(b"\n"), b""]
    if len(own) != len(old):
        raise ValueError
    carriage = ending.removesuffix(b"\n")
    lines: list[bytes] = []
    for tag, start, end, first, last in _compare_lines(old, new):
        for number, place in zip_longest(range(start, end) if tag == "equal" else (), range(first, last)):
            line = new[place].removesuffix("\r").encode() + carriage if number is None else own[number]
            if place == len(new) - 1 and number != len(own) - 1:
                line = line.removesuffix(b"\r")  # the last line ends without an ending
            elif place < len(new) - 1 and number == len(own) - 1:
                line += carriage  # what was the last line is none any more
            lines.append(line)
    whole = b"\n".join(lines)
    if ends_open:
        whole = whole.removesuffix(b"\n").removesuffix(b"\r")
    elif new[-1]:
        whole += ending
    return bom + whole


def _compare_lines(old: list[str], new: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """Yield which lines are the same; what lines share at the beginning and the end is found without comparing all with all."""
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
