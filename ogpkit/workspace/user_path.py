"""Paths as people type them in the app, and the files that they mean."""

from __future__ import annotations

from pathlib import Path

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line


class UnusablePath(OgpkitError):
    """Raised when a path leads nowhere, or to something that is no file."""


def parse_path(typed: str) -> Path:
    """Return the path that somebody typed; `~` stands for their own folder.

    Args:
        typed: What they typed.

    Raises:
        UnusablePath: There is no such person, or no file can have that name.
    """
    said = typed.strip()
    if not said:
        raise UnusablePath(_("Name the file, for example ~/Downloads/list.csv."))
    if "\0" in said:
        raise UnusablePath(
            _("“{path}” is not the name of a file. Check the spelling.").format(path=sanitize_line(said))
        )
    try:
        return Path(said).expanduser()
    except RuntimeError:  # nobody has that name here, or nobody knows where the person is at home
        raise UnusablePath(
            _("ogpkit does not know the folder “{name}”. Write the whole path.").format(
                name=sanitize_line(said.replace("\\", "/").split("/", 1)[0])
            )
        ) from None
