"""Whether the app is at rest, for those who wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import ModalScreen

from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.workspace_app import WorkspaceApp

if TYPE_CHECKING:
    from textual.app import App


def is_busy(app: App[Any]) -> bool:
    """Tell whether something is under way: a worker, a key that waits for its turn, or what was typed and is not taken over yet.

    Args:
        app: The running app.
    """
    if isinstance(app, WorkspaceApp) and app.key_gate.has_waiting_keys:
        return True
    if not isinstance(app.screen, ModalScreen):  # a question is asked by a worker that waits for the answer
        under_way = (worker for worker in app.workers if worker.group != "watch" and not worker.is_finished)
        if any(under_way):
            return True
    return any(box.is_waiting for box in app.screen.walk_children(FieldBox))
