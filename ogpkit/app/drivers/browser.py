"""The app in a browser: bounded in what it may be asked for, and ended when nobody looks at it any more."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from textual.drivers.web_driver import WebDriver

from ogpkit.app.drivers.output import Output

if TYPE_CHECKING:
    from textual.app import App

    from ogpkit.app.drivers.output import Host

_HANGUP = 1
"""The number of SIGHUP, which Windows does not have."""


class BrowserDriver(WebDriver):
    """Driver as the framework has it, but for the end of a visit."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Take hold of the pipes.

        Args:
            debug: Whether the framework is being mended.
            mouse: Whether the mouse is wanted.
            size: The size, if it is not the one of the environment.
        """
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._host = cast("Host", app)
        self._output = Output(self.fileno, self._handle_loss, self._host.repaint)
        self._write = self._output.write  # type: ignore[assignment]  # the framework asks for no more than this

    def start_application_mode(self) -> None:
        """Start; what ends the app is the app's own to decide, for the framework would end it without keeping anything."""
        super().start_application_mode()
        if os.name == "posix":
            for number in (signal.SIGINT, signal.SIGTERM):
                self._loop.remove_signal_handler(number)

    def close(self) -> None:
        """Let the server read the last of it."""
        super().close()
        self._output.drain(0.5)

    def run_input_thread(self) -> None:
        """Hand on what comes from the browser; when nothing can come any more, the visit is over."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._handle_loss()

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Do what the server asks for.

        Args:
            packet_type: What.
            payload: How.
        """
        if packet_type == "quit":
            self._handle_loss()
        elif packet_type != "resize" or _is_size(payload.get("width"), payload.get("height")):
            with suppress(KeyError, TypeError, ValueError):
                super().on_meta(packet_type, payload)

    def _handle_loss(self) -> None:
        self._host.end_from_outside(_HANGUP)


def _is_size(*numbers: object) -> bool:
    return all(isinstance(number, int) and not isinstance(number, bool) and number > 0 for number in numbers)
