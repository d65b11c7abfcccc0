"""The portal's own pages: the partnership, each country, each cycle, what is new, the search (Roadmap XIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.exchange.portal.about import find_newest_set, make_about_page, make_accessibility_page
from ogpkit.exchange.portal.due_tables import list_all_due, list_first_due
from ogpkit.exchange.portal.page_links import OWN
from ogpkit.exchange.portal.parts import CountryFacts
from ogpkit.exchange.portal.statuses import Statuses, find_status_title
from ogpkit.exchange.portal.taking_part import list_ways_in
from ogpkit.model import Country
from ogpkit.model.country import MemberStatus
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
from ogpkit.text.pictures import Tile, TileMap
from ogpkit.text.states import State
from ogpkit.workspace.countries import country_name, get_member_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ogpkit.exchange.cards import Card
    from ogpkit.exchange.portal.news import NewsItem
    from ogpkit.exchange.portal.parts import PageNote
    from ogpkit.plugins.contributions import DueDate
    from ogpkit.plugins.manager import Plugins
    from ogpkit.text.blocks import Block
    from ogpkit.text.inline import Cell
    from ogpkit.workspace.content import Document, Workspace


_MAPPED_FROM: Final = 8
"""Countries from which on a map says more than a table alone."""

_STANDINGS: Final = {
    MemberStatus.ACTIVE: State.ON_TRACK,
    MemberStatus.PROCEDURAL_REVIEW: State.DUE_SOON,
    MemberStatus.ELIGIBILITY_REVIEW: State.DUE_SOON,
    MemberStatus.INACTIVE: State.ATTENTION,
    MemberStatus.SUSPENDED: State.OVERDUE,
    MemberStatus.WITHDRAWN: State.WITHDRAWN,
}
"""How a member stands, as a colour."""


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


class CommonPages:
    """The portal's own pages that are about no country alone, in the language in use."""

    def __init__(
        self,
        workspace: Workspace,
        plugins: Plugins,
        language: str,
        news: tuple[NewsItem, ...],
        facts: Mapping[str, CountryFacts],
    ) -> None:
        """Make them of what is known.

        Args:
            workspace: What is public of what belongs to no country.
            language: The language in use, in which texts are wanted.
            news: What happened, newest first.
            facts: What is known of each country, by its code.
        """
        self._workspace = workspace
        self._plugins = plugins
        self._language = language
        self._news = news
        self._facts = facts

    def make_all(self, start: Iterable[Block] | None) -> Iterator[Page]:
        """Yield all of them.

        Args:
            start: What the first page says of the only country; None where there are several.
        """
        blocks = self._list_countries() if start is None else start
        yield Page(address="", title=find_site_name(self._workspace), blocks=[*blocks])
        yield make_about_page(self._workspace, self._language, [one.rule_set for one in self._facts.values()])
        yield make_accessibility_page(self._workspace, self._language)
        yield self.make_news_page()
        yield Page(address="search", title=_("Search"), blocks=())

    def _list_countries(self) -> Iterator[Block]:
        """Yield who takes part, how each stands, what is new."""
        rows = sorted(self._facts.items(), key=lambda item: fold(item[1].name))
        plugins = self._list_speakers()
        grid = [
            (
                Link(one.name, code),
                one.status,
                one.joined,
                one.count,
                one.share,
                *(one.said.get(plugin) for plugin in plugins),
            )
            for code, one in rows
        ]
        titles = tuple(find_status_title(self._plugins, plugin) for plugin in plugins)
        yield Paragraph(_("What governments in the Open Government Partnership promise, and what they deliver."))
        # the table below lists what is counted: the countries, and for each of them the way to its cycles
        yield KeyValues(
            [
                (_("Countries"), Link(str(len(rows)), "#countries")),
                (_("Cycles"), Link(str(sum(one.plans for one in self._facts.values())), "#countries")),
            ]
        )
        if len(rows) >= _MAPPED_FROM:
            yield TileMap(
                caption=_("Membership on a map"),
                tiles=[
                    Tile(
                        code=code,
                        label=one.name,
                        text=one.status or _("Not a member yet"),
                        state=one.standing,
                        address=code,
                    )
                    for code, one in rows
                ],
            )
        yield Heading(_("Countries"), id="countries")
        yield Grid(
            (_("Country"), _("Membership"), _("Joined"), _("Cycles"), _("Plan done"), *titles),
            grid,
            caption=_("Countries and their status"),
            facets=(_("Membership"),),
        )
        yield from list_newest(self._news)

    def _list_speakers(self) -> list[str]:
        """Return the plugins that say something of some country, in their order; the core's membership is the column before."""
        heard = {plugin for one in self._facts.values() for plugin in one.said}
        spoken = dict.fromkeys(owned.plugin for owned in self._plugins.standings)
        return [plugin for plugin in spoken if plugin in heard and plugin != OWN]

    def make_news_page(self) -> Page:
        """Return what happened, newest first, and where to subscribe to it."""
        feeds = [
            Paragraph([Link(_("As a feed (Atom)"), "news.atom")]),
            Paragraph([Link(_("What is due, as a calendar (ICS)"), "calendar.ics")]),
            Paragraph([Link(_("Everything as open data"), "data")]),
        ]
        grid = [_make_events_table(self._news, _("What is new"))] if self._news else []
        return Page(address="news", title=_("What is new"), blocks=[*feeds, *grid])


