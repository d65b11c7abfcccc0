"""What peers said of the commitments, what has become of it, and how a gap becomes a networking case (Roadmap VIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import StageGuard
from ogpkit.api.content import Commitment, Cycle, country_name
from ogpkit.api.text import _, current_language, format_phrase, write_day
from ogpkit_consultation.dossier import DEPOSITED
from ogpkit_consultation.model import Ambition, Feedback, PeerSession

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


@attrs.frozen(kw_only=True)
class LocatedFeedback:
    """Feedback, and where it stands.

    Attributes:
        session: The session in which it was given.
        position: Its place among the session's feedback, from zero.
        feedback: The feedback.
    """

    session: Document[PeerSession]
    position: int
    feedback: Feedback

    @property
    def at(self) -> tuple[str, int]:
        """Return its key path."""
        return "feedback", self.position


def list_sessions(workspace: Workspace, country: str, cycle: str) -> tuple[Document[PeerSession], ...]:
    """Return the sessions of a cycle with peers, oldest first.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    return tuple(sorted(workspace.all(PeerSession, country, cycle), key=lambda session: session.entity.on))


def list_feedback(session: Document[PeerSession]) -> Iterator[LocatedFeedback]:
    """Yield the feedback of one session."""
    for position, feedback in enumerate(session.entity.feedback):
        yield LocatedFeedback(session=session, position=position, feedback=feedback)


def list_all_feedback(workspace: Workspace, country: str, cycle: str) -> tuple[LocatedFeedback, ...]:
    """Return all feedback of a cycle, oldest session first.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    return tuple(said for session in list_sessions(workspace, country, cycle) for said in list_feedback(session))


def is_settled(feedback: Feedback) -> bool:
    """Tell whether something follows from feedback, or a reason says why nothing does; a referral is an action too."""
    # a government may decline: “no … commitment will be forced on any country” (Roadmap V), but it says why
    return bool(feedback.action) or bool(feedback.reason) or bool(feedback.case)


def describe_state(feedback: Feedback) -> str:
    """Return what has become of feedback, in a few words."""
    if feedback.case:
        return _("referred")
    if feedback.action:
        return _("changed")
    if feedback.reason:
        return _("unchanged, with a reason")
    return _("open") if feedback.ambition is Ambition.INSUFFICIENT or feedback.gap else "–"


def list_unsettled(workspace: Workspace, country: str, cycle: str) -> tuple[LocatedFeedback, ...]:
    """Return the judgements that a commitment is not ambitious enough from which nothing follows yet.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    return tuple(
        said
        for said in list_all_feedback(workspace, country, cycle)
        if said.feedback.ambition is Ambition.INSUFFICIENT and not is_settled(said.feedback)
    )


def describe_subject(said: LocatedFeedback, workspace: Workspace) -> str:
    """Return what feedback is about: the title of the commitment, or the plan.

    Args:
        said: The feedback.
        workspace: Where it lies.
    """
    name = said.feedback.commitment
    if not name:
        return _("the plan")
    found = workspace.one(Commitment, said.session.country, said.session.cycle, name)
    title = found.entity.title.best(workspace.language, "en") if found else ""
    return title or name


def check_ambition_settled(document: Document[Cycle], workspace: Workspace) -> Iterator[str]:
    """Yield what peers judged insufficient and nobody has acted upon: it is settled before the plan is deposited (Roadmap VIII).

    Args:
        workspace: Where it lies.
    """
    # sessions are there to “identify gaps and address them early on” (Roadmap VIII), which a deposited plan cannot
    for said in list_unsettled(workspace, document.country, document.cycle):
        text = _(
            "{who} found “{commitment}” not ambitious enough on {on}. Say in {path} what is changed (`action`) or why nothing is "
            "changed (`reason`)."
        )
        yield format_phrase(
            text,
            who=country_name(workspace, said.feedback.from_, current_language()),
            commitment=describe_subject(said, workspace),
            on=write_day(said.session.entity.on),
            path=said.session.path,
        )


AMBITION_GUARD: Final = StageGuard(name="ambition", graph="cycle", stage=DEPOSITED, guard=check_ambition_settled)
"""A commitment that was judged insufficiently ambitious needs an action or a reason before the plan is deposited."""
