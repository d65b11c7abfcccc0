"""The language server itself: it reads what an editor says, and answers from the workspaces that are open."""

from __future__ import annotations

import asyncio
import os
from functools import cache, partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from ogpkit import __version__
from ogpkit.cli.lsp.completion import Place, complete
from ogpkit.cli.lsp.cursor import Role, read_cursor
from ogpkit.cli.lsp.diagnostics import FIX_ALL, make_actions, make_diagnostic
from ogpkit.cli.lsp.hover import DeclaredKeys, describe_comment, describe_place, describe_value
from ogpkit.cli.lsp.open_workspaces import OpenWorkspace, OpenWorkspaces
from ogpkit.cli.lsp.text_places import TextPlaces
from ogpkit.text.i18n import _, has_catalog, set_language
from ogpkit.workspace.patch import value_at
from ogpkit.workspace.scan import SETTINGS
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from ogpkit.plugins.manager import Plugins

_PAUSE: Final = 0.03
"""Seconds without a key after which what was typed is checked; at least as long as the last check took."""

_LONGEST: Final = 0.3
"""Seconds after which it is checked although somebody goes on typing."""


class Desk:
    """What one editor has open: it says what was typed, and asks what ogpkit knows of it."""

    def __init__(self, server: LanguageServer, load_plugins: Callable[[Path, bytes | None], Plugins]) -> None:
        """Begin with nothing open.

        Args:
            server: Speaks with the editor.
            load_plugins: As for `OpenWorkspaces`.
        """
        self.server = server
        self.workspaces = OpenWorkspaces(load_plugins)
        self._waiting: dict[str, float] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._lasted = 0.0
        self._shown: dict[str, list[types.Diagnostic]] = {}
        self._has_told = False

    def find_file(self, uri: str) -> tuple[OpenWorkspace, str] | None:
        """Return the workspace of a file and its path there; None for one that is no plan file of a workspace.

        Args:
            uri: The address under which the editor knows the file.
        """
        file = uris.to_fs_path(uri)
        found = self.workspaces.find(Path(file)) if file else None
        return found if found is not None and found[0].has(found[1]) else None

    def read_text(self, uri: str) -> TextPlaces:
        """Return the text that the editor shows."""
        return TextPlaces(self.server.workspace.get_text_document(uri).source, self._encoding)

    @property
    def _encoding(self) -> str:
        chosen = self.server.workspace.position_encoding or types.PositionEncodingKind.Utf16
        return str(types.PositionEncodingKind(chosen).value)

    def open(self, uri: str) -> None:
        """Take in a file that the editor has opened, and what other programs have changed meanwhile."""
        found = self.find_file(uri)
        if found is None:
            self._tell_outside(uri)
            return
        workspace, path = found
        workspace.refresh()
        workspace.take({path: self.read_text(uri).source})
        self.publish()

    def change(self, uri: str) -> None:
        """Take in what was typed, as soon as nothing more is typed for a moment."""
        now = perf_counter()
        self._waiting.setdefault(uri, now)
        if self._timer is not None:
            self._timer.cancel()
        longest = max(0.0, min(self._waiting.values()) + _LONGEST - now)
        pause = min(max(_PAUSE, self._lasted), longest)
        self._timer = asyncio.get_running_loop().call_later(pause, self.catch_up)

    def catch_up(self) -> None:
        """Check what was typed and not checked yet."""
        waiting, self._waiting = list(self._waiting), {}
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        begun = perf_counter()
        for uri in waiting:
            found = self.find_file(uri)
            if found is not None:
                found[0].take({found[1]: self.read_text(uri).source})
        if waiting:
            self.publish()
            self._lasted = perf_counter() - begun

    def save(self, uri: str) -> None:
        """Take in a file that was saved; settings may name other plugins and leave out other files from now on."""
        self.catch_up()
        found = self.find_file(uri)
        if found is not None:
            workspace, path = found
            if path == SETTINGS:
                self.workspaces.reopen(workspace.root)
            else:
                workspace.refresh()
            self.publish()

    def close(self, uri: str) -> None:
        """Forget what the editor held of a file: from now on the disk counts."""
        self._waiting.pop(uri, None)
        found = self.find_file(uri)
        if found is not None:
            found[0].take({found[1]: None})
        if self._shown.pop(uri, None):
            self._send(uri, [])
        self.publish()

    def refresh(self) -> None:
        """Take in what other programs have changed on the disk."""
        for root in {found[0].root: found[0] for _uri, found in self._list_open()}.values():
            root.refresh()
        self.publish()

    def publish(self) -> None:
        """Show the findings of all open files whose findings have changed."""
        for uri, (workspace, path) in self._list_open():
            places = self.read_text(uri)

            def locate(other: str, here: OpenWorkspace = workspace) -> tuple[str, TextPlaces] | None:
                return self.locate(here, other)

            found = [make_diagnostic(one, places, locate) for one in workspace.list_findings(path)]
            if self._shown.get(uri) != found:
                self._shown[uri] = found
                self._send(uri, found)

    def locate(self, workspace: OpenWorkspace, path: str) -> tuple[str, TextPlaces] | None:
        """Return the address and the text of a file of a workspace; None where it cannot be read."""
        for uri, (there, known) in self._list_open():
            if there is workspace and known == path:
                return uri, self.read_text(uri)
        try:
            text = workspace.read_source(path).decode("utf-8", "replace")
        except OSError:
            return None
        return str(uris.from_fs_path(str(workspace.root / path))), TextPlaces(text, self._encoding)

    def _list_open(self) -> Iterator[tuple[str, tuple[OpenWorkspace, str]]]:
        for document in list(self.server.workspace.text_documents.values()):
            found = self.find_file(document.uri)
            if found is not None:
                yield document.uri, found

    def _send(self, uri: str, diagnostics: list[types.Diagnostic]) -> None:
        version = self.server.workspace.get_text_document(uri).version if diagnostics else None
        params = types.PublishDiagnosticsParams(uri=uri, diagnostics=diagnostics, version=version)
        self.server.text_document_publish_diagnostics(params)

    def _tell_outside(self, uri: str) -> None:
        """Say once that a file is in no workspace, so that nobody waits for findings."""
        file = uris.to_fs_path(uri)
        if self._has_told or not file or not file.endswith(".toml"):
            return
        self._has_told = True
        said = _("ogpkit does not check this file, because it is not in a workspace. A workspace has ogpkit.toml.")
        self.server.window_show_message(types.ShowMessageParams(type=types.MessageType.Info, message=said))


