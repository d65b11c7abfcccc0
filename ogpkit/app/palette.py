"""The command palette: every action, every place, every page of it, and what plugins add."""

from __future__ import annotations

from asyncio import sleep
from functools import partial
from heapq import nlargest
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, cast

import attrs
from textual.command import DiscoveryHit, Hit, Hits, Provider

from ogpkit.app.action_runs import list_offered_actions
from ogpkit.app.design import TITLES
from ogpkit.app.keys import GROUPS, format_key
from ogpkit.app.places import (
    document_place,
    has_place,
    parent_place,
    place_page,
    place_scope,
    place_trail,
)
from ogpkit.app.safe_text import escape_line, plain_line
from ogpkit.app.search import Entry, Query
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.table_rows import document_title
from ogpkit.schema.fields import fields_of
from ogpkit.schema.naming import say_help
from ogpkit.text.i18n import N_, _, current_language, join_list, translate
from ogpkit.workspace.countries import country_name
from ogpkit.workspace.scan import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import App
    from textual.content import Content

    from ogpkit.app.actions import KeyedApp
    from ogpkit.plugins.panel_sections import Section

_ROOM: Final = 160
"""Letters of a title that are shown; all of them are searched."""

_MOST: Final = 100
"""Answers that are offered, the best ones; more words find the others."""

_AT_ONCE: Final = 200
"""Entries that are looked at before the app may take the next key."""

_LISTED: Final = 7
"""Recent places that are offered before anything is typed."""

_NEAR: Final = 0.05
"""By how much a place that was visited lately comes before an equal one that was not."""

_PAGE_WORDS: Final[Mapping[str, str]] = {
    "exchange": N_("export import docx word pdf excel xlsx csv sheet print document paper download"),
    "overview": N_("countries list members overview"),
}
"""Other words for pages of the core, by name."""

_NEW_WORDS: Final = N_("new add create start write")
_VERB_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("Add", "Create", "Start", "Write"), _NEW_WORDS),
    "Delete": N_("delete remove"),
}
"""Other words for what an action does, by the first word of its title."""

_AROUND: Final = {"country", "cycle"}
"""What the path of a file names of which a place has one."""

_THEME_WORDS: Final = N_("theme dark light contrast appearance")
_SETTINGS_WORDS: Final = N_("settings options preferences configuration languages language plugins")


