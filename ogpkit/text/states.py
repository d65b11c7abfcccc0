"""The states in which something can be, each with one sign and one word; whoever shows a state takes all of it from here."""

from __future__ import annotations

from typing import Final

from ogpkit.model.vocabulary import Choice


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
