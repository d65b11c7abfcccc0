"""What people do with a case, each declared once: assign, introduce, record, refine, expect, agree, close."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

import attrs

from ogpkit.api import Action, ActionResult, Argument, OgpkitError, Option, Scope, blockers, next_stages
from ogpkit.api.content import (
    Length,
    PastDay,
    Translated,
    entity_values,
    find_country_code,
    nearest_word,
)
from ogpkit.api.editing import (
    InsertItem,
    SetValue,
    StageBlocked,
    advance_stage,
    make_advance_action,
    report_change,
)
from ogpkit.api.text import _, sanitize_line
from ogpkit_networking.beginning import BEGINNINGS, UnusableName
from ogpkit_networking.cases import get_party_name, get_stage, list_introduced
from ogpkit_networking.model import (
    Agreement,
    Case,
    Closing,
    ClosingReason,
    CommitteeInput,
    CommitteeRole,
    Expectation,
    Fruit,
    Handover,
    Introduction,
    Message,
    Outcome,
    Provider,
    Purpose,
    Refinement,
    Review,
)
from ogpkit_networking.stages import CASE_STAGES
from ogpkit_networking.story_actions import STORY_ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ogpkit.api import Place
    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.editing import EditSession

_PARTY: Final = "PROVIDER|COUNTRY"

_BEFORE_INTRODUCTIONS: Final = ("assigned", "scoping", "refinement")
"""The stages from which an introduction leads on by itself; from any other a person decides."""


class NoSuchCase(OgpkitError):
    """Raised when a case, or something in it, is not there."""


class NothingToHandOver(OgpkitError):
    """Raised when a case has no manager who could hand it over, or would be handed over to the same one."""


@attrs.frozen(kw_only=True)
class Assignment:
    """A case manager.

    Attributes:
        manager: Who works with the government throughout.
        on: The day.
    """

    manager: Annotated[str, Argument()]
    on: PastDay


def assign(session: EditSession, place: Place, parameters: Assignment) -> ActionResult:
    """Assign a case manager; a case that has just been received moves on, one that has a manager is handed over."""
    document = _get_case(session, place)
    if document.entity.manager not in ("", parameters.manager):
        return hand_over(session, place, NewHandover(manager=parameters.manager, on=parameters.on))
    session.change(place.path, [SetValue(("manager",), parameters.manager)], _("Assign the case manager"))
    _move_if_possible(session, place, "assigned", parameters.on)
    said = _("{manager} manages the case {case}.").format(manager=parameters.manager, case=document.id)
    return report_change(session, place.path, said)


@attrs.frozen(kw_only=True)
class NewHandover:
    """A new case manager in place of the present one.

    Attributes:
        manager: Who takes the case over.
        note: Why, and what they should know.
        on: The day from which they manage it.
    """

    manager: Annotated[str, Argument()]
    note: Annotated[str, Length.LONG] = ""
    on: date


def hand_over(session: EditSession, place: Place, parameters: NewHandover) -> ActionResult:
    """Hand a case over to another case manager; the file keeps who managed it before, and until when.

    Raises:
        NothingToHandOver: Nobody manages the case, or the same person does.
    """
    document = _get_case(session, place)
    before = document.entity.manager
    if before in ("", parameters.manager):
        said = _("This case has no manager yet. Assign a case manager instead.")
        again = _("{manager} already manages this case. Name someone else.").format(manager=sanitize_line(before))
        raise NothingToHandOver(again if before else said)
    handover = Handover(on=parameters.on, from_=before, note=parameters.note)
    changes = (
        SetValue(("manager",), parameters.manager),
        InsertItem(("handovers",), len(document.entity.handovers), entity_values(handover)),
    )
    session.change(place.path, changes, _("Hand the case over"))
    said = _("{manager} manages the case {case}, which {before} managed until {day}.").format(
        manager=parameters.manager, case=document.id, before=before, day=parameters.on
    )
    return report_change(session, place.path, said)


@attrs.frozen(kw_only=True)
class NewIntroduction:
    """An introduction.

    Attributes:
        party: Whom the government meets.
        purpose: The purpose. A country is a peer.
        others: A provider who joins the introduction. Add each one separately.
        outcome: Its outcome.
        committee: The part that the mechanism's committee had in it.
        committee_on: The day on which the committee did so. The default is the day of the introduction.
        committee_by: Who said so for the committee.
        note: What was said at the introduction.
        on: The day.
    """

    party: Annotated[str, Argument(_PARTY)]
    purpose: Purpose | None = None
    others: Annotated[tuple[str, ...], Option("--with", "PROVIDER")] = ()
    outcome: Outcome = Outcome.PENDING
    committee: CommitteeRole | None = None
    committee_on: PastDay | None = None
    committee_by: str = ""
    note: str = ""
    on: PastDay

    @property
    def committee_input(self) -> CommitteeInput | None:
        """Return the committee's part, with its day."""
        if self.committee is None:
            return None
        return CommitteeInput(role=self.committee, on=self.committee_on or self.on, by=self.committee_by)


