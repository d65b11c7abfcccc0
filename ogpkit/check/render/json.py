"""Findings for programs: a JSON list of objects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ogpkit.model.keypath import format_key_path
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import for_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.check.finding import Finding
    from ogpkit.workspace.positions import Span


def render_json(findings: Iterable[Finding]) -> str:
    """Return a list with one object a finding.

    Args:
        findings: The findings, in their order.
    """
    return for_json(json.dumps([_dump_finding(finding) for finding in findings], ensure_ascii=False, indent=2)) + "\n"


def _dump_finding(finding: Finding) -> dict[str, object]:
    return {
        "path": finding.path,
        **_place(finding.span),
        "key": format_key_path(finding.at),
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "remedy": finding.remedy,
        "calendar": finding.calendar,
        "section": finding.section,
        "plugin": finding.plugin,
        "related": [{"path": one.path, **_place(one.span), "note": one.note} for one in finding.related],
        "fix": {"title": _(finding.fix.title), "safe": finding.fix.safe} if finding.fix else None,
    }


def _place(span: Span) -> dict[str, object]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
