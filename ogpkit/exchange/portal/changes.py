"""What became of a commitment, newest first: changes of its file, milestones, the plan and the reports (Roadmap XIII).

Of the file, what changed from one public version to the next: drafts before the plan was deposited were written for nobody
but their authors.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.exchange.portal.addresses import make_address
from ogpkit.exchange.portal.withdrawn import WithheldValue
from ogpkit.model import Commitment
from ogpkit.model.cycle import Cycle
from ogpkit.plugins.contributions import Event
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.places import Place
from ogpkit.plugins.stages import stage_title
from ogpkit.schema.fields import Sort
from ogpkit.text.blocks import Grid, Heading, Paragraph
from ogpkit.text.i18n import _, _n, translate, use_language
from ogpkit.text.inline import LangText, Link
from ogpkit.text.phrase import Phrase, format_phrase, join_phrases, language_phrase, localized, plain_text
from ogpkit.text.tables import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.exchange.portal.collecting import Pages
    from ogpkit.exchange.portal.versions import Change, Versions
    from ogpkit.model.cycle import Step
    from ogpkit.plugins.contributions import Page
    from ogpkit.plugins.manager import Plugins
    from ogpkit.text.blocks import Block
    from ogpkit.text.inline import Cell
    from ogpkit.workspace.content import Document, Workspace
    from ogpkit.workspace.differences import Difference, ItemLabel
    from ogpkit.workspace.history import History

_MOST_REVISIONS: Final = 20
"""How many changes of a file are shown; ogpkit's own number."""

_MOST_ROWS: Final = 60
"""How many rows the table has at most; ogpkit's own number."""

_LONGEST: Final = 240
"""How many letters of a text are shown; ogpkit's own number."""


@attrs.frozen
class _Entry:
    """Something that happened on a day, or became another one.

    Attributes:
        on: The day.
        what: What it was.
        before: What was said before.
        after: What is said since.
    """

    on: date
    what: Cell
    before: Cell = None
    after: Cell = None


