"""Where a panel lives: made when it is first shown, and if it fails, it alone fails."""

from __future__ import annotations

from asyncio import Lock
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from ogpkit.app.failures import cleared, forget_styles
from ogpkit.app.plain import plain
from ogpkit.language import _
from ogpkit.patience import NEVER, WATCH, patience

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.contributions import Panel, Place
    from ogpkit.desk import Desk
    from ogpkit.plugins import Owned


class PanelHost(Vertical):
    """Holds one panel of a plugin, or of the core.

    Attributes:
        panel: The panel, with its plugin.
    """

    def __init__(self, desk: Desk, place: Place, panel: Owned[Panel]) -> None:
        """Wait to be shown.

        Args:
            desk: The workspace.
            place: What the panel is to show.
            panel: The panel, with its plugin.
        """
        super().__init__()
        self._desk = desk
        self._place = place
        self.panel = panel
        self._lock = Lock()
        self._made = False
        self._failed = False

    @property
    def failed(self) -> bool:
        """Whether the panel has failed, and the reason stands in its place."""
        return self._failed

    async def fill(self) -> None:
        """Make the panel, unless it has been made, and wait until it is there."""
        async with self._lock:
            if self._made:
                return
            self._made = True
            faults = len(self._desk.plugins.faults)
            widget = self._desk.plugins.guarded(self.panel.plugin, self._doing, self._make, None)
            if widget is None:
                self._failed = True
                await self.mount(self._explanation())
            else:
                await self._take_in(widget)
            if len(self._desk.plugins.faults) > faults:
                self._desk.notice_faults()

    async def _take_in(self, widget: Widget) -> None:
        watched = WATCH.begin(NEVER)  # others have their turn meanwhile, who are not to be interrupted
        try:
            await self.mount(widget)
        except Exception as error:  # noqa: BLE001  whatever a panel's own making raises, it is noted by the guard
            forget_styles(self.app, widget, error)
            self.fail(error)
        finally:
            WATCH.end(watched)
        if watched.late:
            self._tell_late()

    def _tell_late(self) -> None:
        """Say so when a panel has kept everybody waiting until it was there."""
        said = _("It took more than {seconds} seconds.").format(seconds=f"{patience():g}")
        remedy = _("Tell the people who maintain the plugin.")
        self._desk.plugins.report(self.panel.plugin, self._doing, said, remedy)

    def fail(self, error: Exception) -> None:
        """Replace a panel that has failed while it was shown.

        Args:
            error: What it raised.
        """

        def again() -> None:
            raise error

        if self._failed:
            return
        self._failed = True
        self._desk.plugins.guarded(self.panel.plugin, self._doing, again, None)
        self.call_later(self._replace)

    async def _replace(self) -> None:
        focused = self.screen.focused
        if focused is not None and (self in focused.ancestors or not focused.is_attached):
            self.screen.set_focus(None)  # what is dead would swallow every key
        await cleared(self)
        await self.mount(self._explanation())
        self._desk.notice_faults()

    @property
    def _doing(self) -> str:
        return f"panel {self.panel.value.name}"

    def _make(self) -> Widget:
        make: Callable[[Desk, Place], object] = self.panel.value.load()
        widget = make(self._desk, self._place)
        if not isinstance(widget, Widget):
            raise TypeError(_("It gave a {given} where a widget belongs.").format(given=type(widget).__name__))
        return widget

    def _explanation(self) -> Static:
        fault = next((one for one in reversed(self._desk.plugins.faults) if one.plugin == self.panel.plugin), None)
        said = f"{fault.message}\n{fault.remedy}" if fault else ""
        text = _("✗ This page of the plugin “{plugin}” does not work; everything else does.").format(
            plugin=self.panel.plugin
        )
        return Static(plain(f"{text}\n{said}"), classes="trouble")
