"""What people do with a plan, declared once: begin a cycle or a commitment, enter a stage, put commitments in order."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar, cast

import attrs

from ogpkit.api import Action, ActionResult, Argument, FirstStep, NoParameters, OgpkitError, Option, Place, Scope
from ogpkit.api.content import (
    Choice,
    Commitment,
    Cycle,
    GrandChallenge,
    Indicator,
    Milestone,
    ProgressUpdate,
    Reference,
    Refresh,
    Translated,
    entity_values,
    expect_rule_set,
    extend_entity,
    find_rules,
)
from ogpkit.api.editing import (
    InsertItem,
    SetValue,
    create_document,
    find_changes,
    make_add_action,
    make_advance_action,
    report_change,
)
from ogpkit.api.text import N_, _, current_language, localized
from ogpkit_commitments.edition import CommitmentsPart, get_rules
from ogpkit_commitments.kinds import COMMITMENT, CYCLE
from ogpkit_commitments.plan import (
    find_plan,
    find_refresh_due,
    find_usual_level,
    new_cycle,
    plan_of,
    suggest_cycle_name,
)
from ogpkit_commitments.stages import CYCLE_STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ogpkit.api import TableRow
    from ogpkit.api.content import KeyPath, Workspace
    from ogpkit.api.editing import EditSession


_YEARS: Final = re.compile(r"(\d{4})(?:-(\d{4}))?")
"""The name of a cycle by its years."""


class UnusableName(OgpkitError):
    """Raised when a cycle or a commitment cannot be called what it was to be called."""


class PlanLength(Choice):
    """Length of a plan; since 2022 it runs for two or for four years."""

    TWO = "2", "Two years"
    FOUR = "4", "Four years"


@attrs.frozen(kw_only=True)
class NewCycle:
    """A new cycle.

    Attributes:
        cycle: Its country and its name, for example KE/2023-2027. If you give only the country, the cycle is named by its years.
        edition: One rule set for everything in the cycle. If you leave it out, each rule set is chosen by date.
        cocreation: The day on which co-creation of the plan begins. It decides which standards apply.
        years: How long the plan runs.
        start: The day on which implementation begins. If you leave it out, it comes from the name.
        end: The last day of the cycle. If you leave it out, it comes from the length or the name.
        challenges: A grand challenge of the plan. Add each one separately.
    """

    cycle: Annotated[str, Argument("COUNTRY[/CYCLE]")]
    edition: str = ""
    cocreation: date | None = attrs.field(default=None, metadata={"label": "Start of co-creation"})
    years: PlanLength | None = attrs.field(default=None, metadata={"label": "Length"})
    start: date | None = attrs.field(default=None, metadata={"label": "Implementation begins"})
    end: date | None = attrs.field(default=None, metadata={"label": "Last day"})
    challenges: Annotated[tuple[GrandChallenge, ...], Option("--challenge")] = ()


def begin_cycle(session: EditSession, place: Place, parameters: NewCycle) -> ActionResult:
    """Start a cycle.

    Raises:
        UnusableName: No country is named, or nothing says on which days the cycle begins and ends.
        UnknownRuleSet: No installed plugin knows the rule set.
    """
    country, _slash, name = parameters.cycle.partition("/")
    if not country:
        raise UnusableName(_("Give a country and a cycle, for example KE/2023-2027."))
    start, end = _choose_days(session.workspace, country, name, parameters)
    entity = Cycle(
        edition=expect_rule_set(parameters.edition, session.workspace.editions) if parameters.edition else None,
        cocreation=parameters.cocreation,
        start=start,
        end=end,
        challenges=parameters.challenges,
    )
    name = name or suggest_cycle_name(session.workspace, place, entity)
    path = CYCLE.pattern.fill({"country": country, "cycle": name})
    session.create(path, entity)
    session.settle()
    said = _("{path} is created. Plan its consultation next.")
    if get_rules(session.workspace, country, name).least_challenges:
        said = _("{path} is created. Choose its grand challenges and describe existing efforts.")
    return ActionResult(message=said.format(path=path), place=Place(country=country, cycle=name, path=path))


def _choose_days(workspace: Workspace, country: str, name: str, parameters: NewCycle) -> tuple[date, date]:
    """Return the days of a new cycle: those that are given, else whole years from the end of the last one, by the name."""
    if parameters.start and parameters.end:
        return parameters.start, parameters.end
    years = _YEARS.fullmatch(name)
    if not years and not (parameters.start and parameters.years):
        raise UnusableName(_("Say when the cycle starts and ends, with --start and --end or --years."))
    first, last = (int(years[1]), int(years[2] or years[1])) if years else (0, 0)
    before = max((one.entity.end for one in workspace.all(Cycle, country)), default=None)
    start = parameters.start or (
        before + timedelta(days=1) if before and before.year in {first - 1, first} else date(first, 1, 1)
    )
    if not parameters.start and parameters.cocreation and start <= parameters.cocreation:
        # a plan is named by the year in which it is written, and most run from the January after it
        start = date(parameters.cocreation.year + 1, 1, 1)
    length = int(parameters.years.value) if parameters.years else max(last - first, 1)
    return start, parameters.end or start.replace(year=start.year + length, day=min(start.day, 28)) - timedelta(days=1)


def _suggest_cycle(workspace: Workspace, place: Place) -> Mapping[str, Any]:
    """Return what a person may leave as it is: the cycle follows the newest one, and its plan is as long as that one's."""
    entity = new_cycle(workspace, place)
    if not workspace.all(Cycle, place.country):
        # a first plan is written before it is implemented; most run from January to December
        later = date(workspace.today.year + 1, 1, 1) - entity.start
        entity = attrs.evolve(entity, start=entity.start + later, end=entity.end + later)
    length = str(round((entity.end - entity.start).days / 365))
    years = next((one for one in PlanLength if one.value == length), None)
    return {
        "cycle": place.country,
        "cocreation": entity.cocreation,
        "start": entity.start,
        **({"years": years} if years else {"end": entity.end}),
    }


