"""Places in a workspace, and what the mechanisms say of them."""

from __future__ import annotations

from typing import Final

import attrs

from ogpkit.model.keypath import KeyPath
from ogpkit.model.vocabulary import Choice, CommonExpectation
from ogpkit.text.states import STATE_SIGNS, State


class Scope(Choice):
    """Scope of a contribution: one file, a cycle, a country, or the whole workspace."""

    DOCUMENT = "document"
    CYCLE = "cycle"
    COUNTRY = "country"
    WORKSPACE = "workspace"


@attrs.frozen(kw_only=True)
class Place:
    """Place in the workspace: what a panel shows, what a command is about.

    Attributes:
        country: The country's identifier; empty for the whole partnership.
        cycle: The cycle's identifier, if the place is in a cycle.
        path: The file, if the place is a file.
        at: The key path in that file.
    """

    country: str = ""
    cycle: str = ""
    path: str = ""
    at: KeyPath = ()


class Verdict(Choice):
    """How a mechanism stands, at a glance."""

    GOOD = "good", "On track"
    ATTENTION = "attention", "Needs attention"
    BAD = "bad", "Action needed"
    UNKNOWN = "unknown", "Not known"


VERDICT_STATES: Final = {
    Verdict.GOOD: State.ON_TRACK,
    Verdict.ATTENTION: State.ATTENTION,
    Verdict.BAD: State.ACTION,
    Verdict.UNKNOWN: State.UNKNOWN,
}
"""The state that a verdict is."""

VERDICT_SIGNS: Final = {verdict: STATE_SIGNS[state] for verdict, state in VERDICT_STATES.items()}
"""A sign for each verdict; it always stands beside words."""


@attrs.frozen(kw_only=True)
class Progress:
    """How far something has come, for a bar with its words.

    Attributes:
        text: How far it has come, in a few words and in the user's language.
        share: The same as a share, from 0 to 1.
        planned: How far it was to have come by today, where that is planned.
    """

    text: str
    share: float
    planned: float | None = None


@attrs.frozen(kw_only=True)
class Status:
    """Standing of a country or a cycle in the words of one mechanism.

    Attributes:
        verdict: Current status.
        headline: The same in a few words, in the user's language.
        shown_by: The documents that show it, as places.
        missing: What is missing, each in a few words.
        expectation: The common expectation that it is about, if any (Roadmap II).
        term: The field's own word for it, for example “Active” for a member; the label of the verdict when left out.
        progress: How far it has come, where that can be measured.
    """

    verdict: Verdict
    headline: str
    shown_by: tuple[Place, ...] = ()
    missing: tuple[str, ...] = ()
    expectation: CommonExpectation | None = None
    term: str = ""
    progress: Progress | None = None
