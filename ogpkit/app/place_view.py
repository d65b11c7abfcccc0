"""One place, with a tab for each panel that has something to say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widgets import Static, TabbedContent, TabPane

from ogpkit.app.country_page import CountryPage
from ogpkit.app.overview import Overview
from ogpkit.app.panel_host import PanelHost
from ogpkit.app.places import scope_of, title_of
from ogpkit.app.plain import plain_line
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.clashes import Owned
from ogpkit.contributions import Panel, Place, Scope
from ogpkit.language import _

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit.desk import Desk

CORE_PANELS = (
    Panel(name="overview", title="Countries", scope=Scope.WORKSPACE, order=0, load=lambda: Overview),
    Panel(name="country", title="Overview", scope=Scope.COUNTRY, order=0, load=lambda: CountryPage),
    Panel(name="cycle", title="Overview", scope=Scope.CYCLE, order=0, load=lambda: CountryPage),
    Panel(
        name="form",
        title="Form",
        scope=Scope.DOCUMENT,
        order=0,
        load=lambda: lambda desk, place: DocumentForm(desk, place.path),
    ),
)
"""What the core itself shows of each sort of place."""


class PlaceView(Vertical):
    """A place and its panels."""

    def __init__(self, desk: Desk, place: Place) -> None:
        """Show a place.

        Args:
            desk: The workspace.
            place: The place.
        """
        super().__init__()
        self._desk = desk
        self.place = place

    def compose(self) -> ComposeResult:
        """A heading, and a tab for each panel."""
        yield Static(plain_line(title_of(self._desk.workspace, self.place)), classes="place")
        with TabbedContent():
            for number, owned in enumerate(self._panels()):
                with TabPane(plain_line(_(owned.value.title)), id=f"panel-{number}"):
                    yield PanelHost(self._desk, self.place, owned)

    @property
    def form(self) -> DocumentForm | None:
        """The form of the file that is shown, if one is."""
        forms = [*self.query(DocumentForm)]
        return forms[0] if forms else None

    @on(TabbedContent.TabActivated)
    def _shown(self, event: TabbedContent.TabActivated) -> None:
        for host in event.pane.query(PanelHost).results(PanelHost):
            host.fill()
            break

    def _panels(self) -> list[Owned[Panel]]:
        scope = scope_of(self.place)
        own = [Owned("ogpkit", panel) for panel in CORE_PANELS]
        found = [owned for owned in (*own, *self._desk.plugins.panels) if owned.value.scope is scope]
        return sorted(found, key=lambda owned: owned.value.order)
