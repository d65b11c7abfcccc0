"""Findings as a SARIF 2.1.0 log, which code scanning services and editors read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import quote

from ogpkit import __version__
from ogpkit.check.render.gitlab import Fingerprints
from ogpkit.model.vocabulary import Severity
from ogpkit.text.i18n import translate
from ogpkit.text.sanitize import for_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ogpkit.check.finding import Finding
    from ogpkit.workspace.positions import Span

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


class Explained(Protocol):
    """Everything that is known of a code: a rule, or a fault code of the core."""

    @property
    def code(self) -> str:
        """Return the code."""

    @property
    def title(self) -> str:
        """Return what it asks for, in English."""

    @property
    def explanation(self) -> str:
        """Return why it asks for that, in English."""

    @property
    def section(self) -> str:
        """Return where that is from."""

    @property
    def severity(self) -> Severity:
        """Return how much it matters."""


def render_sarif(
    findings: Iterable[Finding],
    codes: Mapping[str, Explained],
    prefix: str = "",
    owners: Mapping[str, str] | None = None,
) -> str:
    """Return one log with one run.

    Args:
        findings: The findings, in their order.
        codes: What is known of each code.
        prefix: Where the workspace lies in the repository, ending with `/`; empty for its root.
        owners: The plugin whose rule bears each code; its catalogue is asked first.
    """
    findings, owners = tuple(findings), owners or {}
    used = [codes[code] for code in sorted({finding.code for finding in findings} & codes.keys())]
    index = {rule.code: number for number, rule in enumerate(used)}
    marks = Fingerprints()
    rules = [_dump_rule(rule, owners.get(rule.code, "")) for rule in used]
    driver = {"name": "ogpkit", "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index, prefix, marks(finding)) for finding in findings],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return for_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _dump_rule(rule: Explained, owner: str) -> dict[str, object]:
    return {
        "id": rule.code,
        "shortDescription": {"text": translate(rule.title, owner)},
        "fullDescription": {"text": translate(rule.explanation, owner)},
        "help": {"text": f"{translate(rule.explanation, owner)} ({rule.section}) ogpkit explain {rule.code}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: Mapping[str, int], prefix: str, mark: str) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.remedy}".strip()},
        "locations": [_dump_location(f"{prefix}{finding.path}", finding.span)],
        "partialFingerprints": {"ogpkit/v1": mark},
    }
    if finding.calendar:
        result["properties"] = {"tags": ["calendar"]}
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number}
            | _dump_location(f"{prefix}{other.path}", other.span)
            | ({"message": {"text": other.note}} if other.note else {})
            for number, other in enumerate(finding.related)
        ]
    return result


def _dump_location(path: str, span: Span) -> dict[str, object]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    address = quote(path.encode("utf-8", "surrogateescape"))
    return {"physicalLocation": {"artifactLocation": {"uri": address, "uriBaseId": "%SRCROOT%"}, "region": region}}
