"""Findings as a table in Markdown: for the page of a run, and for a comment on a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.text.i18n import _
from ogpkit.text.sanitize import escape_comment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ogpkit.check.finding import Finding

MOST_ROWS: Final = 200
"""Findings that a table names; the page of a run takes a megabyte, and a comment is cut."""


def render_markdown(findings: Sequence[Finding], total: str) -> str:
    """Return a table of the first findings.

    Args:
        findings: The findings, in their order.
        total: One line about all of them.
    """
    lines = [f"### {_('Check of the plan files')}", "", escape_comment(total), ""]
    if findings:
        heads = (_("Severity"), _("Code"), _("Place"), _("What is wrong"))
        lines += [f"| {' | '.join(map(escape_comment, heads))} |", "|---|---|---|---|"]
        lines += [
            f"| {one.severity.value} | {one.code} | {escape_comment(f'{one.path}:{one.line}')} "
            f"| {escape_comment(f'{one.message} {one.remedy}'.strip())} |"
            for one in findings[:MOST_ROWS]
        ]
        if len(findings) > MOST_ROWS:
            lines.append(f"| | | | + {len(findings) - MOST_ROWS} |")
    return "\n".join(lines) + "\n"
