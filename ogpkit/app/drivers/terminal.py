"""The app in a terminal: stopped and continued as often as one likes, and ended when the terminal is gone."""

from __future__ import annotations

import errno
import fcntl
import os
import selectors
import signal
import sys
import termios
from array import array
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, cast

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from ogpkit.app.drivers.output import Output

if TYPE_CHECKING:
    from textual.app import App

    from ogpkit.app.drivers.output import Host

if sys.platform == "win32":
    raise ImportError("Windows has no terminals of this sort")

_LAST_WORDS: Final = 0.5
"""Seconds for which a terminal that does not read is waited for at the end."""

_OFF: Final = (
    b"\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What the framework writes when it leaves a terminal; for the case that it does not come to that."""


class TerminalDriver(LinuxDriver):
    """Driver as the framework has it, but for what a terminal does when it stops, does not read, or is gone."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Take hold of the terminal.

        Args:
            debug: Whether the framework is being mended.
            mouse: Whether the mouse is wanted.
            size: The size, if it is not the terminal's own.
        """
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._host = cast("Host", app)
        handle = next((number for number in (2, 1) if os.isatty(number)), 2)
        self._output = Output(handle, self._handle_loss, self._host.repaint)
        self._file = cast("Any", self._output)  # it is asked for no more than this
        self._is_suspended = False
        self._is_over = False

    def write(self, data: str) -> None:
        """Write to the terminal, without waiting for it.

        Args:
            data: Text and control sequences.
        """
        if not self._is_suspended:
            self._output.write(data)

    def close(self) -> None:
        """Let the terminal read the last of it, if it still reads."""
        super().close()
        self._output.drain(_LAST_WORDS)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was; screens that it has not read by now are of no use to it."""
        self._is_over = True
        self._output.forget()
        super().stop_application_mode()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")

    def give_back(self) -> None:
        """Give the terminal back at once, whatever else is going on."""
        self._output.forget()
        self._output.write(_OFF)
        self._output.drain(_LAST_WORDS)
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    @property
    def has_input(self) -> bool:
        """Tell whether something was typed that has not been read."""
        waiting = array("i", [0])
        try:
            fcntl.ioctl(self.fileno, termios.FIONREAD, waiting)
        except OSError:
            return False
        return waiting[0] > 0

    def _handle_loss(self) -> None:
        self._host.end_from_outside(signal.SIGHUP)

    # Stopped and continued. What is to be done is done by the event loop, one after the other: a handler that did it by
    # itself would be entered again while it is at it, as often as the signal comes.

    def _sigtstp_application(self, *_: object) -> None:
        self._call_later(self._stop_process)

    def _sigcont_application(self, *_: object) -> None:
        self._call_later(self._go_on)

    def _call_later(self, act: Any) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(act)

    def _stop_process(self) -> None:
        if self._auto_restart and not self._is_suspended and not self._is_over:
            self._host.keep_everything()
            self.suspend_application_mode()
            self._is_suspended = self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        if not self._auto_restart or (self._is_over and not self._is_suspended):
            return
        if not self._is_in_foreground():
            os.kill(os.getpid(), signal.SIGSTOP)
            return
        if not self._is_suspended:  # it was stopped without a word, and the shell has had the terminal since
            self.suspend_application_mode()
        self._is_suspended = self._is_over = False
        self.resume_application_mode()
        self._host.repaint()

    def _is_in_foreground(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError as error:
            if error.errno != errno.ENOTTY:  # a terminal without a shell that gives it to one after the other
                self._handle_loss()
            return True

    # What is typed.

    def run_input_thread(self) -> None:
        """Hand on what is typed until told to stop, or until the terminal is gone: nothing more can be read from it then."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    data = self._read()
                    if not data:
                        self._handle_loss()
                        return
                    for event in parser.feed(decode(data)):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
        with suppress(EOFError, ParseError):
            for _event in parser.feed(""):
                pass

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 1024 * 4)
        except OSError:
            return b""