def introduce(session: EditSession, place: Place, parameters: NewIntroduction) -> ActionResult:
    """Introduce the government to a provider or a peer; where that is the next stage, the case moves on.

    Raises:
        UnusableName: A country cannot come along.
        StageBlocked: No case manager is assigned, who makes introductions.
    """
    case = _get_case(session, place).entity
    provider, country = find_party(session.workspace, parameters.party)
    others = tuple(find_party(session.workspace, other)[0] for other in parameters.others)
    if "" in others:
        raise UnusableName(_("Only providers can join an introduction. Introduce a country separately."))
    if not case.manager.strip():
        raise StageBlocked(
            _("Introductions"), (_("Assign a case manager first. The case manager makes the introductions."),)
        )
    introduction = Introduction(
        on=parameters.on,
        provider=provider,
        country=country or None,
        with_=others,
        purpose=parameters.purpose or (Purpose.PEER if country else Purpose.EXPERTISE),
        outcome=parameters.outcome,
        committee=parameters.committee_input,
        note=parameters.note,
    )
    _insert(session, place, "introductions", introduction, _("Introduce"))
    if get_stage(case) in _BEFORE_INTRODUCTIONS:
        target = "scoping" if introduction.purpose is Purpose.SCOPING else "introductions"
        _move_if_possible(session, place, target, introduction.on)
    said = _("The introduction to {party} is saved in {path}.").format(party=parameters.party, path=place.path)
    return report_change(session, place.path, said)


@attrs.frozen(kw_only=True)
class NewOutcome:
    """What has come of an introduction.

    Attributes:
        party: Whom the government met.
        outcome: What came of it.
    """

    party: Annotated[str, Argument(_PARTY)]
    outcome: Annotated[Outcome, Argument()]


def set_outcome(session: EditSession, place: Place, parameters: NewOutcome) -> ActionResult:
    """Say what has come of the newest introduction to somebody.

    Raises:
        NoSuchCase: Nobody of this name has been introduced.
    """
    party = "".join(find_party(session.workspace, parameters.party))
    introductions = _get_case(session, place).entity.introductions
    positions = [position for position, one in enumerate(introductions) if party in one.parties]
    if not positions:
        raise NoSuchCase(_("The government has not been introduced to “{party}” in this case.").format(party=party))
    change = SetValue(("introductions", positions[-1], "outcome"), parameters.outcome.value)
    session.change(place.path, [change], _("Record the outcome of an introduction"))
    return _report_noted(session, place)


def record(session: EditSession, place: Place, message: Message) -> ActionResult:
    """Record a turn of the dialogue."""
    _insert(session, place, "dialogue", message, _("Record the dialogue"))
    return _report_noted(session, place)


def refine(session: EditSession, place: Place, refinement: Refinement) -> ActionResult:
    """Take in how the government's request stands now; a case that was closed or agreed goes on."""
    _insert(session, place, "refinements", refinement, _("Refine the request"))
    _move_if_possible(session, place, "refinement", refinement.on)
    said = _("The request of {case} is refined.").format(case=_get_case(session, place).id)
    return report_change(session, place.path, said)


