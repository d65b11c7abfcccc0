"""Opening the workspace that a command is about: to read it, or to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import click

from ogpkit.cli.messages import tell
from ogpkit.cli.options import plugins_of, root_of
from ogpkit.editing.session import Desk
from ogpkit.editing.transaction import NotSaved, save_edit
from ogpkit.errors import OgpkitError
from ogpkit.model.vocabulary import Severity
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import in_path, on_one_line
from ogpkit.workspace.load import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ogpkit.check.finding import Finding
    from ogpkit.workspace.content import Workspace

T = TypeVar("T")

_SHOWN: Final = 5
"""How many findings about files that cannot be read are shown with an error."""


def content_of(workspace: Path | None, today: datetime | None = None) -> Workspace:
    """What a workspace says.

    Args:
        workspace: What `--workspace` says.
        today: The day on which it is looked at, as `--today` gives it; the present one when left out.

    Raises:
        NoWorkspace: There is no ogpkit.toml there, nor above.
    """
    root = root_of(workspace)
    plugins = plugins_of(root)
    return load(root, plugins.kinds, plugins.editions, today.date() if today else None).workspace


def edit_workspace(workspace: Path | None, edit: Callable[[Desk], T], today: datetime | None = None) -> T:
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
        NotSaved: It could not be saved; the message says where it is kept.
    """
    return save_on(desk_of(workspace, today), edit)


def desk_of(workspace: Path | None, today: datetime | None = None) -> Desk:
    """A workspace at a desk, for a command that must look before it knows whether there is something to change.

    Args:
        workspace: What `--workspace` says.
        today: The day on which it is worked on, as `--today` gives it; the present one when left out.

    Raises:
        NoWorkspace: There is no ogpkit.toml there, nor above.
    """
    root = root_of(workspace)
    return Desk.open(root, plugins_of(root), today.date() if today else None)


def save_on(desk: Desk, edit: Callable[[Desk], T]) -> T:
    """Make a change at a desk and save it, as `edit_workspace` does.

    Args:
        desk: What `desk_of` gave.
        edit: Makes the change and gives what is to be said of it; it must print nothing.

    Raises:
        NotSaved: It could not be saved; the message says where it is kept.
    """
    unread = _unread(desk)
    try:
        return save_edit(desk, edit, on_wait=lambda: tell(_("Another program is saving in this workspace. Waiting…")))
    except (OgpkitError, click.UsageError) as error:
        if not unread or isinstance(error, NotSaved):
            raise
        raise CannotRead(_told(error, unread)) from error


class CannotRead(OgpkitError):
    """A change that could not be made in a workspace some of whose files cannot be read; they may be what it needs."""

    exit_code = 1


def _unread(desk: Desk) -> tuple[Finding, ...]:
    read = desk.workspace.documents
    return tuple(one for one in desk.findings if one.path not in read and one.severity is Severity.ERROR)


def _told(error: Exception, unread: tuple[Finding, ...]) -> str:
    """What stood against a change, with the files that cannot be read."""
    lines = [
        f"  {in_path(one.path)}:{one.line}:{one.column}: {one.code} {on_one_line(one.message)} {on_one_line(one.remedy)}"
        for one in unread[:_SHOWN]
    ]
    if len(unread) > _SHOWN:
        lines.append("  " + _("and {count} more; see “ogpkit check”").format(count=len(unread) - _SHOWN))
    said = error.format_message() if isinstance(error, click.UsageError) else str(error)
    return (
        said + "\n" + _("Some files cannot be read, so what you named may be in one of them:") + "\n" + "\n".join(lines)
    )
