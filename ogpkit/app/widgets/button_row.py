"""Row of buttons that goes on in the next line where there is no room, whatever language they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal
from textual.geometry import Offset
from textual.layouts.horizontal import HorizontalLayout

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.layout import ArrangeResult, Layout
    from textual.widget import Widget


class WrappingLayout(HorizontalLayout):
    """Widgets beside one another, in as many lines as they need."""

    name = "wrapping"

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],
        size: Size,
        greedy: bool = True,  # noqa: FBT001, FBT002
    ) -> ArrangeResult:
        """Return where each widget stands.

        Args:
            parent: What they stand in.
            size: The room that there is.
            greedy: As for any layout.
        """
        placements = []
        left = top = bottom = 0
        for one in super().arrange(parent, children, size, greedy):
            if one.region.right - left > size.width and one.region.x > left:
                left, top = one.region.x, bottom
            placed = one._replace(region=one.region.translate(Offset(-left, top)))
            bottom = max(bottom, placed.region.bottom)
            placements.append(placed)
        return placements


_LAYOUT: Final = WrappingLayout()


class ButtonRow(Horizontal):
    """Buttons beside one another, in as many lines as they need."""

    @property
    def layout(self) -> Layout:
        """Return how they are laid out."""
        return _LAYOUT
