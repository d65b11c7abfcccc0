"""Places in the text of an editor: the editor counts lines and units of its encoding, ogpkit counts bytes and characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, takewhile
from typing import Final

import attrs
from lsprotocol import types

from ogpkit.workspace.positions import Positions, Span

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
"""What ends a line for an editor; Python's own `splitlines` knows more ends, which are letters here."""

_CODECS: Final = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@attrs.frozen(slots=False)
class TextPlaces:
    """Text of one file, in which places can be found in every way of counting.

    Attributes:
        text: What the editor shows.
        encoding: In which units the editor counts the characters of a line.
    """

    text: str
    encoding: str = "utf-16"

    @cached_property
    def source(self) -> bytes:
        """Return the text as a file would have it; halves of letters stay, and make it no UTF-8."""
        return self.text.encode("utf-8", "surrogatepass")

    @cached_property
    def positions(self) -> Positions:
        """Return where each key and value stands."""
        return Positions.of(self.source)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    @cached_property
    def _file_lines(self) -> list[int]:
        """Return the first character of each line as ogpkit counts lines: by their line feeds."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def find_offset(self, place: types.Position) -> int:
        """Return the character at which a place of the editor is; the nearest one where the text has no such place."""
        number = int(place.line)
        if number >= len(self._line_starts):
            return len(self.text)
        start = self._line_starts[number]
        end = self._line_starts[number + 1] if number + 1 < len(self._line_starts) else len(self.text)
        line = self.text[start:end].rstrip("\r\n")
        codec, size = _CODECS.get(self.encoding, _CODECS["utf-16"])
        if line.isascii():
            return start + min(int(place.character), len(line))
        ends = accumulate(len(letter.encode(codec, "surrogatepass")) // size for letter in line)
        return start + sum(1 for _end in takewhile(lambda end: end <= place.character, ends))

    def find_position(self, offset: int) -> types.Position:
        """Return the place in the editor at which a character is."""
        line = bisect_right(self._line_starts, offset) - 1
        before = self.text[self._line_starts[line] : offset]
        codec, size = _CODECS.get(self.encoding, _CODECS["utf-16"])
        count = len(before) if before.isascii() else len(before.encode(codec, "surrogatepass")) // size
        return types.Position(line=line, character=count)

    def find_range(self, start: int, end: int) -> types.Range:
        """Return the stretch of the editor between two characters."""
        return types.Range(start=self.find_position(start), end=self.find_position(end))

    def convert_span(self, span: Span) -> types.Range:
        """Return the stretch of the editor that ogpkit names by lines and columns."""
        start, end = (
            self._find_character(line, column)
            for line, column in ((span.line, span.column), (span.end_line, span.end_column))
        )
        return self.find_range(start, max(start, end))

    def convert_bytes(self, start: int, end: int) -> types.Range:
        """Return the stretch of the editor between two bytes."""
        return self.convert_span(self.positions.span_of((start, end)))

    def find_byte(self, offset: int) -> int:
        """Return the byte at which a character begins."""
        return len(self.text[:offset].encode("utf-8", "surrogatepass"))

    def _find_character(self, line: int, column: int) -> int:
        if line > len(self._file_lines):
            return len(self.text)
        start = self._file_lines[line - 1]
        skipped = 1 if start == 0 and self.text.startswith("\ufeff") else 0  # a mark at the start is in no column
        end = self._file_lines[line] - 1 if line < len(self._file_lines) else len(self.text)
        return min(start + skipped + column - 1, end)
