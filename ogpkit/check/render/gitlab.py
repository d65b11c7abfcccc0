"""Findings as a code quality report of GitLab, which its merge requests show."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from ogpkit.model.keypath import format_key_path
from ogpkit.model.vocabulary import Severity
from ogpkit.text.sanitize import for_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.check.finding import Finding

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def render_gitlab(findings: Iterable[Finding], prefix: str = "") -> str:
    """Return a list with one object a finding.

    Args:
        findings: The findings, in their order.
        prefix: Where the workspace lies in the repository, ending with `/`; empty for its root.
    """
    return for_json(json.dumps(list(_list_objects(findings, prefix)), ensure_ascii=False, indent=2)) + "\n"


def _list_objects(findings: Iterable[Finding], prefix: str) -> Iterator[dict[str, object]]:
    marks = Fingerprints()
    for finding in findings:
        span = finding.span
        yield {
            "description": f"{finding.code}: {finding.message} {finding.remedy}".strip(),
            "check_name": finding.code,
            "fingerprint": marks(finding),
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": f"{prefix}{finding.path}", "lines": {"begin": span.line, "end": span.end_line}},
        }


class Fingerprints:
    """Marks by which a finding is known again after its line has moved: no two of one report are the same."""

    def __init__(self) -> None:
        """Begin with none given."""
        self._seen: Counter[str] = Counter()

    def __call__(self, finding: Finding) -> str:
        """Return the mark of a finding."""
        about = "\0".join((finding.path, finding.code, format_key_path(finding.at), finding.message))
        self._seen[about] += 1
        return sha256(f"{about}\0{self._seen[about]}".encode("utf-8", "backslashreplace")).hexdigest()
