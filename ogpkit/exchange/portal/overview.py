"""The portal's own pages: the partnership, each country, each cycle, what is new, the search (Roadmap XIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ogpkit.exchange.portal.about import make_about_page, make_accessibility_page
from ogpkit.exchange.portal.due_tables import list_all_due, list_first_due
from ogpkit.exchange.portal.statuses import Statuses
from ogpkit.exchange.portal.taking_part import list_ways_in
from ogpkit.model import Country
from ogpkit.model.cycle import Cycle
from ogpkit.plugins.contributions import Page
from ogpkit.plugins.places import Place
from ogpkit.plugins.queries import collect_statuses
from ogpkit.plugins.stages import stage_title
from ogpkit.text.blocks import Bullets, Form, Grid, Heading, KeyValues, Paragraph
from ogpkit.text.i18n import _
from ogpkit.text.inline import LangText, Link
from ogpkit.text.normalize import fold
from ogpkit.text.phrase import Phrase, format_phrase, join_phrases, language_phrase, localized, plain_text
from ogpkit.workspace.countries import country_name, get_member_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ogpkit.exchange.portal.news import NewsItem
    from ogpkit.plugins.contributions import DueDate
    from ogpkit.plugins.manager import Plugins
    from ogpkit.text.blocks import Block
    from ogpkit.text.inline import Cell
    from ogpkit.workspace.content import Document, Workspace

_MOST_NEWS = 200
"""How much of what happened stands on the page about it; ogpkit's own number."""


def list_own_addresses(workspace: Workspace) -> Iterator[str]:
    """Yield the addresses of the portal's own pages, which no plugin can take.

    Args:
        workspace: What is public.
    """
    yield from ("", "about", "accessibility", "news", "search")
    for country in workspace.countries:
        yield country
        yield from (f"{country}/{cycle}" for cycle in workspace.cycles(country))


def find_site_name(workspace: Workspace) -> str:
    """Return what the site is called, with the language of that."""
    name = workspace.settings.workspace.name
    return Phrase([LangText(name, workspace.language)]) if name else _("Open Government Partnership")


def list_history(document: Document[Any], workspace: Workspace, plugins: Plugins) -> Iterator[Block]:
    """Yield the stages that a document went through, where documents of its class go through any.

    Args:
        workspace: What is public.
    """
    graph = plugins.find_graph(type(document.entity))
    if graph is None:
        return
    rows = [
        (stage_title(graph, document, workspace, step.stage), step.on, plain_text(step.by, workspace.language))
        for step in graph.history(document.entity)
    ]
    if rows:
        yield Heading(_("History"), id="history")
        yield Grid((_("Stage"), _("Day"), _("By")), rows, caption=_("History"))


