"""The keys of the place, at the foot of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Footer

if TYPE_CHECKING:
    from textual.screen import Screen


class KeyBar(Footer):
    """Footer that is made anew only where it shows something else: the framework asks at every step."""

    def __init__(self) -> None:
        """Begin with no keys."""
        super().__init__(show_command_palette=False, compact=True)
        self._keys: list[tuple[object, ...]] = []

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Show the keys that can be used now.

        Args:
            screen: The screen on which they are.
        """
        keys: list[tuple[object, ...]] = [
            (binding, enabled, tooltip, self.app.get_key_display(binding))
            for _node, binding, enabled, tooltip in screen.active_bindings.values()
            if binding.show
        ]
        is_shown = self.is_attached and screen is self.screen and screen.app.app_focus
        if keys != self._keys or not is_shown:
            self._keys = keys if is_shown else []
            super().bindings_changed(screen)
