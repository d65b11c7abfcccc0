"""Questions to all plugins, under the guard: statuses, due dates, report inputs, documents, referrals, the calendar."""

from __future__ import annotations

from datetime import timedelta
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model import Country
from ogpkit.plugins.contributions import DueDate, Event, Referral, ReportInput, Task, Tasks
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.places import Place, Scope, Status
from ogpkit.plugins.stages import stage_title
from ogpkit.plugins.typecheck import verify_optional, verify_type
from ogpkit.text.blocks import TextDocument
from ogpkit.text.i18n import _, translate, use_language
from ogpkit.text.phrase import format_phrase
from ogpkit.workspace.countries import country_name
from ogpkit.workspace.placeholders import leave_out_placeholders

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from ogpkit.plugins.contributions import DocumentTemplate, Need
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.stages import StageGraph
    from ogpkit.workspace.content import Document, Workspace

T = TypeVar("T")


def collect(
    plugins: Plugins, plugin: str, doing: str, derive: Callable[[], Iterable[T]], wanted: type[T]
) -> Iterator[OwnedContribution[T]]:
    """Yield one by one what a source of a plugin derives, under the guard; what came before a fault is kept.

    A value of another class, or with an attribute of another type than its class declares, is left out alone.

    Args:
        plugins: The installed plugins; their guard notes the fault.
        plugin: Whose source it is.
        doing: What is asked of it.
        derive: Gives the values.
        wanted: Their class.
    """
    yield from (
        OwnedContribution(plugin, value)
        for value in plugins.collect(plugin, doing, derive, verify=partial(verify_type, wanted=wanted))
    )


def call_for_user(
    plugins: Plugins, plugin: str, doing: str, call: Callable[[], T], wanted: type | None = None
) -> T | None:
    """Return what a plugin answers; None when it failed, which the guard has noted.

    Args:
        plugin: The plugin's name.
        doing: What is asked of it.
        call: Asks.
        wanted: The class of the answer; any when left out.

    Raises:
        OgpkitError: The plugin says why it cannot, in words for the person.
    """
    said: list[OgpkitError] = []

    @wraps(call)  # what is wrong with an answer is said of the place of the call
    def ask() -> T | None:
        try:
            return call()
        except OgpkitError as error:
            said.append(error)
            return None

    def verify(answer: T | None) -> None:
        if wanted is not None:
            verify_optional(answer, wanted)

    found = plugins.call(plugin, doing, ask, None, patient=True, verify=verify)
    if said:
        raise said[0]
    return found


def describe_failure(plugins: Plugins, plugin: str) -> str:
    """Return what a plugin failed at last, with what to do about it."""
    fault = next((one for one in reversed(plugins.faults) if one.plugin == plugin), None)
    if fault is None:
        return _("It returned nothing. Tell the people who maintain the plugin.")
    return f"{fault.message} {fault.remedy}" + (f" [{fault.short_place}]" if fault.short_place else "")


def collect_report_inputs(
    workspace: Workspace, place: Place, language: str, plugins: Plugins
) -> tuple[OwnedContribution[ReportInput], ...]:
    """Return what the mechanisms tell of a cycle, in the order of the plugins.

    A source that fails gives what it gave before it failed, and the fault is noted with the plugins.

    Args:
        workspace: What the files say.
        place: The cycle.
        language: The language in which it is told.
    """
    with use_language(language):
        return tuple(
            account
            for source in plugins.accounts
            for account in collect(
                plugins,
                source.plugin,
                f"accounts {source.value.name}",
                partial(source.value.tell, workspace, place, language),
                ReportInput,
            )
        )


def collect_statuses(
    workspace: Workspace, place: Place, plugins: Plugins, only: Collection[str] = ()
) -> tuple[OwnedContribution[Status], ...]:
    """Return what the mechanisms say of a place, in the order of the plugins.

    A source that fails gives what it gave before it failed, and the fault is noted with the plugins.

    Args:
        workspace: What the files say.
        place: A country, a cycle or the whole workspace.
        only: The plugins that are asked; every one when left out.
    """
    scope = Scope.CYCLE if place.cycle else Scope.COUNTRY if place.country else Scope.WORKSPACE
    return tuple(
        standing
        for source in plugins.standings
        if source.value.scope == scope and (not only or source.plugin in only)
        for standing in collect(
            plugins,
            source.plugin,
            f"standings {source.value.name}",
            partial(source.value.derive, workspace, place),
            Status,
        )
    )


