"""What needs a person now, the most urgent first, and how each plan stands."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.editing.stages import find_advance_call
from ogpkit.model.cycle import Cycle
from ogpkit.model.vocabulary import Choice, Severity
from ogpkit.plugins.contributions import ActionCall, DueDate
from ogpkit.plugins.places import Place, Progress
from ogpkit.plugins.queries import collect_tasks
from ogpkit.plugins.stages import Obstacle, current_stage, list_missing, next_stages, stage_title
from ogpkit.plugins.typecheck import verify_type
from ogpkit.schema.naming import FieldNames
from ogpkit.text.i18n import _, _n, translate
from ogpkit.text.phrase import format_phrase, write_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ogpkit.check.finding import Finding
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Status
    from ogpkit.plugins.stages import StageGraph
    from ogpkit.workspace.content import Document, Workspace

SOON: Final = 30
"""Days before something that is due is on the agenda."""

MOST_TASKS: Final = 5
"""Tasks of one source that are listed for each cycle; another line counts the others."""

MOST_CAUSES: Final = 8
"""Causes of problems that are listed; another line counts the others."""

_AFTERWARDS: Final = 730
"""Days after the end of a cycle in which it may go on: then its last reports are owed (Roadmap X, XI)."""

_MONTH: Final = 30.44
_YEAR: Final = 365.25
_DAYS: Final = 60
_MONTHS: Final = 24
"""Days up to which time is told in days, and months up to which it is told in months."""


class Urgency(Choice):
    """Why something is on the agenda, the most urgent first."""

    OVERDUE = "overdue", "Overdue"
    SOON = "soon", "Due in the next 30 days"
    WAITING = "waiting", "Waiting for your answer"
    STAGE = "stage", "The next stage"
    PROBLEMS = "problems", "Problems"


@attrs.frozen(kw_only=True)
class AgendaItem:
    """Something that needs a person now.

    Attributes:
        urgency: Why.
        title: What is to be done, in the user's language.
        place: Where it is done.
        when: Since when or by when, in words; how many there are for problems.
        action: What does it, where one action does.
        code: The code of the rule, where it is a cause of problems.
    """

    urgency: Urgency
    title: str
    place: Place
    when: str = ""
    action: ActionCall | None = None
    code: str = ""


@attrs.frozen(kw_only=True)
class CycleSummary:
    """How a cycle stands.

    Attributes:
        place: The cycle.
        stage: The stage that it is in, in the user's language; empty before the first.
        position: Which stage of the usual order that is, from 1; 0 before the first.
        stages: How many stages there are.
        progress: How far what is done in it has come.
        due: What is due next.
    """

    place: Place
    stage: str
    position: int
    stages: int
    progress: tuple[Progress, ...] = ()
    due: DueDate | None = None


class _Unit(Enum):
    DAY = 1
    MONTH = 2
    YEAR = 3


def _measure_time(days: int) -> tuple[_Unit, int]:
    """Return some days in the unit in which people count as many, and how many of it they are."""
    if days <= _DAYS:
        return _Unit.DAY, days
    months = round(days / _MONTH)
    return (_Unit.MONTH, months) if months <= _MONTHS else (_Unit.YEAR, int(days / _YEAR))


def describe_due(due: date, today: date) -> str:
    """Return in words when something is due.

    Args:
        due: The last day on which it is in time.
    """
    days = (due - today).days
    if days == 0:
        return _("Due today")
    if days > _DAYS:
        return _("Due on {day}").format(day=write_day(due))
    if days > 0:
        return _n("Due in {count} day", "Due in {count} days", days).format(count=days)
    unit, count = _measure_time(-days)
    if unit is _Unit.DAY:
        said = _n("Overdue by {count} day", "Overdue by {count} days", count)
    elif unit is _Unit.MONTH:
        said = _n("Overdue by {count} month", "Overdue by {count} months", count)
    else:
        said = _n("Overdue by {count} year", "Overdue by {count} years", count)
    return said.format(count=count)


def describe_wait(since: date | None, today: date) -> str:
    """Return in words for how long something waits; empty where that is not known or it has come today."""
    days = (today - since).days if since else 0
    if days <= 0:
        return ""
    unit, count = _measure_time(days)
    if unit is _Unit.DAY:
        said = _n("Waiting {count} day", "Waiting {count} days", count)
    elif unit is _Unit.MONTH:
        said = _n("Waiting {count} month", "Waiting {count} months", count)
    else:
        said = _n("Waiting {count} year", "Waiting {count} years", count)
    return said.format(count=count)


def is_within(place: Place, other: Place) -> bool:
    """Tell whether a place lies in another one, or is that.

    Args:
        other: A cycle, a country, or the whole workspace.
    """
    return other.country in ("", place.country) and other.cycle in ("", place.cycle)


def list_due_items(due_dates: Iterable[OwnedContribution[DueDate]], today: date, place: Place) -> Iterator[AgendaItem]:
    """Yield everything that is overdue, that of the last days first, then what is due soon.

    Args:
        due_dates: What is due, in the order of days.
        place: Whose agenda it is.
    """
    mine = [one.value for one in due_dates if not one.value.is_done and is_within(one.value.place, place)]
    late = [due for due in mine if due.due < today]
    soon = [due for due in mine if 0 <= (due.due - today).days <= SOON]
    # what was missed years ago stands behind what can be made good
    for urgency, found in ((Urgency.OVERDUE, reversed(late)), (Urgency.SOON, soon)):
        for due in found:
            when = describe_due(due.due, today)
            yield AgendaItem(urgency=urgency, title=due.title, place=due.place, when=when, action=due.action)


def list_waiting_items(workspace: Workspace, plugins: Plugins, place: Place) -> Iterator[AgendaItem]:
    """Yield what waits for the people who work here; of many of one sort those that wait longest, and a count of the others.

    Args:
        workspace: What the files say.
        place: Whose agenda it is.
    """
    for source, tasks in collect_tasks(workspace, plugins):
        listed: Counter[Place] = Counter()
        for task in tasks:
            if not is_within(task.place, place):
                continue
            around = Place(country=task.place.country, cycle=task.place.cycle)
            listed[around] += 1
            if listed[around] <= MOST_TASKS:
                when = describe_wait(task.since, workspace.today)
                yield AgendaItem(
                    urgency=Urgency.WAITING, title=task.title, place=task.place, when=when, action=task.action
                )
        for around, count in listed.items():
            if count > MOST_TASKS:
                title = translate(source.value.title, source.plugin)
                said = _("{title}: {count} more").format(title=title, count=count - MOST_TASKS)
                yield AgendaItem(urgency=Urgency.WAITING, title=said, place=around)


def find_open_cycles(workspace: Workspace, plugins: Plugins, place: Place) -> tuple[Document[Cycle], ...]:
    """Return the cycles that are not over, or that go on because reports on them are to come.

    Args:
        workspace: What the files say.
        place: Where to look.
    """
    graph = plugins.find_graph(Cycle)
    found = workspace.all(Cycle, place.country, place.cycle)
    return tuple(
        one for one in found if one.entity.end >= workspace.today or (graph and _goes_on(graph, one, workspace))
    )


def _goes_on(graph: StageGraph[Cycle], document: Document[Cycle], workspace: Workspace) -> bool:
    is_recent = (workspace.today - document.entity.end).days <= _AFTERWARDS
    return is_recent and bool(graph.history(document.entity) and next_stages(graph, document, workspace))


def list_stage_items(workspace: Workspace, plugins: Plugins, document: Document[Any]) -> Iterator[AgendaItem]:
    """Yield what stands before the next stages of a document, or that it can enter one now.

    Args:
        workspace: What the files say.
        document: A cycle, or another document that goes through stages.
    """
    owned = next((one for one in plugins.stages if one.value.entity is type(document.entity)), None)
    if owned is None:
        return
    graph, said = owned.value, set[str]()
    here = Place(country=document.country, cycle=document.cycle, path=document.path)
    for stage in next_stages(graph, document, workspace):
        title = stage_title(graph, document, workspace, stage)
        ask = partial(list_missing, graph, document, workspace, stage)
        missing = plugins.collect(owned.plugin, f"stage {stage}", ask, verify=partial(verify_type, wanted=str))
        for one in missing:
            if one not in said:
                said.add(one)
                place = attrs.evolve(here, path=one.path or here.path, at=one.at) if isinstance(one, Obstacle) else here
                names = FieldNames.of_file(workspace.kinds, place.path)
                needed = names.say(one, place.at)
                about = format_phrase(_("Before “{stage}”: {missing}"), stage=title, missing=needed)
                yield AgendaItem(urgency=Urgency.STAGE, title=about, place=place)
        if not missing:
            yield AgendaItem(
                urgency=Urgency.STAGE,
                title=format_phrase(_("Move to the stage “{stage}”: nothing is missing"), stage=title),
                place=here,
                action=find_advance_call(plugins, graph, document, workspace, stage),
            )


def list_problem_items(plugins: Plugins, findings: Sequence[Finding]) -> Iterator[AgendaItem]:
    """Yield the causes of problems with how many there are of each, the gravest and most frequent first.

    Args:
        plugins: The installed plugins, whose rules have titles.
        findings: What is wrong.
    """
    order = tuple(Severity)
    said = _("Not met: {rule}")
    titles = {str(one.value.code): said.format(rule=translate(one.value.title, one.plugin)) for one in plugins.rules}
    counts = Counter(one.code for one in findings)
    first = {one.code: one for one in reversed(findings)}
    codes = sorted(counts, key=lambda code: (order.index(first[code].severity), -counts[code], code))
    for code in codes[:MOST_CAUSES]:
        title = titles.get(code) or first[code].message
        yield AgendaItem(
            urgency=Urgency.PROBLEMS, title=title, place=Place(), when=count_problems(counts[code]), code=code
        )
    if others := codes[MOST_CAUSES:]:
        left = sum(counts[code] for code in others)
        said = _n("{count} other cause", "{count} other causes", len(others)).format(count=len(others))
        yield AgendaItem(urgency=Urgency.PROBLEMS, title=said, place=Place(), when=count_problems(left))


def count_problems(count: int) -> str:
    """Return how many problems there are, in words."""
    return _n("{count} problem", "{count} problems", count).format(count=count)


def describe_cycle(
    workspace: Workspace,
    plugins: Plugins,
    document: Document[Cycle],
    statuses: Iterable[OwnedContribution[Status]],
    due_dates: Iterable[OwnedContribution[DueDate]],
) -> CycleSummary:
    """Return how a cycle stands.

    Args:
        workspace: What the files say.
        document: The cycle.
        statuses: What the mechanisms say of it.
        due_dates: What is due anywhere, in the order of days.
    """
    place, graph = Place(country=document.country, cycle=document.cycle), plugins.find_graph(Cycle)
    stages = list(graph.stages(document, workspace)) if graph else []
    stage = current_stage(graph, document) if graph else ""
    open_ones = (one.value for one in due_dates if not one.value.is_done and is_within(one.value.place, place))
    return CycleSummary(
        place=place,
        stage=stage_title(graph, document, workspace, stage) if graph and stage else "",
        position=stages.index(stage) + 1 if stage in stages else 0,
        stages=len(stages),
        progress=tuple(one.value.progress for one in statuses if one.value.progress is not None),
        due=next((one for one in open_ones if one.due >= workspace.today), None),
    )
