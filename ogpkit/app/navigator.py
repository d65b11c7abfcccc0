"""The tree of countries, cycles and files, each with its standing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Tree

from ogpkit.app.places import SIGNS, document_title, name_of, place_of, title_of, worst
from ogpkit.app.plain import line_text
from ogpkit.contributions import Place
from ogpkit.language import _

if TYPE_CHECKING:
    from textual.widgets.tree import TreeNode

    from ogpkit.desk import Desk


class Navigator(Tree[Place]):
    """Where one can go; Enter or a click goes there."""

    def __init__(self, desk: Desk) -> None:
        """Show a workspace.

        Args:
            desk: The workspace.
        """
        super().__init__(line_text(title_of(desk.workspace, Place())), data=Place(), id="navigator")
        self._desk = desk
        self._paths: frozenset[str] = frozenset()
        self.auto_expand = False

    def on_mount(self) -> None:
        """Open the first level."""
        self.refresh_places()
        self.root.expand()

    def refresh_places(self) -> None:
        """Follow the desk: new and deleted files, other standings."""
        paths = frozenset(self._desk.workspace.documents) | frozenset(self._desk.outdated)
        if paths != self._paths:
            self._paths = paths
            self._lay_out()
        else:
            for node in self.root.children:
                if node.data and node.data.country:
                    node.set_label(line_text(self._country_label(node.data.country)))

    def _lay_out(self) -> None:
        open_now = {node.data.country for node in self.root.children if node.data and node.is_expanded}
        self.clear()
        workspace = self._desk.workspace
        for country in workspace.countries:
            node = self.root.add(
                line_text(self._country_label(country)), data=Place(country=country), expand=country in open_now
            )
            self._fill(node, country)
        others = [one for one in workspace.documents.values() if not one.country]
        if others:
            shelf = self.root.add(_("Partnership and settings"), expand=False)
            for document in sorted(others, key=lambda one: one.path):
                shelf.add_leaf(line_text(document_title(workspace, document.path)), data=place_of(document))

    def _fill(self, node: TreeNode[Place], country: str) -> None:
        workspace = self._desk.workspace
        for cycle in workspace.cycles(country):
            place = Place(country=country, cycle=cycle)
            branch = node.add(line_text(f"{_('Cycle')} {cycle}"), data=place)
            for document in workspace.documents.values():
                if document.country == country and document.cycle == cycle:
                    branch.add_leaf(line_text(document_title(workspace, document.path)), data=place_of(document))
        for document in workspace.documents.values():
            if document.country == country and not document.cycle:
                node.add_leaf(line_text(document_title(workspace, document.path)), data=place_of(document))

    def _country_label(self, country: str) -> str:
        standings = [owned.value for owned in self._desk.standings(Place(country=country))]
        return f"{SIGNS[worst(standings)]} {name_of(self._desk.workspace, country)} · {country}"

    def reveal(self, place: Place) -> None:
        """Show where a place is in the tree, without going there.

        Args:
            place: The place.
        """
        for node in self.root.children:
            if node.data and place.country and node.data.country == place.country:
                node.expand()
                found = next((leaf for leaf in _below(node) if leaf.data == place), node)
                self.move_cursor(found)
                return


def _below(node: TreeNode[Place]) -> list[TreeNode[Place]]:
    return [node, *(leaf for child in node.children for leaf in _below(child))]
