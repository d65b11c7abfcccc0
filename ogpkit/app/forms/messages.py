"""What is wrong, in lines under a field or a section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.app.safe_text import plain
from ogpkit.plugins.contributions import Severity
from ogpkit.text.i18n import _, _n
from ogpkit.text.sanitize import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from textual.widgets import Static

    from ogpkit.check.finding import Finding

SIGNS: Final[Mapping[Severity, str]] = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.ADVICE: "·"}


def lines_about(findings: Iterable[Finding]) -> Iterator[str]:
    """Findings, one a line.

    Args:
        findings: The findings.
    """
    for finding in findings:
        yield f"{SIGNS[finding.severity]} {on_one_line(finding.message)} {on_one_line(finding.remedy)}"


def show_lines(place: Static, lines: Sequence[str]) -> None:
    """Show lines where there are any; where nothing changes, the page is not laid out anew.

    Args:
        place: Where they stand.
        lines: The lines.
    """
    text = "\n".join(lines)
    if text != str(place.content):
        place.update(plain(text))
    place.display = bool(text)


def counted(problems: int) -> str:
    """A number of problems as a mark behind a title; nothing when there are none.

    Args:
        problems: How many.
    """
    return "  " + _n("! {count} problem", "! {count} problems", problems).format(count=problems) if problems else ""


def place_in_file(finding: Finding) -> str:
    """Where in its file a finding is, for a file that can only be shown as text.

    Args:
        finding: The finding.
    """
    return _("line {line}, column {column}").format(line=finding.span.line, column=finding.span.column)
