"""Moving a document along its stages; the same for a cycle, a report and a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.errors import OgpkitError
from ogpkit.plugins.manager import installed_plugins
from ogpkit.plugins.stages import blockers, stage_title
from ogpkit.text.i18n import _
from ogpkit.workspace.patch import InsertItem

if TYPE_CHECKING:
    from datetime import date

    from ogpkit.plugins.editing_protocol import EditSession


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


def advance_stage(desk: EditSession, path: str, stage: str, on: date, by: str = "", note: str = "") -> None:
    """Enter a stage: add the step to the history of a document, if nothing stands against it.

    Args:
        path: The document.
        stage: The stage to enter.
        by: Who moves it.
        note: Why, where it needs saying.

    Raises:
        StageBlocked: Something is missing, or the stage cannot follow.
    """
    document = desk.workspace.documents.get(path)
    graph = installed_plugins(desk).find_graph(type(document.entity)) if document else None
    if document is None or graph is None:
        raise StageBlocked(stage, (_("{path} does not go through stages.").format(path=path),))
    missing = blockers(graph, document, desk.workspace, stage, on, by)
    title = stage_title(graph, document, desk.workspace, stage)
    if missing:
        raise StageBlocked(title, missing)
    step = {"stage": stage, "on": on, **({"by": by} if by else {}), **({"note": note} if note else {})}
    position = len(graph.history(document.entity))
    desk.change(path, [InsertItem((graph.history_key,), position, step)], _("Enter “{stage}”").format(stage=title))
    desk.settle()
