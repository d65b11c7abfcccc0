"""Opening the workspace that a command is about: to read it, or to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import click

from ogpkit.cli.messages import print_message
from ogpkit.cli.options import load_plugins, workspace_root
from ogpkit.editing.session import WorkspaceSession
from ogpkit.editing.transaction import EditNotSaved, save_edit
from ogpkit.errors import OgpkitError
from ogpkit.model.vocabulary import Severity
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line, sanitize_path
from ogpkit.workspace.load import read_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ogpkit.check.finding import Finding
    from ogpkit.workspace.content import Workspace

T = TypeVar("T")

_SHOWN: Final = 5
"""How many findings about files that cannot be read are shown with an error."""


def load_workspace(workspace: Path | None, today: datetime | None = None) -> Workspace:
    """Read the workspace of a command that changes nothing.

    Args:
        workspace: What `--workspace` says.
        today: The day on which it is looked at, as `--today` gives it; the present one when left out.

    Raises:
        NoWorkspace: There is no ogpkit.toml there, nor above.
    """
    root = workspace_root(workspace)
    plugins = load_plugins(root)
    return read_workspace(root, plugins.kinds, plugins.editions, today.date() if today else None).workspace


def edit_workspace(workspace: Path | None, edit: Callable[[WorkspaceSession], T], today: datetime | None = None) -> T:
    """Change a workspace and save it; when this returns, the change is in the files, and may be acknowledged.

    Args:
        workspace: What `--workspace` says.
        edit: Makes the change and gives what is to be said of it. It is called again when another program has changed a file
            meanwhile, so it must print nothing.
        today: The day on which it is worked on, as `--today` gives it; the present one when left out.

    Returns:
        What the edit gave.

    Raises:
        NoWorkspace: There is no ogpkit.toml there, nor above.
        EditNotSaved: It could not be saved; the message says where it is kept.
    """
    return save_change(open_session(workspace, today), edit)


def open_session(workspace: Path | None, today: datetime | None = None) -> WorkspaceSession:
    """Open a session, for a command that must look before it knows whether there is something to change.

    Args:
        workspace: What `--workspace` says.
        today: The day on which it is worked on, as `--today` gives it; the present one when left out.

    Raises:
        NoWorkspace: There is no ogpkit.toml there, nor above.
    """
    root = workspace_root(workspace)
    return WorkspaceSession.open(root, load_plugins(root), today.date() if today else None)


def save_change(session: WorkspaceSession, edit: Callable[[WorkspaceSession], T]) -> T:
    """Make a change in a session and save it, as `edit_workspace` does.

    Args:
        session: What `open_session` gave.
        edit: Makes the change and gives what is to be said of it; it must print nothing.

    Raises:
        EditNotSaved: It could not be saved; the message says where it is kept.
    """
    unread = _list_unread(session)
    try:
        return save_edit(
            session, edit, on_wait=lambda: print_message(_("Another program is saving in this workspace. Waiting…"))
        )
    except (OgpkitError, click.UsageError) as error:
        if not unread or isinstance(error, EditNotSaved):
            raise
        raise CannotRead(_describe_refusal(error, unread)) from error


class CannotRead(OgpkitError):
    """Raised when a change cannot be made in a workspace some of whose files cannot be read; they may be what it needs."""

    exit_code = 1


def _list_unread(session: WorkspaceSession) -> tuple[Finding, ...]:
    read = session.workspace.documents
    return tuple(one for one in session.findings if one.path not in read and one.severity is Severity.ERROR)


def _describe_refusal(error: Exception, unread: tuple[Finding, ...]) -> str:
    """Return what stood against a change, with the files that cannot be read."""
    lines = [
        f"  {sanitize_path(one.path)}:{one.line}:{one.column}: {one.code} "
        f"{sanitize_line(one.message)} {sanitize_line(one.remedy)}"
        for one in unread[:_SHOWN]
    ]
    if len(unread) > _SHOWN:
        lines.append("  " + _("and {count} more; see “ogpkit check”").format(count=len(unread) - _SHOWN))
    said = error.format_message() if isinstance(error, click.UsageError) else str(error)
    return (
        said
        + "\n"
        + _("ogpkit cannot read some files. What you named may be in one of them:")
        + "\n"
        + "\n".join(lines)
    )
