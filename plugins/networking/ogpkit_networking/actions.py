"""What people do with a case, each declared once: begin, refer, assign, introduce, record, refine, expect, agree, close."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

import attrs

from ogpkit.api import Action, ActionResult, Argument, OgpkitError, Option, Place, Scope
from ogpkit.api.content import Identifier, Translated, find_country_code
from ogpkit.api.editing import make_advance_action
from ogpkit.api.text import _
from ogpkit_networking import editing
from ogpkit_networking.cases import get_party_name, list_introduced
from ogpkit_networking.lookup import find_party
from ogpkit_networking.model import (
    Agreement,
    Case,
    Closing,
    ClosingReason,
    Expectation,
    Introduction,
    Maturity,
    Message,
    Outcome,
    Purpose,
    Refinement,
)
from ogpkit_networking.referral import refer
from ogpkit_networking.stages import CASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession

_PARTY: Final = "PROVIDER|COUNTRY"


class UnusableName(OgpkitError):
    """Raised when what was named is not what can stand there."""


@attrs.frozen
class NewCase:
    """A new case.

    Attributes:
        country: Who asks for expertise.
        request: What is asked for, in the government’s own words.
        cycle: The cycle that the request is about.
        commitments: A commitment that it is about; once for each.
        topics: What it is about, for example open-data; once for each.
        maturity: How clear the request is.
        id: Its identifier; made of country and topics when left out.
        on: The day; the present one when left out.
    """

    country: Annotated[str, Argument()]
    request: Annotated[Translated, Argument()]
    cycle: str = ""
    commitments: Annotated[tuple[str, ...], Option("--commitment")] = ()
    topics: Annotated[tuple[str, ...], Option("--topic")] = ()
    maturity: Maturity = Maturity.VAGUE
    id: Identifier | None = None
    on: date | None = None


def begin_case(session: EditSession, _place: Place, parameters: NewCase) -> ActionResult:
    """Begin a case.

    Raises:
        UnusableName: There is no such country.
    """
    code = find_country_code(parameters.country)
    if code is None:
        raise UnusableName(
            _("“{country}” is no country. Give its code, for example KE.").format(country=parameters.country)
        )
    case = Case(
        country=code,
        cycle=parameters.cycle,
        commitments=parameters.commitments,
        opened=parameters.on or session.workspace.today,
        request=parameters.request,
        topics=parameters.topics,
        maturity=parameters.maturity,
    )
    path = editing.begin_case(session, case, parameters.id or "")
    return _report(session, path, _("{path} is begun.").format(path=path), goes_there=True)


@attrs.frozen
class NewReferral:
    """A need that is referred.

    Attributes:
        what: The commitment, or the cycle whose plan as a whole it is.
        text: What is needed; the commitment's own words when left out.
        on: The day; the present one when left out.
    """

    what: Annotated[str, Argument("COUNTRY/CYCLE[/COMMITMENT]")]
    text: str = ""
    on: date | None = None


def refer_commitment(session: EditSession, _place: Place, parameters: NewReferral) -> ActionResult:
    """Refer a commitment, or a plan as a whole.

    Raises:
        UnusableName: There is no such commitment.
    """
    country, cycle, commitment = (*parameters.what.split("/", 2), "", "")[:3]
    path = f"countries/{country}/cycles/{cycle}/commitments/{commitment}.toml" if commitment else ""
    if not cycle or (path and path not in session.workspace.documents):
        raise UnusableName(
            _(
                "There is no “{place}” here. Name it as COUNTRY/CYCLE/COMMITMENT, for example KE/2012-2013/portal."
            ).format(place=parameters.what)
        )
    place = Place(country=country, cycle=cycle, path=path)
    taken_up = refer(session, place, parameters.on or session.workspace.today, parameters.text).path
    return _report(session, taken_up, _("{path} takes it up.").format(path=taken_up), goes_there=True)


@attrs.frozen
class Assignment:
    """A case manager.

    Attributes:
        manager: Who works with the government throughout.
        on: The day; the present one when left out.
    """

    manager: Annotated[str, Argument()]
    on: date | None = None


def assign(session: EditSession, place: Place, parameters: Assignment) -> ActionResult:
    """Assign a case manager."""
    editing.assign(session, place.path, parameters.manager, parameters.on or session.workspace.today)
    said = _("{manager} manages the case {case}.").format(
        manager=parameters.manager, case=_name_case(session, place.path)
    )
    return _report(session, place.path, said)


@attrs.frozen
class NewIntroduction:
    """An introduction.

    Attributes:
        party: To whom the government is introduced.
        purpose: What for; a country is a peer.
        others: A provider who comes along; once for each.
        outcome: What has become of it.
        note: What was said on the occasion.
        on: The day; the present one when left out.
    """

    party: Annotated[str, Argument(_PARTY)]
    purpose: Purpose | None = None
    others: Annotated[tuple[str, ...], Option("--with", "PROVIDER")] = ()
    outcome: Outcome = Outcome.PENDING
    note: str = ""
    on: date | None = None


def introduce(session: EditSession, place: Place, parameters: NewIntroduction) -> ActionResult:
    """Introduce the government to somebody.

    Raises:
        UnusableName: A country cannot come along.
    """
    provider, country = find_party(session.workspace, parameters.party)
    others = tuple(find_party(session.workspace, other)[0] for other in parameters.others)
    if "" in others:
        raise UnusableName(_("Only providers can come along; introduce a country by itself."))
    introduction = Introduction(
        on=parameters.on or session.workspace.today,
        provider=provider,
        country=country or None,
        with_=others,
        purpose=parameters.purpose or (Purpose.PEER if country else Purpose.EXPERTISE),
        outcome=parameters.outcome,
        note=parameters.note,
    )
    editing.introduce(session, place.path, introduction)
    said = _("The introduction to {party} is noted in {path}.").format(party=parameters.party, path=place.path)
    return _report(session, place.path, said)


@attrs.frozen
class NewOutcome:
    """What has come of an introduction.

    Attributes:
        party: To whom the government was introduced.
        outcome: What has come of it.
    """

    party: Annotated[str, Argument(_PARTY)]
    outcome: Annotated[Outcome, Argument()]


def set_outcome(session: EditSession, place: Place, parameters: NewOutcome) -> ActionResult:
    """Say what has come of an introduction."""
    provider, country = find_party(session.workspace, parameters.party)
    editing.set_outcome(session, place.path, provider or country, parameters.outcome)
    return _report_noted(session, place.path)


@attrs.frozen
class NewMessage:
    """A turn of the dialogue.

    Attributes:
        speaker: Who said it.
        listener: To whom.
        summary: What was said.
        on: The day; the present one when left out.
    """

    speaker: Annotated[str, Argument("FROM")]
    listener: Annotated[str, Argument("TO")]
    summary: Annotated[str, Argument()]
    on: date | None = None


def record(session: EditSession, place: Place, parameters: NewMessage) -> ActionResult:
    """Record a turn of the dialogue."""
    on = parameters.on or session.workspace.today
    message = Message(on=on, from_=parameters.speaker, to=parameters.listener, summary=parameters.summary)
    editing.record(session, place.path, message)
    return _report_noted(session, place.path)


@attrs.frozen
class NewRefinement:
    """How the request stands now.

    Attributes:
        request: What is asked for now.
        maturity: How clear the request is.
        topics: What it is about by now; once for each.
        possibilities: What the government knows of possibilities and limits.
        what: What exactly is meant, for example which types of data.
        change: Why it would have an impact on a commitment.
        url: Where the plan of action can be read.
        on: The day; the present one when left out.
    """

    request: Annotated[Translated, Argument()]
    maturity: Maturity = Maturity.SCOPED
    topics: Annotated[tuple[str, ...], Option("--topic")] = ()
    possibilities: Translated | None = None
    what: Translated | None = None
    change: Translated | None = None
    url: str = ""
    on: date | None = None


def refine(session: EditSession, place: Place, parameters: NewRefinement) -> ActionResult:
    """Take in how the government's request stands now."""
    values = attrs.asdict(parameters, recurse=False)
    values |= {"url": parameters.url or None, "on": parameters.on or session.workspace.today}
    editing.refine(session, place.path, Refinement(**values))
    said = _("The request of {case} is refined.").format(case=_name_case(session, place.path))
    return _report(session, place.path, said)


