"""What stands between the app and its terminal or browser: neither can block the app, and neither is missed when it goes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def find_driver(wanted: type[Driver]) -> type[Driver]:
    """Return the driver of ours that does what one of the framework does; another one is taken as it is.

    Args:
        wanted: The driver that the framework would take.
    """
    if wanted.__module__ == "textual.drivers.web_driver":
        from ogpkit.app.drivers.browser import BrowserDriver  # noqa: PLC0415  a terminal needs none

        return BrowserDriver
    if sys.platform != "win32":
        from textual.drivers.linux_driver import LinuxDriver  # noqa: PLC0415  it cannot be imported elsewhere

        from ogpkit.app.drivers.terminal import TerminalDriver  # noqa: PLC0415  as above

        if wanted is LinuxDriver:
            return TerminalDriver
    return wanted