@cache
def _read_keys(plugins: Plugins, kind: str) -> DeclaredKeys | None:
    known = plugins.kinds.by_name(kind)
    return DeclaredKeys(known, plugins.kinds) if known is not None else None


def find_keys(workspace: OpenWorkspace, path: str) -> DeclaredKeys | None:
    """Return the keys that a file can have; None where no kind claims it."""
    claimed = workspace.plugins.kinds.match_path(path)
    return _read_keys(workspace.plugins, claimed[0].name) if claimed else None


class Answers:
    """What is answered when an editor asks about a place."""

    def __init__(self, desk: Desk) -> None:
        """Answer from what is open.

        Args:
            desk: What the editor has open.
        """
        self._desk = desk

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Return what there is to know of a key, of what its value names, or of a rule that a comment silences."""
        found = self._desk.find_file(params.text_document.uri)
        keys = find_keys(*found) if found else None
        if found is None or keys is None:
            return None
        workspace, path = found
        places = self._desk.read_text(params.text_document.uri)
        offset = places.find_offset(params.position)
        cursor = read_cursor(places.text, offset)
        if cursor.role is Role.COMMENT:
            line = places.text[cursor.start :].split("\n", 1)[0]
            said = describe_comment(line, workspace.plugins)
            return _make_hover(said, None) if said else None
        about = describe_place(places, offset, keys, workspace.plugins)
        if about is None:
            return None
        said, place = about
        value, entry = _read_value(places, place.path), keys.find([one for one in place.path if isinstance(one, str)])
        if not place.is_key and isinstance(value, str) and entry is not None:
            claimed = workspace.plugins.kinds.match_path(path)
            names = claimed[1] if claimed else {}
            content = workspace.find_part(path).workspace
            named = describe_value(value, entry, content, names.get("country", ""), names.get("cycle", ""))
            said = f"{named}\n\n{said}" if named else said
        return _make_hover(said, places.convert_bytes(*place.place))

    def complete(self, params: types.CompletionParams) -> list[types.CompletionItem]:
        """Return what can be written at a place."""
        found = self._desk.find_file(params.text_document.uri)
        keys = find_keys(*found) if found else None
        if found is None or keys is None:
            return []
        workspace, path = found
        claimed = workspace.plugins.kinds.match_path(path)
        places = self._desk.read_text(params.text_document.uri)
        place = Place(
            places, keys, claimed[1] if claimed else {}, workspace.find_part(path).workspace, workspace.plugins
        )
        return complete(place, places.find_offset(params.position))

    def list_actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return the fixes at a place."""
        self._desk.catch_up()
        found = self._desk.find_file(params.text_document.uri)
        if found is None:
            return []
        return list(make_actions(*found, self._desk.read_text(params.text_document.uri), params))