@attrs.frozen
class NewExpectation:
    """What one side expects of the other.

    Attributes:
        party: Who expects it.
        text: What they expect.
    """

    party: Annotated[str, Argument(_PARTY)]
    text: Annotated[Translated, Argument()]


def expect(session: EditSession, place: Place, parameters: NewExpectation) -> ActionResult:
    """Write down what one side expects of the other."""
    provider, country = find_party(session.workspace, parameters.party)
    editing.expect(session, place.path, Expectation(party=provider or country, text=parameters.text))
    return _report_noted(session, place.path)


@attrs.frozen
class NewAgreement:
    """An agreement.

    Attributes:
        parties: Once for each.
        terms: The terms of engagement.
        signed: The day of signature; the present one when left out.
        start: The day on which the assistance begins.
        end: The day by which it ends.
        url: Where the agreement can be read.
    """

    parties: Annotated[tuple[str, ...], Option("--party", _PARTY)]
    terms: Translated
    signed: date | None = None
    start: date | None = None
    end: date | None = None
    url: str = ""


def agree(session: EditSession, place: Place, parameters: NewAgreement) -> ActionResult:
    """Write the agreement down."""
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
    editing.agree(session, place.path, agreement)
    return _report(session, place.path, _("The agreement is written down in {path}.").format(path=place.path))


