"""Rules about the mechanism's committee and the OGP Steering Committee (Roadmap III, Networking Mechanism)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, checked, expected, ordered, refused, suggest_spelling
from ogpkit.api.content import country_name
from ogpkit.api.text import _
from ogpkit_networking.committees import (
    MechanismCommittee,
    SteeringCommittee,
    find_first_day,
    find_last_day,
    is_known,
    is_sitting,
    select_day,
)
from ogpkit_networking.edition import get_usual_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_networking.committees import MechanismMember, Seat


def _list_chairs(committee: MechanismCommittee) -> list[MechanismMember]:
    # former chairs stay in the file with until; the contact is the one of today
    return [member for member in committee.members if member.chair and member.until is None]


def _has_no_chair(
    committee: MechanismCommittee, _document: Document[MechanismCommittee], _workspace: Workspace
) -> bool:
    return not _list_chairs(committee)


def _is_second_chair(member: MechanismMember, document: Document[MechanismCommittee], _workspace: Workspace) -> bool:
    return any(member is other for other in _list_chairs(document.entity)[1:])


def _check_chairs(document: Document[SteeringCommittee], workspace: Workspace) -> Iterator[Problem]:
    committee = document.entity
    for place, chairs in enumerate(committee.chairs):
        # chairs come from among the members of that very year (Roadmap III: co-chairs of 2011)
        year = date(chairs.year, 1, 1), date(chairs.year, 12, 31)
        countries = {seat.country for seat in committee.governments if is_sitting(seat, *year)}
        names = {seat.name for seat in committee.civil_society if is_sitting(seat, *year)}
        for key, several, members in (
            ("countries", chairs.countries, countries),
            ("civil_society", chairs.civil_society, names),
        ):
            for position, one in enumerate(several):
                if one not in members:
                    yield Problem(
                        message=_(
                            "{name} chairs the Steering Committee in {year}, but is not a member in that year."
                        ).format(name=country_name(workspace, one) if key == "countries" else one, year=chairs.year),
                        remedy=_("Add the member, or correct the year."),
                        at=("chairs", place, key, position),
                        fix=suggest_spelling(("chairs", place, key, position), one, sorted(names - set(several))).fix
                        if key == "civil_society"
                        else None,
                    )


def _check_repetition(document: Document[SteeringCommittee], _workspace: Workspace) -> Iterator[Problem]:
    committee = document.entity
    terms: dict[str, list[tuple[str, date | None, date | None]]] = {
        "governments": [(seat.country, *_find_term(seat)) for seat in committee.governments],
        "civil_society": [(seat.name, *_find_term(seat)) for seat in committee.civil_society],
        "chairs": [(str(chairs.year), None, None) for chairs in committee.chairs],
        "meetings": [(str(meeting.year), None, None) for meeting in committee.meetings],
    }
    for key, several in terms.items():
        for place, (name, first, _last) in enumerate(several):
            ended = [last for other, _first, last in several[:place] if other == name]
            # members come back after a pause; only terms that overlap are a mistake
            is_later = first is not None and all(last is not None and last < first for last in ended)
            if ended and not is_later:
                second_term = _(
                    "Delete one of them. If it is a second term, add `since` or `start` to it, and `until` or `end` to the "
                    "first term."
                )
                yield Problem(
                    message=_("“{name}” is there twice.").format(name=name),
                    remedy=_("Delete one of them.") if key in ("chairs", "meetings") else second_term,
                    at=(key, place),
                )


def _find_term(seat: Seat) -> tuple[date | None, date | None]:
    return find_first_day(seat), find_last_day(seat)


def _check_parity(document: Document[SteeringCommittee], workspace: Workspace) -> Iterator[Problem]:
    committee, part = document.entity, get_usual_rules(workspace).committee
    seats: tuple[Seat, ...] = (*committee.governments, *committee.civil_society)
    if part.since is None or not seats:
        return
    # it can change only on the days on which a term begins, or has ended the day before
    begun = {day for seat in seats if (day := find_first_day(seat))}
    ended = {day + timedelta(days=1) for seat in seats if (day := find_last_day(seat))}
    judged = [day for day in sorted({part.since, *begun, *ended}) if part.since <= day <= workspace.today]
    for day in reversed(judged):
        if all(is_known(seat, committee, day) for seat in seats if is_sitting(seat, day)):
            there = select_day(committee, day)
            governments, civil_society = len(there.governments), len(there.civil_society)
            if governments != civil_society:
                said = _("Seats since {day}: {governments} for governments, {civil_society} for civil society.")
                yield Problem(
                    message=said.format(day=day, governments=governments, civil_society=civil_society),
                    remedy=_("Add the missing members, or the day on which a term ended."),
                    at=("governments" if governments < civil_society else "civil_society",),
                )
            return


def _check_length(document: Document[SteeringCommittee], workspace: Workspace) -> Iterator[Problem]:
    committee, part = document.entity, get_usual_rules(workspace).committee
    for key, seats in (("governments", committee.governments), ("civil_society", committee.civil_society)):
        running: dict[str, list[Seat]] = {}
        for seat in seats:
            name = getattr(seat, "name", "") or country_name(workspace, seat.country or "")
            first, last = _find_term(seat)
            if part.since is None or first is None or first < part.since:
                continue
            before = running.get(name, [])
            ended = find_last_day(before[-1]) if before else None
            running[name] = [*before, seat] if ended and (first - ended).days <= _PAUSE else [seat]
            # a year alone does not say on which day, so that three years can touch four of them
            years = part.term_years if seat.start and seat.end else part.term_years + 1
            if last is not None and part.term_years and last >= first.replace(year=first.year + years, day=1):
                said = _("The term of {name} is longer than {years} years.")
                end = "end" if seat.end else "until"
                yield _report_term(said.format(name=name, years=part.term_years), key, seats, seat, end)
            elif part.terms and len(running[name]) > part.terms:
                said = _("This is more than the {terms} terms that {name} can serve in a row.")
                yield _report_term(said.format(name=name, terms=part.terms), key, seats, seat)


_PAUSE: Final = 366
"""So many days after the end of a term another one still follows it; ogpkit's own number, because files may give years alone."""


def _report_term(said: str, key: str, seats: tuple[Seat, ...], seat: Seat, *below: str) -> Problem:
    place = next(place for place, one in enumerate(seats) if one is seat)
    remedy = _("Correct `start` or `end`, or explain the longer term in `sources`.")
    return Problem(message=said, remedy=remedy, at=(key, place, *below))


COMMITTEE_RULES: Final[tuple[Rule[Any], ...]] = (
    refused(
        MechanismCommittee,
        "members",
        when=_has_no_chair,
        code="NET018",
        also=[refused(MechanismCommittee, "members[].chair", when=_is_second_chair)],
    ),
    # Roadmap III: “comprised of governments … and leading civil society representatives”
    expected(SteeringCommittee, "governments", "civil_society", code="NET019"),
    checked(SteeringCommittee, _check_chairs, code="NET020"),
    ordered(
        SteeringCommittee,
        "governments[].since",
        "governments[].until",
        code="NET021",
        also=[
            ordered(SteeringCommittee, "civil_society[].since", "civil_society[].until"),
            ordered(SteeringCommittee, "governments[].start", "governments[].end"),
            ordered(SteeringCommittee, "civil_society[].start", "civil_society[].end"),
            _check_repetition,
        ],
    ),
    checked(SteeringCommittee, _check_parity, code="NET022"),
    checked(SteeringCommittee, _check_length, code="NET023"),
)
"""NET018 to NET023."""
