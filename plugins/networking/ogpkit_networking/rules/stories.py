"""Rules about the stories that practitioners share (Roadmap XIII)."""

from __future__ import annotations

from typing import Any, Final

from ogpkit.api import Rule, expected, ordered
from ogpkit_networking.stories import Story, StoryState

STORY_RULES: Final[tuple[Rule[Any], ...]] = (
    ordered(
        Story,
        "on",
        "accepted",
        "replies[].on",
        code="NET031",
        also=[expected(Story, "accepted", when=lambda story: story.state is StoryState.ACCEPTED)],
    ),
)
"""NET031."""
