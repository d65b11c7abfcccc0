"""The place of a plugin's panel in the app; a panel that fails costs only itself."""

from __future__ import annotations

from asyncio import Lock
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, TypeVar

from textual._context import active_message_pump
from textual.containers import Vertical
from textual.css.errors import StylesheetError
from textual.css.stylesheet import StylesheetParseError
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, WorkerFailed

from ogpkit.app.forms.state import find_focused
from ogpkit.app.safe_text import plain_content
from ogpkit.plugins.watchdog import NEVER, WATCH, get_timeout
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from textual.app import App

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.contributions import Panel
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place

N = TypeVar("N", bound=DOMNode)


def find_cause(error: Exception) -> Exception:
    """Return what a panel raised; the framework wraps what happens in a worker.

    Args:
        error: What reached the app.
    """
    return error.error if isinstance(error, WorkerFailed) and isinstance(error.error, Exception) else error


def find_widget(kind: type[N], error: Exception) -> N | None:
    """Return the widget of a kind in which the one lives whose code raised; None when there is none.

    A widget that handles a message is known to the framework. One that is being drawn, measured or worked for in the
    background is not: there, the calls that led to the error tell.

    Args:
        kind: The class of the widget, for example the one that holds a panel.
        error: What was raised.
    """
    for node in (active_message_pump.get(None), *_list_nodes(error)):
        if isinstance(node, DOMNode):
            host = next((one for one in node.ancestors_with_self if isinstance(one, kind)), None)
            if host is not None:
                return host
    return None


def _list_nodes(error: Exception) -> Iterator[object]:
    """Yield the widgets whose methods led to an error, the innermost first."""
    frames: list[FrameType] = [frame for frame, _line in walk_tb(error.__traceback__)]
    for frame in reversed(frames):
        owner = frame.f_locals.get("self")
        yield owner.node if isinstance(owner, Worker) else owner


async def clear_host(host: Widget) -> None:
    """Take everything out of a widget, those children included that died while they were mounted.

    The framework asks a widget to remove itself, which a dead one never does.
    """
    await host.remove_children()
    for child in list(host.children):
        try:
            await child._message_loop_exit()  # noqa: SLF001  there is no public way to bury a widget
        except Exception:  # noqa: BLE001  its own code runs once more, and has failed before
            host._nodes._remove(child)  # noqa: SLF001  as above


def forget_styles(app: App[object], widget: Widget, error: Exception) -> None:
    """Take the styles of a widget out of the app when they are what is wrong: every later use of styles would fail.

    Args:
        widget: The widget that could not be shown.
        error: What was raised.
    """
    if isinstance(error, StylesheetError | StylesheetParseError):
        for read_from, _css, _order, _scope in widget._get_default_css():  # noqa: SLF001  there is no public way
            app.stylesheet.source.pop(read_from, None)
        app.stylesheet._require_parse = True  # noqa: SLF001  as above


class WrongStyles(Exception):
    """Raised when the styles of a panel cannot be read."""


def explain_styles(error: Exception) -> Exception:
    """Return an error that says in words what is wrong with styles; the framework's own gives an object.

    Args:
        error: What was raised; one that is not about styles is given back.
    """
    if not isinstance(error, StylesheetParseError):
        return error
    said = []
    for token, message in (one for rule in error.errors.rules for one in rule.errors):
        text = message if isinstance(message, str) else message.summary
        origin = ":".join(filter(None, token.read_from))
        said.append(_("{place}, line {line}: {reason}").format(place=origin, line=token.location[0] + 1, reason=text))
    return WrongStyles(" ".join(dict.fromkeys(said)) or str(error))


class PanelHost(Vertical):
    """Holds one panel of a plugin, or of the core.

    Attributes:
        panel: The panel, with its plugin.
    """

    def __init__(self, session: WorkspaceSession, place: Place, panel: OwnedContribution[Panel]) -> None:
        """Wait to be shown.

        Args:
            place: What the panel is to show.
            panel: The panel, with its plugin.
        """
        super().__init__()
        self._session = session
        self._place = place
        self.panel = panel
        self._lock = Lock()
        self._made = False
        self._failed = False

    @property
    def failed(self) -> bool:
        """Tell whether the panel has failed, and the reason stands in its place."""
        return self._failed

    async def fill(self) -> None:
        """Make the panel, unless it has been made, and wait until it is there."""
        async with self._lock:
            if self._made:
                return
            self._made = True
            faults = len(self._session.plugins.faults)
            widget = self._session.plugins.call(self.panel.plugin, self._doing, self._make, None)
            if widget is None:
                self._failed = True
                await self.mount(self._make_explanation())
            else:
                await self._take_in(widget)
            if len(self._session.plugins.faults) > faults:
                self._session.notice_faults()

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
        said = _("It took more than {seconds} seconds.").format(seconds=f"{get_timeout():g}")
        remedy = _("Tell the people who maintain the plugin.")
        self._session.plugins.report(self.panel.plugin, self._doing, said, remedy)

    def fail(self, error: Exception) -> None:
        """Replace a panel that has failed while it was shown.

        Args:
            error: What it raised.
        """

        def try_again() -> None:
            raise explain_styles(error)

        if self._failed:
            return
        self._failed = True
        self._session.plugins.call(self.panel.plugin, self._doing, try_again, None)
        self.call_later(self._replace)

    async def _replace(self) -> None:
        focused = find_focused(self)
        if focused is not None and (self in focused.ancestors or not focused.is_attached):
            self.screen.set_focus(None)  # what is dead would swallow every key
        await clear_host(self)
        await self.mount(self._make_explanation())
        self.screen.refresh(
            layout=True
        )  # what failed while it was measured has left the layout of the screen half done
        self._session.notice_faults()

    @property
    def _doing(self) -> str:
        return f"panel {self.panel.value.name}"

    def _make(self) -> Widget:
        panel = self.panel.value
        made: Any = panel.sections or (panel.load() if panel.load is not None else ())
        if callable(made):
            widget = made(self._session, self._place)
        else:
            from ogpkit.app.sections.panel import SectionPanel  # noqa: PLC0415  lists and dialogs only where one asks

            widget = SectionPanel(self._session, self._place, tuple(made), self.panel.plugin)
        if not isinstance(widget, Widget):
            raise TypeError(_("It returned a {given} instead of a widget.").format(given=type(widget).__name__))
        return widget

    def _make_explanation(self) -> Static:
        fault = next((one for one in reversed(self._session.plugins.faults) if one.plugin == self.panel.plugin), None)
        said = f"{fault.message}\n{fault.remedy}" if fault else ""
        text = _("✗ This page of the plugin “{plugin}” does not work. Everything else still works.").format(
            plugin=self.panel.plugin
        )
        return Static(plain_content(f"{text}\n{said}"), classes="trouble")
