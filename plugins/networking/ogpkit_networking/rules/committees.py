"""Rules about the mechanism's committee and the OGP Steering Committee (Roadmap III, Networking Mechanism)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, checked, expected, ordered, refused, suggest_spelling
from ogpkit.api.content import country_name
from ogpkit.api.text import _
from ogpkit_networking.committees import MechanismCommittee, SteeringCommittee, is_sitting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_networking.committees import MechanismMember


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
    terms: dict[str, list[tuple[str, int | None, int | None]]] = {
        "governments": [(seat.country, seat.since, seat.until) for seat in committee.governments],
        "civil_society": [(seat.name, seat.since, seat.until) for seat in committee.civil_society],
        "chairs": [(str(chairs.year), None, None) for chairs in committee.chairs],
        "meetings": [(str(meeting.year), None, None) for meeting in committee.meetings],
    }
    for key, several in terms.items():
        for place, (name, since, _until) in enumerate(several):
            ended = [until for other, _since, until in several[:place] if other == name]
            # members come back after a pause; only terms that overlap are a mistake
            is_later = since is not None and all(until is not None and until < since for until in ended)
            if ended and not is_later:
                yield Problem(
                    message=_("“{name}” is there twice.").format(name=name),
                    remedy=_("Keep it once; a second term needs since, and the first one until."),
                    at=(key, place),
                )


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
        also=[ordered(SteeringCommittee, "civil_society[].since", "civil_society[].until"), _check_repetition],
    ),
)
"""NET018 to NET021."""
