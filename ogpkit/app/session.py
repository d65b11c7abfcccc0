"""The session behind the panels of the app itself, which may do more with it than those of plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.editing.session import Desk

if TYPE_CHECKING:
    from ogpkit.plugins.editing_protocol import EditSession


def app_session(session: EditSession) -> Desk:
    """Return a session as what the app has opened.

    Raises:
        TypeError: It is a session of another program.
    """
    if not isinstance(session, Desk):
        raise TypeError(f"The app cannot show a {type(session).__name__}.")
    return session
