"""What is wrong, in lines under a field or a section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.app.safe_text import plain_content
from ogpkit.model.vocabulary import Severity
from ogpkit.text.i18n import _, _n
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from textual.widgets import Static

    from ogpkit.check.finding import Finding

SIGNS: Final[Mapping[Severity, str]] = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.ADVICE: "·"}


def list_messages(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield findings, one a line."""
    for finding in findings:
        yield f"{SIGNS[finding.severity]} {sanitize_line(finding.message)} {sanitize_line(finding.remedy)}"


def show_lines(place: Static, lines: Sequence[str]) -> None:
    """Show lines where there are any; where nothing changes, the page is not laid out anew.

    Args:
        place: Where they stand.
    """
    text = "\n".join(lines)
    if text != str(place.content):
        place.update(plain_content(text))
    place.display = bool(text)


def count_mark(problems: int) -> str:
    """Return a number of problems as a mark behind a title; nothing when there are none.

    Args:
        problems: How many.
    """
    return "  " + _n("! {count} problem", "! {count} problems", problems).format(count=problems) if problems else ""


def place_in_file(finding: Finding) -> str:
    """Return where in its file a finding is, for a file that can only be shown as text."""
    return _("line {line}, column {column}").format(line=finding.span.line, column=finding.span.column)