class OwnPages:
    """The portal's own pages in the language in use."""

    def __init__(
        self,
        workspace: Workspace,
        plugins: Plugins,
        language: str,
        due: Iterable[DueDate],
        events: tuple[NewsItem, ...],
        pages: Mapping[str, Page],
    ) -> None:
        """Make them of what is known.

        Args:
            workspace: What is public.
            language: The language in use, in which texts are wanted.
            due: What is due.
            events: What happened, newest first.
            pages: All other pages, by address.
        """
        self._titles = {address: page.title for address, page in pages.items()}
        self._forms = [Link(page.title, address) for address, page in pages.items() if _has_form(page)]
        self._workspace = workspace
        self._plugins = plugins
        self._statuses = Statuses(workspace, plugins, self._titles)
        self._language = language
        self._due: dict[str, list[DueDate]] = {}
        for one in due:
            self._due.setdefault(one.place.country, []).append(one)
        self._news = events

    def make_all(self) -> Iterator[Page]:
        """Yield all of them, those at `list_own_addresses`."""
        countries = self._workspace.countries
        yield self.make_country_start(countries[0]) if len(countries) == 1 else self.make_first_page()
        yield make_about_page(self._workspace, self._language)
        yield make_accessibility_page(self._workspace, self._language)
        yield self.make_news_page()
        yield Page(address="search", title=_("Search"), blocks=())
        for country in countries:
            yield self.make_country_page(country)
            for cycle in self._workspace.cycles(country):
                yield self.make_cycle_page(country, cycle)

    def make_first_page(self) -> Page:
        """Return the first page: who takes part, how each stands, what is new."""
        countries, cycles = self._workspace.countries, self._workspace.all(Cycle)
        rows = sorted(map(self._make_country_row, countries), key=lambda row: fold(row[0]))
        plugins = self._list_speakers(rows)
        grid = [
            (
                Link(name, code),
                self._find_status(code),
                joined,
                self._count_cycles(code),
                self._statuses.measure_plan(code),
                *(said.get(plugin) for plugin in plugins),
            )
            for name, code, joined, said in rows
        ]
        titles = tuple(self._statuses.find_title(plugin) for plugin in plugins)
        return Page(
            address="",
            title=find_site_name(self._workspace),
            blocks=[
                Paragraph(_("What governments in the Open Government Partnership promise, and what they deliver.")),
                # the table below lists what is counted: the countries, and for each of them the way to its cycles
                KeyValues(
                    [
                        (_("Countries"), Link(str(len(countries)), "#countries")),
                        (_("Cycles"), Link(str(len(cycles)), "#countries")),
                    ]
                ),
                Heading(_("Countries"), id="countries"),
                Grid(
                    (_("Country"), _("Membership"), _("Joined"), _("Cycles"), _("Plan done"), *titles),
                    grid,
                    caption=_("Countries and their status"),
                    facets=(_("Membership"),),
                ),
                *self._list_newest(),
            ],
        )

    def make_country_start(self, country: str) -> Page:
        """Return the first page of one country's site: its plan, what is due and new, and how to take part."""
        newest = self._statuses.find_newest(country)
        name, due = self._name_country(country), self._due.get(country, ())
        blocks: list[Block] = [
            Paragraph(
                format_phrase(_("What {country} promises in its action plan, and what becomes of it."), country=name)
            )
        ]
        if newest is not None:
            address = f"{country}/{newest.cycle}"
            facts: list[tuple[str, Cell]] = [
                (_("Cycle"), Link(newest.cycle, address)),
                (_("Start"), newest.entity.start),
                (_("End"), newest.entity.end),
                (_("Stage"), self._find_stage(newest)),
            ]
            blocks += [Heading(_("The action plan"), id="plan"), KeyValues(facts)]
            blocks += [*self._list_pages(country, newest.cycle)]
            blocks += self._statuses.list_blocks(Place(country=country, cycle=newest.cycle))
        blocks += list_first_due(due, self._workspace, f"{country}#due")
        blocks += self._list_newest()
        return Page(
            address="",
            title=find_site_name(self._workspace),
            blocks=[*blocks, *list_ways_in(self._workspace, country, self._name_country(country), self._forms)],
        )

    def _make_country_row(self, country: str) -> tuple[str, str, Cell, dict[str, Cell]]:
        document = self._workspace.one(Country, country)
        said: dict[str, Cell] = {}
        place = Place(country=country)
        for owned in collect_statuses(self._workspace, place, self._plugins):
            link, before = self._statuses.link_status(owned, place), said.get(owned.plugin)
            if before is not None:
                text = join_phrases(
                    "; ", (before.text if isinstance(before, Link) else str(before), owned.value.headline)
                )
                link = Link(text, before.address) if isinstance(before, Link) else text
            said[owned.plugin] = link
        return self._name_country(country), country, document.entity.joined if document else None, said

    def _count_cycles(self, country: str) -> Cell:
        """Return how many cycles a country has, with the list of them."""
        count = len(self._workspace.cycles(country))
        return Link(str(count), f"{country}#cycles") if count else 0

    def _find_status(self, country: str) -> str | None:
        """Return how a member stands today; None where the country has not joined."""
        document = self._workspace.one(Country, country)
        found = document.entity.find_status(self._workspace.today) if document else None
        return _(found.status.label) if found else None

    def _list_speakers(self, rows: Iterable[tuple[str, str, Cell, dict[str, Cell]]]) -> list[str]:
        """Return the plugins that say something of some country, in their order; the core's membership is the column before."""
        heard = {plugin for *_rest, said in rows for plugin in said}
        spoken = dict.fromkeys(owned.plugin for owned in self._plugins.standings)
        return [plugin for plugin in spoken if plugin in heard and plugin != "ogpkit"]

    def _list_newest(self) -> Iterator[Block]:
        if self._news:
            yield Heading(_("What is new"), id="news")
            yield _make_events_table(self._news[:10], _("What is new"))
            yield Paragraph([Link(_("All news"), "news")])

    def make_news_page(self) -> Page:
        """Return what happened, newest first, and where to subscribe to it."""
        feeds = [
            Paragraph([Link(_("As a feed (Atom)"), "news.atom")]),
            Paragraph([Link(_("What is due, as a calendar (ICS)"), "calendar.ics")]),
            Paragraph([Link(_("Everything as open data"), "data")]),
        ]
        grid = [_make_events_table(self._news[:_MOST_NEWS], _("What is new"))] if self._news else []
        return Page(address="news", title=_("What is new"), blocks=[*feeds, *grid])

    def make_country_page(self, country: str) -> Page:
        """Return a country: who it is, how it stands, its cycles, what it owes."""
        document = self._workspace.one(Country, country)
        due = self._due.get(country, ())
        return Page(
            address=country,
            title=self._name_country(country),
            blocks=[
                KeyValues(self._list_facts(country, document)),
                *self._statuses.list_blocks(Place(country=country)),
                *self._list_cycles(country),
                *list_first_due(due, self._workspace, f"{country}#due"),
                *list_all_due(due, self._workspace, f"{country}/calendar.ics"),
            ],
        )

    def _list_facts(self, country: str, document: Document[Country] | None) -> list[tuple[str, Cell]]:
        if document is None:
            return [(_("Code"), country)]
        entity, plain = document.entity, self._workspace.language
        contact = entity.contact
        return [
            (_("Code"), country),
            (_("Level"), _(entity.level.label)),
            (_("Joined"), entity.joined),
            (_("Membership"), self._find_status(country)),
            # plans and reports are in English too, whatever else a file asks for
            (_("Languages of plans and reports"), _name_languages(("en", *entity.languages), self._language)),
            (_("Institution"), plain_text(contact.institution, plain) if contact else None),
            (_("Contact"), plain_text(contact.name, plain) if contact else None),
            (_("E-mail"), contact.email if contact else None),
            (_("Telephone"), contact.telephone if contact else None),
            *((_("Source"), Link(source, source)) for source in entity.sources),
        ]

    def _list_cycles(self, country: str) -> Iterator[Block]:
        rows = []
        for cycle in self._workspace.cycles(country):
            found = self._workspace.one(Cycle, country, cycle)
            days = (found.entity.start, found.entity.end) if found else (None, None)
            rows.append((Link(cycle, f"{country}/{cycle}"), *days, self._find_stage(found)))
        if rows:
            yield Heading(_("Cycles"), id="cycles")
            yield Grid((_("Cycle"), _("Start"), _("End"), _("Stage")), rows, caption=_("Cycles"))

    def make_cycle_page(self, country: str, cycle: str) -> Page:
        """Return a cycle: its days, the stages that it went through, how it stands, what is owed."""
        found = self._workspace.one(Cycle, country, cycle)
        due = [one for one in self._due.get(country, ()) if one.place.cycle == cycle]
        return Page(
            address=f"{country}/{cycle}",
            title=format_phrase(_("{country}, cycle {cycle}"), country=self._name_country(country), cycle=cycle),
            blocks=[
                KeyValues(
                    [
                        (get_member_term(self._workspace, country), Link(self._name_country(country), country)),
                        (_("Start"), found.entity.start if found else None),
                        (_("End"), found.entity.end if found else None),
                        (_("Stage"), self._find_stage(found)),
                        (_("Edition of the rules"), _name_edition(found, self._workspace, self._language)),
                    ]
                ),
                *self._list_pages(country, cycle),
                *self._statuses.list_blocks(Place(country=country, cycle=cycle)),
                *list_first_due(due, self._workspace, f"{country}/{cycle}#due"),
                *(list_history(found, self._workspace, self._plugins) if found else ()),
                *list_all_due(due, self._workspace),
            ],
        )

    def _list_pages(self, country: str, cycle: str) -> Iterator[Block]:
        """Yield the way to the plan and to what became of it, before anything else that a page says."""
        pages = [(one, self._titles[one]) for one in self._list_addresses(country, cycle)]
        if pages:
            yield Bullets([Link(title, address)] for address, title in pages)

    def _list_addresses(self, country: str, cycle: str) -> list[str]:
        """Return the pages that lie right below a cycle, in the order in which plugins declare them."""
        above = f"{country}/{cycle}/"
        there = [one for one in self._titles if one.startswith(above) and "/" not in one.removeprefix(above)]
        order = [owned.value.name for owned in self._plugins.pages]
        names = {one: one.removeprefix(above) for one in there}
        return sorted(there, key=lambda one: order.index(names[one]) if names[one] in order else len(order))

    def _find_stage(self, cycle: Document[Cycle] | None) -> str:
        if cycle is None or not cycle.entity.history:
            return ""
        graph, stage = self._plugins.find_graph(Cycle), cycle.entity.history[-1].stage
        return stage_title(graph, cycle, self._workspace, stage) if graph else stage

    def _name_country(self, country: str) -> str:
        return country_name(self._workspace, country, self._language)


def _has_form(page: Page) -> bool:
    return any(isinstance(block, Form) for block in page.blocks)


def _make_events_table(events: Iterable[NewsItem], caption: str) -> Grid:
    rows = [(Link(event.title, event.address), event.on) for event in events]
    return Grid((_("What"), _("Day")), rows, caption=caption)


def _name_languages(languages: Iterable[str], spoken: str) -> str:
    return join_phrases(", ", (language_phrase(one, spoken) for one in dict.fromkeys(languages)))


def _name_edition(cycle: Document[Cycle] | None, workspace: Workspace, language: str) -> str | None:
    name = cycle.entity.edition if cycle else None
    if not name or name not in workspace.editions.names:
        return name
    return localized(workspace.editions.facts(name).title, language, "en")
