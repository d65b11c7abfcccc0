"""The plan panel: commitments as a table and as a timeline, expectations, stages, and the plan as a document."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, DataTable, Input, Markdown, Select, Static, TabbedContent, TabPane

from ogpkit.app.going import GoTo
from ogpkit.app.plain import line_text, plain
from ogpkit.app.widgets.bar import bar
from ogpkit.contributions import Place
from ogpkit.desk.moves import NotYet, advance
from ogpkit.errors import OgpkitError
from ogpkit.language import _, _n, spoken
from ogpkit.model.expectations import CommonExpectation
from ogpkit.stages import possible, title_of
from ogpkit_commitments.editing import begin, copy, move
from ogpkit_commitments.edition import part_of
from ogpkit_commitments.exporting import as_markdown
from ogpkit_commitments.plan import ActionPlan, plan_of
from ogpkit_commitments.progress import milestones_of, progress
from ogpkit_commitments.timeline import drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.widget import Widget

    from ogpkit.desk import Desk

_COLUMNS: Final = (
    ("number", "No."),
    ("title", "Commitment"),
    ("done", "Done"),
    ("late", "Late"),
    ("end", "Ends"),
    ("challenge", "Grand challenge"),
    ("lead", "Lead"),
)


def plan_panel(desk: Desk, place: Place) -> Widget:
    """Make the panel.

    Args:
        desk: The workspace.
        place: The cycle.
    """
    return PlanPanel(desk, place)


class Following(VerticalScroll):
    """A part of the panel that shows itself anew after every change at the desk."""

    def __init__(self, desk: Desk, place: Place) -> None:
        """Follow a cycle.

        Args:
            desk: The workspace.
            place: The cycle.
        """
        super().__init__(can_focus=False)
        self.desk = desk
        self.place = place
        self._stop: Callable[[], None] | None = None

    def on_mount(self) -> None:
        """Show it, and follow every change."""
        self._stop = self.desk.subscribe(self._followed)
        self.call_after_refresh(self._followed)

    def on_unmount(self) -> None:
        """Follow no longer."""
        if self._stop:
            self._stop()

    @property
    def plan(self) -> ActionPlan | None:
        """The plan as it is now."""
        return plan_of(self.desk.workspace, self.place.country, self.place.cycle)

    def _followed(self) -> None:
        plan = self.plan
        if self.is_attached and plan is not None:
            self.show(plan)

    def show(self, plan: ActionPlan) -> None:
        """Show the plan.

        Args:
            plan: The plan.
        """


class CommitmentTable(Following):
    """The commitments, sorted by any column and filtered as one types."""

    def __init__(self, desk: Desk, place: Place) -> None:
        """Follow a cycle.

        Args:
            desk: The workspace.
            place: The cycle.
        """
        super().__init__(desk, place)
        self._sorted_by = 0
        self._reverse = False
        self._rows: list[tuple[str, tuple[str, ...]]] = []

    def compose(self) -> ComposeResult:
        """Filter, tools, table, count."""
        yield Input(placeholder=_("Type to filter the commitments"), classes="filter")
        with Horizontal(classes="tools"):
            for name, label in (
                ("open", _("Open")),
                ("new", _("New")),
                ("copy", _("Copy")),
                ("up", _("Earlier")),
                ("down", _("Later")),
                ("delete", _("Delete")),
            ):
                yield Button(label, name=name, compact=True)
        table: DataTable[object] = DataTable(cursor_type="row", zebra_stripes=True)
        yield table
        yield Static("", classes="count")

    def on_mount(self) -> None:
        """Make the columns."""
        table = self.query_one(DataTable)
        for _name, title in _COLUMNS:
            table.add_column(line_text(_(title)))

    def show(self, plan: ActionPlan) -> None:
        """Read the rows.

        Args:
            plan: The plan.
        """
        part, today = part_of(plan.cycle.entity.edition, self.desk.workspace), self.desk.workspace.today
        rows: list[tuple[str, tuple[str, ...]]] = []
        for document in plan.commitments:
            commitment = document.entity
            found = progress(commitment.milestones, part, today)
            done = "–" if found.share is None else f"{bar(found.share, 100, 10)} {round(found.share):>3} %"
            cells = (
                commitment.number,
                commitment.title.best(spoken(), self.desk.workspace.language, "en"),
                done,
                str(len(found.late)) if found.late else "",
                commitment.end.isoformat() if commitment.end else "",
                _(commitment.challenge.label) if commitment.challenge else "",
                commitment.lead,
            )
            rows.append((document.path, cells))
        self._rows = rows
        self._fill()

    def _fill(self) -> None:
        table = self.query_one(DataTable)
        words = _folded(self.query_one(".filter", Input).value).split()
        kept = [row for row in self._rows if all(any(word in _folded(cell) for cell in row[1]) for word in words)]
        if self._sorted_by or self._reverse:
            kept.sort(key=lambda row: _folded(row[1][self._sorted_by]), reverse=self._reverse)
        chosen = self._chosen()
        table.clear()
        for path, cells in kept:
            table.add_row(*(line_text(cell, 56) for cell in cells), key=path)
        paths = [path for path, _cells in kept]
        if chosen in paths:
            table.move_cursor(row=paths.index(chosen))
        count = _n("{shown} of {all} commitment", "{shown} of {all} commitments", len(self._rows))
        self.query_one(".count", Static).update(count.format(shown=len(kept), all=len(self._rows)))

    def _chosen(self) -> str:
        table = self.query_one(DataTable)
        if not table.row_count:
            return ""
        return str(table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value)

    @on(Input.Changed, ".filter")
    def _filtered(self, event: Input.Changed) -> None:
        event.stop()
        self._fill()

    @on(DataTable.HeaderSelected)
    def _sorted(self, event: DataTable.HeaderSelected) -> None:
        self._reverse = not self._reverse if event.column_index == self._sorted_by else False
        self._sorted_by = event.column_index
        self._fill()

    @on(DataTable.RowSelected)
    def _opened(self, event: DataTable.RowSelected) -> None:
        self._open(str(event.row_key.value))

    def _open(self, path: str) -> None:
        self.post_message(GoTo(Place(country=self.place.country, cycle=self.place.cycle, path=path)))

    @on(Button.Pressed)
    def _tool(self, event: Button.Pressed) -> None:
        event.stop()
        path, tool = self._chosen(), event.button.name
        try:
            if tool == "new":
                self._open(begin(self.desk, self.place.country, self.place.cycle))
            elif path and tool == "open":
                self._open(path)
            elif path and tool == "copy":
                self._open(copy(self.desk, path))
            elif path and tool == "delete":
                self.desk.delete(path)
                self.notify(_("Deleted. F6 brings it back."), markup=False)
            elif path and tool in ("up", "down"):
                move(self.desk, path, -1 if tool == "up" else 1)
        except OgpkitError as error:
            self.notify(plain(str(error)).plain, severity="error", markup=False)


class Timeline(Following):
    """Milestones over time, with today's line."""

    def compose(self) -> ComposeResult:
        """One drawing, and what its signs mean."""
        yield Static("", classes="drawing")
        yield Static(
            plain(_("█ complete  ▓ substantial  ▒ limited  ░ not started  x withdrawn  ! late  │ today")),
            classes="legend",
        )

    def show(self, plan: ActionPlan) -> None:
        """Draw the plan.

        Args:
            plan: The plan.
        """
        width = max(self.size.width - 3, 40)
        lines = drawn(plan, width, width // 3, spoken(), self.desk.workspace.today)
        self.query_one(".drawing", Static).update(plain("\n".join(lines)))

    def on_resize(self) -> None:
        """Draw it for the new width."""
        self._followed()


class Expectations(Following):
    """The five common expectations: which document shows each, and what is missing (Roadmap II)."""

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static("", classes="expectations")

    def show(self, plan: ActionPlan) -> None:
        """Say how each expectation stands.

        Args:
            plan: The plan.
        """
        self.query_one(".expectations", Static).update(plain("\n".join(self._lines(plan))))

    def _lines(self, plan: ActionPlan) -> Iterator[str]:
        here = Place(country=plan.cycle.country, cycle=plan.cycle.cycle)
        said = [
            owned.value for owned in (*self.desk.standings(here), *self.desk.standings(Place(country=here.country)))
        ]
        for number, expectation in enumerate(CommonExpectation, 1):
            yield f"{number}. {_(expectation.label)}"
            found = [standing for standing in said if standing.expectation is expectation]
            for standing in found:
                yield f"   {_(standing.verdict.label)}: {standing.headline}"
                for shown in standing.shown_by:
                    yield f"     {_('shown by')} {shown.path}"
                yield from (f"     {_('missing:')} {missing}" for missing in standing.missing)
            if not found:
                yield "   " + _("No installed plugin shows anything about it.")
            yield ""


class Stages(Following):
    """The stages that the cycle has gone through, and the next one."""

    def compose(self) -> ComposeResult:
        """History above, the next step below."""
        yield Static("", classes="history")
        with Horizontal(classes="step"):
            yield Select([], prompt=_("Next stage"), classes="stage")
            yield Input(date.today().isoformat(), classes="on", placeholder=_("Day"))  # noqa: DTZ011  the person's own day
            yield Input("", classes="by", placeholder=_("Who"))
            yield Button(_("Enter this stage"), classes="enter")
        yield Static("", classes="missing trouble")

    def show(self, plan: ActionPlan) -> None:
        """Show the stages.

        Args:
            plan: The plan.
        """
        graph = self.desk.plugins.graph_of(type(plan.cycle.entity))
        if graph is None:
            return
        workspace = self.desk.workspace
        lines = [
            f"{step.on.isoformat()}  {title_of(graph, plan.cycle, workspace, step.stage)}"
            + (f" · {step.by}" if step.by else "")
            for step in plan.cycle.entity.history
        ]
        self.query_one(".history", Static).update(plain("\n".join(lines) or _("The cycle has not begun yet.")))
        options = [
            (title_of(graph, plan.cycle, workspace, name), name) for name in possible(graph, plan.cycle, workspace)
        ]
        self.query_one(".stage", Select).set_options(options)

    @on(Button.Pressed, ".enter")
    def _enter(self, event: Button.Pressed) -> None:
        event.stop()
        plan, choice = self.plan, self.query_one(".stage", Select)
        missing = self.query_one(".missing", Static)
        missing.display = True
        if plan is None or choice.is_blank():
            missing.update(_("Choose the next stage first."))
            return
        try:
            on_day = date.fromisoformat(self.query_one(".on", Input).value.strip())
            advance(self.desk, plan.cycle.path, str(choice.value), on_day, self.query_one(".by", Input).value.strip())
        except ValueError:
            missing.update(_("The day is no date. Write year-month-day, for example 2012-04-10."))
        except NotYet as error:
            missing.update(plain("\n".join(f"✗ {one}" for one in error.missing)))
        except OgpkitError as error:
            missing.update(plain(str(error)))
        else:
            missing.update("")


class Preview(Following):
    """The plan as a document, in the language that is chosen."""

    def compose(self) -> ComposeResult:
        """One document."""
        yield Markdown("", open_links=False)

    def show(self, plan: ActionPlan) -> None:
        """Set the document.

        Args:
            plan: The plan.
        """
        self.query_one(Markdown).update(as_markdown(plan, self.desk.workspace, spoken()))


class PlanPanel(Vertical):
    """The plan of a cycle."""

    DEFAULT_CSS = """
    PlanPanel {
        .summary { height: auto; padding: 0 1; text-style: bold; }
        .filter { height: 3; }
        .tools { height: 1; }
        .tools Button { margin-right: 1; min-width: 8; }
        .step { height: 3; }
        .step .stage { width: 34; }
        .step .on { width: 16; }
        .step .by { width: 1fr; }
        .count, .legend { height: 1; color: $text-muted; padding: 0 1; }
        .history, .expectations, .drawing, .missing { padding: 0 1; height: auto; }
        CommitmentTable DataTable { height: 1fr; }
    }
    """

    def __init__(self, desk: Desk, place: Place) -> None:
        """Show a cycle.

        Args:
            desk: The workspace.
            place: The cycle.
        """
        super().__init__()
        self._desk = desk
        self._place = place
        self._stop: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """A summary above the parts."""
        yield Static("", classes="summary")
        with TabbedContent():
            for title, part in (
                (_("Commitments"), CommitmentTable),
                (_("Timeline"), Timeline),
                (_("Expectations"), Expectations),
                (_("Stages"), Stages),
                (_("Preview"), Preview),
            ):
                with TabPane(title):
                    yield part(self._desk, self._place)

    def on_mount(self) -> None:
        """Follow every change."""
        self._stop = self._desk.subscribe(self._summarise)
        self._summarise()

    def on_unmount(self) -> None:
        """Follow no longer."""
        if self._stop:
            self._stop()

    def _summarise(self) -> None:
        plan = plan_of(self._desk.workspace, self._place.country, self._place.cycle)
        if not self.is_attached:
            return
        if plan is None:
            self.query_one(".summary", Static).update(_("This cycle has no cycle.toml that can be read."))
            return
        self.query_one(".summary", Static).update(plain(_summary(plan, self._desk)))


def _summary(plan: ActionPlan, desk: Desk) -> str:
    part = part_of(plan.cycle.entity.edition, desk.workspace)
    found = progress(milestones_of(one.entity for one in plan.commitments), part, desk.workspace.today)
    count = _n("{count} commitment", "{count} commitments", len(plan.commitments)).format(count=len(plan.commitments))
    if found.share is None:
        return count
    said = _("{done} of {all} milestones complete").format(done=found.complete, all=found.milestones)
    planned = "" if found.planned is None else " · " + _("planned by now {share} %").format(share=round(found.planned))
    return f"{bar(found.share, 100, 16)} {round(found.share)} % · {count} · {said}{planned}"


def _folded(text: str) -> str:
    """A text without case and accents."""
    plain_text = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain_text if not unicodedata.combining(letter)).casefold()
