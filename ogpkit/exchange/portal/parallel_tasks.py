"""Making parts of the site in several processes, where there are many parts and the machine has several processors."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from ogpkit.exchange.portal.memory import watch_faults
from ogpkit.workspace.parallel import count_processors, run_parallel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ogpkit.plugins.manager import Plugins

T = TypeVar("T")

Name = tuple[str, str, str]
"""Name of a part: what of it is made, in which language, and the country."""

LEAST: Final = 16
"""Parts from which on copies of this process make them; for fewer, to copy it takes longer."""


class ParallelTasks(Generic[T]):
    """Parts that were made ahead, by name, until somebody asks for them.

    What came with a fault is not taken: it is made again where the fault is noted.
    """

    def __init__(self, plugins: Plugins, *, is_alone: bool) -> None:
        """Have nothing yet.

        Args:
            is_alone: Whether this process may be copied: whether nothing else goes on in it.
        """
        self._plugins = plugins
        self._processors = count_processors() if is_alone else 1
        self._made: dict[Name, T] = {}

    @property
    def batch_size(self) -> int:
        """Return how many parts are made ahead at a time, so that not all of them are in memory."""
        return LEAST * self._processors

    def make(self, tasks: Mapping[Name, Callable[[], T]]) -> None:
        """Make some parts, unless they are few.

        Args:
            tasks: What makes each part, by its name; what it gives must be fit for pickle.
        """
        if self._processors < 2 or len(tasks) < LEAST:  # noqa: PLR2004  one process does it just as well
            return
        names = list(tasks)
        heaps = [names[start :: self._processors] for start in range(self._processors)]
        copies: list[Callable[[], dict[Name, T]]] = [partial(self._make_some, tasks, heap) for heap in heaps]
        for some in run_parallel([_make_nothing, *copies]):
            self._made.update(some)

    def take(self, name: Name, make: Callable[[], T]) -> T:
        """Return a part that was made ahead, or make it.

        Args:
            name: Its name.
            make: Makes it.
        """
        return self._made.pop(name) if name in self._made else make()

    def _make_some(self, tasks: Mapping[Name, Callable[[], T]], names: Sequence[Name]) -> dict[Name, T]:
        is_whole = watch_faults(self._plugins)
        made = {name: tasks[name]() for name in names}
        return made if is_whole() else {}


def _make_nothing() -> dict[Name, Any]:
    """Make nothing: what is made in this process itself could not be thrown away together with its faults."""
    return {}
