"""The wish to go somewhere, which any widget may post and the shell grants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ogpkit.contributions import Place


class GoTo(Message):
    """Somebody wants to go to a place.

    Attributes:
        place: The place.
    """

    def __init__(self, place: Place) -> None:
        """Name the place.

        Args:
            place: Where to go.
        """
        super().__init__()
        self.place = place