class EverythingProvider(Provider):
    """All that one can do and all places to which one can go."""

    async def discover(self) -> Hits:
        """Offer the places that were visited last and the actions before anything is typed."""
        for entry in (*islice(self._list_recent(), _LISTED), *self._list_actions()):
            yield DiscoveryHit(
                _format_title(entry.title), entry.run, _format_title(entry.title).plain, escape_line(entry.help)
            )

    async def search(self, query: str) -> Hits:
        """Offer what fits what was typed, the best first; accents need not be typed, and words come in any order.

        Args:
            query: What was typed.
        """
        wanted, found = Query(query), []
        sources = (
            self._list_recent(),
            self._list_actions(),
            self._list_places(),
            self._list_pages(),
            self._list_guides(),
            self._list_fields(),
        )
        for number, entry in enumerate(chain(*sources)):
            score = entry.rate(wanted)
            if score > 0:
                found.append((score, -len(entry.title), -number, entry))
            if number % _AT_ONCE == 0:
                await sleep(0)
        for score, shortness, _number, entry in nlargest(_MOST, found, key=itemgetter(0, 1, 2)):
            rank = score + 1e-6 / (1 - shortness)  # of equal answers the shorter one first
            yield Hit(
                rank, _format_title(entry.title), entry.run, _format_title(entry.title).plain, escape_line(entry.help)
            )
        title = _format_title(_("Search all texts for “{words}”").format(words=query))
        yield Hit(1e-9, title, partial(self._search_texts, query), title.plain)

    def _search_texts(self, query: str) -> None:
        self.app.call_later(self._shell.search_texts, query)

    @property
    def _shell(self) -> KeyedApp:
        return cast("KeyedApp", self.app)

    def _list_recent(self) -> Iterator[Entry]:
        """Yield the places that were visited before this one, the last one first."""
        shell = self._shell
        for place, page in shell.navigation.recent:
            if place != place_page(shell.place) and has_place(shell.session, place):
                title = place_trail(shell.session.workspace, place)
                go = partial(shell.navigation.start, place, page=page)
                yield Entry(title, go, _("Visited before"), near=_NEAR)

    def _list_actions(self) -> Iterator[Entry]:
        shell = self._shell
        for keys in GROUPS.values():
            for key in keys:
                if key.action != "command_palette":
                    run = partial(shell.run_action, key.action)
                    help_text = ", ".join(map(format_key, shell.find_keys(key.action)))
                    yield Entry(_(key.help), run, help_text, _add_translation(key.words))
        for name, title in TITLES.items():
            said = _("Theme: {name}").format(name=_(title))
            help_text = _("Change the colours; it is kept for the next time")
            yield Entry(said, partial(shell.choose_theme, name), help_text, _add_translation(_THEME_WORDS))
        for number, title in enumerate(shell.view.pages):
            help_text = _("Show this page")
            yield Entry(_("Page: {title}").format(title=title), partial(shell.view.show_page, number), help_text)
        for owned in shell.session.plugins.app_commands:
            if owned.value.scope in _list_scopes(shell.place) and not (owned.value.writes and shell.session.read_only):
                yield Entry(
                    translate(owned.value.title, owned.plugin),
                    partial(shell.run_plugin_command, owned),
                    translate(owned.value.help, owned.plugin),
                )

        here, home = place_page(shell.place), self._home
        actions = {one.name: (one, here) for one in list_offered_actions(shell.session, here, _list_scopes(here))}
        if not here.path:  # of the newest cycle too, so that nobody has to go there first
            scopes = _list_scopes(home) - {Scope.WORKSPACE}
            actions = {one.name: (one, home) for one in list_offered_actions(shell.session, home, scopes)} | actions
        for action, place in actions.values():
            words = _VERB_WORDS.get(action.title.partition(" ")[0], "")
            about = "" if place == here else f"{place_trail(shell.session.workspace, place)}: "
            start = partial(shell.start_action, action.name, place)
            yield Entry(_(action.title), start, f"{about}{_(action.help)}", _add_translation(words))

    def _list_places(self) -> Iterator[Entry]:
        shell = self._shell
        workspace = shell.session.workspace
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
            go = partial(shell.start_going, document_place(document))
            words = _add_translation(_SETTINGS_WORDS) if document.path == SETTINGS else ""
            yield Entry(title, go, document.path, words)

    def _list_pages(self) -> Iterator[Entry]:
        """Yield the pages of the place around a file or of the newest cycles, by what stands on them."""
        shell = self._shell
        session, here = shell.session, place_page(shell.place)
        around = parent_place(here) if here.path else here
        for name, words in _PAGE_WORDS.items():
            place = Place() if name == "overview" else around if around.country else self._home
            go = partial(shell.navigation.start, place, page=name)
            title = _("Import and export") if name == "exchange" else _("Countries")
            yield Entry(title, go, place_trail(session.workspace, place), _add_translation(words))
        newest = [
            Place(country=one, cycle=session.workspace.cycles(one)[-1])
            for one in session.workspace.countries
            if session.workspace.cycles(one)
        ]
        cycles = [Place(country=around.country, cycle=around.cycle)] if around.cycle else newest
        for owned in session.plugins.panels:
            if owned.value.scope is not Scope.CYCLE:
                continue
            none: tuple[Section, ...] = ()
            sections = session.plugins.call(owned.plugin, f"panel {owned.value.name}", owned.value.list_sections, none)
            parts = [translate(one.title, owned.plugin) for one in sections if one.title]
            for place in cycles:
                title = f"{translate(owned.value.title, owned.plugin)} · {place_trail(session.workspace, place)}"
                go = partial(shell.navigation.start, place, page=owned.value.name)
                yield Entry(title, go, join_list(parts) if parts else "", " ".join(parts))

    def _list_fields(self) -> Iterator[Entry]:
        """Yield the fields of the file that is shown, or of the files of which the place has one each."""
        shell = self._shell
        workspace, here, home = shell.session.workspace, place_page(shell.place), self._home
        for document in workspace.documents.values():
            is_near = (
                document.country == home.country
                and document.cycle in ("", home.cycle)
                and document.names.keys() <= _AROUND
            )
            kind = workspace.kinds.by_name(document.kind)
            if kind is None or not (document.path == here.path if here.path else is_near):
                continue
            title = document_title(workspace, document.path)
            for field in fields_of(kind.entity):
                go = partial(shell.start_going, attrs.evolve(document_place(document), at=(field.key,)))
                label, help_text = translate(field.label, field.owner), say_help(field)
                yield Entry(f"{label} · {title}", go, help_text, near=_NEAR if here.path else -_NEAR)

    @property
    def _home(self) -> Place:
        """Return the cycle that is shown, or the newest cycle of the country that is shown or has no other beside it."""
        workspace, here = self._shell.session.workspace, place_page(self._shell.place)
        country = here.country or (workspace.countries[0] if len(workspace.countries) == 1 else "")
        cycles = workspace.cycles(country) if country else ()
        return Place(country=country, cycle=here.cycle or (cycles[-1] if cycles else ""))

    def _list_guides(self) -> Iterator[Entry]:
        """Yield the guides of the documentation that are there."""
        from ogpkit.app.screens.guide_page import GUIDES, find_guide  # noqa: PLC0415  Markdown only for who searches

        for name, (title, words) in GUIDES.items():
            if find_guide(name) is not None:
                said = _("Guide: {title}").format(title=_(title))
                yield Entry(said, partial(_open_guide, self.app, name), _("Read it here"), _add_translation(words))


def _open_guide(app: App[Any], name: str) -> None:
    from ogpkit.app.screens.guide_page import GuidePage  # noqa: PLC0415  Markdown only for who reads

    app.push_screen(GuidePage(name))


def _add_translation(words: str) -> str:
    """Return words in English and in the language in use: people know either."""
    return f"{words} {_(words)}" if words else ""


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
