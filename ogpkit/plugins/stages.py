"""Stage graphs: which step may follow which, by whom, and what must be there first.

The graph itself is data of an edition. A plugin contributes the graph of its documents with the guards that decide whether
a stage may be entered; the same guards serve the check, the app and the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from ogpkit.model.annotations import Identifier
from ogpkit.model.cycle import Step
from ogpkit.model.translated import Translated
from ogpkit.text.i18n import _, current_language, join_list
from ogpkit.text.phrase import localized, write_day

if TYPE_CHECKING:
    from datetime import date
    from typing import Self

    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.workspace.content import Document, Workspace

E = TypeVar("E")


@attrs.frozen(kw_only=True)
class Stage:
    """One stage of a graph, as an edition gives it.

    Attributes:
        title: The name that people use for it.
        next: The stages that may follow.
        first: Whether a document may begin with it; where no stage says so, it begins with the first of the list.
        by: Who may enter it, in words; empty where anybody may.
        days: How long it may last before the next one is due, in days.
        section: Where the rule stands.
    """

    title: Translated = attrs.field(factory=Translated)
    next: tuple[Identifier, ...] = ()
    first: bool = False
    by: tuple[str, ...] = ()
    days: int | None = None
    section: str = ""


def find_reached_stages(stages: Mapping[str, Stage]) -> frozenset[str]:
    """Return the stages that can be entered: the first ones, and those to which they lead.

    Args:
        stages: The stages of a rule set, by name.
    """
    firsts = [name for name, stage in stages.items() if stage.first] or list(stages)[:1]
    return frozenset(firsts) | frozenset(name for first in firsts for name in _find_following(stages, first))


def order_stages(stages: Mapping[str, Stage]) -> Mapping[str, Stage]:
    """Return stages in their usual order: one that leads to an earlier one, and not back, comes before it.

    A rule set that extends another adds its own stages at the end, also those with which it begins.

    Args:
        stages: The stages of a rule set, by name.
    """
    following = {name: _find_following(stages, name) for name in stages}
    ordered: list[str] = []
    for name in stages:
        later = (at for at, one in enumerate(ordered) if one in following[name] and name not in following[one])
        ordered.insert(next(later, len(ordered)), name)
    return {name: stages[name] for name in ordered}


def _find_following(stages: Mapping[str, Stage], name: str) -> frozenset[str]:
    """Return the stages that can come after one, at once or later."""
    found: set[str] = set()
    to_see = list(stages[name].next)
    while to_see:
        one = to_see.pop()
        if one in stages and one not in found:
            found.add(one)
            to_see += stages[one].next
    return frozenset(found)


class Obstacle(str):
    """What is missing before a stage may be entered, in a sentence that knows where it belongs.

    Attributes:
        at: The key path of the field or section; empty for the file as a whole.
        path: The file, where it is not the one that goes through the stages.
    """

    __slots__ = ("at", "path")

    at: KeyPath
    path: str

    def __new__(cls, text: str, at: KeyPath = (), path: str = "") -> Self:
        """Say what is missing.

        Args:
            text: The sentence, translated; it may name keys in backticks.
            at: The key path of the field or section.
            path: The file, where it is another one.
        """
        made = super().__new__(cls, text)
        made.at = at
        made.path = path
        return made

    def __getnewargs__(self) -> tuple[str, KeyPath, str]:  # type: ignore[override]  # strings give a string
        """Return what makes it again from a copy."""
        return (str(self), self.at, self.path)


Guard = Callable[["Document[E]", "Workspace"], Iterable[str]]
"""Says what is missing before a stage may be entered; nothing when it may. A `Obstacle` says where it belongs as well."""


def _give_no_actors(_document: Document[Any], _workspace: Workspace) -> Mapping[str, str]:
    return {}


def _give_no_values(_session: EditSession, _document: Document[Any], _stage: str) -> Mapping[str, object]:
    return {}


def _give_no_note(_document: Document[Any], _workspace: Workspace, _position: int) -> str:
    return ""


@attrs.frozen(kw_only=True)
class StageGraph(Generic[E]):
    """Stages of one kind of document.

    Attributes:
        name: Its name, for example `cycle`.
        entity: The class whose documents go through it.
        title: What a person calls it, in English.
        section: Where the rule stands, for example `Roadmap XI`.
        stages: Gives the stages that hold for a document, from its edition, in their usual order.
        history: Gives the steps that a document has taken, oldest first.
        history_key: The key of the list of tables in the file that holds them.
        guards: What must be there before a stage, by stage name; those under an empty name before every stage.
        actors: Gives who moves such documents along: the name that files use, with what a person calls them. Whoever enters a
            stage is chosen among them; where there are none, a person writes who it is.
        needs_actor: Whether a stage that belongs to somebody cannot be entered without saying who does it.
        step_values: Gives further values of the step by which a stage is entered, by key; called when nothing stands against
            it. It may create files, for example a copy of the document as it is.
        step_note: Says more of a step that was taken, by its position in the history; empty where there is nothing more.
    """

    name: str
    entity: type[E]
    title: str
    section: str
    stages: Callable[[Document[E], Workspace], Mapping[str, Stage]]
    history: Callable[[E], Sequence[Step]]
    history_key: str = "history"
    guards: Mapping[str, tuple[Guard[E], ...]] = attrs.field(factory=dict, hash=False)
    actors: Callable[[Document[E], Workspace], Mapping[str, str]] = _give_no_actors
    needs_actor: bool = False
    step_values: Callable[[EditSession, Document[E], str], Mapping[str, object]] = _give_no_values
    step_note: Callable[[Document[E], Workspace, int], str] = _give_no_note


@attrs.frozen(kw_only=True)
class StageGuard(Generic[E]):
    """Condition that a plugin sets before documents that go through another plugin's stages may enter one.

    Attributes:
        name: Its name within the plugin.
        graph: The name of the stage graph, for example `cycle`.
        stage: The stage that it guards, as editions name it.
        guard: Says what is missing before the stage may be entered; nothing when it may.
    """

    name: str
    graph: str
    stage: str
    guard: Guard[E]


def with_guards(graph: StageGraph[E], guards: Iterable[StageGuard[E]]) -> StageGraph[E]:
    """Return a graph with more guards, after its own.

    Args:
        guards: Guards of this graph and of others, which are left out.
    """
    own = dict(graph.guards)
    for added in guards:
        if added.graph == graph.name:
            own[added.stage] = (*own.get(added.stage, ()), added.guard)
    return attrs.evolve(graph, guards=own)


def current_stage(graph: StageGraph[E], document: Document[E]) -> str:
    """Return the stage that a document is in; empty before the first.

    Args:
        graph: The graph of its kind.
    """
    history = graph.history(document.entity)
    return history[-1].stage if history else ""


def stage_title(graph: StageGraph[E], document: Document[E], workspace: Workspace, stage: str) -> str:
    """Return what a person calls a stage, in the language in use, or a phrase in the one that the edition has it in.

    Args:
        graph: The graph of its kind.
        workspace: Where it lies.
        stage: The stage's name.
    """
    known = graph.stages(document, workspace).get(stage)
    return (localized(known.title, current_language(), "en") if known else "") or stage


def actor_title(graph: StageGraph[E], document: Document[E], workspace: Workspace, actor: str) -> str:
    """Return what a person calls somebody who moves documents along, or the name that the file has.

    Args:
        graph: The graph of its kind.
        workspace: Where it lies.
        actor: The name.
    """
    return graph.actors(document, workspace).get(actor, actor)


def next_stages(graph: StageGraph[E], document: Document[E], workspace: Workspace) -> tuple[str, ...]:
    """Return the stages that may follow the present one; what their guards say is not asked.

    Args:
        graph: The graph of its kind.
        workspace: Where it lies.
    """
    stages = graph.stages(document, workspace)
    now = current_stage(graph, document)
    if not now:
        return tuple(name for name, stage in stages.items() if stage.first) or tuple(stages)[:1]
    return stages[now].next if now in stages else ()


def blockers(
    graph: StageGraph[E], document: Document[E], workspace: Workspace, stage: str, on: date, by: str = ""
) -> tuple[str, ...]:
    """Return everything that stands against entering a stage; nothing when it may be entered.

    Args:
        graph: The graph of its kind.
        document: The document as it is before the move.
        workspace: Where it lies.
        stage: The stage to move to.
        on: The day of the move.
        by: Who moves it.
    """
    stages = graph.stages(document, workspace)
    if stage not in stages:
        return (
            _("There is no stage “{stage}” here. Choose one of: {stages}.").format(
                stage=stage, stages=join_list(stages)
            ),
        )
    found: list[str] = []
    allowed = next_stages(graph, document, workspace)
    if stage not in allowed:
        said = _("The next stage can be: {allowed}.") if allowed else _("This document is at its last stage.")
        found.append(said.format(allowed=join_list(allowed)))
    history = graph.history(document.entity)
    if history and on < history[-1].on:
        found.append(
            _("The last step was on {last}. Choose that day or a later day.").format(last=write_day(history[-1].on))
        )
    if on > workspace.today:
        found.append(_("{day} is in the future. Enter the step when it has happened.").format(day=write_day(on)))
    actors = stages[stage].by
    named = join_list(_name_actor(graph, document, workspace, actor) for actor in actors)
    if actors and by and by not in actors:
        found.append(_("Only these can take this step: {actors}.").format(actors=named))
    if actors and not by and graph.needs_actor:
        found.append(_("Say who takes this step: {actors}.").format(actors=named))
    found.extend(list_missing(graph, document, workspace, stage))
    return tuple(found)


def _name_actor(graph: StageGraph[E], document: Document[E], workspace: Workspace, actor: str) -> str:
    """Return what a person calls somebody, with the name that files and commands have for them."""
    title = actor_title(graph, document, workspace, actor)
    return actor if title == actor else f"{title} ({actor})"


def list_missing(graph: StageGraph[E], document: Document[E], workspace: Workspace, stage: str) -> Iterator[str]:
    """Yield what a document lacks for a stage, as the guards of the graph say.

    Args:
        graph: The graph of its kind.
        document: The document as it is before the move.
        workspace: Where it lies.
        stage: The stage to move to.
    """
    for guard in (*graph.guards.get("", ()), *graph.guards.get(stage, ())):
        yield from guard(document, workspace)
