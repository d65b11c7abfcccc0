"""Where a workspace begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.storage.scan import find_upwards
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from pathlib import Path


class NoWorkspace(OgpkitError):
    """There is no `ogpkit.toml` here, nor in a folder above."""


def find_root(start: Path) -> Path:
    """The root of the workspace that a folder belongs to.

    Args:
        start: The folder, or a file.

    Raises:
        NoWorkspace: There is no ogpkit.toml there, nor above.
    """
    root = find_upwards(start)
    if root is None:
        raise NoWorkspace(
            _(
                "There is no ogpkit.toml in {folder} or above it. Go to the folder of your workspace, or start a new one with "
                "“ogpkit init”."
            ).format(folder=on_one_line(str(start)))
        )
    return root
