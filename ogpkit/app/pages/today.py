"""Today: what needs a person now, each line one key away from where it is done, and how every open plan stands."""

from __future__ import annotations

from asyncio import to_thread
from collections import Counter
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.text import Text
from textual import getters, on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ogpkit.app.background import let_keys_pass, run_in_background
from ogpkit.app.design import STATE_COLOURS
from ogpkit.app.forms.state import find_focused
from ogpkit.app.live import LiveWidget
from ogpkit.app.pages.marked_lines import MARK, MarkedLines, is_alike
from ogpkit.app.places import Navigate, path_place, place_trail
from ogpkit.app.safe_text import align_lines, plain_line
from ogpkit.app.sections.pictured import draw_picture
from ogpkit.app.session import app_session
from ogpkit.app.summary import get_status_cache
from ogpkit.app.widgets.first_steps import FirstSteps
from ogpkit.app.widgets.problem_list import ProblemList
from ogpkit.app.widgets.table import ChoiceList
from ogpkit.editing.agenda import (
    Urgency,
    describe_cycle,
    describe_due,
    find_open_cycles,
    is_within,
    list_due_items,
    list_problem_items,
    list_stage_items,
    list_waiting_items,
)
from ogpkit.plugins.places import Place
from ogpkit.text.i18n import N_, _, current_language
from ogpkit.text.phrase import write_day
from ogpkit.text.pictures import Bar, Bars
from ogpkit.text.states import State
from ogpkit.workspace.countries import country_name
from ogpkit.workspace.visits import list_changes_since_visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ogpkit.editing.agenda import AgendaItem, CycleSummary
    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.model.cycle import Cycle
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.workspace.content import Document, Workspace
    from ogpkit.workspace.visits import FileChange

MOST: Final = 500
"""Lines that are listed of each sort; another one counts the others."""

_AT_ONCE: Final = 200
"""Lines between which keys have their turn."""

_MOST_CHANGES: Final = 5
"""Files that were changed which are listed."""

_WIDE: Final = 96
"""Columns from which whose something is stands in a column of its own."""

_TITLE_SHARE: Final = 1.8
"""Lines that an entry fills at most: long indicators would take the screen. Where words are broken, the rest is needed."""

_MARGIN: Final = 4
"""Columns that the edges of a list and its scroll bar take."""

_STYLES: Final = {Urgency.OVERDUE: STATE_COLOURS[State.OVERDUE], Urgency.SOON: STATE_COLOURS[State.DUE_SOON]}
"""How urgent lines look; the same stands in them in words."""


async def _list_items(node: Today, cycles: Sequence[Document[Cycle]]) -> AsyncIterator[AgendaItem]:
    """Yield what is on the agenda of a place; the keys have their turn after each part of it.

    Args:
        node: The part of the app that shows it.
        cycles: The cycles that go on.
    """
    session, place = node.session, node.place
    workspace, plugins = session.workspace, session.plugins
    due = list_due_items(session.calendar(), workspace.today, place)
    parts = [due, list_waiting_items(workspace, plugins, place)]
    parts.extend(list_stage_items(workspace, plugins, cycle) for cycle in cycles)
    for part in (*parts, list_problem_items(plugins, session.findings)):
        await let_keys_pass(node)
        for number, item in enumerate(part, 1):
            if number % _AT_ONCE == 0:
                await let_keys_pass(node)
            yield item


