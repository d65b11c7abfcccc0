"""The command palette: every action, every place, every page of it, and what plugins add."""

from __future__ import annotations

from asyncio import sleep
from functools import partial
from heapq import nlargest
from operator import itemgetter
from typing import TYPE_CHECKING, Final, cast

import attrs
from textual.command import DiscoveryHit, Hit, Hits, Provider

from ogpkit.app.action_runs import list_offered_actions
from ogpkit.app.design import TITLES
from ogpkit.app.keys import GROUPS, format_key
from ogpkit.app.places import document_place, document_title, place_page, place_scope
from ogpkit.app.safe_text import plain_line
from ogpkit.app.search import Query
from ogpkit.plugins.places import Place, Scope
from ogpkit.text.i18n import _, current_language, translate
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.countries import country_name

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


class EverythingProvider(Provider):
    """All that one can do and all places to which one can go."""

    async def discover(self) -> Hits:
        """Offer the actions before anything is typed."""
        for entry in self._list_actions():
            yield DiscoveryHit(
                _format_title(entry.title), entry.run, _format_title(entry.title).plain, sanitize_line(entry.help)
            )

    async def search(self, query: str) -> Hits:
        """Offer what fits what was typed, the best first; accents need not be typed, and words come in any order.

        Args:
            query: What was typed.
        """
        wanted, found = Query(query), []
        for number, entry in enumerate((*self._list_actions(), *self._list_places())):
            score = wanted.rate(entry.title) or wanted.rate(f"{entry.title} {entry.help}") / 2
            if score > 0:
                found.append((score, -len(entry.title), -number, entry))
            if number % _AT_ONCE == 0:
                await sleep(0)
        for score, shortness, _number, entry in nlargest(_MOST, found, key=itemgetter(0, 1, 2)):
            rank = score + 1e-6 / (1 - shortness)  # of equal answers the shorter one first
            yield Hit(
                rank, _format_title(entry.title), entry.run, _format_title(entry.title).plain, sanitize_line(entry.help)
            )

    @property
    def _shell(self) -> KeyedApp:
        return cast("KeyedApp", self.app)

    def _list_actions(self) -> Iterator[Entry]:
        shell = self._shell
        for keys in GROUPS.values():
            for key in keys:
                if key.action != "command_palette":
                    run = partial(shell.run_action, key.action)
                    yield Entry(_(key.help), run, ", ".join(map(format_key, key.keys.split(","))))
        for name, title in TITLES.items():
            said = _("Theme: {name}").format(name=_(title))
            yield Entry(said, partial(shell.choose_theme, name), _("Change the colours; it is kept for the next time"))
        for number, title in enumerate(shell.view.pages):
            help_text = _("Show this page")
            yield Entry(_("Page: {title}").format(title=title), partial(shell.view.show_page, number), help_text)
        for owned in shell.desk.plugins.app_commands:
            if owned.value.scope in _list_scopes(shell.place) and not (owned.value.writes and shell.desk.read_only):
                yield Entry(
                    translate(owned.value.title, owned.plugin),
                    partial(shell.run_plugin_command, owned),
                    translate(owned.value.help, owned.plugin),
                )

        for action in list_offered_actions(shell.desk, place_page(shell.place), _list_scopes(shell.place)):
            yield Entry(_(action.title), partial(shell.start_action, action.name), _(action.help))

    def _list_places(self) -> Iterator[Entry]:
        shell = self._shell
        workspace = shell.desk.workspace
        for country in workspace.countries:
            name = country_name(workspace, country, current_language())
            yield Entry(
                f"{name} · {country}", partial(shell.start_going, Place(country=country)), _("Go to this country")
            )
            for cycle in workspace.cycles(country):
                place = Place(country=country, cycle=cycle)
                yield Entry(f"{name} · {cycle}", partial(shell.start_going, place), _("Go to this cycle"))
        for document in workspace.documents.values():
            owner = f"{country_name(workspace, document.country, current_language())} · " if document.country else ""
            title = f"{owner}{document_title(workspace, document.path)}"
            yield Entry(title, partial(shell.start_going, document_place(document)), document.path)


def _format_title(title: str) -> Content:
    return plain_line(title, _ROOM)


def _list_scopes(place: Place) -> set[Scope]:
    """Return the scopes of which a place is one, and of those that it lies in."""
    scopes = {Scope.WORKSPACE, place_scope(place)}
    if place.country:
        scopes.add(Scope.COUNTRY)
    if place.cycle:
        scopes.add(Scope.CYCLE)
    return scopes
