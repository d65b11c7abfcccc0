"""Where the documents of this plugin lie: the consultation of a cycle, its comments, and sessions with peers."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ogpkit.api import Kind
from ogpkit_consultation.model import Comment, Consultation, PeerSession
from ogpkit_consultation.publication import may_be_reached, redact_comment, redact_consultation, redact_session

_EXAMPLES: Final = Path(__file__).with_name("examples")

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
    new=lambda workspace, _place: Comment(received=workspace.today, text=""),
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
    new=lambda workspace, _place: PeerSession(on=workspace.today),
    pattern="countries/{country}/cycles/{cycle}/peer-sessions/{id}.toml",
    title="Peer session",
    titles="Peer sessions",
    public_part=redact_session,
    example=_EXAMPLES / "peer-session.toml",
)