def expect(session: EditSession, place: Place, expectation: Expectation) -> ActionResult:
    """Write down what one side expects of the other, in place of what it expected before."""
    party = "".join(find_party(session.workspace, expectation.party))
    expectation = attrs.evolve(expectation, party=party)
    parties = [one.party for one in _get_case(session, place).entity.expectations]
    title = _("Record an expectation")
    if party in parties:
        change = SetValue(("expectations", parties.index(party)), entity_values(expectation))
        session.change(place.path, [change], title)
    else:
        _insert(session, place, "expectations", expectation, title)
    return _report_noted(session, place)


@attrs.frozen(kw_only=True)
class NewAgreement:
    """An agreement.

    Attributes:
        parties: A party to the agreement. Add each one separately.
        terms: The terms of engagement.
        signed: The day of signature. The default is today.
        start: The day on which the assistance starts.
        end: The day by which it ends.
        url: The address of the agreement.
    """

    parties: Annotated[tuple[str, ...], Option("--party", _PARTY)]
    terms: Translated
    signed: PastDay | None = None
    start: date | None = None
    end: date | None = None
    url: str = ""


def agree(session: EditSession, place: Place, parameters: NewAgreement) -> ActionResult:
    """Record the agreement."""
    _get_case(session, place)
    named = [find_party(session.workspace, party) for party in parameters.parties]
    agreement = Agreement(
        signed=parameters.signed or session.workspace.today,
        providers=tuple(provider for provider, _country in named if provider),
        countries=tuple(country for _provider, country in named if country),
        terms=parameters.terms,
        start=parameters.start,
        end=parameters.end,
        url=parameters.url or None,
    )
    change = SetValue(("agreement",), entity_values(agreement))
    session.change(place.path, [change], _("Record the agreement"))
    return report_change(session, place.path, _("The agreement is saved in {path}.").format(path=place.path))


@attrs.frozen(kw_only=True)
class NewClosing:
    """The end of a case.

    Attributes:
        reason: Why there is no agreement.
        note: More about it.
        fruitful: Whether the dialogue was fruitful.
        review: What made it so, or what was missing.
        on: The day.
        by: The person or institution that does it.
    """

    reason: ClosingReason | None = None
    note: str = ""
    fruitful: Fruit | None = None
    review: Annotated[str, Length.LONG] = ""
    on: PastDay
    by: str = ""


def close(session: EditSession, place: Place, parameters: NewClosing) -> ActionResult:
    """Close a case: after an agreement, or with the reason why there is none; and note whether the dialogue was fruitful.

    Raises:
        StageBlocked: There is neither an agreement nor a reason, or the case cannot be closed now.
    """
    document = _get_case(session, place)
    if parameters.reason is not None:
        closing = Closing(on=parameters.on, reason=parameters.reason, note=parameters.note)
        _insert(session, place, "closings", closing, _("Say why there is no agreement"))
    if parameters.fruitful is not None:
        review = Review(on=parameters.on, fruitful=parameters.fruitful, note=parameters.review)
        _insert(session, place, "reviews", review, _("Say whether the dialogue was fruitful"))
    advance_stage(session, place.path, "closed", parameters.on, parameters.by)
    return report_change(session, place.path, _("{case} is closed.").format(case=document.id))


def find_party(workspace: Workspace, name: str) -> tuple[str, str]:
    """Return a provider or a country that somebody named: its provider identifier or its country code, the other one empty.

    Args:
        name: The identifier of a provider, or a country.

    Raises:
        NoSuchCase: It is neither.
    """
    providers = [one.id for one in workspace.all(Provider)]
    if name in providers:
        return name, ""
    country = find_country_code(name)
    if country is not None:
        return "", country
    if near := nearest_word(name, providers):
        there = _("Did you mean {near}?").format(near=near)
    else:
        most = 8
        names = ", ".join(providers[:most]) + (" …" if len(providers) > most else "")
        there = _("Choose one of: {there}.").format(there=names or "–")
    raise NoSuchCase(
        _("“{name}” is neither a provider nor a country. {there}").format(name=sanitize_line(name), there=there)
    )


