"""What goes out and what comes in at a place: documents to hand in, files for elsewhere, files from elsewhere."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
from textual import getters, on
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Select, Static

from ogpkit.app.forms.rows import name_language
from ogpkit.app.long_work import StartWork, WorkLine
from ogpkit.app.places import place_scope
from ogpkit.app.safe_text import plain_content, plain_line
from ogpkit.app.screens.column_matching import ColumnMatching, MatchedFile
from ogpkit.app.screens.dialog import Question
from ogpkit.app.screens.file_picker import FilePicker
from ogpkit.app.session import app_session
from ogpkit.app.widgets.line_input import LineInput
from ogpkit.editing.errors import EditRefused, verify_writable
from ogpkit.editing.imports import describe_import, read_import, save_import_in_steps
from ogpkit.editing.sheet_mappings import read_columns, read_kept_mapping
from ogpkit.errors import OgpkitError
from ogpkit.exchange.documents import (
    FORMATS,
    document_file,
    document_languages,
    documents_folder,
    export_file,
)
from ogpkit.exchange.incoming import read_incoming
from ogpkit.exchange.outputs import WouldReplace, write_files
from ogpkit.exchange.table_files import list_exporters
from ogpkit.exchange.templates import custom_templates
from ogpkit.text.i18n import _, _n, translate
from ogpkit.text.sanitize import sanitize_path
from ogpkit.workspace.progress import follow_items
from ogpkit.workspace.toml import parse_toml
from ogpkit.workspace.user_path import UnusablePath, parse_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from textual.app import ComposeResult
    from textual.content import Content

    from ogpkit.plugins.contributions import Import
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place

STYLES: Final = Path(__file__).with_name("exchange.tcss").read_text("utf-8")


class ExchangePage(VerticalScroll):
    """Documents, exports and imports of a place; files for elsewhere go into a folder of the workspace."""

    DEFAULT_CSS = STYLES

    take_in_button = getters.query_one(".take-in", Button)
    said_label = getters.query_one(".said", Static)
    file_input = getters.query_one(".file", Input)
    mapping_input = getters.query_one(".mapping", Input)
    match_button = getters.query_one(".match", Button)
    mapping_row = getters.query_one(".mapped", Horizontal)
    spoken_select = getters.query_one(".spoken", Select)
    form_select = getters.query_one(".form", Select)

    def __init__(self, session: EditSession, place: Place) -> None:
        """Serve a place.

        Args:
            place: A cycle, a country or the whole workspace.
        """
        super().__init__(can_focus=False)
        self._session = app_session(session)
        self._place = place
        self._import: Import | None = None

    def compose(self) -> ComposeResult:
        """Yield a row for each direction; a direction that has nothing to offer here is left out."""
        session, plugins = self._session, self._session.plugins
        if papers := self._list_offers(plugins.papers):
            yield Static(_("Documents to submit"), classes="heading")
            with Horizontal(classes="row"):
                yield Select(papers, value=0, allow_blank=False, compact=True, classes="paper first")
            with Horizontal(classes="row"):
                yield Select(list(self._list_languages()), value="", allow_blank=False, compact=True, classes="spoken")
                yield Select([(f".{form}", form) for form in FORMATS], allow_blank=False, compact=True, classes="form")
                yield Button(_("Create"), compact=True, classes="write-paper", disabled=session.read_only)
        if exporters := self._list_offers(list_exporters(plugins)):
            yield Static(_("Exports"), classes="heading")
            with Horizontal(classes="row"):
                yield Select(exporters, value=0, allow_blank=False, compact=True, classes="exporter")
                yield Button(_("Create"), compact=True, classes="write-export", disabled=session.read_only)
        if importers := self._list_offers(plugins.importers):
            yield Static(_("Imports"), classes="heading")
            with Horizontal(classes="row"):
                yield Select(importers, value=0, allow_blank=False, compact=True, classes="importer")
            with Horizontal(classes="row"):
                hint = _("Where the file is, for example ~/Downloads/list.csv")
                yield LineInput(placeholder=hint, compact=True, classes="file")
                yield Button(_("Choose a file"), compact=True, classes="choose")
                yield Button(_("Preview"), compact=True, classes="look")
                yield Button(_("Import"), compact=True, classes="take-in", disabled=True)
            with Horizontal(classes="row mapped"):
                hint = _("A mapping file, if you have one")
                yield LineInput(placeholder=hint, compact=True, classes="mapping")
                yield Button(_("Choose a file"), compact=True, classes="choose-mapping")
                yield Button(_("Match columns"), compact=True, classes="match")
        yield Static(self._explain_refusal(), classes="said")

    def on_mount(self) -> None:
        """Ask for what the import that stands there first takes."""
        if self.query(".mapped"):
            self._offer_mapping()

    def _explain_refusal(self) -> Content:
        try:
            verify_writable(read_only=self._session.read_only)
        except EditRefused as error:
            return plain_content(str(error))
        return plain_content("")

    def _list_offers(self, contributions: Iterable[OwnedContribution[Any]]) -> list[tuple[Any, int]]:
        scope = place_scope(self._place)
        return [
            (plain_line(_make_title(owned)), number)
            for number, owned in enumerate(one for one in contributions if one.value.scope is scope)
        ]

    def _get_chosen(self, contributions: Iterable[OwnedContribution[Any]], selector: str) -> OwnedContribution[Any]:
        scope = place_scope(self._place)
        offered = [one for one in contributions if one.value.scope is scope]
        return offered[int(str(self.query_one(selector, Select).value))]

    def _list_languages(self) -> Iterator[tuple[str, str]]:
        yield _("all required languages"), ""
        for language in document_languages(self._session.workspace, self._place):
            yield name_language(language), language

    def _say(self, lines: Iterable[str]) -> None:
        said = plain_content("\n".join(lines))
        if self.is_attached:
            self.said_label.update(said)
        else:  # the person has gone elsewhere meanwhile
            self.app.notify(said.plain)

    @on(Button.Pressed, ".write-paper")
    def _write_paper(self, event: Button.Pressed) -> None:
        event.stop()
        session, language = self._session, str(self.spoken_select.value)
        wanted = (language,) if language else document_languages(session.workspace, self._place)
        paper, form = self._get_chosen(session.plugins.papers, ".paper"), str(self.form_select.value)
        own = custom_templates(session.root)
        self._write(
            document_file(
                paper, session.workspace, self._place, one, form, documents_folder(session.root), session.plugins, own
            )
            for one in follow_items(wanted, len(wanted))
        )

    @on(Button.Pressed, ".write-export")
    def _write_export(self, event: Button.Pressed) -> None:
        event.stop()
        session = self._session
        exporter = self._get_chosen(list_exporters(session.plugins), ".exporter")
        self._write(
            export_file(documents_folder(session.root), one, session.workspace, self._place, session.plugins)
            for one in (exporter,)
        )

    def _write(self, files: Iterable[tuple[Path, bytes]]) -> None:
        """Write files beside the keys; where somebody has changed one of them since, ask before it is replaced."""
        try:
            verify_writable(read_only=self._session.read_only)
        except OgpkitError as error:
            self._say([f"✗ {error}"])
        else:
            self.post_message(StartWork(_("Write files"), partial(dict, files), self._put))

    def _put(self, made: dict[Path, bytes] | OgpkitError) -> None:
        if isinstance(made, OgpkitError):
            self._say([f"✗ {made}"])
            return
        try:
            write_files(made, is_named=False)
        except WouldReplace as error:
            self._ask_to_replace(made, error.paths)
        except OgpkitError as error:
            self._say([f"✗ {error}"])
        else:
            self._say_written(made)

    def _ask_to_replace(self, contents: Mapping[Path, bytes], paths: Iterable[Path]) -> None:
        names = "\n".join(f"  {sanitize_path(str(path.relative_to(self._session.root)))}" for path in paths)
        text = _("These files already exist, and someone else has written or changed them:\n{files}").format(
            files=names
        )
        answers = {"keep": _("Keep them"), "replace": _("Replace them")}

        def handle_answer(answer: str | None) -> None:
            if answer != "replace":
                self._say([_("No file was changed.")])
                return
            try:
                write_files(contents, overwrite=True, is_named=False)
            except OgpkitError as error:
                self._say([f"✗ {error}"])
            else:
                self._say_written(contents)

        self.app.push_screen(Question(text, answers, escape="keep"), handle_answer)

    def _say_written(self, paths: Iterable[Path]) -> None:
        said = _("{file} is saved.")
        self._say(said.format(file=sanitize_path(str(path.relative_to(self._session.root)))) for path in paths)

    @on(Button.Pressed, ".match")
    def _match_columns(self, event: Button.Pressed) -> None:
        """Show the sheet beside what each of its columns becomes."""
        event.stop()
        session, importer = self._session, self._get_chosen(self._session.plugins.importers, ".importer")
        try:
            data, named = read_incoming(self._file), self.mapping_input.value.strip()
            mapping = parse_path(named) if named else None
            said = parse_toml(read_incoming(mapping)) if mapping is not None else None
            reading = read_columns(importer, data, session, self._place, said)
            if said is None and (kept := read_kept_mapping(session, reading.kept_at)) is not None:
                reading = read_columns(importer, data, session, self._place, kept)
        except OgpkitError as error:
            self._say([f"✗ {error}"])
            return
        if mapping is not None:
            reading = attrs.evolve(reading, kept_at="")
        file = MatchedFile(name=self._file.name, data=data, importer=importer, place=self._place, mapping=mapping)
        self.app.push_screen(ColumnMatching(session, file, reading), self._take_mapping)

    def _take_mapping(self, saved: str | None) -> None:
        """Look at what would come in by a mapping that was saved."""
        if saved is None:
            return
        with self.prevent(Input.Changed):
            self.mapping_input.value = saved
        self._look_at_file()

    @on(Button.Pressed, ".choose")
    @on(Button.Pressed, ".choose-mapping")
    def _choose_file(self, event: Button.Pressed) -> None:
        """Let the person choose the file, or its mapping, in the folders of the computer."""
        event.stop()
        field = self.file_input if event.button.has_class("choose") else self.mapping_input
        start = Path.home()
        with suppress(UnusablePath):
            start = parse_path(field.value.strip() or self.file_input.value).parent
        self.app.push_screen(FilePicker(start), partial(self._take_file, field))

    def _take_file(self, field: Input, chosen: Path | None) -> None:
        """Look at the file that was chosen, and at what would come in."""
        if chosen is not None:
            field.value = str(chosen)
            self.call_later(self._look_at_file)

    @on(Button.Pressed, ".look")
    @on(Input.Submitted, ".file")
    @on(Input.Submitted, ".mapping")
    def _look(self, event: Button.Pressed | Input.Submitted) -> None:
        event.stop()
        self._look_at_file()

    def _look_at_file(self) -> None:
        """Read the file beside the keys, and say what would come in."""
        if self.screen.query_one(WorkLine).tells_to_wait():
            return
        self._import = None
        self.take_in_button.disabled = True
        importer = self._get_chosen(self._session.plugins.importers, ".importer")
        named = self.mapping_input.value.strip() if importer.value.read_mapped else ""
        read = partial(self._read_file, importer, self.file_input.value, named)
        self.post_message(StartWork(_("Preview of the import"), read, self._show_import))

    def _read_file(self, importer: OwnedContribution[Any], file: str, named: str) -> Import:
        data = read_incoming(parse_path(file))
        mapping = read_incoming(parse_path(named)) if named else None
        return read_import(importer, data, self._session, self._place, mapping)

    def _show_import(self, found: Import | OgpkitError) -> None:
        if not self.is_attached:
            return
        if isinstance(found, OgpkitError):
            self._say([f"✗ {found}"])
        else:
            self._import = None if found.not_understood else found
            last = (
                _("Nothing can be imported yet. Correct the file, then preview it again.")
                if found.not_understood
                else _("Press “Import” to save these changes. You can undo the import.")
            )
            self._say([*describe_import(found), last])
        self.take_in_button.disabled = self._import is None or self._session.read_only

    @on(Input.Changed, ".file")
    @on(Input.Changed, ".mapping")
    @on(Select.Changed, ".importer")
    def _find_other_file(self) -> None:
        self._import = None
        self.take_in_button.disabled = True
        self._offer_mapping()

    def _offer_mapping(self) -> None:
        """Ask for a mapping file where the import takes one."""
        importer = self._get_chosen(self._session.plugins.importers, ".importer")
        self.mapping_row.display = importer.value.read_mapped is not None
        self.match_button.display = importer.value.read_columns is not None

    @on(Button.Pressed, ".take-in")
    def _take_in(self, event: Button.Pressed) -> None:
        event.stop()
        if self.screen.query_one(WorkLine).tells_to_wait():
            return
        found, self._import = self._import, None
        event.button.disabled = True
        if found is None:
            return
        title = _("Import {file}").format(file=self._file.name)
        save = partial(save_import_in_steps, self._session, found, title)
        self.post_message(StartWork(title, save, self._show_imported, in_turn=True))

    def _show_imported(self, touched: tuple[str, ...] | OgpkitError) -> None:
        if isinstance(touched, OgpkitError):
            self._say([f"✗ {touched}"])
            return
        count = len(touched)
        self._say([_n("{count} new or changed file.", "{count} new or changed files.", count).format(count=count)])

    @property
    def _file(self) -> Path:
        return parse_path(self.file_input.value)


def _make_title(owned: OwnedContribution[Any]) -> str:
    """Return what a person calls an offer; the files of one table differ in their format alone."""
    title, suffix = translate(owned.value.title, owned.plugin), getattr(owned.value, "suffix", "")
    form = f"({suffix.removeprefix('.').upper()})"
    return title if not suffix or form in title else f"{title} {form}"
