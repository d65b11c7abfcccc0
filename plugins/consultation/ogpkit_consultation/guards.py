"""What stands against the deposit of a plan: judgements of peers that nobody acted upon, and no word to those who contributed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit_consultation.peers import AMBITION_GUARD
from ogpkit_consultation.responding import RESPONSE_GUARD

if TYPE_CHECKING:
    from ogpkit.api import StageGuard

GUARDS: Final[tuple[StageGuard[Any], ...]] = (RESPONSE_GUARD, AMBITION_GUARD)
"""The guards of the stage in which a plan is deposited."""
