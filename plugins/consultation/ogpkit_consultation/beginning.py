"""Beginning documents: a consultation, a comment, a session with peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.content import Commitment, free_identifier
from ogpkit.api.text import _
from ogpkit_consultation.comments import free_numbers
from ogpkit_consultation.kinds import COMMENT, CONSULTATION, PEER_SESSION
from ogpkit_consultation.model import Comment, Consultation, PeerSession

if TYPE_CHECKING:
    from datetime import date

    from ogpkit.api.editing import EditSession


def begin_consultation(
    desk: EditSession, country: str, cycle: str, opens: date | None = None, closes: date | None = None
) -> str:
    """Make the file of a consultation.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
        opens: The first day on which people can take part, where it is known.
        closes: The last one, where it is known.

    Returns:
        The path of the new file.

    Raises:
        EditRefused: There is one already.
    """
    path = CONSULTATION.pattern.fill({"country": country, "cycle": cycle})
    desk.create(path, Consultation(opens=opens, closes=closes))
    return path


def begin_comment(desk: EditSession, country: str, cycle: str, on: date) -> str:
    """Make a comment that came in on paper, by telephone or at a meeting.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
        on: The day on which it came in.

    Returns:
        The path of the new file.
    """
    name = next(free_numbers(one.id for one in desk.workspace.all(Comment, country, cycle)))
    path = COMMENT.pattern.fill({"country": country, "cycle": cycle, "id": name})
    desk.create(path, Comment(received=on, text=_("What the author wrote")))
    return path


def begin_session(desk: EditSession, country: str, cycle: str, on: date) -> str:
    """Make a session with peers, in which all commitments are presented.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
        on: The day of the session.

    Returns:
        The path of the new file.
    """
    taken = {one.id for one in desk.workspace.all(PeerSession, country, cycle)}
    path = PEER_SESSION.pattern.fill({"country": country, "cycle": cycle, "id": free_identifier(on.isoformat(), taken)})
    presented = tuple(found.id for found in desk.workspace.all(Commitment, country, cycle))
    desk.create(path, PeerSession(on=on, participants=(country,), presented=presented))
    return path
