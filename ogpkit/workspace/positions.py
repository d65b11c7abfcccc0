"""Where each key and value stands in a file.

Positions are computed only for a file that has findings or is changed in place. The grammar is that of TOML 1.0; what it cannot
place falls back to the nearest enclosing table.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from ogpkit.workspace.toml_newer import blank_newer_syntax

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node, Parser

    from ogpkit.model.keypath import KeyPath

_BOM: Final = b"\xef\xbb\xbf"


@attrs.frozen
class Span:
    """Stretch of a file: lines and columns count from one, columns in characters; the end is the first place after it.

    Attributes:
        line: The line of the first character.
        column: Its column.
        end_line: The line of the end.
        end_column: The column of the end.
    """

    line: int
    column: int
    end_line: int
    end_column: int


START: Final = Span(1, 1, 1, 1)
"""The very beginning of a file."""

Bytes = tuple[int, int]
"""First byte and first byte after."""


class FoundPlace(NamedTuple):
    """What stands at a place of a file.

    Attributes:
        path: The key path.
        place: The first byte and the first byte after.
        is_key: Whether it is the key or the header itself, not the value.
    """

    path: KeyPath
    place: Bytes
    is_key: bool


class Positions:
    """Places in one file.

    Attributes:
        tables: The bytes of each table's header, by key path.
        pairs: The bytes of each key with its value that stands on lines of its own, with the key path.
        comments: The bytes of each comment.
    """

    def __init__(self, source: bytes) -> None:
        """Find every key, value and table header.

        Args:
            source: The bytes of the file.
        """
        self._source = source
        self._values: dict[KeyPath, Bytes] = {}
        self._keys: dict[KeyPath, Bytes] = {}
        self._lists: dict[KeyPath, int] = {}
        self.tables: dict[KeyPath, Bytes] = {}
        self.pairs: list[tuple[KeyPath, Bytes]] = []
        self.comments: list[Bytes] = []
        self._read(_make_parser().parse(blank_newer_syntax(source.removeprefix(_BOM))).root_node)

    @classmethod
    def of(cls, source: bytes) -> Positions:
        """Return the places in a file.

        Args:
            source: Its bytes, a byte order mark included.
        """
        return cls(source)

    def value(self, path: KeyPath) -> Span | None:
        """Return where a value stands."""
        return self._make_span(self._values.get(path))

    def key(self, path: KeyPath) -> Span | None:
        """Return where a key stands."""
        return self._make_span(self._keys.get(path))

    def table(self, path: KeyPath) -> Span | None:
        """Return where the header of a table, or of one item of a list of tables, stands; the root is the file's first line."""
        return START if not path else self._make_span(self.tables.get(path))

    def place(self, path: KeyPath) -> Span:
        """Return the best place for a finding: the value, else the key, else the nearest table around it.

        Args:
            path: The key path that the finding is about, which may be of something missing.
        """
        return self.value(path) or self.place_of_key(path)

    def place_of_key(self, path: KeyPath) -> Span:
        """Return the best place for a finding about a key: the key, else the nearest table around it.

        Args:
            path: The key path, which may be of something missing.
        """
        for length in range(len(path), 0, -1):
            near = path[:length]
            found = self.key(near) or self.table(near) or (self.value(near) if length < len(path) else None)
            if found:
                return found
        return START

    def bytes_of_value(self, path: KeyPath) -> Bytes | None:
        """Return the first byte of a value and the first byte after it."""
        return self._values.get(path)

    @cached_property
    def headers(self) -> list[Bytes]:
        """Return the bytes of all table headers, in the order of the file."""
        return sorted(self.tables.values())

    @cached_property
    def comment_starts(self) -> frozenset[int]:
        """Return the first byte of each comment."""
        return frozenset(start for start, _end in self.comments)

    def pairs_between(self, first: int, limit: int) -> list[Bytes]:
        """Return the bytes of the keys with their values that begin in a stretch of the file, in the order of the file.

        Args:
            first: The first byte of the stretch.
            limit: The first byte after it.
        """
        begin, end = bisect_left(self._pair_places, (first, 0)), bisect_left(self._pair_places, (limit, 0))
        return self._pair_places[begin:end]

    def span_of(self, place: Bytes) -> Span:
        """Return lines and columns of some bytes.

        Args:
            place: The first byte and the first byte after them.
        """
        return Span(*self._place(place[0]), *self._place(place[1]))

    def bytes_of_key(self, path: KeyPath) -> Bytes | None:
        """Return the first byte of a key, where it stands first, and the first byte after it."""
        return self._keys.get(path)

    def find_at(self, byte: int) -> FoundPlace | None:
        """Return the narrowest key, value or table header around a byte; None where there is none.

        Args:
            byte: A place in the file, which may be just behind what stands there.
        """
        found = [
            FoundPlace(path, place, is_key)
            for places, is_key in ((self._keys, True), (self._values, False), (self.tables, True))
            for path, place in places.items()
            if place[0] <= byte <= place[1]
        ]
        return min(found, key=lambda one: one.place[1] - one.place[0], default=None)

    def _make_span(self, found: Bytes | None) -> Span | None:
        return None if found is None else self.span_of(found)

    def _place(self, byte: int) -> tuple[int, int]:
        line = bisect_right(self._lines, byte)
        before = self._source[self._lines[line - 1] : byte].decode("utf-8", "replace").removeprefix("\ufeff")
        return line, len(before) + 1

    @cached_property
    def _pair_places(self) -> list[Bytes]:
        return sorted(place for _path, place in self.pairs)

    @cached_property
    def _lines(self) -> list[int]:
        """Return the first byte of each line."""
        return [0, *(found.end() for found in re.finditer(b"\n", self._source))]

    def _make_bytes(self, node: Node) -> Bytes:
        skipped = len(_BOM) if self._source.startswith(_BOM) else 0
        return node.start_byte + skipped, node.end_byte + skipped

    def _read(self, root: Node) -> None:
        for node in root.children:
            if node.type == "pair":
                self._add_pair(node, ())
            elif node.type in ("table", "table_array_element"):
                self._add_table(node, is_item=node.type == "table_array_element")
            elif node.type == "comment":
                self.comments.append(self._make_bytes(node))

    def _add_table(self, node: Node, *, is_item: bool) -> None:
        header = next(child for child in node.children if child.type in _KEYS)
        path: KeyPath = ()
        names = list(_list_key_parts(header))
        for number, (name, key) in enumerate(names):
            path = (*path, name)
            last = number == len(names) - 1
            if path in self._lists and not (last and is_item):
                path = (*path, self._lists[path])
            if last and not is_item:
                self._keys[path] = self._make_bytes(key)
            elif isinstance(path[-1], str):
                self._keys.setdefault(path, self._make_bytes(key))
        if is_item:
            self._lists[path] = self._lists.get(path, -1) + 1
            path = (*path, self._lists[path])
        closing = [child for child in node.children if child.type in ("]", "]]")]
        self.tables[path] = (self._make_bytes(node)[0], self._make_bytes(closing[0] if closing else header)[1])
        for child in node.children:
            if child.type == "pair":
                self._add_pair(child, path)
            elif child.type == "comment":
                self.comments.append(self._make_bytes(child))

    def _add_pair(self, node: Node, table: KeyPath) -> None:
        parts = [child for child in node.children if child.type not in ("=", "comment", "ERROR")]
        self.comments.extend(self._make_bytes(child) for child in node.children if child.type == "comment")
        if not parts or parts[0].type not in _KEYS:
            return
        path = table
        for name, key in _list_key_parts(parts[0]):
            path = (*path, name)
            self._keys.setdefault(path, self._make_bytes(key))
        if len(parts) > 1:
            self._add_value(parts[1], path)
            if node.parent is not None and node.parent.type != "inline_table":
                self.pairs.append((path, (self._make_bytes(node)[0], self._values[path][1])))

    def _add_value(self, node: Node, path: KeyPath) -> None:
        self._values[path] = self._make_bytes(node)
        if len(path) > _DEEPEST:
            return
        position = 0
        for child in node.children:
            if child.type == "comment":
                self.comments.append(self._make_bytes(child))
            elif node.type == "inline_table" and child.type == "pair":
                self._add_pair(child, path)
            elif node.type == "array" and child.is_named and child.type != "ERROR":
                self._add_value(child, (*path, position))
                position += 1


_KEYS: Final = ("bare_key", "quoted_key", "dotted_key")

_DEEPEST: Final = 200
"""How deep values are looked for; no file that can be read goes deeper."""


def _list_key_parts(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the parts of a dotted key, unquoted, each with its node."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if part.type == "dotted_key":
            waiting.extend(reversed(part.children))
        elif part.type == "bare_key":
            yield (part.text or b"").decode("utf-8", "replace"), part
        elif part.type == "quoted_key":
            yield _unquote((part.text or b"").decode("utf-8", "replace")), part


def _unquote(text: str) -> str:
    import tomllib  # noqa: PLC0415  few files have quoted keys

    try:
        return next(iter(tomllib.loads(f"{text} = 0")))
    except tomllib.TOMLDecodeError:
        return text


@cache
def _make_parser() -> Parser:
    import tree_sitter_toml  # noqa: PLC0415  only files with findings need the grammar
    from tree_sitter import Language, Parser  # noqa: PLC0415

    return Parser(Language(tree_sitter_toml.language()))
