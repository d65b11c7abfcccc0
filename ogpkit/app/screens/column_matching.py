"""The screen on which a person matches a sheet: how it is read, its columns beside what each becomes, and what would come in."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs
from rich.text import Text
from textual import getters, on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, DataTable, Input, Static

from ogpkit.app.background import run_in_background
from ogpkit.app.forms.control import Surroundings
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.rows import Row
from ogpkit.app.safe_text import line_text, plain_content, plain_line
from ogpkit.app.screens.action_dialog import DialogDrafts
from ogpkit.app.screens.dialog import Dialog
from ogpkit.app.screens.meaning_choice import LEFT_OUT, OPEN, MeaningChoice
from ogpkit.app.widgets.fold import LazyCollapsible
from ogpkit.app.widgets.line_input import LineInput
from ogpkit.app.widgets.table import RecordTable
from ogpkit.editing.imports import describe_account, describe_problems, read_import
from ogpkit.editing.sheet_mappings import keep_mapping, read_columns, save_mapping_file
from ogpkit.errors import OgpkitError
from ogpkit.exchange.sheet_mapping_files import (
    UnreadableEntry,
    format_entries,
    list_description_fields,
    list_first_records,
    read_entries,
    write_mapping,
)
from ogpkit.exchange.sheet_matching import (
    count_matches,
    find_meanings,
    find_unidentified,
    is_open,
    leave_column_out,
    match_column,
)
from ogpkit.model.annotations import Reference
from ogpkit.text.i18n import N_, _, current_language, translate, use_language
from ogpkit.workspace.user_path import parse_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.contributions import Importer
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place
    from ogpkit.plugins.sheet_reading import SheetColumn, SheetReading
    from ogpkit.schema.fields import Field, Shape

_GIVEN: Final = "ogpkit:sheet"
"""Stands as the kind to which a field refers whose values the sheet gives."""

_NARROW: Final = 84
"""Columns below which a name and its control stand below each other."""

_MOST_PROBLEMS: Final = 30
_MOST_RECORDS: Final = 3
_SHARES: Final = (26, 30, 44)
"""What each column of the table has of its room, in hundredths."""

_BESIDE: Final = 16
"""Columns of the screen that are not the table's."""


@attrs.frozen(kw_only=True)
class MatchedFile:
    """File of which a person says what its columns mean.

    Attributes:
        name: What the file is called.
        data: The sheet.
        importer: The import, with its plugin.
        place: Where what it brings belongs.
        mapping: The mapping file that was named; None where there is none, or the place keeps it.
    """

    name: str
    data: bytes
    importer: OwnedContribution[Importer]
    place: Place
    mapping: Path | None = None