def _get_case(session: EditSession, place: Place) -> Document[Case]:
    found = session.workspace.documents.get(place.path)
    if found is None or not isinstance(found.entity, Case):
        raise NoSuchCase(_("{path} is not a readable case.").format(path=place.path))
    return found  # type: ignore[return-value]  # its entity is a case


def _insert(session: EditSession, place: Place, key: str, entity: object, title: str) -> None:
    position = len(getattr(_get_case(session, place).entity, key))
    session.change(place.path, [InsertItem((key,), position, entity_values(entity))], title)


def _move_if_possible(session: EditSession, place: Place, stage: str, on: date) -> None:
    """Enter a stage when it may follow and nothing stands against it; otherwise a person decides."""
    document = _get_case(session, place)
    may_follow = stage in next_stages(CASE_STAGES, document, session.workspace)
    if may_follow and not blockers(CASE_STAGES, document, session.workspace, stage, on):
        advance_stage(session, place.path, stage, on)


def _report_noted(session: EditSession, place: Place) -> ActionResult:
    return report_change(session, place.path, _("Saved in {path}.").format(path=place.path))


def _list_introduced(workspace: Workspace, place: Place) -> Mapping[str, Mapping[str, str]]:
    found = workspace.documents.get(place.path)
    parties = list_introduced(found.entity) if found is not None and isinstance(found.entity, Case) else ()
    return {"party": {party: get_party_name(workspace, party) for party in parties}}


def _list_sides(workspace: Workspace, place: Place) -> Mapping[str, Mapping[str, str]]:
    found = workspace.documents.get(place.path)
    if found is None or not isinstance(found.entity, Case):
        return {}
    country, manager = found.entity.country, found.entity.manager
    sides = {country: get_party_name(workspace, country), **_list_introduced(workspace, place)["party"]}
    speakers = {**sides, manager: manager} if manager else sides
    return {"party": sides, "from_": speakers, "to": speakers}


def _act(
    word: str,
    title: str,
    about: str,
    parameters: type,
    run: Callable[[EditSession, Place, Any], ActionResult],
    **more: Any,
) -> Action[Any]:
    """Return an action about one case."""
    return Action(
        name=f"networking-{word}",
        title=title,
        help=about,
        scope=Scope.DOCUMENT,
        kind="case",
        command=f"networking {word}",
        parameters=parameters,
        run=run,
        **more,
    )


ACTIONS: Final[tuple[Action[Any], ...]] = (
    *BEGINNINGS,
    *STORY_ACTIONS,
    _act("assign", "Assign a case manager", "Assign a case manager.", Assignment, assign),
    _act("hand-over", "Hand the case over", "Hand a case over to another case manager.", NewHandover, hand_over),
    _act(
        *("introduce", "Introduce someone"),
        "Introduce the government to a provider or to a peer country.",
        *(NewIntroduction, introduce),
        of_row=("party",),
        from_row=("purpose",),
    ),
    _act(
        *("outcome", "Record an outcome", "Record the outcome of an introduction.", NewOutcome, set_outcome),
        choices=_list_introduced,
    ),
    _act(
        *("record", "Record the dialogue", "Record who said what to whom.", Message, record),
        choices=_list_sides,
    ),
    _act(
        *("refine", "Refine the request", "Record the government's request as it is now.", Refinement, refine),
    ),
    _act(
        *("expect", "Record an expectation", "Record what one side expects of the other."),
        *(Expectation, expect),
        choices=_list_sides,
    ),
    _act("agree", "Record the agreement", "Record the agreement.", NewAgreement, agree),
    make_advance_action(
        CASE_STAGES,
        name="networking-advance",
        kind="case",
        command="networking advance",
        title="Move the case to another stage",
        about="Move a case to another stage. If the move is not allowed, you see what is missing.",
    ),
    _act(
        *("close", "Close the case", "Close a case after an agreement, or with a reason."),
        *(NewClosing, close),
    ),
)
"""Every deed at a case and at a story."""
