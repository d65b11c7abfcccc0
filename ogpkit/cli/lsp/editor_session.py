"""What an editor has open: what was typed is checked after a moment, and what was found is shown."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls import uris

from ogpkit.cli.lsp.diagnostics import make_diagnostic
from ogpkit.cli.lsp.open_workspaces import OpenWorkspace, OpenWorkspaces
from ogpkit.cli.lsp.text_places import TextPlaces
from ogpkit.text.i18n import _
from ogpkit.workspace.load import rest_collector
from ogpkit.workspace.scan import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pygls.lsp.server import LanguageServer

    from ogpkit.plugins.manager import Plugins

_PAUSE: Final = 0.02
"""Seconds without a key after which what was typed is checked."""

_SLOW: Final = 0.1
"""Seconds that a check takes from which on the pause is as long, so that keys do not wait for one check after the other."""

_LONGEST: Final = 0.3
"""Seconds after which it is checked although somebody goes on typing."""

_REST: Final = 0.3
"""Seconds without a key after which a file is compared with many others."""


class EditorSession:
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
        self._rest: asyncio.TimerHandle | None = None
        self._is_comparing = False
        self._is_idle = Event()
        self._is_idle.set()
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

    def get_text(self, uri: str) -> TextPlaces:
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
        workspace.take({path: self.get_text(uri).source})
        self.publish()
        self.settle()

    def change(self, uri: str) -> None:
        """Take in what was typed, as soon as nothing more is typed for a moment."""
        now = perf_counter()
        self._is_idle.clear()
        self._waiting.setdefault(uri, now)
        for timer in (self._timer, self._rest):  # what takes long waits until nothing more is typed
            if timer is not None:
                timer.cancel()
        longest = max(0.0, min(self._waiting.values()) + _LONGEST - now)
        pause = min(self._lasted if self._lasted > _SLOW else _PAUSE, longest)
        self._timer = asyncio.get_running_loop().call_later(pause, self.catch_up)

    def catch_up(self) -> None:
        """Check what was typed and not checked yet; among thousands of files, what compares it with others comes later."""
        waiting, self._waiting = list(self._waiting), {}
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        begun = perf_counter()
        for uri in waiting:
            found = self.find_file(uri)
            if found is not None and found[0].has_many(found[1]):
                found[0].take_soon(found[1], self.get_text(uri).source)
            elif found is not None:
                found[0].take({found[1]: self.get_text(uri).source})
        if waiting:
            self.publish()
            self._lasted = perf_counter() - begun
        self._is_idle.set()

    def _settle_later(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
        self._rest = asyncio.get_running_loop().call_later(_REST, self.settle)

    def settle(self) -> None:
        """Compare what was typed with all other files, in a thread: keys are followed meanwhile."""
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None
        if self._is_comparing:
            return  # what was typed since is compared next
        checks = [check for workspace in self.workspaces for check in workspace.part_checks(self._give_way)]
        if checks:
            self._is_comparing = True
            loop = asyncio.get_running_loop()
            Thread(target=self._compare, args=(checks, loop), name="ogpkit-compare", daemon=True).start()

    def _compare(self, checks: Sequence[Callable[[], Callable[[], None]]], loop: asyncio.AbstractEventLoop) -> None:
        found: list[Callable[[], None]] = []
        try:
            with rest_collector():  # which would hold keys up while it looks through all that was read
                found.extend(check() for check in checks)
        finally:
            with suppress(RuntimeError):  # the editor has ended
                loop.call_soon_threadsafe(self._adopt, found)

    def _give_way(self) -> None:
        """Let what was typed be checked first."""
        self._is_idle.wait(_LONGEST)

    def _adopt(self, found: Sequence[Callable[[], None]]) -> None:
        self._is_comparing = False
        for adopt in found:
            adopt()
        for workspace in self.workspaces:
            workspace.drop_settled()
        self.publish()

    def save(self, uri: str) -> None:
        """Take in a file that was saved; settings may name other plugins and leave out other files from now on."""
        self.catch_up()
        found = self.find_file(uri)
        if found is not None:
            workspace, path = found
            if path == SETTINGS:
                self.workspaces.reopen(workspace.root)
            else:
                workspace.pass_typed()
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
        for workspace in {found[0].root: found[0] for _uri, found in self._list_open()}.values():
            workspace.refresh()
        self.publish()

    def publish(self) -> None:
        """Show the findings of all open files whose findings have changed."""
        for uri, (workspace, path) in self._list_open():
            places = self.get_text(uri)
            locate = partial(self.locate, workspace)
            found = [make_diagnostic(one, places, locate) for one in workspace.list_findings(path)]
            if self._shown.get(uri) != found:
                self._shown[uri] = found
                self._send(uri, found)
        if any(one.is_behind for one in self.workspaces):
            self._settle_later()

    def watch_files(self) -> None:
        """Ask the editor to say when other programs change plan files, where it can."""
        files = self.server.client_capabilities.workspace and (
            self.server.client_capabilities.workspace.did_change_watched_files
        )
        if files and files.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob_pattern="**/*.toml")]
            asked = types.Registration(
                id="ogpkit-files",
                method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                register_options=types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers),
            )
            self.server.client_register_capability(types.RegistrationParams(registrations=[asked]))

    @property
    def can_rename_files(self) -> bool:
        """Tell whether the editor renames files when it is told to."""
        able = self.server.client_capabilities.workspace
        edits = able.workspace_edit if able else None
        operations = (edits.resource_operations or ()) if edits and edits.document_changes else ()
        return types.ResourceOperationKind.Rename in operations

    def find_version(self, uri: str) -> int | None:
        """Return the version of a file that the editor has open; None for one that it has not."""
        known = {document.uri: document.version for document in self.server.workspace.text_documents.values()}
        return known.get(uri)

    def locate(self, workspace: OpenWorkspace, path: str) -> tuple[str, TextPlaces]:
        """Return the address and the text of a file of a workspace; of one that cannot be read, no text."""
        for uri, (there, known) in self._list_open():
            if there is workspace and known == path:
                return uri, self.get_text(uri)
        try:
            text = workspace.read_source(path).decode("utf-8", "replace")
        except OSError:
            text = ""
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
