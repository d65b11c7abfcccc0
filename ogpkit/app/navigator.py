"""The tree of countries, cycles and files, each with its standing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.widgets import Tree

from ogpkit.app.forms.messages import SIGNS as SEVERITY_SIGNS
from ogpkit.app.forms.pending import list_pending
from ogpkit.app.places import describe_standings, document_place, path_place
from ogpkit.app.safe_text import line_text
from ogpkit.app.summary import get_status_cache
from ogpkit.plugins.places import VERDICT_SIGNS, Place
from ogpkit.plugins.table_rows import document_title
from ogpkit.text.i18n import _, current_language
from ogpkit.workspace.countries import country_name

if TYPE_CHECKING:
    from textual.widgets.tree import TreeNode

    from ogpkit.editing.session import WorkspaceSession


class Navigator(Tree[Place]):
    """Where one can go; Enter or a click goes there. What is in a country is made when it is unfolded."""

    def __init__(self, session: WorkspaceSession) -> None:
        """Show a workspace."""
        super().__init__(_("All countries"), data=Place(), id="navigator")
        self._session = session
        self._paths: frozenset[str] = frozenset()
        self._labels: dict[Place, tuple[object, Text]] = {}
        self.auto_expand = False
        self.guide_depth = 2

    def on_mount(self) -> None:
        """Open the first level."""
        self.refresh_places()
        self.root.expand()

    def refresh_places(self) -> None:
        """Follow the session: new and deleted files, other standings."""
        paths = frozenset(self._session.workspace.documents) | {finding.path for finding in self._session.findings}
        if paths != self._paths:
            self._paths = paths
            self._grow()
        else:
            self._label_again(self.root)

    @on(Tree.NodeExpanded)
    def _handle_unfolding(self, event: Tree.NodeExpanded[Place]) -> None:
        self._fill(event.node)

    def reveal(self, place: Place) -> None:
        """Show where a place is in the tree, without going there."""
        node = self.root
        for step in (Place(country=place.country), Place(country=place.country, cycle=place.cycle), place):
            found = next((child for child in node.children if child.data == step), None)
            if found is not None:
                node = found
                if node.allow_expand:
                    self._fill(node)
                    node.expand()
        self.move_cursor(node)

    def _grow(self) -> None:
        unfolded = {node.data for node in _list_nodes_below(self.root) if node.data and node.is_expanded}
        chosen = self.cursor_node.data if self.cursor_node else None
        self.root.remove_children()
        for country in self._session.workspace.countries:
            place = Place(country=country)
            self.root.add(self._label(place), data=place)
        if self._list_others():
            self.root.add(_("Partnership and settings"), data=None, allow_expand=True)
        for node in self.root.children:
            self._unfold_again(node, unfolded)
        if chosen is not None:
            self.reveal(chosen)

    def _unfold_again(self, node: TreeNode[Place], unfolded: set[Place]) -> None:
        if node.data in unfolded:
            self._fill(node)
            node.expand()
            for child in node.children:
                self._unfold_again(child, unfolded)

    def _label_again(self, node: TreeNode[Place]) -> None:
        for child in node.children:
            if child.data is not None:
                label = self._label(child.data)
                if child.label != label:  # every other label would be drawn again for nothing
                    child.set_label(label)
                self._label_again(child)

    def _fill(self, node: TreeNode[Place]) -> None:
        """Make what is below a node, if it has not been made."""
        if node.is_root or list(node.children):
            return
        place = node.data
        if place is None:
            for path in self._list_others():
                node.add_leaf(self._label(path_place(self._session.workspace, path)), data=Place(path=path))
            return
        workspace = self._session.workspace
        if not place.cycle:
            for cycle in workspace.cycles(place.country):
                below = Place(country=place.country, cycle=cycle)
                node.add(self._label(below), data=below)
        for path in sorted(self._paths):
            document = workspace.documents.get(path)
            below = document_place(document) if document is not None else path_place(workspace, path)
            if (below.country, below.cycle) == (place.country, place.cycle):
                node.add_leaf(self._label(below), data=below)

    def _list_others(self) -> list[str]:
        workspace = self._session.workspace
        return sorted(path for path in self._paths if not path_place(workspace, path).country)

    def get_label_width(self, node: TreeNode[Place]) -> int:
        """Return how wide a label is without drawing it, which with thousands of files is most of the work of a refresh."""
        label = node.label
        width = label.cell_len if isinstance(label, Text) else cell_len(label)
        return width + (cell_len(self.ICON_NODE) if node.allow_expand else 0)

    def _label(self, place: Place) -> Text:
        workspace = self._session.workspace
        if place.path:
            return line_text(document_title(workspace, place.path) + self._describe_problem(place.path))
        name = place.cycle or f"{country_name(workspace, place.country, current_language())} · {place.country}"
        if not self._session.is_checked:  # the first frame waits for no plugin
            return line_text(f"  {name}")
        standings, sources = get_status_cache(self._session).collect_statuses(place), self._session.plugins.standings
        known = self._labels.get(place)
        if known is not None and known[0] is standings:  # no file of the country has changed
            return known[1]
        verdict, said = describe_standings(standings, sources)
        label = line_text(f"{VERDICT_SIGNS[verdict]} {name} · {said}")
        self._labels[place] = standings, label
        return label

    def _describe_problem(self, path: str) -> str:
        """Return what is wrong with a file, as a sign and a word, after its name."""
        if path in list_pending(self._session):
            return " ! " + _("not saved yet")
        if path in self._session.outdated:
            return " ✗ " + _("incomplete")
        if path not in self._session.workspace.documents:
            return " ✗ " + _("cannot be read")
        worst = get_status_cache(self._session).find_severities().get(path)
        return f" {SEVERITY_SIGNS[worst]} {_(worst.label)}" if worst else ""


def _list_nodes_below(node: TreeNode[Place]) -> list[TreeNode[Place]]:
    return [node, *(leaf for child in node.children for leaf in _list_nodes_below(child))]
