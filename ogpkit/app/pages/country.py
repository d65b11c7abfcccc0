"""A country's own page: who it is, how it stands, what it owes next, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Spacing
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ogpkit.app.design import colour_signs
from ogpkit.app.forms.rows import name_language
from ogpkit.app.keys import format_key
from ogpkit.app.live import LiveWidget
from ogpkit.app.places import Navigate, describe_standings, document_place
from ogpkit.app.safe_text import plain_content, plain_line
from ogpkit.app.session import app_session
from ogpkit.app.summary import get_status_cache
from ogpkit.app.widgets.first_steps import FirstSteps
from ogpkit.app.widgets.table import ChoiceList
from ogpkit.model import Country
from ogpkit.plugins.places import VERDICT_SIGNS, Place
from ogpkit.plugins.table_rows import document_title
from ogpkit.text.i18n import _, current_language, join_list
from ogpkit.text.phrase import write_day
from ogpkit.workspace.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.editing_protocol import EditSession

_NEXT = 5
"""How many obligations are shown of those that are late, and of the others."""

MOST: Final = 500
"""Files that are listed at once; the tree and the palette have the others too."""


class CountryPage(LiveWidget, VerticalScroll, can_focus=False):
    """Everything there is to know of a country, from its file and from all plugins."""

    session: WorkspaceSession

    facts_label = getters.query_one(".facts", Static)
    standing_label = getters.query_one(".standing", Static)
    due_label = getters.query_one(".due", Static)
    more_label = getters.query_one(".more", Static)

    def __init__(self, session: EditSession, place: Place) -> None:
        """Show a country, or one of its cycles.

        Args:
            place: The country or cycle.
        """
        super().__init__(app_session(session), place)
        self._below: tuple[Place, ...] = ()
        self._labels: list[str] = []

    def compose(self) -> ComposeResult:
        """Yield facts, standings, obligations, files."""
        yield Static("", classes="facts")
        yield FirstSteps(self.session, self.place)
        yield Static(_("Status"), classes="heading")
        yield Static("", classes="standing")
        yield Static(_("Due next"), classes="heading")
        yield Static("", classes="due")
        yield Static(_("Cycles and files (press Enter to open)"), classes="heading")
        yield ChoiceList(classes="files first")
        yield Static("", classes="more")

    @on(OptionList.OptionSelected)
    def _handle_choice(self, event: OptionList.OptionSelected) -> None:
        self.post_message(Navigate(self._below[event.option_index]))

    @on(OptionList.OptionHighlighted)
    def _follow_cursor(self, event: OptionList.OptionHighlighted) -> None:
        """Keep in sight what the cursor is on: the list is as long as it needs, and the page is scrolled."""
        shelf = event.option_list
        at = shelf.region.y - self.scrollable_content_region.y + self.scroll_offset.y + event.option_index
        line = Region(0, at, 1, 1)
        self.scroll_to_region(line, spacing=Spacing(1, 0, 0, 0), animate=False, force=True)

    def show(self) -> None:
        """Show what there is to know now."""
        self.facts_label.update(plain_content("\n".join(self._list_facts())))
        standings = [colour_signs(plain_content(line)) for line in self._list_statuses()]
        self.standing_label.update(Content("\n").join(standings) if standings else plain_line(_("Nothing here yet.")))
        self.due_label.update(plain_content("\n".join(self._list_due()) or _("Nothing is due.")))
        below, all_of_them = self._list_below()
        said = _("These are the first {most} of {all} files. Press {key} to find the others.")
        said = said.format(most=MOST, all=all_of_them, key=format_key("ctrl+p")) if all_of_them > MOST else ""
        self.more_label.update(plain_line(said))
        self.more_label.display = bool(said)
        labels = [self._label(place) for place in below]
        if (below, labels) != (self._below, self._labels):
            self._below, self._labels = below, labels
            with self.prevent(OptionList.OptionHighlighted):  # the page begins at its top
                self.query_one(ChoiceList).refill([Option(plain_line(label)) for label in labels])

    def _list_below(self) -> tuple[tuple[Place, ...], int]:
        """Return the cycles of a country and the files of the country or cycle that are listed, and how many files there are."""
        workspace, here = self.session.workspace, self.place
        cycles = () if here.cycle else workspace.cycles(here.country)
        files = [
            one for one in get_status_cache(self.session).list_files(here.country) if here.cycle in ("", one.cycle)
        ]
        places = [Place(country=here.country, cycle=cycle) for cycle in cycles]
        return (*places, *map(document_place, files[:MOST])), len(files)

    def _label(self, place: Place) -> str:
        if place.path:
            return f"{document_title(self.session.workspace, place.path)}  ({place.path})"
        standings, sources = get_status_cache(self.session).collect_statuses(place), self.session.plugins.standings
        verdict, said = describe_standings(standings, sources)
        return f"{_('Cycle')} {place.cycle}  {VERDICT_SIGNS[verdict]} {said}"

    def _list_facts(self) -> Iterator[str]:
        workspace, code = self.session.workspace, self.place.country
        title = f"{country_name(workspace, code, current_language())} · {code}"
        yield f"{title} · {_('Cycle')} {self.place.cycle}" if self.place.cycle else title
        found = workspace.one(Country, code)
        if found is None:
            yield _("The file country.toml is missing or cannot be read.")
            return
        country = found.entity
        if country.languages:
            yield _("Local languages: {names}").format(names=join_list(map(name_language, country.languages)))
        if country.contact:
            said = (country.contact.institution, country.contact.name, country.contact.email or "")
            yield _("Contact: {said}").format(said=join_list(part for part in said if part))
        if country.notes:
            yield country.notes

    def _list_statuses(self) -> Iterator[str]:
        for owned in get_status_cache(self.session).collect_statuses(self.place):
            standing = owned.value
            yield f"{VERDICT_SIGNS[standing.verdict]} {standing.headline}"
            yield from (f"    {_('missing:')} {missing}" for missing in standing.missing)

    def _list_due(self) -> Iterator[str]:
        if not self.session.knows_due_dates:
            yield _("Loading …")
            return
        mine = (
            owned.value
            for owned in self.session.calendar()
            if owned.value.place.country == self.place.country
            and self.place.cycle in ("", owned.value.place.cycle)
            and not owned.value.is_done
        )
        today = self.session.workspace.today
        late, coming = list[str](), list[str]()
        for obligation in mine:
            (late if obligation.due < today else coming).append(f"{write_day(obligation.due)}  {obligation.title}")
        for found, word in ((late, f"  ({_('overdue')})"), (coming, "")):
            yield from (line + word for line in found[:_NEXT])
            if (left := len(found) - _NEXT) > 0:
                said = _("{count} more: press {key} to see what is overdue or due soon")
                yield said.format(count=left, key=format_key("f3"))
