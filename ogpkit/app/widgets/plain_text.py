"""A text as it is, for panels: whatever stands in it, nothing in it acts."""

from __future__ import annotations

from textual.widgets import Static

from ogpkit.app.plain import plain


class PlainText(Static):
    """A text from a file, an import or a plugin."""

    def __init__(self, text: str = "", *, classes: str | None = None) -> None:
        """Show a text.

        Args:
            text: Any text.
            classes: The widget's style classes.
        """
        super().__init__(plain(text), classes=classes)

    def say(self, text: str) -> None:
        """Show another text.

        Args:
            text: Any text.
        """
        self.update(plain(text))
