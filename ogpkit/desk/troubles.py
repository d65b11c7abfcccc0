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


class SaveTrouble(DeskTrouble):
    """Some files could not be written; all others are saved, and these stay unsaved at the desk.

    Attributes:
        reasons: Why, by path.
    """

    def __init__(self, reasons: Mapping[str, str], unprotected: str = "") -> None:
        """Tell of all files at once.

        Args:
            reasons: Why each file could not be written, by path.
            unprotected: Why the changes are not kept in a journal either; empty when they are.
        """
        self.reasons = dict(reasons)
        told = "\n".join(f"{on_one_line(path)}: {on_one_line(why)}" for path, why in sorted(self.reasons.items()))
        if unprotected:
            said = _(
                "Not everything could be saved, and these changes are lost when ogpkit ends: mend the cause and save again "
                "before that.\n{files}"
            )
        else:
            said = _(
                "Not everything could be saved. These changes are kept in the workspace, and the app offers them when it "
                "opens it; mend the cause and save again.\n{files}"
            )
        super().__init__(said.format(files=told))
