"""Findings as annotations of GitHub Actions: commands that a step prints, and that stand beside the lines of a change.

The form is that of the workflow commands `error`, `warning` and `notice`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.model.vocabulary import Severity
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.check.finding import Finding

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def render_github(findings: Iterable[Finding], prefix: str = "") -> str:
    """Return one command a finding.

    Args:
        findings: The findings, in their order.
        prefix: Where the workspace lies in the repository, ending with `/`; empty for its root.
    """
    return "".join(f"{_render_command(finding, prefix)}\n" for finding in findings)


def _render_command(finding: Finding, prefix: str) -> str:
    span = finding.span
    facts: dict[str, object] = {
        "title": f"ogpkit {finding.code}",
        "file": f"{prefix}{finding.path}",
        "line": span.line,
        "endLine": span.end_line,
    }
    if span.end_line == span.line:  # columns of several lines are refused
        facts |= {"col": span.column, "endColumn": max(span.end_column, span.column)}
    said = ",".join(f"{name}={_escape_property(str(value))}" for name, value in facts.items())
    place = f"{prefix}{finding.path}:{span.line}:{span.column}"
    return f"::{_COMMANDS[finding.severity]} {said}::" + _escape_data(
        f"{place}: {finding.code} {sanitize_line(finding.message)} {sanitize_line(finding.remedy)}".strip()
    )


def _escape_data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return "".join(letter if letter.isprintable() else f"<U+{ord(letter):04X}>" for letter in escaped)


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
