"""All files of the site, part by part: of what did not change since an earlier build, nothing is made again."""

from __future__ import annotations

from functools import partial
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from ogpkit.exchange.html import HtmlWriter
from ogpkit.exchange.ics import join_calendars
from ogpkit.exchange.portal.addresses import make_file_name
from ogpkit.exchange.portal.collecting import (
    MOST_NEWS,
    GlobalAnswers,
    Pages,
    ask_whole,
    collect_common,
    note_page,
)
from ogpkit.exchange.portal.country_parts import CountryParts
from ogpkit.exchange.portal.documents import DocumentFile, add_documents, list_documents
from ogpkit.exchange.portal.frame import (
    end_file,
    get_base,
    list_frame_words,
    make_environment,
    make_language_link,
    make_missing_page,
)
from ogpkit.exchange.portal.looks import LOOKS, find_logo, hash_templates, list_assets, write_looks
from ogpkit.exchange.portal.memory import FileDigest, Memory, NoMemory, hash_content, keep_files, watch_faults
from ogpkit.exchange.portal.news import get_news_order
from ogpkit.exchange.portal.open_data import FOLDER, list_open_data
from ogpkit.exchange.portal.overview import CommonPages, CountryPages, find_site_name
from ogpkit.exchange.portal.page_links import OWN
from ogpkit.exchange.portal.parallel_tasks import ParallelTasks
from ogpkit.exchange.portal.part_renderer import Frame, Neighbours, PartRenderer, name_own_file
from ogpkit.exchange.portal.parts import PageNote, RenderedPart, SitePart, is_below
from ogpkit.exchange.portal.search_update import IndexPart, IndexState, join_index, update_index
from ogpkit.exchange.portal.sharing import list_card_files, make_cards
from ogpkit.exchange.portal.taking_part import licence_address, list_contact, make_contact_address
from ogpkit.exchange.portal.views import LoadedFiles, Views
from ogpkit.exchange.portal.web_files import list_web_files
from ogpkit.exchange.templates import render_template
from ogpkit.model.identifiers import is_language
from ogpkit.plugins.contributions import Page
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.text.blocks import Grid, Paragraph
from ogpkit.text.i18n import _, use_language
from ogpkit.text.inline import Link
from ogpkit.text.phrase import localized
from ogpkit.text.sanitize import for_xml
from ogpkit.text.scripts import text_direction
from ogpkit.workspace.content import Workspace
from ogpkit.workspace.history import History

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ogpkit.exchange.portal.frame import Options
    from ogpkit.exchange.portal.memory import File
    from ogpkit.exchange.portal.news import NewsItem
    from ogpkit.exchange.portal.open_data import DataFile
    from ogpkit.exchange.portal.views import Files
    from ogpkit.plugins.manager import Plugins
    from ogpkit.text.blocks import Block


def list_site_languages(workspace: Workspace) -> tuple[str, ...]:
    """Return the languages of a site where nobody chose: those of the workspace, without what is no language."""
    return tuple(filter(is_language, dict.fromkeys(workspace.settings.workspace.languages))) or ("en",)


def list_site_files(
    workspace: Workspace | Files,
    plugins: Plugins,
    options: Options,
    history: History | None = None,
    memory: Memory | None = None,
) -> Iterator[File]:
    """Yield every file of the site: its path with `/`, and its content; the same workspace gives the same files.

    Everything but the history of files is made of the public view of the workspace, and the history passes the same gate. A
    page that fails is left out; the fault is noted with the plugins.

    Args:
        workspace: What the files say, whatever is public of it; or the files, of which only those are read that changed.
        options: What was chosen.
        history: What the files said before; nothing is told of it when left out.
        memory: What an earlier build made; nothing when left out.
    """
    files = LoadedFiles(workspace) if isinstance(workspace, Workspace) else workspace
    views = Views(files, plugins, memory)
    options = attrs.evolve(
        options,
        languages=options.languages or list_site_languages(files.base),
        base=get_base(views.view(""), options.base),
        designs=tuple(owned.value.folder for owned in plugins.designs),
    )
    yield from _Site(views, plugins, options, history or History(), memory or NoMemory()).list_files()


