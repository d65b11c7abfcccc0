"""Findings as a SARIF 2.1.0 log, which code scanning services and editors read."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import quote

from ogpkit import __version__
from ogpkit.check.autofix import is_safe
from ogpkit.check.render.example import list_example_lines
from ogpkit.check.render.gitlab import Fingerprints
from ogpkit.check.replacements import list_replacements
from ogpkit.errors import OgpkitError
from ogpkit.model.vocabulary import Severity
from ogpkit.text.i18n import _, translate
from ogpkit.text.sanitize import fence_markdown, for_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ogpkit.check.finding import Finding
    from ogpkit.plugins.examples import Example
    from ogpkit.workspace.positions import Span

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


class CodeDescription(Protocol):
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

    @property
    def wrong(self) -> Example | None:
        """Return an example that breaks it."""

    @property
    def right(self) -> Example | None:
        """Return the same example, mended."""


def render_sarif(
    findings: Iterable[Finding],
    codes: Mapping[str, CodeDescription],
    prefix: str = "",
    owners: Mapping[str, str] | None = None,
    source: Callable[[str], bytes] | None = None,
) -> str:
    """Return one log with one run.

    Args:
        findings: The findings, in their order.
        codes: What is known of each code.
        prefix: Where the workspace lies in the repository, ending with `/`; empty for its root.
        owners: The plugin whose rule bears each code; its catalogue is asked first.
        source: Gives the bytes of a file, in which a fix replaces something; no fix is told when left out.
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
        "results": [
            _result(finding, index, prefix, marks(finding)) | _dump_fix(finding, prefix, source) for finding in findings
        ],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return for_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _dump_rule(rule: CodeDescription, owner: str) -> dict[str, object]:
    explanation = translate(rule.explanation, owner)
    source = f"({rule.section}) ogpkit explain {rule.code}"
    examples = list(_list_examples(rule))
    return {
        "id": rule.code,
        "shortDescription": {"text": translate(rule.title, owner)},
        "fullDescription": {"text": explanation},
        "help": {
            "text": "\n\n".join([f"{explanation} {source}", *(f"{title}\n{text}" for title, text in examples)]),
            "markdown": "\n\n".join(
                [explanation, *(f"{title}\n\n{fence_markdown(text, 'toml')}" for title, text in examples), source]
            ),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _list_examples(rule: CodeDescription) -> Iterator[tuple[str, str]]:
    for heading, example, other in ((_("Wrong:"), rule.wrong, rule.right), (_("Right:"), rule.right, rule.wrong)):
        if example is not None:
            with suppress(OgpkitError, LookupError):  # an example that its plugin cannot make costs no finding
                yield heading, "\n".join(list_example_lines(example, other))


def _dump_fix(finding: Finding, prefix: str, source: Callable[[str], bytes] | None) -> dict[str, object]:
    """Return what a finding's fix replaces; nothing where it has none, or none that can be made in the file as it is."""
    if finding.fix is None or source is None:
        return {}
    try:
        replaced = list_replacements(source(finding.path), finding.fix)
    except (OSError, ValueError):  # the file is gone meanwhile, or is no text
        return {}
    if not replaced:
        return {}
    replacements = [
        {"deletedRegion": _dump_region(one.span)} | ({"insertedContent": {"text": one.text}} if one.text else {})
        for one in replaced
    ]
    address = _dump_address(f"{prefix}{finding.path}")
    fix = {
        "description": {"text": _(finding.fix.title)},
        "artifactChanges": [{"artifactLocation": address, "replacements": replacements}],
        "properties": {"safe": is_safe(finding.fix)},
    }
    return {"fixes": [fix]}


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
    return {"physicalLocation": {"artifactLocation": _dump_address(path), "region": _dump_region(span)}}


def _dump_address(path: str) -> dict[str, object]:
    return {"uri": quote(path.encode("utf-8", "surrogateescape")), "uriBaseId": "%SRCROOT%"}


def _dump_region(span: Span) -> dict[str, object]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
