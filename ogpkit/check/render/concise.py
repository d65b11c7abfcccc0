"""Findings for people and for editors: one line each, `path:line:column: CODE what is wrong, what to do`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.untrusted import in_path, on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.check.finding import Finding


def as_concise(findings: Iterable[Finding]) -> str:
    """One line a finding.

    Args:
        findings: The findings, in their order.
    """
    return "".join(
        f"{in_path(found.path)}:{found.line}:{found.column}: {found.code} "
        + on_one_line(f"{found.message} {found.remedy}")
        + "\n"
        for found in findings
    )
