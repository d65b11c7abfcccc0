"""Opening the workspace that a command is about: to read it, or to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.cli.options import plugins_of, root_of
from ogpkit.desk import Desk
from ogpkit.storage.load import load

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ogpkit.workspace import Workspace


def content_of(workspace: Path | None, today: datetime | None = None) -> Workspace:
    """What a workspace says.

    Args:
        workspace: What `--workspace` says.
        today: The day on which it is looked at, as `--today` gives it; the present one when left out.

    Raises:
        NoWorkspace: There is no ogpkit.toml there, nor above.
    """
    root = root_of(workspace)
    return load(root, plugins_of(root), today.date() if today else None).workspace


def desk_of(workspace: Path | None, today: datetime | None = None) -> Desk:
    """A workspace at a desk, where it can be changed; nothing is written before `Desk.save`.

    Args:
        workspace: What `--workspace` says.
        today: The day on which it is worked on, as `--today` gives it; the present one when left out.

    Raises:
        NoWorkspace: There is no ogpkit.toml there, nor above.
    """
    root = root_of(workspace)
    return Desk.open(root, plugins_of(root), today.date() if today else None)
