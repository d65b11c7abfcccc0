"""Parts of a panel that follow the session: each shows what there is now, after every change and when somebody turns to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs
from textual.message_pump import MessagePump
from textual.widget import Widget

from ogpkit import serve_old_methods
from ogpkit.app.places import Navigate, path_place
from ogpkit.errors import OgpkitError
from ogpkit.plugins.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.editing_protocol import EditSession


class LiveWidget(MessagePump):
    """Mixin that shows a widget anew after every change in the session; it stands before the widget's own class.

    A part that nobody sees waits until somebody does, so that a change costs no more than what is on the screen:

        from ogpkit.api.ui import LiveWidget, plain_content

        class Costs(LiveWidget, Vertical):
            def compose(self):
                yield Static()

            def show(self):
                self.query_one(Static).update(plain_content(costs_of(self.session.workspace, self.place)))

    The framework calls `on_mount`, `on_show` and `on_unmount` of every class of a widget: a subclass that has them too
    calls none of these.

    Attributes:
        session: The workspace.
        place: What is shown of it.
    """

    if not TYPE_CHECKING:
        __getattr__ = serve_old_methods("ogpkit.api.ui.LiveWidget", attempt="try_action", desk="session")

    _stop: Callable[[], None] | None = None
    _is_behind = True

    def __init__(self, session: EditSession, place: Place | None = None) -> None:
        """Follow a workspace.

        Args:
            place: What to show of it; all of it when left out.
        """
        super().__init__()
        self.session = session
        self.place = place or Place()

    def on_mount(self) -> None:
        """Show what there is, and follow every change."""
        self._stop = self.session.subscribe(self.follow)
        self.call_after_refresh(self.catch_up)

    def on_show(self) -> None:
        """Catch up: somebody has turned to it."""
        self.catch_up()

    def on_unmount(self) -> None:
        """Follow no longer."""
        if self._stop:
            self._stop()

    @property
    def is_seen(self) -> bool:
        """Tell whether it is on the screen, so that showing it anew is worth the while."""
        above = cast("Widget", self).ancestors_with_self
        return self.is_attached and all(node.display for node in above if isinstance(node, Widget))

    def follow(self) -> None:
        """Show what there is now; a part that nobody sees waits until somebody does."""
        self._is_behind = not self.is_seen
        if not self._is_behind:
            self.show()

    def catch_up(self) -> None:
        """Show what there is now, if something has changed since it was last seen."""
        if self._is_behind:
            self.follow()

    def show(self) -> None:
        """Show what there is now; each part says how."""

    def open(self, path: str, at: KeyPath = ()) -> None:
        """Go to a file.

        Args:
            at: The key path in it.
        """
        self.post_message(Navigate(attrs.evolve(path_place(self.session.workspace, path), at=at)))

    def try_action(self, act: Callable[[], object]) -> bool:
        """Do something, and say in a note why it could not be done.

        Args:
            act: Does it.

        Returns:
            Whether it was done.
        """
        try:
            act()
        except OgpkitError as error:
            self.app.notify(str(error), severity="error")
            return False
        return True
