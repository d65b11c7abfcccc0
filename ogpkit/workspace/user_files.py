"""Files of a person, whatever workspace they open: in folders that a variable names, or where the system keeps such things."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_path

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE: Final = "ogpkit.toml"
_LIMIT: Final = 64 * 1024
"""Bytes that are read; a longer file is none of ours."""


def find_user_folder(sort: Literal["cache", "config", "data"]) -> Path | None:
    """Return a person's folder of ogpkit: the one that `OGPKIT_CACHE_DIR`, `OGPKIT_CONFIG_DIR` or `OGPKIT_DATA_DIR` names.

    Without the variable it is `ogpkit` where the system keeps such things; None where there is no such place.

    Args:
        sort: What is kept there.
    """
    if given := os.environ.get(f"OGPKIT_{sort.upper()}_DIR"):
        return Path(given)
    from platformdirs import PlatformDirs  # noqa: PLC0415  who names a folder does not need it

    try:
        found: Path = getattr(PlatformDirs("ogpkit", appauthor=False), f"user_{sort}_path")
    except RuntimeError:  # nobody knows where this person is at home
        return None
    return found


def find_user_settings() -> Path | None:
    """Return where a person's own settings are: in `OGPKIT_CONFIG_DIR`, else where the system keeps such things.

    None where there is no such place.
    """
    folder = find_user_folder("config")
    return folder / _FILE if folder is not None else None


def read_user_table(name: str) -> tuple[Mapping[str, object], str]:
    """Return a table of a person's own settings, and why it cannot be read; both are empty where there is none.

    Args:
        name: The name of the table.
    """
    path = find_user_settings()
    if path is None or not path.is_file():
        return {}, ""
    content, trouble = _read_content(path)
    table = content.get(name, {})
    if trouble or isinstance(table, dict):
        return (table if isinstance(table, dict) else {}), trouble
    said = _("In {file}, “{name}” is not a table. Write [{name}] on a line of its own.")
    return {}, said.format(file=sanitize_path(str(path)), name=name)


def _read_content(path: Path) -> tuple[Mapping[str, object], str]:
    from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml  # noqa: PLC0415  who only asks for a folder reads none

    try:
        with path.open("rb") as file:
            return parse_toml(file.read(_LIMIT)), ""
    except NotToml as error:
        said = _("{file} cannot be read. Line {line}: {error}")
        return {}, said.format(file=sanitize_path(str(path)), line=error.line, error=error)
    except (NotUtf8, OSError) as error:
        return {}, _("{file} cannot be read: {error}").format(file=sanitize_path(str(path)), error=error)
