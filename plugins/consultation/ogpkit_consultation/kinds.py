"""Where the documents of this plugin lie: the consultation of a cycle, its comments, and sessions with peers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from ogpkit.api import Kind
from ogpkit.api.content import Commitment, make_chance_name
from ogpkit.api.text import _
from ogpkit_consultation.model import Comment, Consultation, PeerSession
from ogpkit_consultation.publication import may_be_reached, redact_comment, redact_consultation, redact_session

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.content import Workspace

_EXAMPLES: Final = Path(__file__).with_name("examples")


def make_session(workspace: Workspace, place: Place) -> PeerSession:
    """Return a session with peers of the present day, in which all commitments are presented."""
    presented = tuple(found.id for found in workspace.all(Commitment, place.country, place.cycle))
    return PeerSession(on=workspace.today, participants=(place.country,), presented=presented)


def _suggest_name(_workspace: Workspace, _place: Place, comment: Comment) -> str:
    return make_chance_name(comment.received.isoformat())  # it says nothing of its own yet


CONSULTATION: Final = Kind(
    name="consultation",
    entity=Consultation,
    new=lambda _workspace, _place: Consultation(),
    pattern="countries/{country}/cycles/{cycle}/consultation/process.toml",
    title="Consultation",
    titles="Consultations",
    published=True,
    public_part=redact_consultation,
    example=_EXAMPLES / "consultation.toml",
)

COMMENT: Final = Kind(
    name="comment",
    entity=Comment,
    new=lambda workspace, _place: Comment(received=workspace.today, text=_("What the author wrote")),
    suggest_name=_suggest_name,
    pattern="countries/{country}/cycles/{cycle}/consultation/comments/{id}.toml",
    title="Comment",
    titles="Comments",
    public_part=redact_comment,
    consents=may_be_reached,
    example=_EXAMPLES / "comment.toml",
)

PEER_SESSION: Final = Kind(
    name="peer-session",
    entity=PeerSession,
    new=make_session,
    suggest_name=lambda _workspace, _place, session: session.on.isoformat(),
    pattern="countries/{country}/cycles/{cycle}/peer-sessions/{id}.toml",
    title="Peer session",
    titles="Peer sessions",
    public_part=redact_session,
    example=_EXAMPLES / "peer-session.toml",
)