class Today(LiveWidget, Vertical):
    """What needs a person now, and how the plans stand; counted beside the keys."""

    session: WorkspaceSession

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open_file", N_("Open file"), show=False, id="ogpkit.today.open_file"),
        Binding("right", "go_to_group(1)", N_("Next group"), show=False, id="ogpkit.today.next_group"),
        Binding("left", "go_to_group(-1)", N_("Previous group"), show=False, id="ogpkit.today.previous_group"),
        Binding("space", "mark", N_("Mark"), show=False, id="ogpkit.today.mark"),
        Binding("a", "mark_alike", N_("Mark all alike"), show=False, id="ogpkit.today.mark_alike"),
        *(
            Binding(str(number), f"show_group({number})", N_("Go to this group"), show=False)
            for number in range(1, len(Urgency) + 1)
        ),
    ]

    agenda_list = getters.query_one(".agenda", ChoiceList)
    state_list = getters.query_one(".state", ChoiceList)
    hint = getters.query_one(".hint", Static)
    first_steps = getters.query_one(FirstSteps)

    def __init__(self, session: EditSession, place: Place) -> None:
        """Show the agenda of a workspace.

        Args:
            place: Whose it is.
        """
        super().__init__(app_session(session), place)
        self._items: tuple[AgendaItem, ...] = ()
        self._counts: Counter[Urgency] = Counter()
        self._summaries: tuple[CycleSummary, ...] = ()
        self._changes: tuple[FileChange, ...] = ()
        self._rows: list[AgendaItem | None] = []
        self._places: list[Place | None] = []
        self._has_counted = False
        self._marked = MarkedLines()

    def compose(self) -> ComposeResult:
        """Yield the first steps, the agenda, and how the plans stand."""
        yield FirstSteps(self.session, self._find_country())
        yield ChoiceList(classes="agenda first")
        yield Static(
            plain_line(_("Enter acts · Space marks · A marks all alike · 1 to 5: group · O opens")),
            classes="hint",
        )
        yield ChoiceList(classes="state")

    def on_mount(self) -> None:
        """Let the keyboard act on the first step, or else on the agenda."""
        self.call_after_refresh(self._focus_first)

    def _focus_first(self) -> None:
        focused = find_focused(self)
        if self.is_attached and self.is_seen and (focused is None or self not in focused.ancestors):
            self.query(".first").first().focus()

    def on_resize(self) -> None:
        """Break lines where there is room for others."""
        self._fill()

    def show(self) -> None:
        """Count anew, beside the keys."""
        self.first_steps.look_at(self._find_country())
        run_in_background(self, self._count, name="agenda", group="agenda", exclusive=True)

    def _find_country(self) -> Place:
        """Return the country whose page it is where there is only one."""
        countries = self.session.workspace.countries
        return Place(country=countries[0]) if len(countries) == 1 and not self.place.country else self.place

    async def _count(self) -> None:
        if not self.session.knows_due_dates:  # as soon as it is known, everybody is told
            self.agenda_list.refill(_make_options([plain_line(_("Loading …"))], [False]))
            return
        cycles = find_open_cycles(self.session.workspace, self.session.plugins, self.place)
        items: list[AgendaItem] = []
        counts: Counter[Urgency] = Counter()
        async for item in _list_items(self, cycles):
            counts[item.urgency] += 1
            if counts[item.urgency] <= MOST:
                items.append(item)
        summaries = [one async for one in self._list_summaries(cycles)]
        self._take(tuple(sorted(items, key=lambda item: tuple(Urgency).index(item.urgency))), counts, tuple(summaries))
        # git is asked last and in a thread: how long it takes nobody knows
        changes = await to_thread(list_changes_since_visit, self.session.root)
        self._take(self._items, self._counts, self._summaries, changes)

    def _take(
        self,
        items: tuple[AgendaItem, ...],
        counts: Counter[Urgency],
        summaries: tuple[CycleSummary, ...],
        changes: tuple[FileChange, ...] | None = None,
    ) -> None:
        """Show what was counted, where it is something else than before.

        Args:
            counts: How many lines of each sort there are.
            changes: What git says, once it has said something.
        """
        found = items, counts, summaries, self._changes if changes is None else changes
        if found != (self._items, self._counts, self._summaries, self._changes) or not self._has_counted:
            self._items, self._counts, self._summaries, self._changes = found
            self._marked.keep(items)
            self._has_counted = True
            self._fill()

    async def _list_summaries(self, cycles: Sequence[Document[Cycle]]) -> AsyncIterator[CycleSummary]:
        session = self.session
        for cycle in cycles:
            await let_keys_pass(self)
            statuses = get_status_cache(session).collect_statuses(Place(country=cycle.country, cycle=cycle.cycle))
            yield describe_cycle(session.workspace, session.plugins, cycle, statuses, session.calendar())

    # Lines.

    def _fill(self) -> None:
        if not self.is_attached or not self._has_counted:
            return
        self._rows, lines = [], []
        for item, line in self._list_lines(max(self.size.width - _MARGIN, _MARGIN)):
            self._rows.append(item)
            lines.append(line)
        self.agenda_list.refill(_make_options(lines, [item is not None for item in self._rows]))
        self._places, lines = [], []
        for place, line in self._list_state_lines(max(self.size.width - _MARGIN, _MARGIN)):
            self._places.append(place)
            lines.append(line)
        self.state_list.refill(_make_options(lines, [place is not None for place in self._places]))
        self.state_list.display = bool(lines)
        self.hint.display = any(self._rows)

    def _list_lines(self, width: int) -> Iterator[tuple[AgendaItem | None, Content]]:
        """Yield the lines of the agenda: a heading for each sort of urgency, which leads nowhere, and what is below it."""
        if not self._items:
            yield None, plain_line(_("Nothing needs your attention now."))
        groups = ((urgency, [item for item in self._items if item.urgency is urgency]) for urgency in Urgency)
        for number, (urgency, items) in enumerate(((one, found) for one, found in groups if found), 1):
            count = self._counts[urgency]
            yield None, plain_line(f"{number} {_(urgency.label)} ({count})")
            room = max(cell_len(item.when) for item in items)
            for item in items:
                yield item, self._format_line(item, room, width)
            if (left := count - len(items)) > 0:
                yield None, plain_line(_("{count} more").format(count=left))

    def _format_line(self, item: AgendaItem, room: int, width: int) -> Content:
        """Return a line in columns: when, what, and whose where there is room for that; below one another where there is none.

        Args:
            room: Letters of the widest entry of the first column.
            width: Columns of the list.
        """
        whose, when = _name_place(self.session.workspace, item.place), item.when
        before = f"{when}{' ' * (room - cell_len(when))}  " if room else ""
        said = f"{MARK} {item.title}" if item in self._marked else item.title
        after = f"  {plain_line(whose).plain}" if width >= _WIDE and whose else ""
        room = width - cell_len(before) - cell_len(after)
        beside = "" if after or not whose else f" · {plain_line(whose).plain}"
        title = Text(plain_line(said).plain)
        title.truncate(max(int(_TITLE_SHARE * room) - cell_len(beside), room // 2), overflow="ellipsis")
        lines = align_lines(f"{title.plain}{beside}", room, right_to_left=False)
        first, *others = lines.split("\n")
        gap = " " * max(width - cell_len(before) - cell_len(first) - cell_len(after), 0) if after else ""
        rest = "".join(f"\n{' ' * cell_len(before)}{one}" for one in others)
        style = _STYLES.get(item.urgency, "$text-muted")
        return Content.assemble((before, style), first, f"{gap}{after}", rest)

    def _list_state_lines(self, width: int) -> Iterator[tuple[Place | None, Content]]:
        """Yield how the plans stand: each with bars and the same in words, broken between its parts."""
        yield from self._list_changes()
        if self._summaries:
            yield None, plain_line(_("Current status"))
        for summary in self._summaries:
            yield summary.place, Content("\n").join(self._draw_summary(summary, width))

    def _list_changes(self) -> Iterator[tuple[Place | None, Content]]:
        """Yield what was changed since the last visit, by whom as far as it is the person or others."""
        workspace = self.session.workspace
        # what is no file of the workspace is nobody's news
        found = [one for one in self._changes if workspace.kinds.match_path(one.path)]
        found = [one for one in found if is_within(path_place(workspace, one.path), self.place)]
        if found:
            yield None, plain_line(_("Changed since you were last here"))
        for one in found[:_MOST_CHANGES]:
            by = _("by you") if one.is_own else _("by others")
            title = place_trail(workspace, path_place(workspace, one.path))
            deed = _("{day} deleted {by}: {title}") if one.is_gone else _("{day} changed {by}: {title}")
            line = plain_line(deed.format(day=write_day(one.on), by=by, title=title))
            is_there = one.path in workspace.documents
            yield path_place(workspace, one.path) if is_there else None, line
        if (left := len(found) - _MOST_CHANGES) > 0:
            yield None, plain_line(_("{count} more").format(count=left))

    def _draw_summary(self, summary: CycleSummary, width: int) -> Iterator[Content]:
        """Yield whose plan it is with what comes next, and a bar for its stage and for each progress that can be measured."""
        name, due = _name_place(self.session.workspace, summary.place), summary.due
        coming = f"{describe_due(due.due, self.session.workspace.today)}: {due.title}" if due is not None else ""
        line = plain_line(" · ".join(filter(None, (name, coming))), width)
        yield line.stylize("bold", 0, len(name))
        said = _("{stage} (stage {number} of {count})")
        stage = said.format(stage=summary.stage, number=summary.position, count=summary.stages)
        shares = (Bar(label="", value=one.share, planned=one.planned, text=one.text) for one in summary.progress)
        share = summary.position / max(summary.stages, 1)
        bars = [Bar(label="", value=share, text=stage if summary.stage else _("No stage yet")), *shares]
        yield from draw_picture(Bars(caption="", bars=bars, most=1, mark=_("planned by today")), width)

    # What Enter does.

    @on(OptionList.OptionSelected, ".agenda")
    def _take_up(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        item = self._rows[event.option_index]
        if item is None:
            return
        if item.urgency is Urgency.PROBLEMS:
            self.screen.query_one("#problems", ProblemList).show_cause(item.code)
        elif item.action is None or self.session.read_only:
            self.post_message(Navigate(item.place))
        else:
            self._start(item)

    def _start(self, item: AgendaItem) -> None:
        from ogpkit.app.screens.action_dialog import start_action  # noqa: PLC0415  a form's fields only where one asks

        call = item.action
        known = {owned.value.name for owned in self.session.plugins.actions}
        if call is None or call.action not in known:  # its plugin is off
            self.post_message(Navigate(item.place))
            return
        targets = self._marked.list_targets(item)
        start_action(self, self.session, call.action, targets[0].place, call.initial, targets)

    @on(OptionList.OptionSelected, ".state")
    def _go(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        place = self._places[event.option_index]
        if place is not None:
            self.post_message(Navigate(place))

    def action_go_to_group(self, by: int) -> None:
        """Go to the first line of another group of the agenda.

        Args:
            by: How many groups further down; negative for further up.
        """
        at = self.agenda_list.highlighted or 0
        firsts = [number + 1 for number, item in enumerate(self._rows[:-1]) if item is None and self._rows[number + 1]]
        if firsts:
            here = sum(number <= at for number in firsts) - 1
            self.agenda_list.highlighted = firsts[(here + by) % len(firsts)]
            self.agenda_list.focus()

    def action_show_group(self, number: int) -> None:
        """Go to the first line of a group of the agenda, as often as somebody asks for it.

        Args:
            number: Which one, from the top.
        """
        headings = [at for at, item in enumerate(self._rows[:-1]) if item is None and self._rows[at + 1]]
        if number <= len(headings):
            self.agenda_list.highlighted = headings[number - 1] + 1
            self.agenda_list.focus()

    @property
    def _chosen(self) -> AgendaItem | None:
        at = self.agenda_list.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def action_mark(self) -> None:
        """Mark the line that is highlighted, or take its mark away, and go on to the next line."""
        if self._mark([self._chosen] if self._chosen else []):
            self.agenda_list.action_cursor_down()

    def action_mark_alike(self) -> None:
        """Mark every line of the group that is done as the highlighted one is, or take all marks away."""
        if (chosen := self._chosen) is not None:
            self._mark([item for item in self._items if is_alike(item, chosen)] or [chosen])

    def _mark(self, items: Sequence[AgendaItem]) -> bool:
        if refused := self._marked.toggle(items, self.session):
            self.app.notify(refused)
        self._fill()
        return not refused

    def action_open_file(self) -> None:
        """Go to the file of the line that is highlighted, at the field in question."""
        item = self._chosen
        if item is not None and item.urgency is not Urgency.PROBLEMS:
            self.post_message(Navigate(item.place))


def _make_options(lines: Sequence[Content], can_act: Sequence[bool]) -> list[Option]:
    return [Option(line, disabled=not acts) for line, acts in zip(lines, can_act, strict=True)]


def _name_place(workspace: Workspace, place: Place) -> str:
    """Return whose something is, as short as can be: the country is named where there are several."""
    several = len(workspace.countries) > 1
    name = country_name(workspace, place.country, current_language()) if place.country and several else ""
    return " ".join(filter(None, (name, place.cycle)))
