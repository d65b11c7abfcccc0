"""What a person sees of the app, as text: for tests that read as a screen does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App


def screen_text(app: App[object]) -> str:
    """The whole screen as lines of text, without colours and without spaces at the ends of lines.

    This is the one place that reaches into Textual's own workings, so that a new version of it breaks one function.

    Args:
        app: A running app, for example inside `app.run_test()`.
    """
    strips = app.screen._compositor.render_strips()  # noqa: SLF001  there is no public way to the text of a screen
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"