class NothingToWrite(OgpkitError):
    """Raised when there is no content for a document, or its plugin failed."""


def build_document(
    paper: OwnedContribution[DocumentTemplate], workspace: Workspace, place: Place, language: str, plugins: Plugins
) -> TextDocument:
    """Return a document about a place, in one language.

    Args:
        paper: Which document, and whose.
        workspace: What the files say.
        place: What it is about: a cycle, a country, or nothing for the whole workspace.
        language: The language of the document.

    Raises:
        NothingToWrite: There is nothing to write it from, or its plugin failed.
    """
    before = len(plugins.faults)
    with use_language(language):
        write = partial(paper.value.write, workspace.memoize(leave_out_placeholders), place, language)
        found = plugins.call(
            paper.plugin,
            f"document {paper.value.name}",
            write,
            None,
            patient=True,
            verify=lambda found: verify_optional(found, TextDocument),
        )
    if found is not None:
        return found if found.author else attrs.evolve(found, author=_find_author(workspace, place, language))
    if len(plugins.faults) > before:
        fault = plugins.faults[-1]
        raise NothingToWrite(f"{fault.message} {fault.remedy}")
    raise NothingToWrite(
        _("The workspace has no content for “{title}” yet.").format(title=translate(paper.value.title, paper.plugin))
        + " "
        + _describe_wanted(paper.value)
    )


def _find_author(workspace: Workspace, place: Place, language: str) -> str:
    """Return whose a document is: the institution to ask in the country, else the country, else the workspace."""
    found = workspace.one(Country, place.country) if place.country else None
    institution = found.entity.contact.institution if found is not None and found.entity.contact else ""
    called = country_name(workspace, place.country, language) if place.country else workspace.settings.workspace.name
    return institution or str(called)


def _describe_wanted(paper: DocumentTemplate) -> str:
    if paper.scope is Scope.CYCLE:
        return _("Name a cycle that has a file, as COUNTRY/CYCLE.")
    return _("Name a country that has a file.") if paper.scope is Scope.COUNTRY else ""


class NoReferralTarget(OgpkitError):
    """Raised when no installed plugin takes up a need."""


def refer_need(workspace: Workspace, need: Need, plugins: Plugins) -> Referral:
    """Return the document that takes a need up, from the first plugin that gives one; the caller creates it.

    Args:
        workspace: What the files say.
        need: What is needed.

    Raises:
        NoReferralTarget: No plugin takes it up, or each that could has failed.
    """
    for source in plugins.referrals:
        take_up = partial(source.value.take_up, workspace, need)
        found = plugins.call(
            source.plugin,
            f"referral {source.value.name}",
            take_up,
            None,
            patient=True,
            verify=lambda found: verify_type(found, Referral),
        )
        if found is not None:
            return found
    raise NoReferralTarget(
        _("No plugin that is on handles a need for expertise. Run `ogpkit plugin list` to see which plugins are off.")
    )


def collect_due_dates(
    workspace: Workspace, plugins: Plugins, only: Collection[str] = ()
) -> tuple[OwnedContribution[DueDate], ...]:
    """Return all that is due in a workspace, in the order of due dates, then of countries.

    That is what the plugins derive, and the ends of stages that may last only so long.

    A source that fails gives what it gave before it failed, and the fault is noted with the plugins.

    Args:
        workspace: What the files say.
        only: The plugins that are asked; every one when left out.
    """
    sources = (source for source in list_due_sources(plugins) if not only or source.plugin in only)
    found = [owned for source in sources for owned in source.ask(workspace, plugins)]
    return tuple(sorted(found, key=get_due_order))


