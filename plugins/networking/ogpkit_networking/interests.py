"""Who governs the Networking Mechanism and would be a provider as well: a conflict of interest (Networking Mechanism)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.text import fold
from ogpkit_networking.cases import find_provider
from ogpkit_networking.committees import MechanismCommittee, list_members

if TYPE_CHECKING:
    from datetime import date

    from ogpkit.api.content import Workspace
    from ogpkit_networking.committees import MechanismMember


def find_member(workspace: Workspace, name: str, on: date) -> MechanismMember | None:
    """Return the member of the mechanism's committee that is called so, on a day; None where nobody there is.

    Args:
        workspace: Where the committee's file lies.
        name: What somebody is called.
        on: The day; a member is one from the first to the last of its years.
    """
    committee = workspace.one(MechanismCommittee)
    if committee is None:
        return None
    members = list_members(committee.entity, on.year)
    return next((one for one in members if fold(one.name) == fold(name)), None)


def find_governing_provider(workspace: Workspace, provider: str, on: date) -> MechanismMember | None:
    """Return the member of the mechanism's committee that a provider is, on a day; None where it is none.

    Args:
        workspace: Where it lies.
        provider: The identifier of the provider.
        on: The day.
    """
    found = find_provider(workspace, provider)
    return find_member(workspace, found.entity.name, on) if found is not None else None
