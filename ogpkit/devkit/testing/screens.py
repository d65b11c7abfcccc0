"""What a person sees of the app, as text: for tests and documents that read as a screen does.

`python -m ogpkit.devkit.testing.screens GE/2025-2027 costs` prints the screen of the app at a place, with a panel of that name.
"""

from __future__ import annotations

from asyncio import run, sleep, timeout
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from ogpkit.devkit.testing.waiting import LONGEST, wait_until_settled

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.app import App
    from textual.pilot import Pilot

    from ogpkit.app.panel_host import PanelHost
    from ogpkit.app.shell import OgpkitApp
    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.contributions import Panel
    from ogpkit.plugins.places import Place

_TURNS: Final = 3
"""How often the app comes to rest before a panel that is not on the screen shows nothing; it usually is at once."""


def screen_text(app: App[Any]) -> str:
    """Return the whole screen as lines of text, without colours and without spaces at the ends of lines.

    This is the one place that reaches into Textual's own workings, so that a new version of it breaks one function.

    Args:
        app: A running app, for example inside `app.run_test()`.
    """
    strips = app.screen._compositor.render_strips()  # noqa: SLF001  there is no public way to the text of a screen
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


@asynccontextmanager
async def open_app(
    session: WorkspaceSession, place: Place, page: str | Panel = "", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[OgpkitApp, PanelHost | None]]:
    """Provide the app, opened at a place, as soon as a panel is there.

    Args:
        place: Where to go.
        page: The panel to show, or its name; the first one when left out.
        size: Columns and lines.

    Returns:
        The app and what holds the panel; None when the place has no such panel.

    Raises:
        TimeoutError: A worker that is not of the group `watch` goes on and on.
    """
    async with pilot_app(session, place, page, size) as (app, host, _pilot):
        yield app, host


@asynccontextmanager
async def pilot_app(
    session: WorkspaceSession,
    place: Place,
    page: str | Panel,
    size: tuple[int, int],
    watch: Callable[[OgpkitApp], object] | None = None,
) -> AsyncIterator[tuple[OgpkitApp, PanelHost | None, Pilot[Any]]]:
    """Open the app as `open_app` does, and give its pilot too.

    Args:
        watch: Given the app before anything is shown.
    """
    from ogpkit.app.panel_host import PanelHost  # noqa: PLC0415  the app is imported only when it is opened
    from ogpkit.app.place_view import PlaceView  # noqa: PLC0415  as above
    from ogpkit.app.shell import OgpkitApp  # noqa: PLC0415  as above

    app = OgpkitApp(session, greets=False)
    if watch is not None:
        watch(app)
    async with app.run_test(size=size) as pilot:
        await app.go(place)
        await pilot.pause()
        view = app.query_one(PlaceView)
        hosts = list(view.query(PanelHost))
        found = next((host for host in hosts if not page or page in (host.panel.value, host.panel.value.name)), None)
        if found is not None:
            view.show_page(hosts.index(found))
            await found.fill()
            for _turn in range(_TURNS):
                if found.failed or (found.region and found.children):
                    break
                await wait_until_settled(pilot)
        await wait_until(lambda: all(worker.is_finished for worker in app.workers if worker.group != "watch"))
        if found is None or not found.failed:  # the pilot would wait for a widget that has died
            await wait_until_settled(pilot)
        yield app, found, pilot


async def wait_until(fulfilled: Callable[[], object]) -> None:
    """Wait for something of which nothing tells, without the pilot, which would wait for a widget that has died.

    Args:
        fulfilled: Whether it is so.

    Raises:
        TimeoutError: It never was.
    """
    async with timeout(LONGEST):
        while not fulfilled():  # noqa: ASYNC110  nothing tells of it
            await sleep(0.01)


async def screen_at(
    session: WorkspaceSession, place: Place, *, page: str = "", size: tuple[int, int] = (80, 24)
) -> str:
    """Open the app at a place and give its screen, as soon as the panel is there.

    Args:
        place: Where to go.
        page: The name of the panel to show; the first one when left out.
        size: Columns and lines.
    """
    async with open_app(session, place, page, size) as (app, _host):
        return screen_text(app)


def _print_screen(place: str, page: str = "") -> None:
    import sys  # noqa: PLC0415  only this program needs what follows
    from pathlib import Path  # noqa: PLC0415

    from ogpkit.editing.session import WorkspaceSession  # noqa: PLC0415
    from ogpkit.plugins.manager import Plugins  # noqa: PLC0415
    from ogpkit.plugins.places import Place  # noqa: PLC0415
    from ogpkit.workspace.scan import find_workspace_root  # noqa: PLC0415

    country, _slash, cycle = place.partition("/")
    session = WorkspaceSession.open(find_workspace_root(Path.cwd()), Plugins.discover())
    sys.stdout.write(run(screen_at(session, Place(country=country, cycle=cycle), page=page)))
    session.close(give_up=True)


if __name__ == "__main__":
    from sys import argv

    _print_screen(*argv[1:3])
