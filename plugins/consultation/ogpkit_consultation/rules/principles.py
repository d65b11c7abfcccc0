"""Rules about the principles of consultation and the requirements of 2022: one for each of their points (Roadmap IV)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Scope, checked
from ogpkit_consultation.dossier import MissingEvidence, build_dossier
from ogpkit_consultation.model import Consultation
from ogpkit_consultation.principles import POINTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_consultation.dossier import Look


def _make_check(look: Look) -> Callable[[Document[Consultation], Workspace], Iterator[Problem]]:
    def check(document: Document[Consultation], workspace: Workspace) -> Iterator[Problem]:
        for found in look(build_dossier(document, workspace)):
            if isinstance(found, MissingEvidence):
                yield Problem(message=found.message, remedy=found.remedy, at=found.at, path=found.path)

    return check


PRINCIPLE_RULES: Final[tuple[Rule[Any], ...]] = tuple(
    checked(
        Consultation,
        _make_check(point.look),
        code=code,
        severity=point.severity,
        section=point.section,
        scope=Scope.CYCLE,
    )
    for code, point in POINTS.items()
)
"""The rules about the principles of 2011 and the requirements of 2022; rule sets say which of them are asked for."""
