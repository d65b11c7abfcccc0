"""Moving an item of a list within a file, as text: with its comments, its spacing and the tables within it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.storage.positions import Bytes, Positions

if TYPE_CHECKING:
    from ogpkit.keypath import KeyPath


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
    blocks = _tables(source, positions, path) if positions.bytes_of_table((*path, 0)) else _values(positions, path)
    order = list(range(len(blocks)))
    order.insert(to_index, order.pop(from_index))
    return _rearranged(source, blocks, order)


def _values(positions: Positions, path: KeyPath) -> list[Bytes]:
    """The items of a list in brackets; what stands between them stays where it is."""
    found: list[Bytes] = []
    while (place := positions.bytes_of_value((*path, len(found)))) is not None:
        found.append(place)
    return found


def _tables(source: bytes, positions: Positions, path: KeyPath) -> list[Bytes]:
    """The items of a list of tables, each from the comments above its header to the last line that is its own."""
    own: list[int] = []
    while (place := positions.bytes_of_table((*path, len(own)))) is not None:
        own.append(place[0])
    starts = [_with_comments_above(source, start) for start in own]
    last = _end_of_last(source, positions, path, own)
    blocks = list(zip(starts, [*starts[1:], last], strict=True))
    for (start, end), header in zip(blocks, own, strict=True):
        inside = [begin for begin, _end in positions.headers if start <= begin < end and begin != header]
        if any(not _is_within(positions, path, begin) for begin in inside):
            raise ValueError
    trimmed = [(start, start + len(source[start:end].rstrip())) for start, end in blocks]
    return [(start, min(end, limit)) for (start, end), (_, limit) in zip(trimmed, blocks, strict=True)]


def _with_comments_above(source: bytes, start: int) -> int:
    while start:
        above = source.rfind(b"\n", 0, start - 1) + 1
        if not source[above:start].lstrip().startswith(b"#"):
            break
        start = above
    return start


def _end_of_last(source: bytes, positions: Positions, path: KeyPath, own: list[int]) -> int:
    after = [begin for begin, _end in positions.headers if begin > own[-1] and not _is_within(positions, path, begin)]
    return _with_comments_above(source, after[0]) if after else len(source)


def _is_within(positions: Positions, path: KeyPath, begin: int) -> bool:
    found = positions.table_at(begin)
    return found is not None and found[: len(path)] == path


def _rearranged(source: bytes, blocks: list[Bytes], order: list[int]) -> bytes:
    result = [source[: blocks[0][0]]]
    for slot, number in enumerate(order):
        start, end = blocks[number]
        gap = source[blocks[slot][1] : blocks[slot + 1][0]] if slot + 1 < len(blocks) else source[blocks[-1][1] :]
        result.extend((source[start:end], gap))
    return b"".join(result)
