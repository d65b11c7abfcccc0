"""Where the documents of this plugin lie: the consultation of a cycle, its comments, and sessions with peers."""

from __future__ import annotations

from typing import Final

from ogpkit.api import Kind
from ogpkit_consultation.model import Comment, Consultation, PeerSession
from ogpkit_consultation.publication import may_be_reached, redact_comment, redact_consultation, redact_session

CONSULTATION: Final = Kind(
    name="consultation",
    entity=Consultation,
    new=lambda _workspace, _place: Consultation(),
    pattern="countries/{country}/cycles/{cycle}/consultation/process.toml",
    title="Consultation",
    titles="Consultations",
    published=True,
    public_part=redact_consultation,
    example="""\
published = 2011-11-15              # process and timeline online, before it opens
url = "https://example.org/consultation"
opens = 2011-12-01
closes = 2012-01-31

[[awareness]]
on = 2011-11-20
title.en = "Radio programme in four languages"
audience = ["citizens"]

[[events]]
title.en = "Regional hearing"
mechanism = "in-person"             # "in-person", "online", "telephone", "broadcast", "written"
announced = 2011-11-18
on = 2011-12-10
place = "Regional capital"
groups = ["civil-society", "private-sector", "citizens"]
participants = 140

[summary]
published = 2012-02-20
url.en = "https://example.org/summary"

[forum]                             # regular consultation on implementation
name = "National open government table"
existing = false
meets_every_days = 90
members = ["Ministry of Mines", "Publish What You Pay"]

[[forum.meetings]]
on = 2012-05-15
minutes = "https://example.org/minutes-1"
""",
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
    example="""\
received = 2011-12-10
author = "Publish What You Pay"
group = "civil-society"
language = "es"
text = "Los pagos deben publicarse por proyecto, no por empresa."
commitments = []                    # identifiers of commitments of the same plan
url = "https://example.org/comments/1"   # every written comment is online

[response]
on = 2012-01-15
outcome = "accepted"                # "accepted", "partly", "declined", "noted"
text.en = "Payments are now reported by project."
""",
)

PEER_SESSION: Final = Kind(
    name="peer-session",
    entity=PeerSession,
    new=lambda workspace, _place: PeerSession(on=workspace.today),
    pattern="countries/{country}/cycles/{cycle}/peer-sessions/{id}.toml",
    title="Peer session",
    titles="Peer sessions",
    public_part=redact_session,
    example="""\
on = 2012-02-07
place = "Brasília"
participants = ["BR", "MX", "XX"]
steering_committee = true

[[feedback]]
from = "MX"
ambition = "insufficient"           # "sufficient", "insufficient"
text.en = "Plan for training."
action.en = "Training added to the first milestone."   # or a reason
""",
)
