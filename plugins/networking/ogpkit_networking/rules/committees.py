"""Rules about the mechanism's committee and the OGP Steering Committee (Roadmap III, Networking Mechanism)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, checked, suggest_spelling, swap_fix
from ogpkit.api.content import country_name
from ogpkit.api.text import _
from ogpkit_networking.committees import MechanismCommittee, SteeringCommittee, is_sitting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_networking.committees import CivilSocietySeat, GovernmentSeat


def _check_one_chair(document: Document[MechanismCommittee], _workspace: Workspace) -> Iterator[Problem]:
    members = document.entity.members
    # former chairs stay in the file with until; the contact is the one of today
    chairs = [place for place, member in enumerate(members) if member.chair and member.until is None]
    if not chairs:
        yield Problem(
            message=_("Nobody chairs the Networking Mechanism."),
            remedy=_("Set chair = true for one of the members: the chair is the primary point of contact."),
            at=("members",),
        )
    for place in chairs[1:]:
        yield Problem(
            message=_("“{name}” is a second chair of the Networking Mechanism.").format(name=members[place].name),
            remedy=_("Leave chair = true with one member."),
            at=("members", place, "chair"),
        )


def _check_both_sides(document: Document[SteeringCommittee], _workspace: Workspace) -> Iterator[Problem]:
    for key, several in (
        ("governments", document.entity.governments),
        ("civil_society", document.entity.civil_society),
    ):
        # Roadmap III: “comprised of governments … and leading civil society representatives”
        if not several:
            yield Problem(
                message=_("The Steering Committee has no members under {key}.").format(key=key),
                remedy=_("Add them: the committee is comprised of governments and of civil society representatives."),
                at=(key,),
            )


def _check_chairs(document: Document[SteeringCommittee], workspace: Workspace) -> Iterator[Problem]:
    committee = document.entity
    for place, chairs in enumerate(committee.chairs):
        # chairs come from among the members of that very year (Roadmap III: co-chairs of 2011)
        countries = {seat.country for seat in committee.governments if is_sitting(seat, chairs.year)}
        names = {seat.name for seat in committee.civil_society if is_sitting(seat, chairs.year)}
        for key, several, members in (
            ("countries", chairs.countries, countries),
            ("civil_society", chairs.civil_society, names),
        ):
            for position, one in enumerate(several):
                if one not in members:
                    yield Problem(
                        message=_("{name} chairs the Steering Committee in {year} and is no member then.").format(
                            name=country_name(workspace, one) if key == "countries" else one, year=chairs.year
                        ),
                        remedy=_("Add the member, or correct the year."),
                        at=("chairs", place, key, position),
                        fix=suggest_spelling(("chairs", place, key, position), one, sorted(names - set(several))).fix
                        if key == "civil_society"
                        else None,
                    )


def _check_repetition(document: Document[SteeringCommittee], _workspace: Workspace) -> Iterator[Problem]:
    committee = document.entity
    named = {
        "governments": [seat.country for seat in committee.governments],
        "civil_society": [seat.name for seat in committee.civil_society],
        "chairs": [str(chairs.year) for chairs in committee.chairs],
        "meetings": [str(meeting.year) for meeting in committee.meetings],
    }
    for key, several in named.items():
        for place, name in enumerate(several):
            # members come back after a pause; only terms that overlap are a mistake
            if name in several[:place] and not _is_another_term(committee, key, place):
                yield Problem(
                    message=_("“{name}” is there twice.").format(name=name),
                    remedy=_("Keep it once; a second term needs since, and the first one until."),
                    at=(key, place),
                )
    seats: list[tuple[str, int, GovernmentSeat | CivilSocietySeat]] = [
        *(("governments", place, seat) for place, seat in enumerate(committee.governments)),
        *(("civil_society", place, seat) for place, seat in enumerate(committee.civil_society)),
    ]
    for key, place, seat in seats:
        if seat.since and seat.until and seat.until < seat.since:
            yield Problem(
                message=_("The term ends in {until}, before it begins in {since}.").format(
                    until=seat.until, since=seat.since
                ),
                remedy=_("Correct since or until."),
                at=(key, place, "until"),
                fix=swap_fix(
                    _("Exchange since and until"),
                    ((key, place, "until"), seat.until),
                    ((key, place, "since"), seat.since),
                ),
            )


def _is_another_term(committee: SteeringCommittee, key: str, place: int) -> bool:
    """Tell whether a seat that is named again is a later term that does not overlap with the others."""
    if key == "governments":
        seat = committee.governments[place]
        ended = [one.until for one in committee.governments[:place] if one.country == seat.country]
        return seat.since is not None and all(until is not None and until < seat.since for until in ended)
    if key == "civil_society":
        own = committee.civil_society[place]
        ended = [one.until for one in committee.civil_society[:place] if one.name == own.name]
        return own.since is not None and all(until is not None and until < own.since for until in ended)
    return False


COMMITTEE_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(MechanismCommittee, _check_one_chair, code="NET018"),
    checked(SteeringCommittee, _check_both_sides, code="NET019"),
    checked(SteeringCommittee, _check_chairs, code="NET020"),
    checked(SteeringCommittee, _check_repetition, code="NET021"),
)
"""NET018 to NET021."""
