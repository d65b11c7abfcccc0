"""Findings that say the same of several places: they are told once, where the first stands, with the other places beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.check.finding import RelatedLocation, sort_findings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ogpkit.check.finding import Finding
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace

_NOT_THERE: Final = "OGP014"
"""The code of a reference to what is not there: a renamed file breaks those in all other files."""

MOST_PLACES: Final = 20
"""How many other places a finding names; ogpkit's own number."""


def list_told_once(plugins: Plugins) -> frozenset[str]:
    """Return the codes of findings that are told once where they say the same of several places."""
    return frozenset({_NOT_THERE, *(rule.value.code for rule in plugins.rules if rule.value.told_once)})


def tell_once(findings: Iterable[Finding], codes: Collection[str], workspace: Workspace) -> tuple[Finding, ...]:
    """Return findings, of which those that say the same are one.

    Args:
        findings: Findings with their places, in order.
        codes: The codes of those that are told once: in a file, or in a country where they are about references.
        workspace: Where the files lie.
    """
    kept: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        kept.setdefault(_identify(finding, workspace) if finding.code in codes else number, []).append(finding)
    return tuple(sorted((_merge(several) for several in kept.values()), key=sort_findings))


def _identify(finding: Finding, workspace: Workspace) -> tuple[str, str, str]:
    document = workspace.documents.get(finding.path)
    is_wide = finding.code == _NOT_THERE and document is not None
    return finding.code, finding.message, document.country if is_wide and document else finding.path


def _merge(several: list[Finding]) -> Finding:
    first, *others = several
    if not others:
        return first
    places = [RelatedLocation(path=one.path, span=one.span) for one in others[:MOST_PLACES]]
    return attrs.evolve(first, related=(*first.related, *places))
