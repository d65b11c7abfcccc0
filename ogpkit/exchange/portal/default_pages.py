"""Pages that follow from declarations: of published documents for which no plugin has made any, and of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.exchange.field_text import FieldText
from ogpkit.exchange.portal.addresses import list_ancestors, make_address
from ogpkit.exchange.portal.open_data import make_table_path
from ogpkit.exchange.portal.overview import list_history
from ogpkit.model.annotations import Audience, Length
from ogpkit.plugins.contributions import Page
from ogpkit.plugins.discovery import CORE
from ogpkit.plugins.table_rows import build_grid
from ogpkit.schema.fields import TITLE_KEYS, fields_of
from ogpkit.text.blocks import KeyValues, Paragraph
from ogpkit.text.i18n import _, translate
from ogpkit.text.inline import Link
from ogpkit.text.phrase import format_phrase, join_phrases, plain_text
from ogpkit.workspace.countries import country_name, get_member_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place
    from ogpkit.plugins.table_views import TableView
    from ogpkit.schema.kinds import Kind
    from ogpkit.text.blocks import Block
    from ogpkit.text.inline import Cell
    from ogpkit.workspace.content import Document, Workspace

_PLACE: Final = ("country", "cycle")

_MOST_FACTS: Final = 4
"""So many fields of each document stand in a list of several."""


def list_pageless_kinds(plugins: Plugins) -> Iterator[OwnedContribution[Kind[Any]]]:
    """Yield the published kinds that have no page.

    Pages name the kinds that they show (`Pages.kinds`). Where they name none, they are taken to show all kinds of their plugin.
    """
    named = {name for owned in plugins.pages for name in owned.value.kinds}
    silent = {owned.plugin for owned in plugins.pages if not owned.value.kinds}
    for owned in plugins.owned_kinds:
        if owned.value.published and owned.value.name not in named and owned.plugin not in {*silent, CORE}:
            yield owned


def make_default_pages(
    kind: Kind[Any], documents: Iterable[Document[Any]], workspace: Workspace, plugins: Plugins, language: str
) -> Iterator[Page]:
    """Yield a page for each document of a kind, and one for each folder of them, in the language in use.

    Args:
        documents: The documents.
        workspace: What is public.
        language: The language in use, in which texts are wanted.
    """
    made = _Maker(kind, workspace, plugins, language)
    folders: dict[str, list[Document[Any]]] = {}
    for document in documents:
        yield made.make_page(document)
        folder = list_ancestors(make_address(document.path))[0]
        # a page of the place lists what lies with it
        if folder not in ("", f"{document.country}/{document.cycle}".rstrip("/")):
            folders.setdefault(folder, []).append(document)
    for folder, inside in folders.items():
        yield made.make_list(folder, inside)


def make_table_pages(view: TableView, workspace: Workspace, places: Iterable[Place], language: str) -> Iterator[Page]:
    """Yield a page of a declared table for each place at which it has rows, in the language in use.

    Args:
        workspace: What is public.
        places: The places.
        language: The language in use, in which the names of countries are wanted.
    """
    for place in places:
        grid = build_grid(view, workspace, place, view.shown)
        if grid.rows:
            title = translate(view.title, view.entity or "")
            if place.country:
                country = country_name(workspace, place.country, language)
                title = format_phrase(_("{country}: {title}"), country=country, title=title)
            address = "/".join(filter(None, (place.country, place.cycle, view.name)))
            open_file = Paragraph([Link(_("As a table (CSV)"), make_table_path(view))])
            yield Page(address=address, title=title, blocks=[grid, *([open_file] if view.open_data else [])])


class _Maker:
    """Makes the pages of one kind in one language."""

    def __init__(self, kind: Kind[Any], workspace: Workspace, plugins: Plugins, language: str) -> None:
        self._kind = kind
        self._workspace = workspace
        self._plugins = plugins
        self._text = FieldText(workspace, language)
        graph = plugins.find_graph(kind.entity)
        self._without = (*TITLE_KEYS, graph.history_key) if graph else TITLE_KEYS

    def make_page(self, document: Document[Any]) -> Page:
        """Return the page of a document: where it belongs, what its fields say, the stages that it went through."""
        place: list[tuple[str, Cell]] = []
        if document.country:
            term = get_member_term(self._workspace, document.country)
            place.append((term, Link(self._name_country(document), document.country)))
        if document.cycle:
            place.append((_("Cycle"), Link(document.cycle, f"{document.country}/{document.cycle}")))
        blocks: list[Block] = [KeyValues(place)] if place else []
        blocks += self._text.details(document.entity, without=self._without)
        blocks += list_history(document, self._workspace, self._plugins)
        return Page(address=make_address(document.path), title=self._make_title(document), blocks=blocks)

    def make_list(self, folder: str, documents: list[Document[Any]]) -> Page:
        """Return the page of a folder: its documents, each with its first facts."""
        title = translate(self._kind.titles, self._kind.entity)
        if documents[0].country:
            title = format_phrase(_("{country}: {title}"), country=self._name_country(documents[0]), title=title)
        facts = self._text.find_facts([one.entity for one in documents], Audience.PUBLIC)
        long = {one.name for one in fields_of(self._kind.entity) if one.shape.meaning(Length) is Length.LONG}
        shown = [name for name in facts if name not in {*self._without, *long}][:_MOST_FACTS]
        grid = self._text.grid(
            documents,
            (
                translate(self._kind.title, self._kind.entity),
                lambda one: Link(self._make_name(one), make_address(one.path)),
            ),
            *shown,
            caption=translate(self._kind.titles, self._kind.entity),
            extended=False,
        )
        return Page(address=folder, title=title, blocks=[grid])

    def _make_title(self, document: Document[Any]) -> str:
        if self._text.title(document.entity):
            return self._make_name(document)
        return join_phrases(": ", (translate(self._kind.title, self._kind.entity), self._make_name(document)))

    def _make_name(self, document: Document[Any]) -> str:
        """Return by what a document is known among those of its kind: its title, else the names in its path."""
        if title := self._text.title(document.entity):
            return join_phrases("", (title,))
        plain = self._workspace.language
        names = [plain_text(name, plain) for key, name in document.names.items() if key not in _PLACE]
        return join_phrases(", ", names or (self._name_country(document), plain_text(document.cycle, plain)))

    def _name_country(self, document: Document[Any]) -> str:
        return country_name(self._workspace, document.country, self._text.language)
