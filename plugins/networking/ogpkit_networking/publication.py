"""What of the Networking Mechanism is public, and from which day on (Roadmap XII, XIII).

Requests, case managers, introductions, dialogues, expectations, notes and contacts are between the parties and on no page:
a government that asks must not find its questions in public. Public is what is finished or was public before: providers who
are ready, signed agreements that the parties have put online themselves, committees and counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit_networking.model import Case

if TYPE_CHECKING:
    from datetime import date

    from ogpkit.api.content import Document, Workspace
    from ogpkit_networking.model import Provider


@attrs.frozen(kw_only=True)
class Figures:
    """How the mechanism is used, in numbers.

    Attributes:
        requests: How many requests there are.
        introductions: How many introductions were made.
        dialogues: How many of them led to a dialogue.
        agreements: How many requests led to a signed agreement.
    """

    requests: int
    introductions: int
    dialogues: int
    agreements: int


def count_figures(workspace: Workspace) -> Figures:
    """Return the numbers that the portal gives of all cases, also of those that are between the parties."""
    from ogpkit_networking.measures import has_led_to_dialogue, is_agreed  # noqa: PLC0415  they stand on the kinds

    found = [document.entity for document in workspace.all(Case)]
    pairs = [(case, one) for case in found for one in case.introductions]
    return Figures(
        requests=len(found),
        introductions=len(pairs),
        dialogues=sum(has_led_to_dialogue(case, one) for case, one in pairs),
        agreements=sum(map(is_agreed, found)),
    )


def is_public(case: Case, today: date) -> bool:
    """Tell whether a case may be spoken of in public: the parties have signed an agreement and put it online.

    Args:
        today: The day on which it is looked at.
    """
    agreement = case.agreement
    return bool(agreement and agreement.url and agreement.signed and agreement.signed <= today)


def redact_case(document: Document[Case], workspace: Workspace) -> Case | None:
    """Return the agreement of a case, once it is signed and online.

    When it was asked for and by which steps stays between the parties.

    Args:
        workspace: Where it lies.
    """
    case = document.entity
    if case.agreement is None or case.agreement.signed is None or not is_public(case, workspace.today):
        return None
    steps = tuple(attrs.evolve(step, by="") for step in case.history if step.stage == "agreed")
    steps = tuple(step for step in steps if step.on <= workspace.today)
    return attrs.evolve(case, opened=case.agreement.signed, history=steps)


def redact_provider(document: Document[Provider], workspace: Workspace) -> Provider | None:
    """Return a provider who is ready to be introduced; of another one its name, where a public agreement is with it.

    Args:
        workspace: Where it lies.
    """
    provider = document.entity
    if provider.ready:
        return provider
    if document.id in workspace.memoize(_list_public_parties):
        return attrs.evolve(provider, countries=(), based_in=None, expertise=(), url=None)
    return None


def _list_public_parties(workspace: Workspace) -> frozenset[str]:
    found = (document.entity for document in workspace.all(Case))
    return frozenset(
        name
        for case in found
        if case.agreement and is_public(case, workspace.today)
        for name in case.agreement.providers
    )
