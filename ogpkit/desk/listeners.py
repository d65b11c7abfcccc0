"""Those who want to be told of every change at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.plugins import Plugins


class Listeners:
    """Callbacks, each called under the guard: one that fails costs only itself."""

    def __init__(self, plugins: Plugins) -> None:
        """Begin with nobody listening.

        Args:
            plugins: The installed plugins; their guard names the one whose callback fails.
        """
        self._plugins = plugins
        self._callbacks: dict[object, Callable[[], None]] = {}

    def add(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Let somebody listen.

        Args:
            callback: Called after every change.

        Returns:
            A function that ends it; calling it twice does no harm.
        """
        key = object()
        self._callbacks[key] = callback

        def end() -> None:
            self._callbacks.pop(key, None)

        return end

    def tell(self) -> None:
        """Call everybody who listens now."""
        for callback in tuple(self._callbacks.values()):
            self._plugins.guarded(self._owner(callback), "showing a change", callback, None)

    def _owner(self, callback: Callable[[], None]) -> str:
        package = str(getattr(callback, "__module__", "")).partition(".")[0]
        owners = (plugin.name for plugin in self._plugins.installed if plugin.source.partition(".")[0] == package)
        return next(owners, "ogpkit")
