"""The outline of a file: its tables and keys for the list of symbols, and what can be folded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lsprotocol import types

from ogpkit.model.keypath import format_key_path
from ogpkit.schema.fields import TITLE_KEYS
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.cli.lsp.text_places import TextPlaces
    from ogpkit.model.keypath import KeyPath

_ROOM: Final = 80
"""Characters of a value that are shown beside its key; ogpkit's own number."""


def list_symbols(places: TextPlaces) -> list[types.DocumentSymbol]:
    """Return the tables and keys of a file, each in the table in which it stands.

    Args:
        places: The text of the file.
    """
    ends = _find_ends(places)
    headers = sorted(places.positions.tables.items(), key=lambda one: one[1])
    symbols: dict[KeyPath, types.DocumentSymbol] = {}
    roots: list[types.DocumentSymbol] = []
    for path, header in headers:
        selection = places.convert_bytes(*header)
        whole = types.Range(start=selection.start, end=_find_end(places, ends[header[0]]))
        above = _find_above(path, symbols)
        name = format_key_path(path[len(above) :] if above is not None else path)
        kind = types.SymbolKind.Object if isinstance(path[-1], int) else types.SymbolKind.Namespace
        symbol = types.DocumentSymbol(
            name=sanitize_line(name) or "?",
            detail=_find_title(places, path),
            kind=kind,
            range=whole,
            selection_range=selection,
            children=[],
        )
        symbols[path] = symbol
        (_list_children(symbols[above]) if above is not None else roots).append(symbol)
        _widen(path, whole.end, symbols)
    for path, (start, end) in places.positions.pairs:
        above = max(
            (one for one, header in headers if header[0] < start), key=places.positions.tables.__getitem__, default=None
        )
        stretch = places.convert_bytes(start, end)
        symbol = types.DocumentSymbol(
            name=sanitize_line(format_key_path(path[len(above or ()) :])) or "?",
            detail=_show_value(places, path),
            kind=types.SymbolKind.Property,
            range=stretch,
            selection_range=stretch,
        )
        (_list_children(symbols[above]) if above is not None else roots).append(symbol)
    return sorted(roots, key=lambda one: (one.range.start.line, one.range.start.character))


def list_folds(places: TextPlaces) -> list[types.FoldingRange]:
    """Return the stretches of a file that can be folded: tables, values and comments of several lines.

    Args:
        places: The text of the file.
    """
    ends = _find_ends(places)
    found = []
    for start, _end in places.positions.tables.values():
        first = places.convert_bytes(start, start).start.line
        found.append(types.FoldingRange(start_line=first, end_line=_find_end(places, ends[start]).line))
    for _path, place in places.positions.pairs:
        stretch = places.convert_bytes(*place)
        found.append(types.FoldingRange(start_line=stretch.start.line, end_line=stretch.end.line))
    found.extend(_list_comments(places))
    return sorted((one for one in found if one.end_line > one.start_line), key=lambda one: one.start_line)


def _list_comments(places: TextPlaces) -> Iterator[types.FoldingRange]:
    """Yield the comments that go on over several lines."""
    lines = sorted(
        places.convert_bytes(*place).start.line for place in places.positions.comments if _is_alone(places, place[0])
    )
    first = None
    for number, line in enumerate(lines):
        first = line if first is None else first
        if number + 1 == len(lines) or lines[number + 1] != line + 1:
            yield types.FoldingRange(start_line=first, end_line=line, kind=types.FoldingRangeKind.Comment)
            first = None


def _is_alone(places: TextPlaces, byte: int) -> bool:
    """Tell whether nothing stands before a comment in its line."""
    return not places.source[places.source.rfind(b"\n", 0, byte) + 1 : byte].strip()


def _find_ends(places: TextPlaces) -> dict[int, int]:
    """Return for the first byte of each header where what belongs to it ends: before the next one and the space above it."""
    starts = sorted(start for start, _end in places.positions.tables.values())
    ends = [*starts[1:], len(places.source)]
    return {
        start: start + len(places.source[start:end].rstrip()) for start, end in zip(starts, ends, strict=bool(starts))
    }


def _find_end(places: TextPlaces, byte: int) -> types.Position:
    return places.convert_bytes(byte, byte).end


def _find_above(path: KeyPath, symbols: dict[KeyPath, types.DocumentSymbol]) -> KeyPath | None:
    """Return the nearest table around one that has a heading of its own."""
    return next((path[:length] for length in range(len(path) - 1, 0, -1) if path[:length] in symbols), None)


def _widen(path: KeyPath, end: types.Position, symbols: dict[KeyPath, types.DocumentSymbol]) -> None:
    """Let the tables around one reach to its end."""
    for length in range(1, len(path)):
        symbol = symbols.get(path[:length])
        if symbol is not None and (symbol.range.end.line, symbol.range.end.character) < (end.line, end.character):
            symbol.range = types.Range(start=symbol.range.start, end=end)


def _list_children(symbol: types.DocumentSymbol) -> list[types.DocumentSymbol]:
    if not isinstance(symbol.children, list):
        symbol.children = []
    return symbol.children


def _find_title(places: TextPlaces, path: KeyPath) -> str:
    """Return what a person calls a table; empty where it does not say."""
    titled = {
        str(pair[len(path)]): pair
        for pair, _place in reversed(places.positions.pairs)
        if pair[: len(path)] == path and len(pair) > len(path)
    }
    found = next((titled[key] for key in (*TITLE_KEYS, "id") if key in titled), None)
    return _show_value(places, found) if found is not None else ""


def _show_value(places: TextPlaces, path: KeyPath) -> str:
    place = places.positions.bytes_of_value(path)
    if place is None:
        return ""
    text = sanitize_line(places.source[place[0] : place[1]].decode("utf-8", "replace").strip("\"'"))
    return text if len(text) <= _ROOM else f"{text[: _ROOM - 1]}…"
