"""Which plugins in one file this person has agreed to run: kept outside every workspace, by what the file holds.

A workspace may come from anywhere, so nothing in it can say that its code may run. A file that has changed is another one.
"""

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.attributes import is_private
from ogpkit.workspace.folder import Folder
from ogpkit.workspace.user_files import find_user_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

TRUSTED: Final = "OGPKIT_TRUSTED_PLUGINS"
"""The environment variable with the digests of further files, for machines on which nobody sits."""

_NAME: Final = re.compile(r"[0-9a-f]{64}")
_LARGEST: Final = 64 * 1024
"""Bytes of a note that are read at most."""


class CannotTrust(OgpkitError):
    """Raised when an agreement cannot be kept."""


class TrustStore:
    """Folder with a note for each file that was agreed to, named by the file's digest."""

    def __init__(self, folder: Path | None) -> None:
        """Look at the folder only when it is asked for something.

        Args:
            folder: The folder; None where nobody knows a place for it.
        """
        self._folder = folder

    @classmethod
    def of_this_person(cls) -> TrustStore:
        """Return the one of whoever runs ogpkit: below `OGPKIT_DATA_DIR`, else where the system keeps such things."""
        folder = find_user_folder("data")
        return cls(folder / "trusted-plugins" if folder is not None else None)

    def has(self, digest: str, root: Path) -> bool:
        """Tell whether somebody has agreed to a file.

        Args:
            digest: What it holds.
            root: The workspace in which it lies; what lies in there too is believed by nobody.
        """
        if digest in os.environ.get(TRUSTED, "").replace(",", " ").split():
            return True
        folder = self._folder
        return folder is not None and _is_believable(folder, root) and _has_note(folder, digest)

    def add(self, digest: str, file: Path, root: Path) -> None:
        """Keep that this person has agreed to a file.

        Args:
            digest: What it holds.
            file: Where it lies.
            root: The workspace in which it lies.

        Raises:
            CannotTrust: The folder cannot be used.
        """
        folder = self._folder
        try:
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if folder is None or not _is_believable(folder, root):
                raise CannotTrust(
                    _(
                        "Other people can change {folder}, or it is in the workspace. Set OGPKIT_DATA_DIR to a folder that only "
                        "you can change."
                    ).format(folder=sanitize_line(str(folder)))
                )
            with suppress(FileExistsError), (folder / digest).open("x", encoding="utf-8") as note:
                json.dump({"file": str(file.resolve())}, note)
        except OSError as error:
            raise CannotTrust(
                _("This cannot be saved in {folder}: {reason}.").format(
                    folder=sanitize_line(str(folder)), reason=error.strerror or error
                )
            ) from error

    def remove(self, digest: str, file: Path) -> int:
        """Forget every agreement to a file, also to what it held before; gives how many there were.

        Args:
            digest: What it holds now; empty where it is not there any more.
            file: Where it lies.
        """
        gone = [name for name, about in self._list_notes() if name == digest or about == str(file.resolve())]
        for name in gone:
            with suppress(FileNotFoundError):
                (self._folder or Path()).joinpath(name).unlink()
        return len(gone)

    def _list_notes(self) -> Iterator[tuple[str, str]]:
        if self._folder is None or not self._folder.is_dir():
            return
        with Folder.open(self._folder) as folder:
            for name in filter(_NAME.fullmatch, sorted(folder.list_names())):
                try:
                    note = json.loads(folder.read(name, _LARGEST) or b"{}")
                except (OSError, ValueError, RecursionError):
                    note = {}
                yield name, str(note.get("file", "")) if isinstance(note, dict) else ""


def _has_note(folder: Path, digest: str) -> bool:
    try:
        about = (folder / digest).lstat()
    except OSError:
        return False
    return _NAME.fullmatch(digest) is not None and stat.S_ISREG(about.st_mode) and is_private(about)


def _is_believable(folder: Path, root: Path) -> bool:
    """Tell whether a folder is this person's alone and no part of the workspace."""
    try:
        about = folder.lstat()
        return stat.S_ISDIR(about.st_mode) and is_private(about) and not folder.resolve().is_relative_to(root.resolve())
    except OSError:
        return False
