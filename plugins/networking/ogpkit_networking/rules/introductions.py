"""Rules about introductions and the dialogue after them (Networking Mechanism)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Fix, Problem, RelatedPlace, Rule, Scope, checked, suggest_spelling
from ogpkit.api.text import _
from ogpkit_networking.cases import find_provider, get_maturity, list_introduced
from ogpkit_networking.edition import get_case_rules
from ogpkit_networking.matching import CAUTION
from ogpkit_networking.model import Case, Maturity, Purpose
from ogpkit_networking.topics import is_technical_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_networking.model import Introduction


def _check_scoping_first(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    for position, one in enumerate(case.introductions):
        # how mature it was on the day: a request that was vague once may meet builders once it is refined (example 2)
        if get_maturity(case, one.on) is Maturity.VAGUE and _is_technical(one, case, workspace):
            provider = find_provider(workspace, one.provider)
            yield Problem(
                message=_("A vague request met a technology provider first. {reason}").format(reason=_(CAUTION)),
                remedy=_(
                    "Begin with an introduction for the purpose “scoping”; once the government knows what it wants, say so "
                    "under [[refinements]] and introduce those who build."
                ),
                at=("introductions", position, "purpose"),
                also=(RelatedPlace(path=provider.path, note=_("The technology provider")),) if provider else (),
            )


def _is_technical(one: Introduction, case: Case, workspace: Workspace) -> bool:
    provider = find_provider(workspace, one.provider)
    builds = provider is not None and is_technical_only(provider.entity, get_case_rules(case, workspace))
    # the purpose may be called something else, but who only builds will build
    return one.purpose is Purpose.TECHNOLOGY or builds


def _check_receiver(document: Document[Case], _workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    for position, one in enumerate(case.introductions):
        at = ("introductions", position)
        # an introduction is to a provider, to a peer government, or to both at once (example 1)
        if not one.provider and one.country is None:
            yield Problem(
                message=_("This introduction does not say to whom."),
                remedy=_("Name the provider, or the country of a peer government."),
                at=at,
            )
        if one.purpose is Purpose.PEER and one.country is None and one.provider:
            yield Problem(
                message=_("An introduction to a peer names no country."),
                remedy=_("Name the peer government as country, or choose another purpose."),
                at=(*at, "purpose"),
            )
        if one.country == case.country:
            yield Problem(
                message=_("The government would be introduced to itself."),
                remedy=_("Name another country."),
                at=(*at, "country"),
            )
        for place, other in enumerate(one.with_):
            if other == one.provider or other in one.with_[:place]:
                yield Problem(
                    message=_("“{provider}” is named twice in this introduction.").format(provider=other),
                    remedy=_("Name everybody once."),
                    at=(*at, "with", place),
                    fix=Fix(title=_("Name it once"), at=(*at, "with", place)),
                )


def _check_parties(document: Document[Case], _workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    # the case manager takes part in the “ping pong” without being introduced
    known = {case.country, case.manager, *list_introduced(case)}
    for position, message in enumerate(case.dialogue):
        for key, party in (("from", message.from_), ("to", message.to)):
            if party not in known:
                at = ("dialogue", position, key)
                yield Problem(
                    message=_("“{party}” speaks in this case and has not been introduced.").format(party=party),
                    remedy=_("Add the introduction, or name one of: {known}.").format(
                        known=", ".join(sorted(known - {""}))
                    ),
                    at=at,
                    fix=suggest_spelling(at, party, sorted(known - {message.from_, message.to})).fix,
                )


def _check_refinement(document: Document[Case], _workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    asked = (
        ("what", _("which types of data, services or reforms are meant")),
        ("change", _("why it would have a material impact on a commitment")),
    )
    for position, one in enumerate(case.refinements):
        # only the step out of vagueness owes both answers (example 2: what data, and which “theory of change”)
        if case.maturity is not Maturity.VAGUE or one.maturity is Maturity.VAGUE:
            continue
        for key, question in asked:
            # either may have been said in an earlier round
            if not any(getattr(earlier, key) for earlier in case.refinements[: position + 1]):
                yield Problem(
                    message=_("The refined request does not say {question}.").format(question=question),
                    remedy=_("Add {key} to this refinement.").format(key=key),
                    at=("refinements", position, key),
                )


INTRODUCTION_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(Case, _check_scoping_first, code="NET008", scope=Scope.WORKSPACE),
    checked(Case, _check_receiver, code="NET009"),
    checked(Case, _check_parties, code="NET010"),
    checked(Case, _check_refinement, code="NET011"),
)
"""NET008 to NET011."""
