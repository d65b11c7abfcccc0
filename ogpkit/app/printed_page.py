"""A page of the app as text, made without a screen: for programs that read aloud and for braille displays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ogpkit.app.idle import is_busy
from ogpkit.app.page_text import read_page
from ogpkit.app.places import place_trail
from ogpkit.app.safe_text import keep_reading_order
from ogpkit.app.shell import OgpkitApp
from ogpkit.app.widgets.tabs import SubTabs

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.places import Place

_SIZE: Final = (200, 400)
"""Columns and lines of the screen that nobody sees; it is so large that few lines are broken and little has to be scrolled."""

_DRAWN: Final = re.compile(r"[\u2500-\u259f\u2800-\u28ff]+")
"""Parts of pictures, which mean nothing when they are read aloud; each picture stands there in words too."""

_FILLED: Final = re.compile(r" {3,}")
"""Room between columns, or before a line that is read from right to left."""

_TURN: Final = 0.02
"""Seconds after which it is looked again whether something is still under way."""


async def print_page(session: WorkspaceSession, place: Place, page: str) -> str:
    """Return a page as text, with all its tabs one below the other, without showing the app.

    Args:
        place: The place.
        page: The name of a page that it has.
    """
    app = OgpkitApp(session, greets=False)
    with keep_reading_order():
        said = await _read_parts(app, place, page)
    if app.failure is not None:
        raise app.failure
    return _FILLED.sub("  ", _DRAWN.sub("", "\n".join(said)))


async def _read_parts(app: OgpkitApp, place: Place, page: str) -> list[str]:
    """Return the heading of a page, and what stands on each of its tabs."""
    async with app.run_test(size=_SIZE) as pilot:
        await app.navigation.go(place, page)
        await _wait_for_rest(pilot)
        said = [f"{place_trail(app.session.workspace, place)} · {app.view.describe_page()[0]}\n"]
        tabs = next(iter(app.view.page_widget.query(SubTabs)), None)
        if tabs is None:
            return [*said, read_page(app.view.page_widget)]
        for title in tabs.part_titles:
            tabs.turn_to_title(title)
            await _wait_for_rest(pilot)
            said.append(f"{title}\n\n{read_page(tabs.active_pane or tabs)}")
        return said


async def _wait_for_rest(pilot: Pilot[None]) -> None:
    for _turn in range(3):  # what ends may begin something
        await pilot.pause()
        while is_busy(pilot.app):
            await pilot.pause(_TURN)
