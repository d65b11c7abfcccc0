"""What was typed and can stand in no file, kept from an app that was ended until the next one shows it."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import attrs
import cattrs

from ogpkit.storage.atomic import CannotWrite, write_beside
from ogpkit.storage.folder import read_whole
from ogpkit.storage.lock import Busy, writing
from ogpkit.storage.own_folder import existing_own, open_own
from ogpkit.storage.scratch import scratch_beside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FOLDER: Final = "drafts"
_FILE: Final = "drafts.json"

_LARGEST: Final = 1 << 20
"""Bytes; what one has typed and could not be saved is a few words."""


@attrs.frozen(kw_only=True)
class Draft:
    """Something that was typed and can stand in no file as it is.

    Attributes:
        path: The file for which it was meant.
        label: The field.
        text: What was typed.
    """

    path: str
    label: str
    text: str


def keep_drafts(root: Path, drafts: Iterable[Draft]) -> bool:
    """Put drafts beside those that are kept already.

    Args:
        root: The workspace.
        drafts: What was typed.

    Returns:
        Whether they are kept.
    """
    try:
        with writing(root, timeout=0.5):
            everything = dict.fromkeys((*kept_drafts(root), *drafts))
            content = json.dumps([attrs.asdict(draft) for draft in everything]).encode("ascii")
            with open_own(root, _FOLDER, 0o700) as folder, scratch_beside(folder) as scratch:
                write_beside(scratch, folder, _FILE, content)
    except (Busy, CannotWrite, OSError):
        return False
    return True


def kept_drafts(root: Path) -> tuple[Draft, ...]:
    """The drafts that are kept; a file that cannot be understood holds none.

    Args:
        root: The workspace.
    """
    folder = existing_own(root, _FOLDER)
    if folder is None:
        return ()
    with folder, suppress(OSError, ValueError, TypeError, RecursionError, cattrs.BaseValidationError):
        descriptor = folder.open_file(_FILE)
        try:
            return cattrs.structure(json.loads(read_whole(descriptor, _LARGEST) or b"[]"), tuple[Draft, ...])
        finally:
            os.close(descriptor)
    return ()


def forget_drafts(root: Path) -> None:
    """Take kept drafts away, after they were shown.

    Args:
        root: The workspace.
    """
    folder = existing_own(root, _FOLDER)
    if folder is not None:
        with folder, suppress(OSError):
            folder.unlink(_FILE)
