"""A file or a long text in the person's own editor: the app makes room for it, and takes up what was changed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from textual.app import SuspendNotSupported
from textual.widgets import TextArea

from ogpkit.app.screens.dialog import Question
from ogpkit.editing.errors import verify_writable
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize, sanitize_line
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ogpkit.app.autosave import AutoSave
    from ogpkit.app.workspace_app import WorkspaceApp

_VARIABLES: Final = ("VISUAL", "EDITOR")


class NoEditor(OgpkitError):
    """Raised when there is no editor that could be opened; the message says what to do."""


def find_editor(environment: Mapping[str, str]) -> Sequence[str]:
    """Return the command of the person's editor.

    Args:
        environment: The variables of the process.

    Raises:
        NoEditor: None is set, or the one that is set is not installed.
    """
    said = next((environment[name] for name in _VARIABLES if environment.get(name, "").strip()), "")
    if not said:
        raise NoEditor(_("No editor is set. Set the variable EDITOR, for example to nano, and open ogpkit again."))
    try:
        command = shlex.split(said, posix=sys.platform != "win32")
    except ValueError:
        command = [said]
    if shutil.which(command[0]) is None:
        raise NoEditor(
            _("The editor “{editor}” is not installed. Install it, or set the variable EDITOR to another one.").format(
                editor=sanitize_line(command[0])
            )
        )
    return command


class ExternalEditor:
    """Opens the person's editor over the app."""

    def __init__(self, shell: WorkspaceApp, keeping: AutoSave) -> None:
        """Serve a shell.

        Args:
            keeping: What keeps the person's work safe.
        """
        self._shell = shell
        self._keeping = keeping

    async def open(self) -> None:
        """Open the long text in which the keyboard is, or else the file of the page."""
        shell = self._shell
        try:
            verify_writable(read_only=shell.session.read_only)
            command = find_editor(os.environ)
            focused = shell.screen.focused
            if isinstance(focused, TextArea) and not focused.read_only:
                changed = self._edit(command, focused.text.encode(), "text.txt").decode("utf-8", "replace")
                if changed.rstrip("\n") != focused.text.rstrip("\n"):
                    focused.text = sanitize(changed.rstrip("\n"))
            elif shell.view.place.path:
                await self._edit_file(command, shell.view.place.path)
            else:
                raise NoEditor(_("Open a file first, or go to a long text. Then open your editor again."))
        except SuspendNotSupported:
            self._say(_("The editor needs a terminal. Here you can edit in the form, or open the file in a terminal."))
        except (OgpkitError, OSError) as error:
            self._say(str(error))

    async def _edit_file(self, command: Sequence[str], path: str) -> None:
        """Have a file edited until it can be read or the person gives up; the change is one step that can be undone."""
        shell, session = self._shell, self._shell.session
        self._keeping.take_over()
        before = session.source(path)
        title = _("Edit {path} in the editor").format(path=path)
        session.rewrite(path, before, title)  # what others do to the file meanwhile comes into conflict
        content = before
        while True:
            content = self._edit(command, content, Path(path).name)
            try:
                parse_toml(content)
            except (NotToml, NotUtf8) as error:
                text = _("The file cannot be read. Line {line}, column {column}: {error}").format(
                    line=error.line, column=error.column, error=error
                )
                answers = {"again": _("Open the editor again"), "drop": _("Discard the change")}
                if await shell.push_screen_wait(Question(text, answers, escape="again")) == "drop":
                    return
            else:
                break
        if content != before:
            session.rewrite(path, content, title)
            self._keeping.look_outside()

    def _edit(self, command: Sequence[str], content: bytes, name: str) -> bytes:
        """Have some text edited and return what it has become."""
        with TemporaryDirectory(prefix="ogpkit-") as folder:
            file = Path(folder, name)
            file.write_bytes(content)
            with self._shell.suspend():
                subprocess.run([*command, str(file)], check=False)  # noqa: S603  the person's own editor
            return file.read_bytes()

    def _say(self, text: str) -> None:
        self._shell.notify(text, severity="warning", timeout=10)