class ColumnTable(RecordTable):
    """The columns of a sheet, one a row, each beside what it becomes; what is still open stands out."""

    def fill_columns(self, rows: Mapping[str, tuple[Sequence[str], str]], room: int) -> None:
        """Fill it anew; the cursor stays in the row of the same column.

        Args:
            rows: The texts of each row and the style of the last, by the heading of the column.
            room: The letters that a row may have.
        """
        before = self.cursor_row
        self.clear()
        for column, share in zip(self.ordered_columns, _SHARES, strict=True):
            column.auto_width, column.width = False, room * share // 100
        for key, (texts, style) in rows.items():
            cells = [line_text(text, room * share // 100) for text, share in zip(texts, _SHARES, strict=True)]
            self.add_row(*cells[:-1], Text(cells[-1].plain, style=style), key=key)
        self.move_cursor(row=min(max(before, 0), max(self.row_count - 1, 0)))


class ColumnMatching(Dialog["str | None"]):
    """Shows a sheet beside what its columns become, and saves that.

    The answer is the mapping file by which the sheet now comes in: empty where the place keeps it, None where nothing was saved.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Close"), id="ogpkit.columns.close"),
        Binding("ctrl+s", "save", N_("Save"), id="ogpkit.columns.save"),
    ]

    count_label = getters.query_one(".count", Static)
    outcome = getters.query_one(".outcome", VerticalScroll)
    columns_table = getters.query_one(ColumnTable)
    preview_label = getters.query_one(".preview", Static)
    said_label = getters.query_one(".refused", Static)
    target_input = getters.query_one(".target-file", Input)

    def __init__(self, session: WorkspaceSession, file: MatchedFile, reading: SheetReading) -> None:
        """Show a sheet.

        Args:
            session: Where it is to come in.
            file: The sheet, and what was said of it before.
            reading: What is known of it.
        """
        super().__init__()
        self._session = session
        self._file = file
        self._reading = reading
        self._values: dict[str, Any] = dict(reading.suggested)
        self._begun_with = dict(self._values)
        self._drafts = DialogDrafts()
        self._is_warned = False
        self._wanted = self._shown = 0
        self._is_looking = self._is_read_anew = False

    def compose(self) -> ComposeResult:
        """Yield how the sheet is read, its columns, what would come in, and the answers."""
        title = translate(self._file.importer.value.title, self._file.importer.plugin)
        with Vertical(classes="dialog wide matching"):
            yield Static(plain_line(f"{self._file.name} → {title}"), classes="heading")
            yield LazyCollapsible(
                plain_line(_("How to read the sheet")), self._compose_form, is_open=bool(self._reading.trouble)
            )
            yield Static("", classes="count")
            yield ColumnTable((_("Column"), _("First cells"), _("Becomes")))
            with VerticalScroll(classes="outcome"):
                yield Static("", classes="preview")
            if not self._reading.kept_at:
                with Horizontal(classes="target"):
                    yield Static(plain_line(_("Save in")), classes="name")
                    yield LineInput(self._name_target(), compact=True, classes="target-file")
            yield Static("", classes="refused trouble")
            with Horizontal(classes="answers"):
                disabled = self._session.read_only
                label = plain_line(_("Save"))
                yield Button(label, name="save", variant="primary", compact=True, disabled=disabled)
                yield Button(plain_line(_("Close")), name="close", compact=True)

    def _compose_form(self) -> Iterator[Widget]:
        around = Surroundings(
            languages={}, references=self._list_choices, today=self._session.workspace.today, pending=self._drafts
        )
        boxes = [
            FieldBox(Row(field=field, at=(field.key,), value=format_entries(self._values.get(field.key))), around)
            for field in map(self._offer_choices, list_description_fields(self._reading.choices))
        ]
        hint = _("If a field takes several lines, write each line like this: NR = unknown")
        yield VerticalScroll(*boxes, Static(plain_content(hint), classes="help"), classes="form", can_focus=False)

    def _offer_choices(self, field: Field) -> Field:
        if field.key not in self._reading.choices:
            return field
        meanings = (Reference(f"{_GIVEN}:{field.key}"), *field.shape.meanings)
        return attrs.evolve(field, shape=attrs.evolve(field.shape, meanings=meanings))

    def _list_choices(self, shape: Shape) -> Mapping[str, str]:
        refers = shape.meaning(Reference)
        return self._reading.choices.get(refers.kind.rpartition(":")[2], {}) if refers is not None else {}

    def _name_target(self) -> str:
        named = self._file.mapping
        return str(named) if named is not None else f"{self._file.importer.value.name}-mapping.toml"

    def on_mount(self) -> None:
        """Show what is known, and look at what would come in."""
        self.set_class(self.app.size.width < _NARROW, "-narrow")
        self._show_columns()
        self._look_again()
        if not self._reading.trouble:
            self.columns_table.focus()

    def on_resize(self) -> None:
        """Give the texts the room that there is."""
        self.set_class(self.app.size.width < _NARROW, "-narrow")
        self._show_columns()

    def _show_columns(self) -> None:
        reading, values = self._reading, self._values
        labels = {one.name: one.label for one in reading.meanings}
        rows = {one.heading: self._describe_column(one, labels) for one in reading.columns}
        for part in (self.columns_table, self.outcome):
            part.display = not reading.trouble
        self.columns_table.fill_columns(rows, max(self.app.size.width - _BESIDE, 40))
        if reading.trouble:
            remedy = _("Describe above how the sheet is written, or fix the file.")
            self.count_label.update(plain_content(f"✗ {reading.trouble}\n{remedy}"))
            return
        count = count_matches(reading, values)
        said = _("{matched} matched · {left_out} left out · {open} not matched. Press Enter to change a column.")
        self.count_label.update(
            plain_content(said.format(matched=count.matched, left_out=count.left_out, open=count.open))
        )

    def _describe_column(self, column: SheetColumn, labels: Mapping[str, str]) -> tuple[Sequence[str], str]:
        if is_open(self._reading, self._values, column.heading):
            becomes, style = f"? {_('Not matched')}", "bold yellow"
        elif meanings := find_meanings(self._values, column.heading):
            becomes, style = " + ".join(labels.get(one, one) for one in meanings), ""
        else:
            becomes, style = _("Left out"), "dim"
        return (column.heading, " · ".join(column.samples), becomes), style

    @on(DataTable.RowSelected)
    def _ask_for_meaning(self, event: DataTable.RowSelected) -> None:
        event.stop()
        heading = str(event.row_key.value)
        column = next((one for one in self._reading.columns if one.heading == heading), None)
        if column is None:
            return
        meanings = find_meanings(self._values, heading)

        def take(answer: tuple[str, bool] | None) -> None:
            if answer is not None:
                self._match(heading, *answer)

        self.app.push_screen(MeaningChoice(column, self._reading.meanings, meanings), take)

    def _match(self, heading: str, chosen: str, is_added: bool) -> None:  # noqa: FBT001  as the choice answers
        if chosen == LEFT_OUT:
            self._values = leave_column_out(self._values, heading)
        else:
            meaning = next((one for one in self._reading.meanings if one.name == chosen), None)
            self._values = match_column(self._values, heading, meaning, is_added=is_added and chosen != OPEN)
        self._handle_change()

    @on(FieldBox.Changed)
    def _take_value(self, event: FieldBox.Changed) -> None:
        event.stop()
        key = event.box.field.key
        try:
            value = read_entries(key, event.value)
        except UnreadableEntry as error:
            event.box.keep_refused(event, str(error))
            return
        before = self._values.get(key)
        self._values = {one: said for one, said in self._values.items() if one != key}
        if value is not None:
            self._values = {key: value, **self._values}
        if value != before:
            self._is_read_anew = True
            self._handle_change()

    def _handle_change(self) -> None:
        self._is_warned = False
        self._say("")
        self._show_columns()
        self._look_again()

    def _look_again(self) -> None:
        """Look at what would come in, beside the keys; what was changed meanwhile is looked at next."""
        self._wanted += 1
        if not self._is_looking:
            self._is_looking = True
            run_in_background(self, self._look, name="preview", group="preview")

    async def _look(self) -> None:
        try:
            while self._shown != self._wanted:
                number, values = self._wanted, self._values
                is_anew, self._is_read_anew = self._is_read_anew, False
                reading, lines = await asyncio.to_thread(self._read, values, is_anew, current_language())
                if reading is not None:
                    self._reading = reading
                    self._show_columns()
                self.preview_label.update(plain_content("\n".join(lines)))
                self._shown = number
        finally:
            self._is_looking = False

    @property
    def is_at_rest(self) -> bool:
        """Tell whether everything that was changed has been looked at."""
        return self._shown == self._wanted and not self._is_looking

    def _read(
        self,
        values: dict[str, Any],
        is_anew: bool,  # noqa: FBT001  called in another thread
        language: str,
    ) -> tuple[SheetReading | None, list[str]]:
        """Return what is known of the sheet where it is read anew, and what would come in, in lines."""
        file, reading = self._file, None
        with use_language(language):
            try:
                if is_anew:
                    reading = read_columns(file.importer, file.data, self._session, file.place, values)
                return reading, list(self._describe_outcome(reading or self._reading, values))
            except OgpkitError as error:
                return reading, [f"✗ {error}"]

    def _describe_outcome(self, reading: SheetReading, values: dict[str, Any]) -> Iterator[str]:
        if reading.trouble:
            return
        if not count_matches(reading, values).matched:
            yield _("You will see a preview here. First choose what each column becomes.")
            return
        missing = find_unidentified(reading, values)
        for group in missing:
            said = _("{things}: no column identifies them yet. Choose “Identifier” for one column.")
            yield f"✗ {said.format(things=group)}"
        if missing:
            return
        file = self._file
        found = read_import(file.importer, file.data, self._session, file.place, write_mapping(values))
        told = [one for one in found.not_understood if one.row or not is_open(reading, values, one.column)]
        problems = list(describe_problems(attrs.evolve(found, not_understood=tuple(told))))
        yield from (f"✗ {line}" for line in problems[:_MOST_PROBLEMS])
        if (more := len(problems) - _MOST_PROBLEMS) > 0:
            yield _("… and {count} more.").format(count=more)
        yield from describe_account(found)
        yield from list_first_records(found, reading, _MOST_RECORDS)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.name == "save":
            self.action_save()
        else:
            self.dismiss(None)

    @on(Input.Submitted, ".target-file")
    def _save_there(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Save what the columns become; say what stands against it."""
        for box in self.query(FieldBox):
            change = box.take_typed()
            if change is not None:
                self._take_value(change)
        refused = next((box for box in self.query(FieldBox) if box.reason), None)
        if refused is not None:
            self._say(f"✗ {refused.reason}")
            return
        try:
            self.dismiss(self._save())
        except OgpkitError as error:
            self._say(f"✗ {error}")

    def _save(self) -> str:
        if self._reading.kept_at:
            keep_mapping(self._session, self._reading.kept_at, self._values)
            return ""
        typed = parse_path(self.target_input.value)
        path = typed if typed.is_absolute() else self._session.root / typed
        save_mapping_file(path, self._values, is_loaded=self._file.mapping == path)
        return str(path)

    def _say(self, text: str) -> None:
        self.said_label.update(plain_content(text))
        self.said_label.display = bool(text)

    def action_leave(self) -> None:
        """Close the screen; say first that nothing is kept of what was chosen."""
        if self._is_warned or self._values == self._begun_with:
            self.dismiss(None)
            return
        self._is_warned = True
        self._say(_("Your choices are not saved. Save them, or press Esc again to close."))