@attrs.frozen(kw_only=True)
class _Plan:
    """Plan of how a part of the site is written in one language.

    Attributes:
        country: The country that it is about; empty for none.
        name: What it is called.
        made_of: On what it depends.
        make: Writes it.
    """

    country: str
    name: tuple[str, str, str]
    made_of: tuple[object, ...]
    make: Callable[[], RenderedPart]


class _Site:
    """The site while it is made."""

    def __init__(self, views: Views, plugins: Plugins, options: Options, history: History, memory: Memory) -> None:
        self._views = views
        self._plugins = plugins
        self._options = options
        self._memory = memory
        self._common = views.view("")
        self._countries = CountryParts(views, plugins, options, history, memory)
        self._offered = self._countries.offered
        self._tasks: ParallelTasks[RenderedPart] = ParallelTasks(
            plugins, is_alone=memory.is_alone and options.templates is None
        )
        self._data: list[DataFile] = []
        self._contents: dict[str, bytes | FileDigest] = {}
        self._words: dict[str, dict[str, Mapping[str, tuple[int, ...]]]] = {}

    def list_files(self) -> Iterator[File]:
        """Yield all files."""
        options, looks = self._options, write_looks(self._common.settings.portal)
        yield from list_assets(options.folders, looks)
        with use_language(options.languages[0]):
            name = find_site_name(self._common)
        yield from self._list_data(name)
        yield from self._list_documents()
        wholes = {language: self._ask_whole(language) for language in options.languages}
        parts = self._countries.collect(wholes)
        commons = {
            language: self._collect_common(language, wholes[language], parts[language])
            for language in options.languages
        }
        known = {
            language: {address for part in parts[language].values() for address in part.notes}
            | commons[language].by_address.keys()
            for language in options.languages
        }
        for language in options.languages:
            frame = self._make_frame(language, known, commons[language], parts[language])
            yield from self._write_language(frame, parts[language], commons[language], wholes[language])
        starts = [
            make_language_link(language, make_file_name(language, ""), same=True) for language in options.languages
        ]
        notes = (item for part in parts[options.languages[0]].values() for item in part.notes.items())
        today = self._common.today
        changed = {address: one.newest for address, one in notes if one.newest and one.newest <= today}
        yield from list_web_files(known, options.base, changed)
        yield "404.html", make_missing_page(name, options)
        hand = HtmlWriter(options.languages[0])
        values = {
            "site": for_xml(name),
            "heading": hand.line(name),
            "languages": starts,
            "looks": LOOKS if looks else "",
        }
        yield "index.html", end_file(render_template(make_environment(options), "start.html", values))

    def _list_data(self, name: str) -> Iterator[File]:
        options = self._options
        for file in list_open_data(self._views, self._plugins, self._memory, options.languages[0], name, options.base):
            self._data.append(attrs.evolve(file, content=b""))
            yield file.path, file.content

    def _list_documents(self) -> Iterator[File]:
        forms, templates = self._options.documents, self._options.templates
        for country in ("", *self._views.countries) if forms else ():
            view = self._views.view(country) if country else self._views.whole
            offered: list[DocumentFile] = []
            for one in list_documents(view, self._plugins, forms, templates, country):
                offered.append(attrs.evolve(one, content=b""))
                yield one.path, one.content
            self._offered[country] = tuple(offered)

    def _ask_whole(self, language: str) -> GlobalAnswers:
        def ask(workspace: Workspace) -> GlobalAnswers:
            return ask_whole(workspace, self._plugins, language)

        return self._views.look_at_all(("whole", language), ask).made

    def _collect_common(self, language: str, whole: GlobalAnswers, parts: Mapping[str, SitePart]) -> Pages:
        """Return the pages that are about no country alone."""
        facts = {country: part.facts for country, part in parts.items() if part.facts is not None}
        taken = {address for part in parts.values() for address in part.notes}

        def make_own(pages: Pages) -> Iterator[Page]:
            news = _merge_news(pages, parts)
            made = CommonPages(self._common, self._plugins, language, news, facts)
            yield from made.make_all(self._list_start(language, parts, pages, news))

        strays = [stray for part in parts.values() for stray in part.strays]
        pages = collect_common(self._common, self._plugins, whole, strays, taken=taken, make_own=make_own)
        pages.by_address.setdefault("data", OwnedContribution(OWN, self._make_data_page(language)))
        add_documents(pages, self._offered.get("", ()))
        return attrs.evolve(pages, news=_merge_news(pages, parts))

    def _list_start(
        self, language: str, parts: Mapping[str, SitePart], common: Pages, news: tuple[NewsItem, ...]
    ) -> Iterator[Block] | None:
        """Yield what the first page says of the only country; None where there are several."""
        if len(parts) != 1:
            return None
        [(country, part)] = parts.items()
        notes = {address: note_page(one) for address, one in common.by_address.items()} | dict(part.notes)
        forms = [Link(note.title, address) for address, note in notes.items() if note.has_form]
        others = {address: note for address, note in notes.items() if is_below(address, country)}
        made = CountryPages(self._views.view(country), self._plugins, language, country, part.due, others)
        return made.list_start(news, forms)

    def _make_data_page(self, language: str) -> Page:
        """Return the page that lists the open data."""
        with use_language(language):
            intro = _("All data on this website, for anyone to use. The file datapackage.json describes it.")
            rows = [
                (Link(file.path.removeprefix(f"{FOLDER}/"), file.path), _describe_file(file)) for file in self._data
            ]
            grid = Grid(heads=(_("File"), _("Content")), rows=rows, caption=_("Files"))
            return Page(address="data", title=_("Open data"), blocks=[Paragraph(intro), grid])

    def _make_frame(
        self, language: str, known: Mapping[str, set[str]], common: Pages, parts: Mapping[str, SitePart]
    ) -> Frame:
        workspace, options = self._common, self._options
        portal, speaker = workspace.settings.portal, HtmlWriter(language)
        own = ["news.atom", "calendar.ics", *(f"{country}/calendar.ics" for country in parts)]
        own += [f"{address}.atom" for address, one in common.by_address.items() if one.value.feed]
        own += [f"{address}.atom" for part in parts.values() for address, note in part.notes.items() if note.has_feed]
        beside = [file.path for file in self._data] + [one.path for some in self._offered.values() for one in some]
        with use_language(language):
            site = find_site_name(workspace)
            values: dict[str, object] = {
                "direction": text_direction(language),
                "site": for_xml(site),
                "site_name": speaker.line(site),
                "foot": _list_foot(workspace, speaker, common.news),
                "looks": LOOKS if write_looks(portal) else "",
                "logo": find_logo(portal),
                "footer": speaker.line(localized(portal.footer, language, workspace.language)),
                "words": list_frame_words(),
            }
        return Frame(
            language=language,
            options=options,
            site=site,
            values=values,
            known=known,
            files={address: name_own_file(language, address) for address in own} | {path: path for path in beside},
            data=self._data,
            templates=hash_templates(options.folders),
            has_pictures=self._countries.has_pictures,
        )

    def _write_language(
        self, frame: Frame, parts: Mapping[str, SitePart], common: Pages, whole: GlobalAnswers
    ) -> Iterator[File]:
        """Yield everything in one language."""
        neighbours = _find_neighbours(parts, common, whole)
        own = (sorted(common.by_address.items()), common.due, common.news)
        first = self._plan_writing(frame, "", lambda: common, own, common.by_address, neighbours[""])
        written = [self._recall_written(frame, first)]
        yield from self._take_files(written[0])
        for start in range(0, len(parts), self._tasks.batch_size):
            plans = []
            for country in [*parts][start : start + self._tasks.batch_size]:
                give = partial(self._countries.give_pages, country, frame.language, whole)
                made_of = (*self._countries.list_made_of(country), whole.look_around(country))
                plans.append(
                    self._plan_writing(frame, country, give, made_of, parts[country].notes, neighbours[country])
                )
            self._tasks.make({one.name: one.make for one in plans if not self._is_known(frame, one)})
            for plan in plans:
                written.append(self._recall_written(frame, plan))
                yield from self._take_files(written[-1])
                self._countries.forget(plan.country)
        yield from self._join_calendars(frame, parts, written)
        yield from self._join_cards(frame, parts)
        yield from self._join_indexes(frame, parts, written)

    def _plan_writing(
        self,
        frame: Frame,
        country: str,
        give: Callable[[], Pages],
        made_of: tuple[object, ...],
        own: Collection[str],
        neighbours: Neighbours,
    ) -> _Plan:
        """Return how a part is written, and on what that depends."""

        def make() -> RenderedPart:
            return PartRenderer(frame, self._views.view(country), self._plugins, give(), country, neighbours).write()

        languages = [(language, [one in known for one in sorted(own)]) for language, known in frame.known.items()]
        around = (sorted(neighbours.notes.items()), sorted((one, sorted(to)) for one, to in neighbours.links.items()))
        name = ("written", frame.language, country)
        said = hash_content((*made_of, frame.digest, languages, around)) if self._memory.is_kept else b""
        return _Plan(country=country, name=name, made_of=(said,), make=make)

    def _is_known(self, frame: Frame, plan: _Plan) -> bool:
        return self._memory.knows(plan.name, plan.made_of, partial(self._is_still, frame))

    def _is_still(self, frame: Frame, made: RenderedPart) -> bool:
        """Tell whether a part that was written before is what it would be now."""
        return made.is_found_by(frame.look_up) and self._memory.has_all(made.files)

    def _recall_written(self, frame: Frame, plan: _Plan) -> RenderedPart:
        """Return a part as it was written; what it writes now is ready to be given out."""

        def write() -> RenderedPart:
            before = self._memory.peek(plan.name)
            if isinstance(before, RenderedPart):
                self._words.setdefault(frame.language, {})[plan.country] = before.words
            made = self._tasks.take(plan.name, plan.make)
            self._countries.drop_pages(plan.country, frame.language)
            self._contents.update(made.files)
            return attrs.evolve(made, files=keep_files(made.files))

        still: Callable[[RenderedPart], bool] = partial(self._is_still, frame)
        return self._memory.recall(plan.name, plan.made_of, write, watch_faults(self._plugins), still)

    def _take_files(self, written: RenderedPart) -> Iterator[File]:
        """Yield the files of a part; a calendar is asked for once more."""
        for path, content in written.files:
            is_calendar = path.endswith(".ics")
            yield path, (self._contents.get(path, content) if is_calendar else self._contents.pop(path, content))

    def _join_calendars(
        self, frame: Frame, parts: Mapping[str, SitePart], written: Sequence[RenderedPart]
    ) -> Iterator[File]:
        """Yield the calendar of all countries, one country after the other."""
        paths = {name_own_file(frame.language, f"{country}/calendar.ics") for country in parts}
        files = [(path, content) for one in written for path, content in one.files if path in paths]

        def join() -> list[tuple[str, bytes]]:
            some = [self._memory.read(path, self._contents.pop(path, content)) for path, content in files]
            return [(name_own_file(frame.language, "calendar.ics"), join_calendars(written[0].calendar, some))]

        yield from self._memory.recall_files(("calendar", frame.language), (files, written[0].calendar), join)

    def _join_cards(self, frame: Frame, parts: Mapping[str, SitePart]) -> Iterator[File]:
        """Yield the pictures for links."""
        if not frame.has_pictures:
            return
        with use_language(frame.language):
            cards = make_cards(self._common, self._plugins, frame.language, {"": frame.site}, frame.site)
            for part in parts.values():
                cards |= part.facts.cards if part.facts else {}
            yield from list_card_files(cards, frame.language, self._memory, self._options.templates)

    def _join_indexes(self, frame: Frame, countries: Iterable[str], written: Sequence[RenderedPart]) -> Iterator[File]:
        """Yield the index of the search."""
        folder = make_file_name(frame.language, "").rsplit("/", 1)[0]

        parts = [
            IndexPart(name=name, digest=one.digest, pages=one.index, give_words=partial(getattr, one, "words"))
            for name, one in zip(("", *countries), written, strict=True)
        ]
        name = ("search", frame.language)
        made: list[File] = []

        def read(file: File) -> bytes:
            return self._memory.read(f"{folder}/search/{file[0]}", file[1])

        def join() -> IndexState:
            before, words = self._memory.peek(name), self._words.get(frame.language, {})
            is_there = isinstance(before, IndexState) and has_all(before)
            found = update_index(before, parts, words, read) if isinstance(before, IndexState) and is_there else None
            found = found or join_index(parts)
            made.extend(found.files)
            return attrs.evolve(found, files=keep_files(found.files))

        def has_all(state: IndexState) -> bool:
            return self._memory.has_all((f"{folder}/search/{file}", content) for file, content in state.files)

        state = self._memory.recall(name, [one.digest for one in written], join, is_still=has_all)
        for file, content in made or state.files:
            yield f"{folder}/search/{file}", content


