"""A section that folds, whose title may come from a file and whose inside is made when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.widgets import Collapsible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.content import Content
    from textual.widget import Widget


class LazyCollapsible(Collapsible):
    """Collapsible with a plain title."""

    def __init__(self, title: Content, make: Callable[[], Iterable[Widget]], *, is_open: bool) -> None:
        """Fold something in.

        Args:
            title: The title; text from a file goes through `ogpkit.app.safe_text`.
            make: Makes what is inside, when it is first seen.
            is_open: Whether it is open at the start.
        """
        self._make: Callable[[], Iterable[Widget]] | None = make
        inside = self._make_content() if is_open else []
        super().__init__(*inside, title=cast("str", title), collapsed=not is_open)

    def name_it(self, title: Content) -> None:
        """Change the title.

        Args:
            title: The new one.
        """
        self.title = cast("str", title)  # the framework passes a Content on as it is, and reads markup in a str

    async def open(self) -> None:
        """Open it and wait until what is inside can be seen."""
        await self._fill()
        self.collapsed = False

    async def on_collapsible_expanded(self, event: Collapsible.Expanded) -> None:
        """Make what is inside.

        Args:
            event: Who was opened.
        """
        if event.collapsible is self:
            await self._fill()

    async def _fill(self) -> None:
        made = self._make_content()
        if made:
            await self.query_one(self.Contents).mount_all(made)

    def _make_content(self) -> list[Widget]:
        make, self._make = self._make, None
        return list(make()) if make else []
