"""The states in which something can be, each with one sign and one word; whoever shows a state takes all of it from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.model import MilestoneStatus
from ogpkit.model.vocabulary import Choice

if TYPE_CHECKING:
    from typing import Self


class State(Choice):
    """How something stands: the same sign and word wherever a person meets it, and a colour where there are colours."""

    COMPLETE = "complete", "Complete"
    ON_TRACK = "on-track", "On track"
    DUE_SOON = "due-soon", "Due soon"
    ATTENTION = "attention", "Needs attention"
    OVERDUE = "overdue", "Overdue"
    ACTION = "action", "Action needed"
    NOT_STARTED = "not-started", "Not started"
    WITHDRAWN = "withdrawn", "Withdrawn"
    UNKNOWN = "unknown", "Not known"


STATE_SIGNS: Final = {
    State.COMPLETE: "■",
    State.ON_TRACK: "✓",
    State.DUE_SOON: "△",
    State.ATTENTION: "!",
    State.OVERDUE: "▲",
    State.ACTION: "✗",
    State.NOT_STARTED: "□",
    State.WITHDRAWN: "–",
    State.UNKNOWN: "?",
}
"""A sign for each state, one column wide in every terminal; it stands beside the word, or beside a legend with the word."""


class StateText(str):
    """Words for how something stands; a format that has colours gives them the colour of the state.

    Attributes:
        state: The state.
    """

    __slots__ = ("state",)

    state: State

    def __new__(cls, words: str, state: State) -> Self:
        """Put words and state together.

        Args:
            words: What is read.
            state: How it stands.
        """
        made = super().__new__(cls, words)
        made.state = state
        return made

    def __getnewargs__(self) -> tuple[str, State]:  # type: ignore[override]  # strings give a string
        """Return what makes it again from a copy."""
        return str.__str__(self), self.state


_OF_MILESTONES: Final = {
    MilestoneStatus.NOT_STARTED: State.NOT_STARTED,
    MilestoneStatus.LIMITED: State.DUE_SOON,
    MilestoneStatus.SUBSTANTIAL: State.ON_TRACK,
    MilestoneStatus.COMPLETE: State.COMPLETE,
    MilestoneStatus.WITHDRAWN: State.WITHDRAWN,
}


def mark_state(words: str, value: object) -> str:
    """Return the words for a value, with the state that they mean where they mean one.

    Args:
        words: What is read.
        value: What a file says.
    """
    return StateText(words, _OF_MILESTONES[value]) if isinstance(value, MilestoneStatus) else words
