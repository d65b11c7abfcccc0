"""Files that ogpkit writes for elsewhere: one that somebody has changed since is not replaced unasked.

What was last written is remembered by its digest, in the person's cache folder and not in the workspace: what a repository
brings along must not say which files may be replaced. Where nothing is remembered, as on another machine, ogpkit asks.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_path
from ogpkit.workspace.cache_folder import CacheFolder
from ogpkit.workspace.output import verify_plain, write_output
from ogpkit.workspace.user_files import find_user_folder
from ogpkit.workspace.write import file_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_MOST: Final = 1000
"""How many files are remembered."""


class WouldReplace(OgpkitError):
    """Files that are there with a content that ogpkit did not write; nothing was written.

    Attributes:
        paths: The files.
    """

    exit_code = 1

    def __init__(self, paths: Iterable[Path]) -> None:
        """Name all of them at once.

        Args:
            paths: The files, at least one.
        """
        self.paths = tuple(paths)
        super().__init__(
            _(
                "These files already exist, and ogpkit did not write them:\n{files}\nNothing was saved. Rename the files, "
                "or choose "
                "to replace them (on the command line with --overwrite)."
            ).format(files="\n".join(f"  {sanitize_path(str(path))}" for path in self.paths))
        )


def write_files(files: Mapping[Path, bytes], *, overwrite: bool = False, is_named: bool = True) -> None:
    """Write files for elsewhere; where one of them must not be replaced, none is written.

    Args:
        files: The content of each file.
        overwrite: Whether the person wants files replaced whatever is in them.
        is_named: Whether the person chose the names; for a name that ogpkit chose no link is followed.

    Raises:
        WouldReplace: Somebody else has written what is in some of them.
        CannotOutput: A place takes no file: it is a folder, or a link that leads elsewhere.
        CannotWrite: The disk does not take one.
    """
    for path in files if not is_named else ():
        verify_plain(path)
    if not overwrite:
        ensure_replaceable(files)
    for path, content in files.items():
        write_output(path, content)
        _remember(path, content)


def ensure_replaceable(files: Mapping[Path, bytes]) -> None:
    """Make sure that files can be written without a loss: they are not there, say the same, or are as ogpkit wrote them.

    Devices, pipes and folders are no matter of this: nothing that they hold is replaced.

    Args:
        files: What is to be written, by path.

    Raises:
        WouldReplace: Some hold something else.
    """
    held = [path for path, content in files.items() if not _is_replaceable(path, content)]
    if held:
        raise WouldReplace(held)


def _is_replaceable(path: Path, content: bytes) -> bool:
    try:
        if not path.is_file():
            return True
        there = path.read_bytes()
    except (OSError, ValueError):
        return False
    if not there or there == content:
        return True
    written = CacheFolder(find_user_folder("cache")).read(_make_key(path)) or {}
    return written.get("digest") == file_digest(there)


def _make_key(path: Path) -> str:
    return f"{blake2b(os.fsencode(os.path.realpath(path)), digest_size=20).hexdigest()}.output"


def _remember(path: Path, content: bytes) -> None:
    """Keep in mind what was written; where that cannot be kept, the next time is asked."""
    if path.is_file():
        with suppress(OSError):
            folder = CacheFolder(find_user_folder("cache"))
            folder.write(_make_key(path), {"digest": file_digest(content)})
            folder.tidy(_MOST, ".output")