def _skip_challenges(workspace: Workspace, place: Place) -> tuple[str, ...]:
    """Return what nobody is asked about a cycle or a commitment whose rules know no grand challenges."""
    held = (
        get_rules(workspace, place.country, place.cycle)
        if place.cycle
        else find_rules(workspace, CommitmentsPart, place.country)
    )
    return () if held is None or held.least_challenges else ("edition", "challenges", "challenge")


def note_refresh(session: EditSession, place: Place, parameters: Refresh) -> ActionResult:
    """Note when the refresh of a plan began and was made public, and what it changed; what is noted already stays.

    Args:
        place: The cycle.

    Raises:
        NoPlan: The cycle has no file that can be read.
    """
    document = find_plan(session.workspace, place).cycle
    there = document.entity.refresh
    said = entity_values(extend_entity(there, parameters, session.workspace.language))
    if changes := list(find_changes(entity_values(there) if there else {}, said, ("refresh",))):
        session.change(document.path, changes, _("Record the refresh of the plan"))
    session.settle()
    return report_change(session, document.path, _("The refresh is recorded."))


def _list_refresh(workspace: Workspace, place: Place) -> Mapping[str, Any]:
    plan = plan_of(workspace, place.country, place.cycle)
    refresh = plan.cycle.entity.refresh if plan else None
    return {name: getattr(refresh, name) for name in ("begun", "published", "url", "summary")} if refresh else {}


def is_refreshed(workspace: Workspace, place: Place) -> bool:
    """Tell whether the plan of a cycle is one that is refreshed midway.

    Args:
        place: The cycle, or something in it.
    """
    document = workspace.documents.get(place.path)
    country, cycle = (document.country, document.cycle) if document else (place.country, place.cycle)
    plan = plan_of(workspace, country, cycle)
    return plan is not None and find_refresh_due(plan.cycle.entity, get_rules(workspace, country, cycle)) is not None


@attrs.frozen(kw_only=True)
class NewCommitment:
    """A new commitment.

    Attributes:
        title: A short, concrete name.
        id: Its identifier. If you leave it out, it is made from the title.
        challenge: The grand challenge.
        lead: The institution that implements it.
    """

    title: str
    id: str = ""
    challenge: GrandChallenge | None = None
    lead: str = ""


def begin_commitment(session: EditSession, place: Place, parameters: NewCommitment) -> ActionResult:
    """Begin a commitment with the days of its cycle.

    Args:
        place: The cycle.

    Raises:
        NoPlan: The cycle has no file that can be read.
        CannotBegin: It cannot have the identifier that was given.
    """
    cycle = find_plan(session.workspace, place).cycle.entity
    begun = Commitment(
        title=Translated.of({session.workspace.language: parameters.title}),
        challenge=parameters.challenge,
        level=find_usual_level(session.workspace, place.country),
        lead=parameters.lead,
        start=cycle.start,
        end=cycle.end,
    )
    around = Place(country=place.country, cycle=place.cycle)
    path = create_document(session, COMMITMENT, around, parameters.id, entity=begun)
    return ActionResult(message=_("{path} is created.").format(path=path), place=attrs.evolve(around, path=path))


