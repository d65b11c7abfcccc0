"""Who governs: the Networking Mechanism's committee, and the OGP Steering Committee (Roadmap III, Networking Mechanism)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeAlias

import attrs

from ogpkit.api.content import Audience, Bounds, Contact, CountryCode, MailAddress, OlderDay, PastDay, WebAddress

if TYPE_CHECKING:
    from collections.abc import Iterator

Year = Annotated[int, Bounds(2011, 2200)]
"""A year of the partnership, which was launched in 2011."""


@attrs.frozen(kw_only=True)
class MechanismMember:
    """Organisation in the committee that governs the Networking Mechanism.

    Attributes:
        name: What it is called.
        chair: Whether it chairs the committee. The chair is the primary point of contact.
        since: The year since which it is a member.
        until: The last year in which it was a member.
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
        contact: Whom a government writes to or calls. Only for countries that have signalled their intent to join
            (Roadmap XII).
        form: The web form with which a government asks for a first discussion.
        interest: Where the portal's own form sends expressions of interest. Everyone can read this address.
        stories: Where practitioners send their stories and replies. Everyone can read this address.
        case_managers: Who can manage a case.
        sources: Where the facts in this file come from: titles or web addresses.
    """

    members: tuple[MechanismMember, ...] = ()
    contact: Annotated[Contact, Audience.INTERNAL] | None = None
    form: WebAddress | None = None
    interest: Annotated[MailAddress, Audience.PUBLIC] | None = None
    stories: Annotated[MailAddress, Audience.PUBLIC] | None = None
    case_managers: Annotated[tuple[str, ...], Audience.INTERNAL] = ()
    sources: tuple[str, ...] = ()


def list_members(committee: MechanismCommittee, year: int) -> tuple[MechanismMember, ...]:
    """Return who governs the mechanism in a year; a member without years always does.

    Args:
        committee: The mechanism's committee.
    """
    return tuple(
        one
        for one in committee.members
        if (one.since is None or one.since <= year) and (one.until is None or year <= one.until)
    )


@attrs.frozen(kw_only=True)
class GovernmentSeat:
    """Government in the OGP Steering Committee.

    Attributes:
        country: The country.
        since: The first year of its term.
        until: The last year of its term.
        start: The first day of its term, if known.
        end: The last day of its term, if known.
    """

    country: CountryCode
    since: Year | None = None
    until: Year | None = None
    start: OlderDay | None = None
    end: date | None = None


@attrs.frozen(kw_only=True)
class CivilSocietySeat:
    """Civil society representative in the OGP Steering Committee.

    Attributes:
        name: The organisation.
        country: Its country. Leave it out for an international organisation.
        since: The first year of its term.
        until: The last year of its term.
        start: The first day of its term, if known.
        end: The last day of its term, if known.
    """

    name: str
    country: CountryCode | None = None
    since: Year | None = None
    until: Year | None = None
    start: OlderDay | None = None
    end: date | None = None


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
        as_of: The day up to which the sources name the members. It is not known whether a term without an end goes on
            after this day.
        sources: Where the facts in this file come from: titles or web addresses.
    """

    governments: tuple[GovernmentSeat, ...] = ()
    civil_society: tuple[CivilSocietySeat, ...] = ()
    chairs: tuple[Chairs, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    as_of: PastDay | None = None
    sources: tuple[str, ...] = ()


Seat: TypeAlias = GovernmentSeat | CivilSocietySeat
"""A seat in the Steering Committee, for a term."""


def find_first_day(seat: Seat) -> date | None:
    """Return the first day of a term; None where nobody says when it began."""
    return seat.start or (date(seat.since, 1, 1) if seat.since else None)


def find_last_day(seat: Seat) -> date | None:
    """Return the last day of a term; None where nobody says when it ends."""
    return seat.end or (date(seat.until, 12, 31) if seat.until else None)


def is_sitting(seat: Seat, first: date, last: date | None = None) -> bool:
    """Tell whether a seat is taken on a day, or on any day up to another; a term without a beginning or an end has none.

    Args:
        first: The day.
        last: The last of several days.
    """
    began, ended = find_first_day(seat), find_last_day(seat)
    return (began is None or began <= (last or first)) and (ended is None or ended >= first)


def is_known(seat: Seat, committee: SteeringCommittee, day: date) -> bool:
    """Tell whether anybody knows who has a seat on a day: up to the day of the sources, and where its term has an end.

    Args:
        committee: The committee in which it is.
    """
    return committee.as_of is None or day <= committee.as_of or find_last_day(seat) is not None


def select_year(committee: SteeringCommittee, year: int) -> SteeringCommittee:
    """Return what is so in one year, of those who sit at any time in it."""
    return _select(committee, date(year, 1, 1), date(year, 12, 31))


def select_day(committee: SteeringCommittee, day: date) -> SteeringCommittee:
    """Return what is so on one day."""
    return _select(committee, day, day)


def _select(committee: SteeringCommittee, first: date, last: date) -> SteeringCommittee:
    def is_there(seat: Seat) -> bool:
        return is_sitting(seat, first, last) and is_known(seat, committee, first)

    return attrs.evolve(
        committee,
        governments=tuple(filter(is_there, committee.governments)),
        civil_society=tuple(filter(is_there, committee.civil_society)),
        chairs=tuple(one for one in committee.chairs if one.year == first.year),
        meetings=tuple(one for one in committee.meetings if one.year == first.year),
    )


def list_unknown(committee: SteeringCommittee, day: date) -> Iterator[Seat]:
    """Yield the seats of which nobody knows who has them on a day: taken when the sources end, without an end of the term."""
    seats: tuple[Seat, ...] = (*committee.governments, *committee.civil_society)
    for seat in seats:
        if is_sitting(seat, day) and not is_known(seat, committee, day):
            yield seat
