"""The command palette: every action, every place, every page of it, and what plugins add."""

from __future__ import annotations

from asyncio import sleep
from functools import partial
from heapq import nlargest
from operator import itemgetter
from typing import TYPE_CHECKING, Final, cast

import attrs
from textual.command import DiscoveryHit, Hit, Hits, Provider

from ogpkit.app.keys import GROUPS, spoken_key
from ogpkit.app.places import document_title, place_of, scope_of
from ogpkit.app.safe_text import plain_line
from ogpkit.app.search import Query
from ogpkit.plugins.contributions import Place, Scope
from ogpkit.text.i18n import _, spoken
from ogpkit.text.sanitize import on_one_line
from ogpkit.workspace.countries import called

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.content import Content

    from ogpkit.app.actions import KeyedApp

_ROOM: Final = 160
"""Letters of a title that are shown; all of them are searched."""

_MOST: Final = 100
"""Answers that are offered, the best ones; more words find the others."""

_AT_ONCE: Final = 200
"""Entries that are looked at before the app may take the next key."""


@attrs.frozen
class Entry:
    """Something that the palette offers.

    Attributes:
        title: What is shown and searched first.
        run: What it does.
        help: One more line about it, such as the path of a file; what is found in it alone comes later.
    """

    title: str
    run: Callable[[], Awaitable[object] | None]
    help: str


class Everything(Provider):
    """All that one can do and all places to which one can go."""

    async def discover(self) -> Hits:
        """Offer the actions before anything is typed."""
        for entry in self._actions():
            yield DiscoveryHit(_line(entry.title), entry.run, _line(entry.title).plain, on_one_line(entry.help))

    async def search(self, query: str) -> Hits:
        """Offer what fits what was typed, the best first; accents need not be typed, and words come in any order.

        Args:
            query: What was typed.
        """
        wanted, found = Query(query), []
        for number, entry in enumerate((*self._actions(), *self._places())):
            score = wanted.relevance(entry.title) or wanted.relevance(f"{entry.title} {entry.help}") / 2
            if score > 0:
                found.append((score, -len(entry.title), -number, entry))
            if number % _AT_ONCE == 0:
                await sleep(0)
        for score, shortness, _number, entry in nlargest(_MOST, found, key=itemgetter(0, 1, 2)):
            rank = score + 1e-6 / (1 - shortness)  # of equal answers the shorter one first
            yield Hit(rank, _line(entry.title), entry.run, _line(entry.title).plain, on_one_line(entry.help))

    @property
    def _shell(self) -> KeyedApp:
        return cast("KeyedApp", self.app)

    def _actions(self) -> Iterator[Entry]:
        shell = self._shell
        for keys in GROUPS.values():
            for key in keys:
                if key.action != "command_palette":
                    run = partial(shell.run_action, key.action)
                    yield Entry(_(key.help), run, ", ".join(map(spoken_key, key.keys.split(","))))
        for number, title in enumerate(shell.view.pages):
            help_text = _("Show this page")
            yield Entry(_("Page: {title}").format(title=title), partial(shell.view.show_page, number), help_text)
        for owned in shell.desk.plugins.app_commands:
            if owned.value.scope in _scopes(shell.place) and not (owned.value.writes and shell.desk.read_only):
                yield Entry(_(owned.value.title), partial(shell.run_plugin_command, owned), _(owned.value.help))

    def _places(self) -> Iterator[Entry]:
        shell = self._shell
        workspace = shell.desk.workspace
        for country in workspace.countries:
            name = called(workspace, country, spoken())
            yield Entry(
                f"{name} · {country}", partial(shell.start_going, Place(country=country)), _("Go to this country")
            )
            for cycle in workspace.cycles(country):
                place = Place(country=country, cycle=cycle)
                yield Entry(f"{name} · {cycle}", partial(shell.start_going, place), _("Go to this cycle"))
        for document in workspace.documents.values():
            owner = f"{called(workspace, document.country, spoken())} · " if document.country else ""
            title = f"{owner}{document_title(workspace, document.path)}"
            yield Entry(title, partial(shell.start_going, place_of(document)), document.path)


def _line(title: str) -> Content:
    return plain_line(title, _ROOM)


def _scopes(place: Place) -> set[Scope]:
    """The scopes of which a place is one, and of those that it lies in."""
    scopes = {Scope.WORKSPACE, scope_of(place)}
    if place.country:
        scopes.add(Scope.COUNTRY)
    if place.cycle:
        scopes.add(Scope.CYCLE)
    return scopes
