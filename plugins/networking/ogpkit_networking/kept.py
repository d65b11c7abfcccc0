"""What is made of many documents is kept as long as they are the very same ones; comparing their contents would cost more."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

T = TypeVar("T")
D = TypeVar("D")


class Kept:
    """Keeps what was made of some documents as long as they are the very same, however often it is asked for."""

    def __init__(self, most: int = 4) -> None:
        """Keep a few.

        Args:
            most: How many results are kept.
        """
        self._made: dict[Hashable, tuple[Sequence[object], object]] = {}
        self._most = most

    def get(self, documents: Sequence[D], make: Callable[[Sequence[D]], T], *beside: Hashable) -> T:
        """Return what is made of some documents.

        Args:
            documents: The documents; each is immutable.
            make: Makes it.
            beside: What it depends on besides.
        """
        key = (tuple(map(id, documents)), *beside)
        kept = self._made.get(key)
        if kept is None:
            kept = (
                documents,
                make(documents),
            )  # the documents are kept as well, so that no other gets the same identity
            self._made[key] = kept
            for old in list(self._made)[: -self._most]:
                del self._made[old]
        return kept[1]  # type: ignore[return-value]  # what was put in under this key