@attrs.frozen
class NewClosing:
    """The end of a case.

    Attributes:
        reason: Why there is no agreement.
        note: More about it.
        on: The day; the present one when left out.
        by: Who does it.
    """

    reason: ClosingReason | None = None
    note: str = ""
    on: date | None = None
    by: str = ""


def close(session: EditSession, place: Place, parameters: NewClosing) -> ActionResult:
    """Close a case: after an agreement, or with the reason why there is none."""
    on = parameters.on or session.workspace.today
    closing = Closing(on=on, reason=parameters.reason, note=parameters.note) if parameters.reason else None
    editing.close(session, place.path, closing, on, parameters.by)
    return _report(session, place.path, _("{case} is closed.").format(case=_name_case(session, place.path)))


def _name_case(session: EditSession, path: str) -> str:
    return session.workspace.documents[path].id


def _report_noted(session: EditSession, path: str) -> ActionResult:
    return _report(session, path, _("Noted in {path}.").format(path=path))


def _report(session: EditSession, path: str, said: str, *, goes_there: bool = False) -> ActionResult:
    """Return what was done, and what is to be thought of now."""
    findings = session.findings_at(Place(path=path))
    notes = tuple(f"{finding.code} {finding.message} {finding.remedy}" for finding in findings)
    return ActionResult(message=said, notes=notes, place=Place(path=path) if goes_there else None)


def _list_parties(workspace: Workspace, place: Place) -> Mapping[str, Mapping[str, str]]:
    case = editing.find_case_at(workspace, place.path)
    return {"party": {party: get_party_name(workspace, party) for party in list_introduced(case)}} if case else {}


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
    Action(
        name="networking-new",
        title="Begin a case",
        help="Begin a case: a government asks for expertise.",
        command="networking new",
        is_in_palette=False,
        parameters=NewCase,
        run=begin_case,
    ),
    Action(
        name="networking-refer-commitment",
        title="Refer a commitment",
        help="Refer a commitment, or a plan as a whole, to the mechanism that takes needs for expertise up.",
        command="networking refer",
        is_in_palette=False,
        parameters=NewReferral,
        run=refer_commitment,
    ),
    _act("assign", "Assign a case manager", "Assign a case manager.", Assignment, assign),
    _act(
        *("introduce", "Introduce somebody"),
        "Introduce the government to a provider or to a peer country.",
        *(NewIntroduction, introduce),
    ),
    _act(
        *("outcome", "Note an outcome", "Say what has come of an introduction.", NewOutcome, set_outcome),
        choices=_list_parties,
    ),
    _act(
        *("record", "Record the dialogue", "Record a turn of the dialogue: who said what to whom.", NewMessage, record),
    ),
    _act(
        *("refine", "Refine the request", "Take in how the government's request stands now.", NewRefinement, refine),
    ),
    _act(
        *("expect", "Write down an expectation", "Write down what one side expects of the other."),
        *(NewExpectation, expect),
    ),
    _act("agree", "Write the agreement down", "Write the agreement down.", NewAgreement, agree),
    make_advance_action(
        CASE_STAGES,
        name="networking-advance",
        kind="case",
        command="networking advance",
        title="Enter a stage",
        about="Move a case to another stage; a forbidden move says what is missing.",
    ),
    _act(
        *("close", "Close the case", "Close a case: after an agreement, or with the reason why there is none."),
        *(NewClosing, close),
    ),
)
"""Every deed at a case."""
