"""Where a person was in the app when they left it, kept in the folder `.ogpkit` of the workspace."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.workspace.atomic import CannotWrite, write_beside
from ogpkit.workspace.own_folder import open_existing_own, open_own, open_staging

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FOLDER: Final = "session"
_FILE: Final = "last.json"

_LIMIT: Final = 256 * 1024
"""Bytes that are read; a longer file is none of ours."""

_PARTS: Final = 4
"""What names a page: country, cycle, file and page."""


@attrs.frozen(kw_only=True)
class PageView:
    """One page as it was left.

    Attributes:
        country: Its country; empty where it has none.
        cycle: Its cycle; empty where it has none.
        path: Its file; empty where it is none.
        page: The name of the page.
        state: What was chosen on it, such as a filter.
    """

    country: str = ""
    cycle: str = ""
    path: str = ""
    page: str = ""
    state: Mapping[str, Any] = attrs.field(factory=dict, hash=False)


@attrs.frozen(kw_only=True)
class LastSession:
    """Session as it was left.

    Attributes:
        on: The day; None where there was none.
        pages: The pages that were looked at, the last one first.
    """

    on: date | None = None
    pages: tuple[PageView, ...] = ()


def read_last_session(root: Path) -> LastSession:
    """Return where a person was; nowhere, where nothing that can be read says more.

    Args:
        root: The folder of the workspace.
    """
    folder = open_existing_own(root, _FOLDER)
    if folder is None:
        return LastSession()
    with folder, suppress(OSError, ValueError, TypeError, LookupError, RecursionError):
        found = json.loads(folder.read(_FILE, _LIMIT) or b"{}")
        pages = tuple(_parse(one) for one in found["pages"] if len(one["at"]) == _PARTS)
        return LastSession(on=date.fromisoformat(found["on"]), pages=pages)
    return LastSession()


def write_last_session(root: Path, session: LastSession) -> None:
    """Keep where a person is; where that cannot be written, nothing is kept.

    Args:
        root: The folder of the workspace.
    """
    pages = [{"at": [one.country, one.cycle, one.path, one.page], "state": dict(one.state)} for one in session.pages]
    kept = {"on": session.on.isoformat() if session.on else "", "pages": pages}
    data = (json.dumps(kept, indent=1) + "\n").encode()
    with suppress(OSError, CannotWrite), open_own(root, _FOLDER) as folder, open_staging(root, folder) as scratch:
        write_beside(scratch, folder, _FILE, data, settle=False)


def _parse(found: dict[str, Any]) -> PageView:
    country, cycle, path, page = map(str, found["at"])
    state = found.get("state")
    return PageView(country=country, cycle=cycle, path=path, page=page, state=state if isinstance(state, dict) else {})
