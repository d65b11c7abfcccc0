"""What belongs to a key, a table or an item in a file: its lines, and the comments that go where it goes.

A comment belongs to what it stands in: within a list, between the keys of a table, or at the end of a line. A comment on
lines of its own belongs to what follows directly below, unless the file begins with it; below the last key of a table, with
no blank line between, it belongs to that table. Every other comment is the file's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ogpkit.keypath import KeyPath
    from ogpkit.storage.positions import Bytes, Positions

_BOM: Final = b"\xef\xbb\xbf"
_AFTER_ITEM: Final = re.compile(rb"[ \t]*,?[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)")


def extents(source: bytes, positions: Positions, path: KeyPath) -> list[Bytes]:
    """The stretches of a file that go when a value goes, in the order of the file.

    Args:
        source: The bytes of the file.
        positions: The places in it.
        path: The key path of the value.

    Raises:
        ValueError: The value is not found.
    """
    found = [
        (with_comments_above(source, positions, header[0]), end_of_section(source, positions, header))
        for header in _headers_within(positions, path)
    ]
    for at, (start, end) in positions.pairs:
        if at[: len(path)] == path and not any(first <= start < last for first, last in found):
            found.append((with_comments_above(source, positions, start), _end_of_line(source, end)))
    if not found:
        found = [_of_item(source, positions, path)]
    return sorted(found)


def is_on_lines_of_its_own(source: bytes, place: Bytes) -> bool:
    """Whether a stretch begins a line and ends one.

    Args:
        source: The bytes of the file.
        place: The stretch.
    """
    start, end = place
    return start == _start_of_line(source, start) and (end == len(source) or source[end - 1 : end] == b"\n")


def with_comments_above(source: bytes, positions: Positions, start: int) -> int:
    """The first byte of what belongs to a key or header, the comments directly above it included.

    Args:
        source: The bytes of the file.
        positions: The places in it.
        start: A byte on its first line.
    """
    comments = {begin for begin, _end in positions.comments}
    here = own = _start_of_line(source, start)
    while here > _first(source):
        above = _start_of_line(source, here - 1)
        if above + _indent(source, above) not in comments:
            return here
        here = above
    return own


def end_of_section(source: bytes, positions: Positions, header: Bytes) -> int:
    """The first byte after what belongs to a table: its last key, and comments directly below that.

    Args:
        source: The bytes of the file.
        positions: The places in it.
        header: Where its header stands; tables within it have their own.
    """
    following = [start for start, _end in positions.headers if start > header[0]]
    limit = with_comments_above(source, positions, following[0]) if following else len(source)
    last = max([header[1], *(end for _path, (start, end) in positions.pairs if header[1] <= start < limit)])
    here = _end_of_line(source, last)
    comments = {begin for begin, _end in positions.comments}
    while here < limit and here + _indent(source, here) in comments:
        here = _end_of_line(source, here)
    return min(here, limit)


def _headers_within(positions: Positions, path: KeyPath) -> list[Bytes]:
    return [place for at, place in positions.tables.items() if at[: len(path)] == path]


def _of_item(source: bytes, positions: Positions, path: KeyPath) -> Bytes:
    place = positions.bytes_of_value(path)
    if place is None:
        raise ValueError
    begin = _start_of_line(source, place[0])
    after = _AFTER_ITEM.match(source, place[1])
    if isinstance(path[-1], int) and begin + _indent(source, begin) == place[0] and after:
        return with_comments_above(source, positions, begin), after.end()
    return place


def _first(source: bytes) -> int:
    return len(_BOM) if source.startswith(_BOM) else 0


def _start_of_line(source: bytes, byte: int) -> int:
    return max(source.rfind(b"\n", 0, byte) + 1, _first(source))


def _end_of_line(source: bytes, byte: int) -> int:
    return source.find(b"\n", byte) + 1 or len(source)


def _indent(source: bytes, line: int) -> int:
    rest = source[line : _end_of_line(source, line)]
    return len(rest) - len(rest.lstrip(b" \t"))
