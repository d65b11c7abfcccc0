"""What the author of a plugin asks to see: the traceback of a failure, and each call with its time and what it gave.

Both are off unless asked for, by an option of `ogpkit` or by the environment, which also reaches the copies of a process in
which a check is done.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from typing import TYPE_CHECKING, Final

from ogpkit.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Sequence

TRACEBACK: Final = "OGPKIT_PLUGIN_TRACEBACK"
TRACE: Final = "OGPKIT_PLUGIN_TRACE"
"""Environment variables: anything but nothing and `0` switches on."""

_SHOWN: Final = 4
"""How many of the values that a call gave are named in its line."""

_MOST_KEPT: Final = 100_000
"""Lines that wait for the end of the app at most; the oldest go first."""


class PluginTrace:
    """Takes tracebacks and calls to standard error, or keeps them while a screen stands there."""

    def __init__(self) -> None:
        """Write to standard error at once."""
        self._kept: deque[str] | None = None

    @property
    def shows_tracebacks(self) -> bool:
        """Tell whether somebody has asked for tracebacks."""
        return os.environ.get(TRACEBACK, "0") not in ("", "0")

    @property
    def shows_calls(self) -> bool:
        """Tell whether somebody has asked for the calls."""
        return os.environ.get(TRACE, "0") not in ("", "0")

    @property
    def is_on(self) -> bool:
        """Tell whether plugins have to be called although what they gave is known from before."""
        return self.shows_tracebacks or self.shows_calls

    def hold(self) -> None:
        """Keep everything until `release`, because something draws on the terminal."""
        self._kept = deque(maxlen=_MOST_KEPT)

    def release(self) -> None:
        """Write what was kept."""
        lines, self._kept = self._kept or (), None
        for line in lines:
            self._write(line)

    def write_call(self, plugin: str, doing: str, seconds: float, values: Sequence[object]) -> None:
        """Write a line about a call.

        Args:
            plugin: The plugin's name.
            doing: What was asked of it.
            seconds: How long it took.
            values: What it gave.
        """
        shown = ", ".join(_describe_value(value) for value in values[:_SHOWN])
        more = f", … ({len(values)})" if len(values) > _SHOWN else ""
        self._write(sanitize_line(f"{plugin}: {doing}: {1000 * seconds:.1f} ms: {shown or '–'}{more}"))

    def write_traceback(self, plugin: str, doing: str, error: BaseException) -> None:
        """Write the traceback of what a plugin raised; it may hold anything that the plugin says."""
        import traceback  # noqa: PLC0415  only after a failure

        try:
            text = "".join(traceback.format_exception(error))
        except Exception:  # noqa: BLE001  the exception is the plugin's too
            text = type(error).__name__
        self._write(sanitize(f"{sanitize_line(f'{plugin}: {doing}')}\n{text.rstrip()}"))

    def _write(self, text: str) -> None:
        if self._kept is not None:
            self._kept.extend(text.splitlines())
        elif sys.stderr is not None:
            print(text, file=sys.stderr, flush=True)  # noqa: T201  for the author at the terminal


def _describe_value(value: object) -> str:
    """Return the class of a value, and its name or code where it is a contribution or a finding."""
    if isinstance(value, str | int | float | bool | None):
        return repr(value)[:60]
    name = next((found for key in ("name", "code", "at") if isinstance(found := getattr(value, key, None), str)), "")
    return f"{type(value).__name__} {name}".strip()


PLUGIN_TRACE: Final = PluginTrace()
