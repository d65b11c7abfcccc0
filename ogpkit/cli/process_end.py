"""The end of the process, of which no plugin keeps a person: neither a thread, nor what it wants to do at the end, nor a call."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

from ogpkit.cli.exits import ExitCode
from ogpkit.plugins.watchdog import get_timeout
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from ogpkit.plugins.watchdog import Call


def end_in_time(code: int) -> None:
    """End the process, when it has not ended by itself after a while; all that ogpkit does is done by then.

    Args:
        code: The exit code.
    """
    seconds = get_timeout()
    if seconds:
        Thread(target=_end_after, args=(seconds, code), name="ogpkit-end", daemon=True).start()


def _end_after(seconds: float, code: int) -> None:
    Event().wait(seconds)
    _say(_("A plugin did not stop, so ogpkit ended without it."))
    os._exit(code)


def end_stuck(call: Call) -> None:
    """End the process because a call of a plugin resists every interruption."""
    plugin, doing = (sanitize_line(word) for word in call.about)
    said = _("The plugin {plugin} does not finish ({doing}), so ogpkit had to stop. Switch it off in ogpkit.toml:")
    _say(said.format(plugin=plugin, doing=doing))
    _say(f'[plugins]\ndisable = ["{plugin}"]')
    os._exit(ExitCode.COULD_NOT_RUN)


def _say(text: str) -> None:
    """Write to the person, past whatever a plugin has done to the streams of Python."""
    with suppress(OSError):
        if sys.__stdout__ is not None:
            sys.__stdout__.flush()
    with suppress(OSError):
        os.write(2, f"{text}\n".encode("utf-8", "backslashreplace"))
