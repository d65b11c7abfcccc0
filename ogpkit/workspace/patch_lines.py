"""The lines of a TOML file that belong together: where each value, table and item begins and ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from ogpkit.workspace.layout import format_table
from ogpkit.workspace.positions import Bytes, Positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ogpkit.model.keypath import KeyPath

_BOM: Final = b"\xef\xbb\xbf"
_AFTER_ITEM: Final = re.compile(rb"[ \t]*,?[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)")


def node_ranges(source: bytes, positions: Positions, path: KeyPath) -> list[Bytes]:
    """Return the stretches of a file that go when a value goes, in the order of the file.

    Args:
        source: The bytes of the file.
        positions: The places in it.
        path: The key path of the value.

    Raises:
        ValueError: The value is not found.
    """
    found = [
        (include_comments_above(source, positions, header[0]), end_of_section(source, positions, header))
        for header in _list_headers(positions, path)
    ]
    for at, (start, end) in positions.pairs:
        if at[: len(path)] == path and not any(first <= start < last for first, last in found):
            found.append((include_comments_above(source, positions, start), _end_of_line(source, end)))
    if not found:
        found = [_find_item_range(source, positions, path)]
    return sorted(found)


def is_on_lines_of_its_own(source: bytes, place: Bytes) -> bool:
    """Tell whether a stretch begins a line and ends one.

    Args:
        source: The bytes of the file.
        place: The stretch.
    """
    start, end = place
    return start == _start_of_line(source, start) and (end == len(source) or source[end - 1 : end] == b"\n")


def include_comments_above(source: bytes, positions: Positions, start: int) -> int:
    """Return the first byte of what belongs to a key or header, the comments directly above it included.

    Args:
        source: The bytes of the file.
        positions: The places in it.
        start: A byte on its first line.
    """
    comments = positions.comment_starts
    here = own = _start_of_line(source, start)
    while here > _find_first_byte(source):
        above = _start_of_line(source, here - 1)
        if above + _indent(source, above) not in comments:
            return here
        here = above
    return own


def end_of_section(source: bytes, positions: Positions, header: Bytes) -> int:
    """Return the first byte after what belongs to a table: its last key, and comments directly below that.

    Args:
        source: The bytes of the file.
        positions: The places in it.
        header: Where its header stands; tables within it have their own.
    """
    following = positions.headers[bisect_right(positions.headers, header) :][:1]
    limit = include_comments_above(source, positions, following[0][0]) if following else len(source)
    last = max([header[1], *(end for _start, end in positions.pairs_between(header[1], limit))])
    here = _end_of_line(source, last)
    comments = positions.comment_starts
    while here < limit and here + _indent(source, here) in comments:
        here = _end_of_line(source, here)
    return min(here, limit)


def _list_headers(positions: Positions, path: KeyPath) -> list[Bytes]:
    return [place for at, place in positions.tables.items() if at[: len(path)] == path]


def _find_item_range(source: bytes, positions: Positions, path: KeyPath) -> Bytes:
    place = positions.bytes_of_value(path)
    if place is None:
        raise ValueError
    begin = _start_of_line(source, place[0])
    after = _AFTER_ITEM.match(source, place[1])
    if isinstance(path[-1], int) and begin + _indent(source, begin) == place[0] and after:
        return include_comments_above(source, positions, begin), after.end()
    return place


def _find_first_byte(source: bytes) -> int:
    return len(_BOM) if source.startswith(_BOM) else 0


def _start_of_line(source: bytes, byte: int) -> int:
    return max(source.rfind(b"\n", 0, byte) + 1, _find_first_byte(source))


def _end_of_line(source: bytes, byte: int) -> int:
    return source.find(b"\n", byte) + 1 or len(source)


def _indent(source: bytes, line: int) -> int:
    rest = source[line : _end_of_line(source, line)]
    return len(rest) - len(rest.lstrip(b" \t"))


_BLANK_LINES: Final = re.compile(rb"(?:[ \t]*\r?\n)*")


def detect_newline(source: bytes) -> bytes:
    """Return the line ending that most lines of a file have."""
    return b"\r\n" if source.count(b"\r\n") * 2 > source.count(b"\n") else b"\n"


def move_item(source: bytes, path: KeyPath, from_index: int, to_index: int) -> bytes:
    """Return the bytes of a file after an item has changed its place.

    Args:
        source: The bytes before.
        path: The key path of the list.
        from_index: Where the item is.
        to_index: Where it will be.

    Raises:
        ValueError: The items do not stand one after the other.
    """
    positions = Positions.of(source)
    blocks = _list_table_ranges(source, positions, path) or _list_value_ranges(positions, path)
    order = list(range(len(blocks)))
    order.insert(to_index, order.pop(from_index))
    return _rearrange(source, blocks, order)


def insert_table(source: bytes, path: KeyPath, index: int, value: object) -> bytes:
    """Return the bytes of a file after a table has been put into a list of tables, headed as its neighbours are.

    Args:
        source: The bytes before.
        path: The key path of the list.
        index: The position of the new item.
        value: The new item.

    Raises:
        ValueError: The list is not one of tables with headers, or its items do not stand one after the other.
    """
    positions = Positions.of(source)
    blocks = _list_table_ranges(source, positions, path)
    if not blocks or not isinstance(value, dict):
        raise ValueError
    start, end = positions.tables[(*path, 0)]
    name = source[start:end].decode().strip("[] \t")
    ending = detect_newline(source)
    lines = "\n".join([f"[[{name}]]", *format_table(value, name)]).encode().replace(b"\n", ending)
    if index < len(blocks):
        at = blocks[index][0]
        gap = b"" if at == 0 or _has_blank_end(source[:at]) else ending
        return source[:at] + gap + lines + ending * 2 + source[at:]
    at = blocks[-1][1]
    return source[:at] + ending * 2 + lines + source[at:]


def insert_first_key(source: bytes, lines: Sequence[str]) -> bytes:
    """Return the bytes of a file that has had nothing but comments and tables so far, after keys of its own have been put first.

    Args:
        source: The bytes before.
        lines: The new keys.

    Raises:
        ValueError: There are such keys already.
    """
    positions = Positions.of(source)
    begins = [start for start, _end in positions.headers]
    at = include_comments_above(source, positions, begins[0]) if begins else len(source)
    if any(start < at for _path, (start, _end) in positions.pairs):
        raise ValueError
    ending = detect_newline(source)
    before, after = source[:at], source[at:]
    if before.strip() and not before.endswith(b"\n"):
        before += ending
    text = ending.join(line.encode() for line in lines)
    return before + text + (ending * 2 if after else ending if source.endswith(b"\n") or not before else b"") + after


def append_table(source: bytes, lines: Sequence[str]) -> bytes:
    """Return the bytes of a file after a table has been put at its end.

    Args:
        source: The bytes before.
        lines: The new table, its header first.
    """
    ending = detect_newline(source)
    kept = source.rstrip()
    text = ending.join(line.encode() for line in lines)
    gap = ending * 2 if kept.strip(b"\xef\xbb\xbf") else b""
    return kept + gap + text + (ending if not gap or source.endswith(b"\n") else b"")


def remove_lines(source: bytes, path: KeyPath) -> bytes:
    """Return the bytes of a file without a value and the lines that belong to it.

    Args:
        source: The bytes before.
        path: The key path of the value.

    Raises:
        ValueError: It shares its lines with something else.
    """
    found = node_ranges(source, Positions.of(source), path)
    if not all(is_on_lines_of_its_own(source, place) for place in found):
        raise ValueError
    for start, end in reversed(found):
        source = _cut(source, start, end)
    return source


def _cut(source: bytes, start: int, end: int) -> bytes:
    before, after = source[:start], source[end:]
    if not after.strip():
        kept = before.rstrip()
        return kept + (detect_newline(source) if kept and source.endswith(b"\n") else b"")
    if _has_blank_end(before):
        blank = _BLANK_LINES.match(after)
        after = after[blank.end() if blank else 0 :]
    return before + after


def _has_blank_end(before: bytes) -> bool:
    """Tell whether what stands before a place ends in a blank line, or is nothing at all."""
    return not before.strip(b"\xef\xbb\xbf \t\r\n") or bool(re.search(rb"\n[ \t]*\r?\n\Z", before))


def _list_value_ranges(positions: Positions, path: KeyPath) -> list[Bytes]:
    """Return the items of a list in brackets; what stands between them stays where it is."""
    found: list[Bytes] = []
    while (place := positions.bytes_of_value((*path, len(found)))) is not None:
        found.append(place)
    return found


def _list_table_ranges(source: bytes, positions: Positions, path: KeyPath) -> list[Bytes]:
    """Return the items of a list of tables, each from the comments above its header to the last line that is its own."""
    last: dict[object, Bytes] = {}
    for at, place in positions.tables.items():
        if len(at) > len(path) and at[: len(path)] == path:
            last[at[len(path)]] = max(place, last.get(at[len(path)], place))
    blocks: list[Bytes] = []
    while (header := positions.tables.get((*path, len(blocks)))) is not None:
        start = include_comments_above(source, positions, header[0])
        end = end_of_section(source, positions, last[len(blocks)])
        blocks.append((start, start + len(source[start:end].rstrip())))
    for at, (begin, _end) in positions.tables.items():
        if blocks and blocks[0][0] <= begin < blocks[-1][1] and at[: len(path)] != path:
            raise ValueError
    return blocks


def _rearrange(source: bytes, blocks: list[Bytes], order: list[int]) -> bytes:
    result = [source[: blocks[0][0]]]
    for slot, number in enumerate(order):
        start, end = blocks[number]
        gap = source[blocks[slot][1] : blocks[slot + 1][0]] if slot + 1 < len(blocks) else source[blocks[-1][1] :]
        result.extend((source[start:end], gap))
    return b"".join(result)
