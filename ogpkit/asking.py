"""Asking a plugin for something on behalf of a person: what it says to the person is passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ogpkit.errors import OgpkitError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.plugins import Plugins

T = TypeVar("T")


def answered(plugins: Plugins, plugin: str, doing: str, call: Callable[[], T]) -> T | None:
    """What a plugin answers; None when it failed, which the guard has noted.

    Args:
        plugins: The installed plugins.
        plugin: The plugin's name.
        doing: What is asked of it.
        call: Asks.

    Raises:
        OgpkitError: The plugin says why it cannot, in words for the person.
    """
    said: list[OgpkitError] = []

    def ask() -> T | None:
        try:
            return call()
        except OgpkitError as error:
            said.append(error)
            return None

    found = plugins.guarded(plugin, doing, ask, None, patient=True)
    if said:
        raise said[0]
    return found
