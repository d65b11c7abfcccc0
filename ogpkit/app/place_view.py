"""One place, with a tab for each panel that has something to say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widgets import Static, TabbedContent, TabPane, Tabs

from ogpkit.app.pages.country import CountryPage
from ogpkit.app.pages.exchange import ExchangePage
from ogpkit.app.pages.overview import Overview
from ogpkit.app.pages.today import Today
from ogpkit.app.panel_host import PanelHost
from ogpkit.app.places import place_scope, place_trail
from ogpkit.app.safe_text import plain_line
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.app.widgets.table_list import make_table_list
from ogpkit.plugins.contributions import Panel
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.places import Place, Scope
from ogpkit.text.i18n import N_, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.table_views import TableView


def sort_of(session: WorkspaceSession, place: Place) -> tuple[Scope, str]:
    """Return what a place is, and the kind of the file where it is one: places of one sort have the same pages."""
    claimed = session.workspace.kinds.match_path(place.path) if place.path else None
    return place_scope(place), claimed[0].name if claimed else ""


def _make_form(session: EditSession, place: Place) -> Widget:
    return DocumentForm(session, place.path)


def _make_panel(view: TableView) -> Panel:
    """Return the tab of a declared table."""
    return Panel(
        name=f"table-{view.name}",
        title=view.title,
        scope=view.scope,
        order=view.order,
        load=lambda: make_table_list(view),
    )


_OVERVIEW = N_("It shows the current state, and what exists. Choose a line and press Enter to open it.")

CORE_PANELS = (
    Panel(
        name="today",
        title=N_("Today"),
        help=N_("It lists what needs you now, the most urgent first. Press Enter to go where it is done."),
        scope=Scope.WORKSPACE,
        order=-10,
        load=lambda: Today,
    ),
    Panel(
        name="overview",
        title=N_("Countries"),
        help=N_(
            "It lists all countries with how they stand. Type to filter the list, and press Enter to open a country."
        ),
        scope=Scope.WORKSPACE,
        order=0,
        load=lambda: Overview,
    ),
    Panel(name="country", title=N_("Overview"), help=_OVERVIEW, scope=Scope.COUNTRY, order=0, load=lambda: CountryPage),
    Panel(name="cycle", title=N_("Overview"), help=_OVERVIEW, scope=Scope.CYCLE, order=0, load=lambda: CountryPage),
    *(
        Panel(
            name="exchange",
            title=N_("Import and export"),
            help=N_("Here you export documents and spreadsheets, and import files that others send you."),
            scope=scope,
            order=900,
            load=lambda: ExchangePage,
        )
        for scope in (Scope.WORKSPACE, Scope.COUNTRY, Scope.CYCLE)
    ),
    Panel(
        name="form",
        title=N_("Form"),
        help=N_(
            "Here you fill in one file, field by field. Everything is saved automatically, and problems are shown below "
            "their field."
        ),
        scope=Scope.DOCUMENT,
        order=0,
        load=lambda: _make_form,
    ),
)
"""What the core itself shows of each sort of place."""


def list_panels(plugins: Plugins, scope: Scope, kind: str = "") -> Sequence[OwnedContribution[Panel]]:
    """Return the pages of a sort of place, from left to right.

    Args:
        plugins: The installed plugins.
        scope: What the place is.
        kind: The kind of the file where it is one.
    """
    own = (OwnedContribution("ogpkit", panel) for panel in CORE_PANELS)
    tables = (
        OwnedContribution(owned.plugin, _make_panel(owned.value)) for owned in plugins.tables if owned.value.panel
    )
    there = (*own, *plugins.panels, *tables)
    found = [owned for owned in there if owned.value.scope is scope and owned.value.kind in ("", kind)]
    return sorted(found, key=lambda owned: owned.value.order)


class PlaceView(Vertical):
    """Place and its panels.

    Attributes:
        place: The place.
    """

    def __init__(self, session: WorkspaceSession, place: Place, page: str = "") -> None:
        """Show a place.

        Args:
            page: The name of the page to begin with, if the place has it.
        """
        super().__init__()
        self._session = session
        self.place = place
        scope, kind = sort_of(session, place)
        self._panels = list_panels(session.plugins, scope, kind)
        names = [owned.value.name for owned in self._panels]
        self._begin = names.index(page) if page in names else 0

    def compose(self) -> ComposeResult:
        """Yield a heading, and a tab for each panel."""
        yield Static(plain_line(place_trail(self._session.workspace, self.place)), classes="place")
        classes = "" if len(self._panels) > 1 else "alone"
        with TabbedContent(initial=f"page-{self._begin}", classes=classes):
            for number, owned in enumerate(self._panels):
                with TabPane(plain_line(translate(owned.value.title, owned.plugin)), id=f"page-{number}"):
                    yield PanelHost(self._session, self.place, owned)

    @property
    def forms(self) -> Sequence[DocumentForm]:
        """Return the forms that are shown, those in panels of plugins included."""
        return list(self.query(DocumentForm))

    @property
    def pages(self) -> Sequence[str]:
        """Return the titles of the pages, from left to right."""
        return [translate(owned.value.title, owned.plugin) for owned in self._panels]

    def describe_page(self) -> tuple[str, str]:
        """Return the title of the page that is shown, and what one sees and does there."""
        if not self._panels:
            return "", ""
        owned = self._panels[self._shown_number]
        return translate(owned.value.title, owned.plugin), translate(owned.value.help, owned.plugin)

    @property
    def page(self) -> str:
        """Return the name of the page that is shown."""
        return self._panels[self._shown_number].value.name if self._panels else ""

    @property
    def page_widget(self) -> Widget:
        """Return what shows the page."""
        return self.query_one(TabbedContent).active_pane or self

    @property
    def _shown_number(self) -> int:
        return int(self.query_one(TabbedContent).active.removeprefix("page-") or 0)

    def show_page(self, number: int) -> None:
        """Show a page.

        Args:
            number: From the left, from zero; what is beyond the last one begins again with the first.
        """
        wanted = number % len(self._panels) if self._panels else 0
        if not self._panels or wanted == self._shown_number:
            return
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            self.screen.set_focus(None)  # what is hidden would hand it on within its page and bring the page back
        self.query_one(TabbedContent).active = f"page-{wanted}"

    def show_page_named(self, name: str) -> None:
        """Show a page by its name, if the place has it."""
        names = [owned.value.name for owned in self._panels]
        if name in names:
            self.show_page(names.index(name))

    def show_next_page(self) -> None:
        """Show the page to the right of the one that is shown."""
        self.show_page(self._shown_number + 1)

    async def show_form(self) -> None:
        """Show the form of a file and wait until it is there; a place that is no file has none."""
        for number, owned in enumerate(self._panels):
            if owned.value is CORE_PANELS[-1]:
                self.show_page(number)
                for host in self.query(PanelHost).results():
                    if host.panel is owned:
                        await host.fill()

    async def wait_until_ready(self) -> None:
        """Wait until the page that is shown first is there."""
        for host in self.query(PanelHost).results():
            if self._panels[self._begin] is host.panel:
                await host.fill()

    def focus_inside(self) -> None:
        """Let the keyboard act on the page that is shown."""
        pane = self.query_one(TabbedContent).active_pane
        # the chain leaves out what lies on hidden pages, whose focus would bring them up
        found = [widget for widget in self.screen.focus_chain if pane in widget.ancestors] if pane else []
        if found:
            self.screen.set_focus(next((one for one in found if one.has_class("first")), found[0]))

    def on_key(self, event: events.Key) -> None:
        """Let Enter and the arrow down lead from the tabs of the pages into the one that is shown."""
        focused = self.screen.focused
        tabs = self.query_one(TabbedContent)
        if event.key in ("down", "enter") and isinstance(focused, Tabs) and focused.parent is tabs:
            event.stop()
            self.focus_inside()

    @on(TabbedContent.TabActivated)
    async def _handle_activation(self, event: TabbedContent.TabActivated) -> None:
        for host in event.pane.query_children(PanelHost):
            event.stop()
            await host.fill()
        if self.is_attached and self.screen.focused is None:
            self.focus_inside()
