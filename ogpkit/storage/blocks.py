"""Moving, adding and taking away whole lines of a file: keys, tables and items with their comments and their spacing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ogpkit.storage.extents import end_of_section, extents, is_on_lines_of_its_own, with_comments_above
from ogpkit.storage.new_file import table_lines
from ogpkit.storage.positions import Bytes, Positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ogpkit.keypath import KeyPath

_BLANK_LINES: Final = re.compile(rb"(?:[ \t]*\r?\n)*")


def newline(source: bytes) -> bytes:
    """The line ending that most lines of a file have.

    Args:
        source: Its bytes.
    """
    return b"\r\n" if source.count(b"\r\n") * 2 > source.count(b"\n") else b"\n"


def moved(source: bytes, path: KeyPath, from_index: int, to_index: int) -> bytes:
    """The bytes of a file after an item has changed its place.

    Args:
        source: The bytes before.
        path: The key path of the list.
        from_index: Where the item is.
        to_index: Where it will be.

    Raises:
        ValueError: The items do not stand one after the other.
    """
    positions = Positions.of(source)
    blocks = _tables(source, positions, path) or _values(positions, path)
    order = list(range(len(blocks)))
    order.insert(to_index, order.pop(from_index))
    return _rearranged(source, blocks, order)


def inserted(source: bytes, path: KeyPath, index: int, value: object) -> bytes:
    """The bytes of a file after a table has been put into a list of tables, headed as its neighbours are.

    Args:
        source: The bytes before.
        path: The key path of the list.
        index: The position of the new item.
        value: The new item.

    Raises:
        ValueError: The list is not one of tables with headers, or its items do not stand one after the other.
    """
    positions = Positions.of(source)
    blocks = _tables(source, positions, path)
    if not blocks or not isinstance(value, dict):
        raise ValueError
    start, end = positions.tables[(*path, 0)]
    name = source[start:end].decode().strip("[] \t")
    ending = newline(source)
    lines = "\n".join([f"[[{name}]]", *table_lines(value, name)]).encode().replace(b"\n", ending)
    if index < len(blocks):
        at = blocks[index][0]
        gap = b"" if at == 0 or _ends_in_blank(source[:at]) else ending
        return source[:at] + gap + lines + ending * 2 + source[at:]
    at = blocks[-1][1]
    return source[:at] + ending * 2 + lines + source[at:]


def first_key(source: bytes, lines: Sequence[str]) -> bytes:
    """The bytes of a file that has had nothing but comments and tables so far, after keys of its own have been put first.

    Args:
        source: The bytes before.
        lines: The new keys.

    Raises:
        ValueError: There are such keys already.
    """
    positions = Positions.of(source)
    begins = [start for start, _end in positions.headers]
    at = with_comments_above(source, positions, begins[0]) if begins else len(source)
    if any(start < at for _path, (start, _end) in positions.pairs):
        raise ValueError
    ending = newline(source)
    before, after = source[:at], source[at:]
    if before.strip() and not before.endswith(b"\n"):
        before += ending
    text = ending.join(line.encode() for line in lines)
    return before + text + (ending * 2 if after else ending if source.endswith(b"\n") or not before else b"") + after


def appended(source: bytes, lines: Sequence[str]) -> bytes:
    """The bytes of a file after a table has been put at its end.

    Args:
        source: The bytes before.
        lines: The new table, its header first.
    """
    ending = newline(source)
    kept = source.rstrip()
    text = ending.join(line.encode() for line in lines)
    gap = ending * 2 if kept.strip(b"\xef\xbb\xbf") else b""
    return kept + gap + text + (ending if not gap or source.endswith(b"\n") else b"")


def removed(source: bytes, path: KeyPath) -> bytes:
    """The bytes of a file without a value and the lines that belong to it.

    Args:
        source: The bytes before.
        path: The key path of the value.

    Raises:
        ValueError: It shares its lines with something else.
    """
    found = extents(source, Positions.of(source), path)
    if not all(is_on_lines_of_its_own(source, place) for place in found):
        raise ValueError
    for start, end in reversed(found):
        source = _without(source, start, end)
    return source


def _without(source: bytes, start: int, end: int) -> bytes:
    before, after = source[:start], source[end:]
    if not after.strip():
        kept = before.rstrip()
        return kept + (newline(source) if kept and source.endswith(b"\n") else b"")
    if _ends_in_blank(before):
        blank = _BLANK_LINES.match(after)
        after = after[blank.end() if blank else 0 :]
    return before + after


def _ends_in_blank(before: bytes) -> bool:
    """Whether what stands before a place ends in a blank line, or is nothing at all."""
    return not before.strip(b"\xef\xbb\xbf \t\r\n") or bool(re.search(rb"\n[ \t]*\r?\n\Z", before))


def _values(positions: Positions, path: KeyPath) -> list[Bytes]:
    """The items of a list in brackets; what stands between them stays where it is."""
    found: list[Bytes] = []
    while (place := positions.bytes_of_value((*path, len(found)))) is not None:
        found.append(place)
    return found


def _tables(source: bytes, positions: Positions, path: KeyPath) -> list[Bytes]:
    """The items of a list of tables, each from the comments above its header to the last line that is its own."""
    blocks: list[Bytes] = []
    while (header := positions.tables.get((*path, len(blocks)))) is not None:
        item = (*path, len(blocks))
        last = max(place for at, place in positions.tables.items() if at[: len(item)] == item)
        start = with_comments_above(source, positions, header[0])
        end = end_of_section(source, positions, last)
        blocks.append((start, start + len(source[start:end].rstrip())))
    for at, (begin, _end) in positions.tables.items():
        if blocks and blocks[0][0] <= begin < blocks[-1][1] and at[: len(path)] != path:
            raise ValueError
    return blocks


def _rearranged(source: bytes, blocks: list[Bytes], order: list[int]) -> bytes:
    result = [source[: blocks[0][0]]]
    for slot, number in enumerate(order):
        start, end = blocks[number]
        gap = source[blocks[slot][1] : blocks[slot + 1][0]] if slot + 1 < len(blocks) else source[blocks[-1][1] :]
        result.extend((source[start:end], gap))
    return b"".join(result)
