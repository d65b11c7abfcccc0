"""What the parts of the consultation panel have in common: they follow every change at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widget import Widget

from ogpkit.app.going import GoTo
from ogpkit.app.plain import plain
from ogpkit.contributions import Place
from ogpkit_consultation.dossier import Dossier, dossier_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.desk import Desk
    from ogpkit.keypath import KeyPath


class Following(Vertical):
    """A part of the panel that shows itself anew after every change at the desk."""

    def __init__(self, desk: Desk, place: Place) -> None:
        """Follow a cycle.

        Args:
            desk: The workspace.
            place: The cycle.
        """
        super().__init__()
        self.desk = desk
        self.place = place
        self._stop: Callable[[], None] | None = None

    def on_mount(self) -> None:
        """Show it, and follow every change."""
        self._stop = self.desk.subscribe(self.follow)
        self.call_after_refresh(self.follow)

    def on_unmount(self) -> None:
        """Follow no longer."""
        if self._stop:
            self._stop()

    @property
    def dossier(self) -> Dossier | None:
        """The consultation as it is now; None where it has no file that can be read."""
        return dossier_of(self.desk.workspace, self.place.country, self.place.cycle)

    @property
    def is_seen(self) -> bool:
        """Whether it is on the screen, so that showing it anew is worth the while."""
        return self.is_attached and all(node.display for node in self.ancestors_with_self if isinstance(node, Widget))

    def follow(self) -> None:
        """Show everything as it is now; a part that nobody sees waits until somebody does."""
        if self.is_seen:
            self.show()

    def show(self) -> None:
        """Show everything as it is now."""

    def open(self, path: str, at: KeyPath = ()) -> None:
        """Go to a file.

        Args:
            path: The file.
            at: The key path in it.
        """
        self.post_message(GoTo(Place(country=self.place.country, cycle=self.place.cycle, path=path, at=at)))

    def complain(self, error: Exception) -> None:
        """Say what went wrong.

        Args:
            error: What a person can mend.
        """
        self.notify(plain(str(error)).plain, severity="error", markup=False)
