"""Who sits in the committees in a year, and who chairs them (Roadmap III, Networking Mechanism)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit_networking.model import MechanismCommittee, SteeringCommittee

if TYPE_CHECKING:
    from ogpkit.api.content import Document, Workspace
    from ogpkit_networking.model import (
        Chairs,
        CivilSocietySeat,
        GovernmentSeat,
        MechanismMember,
        Meeting,
    )


def is_sitting(seat: GovernmentSeat | CivilSocietySeat | MechanismMember, year: int) -> bool:
    """Tell whether a seat is taken in a year; a term without a beginning or an end has none."""
    return (seat.since is None or seat.since <= year) and (seat.until is None or year <= seat.until)


def find_steering_committee(workspace: Workspace) -> Document[SteeringCommittee] | None:
    """Return the OGP Steering Committee, if the workspace has its file."""
    return workspace.one(SteeringCommittee)


def find_mechanism_committee(workspace: Workspace) -> Document[MechanismCommittee] | None:
    """Return the committee of the Networking Mechanism, if the workspace has its file."""
    return workspace.one(MechanismCommittee)


def find_chairs(committee: SteeringCommittee, year: int) -> Chairs | None:
    """Return who chairs the Steering Committee in a year, if that is known."""
    return next((one for one in committee.chairs if one.year == year), None)


def find_meeting(committee: SteeringCommittee, year: int) -> Meeting | None:
    """Return the annual meeting of a year, if that is known."""
    return next((one for one in committee.meetings if one.year == year), None)


def list_years(committee: SteeringCommittee) -> tuple[int, ...]:
    """Return the years of which something is known, in order."""
    seats: list[GovernmentSeat | CivilSocietySeat] = [*committee.governments, *committee.civil_society]
    known = {year for seat in seats for year in (seat.since, seat.until) if year}
    held = {one.year for one in committee.chairs} | {one.year for one in committee.meetings}
    return tuple(sorted(known | held))
