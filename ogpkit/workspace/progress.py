"""How far long work has come: whoever does it tells, whoever waits for it shows that and may cancel it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

T = TypeVar("T")

Steps: TypeAlias = "Generator[None, None, T]"
"""Work in short steps, between which whoever does it may do something else; what came of it is returned at the end."""


class Cancelled(OgpkitError):
    """Raised in work that somebody has cancelled."""


@attrs.define
class WorkProgress:
    """Progress of some work; read and written by two threads, each part by one of them.

    Attributes:
        done: How much is done.
        total: How much there is; 0 where nobody knows.
        is_cancelled: Whether it is to end.
    """

    done: int = 0
    total: int = 0
    is_cancelled: bool = False


_FOLLOWED: Final[ContextVar[WorkProgress | None]] = ContextVar("progress", default=None)


@contextmanager
def note_progress(progress: WorkProgress) -> Iterator[None]:
    """Note in one place how far all work in here has come.

    Args:
        progress: The place.
    """
    token = _FOLLOWED.set(progress)
    try:
        yield
    finally:
        _FOLLOWED.reset(token)


def finish_steps(steps: Steps[T]) -> T:
    """Do all steps of some work, and return what came of it."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found


def follow_items(items: Iterable[T], total: int = 0) -> Iterator[T]:
    """Yield some items one after the other, and tell after each how many there were.

    Args:
        total: How many there are; 0 where nobody knows.

    Raises:
        Cancelled: Somebody has cancelled it.
    """
    progress = _FOLLOWED.get()
    if progress is not None:
        progress.done, progress.total = 0, total
    for item in items:
        if progress is not None and progress.is_cancelled:
            raise Cancelled(_("Cancelled. What was written before stays."))
        yield item
        if progress is not None:
            progress.done += 1