def _merge_news(common: Pages, parts: Mapping[str, SitePart]) -> tuple[NewsItem, ...]:
    """Return what happened everywhere, newest first, as far as a page shows it."""
    every = merge(common.news, *(part.news for part in parts.values()), key=get_news_order)
    return tuple(islice(every, MOST_NEWS))


def _find_neighbours(parts: Mapping[str, SitePart], common: Pages, whole: GlobalAnswers) -> dict[str, Neighbours]:
    """Return what the pages of each part have to do with those of others."""
    notes: dict[str, Mapping[str, PageNote]] = {country: part.notes for country, part in parts.items()}
    notes[""] = {address: note_page(one) for address, one in common.by_address.items()}
    owners = {address: part for part, some in notes.items() for address in some}
    links = {country: part.links for country, part in parts.items()}
    links[""] = tuple(
        (source, target) for source, targets in sorted(common.linked.items()) for target in sorted(targets)
    )
    beside: dict[str, dict[str, PageNote]] = {part: {} for part in notes}
    linked: dict[str, dict[str, set[str]]] = {part: {} for part in notes}
    for part, some in links.items():
        for source, target in some:
            owner = owners.get(target, part)
            if owner != part:
                beside[owner][source] = notes[part][source]
                linked[owner].setdefault(source, set()).add(target)
    for country in parts:
        beside[""][country] = notes[country][country]
        beside[country].update(whole.look_around(country).notes)
    return {part: Neighbours(notes=beside[part], links=linked[part]) for part in notes}


def _list_foot(workspace: Workspace, speaker: HtmlWriter, news: tuple[NewsItem, ...]) -> dict[str, object]:
    """Return what stands at the foot of every page: whom to ask, what one may do with the data, and of when it is."""
    licence = workspace.settings.workspace.licence
    contact = next(iter(list_contact(workspace)), "")
    asked = contact.text if isinstance(contact, Link) else contact
    return {
        "contact": for_xml(asked),
        "contact_address": make_contact_address(asked),
        "licence": for_xml(licence),
        "licence_address": licence_address(licence),
        "newest": speaker.day(news[0].on) if news else "",
    }


def _describe_file(file: DataFile) -> str:
    title = ": ".join(map(_, file.titles))
    return f"{title} ({file.form})" if file.form else title
