"""Rules about expectations and agreements (Networking Mechanism)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Severity, one_of, ordered, replace_once, suggest_spelling
from ogpkit.api.text import N_, _
from ogpkit_networking.cases import get_stage, list_introduced
from ogpkit_networking.model import Case
from ogpkit_networking.rules.examples import CASE, RIGHT, build_example
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


_IN_SELECTION: Final = replace_once(CASE, '\n[[history]]\nstage = "agreed"\non = 2012-02-01\n', "")

AGREEMENT_RULES: Final[tuple[Rule[Any], ...]] = (
    ordered(
        Case,
        "agreement.start",
        "agreement.end",
        code="NET012",
        title="An agreement names its parties, its terms and its day",
        section="Networking Mechanism",
        explanation="Clear terms of engagement and expectations are shared by all sides, likely in the form of "
        "a written agreement. It "
        "names who is a party to it, on which terms, and since when.",
        message="The assistance ends on {end}, before it begins on {start}.",
        remedy="Correct start or end.",
        wrong=build_example(case=replace_once(_IN_SELECTION, "signed = 2012-02-01\n", "")),
        right=build_example(case=_IN_SELECTION),
        example=build_example(
            case=replace_once(
                CASE, "signed = 2012-02-01\n", "signed = 2012-02-01\nstart = 2012-03-01\nend = 2012-08-31\n"
            )
        ),
        also=[_check_completeness],
    ),
    Rule(
        code="NET013",
        title=N_("Whoever is party to an agreement has been introduced"),
        section="Networking Mechanism",
        explanation=N_(
            "The case manager guides the government towards a selection among those whom it has met through the mechanism."
        ),
        entity=Case,
        check=_check_parties_are_introduced,
        wrong=build_example(
            case=replace_once(CASE, 'providers = ["mining-watch"]', 'providers = ["mining-watch", "map-makers"]')
        ),
        right=RIGHT,
    ),
    # expectations are between the sides of this case; a name that is none is most likely misspelt
    one_of(
        Case,
        "expectations[].party",
        known=lambda document, _workspace: (document.entity.country, *list_introduced(document.entity)),
        code="NET014",
        title="Expectations are those of the parties",
        severity=Severity.WARNING,
        section="Networking Mechanism",
        explanation="Expectations are shared by all sides of a case: the requesting government and those whom "
        "it has been introduced to.",
        message="“{party}” expects something and has no part in this case.",
        wrong=build_example(case=replace_once(CASE, 'party = "mining-watch"', 'party = "map-makers"')),
        right=RIGHT,
    ),
)
"""NET012 to NET014."""