@attrs.frozen(kw_only=True)
class ProgressReport(ProgressUpdate):
    """A report on the progress of a milestone, or of one of its indicators.

    Attributes:
        commitment: The commitment.
        milestone: The milestone.
        indicator: The indicator, if the report is about one.
    """

    commitment: Annotated[str, Reference("commitment", within="cycle"), Argument("COMMITMENT")]
    milestone: Annotated[str, Argument("MILESTONE")]
    indicator: str = ""


def report_progress(session: EditSession, place: Place, parameters: ProgressReport) -> str:
    """Add an update to a milestone or an indicator; its status follows from it.

    Args:
        place: The cycle.

    Raises:
        UnusableName: There is no such commitment, milestone or indicator.
    """
    document = session.workspace.one(Commitment, place.country, place.cycle, parameters.commitment)
    if document is None:
        raise UnusableName(_("There is no commitment “{name}” in this cycle.").format(name=parameters.commitment))
    position, milestone = _find_step(document.entity.milestones, parameters.milestone)
    at: KeyPath = ("milestones", position, "updates")
    count = len(milestone.updates)
    if parameters.indicator:
        number, indicator = _find_step(milestone.indicators, parameters.indicator)
        at, count = ("milestones", position, "indicators", number, "updates"), len(indicator.updates)
    update = ProgressUpdate(**{field.name: getattr(parameters, field.name) for field in attrs.fields(ProgressUpdate)})
    title = _("Report progress on “{name}”").format(name=parameters.indicator or parameters.milestone)
    session.change(document.path, [InsertItem(at, count, entity_values(update))], title)
    return _("The progress on “{name}” is recorded.").format(name=parameters.indicator or parameters.milestone)


S = TypeVar("S", Milestone, Indicator)


def _find_step(among: tuple[S, ...], name: str) -> tuple[int, S]:
    for position, one in enumerate(among):
        if one.id == name:
            return position, one
    known = ", ".join(one.id for one in among) or "–"
    raise UnusableName(_("There is no “{name}” here. Choose one of: {known}.").format(name=name, known=known))


def _find_milestone(row: TableRow[Milestone]) -> Mapping[str, Any]:
    return {"commitment": row.id, "milestone": row.item.id}


def copy_commitment(session: EditSession, place: Place, _parameters: NoParameters) -> ActionResult:
    """Copy what a commitment plans under another identifier and number, and go to the copy.

    What was done about it, and what was changed since it was made, is its own.

    Args:
        place: The commitment.
    """
    document = session.workspace.documents[place.path]
    commitment = cast("Commitment", document.entity)
    around = Place(country=document.country, cycle=document.cycle)
    plan = plan_of(session.workspace, document.country, document.cycle)
    entity = attrs.evolve(
        commitment,
        title=_mark_copy(commitment.title),
        number=str(len(plan.commitments) + 1) if plan else "",
        milestones=tuple(map(_forget_progress, commitment.milestones)),
        changes=(),
        url=None,
    )
    path = create_document(session, COMMITMENT, around, wish=re.sub(r"-\d+$", "", document.id), entity=entity)
    return ActionResult(message=_("{path} is created.").format(path=path), place=attrs.evolve(around, path=path))


def _forget_progress(milestone: Milestone) -> Milestone:
    """Return a milestone as it was planned."""
    indicators = tuple(attrs.evolve(one, status=None, updates=()) for one in milestone.indicators)
    done: dict[str, Any] = {"status": None, "completed": None, "evidence": (), "reason": None, "updates": ()}
    return attrs.evolve(milestone, indicators=indicators, **done)


def _mark_copy(title: Translated) -> Translated:
    if title.plain is not None:
        return Translated.of(f"{title.plain} ({_('copy')})")
    return Translated.of({language: f"{text} ({_('copy')})" for language, text in title.by_language.items()})


def move_up(session: EditSession, place: Place, _parameters: NoParameters) -> None:
    """Put a commitment before the one that comes before it in the plan."""
    _move(session, place, -1)


def move_down(session: EditSession, place: Place, _parameters: NoParameters) -> None:
    """Put a commitment after the one that follows it in the plan."""
    _move(session, place, 1)


def _move(session: EditSession, place: Place, by: int) -> None:
    """Put a commitment elsewhere in its plan: all are numbered anew, in one step."""
    document = session.workspace.documents[place.path]
    plan = find_plan(session.workspace, Place(country=document.country, cycle=document.cycle))
    order = [one.path for one in plan.commitments]
    position = order.index(place.path)
    order.insert(min(max(position + by, 0), len(order) - 1), order.pop(position))
    numbers = {one.path: one.entity.number for one in plan.commitments}
    changes = {
        path: [SetValue(("number",), str(number))]
        for number, path in enumerate(order, 1)
        if numbers[path] != str(number)
    }
    session.change_all(changes, _("Change the order of the commitments"))