@attrs.frozen
class DueSource:
    """Source of due dates, and whose it is.

    Attributes:
        plugin: The plugin's name.
        doing: What is asked of it.
        derive: Gives what is due.
        by_country: Whether what is due in a country follows from its files and the partnership's alone.
    """

    plugin: str
    doing: str
    derive: Callable[[Workspace], Iterable[DueDate]]
    by_country: bool

    def ask(self, workspace: Workspace, plugins: Plugins) -> Iterator[OwnedContribution[DueDate]]:
        """Yield what is due, under the guard.

        Args:
            workspace: What the files say.
        """
        yield from collect(plugins, self.plugin, self.doing, partial(self.derive, workspace), DueDate)


def list_due_sources(plugins: Plugins) -> tuple[DueSource, ...]:
    """Return who knows what is due: the plugins that derive it, and the stages that may last only so long."""
    return (
        *(
            DueSource(one.plugin, f"obligations {one.value.name}", one.value.derive, one.value.by_country)
            for one in plugins.obligations
        ),
        *(
            DueSource(
                one.plugin, f"stages {one.value.name}", partial(_list_stage_due_dates, one.value), by_country=True
            )
            for one in plugins.stages
        ),
    )


def collect_tasks(
    workspace: Workspace, plugins: Plugins
) -> Iterator[tuple[OwnedContribution[Tasks], tuple[Task, ...]]]:
    """Yield each source of tasks with what waits, longest first; one source after the other, so that keys can come between.

    A source that fails gives what it gave before it failed, and the fault is noted with the plugins.

    Args:
        workspace: What the files say.
    """
    for source in plugins.tasks:
        derive = partial(source.value.derive, workspace)
        found = collect(plugins, source.plugin, f"tasks {source.value.name}", derive, Task)
        yield source, tuple(sorted((owned.value for owned in found), key=lambda task: task.since or workspace.today))


def _list_stage_due_dates(graph: StageGraph[Any], workspace: Workspace) -> Iterator[DueDate]:
    """Yield the end of every stage that may last only so long, for each document that has entered it."""
    for document in workspace.all(graph.entity):
        yield from _list_ends(graph, document, workspace)


def _list_ends(graph: StageGraph[Any], document: Document[Any], workspace: Workspace) -> Iterator[DueDate]:
    stages, history = graph.stages(document, workspace), graph.history(document.entity)
    for position, step in enumerate(history):
        stage = stages.get(step.stage)
        if stage is None or stage.days is None:
            continue
        at = (graph.history_key, position)
        yield DueDate(
            title=format_phrase(
                _("{title}: end of “{stage}”"),
                title=translate(graph.title, graph.entity),
                stage=stage_title(graph, document, workspace, step.stage),
            ),
            due=step.on + timedelta(days=stage.days),
            place=Place(country=document.country, cycle=document.cycle, path=document.path, at=at),
            section=stage.section or graph.section,
            done=history[position + 1].on if position + 1 < len(history) else None,
            happened=format_phrase(
                _("{title}: “{stage}” ended"),
                title=translate(graph.title, graph.entity),
                stage=stage_title(graph, document, workspace, step.stage),
            ),
            key=f"{document.path}#{graph.history_key}-{position}",
        )


def collect_events(workspace: Workspace, plugins: Plugins) -> tuple[Event, ...]:
    """Return what plugins say happened until the day on which the workspace is looked at, newest first.

    A source that fails gives what it gave before it failed, and the fault is noted with the plugins.

    Args:
        workspace: What is public.
    """
    events = [
        owned.value
        for source in plugins.events
        for owned in collect(
            plugins, source.plugin, f"events {source.value.name}", partial(source.value.derive, workspace), Event
        )
        if owned.value.day <= workspace.today
    ]
    return tuple(sorted(events, key=lambda event: event.day, reverse=True))


def get_due_order(owned: OwnedContribution[DueDate]) -> tuple[str, str, str, str]:
    """Return what due dates are put in order by: the day, then the place, then the title."""
    due = owned.value
    return str(due.due), due.place.country, due.place.cycle, due.title
