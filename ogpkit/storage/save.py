"""Saving without ever overwriting what somebody else wrote meanwhile."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.storage.atomic import CannotWrite, remove, write_atomically
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CannotWrite", "ChangedOutside", "delete", "digest", "ensure_unchanged", "save"]


class ChangedOutside(OgpkitError):
    """A file that is no longer as it was read; nothing was written.

    Attributes:
        path: The file.
        mine: What was to be written; None when it was to be deleted.
        theirs: What is there now; None when the file is gone.
    """

    exit_code = 1

    def __init__(self, path: Path, mine: bytes | None, theirs: bytes | None) -> None:
        """Keep both versions.

        Args:
            path: The file.
            mine: What was to be written.
            theirs: What is there now.
        """
        self.path = path
        self.mine = mine
        self.theirs = theirs
        super().__init__(
            _(
                "{path} was changed by somebody else since it was read. Nothing was written; compare both versions."
            ).format(path=on_one_line(str(path)))
        )


def digest(data: bytes) -> str:
    """What identifies the content of a file.

    Args:
        data: The content.
    """
    return blake2b(data, digest_size=16).hexdigest()


def save(path: Path, data: bytes, expected: str | None) -> str:
    """Write a file if it is still as it was read; the caller holds `ogpkit.storage.lock.writing`.

    Args:
        path: The file.
        data: Its new content.
        expected: The digest of what was read; None where there was no file.

    Returns:
        The digest of the new content.

    Raises:
        ChangedOutside: The file is not as expected.
        CannotWrite: The disk did not take it.
    """
    ensure_unchanged(path, expected, data)
    write_atomically(path, data)
    return digest(data)


def delete(path: Path, expected: str) -> None:
    """Take a file away if it is still as it was read.

    Args:
        path: The file.
        expected: The digest of what was read.

    Raises:
        ChangedOutside: The file is not as expected.
        CannotWrite: It cannot be taken away.
    """
    ensure_unchanged(path, expected, None)
    remove(path)


def ensure_unchanged(path: Path, expected: str | None, mine: bytes | None) -> None:
    """Make sure that a file is still as it was read.

    Args:
        path: The file.
        expected: The digest of what was read; None where there was no file.
        mine: What is to be written; None when it is to be deleted.

    Raises:
        ChangedOutside: The file is not as expected.
        CannotWrite: It cannot be read.
    """
    try:
        theirs: bytes | None = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        theirs = None
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
    if (None if theirs is None else digest(theirs)) != expected:
        raise ChangedOutside(path, mine, theirs)
