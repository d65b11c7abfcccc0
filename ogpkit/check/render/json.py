"""Findings for programs: a JSON list of objects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ogpkit.untrusted import in_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.check.finding import Finding


def as_json(findings: Iterable[Finding]) -> str:
    """A list with one object a finding.

    Args:
        findings: The findings, in their order.
    """
    return in_json(json.dumps([_object(finding) for finding in findings], ensure_ascii=False, indent=2)) + "\n"


def _object(finding: Finding) -> dict[str, object]:
    return {
        "path": finding.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "end_line": finding.span.end_line,
        "end_column": finding.span.end_column,
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "remedy": finding.remedy,
        "section": finding.section,
        "plugin": finding.plugin,
    }
