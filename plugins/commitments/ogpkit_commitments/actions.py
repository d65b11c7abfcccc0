"""What people do with a cycle, declared once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api.editing import make_advance_action
from ogpkit_commitments.stages import CYCLE_STAGES

if TYPE_CHECKING:
    from ogpkit.api import Action

ACTIONS: Final[tuple[Action[Any], ...]] = (
    make_advance_action(
        CYCLE_STAGES,
        name="commitments-advance-cycle",
        kind="cycle",
        command="cycle advance",
        title="Enter a stage of the cycle",
        about="Move a cycle to its next stage; a forbidden move says what is missing.",
    ),
)
"""Enter a stage of a cycle."""
