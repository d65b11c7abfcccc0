"""Rules about expectations and agreements (Networking Mechanism)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, checked, one_of, ordered, suggest_spelling
from ogpkit.api.text import _
from ogpkit_networking.cases import get_stage, list_introduced
from ogpkit_networking.model import Case
from ogpkit_networking.stages import has_agreement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


def _check_completeness(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    agreement = case.agreement
    if agreement is None:
        return
    if get_stage(case) != "agreed":  # at that stage it is told as what the stage needs
        for missing in has_agreement(document, workspace):
            yield Problem(message=_("The agreement is not whole."), remedy=missing, at=("agreement",))


def _check_parties_are_introduced(document: Document[Case], _workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    agreement = case.agreement
    if agreement is None:
        return
    there = list_introduced(case)
    for key, several in (("providers", agreement.providers), ("countries", agreement.countries)):
        for position, party in enumerate(several):
            # who was never introduced is not known to the mechanism, so either the introduction or the party is missing
            if party not in there:
                yield Problem(
                    message=_("“{party}” is a party to the agreement and has not been introduced.").format(party=party),
                    remedy=_("Add the introduction, or take the party out."),
                    at=("agreement", key, position),
                    fix=suggest_spelling(("agreement", key, position), party, sorted(set(there) - set(several))).fix,
                )
    first = min((one.on for one in case.introductions), default=None)
    # the mechanism is an “agent of introduction”: an agreement from before is not its work
    if agreement.signed and first and agreement.signed < first:
        yield Problem(
            message=_("The agreement was signed before anybody was introduced."),
            remedy=_("Correct the day of the agreement, or that of the first introduction."),
            at=("agreement", "signed"),
        )


AGREEMENT_RULES: Final[tuple[Rule[Any], ...]] = (
    ordered(Case, "agreement.start", "agreement.end", code="NET012", also=[_check_completeness]),
    checked(Case, _check_parties_are_introduced, code="NET013"),
    # expectations are between the sides of this case; a name that is none is most likely misspelt
    one_of(
        Case,
        "expectations[].party",
        known=lambda document, _workspace: (document.entity.country, *list_introduced(document.entity)),
        code="NET014",
    ),
)
"""NET012 to NET014."""
