"""What of a consultation is public, and from which day on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import Cycle
from ogpkit.api.text import find_contacts, use_language
from ogpkit_consultation.dossier import find_deposit_day
from ogpkit_consultation.model import Consultation
from ogpkit_consultation.publishing import strip_author

if TYPE_CHECKING:
    from ogpkit.api.content import Document, Workspace
    from ogpkit_consultation.model import Comment, PeerSession


def is_announced(consultation: Consultation, workspace: Workspace) -> bool:
    """Tell whether process and timeline are public on the day of the workspace."""
    return consultation.published is not None and consultation.published <= workspace.today


def redact_consultation(document: Document[Consultation], workspace: Workspace) -> Consultation | None:
    """Return a consultation once its process is published, with the events that were announced and the summary once it is out.

    Args:
        workspace: Where it lies.
    """
    found, today = document.entity, workspace.today
    if not is_announced(found, workspace):
        return None
    summary = found.summary
    if summary is not None and (summary.published is None or summary.published > today):
        summary = None
    # an event that is not announced yet may still change, and people would come on the wrong day
    events = tuple(one for one in found.events if one.announced is not None and one.announced <= today)
    return attrs.evolve(found, events=events, summary=summary)


def redact_comment(document: Document[Comment], workspace: Workspace) -> Comment | None:
    """Return a comment once the consultation is public, without the author's name where they did not want it to be known.

    Args:
        workspace: Where it lies.
    """
    comment, today = document.entity, workspace.today
    consultation = workspace.one(Consultation, document.country, document.cycle)
    if consultation is None or not is_announced(consultation.entity, workspace):
        return None
    # mail programs give an address for a name where they know no other: then nothing is left to name somebody by
    named = not comment.anonymous and (may_be_reached(comment) or not find_contacts(comment.author, document.country))
    with use_language(comment.language or workspace.language):
        text = strip_author(comment) if comment.anonymous else comment.text
    return attrs.evolve(
        comment,
        author=comment.author if named else "",
        text=text,
        commitments=comment.commitments if _is_deposited(document, workspace) else (),
        response=comment.response if comment.response and comment.response.on <= today else None,
    )


def may_be_reached(comment: Comment) -> bool:
    """Tell whether the author of a comment agreed that everybody may know how to reach them."""
    return comment.publish_contact and not comment.anonymous


def redact_session(document: Document[PeerSession], workspace: Workspace) -> PeerSession | None:
    """Return a session with peers once it was held; what was said of the commitments once their plan is deposited.

    Args:
        workspace: Where it lies.
    """
    session = document.entity
    if session.on > workspace.today:
        return None
    # working sessions speak of drafts (Roadmap VIII); what was said of them is for the public once the plan is
    return session if _is_deposited(document, workspace) else attrs.evolve(session, presented=(), feedback=())


def _is_deposited(document: Document[object], workspace: Workspace) -> bool:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    day = find_deposit_day(cycle.entity) if cycle else None
    return day is not None and day <= workspace.today
