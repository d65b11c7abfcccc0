"""Who governs: the Networking Mechanism's committee, and the OGP Steering Committee (Roadmap III, Networking Mechanism)."""

from __future__ import annotations

from typing import Annotated

import attrs

from ogpkit.api.content import Audience, Bounds, Contact, CountryCode, WebAddress

Year = Annotated[int, Bounds(2011, 2200)]
"""A year of the partnership, which was launched in 2011."""


@attrs.frozen(kw_only=True)
class MechanismMember:
    """Organisation in the committee that governs the Networking Mechanism.

    Attributes:
        name: What it is called.
        chair: Whether it chairs the committee; the chair is the primary point of contact.
        since: The year since which it is a member.
        until: The last year in which it was one.
    """

    name: str
    chair: bool = False
    since: Year | None = None
    until: Year | None = None


@attrs.frozen(kw_only=True)
class MechanismCommittee:
    """Committee that governs the Networking Mechanism, and how to reach it (Networking Mechanism).

    Attributes:
        members: The organisations.
        contact: Whom a government writes to or calls; given to those who have signalled their intent to join (Roadmap XII).
        form: The web form by which a government says that it is interested in a first discussion.
        case_managers: Who can be assigned to a case.
        sources: Where the facts in this file come from: titles or addresses.
    """

    members: tuple[MechanismMember, ...] = ()
    contact: Annotated[Contact, Audience.INTERNAL] | None = None
    form: WebAddress | None = None
    case_managers: Annotated[tuple[str, ...], Audience.INTERNAL] = ()
    sources: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class GovernmentSeat:
    """Government in the OGP Steering Committee.

    Attributes:
        country: The country.
        since: The first year of its term.
        until: The last year of its term.
    """

    country: CountryCode
    since: Year | None = None
    until: Year | None = None


@attrs.frozen(kw_only=True)
class CivilSocietySeat:
    """Civil society representative in the OGP Steering Committee.

    Attributes:
        name: The organisation.
        country: Its country; left out for an international organisation.
        since: The first year of its term.
        until: The last year of its term.
    """

    name: str
    country: CountryCode | None = None
    since: Year | None = None
    until: Year | None = None


@attrs.frozen(kw_only=True)
class Chairs:
    """Who chairs the OGP Steering Committee in one year.

    Attributes:
        year: The year.
        countries: The governments.
        civil_society: The civil society organisations, by name.
    """

    year: Year
    countries: tuple[CountryCode, ...] = ()
    civil_society: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Meeting:
    """Annual OGP meeting.

    Attributes:
        year: The year.
        host: The government that hosts it.
    """

    year: Year
    host: CountryCode


@attrs.frozen(kw_only=True)
class SteeringCommittee:
    """Multi-stakeholder committee that oversees the OGP (Roadmap III).

    Attributes:
        governments: The governments in it.
        civil_society: The civil society representatives in it.
        chairs: Who chairs it, by year.
        meetings: Who hosts the annual meeting, by year.
        sources: Where the facts in this file come from: titles or addresses.
    """

    governments: tuple[GovernmentSeat, ...] = ()
    civil_society: tuple[CivilSocietySeat, ...] = ()
    chairs: tuple[Chairs, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    sources: tuple[str, ...] = ()


def is_sitting(seat: GovernmentSeat | CivilSocietySeat | MechanismMember, year: int) -> bool:
    """Tell whether a seat is taken in a year; a term without a beginning or an end has none."""
    return (seat.since is None or seat.since <= year) and (seat.until is None or year <= seat.until)


def select_year(committee: SteeringCommittee, year: int) -> SteeringCommittee:
    """Return what is so in one year."""
    return attrs.evolve(
        committee,
        governments=tuple(seat for seat in committee.governments if is_sitting(seat, year)),
        civil_society=tuple(seat for seat in committee.civil_society if is_sitting(seat, year)),
        chairs=tuple(one for one in committee.chairs if one.year == year),
        meetings=tuple(one for one in committee.meetings if one.year == year),
    )
