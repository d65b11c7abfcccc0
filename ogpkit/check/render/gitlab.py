"""Findings as a code quality report of GitLab, which its merge requests show."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from ogpkit.model.keypath import dotted
from ogpkit.model.vocabulary import Severity
from ogpkit.text.sanitize import in_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.check.finding import Finding

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def as_gitlab(findings: Iterable[Finding], prefix: str = "") -> str:
    """A list with one object a finding.

    Args:
        findings: The findings, in their order.
        prefix: Where the workspace lies in the repository, ending with `/`; empty for its root.
    """
    return in_json(json.dumps(list(_objects(findings, prefix)), ensure_ascii=False, indent=2)) + "\n"


def _objects(findings: Iterable[Finding], prefix: str) -> Iterator[dict[str, object]]:
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
        """The mark of a finding.

        Args:
            finding: The finding.
        """
        about = "\0".join((finding.path, finding.code, dotted(finding.at), finding.message))
        self._seen[about] += 1
        return sha256(f"{about}\0{self._seen[about]}".encode("utf-8", "backslashreplace")).hexdigest()
