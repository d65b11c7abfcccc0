"""Rules about the time of evidence: new enough to say something of today, and validated when it was there (Roadmap I)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Refusal, Rule, Scope, refused
from ogpkit_eligibility.age import find_year_due, is_old, owes_evidence
from ogpkit_eligibility.model import Evidence
from ogpkit_eligibility.years import get_year, score_document

if TYPE_CHECKING:
    from ogpkit.api.content import Document, Workspace
    from ogpkit_eligibility.model import Validation


def _is_old(_evidence: Evidence, document: Document[Evidence], workspace: Workspace) -> Refusal:
    year = score_document(document, workspace)
    if year is None or not is_old(year, workspace) or not owes_evidence(workspace, document.country):
        return False
    due = find_year_due(workspace)
    return {"year": year.year, "due": due, "path": f"countries/{document.country}/eligibility/{due}.toml"}


def _is_impossible(validation: Validation, document: Document[Evidence], _workspace: Workspace) -> Refusal:
    # evidence of a year cannot be validated before that year
    return validation.on.year < get_year(document) and {"on": validation.on, "year": get_year(document)}


AGE_RULES: Final[tuple[Rule[Any], ...]] = (
    refused(Evidence, when=_is_old, code="ELI019", scope=Scope.COUNTRY),
    refused(Evidence, "validations[].on", when=_is_impossible, code="ELI020"),
)
"""ELI019 and ELI020."""
