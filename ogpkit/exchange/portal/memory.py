"""What an earlier build of this process made, for the next one: what is made of the same things is not made again.

Each thing is known by what it was made of, whole, so that nothing stale can be taken for new. A thing that cannot be told from
another one, or in whose making something failed, is made again each time.
"""

from __future__ import annotations

import pickle
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

T = TypeVar("T")


class Memory:
    """Things of earlier builds, by name; those for which a build did not ask are forgotten when it ends."""

    is_kept = True
    """Whether anything is remembered."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[Hashable, tuple[bytes, object]] = {}
        self._asked: set[Hashable] = set()
        self.made = 0
        """How many things were made, and not recalled."""

    def recall(
        self,
        name: Hashable,
        made_of: Iterable[object],
        make: Callable[[], T],
        is_whole: Callable[[], bool] = lambda: True,
    ) -> T:
        """Return a thing that was made of the same before, or make it; None, which is nothing, is made each time.

        Args:
            name: What it is.
            made_of: Everything on which it depends, in pieces; an empty one among them stands for what cannot be told.
            make: Makes it.
            is_whole: Tells, once it is made, whether nothing failed; otherwise it is made again the next time.
        """
        pieces = tuple(made_of)
        key = b"" if b"" in pieces else hash_content(pieces)
        self._asked.add(name)
        before = self._known.get(name)
        if before is not None and key and before[0] == key:
            return cast("T", before[1])
        made = make()
        self.made += 1
        if made is not None and key and is_whole():
            self._known[name] = (key, made)
        else:
            self._known.pop(name, None)
        return made

    def forget_unasked(self) -> None:
        """Forget what the build that ends did not ask for."""
        self._known = {name: known for name, known in self._known.items() if name in self._asked}
        self._asked = set()


def hash_content(pieces: Iterable[object]) -> bytes:
    """Return what tells a thing from all others; empty where it cannot be told.

    Args:
        pieces: The pieces of the thing, each made of plain parts.
    """
    made = blake2b(digest_size=20)
    try:
        for piece in pieces:
            # each on its own: whether two pieces share a part, or only say the same, must make no difference
            made.update(pickle.dumps(piece, pickle.HIGHEST_PROTOCOL))
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return b""
    return made.digest()


class NoMemory(Memory):
    """Memory of a build after which there is no other in this process."""

    is_kept = False

    def recall(
        self,
        name: Hashable,  # noqa: ARG002
        made_of: Iterable[object],  # noqa: ARG002
        make: Callable[[], Any],
        is_whole: Callable[[], bool] = bool,  # noqa: ARG002
    ) -> Any:
        """Make the thing."""
        return make()
