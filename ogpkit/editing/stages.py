"""Moving a document along its stages; the same for a cycle, a report and a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.annotations import PastDay
from ogpkit.plugins.actions import Action, ActionResult, report_change
from ogpkit.plugins.cli_commands import Argument
from ogpkit.plugins.contributions import ActionCall
from ogpkit.plugins.manager import installed_plugins
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.stages import StageGraph, blockers, next_stages, stage_title
from ogpkit.text.i18n import _
from ogpkit.workspace.patch import InsertItem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Document, Workspace


class StageBlocked(OgpkitError):
    """Raised when a stage cannot be entered yet; `missing` says what stands against it.

    Attributes:
        missing: What stands against it, each in a sentence.
    """

    def __init__(self, stage: str, missing: tuple[str, ...]) -> None:
        """Say everything that stands against the move.

        Args:
            stage: The stage, as a person calls it.
            missing: At least one reason.
        """
        self.missing = missing
        super().__init__(_("“{stage}” is not possible yet. {missing}").format(stage=stage, missing=" ".join(missing)))


def advance_stage(session: EditSession, path: str, stage: str, on: date, by: str = "", note: str = "") -> None:
    """Enter a stage: add the step to the history of a document, if nothing stands against it.

    Args:
        path: The document.
        stage: The stage to move to.
        by: Who moves it.
        note: The reason, if it needs one.

    Raises:
        StageBlocked: Something is missing, or the stage cannot follow.
    """
    document = session.workspace.documents.get(path)
    graph = installed_plugins(session).find_graph(type(document.entity)) if document else None
    if document is None or graph is None:
        raise StageBlocked(stage, (_("{path} has no stages.").format(path=path),))
    missing = blockers(graph, document, session.workspace, stage, on, by)
    title = stage_title(graph, document, session.workspace, stage)
    if missing:
        raise StageBlocked(title, missing)
    step = {"stage": stage, "on": on, **({"by": by} if by else {}), **({"note": note} if note else {})}
    step |= graph.step_values(session, document, stage)
    position = len(graph.history(document.entity))
    session.change(path, [InsertItem((graph.history_key,), position, step)], _("Move to “{stage}”").format(stage=title))
    session.settle()


@attrs.frozen
class NewStep:
    """A step to another stage.

    Attributes:
        stage: The stage to move to.
        on: The date. The default is today.
        by: The person or institution that does it.
        note: The reason, if it needs one.
    """

    stage: Annotated[str, Argument()]
    on: PastDay | None = None
    by: str = ""
    note: str = ""


def make_advance_action(
    graph: StageGraph[Any], *, name: str, kind: str, command: str, title: str, about: str
) -> Action[NewStep]:
    """Return the action that moves a document of a stage graph to another stage; a forbidden move says what is missing.

    Args:
        name: The name of the action.
        kind: The name of the kind of document.
        command: The words of the command, for example `cycle advance`.
        title: What the app calls it, in English.
        about: What it does, in a sentence of English.
    """

    def offer_stages(workspace: Workspace, place: Place) -> Mapping[str, Mapping[str, str]]:
        document = workspace.documents.get(place.path)
        if document is None:
            return {}
        following = next_stages(graph, document, workspace)
        offered = {"stage": {stage: stage_title(graph, document, workspace, stage) for stage in following}}
        actors = graph.actors(document, workspace)
        return {**offered, "by": actors} if actors else offered

    return Action(
        name=name,
        title=title,
        help=about,
        scope=Scope.DOCUMENT,
        kind=kind,
        command=command,
        parameters=NewStep,
        run=_enter_stage,
        choices=offer_stages,
    )


def _enter_stage(session: EditSession, place: Place, step: NewStep) -> ActionResult:
    advance_stage(session, place.path, step.stage, step.on or session.workspace.today, step.by, step.note)
    document = session.workspace.documents[place.path]
    said = _("{place} is now at the stage “{stage}”.").format(place="/".join(document.names.values()), stage=step.stage)
    graph = installed_plugins(session).find_graph(type(document.entity))
    last = len(graph.history(document.entity)) - 1 if graph else 0
    note = graph.step_note(document, session.workspace, last) if graph else ""
    result = report_change(session, place.path, said)
    return attrs.evolve(result, notes=(note, *result.notes)) if note else result


def find_advance_call(
    plugins: Plugins, graph: StageGraph[Any], document: Document[Any], workspace: Workspace, stage: str
) -> ActionCall | None:
    """Return the action that moves a document to a stage; None where no plugin has one for its kind.

    Args:
        plugins: The installed plugins.
        graph: The graph of its kind.
        workspace: Where it lies.
        stage: The stage to move to.
    """
    actions = (one.value for one in plugins.actions)
    known = next((one for one in actions if one.kind == document.kind and one.parameters is NewStep), None)
    if known is None:
        return None
    actors = graph.stages(document, workspace)[stage].by
    by = {"by": actors[0]} if len(actors) == 1 and actors[0] in graph.actors(document, workspace) else {}
    place = Place(country=document.country, cycle=document.cycle, path=document.path)
    return ActionCall(action=known.name, place=place, initial={"stage": stage, **by})
