"""Comments in a file that silence a rule for one key: `# ogpkit: ignore ELI003: the survey is in print`.

`# ogpkit: ignore-file CODE: the reason` is about the whole file, wherever it stands. Several codes are parted by commas.

Any other such comment stands at the end of the line of the key or table heading that it is about, or on a line of its own before
it. At the very top of a file it is about the file as a whole as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.workspace.positions import START, Positions, Span
from ogpkit.workspace.reading import SILENCING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.check.finding import Finding

COMMENT: Final = re.compile(
    r"#\s*ogpkit:\s*(?:ignore\b(?P<whole>-file\b)?)?\s*(?P<codes>[^\s:,]*(?:\s*,\s*[^\s:,]+)*)\s*(?::?\s*(?P<reason>.*))?$"
)
"""Comment that silences something, with its codes and its reason as far as it has them."""

_BLANK: Final = re.compile(rb"\s*(?:#.*)?$")


@attrs.frozen(kw_only=True)
class Suppression:
    """Comment that silences one rule at one place.

    Attributes:
        path: The file.
        span: The comment.
        code: The code of the rule; as it was written, so that it may be none.
        reason: Why; empty where nobody says it.
        lines: The first and the last line that it is about.
        whole: Whether it is about the file as a whole as well.
    """

    path: str
    span: Span
    code: str
    reason: str
    lines: tuple[int, int]
    whole: bool

    def covers(self, finding: Finding) -> bool:
        """Tell whether a finding is silenced by it.

        Args:
            finding: A finding in the same file.
        """
        if finding.code != self.code or not self.reason:
            return False
        first, last = self.lines
        return first <= finding.line <= last or (self.whole and finding.span == START)


def read_suppressions(path: str, source: bytes) -> tuple[Suppression, ...]:
    """Return the silencing comments of a file, from top to bottom."""
    return tuple(_find_comments(path, source)) if SILENCING in source else ()


def _find_comments(path: str, source: bytes) -> Iterator[Suppression]:
    positions = Positions.of(source)
    lines = source.split(b"\n")
    spans = [positions.span_of(place) for _at, place in positions.pairs]
    pairs = sorted((span.line, span.end_line) for span in spans)
    headers = [positions.span_of(place).line for place in positions.headers]
    first_of_all = min([line for line, _last in pairs] + headers, default=len(lines) + 1)
    for place in positions.comments:
        said = COMMENT.match(source[place[0] : place[1]].decode("utf-8", "replace").strip())
        if said is None:
            continue
        span = positions.span_of(place)
        target = find_target_line(lines, span.line)
        about = next(((first, last) for first, last in pairs if first == target), (target, target))
        for code in said["codes"].split(","):
            yield Suppression(
                path=path,
                span=span,
                code=code.strip(),
                reason=(said["reason"] or "").strip(),
                lines=(1, len(lines)) if said["whole"] else about,
                whole=bool(said["whole"]) or span.line < first_of_all,
            )


def find_target_line(lines: list[bytes], line: int) -> int:
    """Return the line that a comment is about: its own, or the next one that says something."""
    if lines[line - 1].lstrip()[:1] != b"#" and not lines[line - 1].startswith(b"\xef\xbb\xbf#"):
        return line
    return next((number for number in range(line + 1, len(lines) + 1) if not _BLANK.match(lines[number - 1])), line)
