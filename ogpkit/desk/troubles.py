"""What can stand against a wish at the desk, in words for a coordinator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from collections.abc import Mapping


class DeskTrouble(OgpkitError):
    """Something that was asked of the desk could not be done; nothing has changed."""


class NotPossible(DeskTrouble):
    """A file cannot be made, changed or deleted, and the message says why."""


def verify_writable(*, read_only: bool) -> None:
    """Make sure that something may be written, in the workspace or beside it.

    Args:
        read_only: Whether the workspace is open for reading only.

    Raises:
        NotPossible: It is.
    """
    if read_only:
        raise NotPossible(_("This workspace is open for reading only: nothing can be changed here."))


class SaveTrouble(DeskTrouble):
    """Some files could not be written; all others are saved, and these stay unsaved at the desk.

    Attributes:
        reasons: Why, by path.
    """

    def __init__(self, reasons: Mapping[str, str]) -> None:
        """Tell of all files at once.

        Args:
            reasons: Why each file could not be written, by path.
        """
        self.reasons = dict(reasons)
        told = "\n".join(f"{on_one_line(path)}: {on_one_line(why)}" for path, why in sorted(self.reasons.items()))
        super().__init__(
            _(
                "Not everything could be saved. Your changes are kept here; mend the cause and save again.\n{files}"
            ).format(files=told),
        )
