"""Findings as a JUnit report, which nearly every pipeline shows: a file is a test case, and fails by its findings."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ogpkit.model.vocabulary import Severity
from ogpkit.text.sanitize import sanitize_line, sanitize_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.check.finding import Finding


def render_junit(findings: Iterable[Finding], files: int) -> str:
    """Return a report with one suite.

    Args:
        findings: The findings, in their order.
        files: How many files were checked.
    """
    suites = ET.Element("testsuites")
    suite = ET.SubElement(suites, "testsuite", name="ogpkit")
    failures = 0
    for path, group in groupby(findings, key=lambda finding: finding.path):
        case = ET.SubElement(suite, "testcase", name=sanitize_path(path), classname="ogpkit", file=sanitize_path(path))
        found = list(group)
        wrong = [finding for finding in found if finding.severity is not Severity.ADVICE]
        failures += bool(wrong)
        if wrong:
            lines = "\n".join(_format_line(finding) for finding in wrong)
            first = sanitize_line(f"{wrong[0].code} {wrong[0].message}")
            ET.SubElement(case, "failure", message=first, type=str(wrong[0].severity)).text = lines
        advice = [finding for finding in found if finding.severity is Severity.ADVICE]
        if advice:
            ET.SubElement(case, "system-out").text = "\n".join(_format_line(finding) for finding in advice)
    if len(suite) == 0:
        ET.SubElement(suite, "testcase", name=f"{files} files", classname="ogpkit")
    counts = {"tests": str(len(suite)), "failures": str(failures), "errors": "0", "skipped": "0"}
    for element in (suites, suite):
        element.attrib.update(counts)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _format_line(finding: Finding) -> str:
    said = sanitize_line(f"{finding.message} {finding.remedy}")
    return f"{sanitize_path(finding.path)}:{finding.line}:{finding.column}: {finding.code} {said}"