def list_newest(news: Sequence[NewsItem]) -> Iterator[Block]:
    """Yield what happened last, and the way to all news.

    Args:
        news: What happened, newest first.
    """
    if news:
        yield Heading(_("What is new"), id="news")
        yield _make_events_table(news[:10], _("What is new"))
        yield Paragraph([Link(_("All news"), "news")])


class CountryPages:
    """The portal's own pages about one country, in the language in use."""

    def __init__(
        self,
        workspace: Workspace,
        plugins: Plugins,
        language: str,
        country: str,
        due: Sequence[DueDate],
        notes: Mapping[str, PageNote],
    ) -> None:
        """Make them of what is known.

        Args:
            workspace: What is public of the country.
            language: The language in use, in which texts are wanted.
            country: The country.
            due: What is due there.
            notes: All other pages about it, by address.
        """
        self._titles = {address: note.title for address, note in notes.items()}
        self._workspace = workspace
        self._plugins = plugins
        self._statuses = Statuses(workspace, plugins, self._titles)
        self._language = language
        self._country = country
        self._due = due

    def make_all(self) -> Iterator[Page]:
        """Yield the page of the country, and those of its cycles."""
        yield self.make_country_page()
        for cycle in self._workspace.cycles(self._country):
            yield self.make_cycle_page(cycle)

    def list_start(self, news: Sequence[NewsItem], forms: Iterable[Link]) -> Iterator[Block]:
        """Yield what the first page of one country's site says: its plan, what is due and new, and how to take part.

        Args:
            news: What happened, newest first.
            forms: The pages with a form to fill in.
        """
        country, name = self._country, self._name
        newest = self._statuses.find_newest(country)
        yield Paragraph(
            format_phrase(_("What {country} promises in its action plan, and what becomes of it."), country=name)
        )
        if newest is not None:
            address = f"{country}/{newest.cycle}"
            facts: list[tuple[str, Cell]] = [
                (_("Cycle"), Link(newest.cycle, address)),
                (_("Start"), newest.entity.start),
                (_("End"), newest.entity.end),
                (_("Stage"), self._find_stage(newest)),
            ]
            yield Heading(_("The action plan"), id="plan")
            yield KeyValues(facts)
            yield from self._list_pages(newest.cycle)
            yield from self._statuses.list_blocks(Place(country=country, cycle=newest.cycle))
        cycle = newest.cycle if newest is not None else ""
        yield from list_first_due(self._due, self._workspace, f"{country}#due", cycle)
        yield from list_newest(news)
        yield from list_ways_in(self._workspace, country, name, forms)

    def gather_facts(self, cards: Mapping[str, Card]) -> CountryFacts:
        """Return what the pages about all countries say of this one.

        Args:
            cards: The pictures of its pages, by address.
        """
        country, workspace = self._country, self._workspace
        document, cycles = workspace.one(Country, country), workspace.all(Cycle, country)
        days = [(one.entity.start, one.entity.end) for one in cycles]
        count, status = len(workspace.cycles(country)), self._find_status()
        return CountryFacts(
            name=self._name,
            status=_(status.label) if status else None,
            standing=_STANDINGS[status] if status else State.UNKNOWN,
            joined=document.entity.joined if document else None,
            count=Link(str(count), f"{country}#cycles") if count else 0,
            share=self._statuses.measure_plan(country),
            said=self._collect_said(),
            rule_set=find_newest_set(workspace, country),
            plans=len(cycles),
            days=(min(start for start, _end in days), max(end for _start, end in days)) if days else None,
            cards=cards,
        )

    def _collect_said(self) -> dict[str, Cell]:
        """Return what plugins say of the country."""
        said: dict[str, Cell] = {}
        place = Place(country=self._country)
        for owned in collect_statuses(self._workspace, place, self._plugins):
            link, before = self._statuses.link_status(owned, place), said.get(owned.plugin)
            if before is not None:
                text = join_phrases(
                    "; ", (before.text if isinstance(before, Link) else str(before), owned.value.headline)
                )
                link = Link(text, before.address) if isinstance(before, Link) else text
            said[owned.plugin] = link
        return said

    def _find_status(self) -> MemberStatus | None:
        """Return how a member stands today; None where the country has not joined."""
        document = self._workspace.one(Country, self._country)
        found = document.entity.find_status(self._workspace.today) if document else None
        return found.status if found else None

    def make_country_page(self) -> Page:
        """Return a country: who it is, how it stands, its cycles, what it owes."""
        country, due = self._country, self._due
        document = self._workspace.one(Country, country)
        return Page(
            address=country,
            title=self._name,
            blocks=[
                KeyValues(self._list_facts(document)),
                *self._statuses.list_blocks(Place(country=country)),
                *self._list_cycles(),
                *list_first_due(due, self._workspace, f"{country}#due"),
                *list_all_due(due, self._workspace, f"{country}/calendar.ics"),
            ],
        )

    def _list_facts(self, document: Document[Country] | None) -> list[tuple[str, Cell]]:
        if document is None:
            return [(_("Code"), self._country)]
        entity, plain = document.entity, self._workspace.language
        contact, status = entity.contact, self._find_status()
        return [
            (_("Code"), self._country),
            (_("Level"), _(entity.level.label)),
            (_("Joined"), entity.joined),
            (_("Membership"), _(status.label) if status else None),
            # plans and reports are in English too, whatever else a file asks for
            (_("Languages of plans and reports"), _name_languages(("en", *entity.languages), self._language)),
            (_("Institution"), plain_text(contact.institution, plain) if contact else None),
            (_("Contact"), plain_text(contact.name, plain) if contact else None),
            (_("E-mail"), contact.email if contact else None),
            (_("Telephone"), contact.telephone if contact else None),
            *((_("Source"), Link(source, source)) for source in entity.sources),
        ]

    def _list_cycles(self) -> Iterator[Block]:
        rows = []
        country = self._country
        for cycle in self._workspace.cycles(country):
            found = self._workspace.one(Cycle, country, cycle)
            days = (found.entity.start, found.entity.end) if found else (None, None)
            rows.append((Link(cycle, f"{country}/{cycle}"), *days, self._find_stage(found)))
        if rows:
            yield Heading(_("Cycles"), id="cycles")
            yield Grid((_("Cycle"), _("Start"), _("End"), _("Stage")), rows, caption=_("Cycles"))

    def make_cycle_page(self, cycle: str) -> Page:
        """Return a cycle: its days, the stages that it went through, how it stands, what is owed."""
        country, name = self._country, self._name
        found = self._workspace.one(Cycle, country, cycle)
        due = [one for one in self._due if one.place.cycle == cycle]
        return Page(
            address=f"{country}/{cycle}",
            title=format_phrase(_("{country}, cycle {cycle}"), country=name, cycle=cycle),
            blocks=[
                KeyValues(
                    [
                        (get_member_term(self._workspace, country), Link(name, country)),
                        (_("Start"), found.entity.start if found else None),
                        (_("End"), found.entity.end if found else None),
                        (_("Stage"), self._find_stage(found)),
                        (_("Edition of the rules"), _name_edition(found, self._workspace, self._language)),
                    ]
                ),
                *self._list_pages(cycle),
                *self._statuses.list_blocks(Place(country=country, cycle=cycle)),
                *list_first_due(due, self._workspace, f"{country}/{cycle}#due"),
                *(list_history(found, self._workspace, self._plugins) if found else ()),
                *list_all_due(due, self._workspace),
            ],
        )

    def _list_pages(self, cycle: str) -> Iterator[Block]:
        """Yield the way to the plan and to what became of it, before anything else that a page says."""
        pages = [(one, self._titles[one]) for one in self._list_addresses(cycle)]
        if pages:
            yield Bullets([Link(title, address)] for address, title in pages)

    def _list_addresses(self, cycle: str) -> list[str]:
        """Return the pages that lie right below a cycle, in the order in which plugins declare them."""
        above = f"{self._country}/{cycle}/"
        there = [one for one in self._titles if one.startswith(above) and "/" not in one.removeprefix(above)]
        order = [owned.value.name for owned in self._plugins.pages]
        names = {one: one.removeprefix(above) for one in there}
        return sorted(there, key=lambda one: order.index(names[one]) if names[one] in order else len(order))

    def _find_stage(self, cycle: Document[Cycle] | None) -> str:
        if cycle is None or not cycle.entity.history:
            return ""
        graph, stage = self._plugins.find_graph(Cycle), cycle.entity.history[-1].stage
        return stage_title(graph, cycle, self._workspace, stage) if graph else stage

    @property
    def _name(self) -> str:
        return country_name(self._workspace, self._country, self._language)


def has_form(page: Page) -> bool:
    """Tell whether a page has a form to fill in."""
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
