"""What plugins derive from a workspace, under the guard and of the right sort."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.plugins import Owned, Plugins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")


class NotWanted(OgpkitError):
    """A plugin gave something else than it was asked for."""


def derived(
    plugins: Plugins, plugin: str, doing: str, derive: Callable[[], Iterable[T]], wanted: type[T]
) -> Iterator[Owned[T]]:
    """What a plugin's source gives; what came before a fault is kept.

    Args:
        plugins: The installed plugins; their guard notes the fault.
        plugin: Whose source it is.
        doing: What is asked of it.
        derive: Gives the values.
        wanted: Their class.
    """
    yield from (Owned(plugin, value) for value in plugins.each(plugin, doing, lambda: _of(wanted, derive())))


def _of(wanted: type[T], values: Iterable[T]) -> Iterator[T]:
    for value in values:
        if not isinstance(value, wanted):
            raise NotWanted(
                _("It gave a {given} where a {wanted} belongs.").format(
                    given=type(value).__name__, wanted=wanted.__name__
                )
            )
        yield value