def delete_commitment(session: EditSession, place: Place, _parameters: NoParameters) -> str:
    """Delete a commitment.

    Args:
        place: The commitment.
    """
    commitment = cast("Commitment", session.workspace.documents[place.path].entity)
    title = localized(commitment.title, current_language(), session.workspace.language)
    session.delete(place.path)
    return _("“{title}” is deleted. Press F6 to restore it.").format(title=title)


def _act_on_commitment(
    word: str, title: str, about: str, run: Callable[[EditSession, Place, NoParameters], ActionResult | str | None]
) -> Action[NoParameters]:
    """Return an action about one commitment, or about all that are marked."""
    return Action(
        name=f"commitments-{word}",
        title=title,
        help=about,
        scope=Scope.DOCUMENT,
        kind="commitment",
        run=run,
        on_several=word == "delete",
    )


def _has_no_cycle(workspace: Workspace, place: Place) -> bool:
    return bool(place.country) and not workspace.cycles(place.country)


def _has_no_commitment(workspace: Workspace, place: Place) -> bool:
    cycle = workspace.one(Cycle, place.country, place.cycle) if place.cycle else None
    is_over = cycle is None or cycle.entity.end < workspace.today
    return not is_over and not workspace.all(Commitment, place.country, place.cycle)


ACTIONS: Final[tuple[Action[Any], ...]] = (
    Action(
        name="commitments-begin-cycle",
        title="Start a cycle",
        help="Start a cycle.",
        command="cycle new",
        parameters=NewCycle,
        run=begin_cycle,
        initial=_suggest_cycle,
        skips=_skip_challenges,
        is_offered=lambda _workspace, place: bool(place.country),
        first_step=FirstStep(
            title=N_("Start a cycle"),
            about=N_("A cycle holds one action plan, from its consultation to the last report."),
            is_next=_has_no_cycle,
            order=20,
        ),
    ),
    Action(
        name="commitments-begin-commitment",
        title="Add a commitment",
        help="Add a commitment. Fill in the rest in the app or an editor.",
        scope=Scope.CYCLE,
        command="commitment new",
        parameters=NewCommitment,
        skips=_skip_challenges,
        run=begin_commitment,
        first_step=FirstStep(
            title=N_("Add a commitment"),
            about=N_("A commitment says what the government promises, with milestones and a date for each."),
            is_next=_has_no_commitment,
            order=40,
        ),
    ),
    Action(
        name="commitments-report-progress",
        title="Report progress",
        help="Report the progress of a milestone on one day. The newest report sets its status.",
        scope=Scope.CYCLE,
        command="commitment progress",
        parameters=ProgressReport,
        run=report_progress,
        of_row=("commitment", "milestone"),
        row_values=_find_milestone,
        on_several=True,
    ),
    make_advance_action(
        CYCLE_STAGES,
        name="commitments-advance-cycle",
        kind="cycle",
        command="cycle advance",
        title="Move the cycle to another stage",
        about="Move a cycle to its next stage. If the move is not allowed, you see what is missing.",
    ),
    Action(
        name="commitments-note-refresh",
        title="Record the refresh",
        help="Record when the refresh of a plan started, when it was published and what it changed.",
        scope=Scope.CYCLE,
        command="cycle refresh",
        parameters=Refresh,
        initial=_list_refresh,
        is_offered=is_refreshed,
        run=note_refresh,
    ),
    attrs.evolve(
        make_add_action(
            COMMITMENT,
            "changes",
            name="commitments-note-change",
            title="Record what the refresh changed",
            about="Record that the refresh of a plan added, changed or ended a commitment, and why.",
            command="commitment change",
        ),
        is_offered=is_refreshed,
        on_several=True,
    ),
    _act_on_commitment("copy", "Copy the commitment", "Copy a commitment under a new identifier.", copy_commitment),
    make_add_action(
        COMMITMENT,
        "milestones",
        name="commitments-add-milestone",
        title="Add a milestone",
        about="Add a milestone to a commitment.",
    ),
    _act_on_commitment("move-up", "Move up", "Move the commitment up in the plan.", move_up),
    _act_on_commitment("move-down", "Move down", "Move the commitment down in the plan.", move_down),
    _act_on_commitment(
        "delete", "Delete the commitment", "Delete a commitment. Press F6 to restore it.", delete_commitment
    ),
)
"""Start a cycle, add a commitment, enter a stage of a cycle, record a refresh; copy, move and delete a commitment."""
