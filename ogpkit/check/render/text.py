"""Findings as text for people: in full, or one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.model.vocabulary import Severity
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize, sanitize_line, sanitize_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ogpkit.check.finding import Finding
    from ogpkit.workspace.positions import Span

_ROOM: Final = 96
"""Characters of a line of the file that are shown; of a longer one, those around the marked place."""

_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
_BOLD: Final = "1"
_DIM: Final = "2"

_LONGEST: Final = 100_000
"""Bytes of a line beyond which it is not shown at all."""


def render_text(findings: Iterable[Finding], source: Callable[[str], bytes], *, colour: bool = False) -> str:
    """Return each finding with the line that it is about.

    Args:
        findings: The findings, in their order.
        source: Gives the bytes of a file.
        colour: Whether to colour it for a terminal.
    """
    paint = _paint if colour else _leave_plain
    files = _Files(source)
    return "".join(f"{line}\n" for finding in findings for line in _render_finding(finding, files, paint))


def _render_finding(finding: Finding, files: _Files, paint: Callable[[str, str], str]) -> Iterator[str]:
    hue = _COLOURS[finding.severity]
    sort = f"{finding.code} {_(finding.severity.label).lower()}:"
    place = f"{sanitize_path(finding.path)}:{finding.line}:{finding.column}:"
    yield f"{paint(place, _BOLD)} {paint(sort, hue)} {sanitize_line(finding.message)}"
    number = str(finding.line)
    gutter = " " * (len(number) + 1)
    marked = _mark_line(files.read_line(finding.path, finding.line), finding.span)
    if marked:
        text, mark = marked
        yield f" {paint(f'{number} |', _DIM)} {text}"
        yield f"{gutter} {paint('|', _DIM)} {paint(mark, hue)}"
    for other in finding.related:
        note = f" {sanitize_line(other.note)}" if other.note else ""
        yield f"{gutter} {paint('=', _DIM)} {_('see')} {sanitize_path(other.path)}:{other.span.line}:{other.span.column}{note}"
    if finding.remedy:
        yield f"{gutter} {paint('=', _DIM)} {sanitize_line(finding.remedy)}"
    if finding.calendar:
        yield f"{gutter} {paint('=', _DIM)} {_('It may be new because of the date, without a change to a file.')}"
    if finding.fix:
        option = "--fix" if finding.fix.safe else "--fix --unsafe-fixes"
        said = _("To do this, run “ogpkit check {option}”: {title}").format(option=option, title=_(finding.fix.title))
        yield f"{gutter} {paint('=', _DIM)} {sanitize_line(said)}"
    yield ""


class _Files:
    """Lines of files; only one file is kept at a time, because findings come in the order of their files."""

    def __init__(self, source: Callable[[str], bytes]) -> None:
        self._source = source
        self._path = ""
        self._lines: list[bytes] = []

    def read_line(self, path: str, number: int) -> str:
        """Return a line of a file; empty where there is none."""
        if path != self._path:
            self._path = path
            try:
                self._lines = self._source(path).removeprefix(b"\xef\xbb\xbf").split(b"\n")
            except (OSError, ValueError):
                self._lines = []
        if not 0 < number <= len(self._lines) or len(self._lines[number - 1]) > _LONGEST:
            return ""
        return self._lines[number - 1].decode("utf-8", "replace").removesuffix("\r")


def _mark_line(line: str, span: Span) -> tuple[str, str] | None:
    """Return a line as it can be shown, and the marker below it; nothing for a line that says nothing."""
    if not line.strip():
        return None
    first = span.column - 1
    last = span.end_column - 1 if span.end_line == span.line else len(line)
    start = 0
    if len(line) > _ROOM:
        start = max(0, min(first - _ROOM // 3, len(line) - _ROOM))
    end = min(len(line), start + _ROOM)
    before, within = (
        _sanitize_line_text(line[start:first]),
        _sanitize_line_text(line[first : min(max(last, first + 1), end)]),
    )
    ahead, behind = ("…" if start else ""), ("…" if end < len(line) else "")
    shown_line = f"{ahead}{before}{within}{_sanitize_line_text(line[min(max(last, first + 1), end) : end])}{behind}"
    return shown_line.rstrip(), " " * _measure_width(ahead + before) + "^" * max(1, _measure_width(within))


def _sanitize_line_text(text: str) -> str:
    return sanitize(text.replace("\t", "    "))


def _measure_width(text: str) -> int:
    """Return how many columns a text takes in a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415  most lines need no table of widths

    return cell_len(text)


def _paint(text: str, sort: str) -> str:
    return f"\x1b[{sort}m{text}\x1b[0m"


def _leave_plain(text: str, _sort: str) -> str:
    return text


def render_concise(findings: Iterable[Finding]) -> str:
    """Return one line a finding.

    Args:
        findings: The findings, in their order.
    """
    return "".join(
        f"{sanitize_path(found.path)}:{found.line}:{found.column}: {found.code} {found.severity.value}: "
        + sanitize_line(f"{found.message} {found.remedy}")
        + (" [calendar]" if found.calendar else "")
        + "\n"
        for found in findings
    )
