"""The app as its parts see it: one workspace, the place that is shown, and the order of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from ogpkit.app.key_gate import KeyGate
from ogpkit.app.place_view import PlaceView

if TYPE_CHECKING:
    from ogpkit.editing.session import WorkspaceSession


class WorkspaceApp(App[None]):
    """App over one workspace.

    Attributes:
        desk: The workspace.
        key_gate: Lets keys wait for one another.
    """

    def __init__(self, desk: WorkspaceSession) -> None:
        """Open a workspace."""
        super().__init__()
        self.desk = desk
        self.key_gate = KeyGate(self)

    @property
    def view(self) -> PlaceView:
        """Return the place that is shown, with its panels."""
        return self.query_one(PlaceView)
