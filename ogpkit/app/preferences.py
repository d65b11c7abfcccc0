"""What a person has chosen for the app on this computer: `app.toml` in `OGPKIT_DATA_DIR`, or where the system keeps such files.

Nothing depends on the file: one that is missing, or cannot be read, is as good as one in which nothing is chosen.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from ogpkit.workspace.user_files import find_user_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FILE: Final = "app.toml"
_LIMIT: Final = 65_536
"""Bytes that are read; a longer file is none of ours."""


def find_preferences() -> Path | None:
    """Return where the file is or would be; None where this person has no such place."""
    folder = find_user_folder("data")
    return folder / _FILE if folder is not None else None


def read_preference(key: str) -> str:
    """Return what a person has chosen; empty where that is nothing.

    Args:
        key: What was to be chosen, for example `theme`.
    """
    found = _read().get(key, "")
    return found if isinstance(found, str) else ""


def save_preference(key: str, value: str) -> bool:
    """Keep what a person has chosen for the next time.

    Args:
        key: What was to be chosen.
        value: The choice.

    Returns:
        Whether it could be kept.
    """
    path = find_preferences()
    if path is None:
        return False
    import tomli_w  # noqa: PLC0415  most who open the app only read

    text = tomli_w.dumps({**_read(), key: value})
    beside = path.with_suffix(".new")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, "utf-8")
        beside.replace(path)
        return True
    return False


def _read() -> Mapping[str, object]:
    path = find_preferences()
    if path is not None:
        with suppress(OSError, UnicodeDecodeError, tomllib.TOMLDecodeError), path.open("rb") as file:
            return tomllib.loads(file.read(_LIMIT).decode("utf-8"))
    return {}