class Changes:
    """History of commitments, from their files' history and from what other files say of them."""

    def __init__(self, workspace: Workspace, plugins: Plugins, history: History, versions: Versions) -> None:
        """Keep what it is made of.

        Args:
            workspace: What is public.
            history: What the files said before.
            versions: What of that was public.
        """
        self._workspace = workspace
        self._plugins = plugins
        self._history = history
        self._versions = versions
        self._events: dict[str, list[Event]] = {}
        self._compared: dict[str, tuple[Change, ...]] = {}

    def add_to_pages(self, pages: Pages, country: str) -> None:
        """Add to the pages of a country's commitments what became of each.

        Args:
            pages: The pages of the country, in one language.
            country: The country.
        """
        self._events = {}
        for event in pages.events:
            self._events.setdefault(event.place.path, []).append(event)
        for document in self._workspace.all(Commitment, country):
            owned = pages.by_address.get(make_address(document.path))
            if owned is not None:
                page = self._add_to_page(owned.value, document, pages.language)
                pages.by_address[page.address] = OwnedContribution(owned.plugin, page)

    def _add_to_page(self, page: Page, document: Document[Commitment], language: str) -> Page:
        with use_language(language):
            entries = [*self._list_told(document, language), *self._list_changes(document, language)]
            entries.sort(key=lambda entry: entry.on, reverse=True)
            blocks = self._list_blocks(entries, document, page.address)
            feed = tuple(_make_event(entry, document, page.address) for entry in entries)
            return attrs.evolve(page, blocks=(*page.blocks, *blocks), feed=(*page.feed, *feed))

    def _list_blocks(self, entries: list[_Entry], document: Document[Commitment], address: str) -> Iterator[Block]:
        if not entries:
            return
        yield Heading(_("What has happened"), id="changes")
        yield Paragraph([Link(_("Follow this commitment (Atom)"), f"{address}.atom")])
        yield Grid(
            heads=(_("Day"), _("What"), _("Before"), _("After")),
            rows=[(one.on, one.what, one.before, one.after) for one in entries[:_MOST_ROWS]],
            caption=_("What has happened, newest first"),
        )
        since = self._find_deposit(document)
        today = self._workspace.today
        left = max(self._history.count_revisions(document.path, since, today) - _MOST_REVISIONS, 0) if since else 0
        if left:
            text = _n(
                "{count} older version of the file is not shown here. It is in git.",
                "{count} older versions of the file are not shown here. They are in git.",
                left,
            )
            yield Paragraph(text.format(count=left))
        elif len(entries) > _MOST_ROWS:
            yield Paragraph(_("Older changes are not shown here. They are in git."))

    def _list_told(self, document: Document[Commitment], language: str) -> Iterator[_Entry]:
        """Yield what other files and the milestones say happened; what is still to come is no history."""
        entries = [
            *self._list_milestones(document, language),
            *self._list_deposits(document),
            *self._list_plugin_events(document),
        ]
        yield from (entry for entry in entries if entry.on <= self._workspace.today)

    def _list_milestones(self, document: Document[Commitment], language: str) -> Iterator[_Entry]:
        for milestone in document.entity.list_current_milestones(self._workspace.today):
            if day := milestone.completed_on:
                title = localized(milestone.title, language, self._workspace.language)
                yield _Entry(day, format_phrase(_("Milestone completed: {title}"), title=title))

    def _list_deposits(self, document: Document[Commitment]) -> Iterator[_Entry]:
        cycle = self._find_cycle(document)
        graph = self._plugins.find_graph(Cycle)
        for step in _list_deposits(cycle):
            stage = stage_title(graph, cycle, self._workspace, step.stage) if graph and cycle else step.stage
            yield _Entry(step.on, Link(stage, f"{document.country}/{document.cycle}"))

    def _find_deposit(self, document: Document[Commitment]) -> date | None:
        """Return the day on which the plan was deposited, from which on it is public."""
        return min((step.on for step in _list_deposits(self._find_cycle(document))), default=None)

    def _find_cycle(self, document: Document[Commitment]) -> Document[Cycle] | None:
        return self._workspace.one(Cycle, document.country, document.cycle)

    def _list_plugin_events(self, document: Document[Commitment]) -> Iterator[_Entry]:
        for event in self._events.get(document.path, ()):
            title = Link(event.title, event.address) if event.address else event.title
            yield _Entry(event.day, title, after=event.outcome or None)

    def _list_changes(self, document: Document[Commitment], language: str) -> Iterator[_Entry]:
        for change in self._compare(document):
            if change.is_first:
                yield _Entry(change.on, _("Its file was created"))
            elif change.is_last:
                yield _Entry(change.on, _("Its file was deleted"))
            else:
                yield from (self._show_difference(change.on, one, language) for one in change.found)

    def _compare(self, document: Document[Commitment]) -> tuple[Change, ...]:
        if document.path not in self._compared:
            since = self._find_deposit(document)
            today = self._workspace.today
            revisions = self._history.revisions(document.path, since, _MOST_REVISIONS, today) if since else ()
            self._compared[document.path] = (
                self._versions.list_changes(document.path, revisions, since) if since else ()
            )
        return self._compared[document.path]

    def _show_difference(self, on: date, one: Difference, language: str) -> _Entry:
        plain = self._workspace.language
        what = join_phrases(" › ", (self._label(label, language) for label in one.labels))
        if one.language and one.language != language:
            what = Phrase([what, " (", language_phrase(one.language, language), ")"])
        return _Entry(on, what, _format_value(one.before, one, plain), _format_value(one.after, one, plain))

    def _label(self, label: str | ItemLabel, language: str) -> str:
        if isinstance(label, str):
            return _(label)
        text = label.text
        if isinstance(text, dict):
            texts = {code: str(words) for code, words in text.items()}
            code = next((code for code in (language, "en") if code in texts), next(iter(texts), ""))
            return Phrase([LangText(texts.get(code, ""), code)])
        return Phrase([plain_text(str(text), self._workspace.language)])


def _make_event(entry: _Entry, document: Document[Commitment], address: str) -> Event:
    """Return what happened as an entry of the feed of its commitment."""
    what = entry.what.text if isinstance(entry.what, Link | LangText) else entry.what
    after = cell_text(entry.after)
    place = Place(country=document.country, cycle=document.cycle, path=document.path)
    return Event(
        day=entry.on,
        title=join_phrases(": ", (str(what), after)) if after else str(what),
        place=place,
        address=f"{address}#changes",
    )


def _list_deposits(cycle: Document[Cycle] | None) -> list[Step]:
    """Return the steps of a cycle at which its plan was deposited."""
    return [step for step in cycle.entity.history if step.stage == "deposited"] if cycle else []


def _format_value(value: object, one: Difference, plain: str) -> Cell:
    if value is None or value == "" or isinstance(value, WithheldValue):
        return _("Not shown: it was removed") if isinstance(value, WithheldValue) else None
    if one.shape.sort is Sort.CHOICE:
        known = next((choice for choice in one.shape.choices if choice.value == value), None)
        if known is not None:
            return translate(known.label, type(known))
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if isinstance(value, list) and one.shape.item and one.shape.item.choices:
        labels = {choice.value: translate(choice.label, type(choice)) for choice in one.shape.item.choices}
        return ", ".join(labels.get(str(item), str(item)) for item in value)
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
    return LangText(short, one.language or plain)
