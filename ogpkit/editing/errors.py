"""What can stand against a wish in a session, in words for a coordinator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line, sanitize_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class EditError(OgpkitError):
    """Raised when something that was asked of a session could not be done; nothing has changed."""


class EditRefused(EditError):
    """Raised when a file cannot be made, changed or deleted; the message says why."""


class JustChanged(EditRefused):
    """Another program has changed a file since it was read, so that an edit of it may mean something else by now."""

    exit_code = 1


class UnresolvedConflicts(EditError):
    """Files were changed here and elsewhere, so that a save has left them alone; each needs a decision.

    Attributes:
        paths: The files.
    """

    exit_code = 1

    def __init__(self, paths: Iterable[str]) -> None:
        """Tell of all files at once.

        Args:
            paths: The files, at least one.
        """
        self.paths = tuple(sorted(paths))
        told = "\n".join(f"  {sanitize_path(path)}" for path in self.paths)
        super().__init__(
            _("These files were not saved, because another program has changed them:\n{files}").format(files=told)
        )


def verify_writable(*, read_only: bool) -> None:
    """Make sure that something may be written, in the workspace or beside it.

    Args:
        read_only: Whether the workspace is open for reading only.

    Raises:
        EditRefused: It is.
    """
    if read_only:
        raise EditRefused(_("This workspace is read-only. You cannot change anything here."))


class SaveFailed(EditError):
    """Raised when some files could not be written; all others are saved, and these stay unsaved in the session.

    Attributes:
        reasons: Why, by path.
        lines: The same in lines for people.
    """

    exit_code = 1

    def __init__(self, reasons: Mapping[str, str], unprotected: str = "") -> None:
        """Tell of all files at once.

        Args:
            reasons: Why each file could not be written, by path.
            unprotected: Why the changes are not kept in a journal either; empty when they are.
        """
        self.reasons = dict(reasons)
        self.lines = tuple(f"{sanitize_path(path)}: {sanitize_line(why)}" for path, why in sorted(self.reasons.items()))
        if unprotected:
            said = _(
                "Some changes could not be saved. Fix the cause and save again before you quit ogpkit, or you will lose "
                "them.\n{files}"
            )
        else:
            said = _(
                "Some changes could not be saved. They are kept in the workspace, and the app offers to restore them. Fix the "
                "cause and save again.\n{files}"
            )
        super().__init__(said.format(files="\n".join(self.lines)))
