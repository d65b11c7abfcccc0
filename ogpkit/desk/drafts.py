"""What was typed and can stand in no file, kept from an app that was ended until the next one shows it."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import attrs
import cattrs

from ogpkit.storage.atomic import CannotWrite, write_atomically
from ogpkit.storage.lock import Busy, own_folder, writing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

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
            file = own_folder(root) / _FILE
            if file.is_symlink():  # it would lead to a file of somebody else
                return False
            write_atomically(file, json.dumps([attrs.asdict(draft) for draft in everything]).encode())
    except (Busy, CannotWrite):
        return False
    return True


def kept_drafts(root: Path) -> tuple[Draft, ...]:
    """The drafts that are kept; a file that cannot be understood holds none.

    Args:
        root: The workspace.
    """
    file = root / ".ogpkit" / _FILE
    with suppress(OSError, ValueError, TypeError, RecursionError, cattrs.BaseValidationError):
        if not file.is_symlink() and file.is_file() and file.stat().st_size <= _LARGEST:
            return cattrs.structure(json.loads(file.read_bytes()), tuple[Draft, ...])
    return ()


def forget_drafts(root: Path) -> None:
    """Take kept drafts away, after they were shown.

    Args:
        root: The workspace.
    """
    with suppress(OSError):
        (root / ".ogpkit" / _FILE).unlink(missing_ok=True)