def _make_hover(said: str, stretch: types.Range | None) -> types.Hover:
    return types.Hover(contents=types.MarkupContent(kind=types.MarkupKind.Markdown, value=said), range=stretch)


def _read_value(places: TextPlaces, path: tuple[str | int, ...]) -> object:
    try:
        return value_at(parse_toml(places.source), path)
    except (NotToml, NotUtf8, LookupError, TypeError):
        return None


def make_server(load_plugins: Callable[[Path, bytes | None], Plugins]) -> LanguageServer:
    """Return a server that answers an editor.

    Args:
        load_plugins: Gives the plugins that take part in the workspace in a folder, and with the text of its settings.
    """
    # the whole text with each change: of parts of it, lines would have to be counted as the editor counts them
    server = LanguageServer("ogpkit", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
    desk = Desk(server, load_plugins)
    answers = Answers(desk)
    for method, handle, options in _list_handlers(desk, answers):
        server.feature(method, options)(partial(handle))  # which takes notes, as no bound method does
    return server


def _list_handlers(desk: Desk, answers: Answers) -> Iterator[tuple[str, Callable[[Any], Any], Any]]:
    """Yield what is done with each message, with what is said of it when an editor asks what the server can do."""
    yield types.INITIALIZE, _choose_language, None
    yield types.TEXT_DOCUMENT_DID_OPEN, lambda params: desk.open(params.text_document.uri), None
    yield types.TEXT_DOCUMENT_DID_CHANGE, lambda params: desk.change(params.text_document.uri), None
    yield types.TEXT_DOCUMENT_DID_SAVE, lambda params: desk.save(params.text_document.uri), None
    yield types.TEXT_DOCUMENT_DID_CLOSE, lambda params: desk.close(params.text_document.uri), None
    yield types.WORKSPACE_DID_CHANGE_WATCHED_FILES, lambda _params: desk.refresh(), None
    yield types.TEXT_DOCUMENT_HOVER, answers.hover, None
    marks = types.CompletionOptions(trigger_characters=[".", '"', "[", "=", " "])
    yield types.TEXT_DOCUMENT_COMPLETION, answers.complete, marks
    kinds = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL])
    yield types.TEXT_DOCUMENT_CODE_ACTION, answers.list_actions, kinds


def _choose_language(params: types.InitializeParams) -> None:
    """Speak the language of the editor, unless the environment says which one."""
    if params.locale and not os.environ.get("OGPKIT_LANGUAGE") and has_catalog(params.locale):
        set_language(params.locale)


def serve(load_plugins: Callable[[Path, bytes | None], Plugins]) -> None:
    """Answer an editor over the standard streams, until it says that it ends.

    Args:
        load_plugins: As for `make_server`.
    """
    answers = _take_output()
    try:
        make_server(load_plugins).start_io(stdout=answers)
    finally:
        answers.close()


def _take_output() -> BinaryIO:
    """Return the output for answers alone: what a plugin prints goes to the log of the editor instead."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers
