"""What a person sees of the app, as text: for tests that read as a screen does."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import App

    from ogpkit.app.panel_host import PanelHost
    from ogpkit.app.shell import OgpkitApp
    from ogpkit.contributions import Panel, Place
    from ogpkit.desk import Desk


def screen_text(app: App[object]) -> str:
    """The whole screen as lines of text, without colours and without spaces at the ends of lines.

    This is the one place that reaches into Textual's own workings, so that a new version of it breaks one function.

    Args:
        app: A running app, for example inside `app.run_test()`.
    """
    strips = app.screen._compositor.render_strips()  # noqa: SLF001  there is no public way to the text of a screen
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


@asynccontextmanager
async def opened_at(
    desk: Desk, place: Place, page: str | Panel = "", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[OgpkitApp, PanelHost | None]]:
    """The app, opened at a place, as soon as a panel is there.

    Args:
        desk: The workspace.
        place: Where to go.
        page: The panel to show, or its name; the first one when left out.
        size: Columns and lines.

    Returns:
        The app and what holds the panel; None when the place has no such panel.
    """
    from ogpkit.app.panel_host import PanelHost  # noqa: PLC0415  the app is imported only when it is opened
    from ogpkit.app.place_view import PlaceView  # noqa: PLC0415  as above
    from ogpkit.app.shell import OgpkitApp  # noqa: PLC0415  as above

    app = OgpkitApp(desk)
    async with app.run_test(size=size) as pilot:
        await app.go(place)
        view = app.query_one(PlaceView)
        hosts = list(view.query(PanelHost))
        found = next((host for host in hosts if not page or page in (host.panel.value, host.panel.value.name)), None)
        if found is not None:
            view.show_page(hosts.index(found))
            await found.fill()
        for _turn in range(3):
            await pilot.pause()
        yield app, found


async def screen_at(desk: Desk, place: Place, *, page: str = "", size: tuple[int, int] = (80, 24)) -> str:
    """Open the app at a place and give its screen, as soon as the panel is there.

    Args:
        desk: The workspace.
        place: Where to go.
        page: The name of the panel to show; the first one when left out.
        size: Columns and lines.
    """
    async with opened_at(desk, place, page, size) as (app, _host):
        return screen_text(app)
