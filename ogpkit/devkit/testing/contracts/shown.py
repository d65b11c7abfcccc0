"""What a plugin shows: its panels in the app, and its commands on the command line."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from operator import itemgetter
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from ogpkit.devkit.testing.contracts.subject import Complaint, Subject
from ogpkit.devkit.testing.contracts.working import list_places
from ogpkit.devkit.testing.screens import pilot_app
from ogpkit.devkit.testing.waiting import wait_until_settled
from ogpkit.plugins.watchdog import get_timeout
from ogpkit.schema.fields import undocumented_fields

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

    import click

    from ogpkit.app.panel_host import PanelHost
    from ogpkit.app.shell import OgpkitApp
    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.contributions import Panel
    from ogpkit.plugins.places import Place
    from ogpkit.plugins.tours import Tour
    from ogpkit.workspace.content import Workspace

SIZES: Final = ((80, 24), (160, 48))
"""Columns and lines in which every panel works."""

LONGEST_STEP: Final = 160
"""Letters in a step of a tour: in 80 columns they take two lines, and three in other languages."""

_TICK: Final = 0.05
"""Seconds between two turns of what measures how long the app does not answer."""


def check_panels(subject: Subject) -> Iterator[Complaint]:
    """Check that every panel is shown in 80 columns and 24 lines, and in 160 and 48, on examples and on nothing, without a fault.

    Args:
        subject: The plugin.
    """
    given: tuple[Panel, ...] = subject.given["ogpkit_panels"]
    before = len(subject.faults)
    with subject.open_examples() as built:
        for panel in given:
            there = list_places(built.workspace, panel.scope)
            place = next((one for one in there if panel.kind in ("", _find_kind(built.workspace, one))), None)
            if place is None:
                yield Complaint(f"panel {panel.name}", "No example has a place at which it is shown.")
                continue
            # a machine that is busy with other things keeps the app waiting once, a slow panel each time
            for _look in range(2):
                session = built.session()
                size, said, is_slow = asyncio.run(_show_panel(session, place, panel))
                session.close(give_up=True)
                if not is_slow:
                    break
            if said:
                yield Complaint(f"panel {panel.name}, {size[0]}x{size[1]}", said)
    yield from subject.list_new_faults(before)


def _find_kind(workspace: Workspace, place: Place) -> str:
    document = workspace.documents.get(place.path)
    return document.kind if document else ""


async def _show_panel(session: WorkspaceSession, place: Place, panel: Panel) -> tuple[tuple[int, int], str, bool]:
    """Return the size in which something is wrong with a panel on the screen, what it is, and whether it is that it is slow."""
    size = SIZES[0]
    apps: list[OgpkitApp] = []
    async with measure_stalls() as stalls, measure_workers(apps) as workers:
        try:
            async with pilot_app(session, place, panel, size, apps.append) as (app, host, pilot):
                said = _find_complaint(app, host, size[0])
                for size in SIZES[1:]:
                    if said or host is None or host.failed:  # the pilot would wait for a widget that has died
                        break
                    await pilot.resize_terminal(*size)
                    await wait_until_settled(pilot)
                    said = _find_complaint(app, host, size[0])
        except TimeoutError:
            said = "It never comes to rest. Give a worker that runs as long as the app does the group “watch”."
            return size, said, False
        except Exception as error:  # noqa: BLE001  whatever a panel does to the app is what is looked for here
            return size, _describe_end(error), False
    if said:
        return size, said, False
    if max(stalls) > get_timeout() > 0:
        said = f"It kept the app from answering for {max(stalls):.0f} seconds. Do what takes long in a worker."
    name, seconds = max(workers.items(), key=itemgetter(1), default=("", 0.0))
    if not said and seconds > get_timeout() > 0:
        said = f"Its worker “{name}” took {seconds:.0f} seconds with the examples. Ask for less, or keep what it found out."
    return size, said, bool(said)


def _describe_end(error: Exception) -> str:
    from ogpkit.app.panel_host import WrongStyles, explain_styles  # noqa: PLC0415  the app is imported when it is opened

    found = explain_styles(error)
    if isinstance(found, WrongStyles):
        return f"Its styles cannot be read: {found}"
    return f"It brought the app down: {type(found).__name__}: {found}"


@asynccontextmanager
async def measure_workers(apps: Sequence[OgpkitApp]) -> AsyncIterator[Mapping[str, float]]:
    """Measure how long workers run meanwhile, in seconds, by their names; those that run as long as the app does not count.

    Args:
        apps: The apps whose workers they are; one may come later.
    """
    from ogpkit.app.panel_host import PanelHost  # noqa: PLC0415  the app is imported when it is opened

    begun: dict[Any, float] = {}
    taken: dict[str, float] = {}

    def list_own() -> Iterator[Any]:
        for worker in (one for app in apps for one in app.workers if one.group != "watch"):
            if any(isinstance(node, PanelHost) for node in worker.node.ancestors_with_self):
                yield worker

    async def watch() -> None:
        while True:
            for worker in list_own():
                since = begun.setdefault(worker, perf_counter())
                taken[worker.name] = max(taken.get(worker.name, 0.0), perf_counter() - since)
            await asyncio.sleep(_TICK)

    watching = asyncio.create_task(watch())
    try:
        yield taken
    finally:
        watching.cancel()


@asynccontextmanager
async def measure_stalls() -> AsyncIterator[list[float]]:
    """Measure for how long nothing else has its turn meanwhile, in seconds."""
    stalls = [0.0]

    async def tick() -> None:
        while True:
            before = perf_counter()
            await asyncio.sleep(_TICK)
            stalls.append(perf_counter() - before - _TICK)

    ticking = asyncio.create_task(tick())
    try:
        yield stalls
    finally:
        await asyncio.sleep(_TICK)
        ticking.cancel()


def _find_complaint(app: OgpkitApp, host: PanelHost | None, columns: int) -> str:
    if app.failure is not None:
        return _describe_end(app.failure)
    if host is None:
        return "It has no tab at its place."
    if not host.children or not host.region:
        return "It shows nothing."
    beyond = any(child.region.right > columns for child in host.children)
    return "It is wider than the screen." if beyond else ""


def check_commands(subject: Subject) -> Iterator[Complaint]:
    """Check that every command loads, explains itself and its options, and so do the commands below it.

    App commands, actions and tours say what they do.

    Args:
        subject: The plugin.
    """
    before = len(subject.faults)
    for declared in subject.given["ogpkit_cli_commands"]:
        about = f"command {declared.name}"
        command = subject.plugins.call(subject.name, about, declared.load, None)
        if not declared.help:
            yield Complaint(about, "Give it one line of help for `ogpkit --help`.")
        if command is not None:
            yield from _check_command(command, about)
    for declared in subject.given["ogpkit_app_commands"]:
        if not declared.title or not declared.help:
            yield Complaint(f"app command {declared.name}", "Give it a title and one line of help for the palette.")
    for action in subject.given["ogpkit_actions"]:
        about = f"action {action.name}"
        if not action.title or not action.help:
            yield Complaint(about, "Give it a title that begins with a verb, and one sentence of help.")
        for name in undocumented_fields(action.parameters):
            yield Complaint(about, f"Say in the docstring of {action.parameters.__name__} what {name} is.")
    for tour in subject.given["ogpkit_tours"]:
        yield from _check_tour(tour)
    yield from subject.list_new_faults(before)


def _check_tour(tour: Tour) -> Iterator[Complaint]:
    about = f"tour {tour.name}"
    if not tour.title or not tour.summary:
        yield Complaint(about, "Give it a title, and say in one sentence what one learns on it.")
    for number, step in enumerate(tour.steps, 1):
        if not 0 < len(step.text) <= LONGEST_STEP:
            yield Complaint(about, f"Say in step {number} what to do next, in at most {LONGEST_STEP} letters.")


def _check_command(command: click.Command, about: str) -> Iterator[Complaint]:
    import click  # noqa: PLC0415  only a plugin with a command pays for it

    if not isinstance(command, click.Command):
        yield Complaint(about, f"It gave a {type(command).__name__} where a click command belongs.")
        return
    if not (command.help or "").strip():
        yield Complaint(about, "Say in its docstring what it does.")
    for option in command.params:
        if isinstance(option, click.Option) and not option.help:
            yield Complaint(about, f"Say in the help of {option.opts[0]} what it does.")
    below: dict[str, Any] = getattr(command, "commands", {})
    for name, one in below.items():
        yield from _check_command(one, f"{about} {name}")
