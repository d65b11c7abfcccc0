"""Rules about what governments and practitioners share (Roadmap II, XIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Rule, Scope, Severity, expected, ordered, refused
from ogpkit.api.content import Country, Cycle
from ogpkit_networking.model import Case, Provider
from ogpkit_networking.sharing import describe_sharing
from ogpkit_networking.stories import Story, StoryState

if TYPE_CHECKING:
    from ogpkit.api.content import Document, Workspace


def _shares_nothing(country: Country, document: Document[Country], workspace: Workspace) -> bool:
    # “as appropriate” (Roadmap II.5): a member that is in its first cycle may have nothing to share yet
    is_over = any(one.entity.end < workspace.today for one in workspace.all(Cycle, document.country))
    # without any file of the mechanism nothing is known, which is not the same as nothing shared
    is_kept = bool(workspace.all(Case)) or bool(workspace.all(Provider))
    is_owed = is_over and is_kept and country.is_member(workspace.today)
    return is_owed and not describe_sharing(document.country, workspace).shown_by


STORY_RULES: Final[tuple[Rule[Any], ...]] = (
    ordered(
        Story,
        "on",
        "accepted",
        "replies[].on",
        code="NET031",
        also=[expected(Story, "accepted", when=lambda story: story.state is StoryState.ACCEPTED)],
    ),
    refused(Country, "joined", when=_shares_nothing, code="NET032", severity=Severity.ADVICE, scope=Scope.COUNTRY),
)
"""NET031 and NET032."""
