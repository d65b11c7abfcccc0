"""What the pages of this plugin have in common: they follow every change at the desk while somebody sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widget import Widget

from ogpkit.app.plain import plain
from ogpkit.errors import OgpkitError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.desk import Desk


class Following(Vertical):
    """A part of a page that shows itself anew after every change at the desk.

    Attributes:
        desk: The workspace.
    """

    def __init__(self, desk: Desk) -> None:
        """Follow a workspace.

        Args:
            desk: The workspace.
        """
        super().__init__()
        self.desk = desk
        self._stop: Callable[[], None] | None = None

    def on_mount(self) -> None:
        """Show it, and follow every change."""
        self._stop = self.desk.subscribe(self.follow)
        self.call_after_refresh(self.follow)

    def on_unmount(self) -> None:
        """Follow no longer."""
        if self._stop:
            self._stop()

    def follow(self) -> None:
        """Show what there is now; a part that nobody sees waits until somebody does."""
        shown = (node.display for node in self.ancestors_with_self if isinstance(node, Widget))
        if self.is_attached and all(shown):
            self.show()

    def show(self) -> None:
        """Show what there is now."""

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something, and say in a note why it could not be done.

        Args:
            act: Does it.

        Returns:
            Whether it was done.
        """
        try:
            act()
        except OgpkitError as error:
            self.notify(plain(str(error)).plain, severity="error", markup=False)
            return False
        return True
