"""How cases begin: with a request, or with a need that somebody else found, as in a commitment or a plan (Roadmap VIII, XII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import attrs

from ogpkit.api import Action, ActionResult, Argument, Need, OgpkitError, Option, Place, Referral, ReferralTarget
from ogpkit.api.content import (
    Commitment,
    Identifier,
    Length,
    PastDay,
    Step,
    Translated,
    find_country_code,
    make_content_name,
    propose_identifier,
    refer_need,
)
from ogpkit.api.editing import create_document, installed_plugins, report_change
from ogpkit.api.text import _, current_language
from ogpkit_networking.cases import find_commitments
from ogpkit_networking.edition import get_case_rules
from ogpkit_networking.kinds import CASE, COMMITTEE, PROVIDER, STEERING, new_provider
from ogpkit_networking.likeness import join_languages, join_parts
from ogpkit_networking.model import Aim, Case, Channel, Maturity
from ogpkit_networking.topics import find_topics

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ogpkit.api import NoParameters
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession


class UnusableName(OgpkitError):
    """Raised when what was named is not what can stand there."""


class NothingToRefer(OgpkitError):
    """Raised when nothing of a place can be referred."""


@attrs.frozen(kw_only=True)
class NewCase:
    """A new case.

    Attributes:
        country: Who asks for expertise.
        request: The request, in the government’s own words.
        cycle: The cycle that the request is about.
        commitments: A commitment that it is about. Add each one separately.
        topics: What it is about, for example open-data. Add each topic separately.
        maturity: How clear the request is.
        aim: What the government wants to do with the expertise.
        channel: How the request came in.
        id: Its identifier. If you leave it out, it is made from the country and the topics.
        on: The day.
    """

    country: Annotated[str, Argument()]
    request: Annotated[Translated, Length.LONG, Argument()]
    cycle: str = ""
    commitments: Annotated[tuple[str, ...], Option("--commitment")] = ()
    topics: Annotated[tuple[str, ...], Option("--topic")] = ()
    maturity: Maturity = Maturity.VAGUE
    aim: Aim | None = None
    channel: Channel | None = None
    id: Identifier | None = None
    on: PastDay


def begin_case(session: EditSession, _place: Place, parameters: NewCase) -> ActionResult:
    """Begin a case with its first stage.

    Raises:
        UnusableName: There is no such country.
    """
    code = find_country_code(parameters.country)
    if code is None:
        raise UnusableName(
            _("“{country}” is not a country. Give its code, for example KE.").format(country=parameters.country)
        )
    case = Case(
        country=code,
        cycle=parameters.cycle,
        commitments=parameters.commitments,
        opened=parameters.on,
        request=parameters.request,
        topics=parameters.topics,
        maturity=parameters.maturity,
        aim=parameters.aim,
        channel=parameters.channel,
    )
    path = CASE.pattern.fill({"id": parameters.id or _find_identifier(case, session.workspace)})
    session.create(path, _enter_first_stage(case))
    return report_change(session, path, _("{path} is created.").format(path=path), goes_there=True)


def _find_identifier(case: Case, workspace: Workspace) -> str:
    """Return an identifier that no case has: the country and what the case is about, in a few words and letters of its own."""
    request = case.request.best("en", workspace.language)
    stem = propose_identifier(" ".join((case.country, *(case.topics[:2] or request.split()[:6]))))
    taken = {found.id for found in workspace.all(Case)}
    said = "\0".join((case.opened.isoformat(), case.cycle, *case.commitments, request))
    return make_content_name(stem, said, taken)


def _enter_first_stage(case: Case) -> Case:
    return attrs.evolve(case, history=(Step(stage="received", on=case.opened),))


def _fill_in_place(workspace: Workspace, place: Place) -> Mapping[str, Any]:
    known = workspace.countries
    return {"country": place.country or (known[0] if len(known) == 1 else ""), "cycle": place.cycle}


# Needs that somebody else found.


def take_up(workspace: Workspace, need: Need) -> Referral:
    """Return the case that takes a need up, under an identifier that is still free.

    Args:
        workspace: What the files say.
        need: What is needed.
    """
    case = Case(
        country=need.country,
        cycle=need.cycle,
        commitments=need.commitments,
        opened=need.on,
        request=Translated.of(need.text),
        topics=need.topics,
    )
    name, entity = describe_new_case(case, workspace)
    return Referral(path=CASE.pattern.fill({"id": name}), entity=entity, id=name)


def describe_new_case(case: Case, workspace: Workspace) -> tuple[str, Case]:
    """Return an identifier that is still free, and a case as it begins: with the topics that its words name, at its first stage.

    Args:
        case: What is asked for.
        workspace: The workspace that it would go into.
    """
    if not case.topics:
        case = _add_topics(case, workspace)
    return _find_identifier(case, workspace), _enter_first_stage(case)


def _add_topics(case: Case, workspace: Workspace) -> Case:
    """Return a case with the topics that its request and the titles of its commitments name."""
    titles = (one.entity.title for one in find_commitments(case, workspace))
    text = join_languages(case.request, *titles)
    return attrs.evolve(case, topics=find_topics(text, get_case_rules(case, workspace)))


REFERRALS: Final = ReferralTarget(name="networking", title="Networking Mechanism", take_up=take_up)
"""A new case of the Networking Mechanism."""


def refer(session: EditSession, place: Place, on: date, text: str = "") -> Referral:
    """Refer a commitment or a cycle to whichever mechanism takes needs up; its document is created, not yet saved.

    Args:
        place: The commitment or the cycle.
        on: The day on which it is asked for.
        text: What is needed. The default is the text of the commitment.

    Raises:
        NothingToRefer: It is neither, or a plan without commitments and without words.
    """
    need = _describe_need(session.workspace, place, on, text)
    referral = refer_need(session.workspace, need, installed_plugins(session))
    session.create(referral.path, referral.entity)
    return referral


def _describe_need(workspace: Workspace, place: Place, on: date, text: str) -> Need:
    languages = (workspace.language, current_language(), "en")
    document = workspace.documents.get(place.path)
    if document is not None and isinstance(document.entity, Commitment):
        own = (document.entity.title, document.entity.description or document.entity.ambition)
        said = text or join_parts(one.best(*languages) for one in own if one)
        return Need(country=document.country, on=on, text=said, cycle=document.cycle, commitments=(document.id,))
    plan = workspace.all(Commitment, place.country, place.cycle) if place.cycle else ()
    if not text and not plan:
        raise NothingToRefer(
            _("Go to a commitment, or to a cycle that has commitments. They say what the expertise is for.")
        )
    said = text or "\n".join(one.entity.title.best(*languages) or one.id for one in plan)
    return Need(country=place.country, on=on, text=said, cycle=place.cycle, commitments=tuple(one.id for one in plan))


@attrs.frozen(kw_only=True)
class NewReferral:
    """A need that is referred.

    Attributes:
        what: The commitment, or the cycle if the whole plan needs it.
        text: What is needed. The default is the text of the commitment.
        on: The day.
    """

    what: Annotated[str, Argument("COUNTRY/CYCLE[/COMMITMENT]")]
    text: str = ""
    on: PastDay


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
                "There is no “{place}” here. Give it as COUNTRY/CYCLE/COMMITMENT, for example KE/2012-2013/portal."
            ).format(place=parameters.what)
        )
    place = Place(country=country, cycle=cycle, path=path)
    taken_up = refer(session, place, parameters.on, parameters.text).path
    return report_change(session, taken_up, _("The need is now in {path}.").format(path=taken_up), goes_there=True)


def _name_place(workspace: Workspace, place: Place) -> Mapping[str, Any]:
    document = workspace.documents.get(place.path)
    is_commitment = document is not None and isinstance(document.entity, Commitment)
    commitment = f"/{document.id}" if document is not None and is_commitment else ""
    return {"what": f"{place.country}/{place.cycle}{commitment}"}


def _has_cycle(_workspace: Workspace, place: Place) -> bool:
    return bool(place.cycle)


# Other documents.


@attrs.frozen
class NewProvider:
    """A new provider of expertise.

    Attributes:
        name: What the provider is called. Its identifier is made from it.
    """

    name: str


def begin_provider(session: EditSession, _place: Place, parameters: NewProvider) -> ActionResult:
    """Add a provider to the directory."""
    begun = new_provider(session.workspace, Place(), parameters.name)
    path = create_document(session, PROVIDER, Place(), entity=begun)
    said = _("{path} is created. Say who the provider is and what it knows about.").format(path=path)
    return ActionResult(message=said, place=Place(path=path))


def begin_committees(session: EditSession, _place: Place, _parameters: NoParameters) -> str:
    """Begin the files of the committees that are not there yet."""
    missing = [kind for kind in (COMMITTEE, STEERING) if kind.pattern.text not in session.workspace.documents]
    made = [create_document(session, kind, Place()) for kind in missing]
    return (
        _("Created: {paths}").format(paths=", ".join(made)) if made else _("Both committees already have their files.")
    )


BEGINNINGS: Final[tuple[Action[Any], ...]] = (
    Action(
        name="networking-new",
        title="Request expertise",
        help="Start a case: a government asks for expertise.",
        command="networking new",
        parameters=NewCase,
        run=begin_case,
        initial=_fill_in_place,
    ),
    Action(
        name="networking-refer",
        title="Refer to the Networking Mechanism",
        help="Refer a commitment, or a whole plan, to the mechanism that finds expertise.",
        command="networking refer",
        parameters=NewReferral,
        run=refer_commitment,
        initial=_name_place,
        is_offered=_has_cycle,
    ),
    Action(
        name="networking-provider",
        title="Add a provider of expertise",
        help="Add a provider to the directory.",
        parameters=NewProvider,
        run=begin_provider,
    ),
    Action(
        name="networking-committees",
        title="Create the committees",
        help="Create the files of the Networking Mechanism’s committee and of the Steering Committee.",
        run=begin_committees,
    ),
)
"""Request expertise, refer, add a provider, begin the committees."""
