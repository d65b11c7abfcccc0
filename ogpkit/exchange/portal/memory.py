"""What an earlier build of this process made, for the next one: what is made of the same things is not made again.

Each thing is known by what it was made of, whole, so that nothing stale can be taken for new. A thing that cannot be told from
another one, or in whose making something failed, is made again each time.
"""

from __future__ import annotations

import pickle
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")


class Memory:
    """Things of earlier builds, by name; those for which a build did not ask are forgotten when it ends."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[Hashable, tuple[bytes, object]] = {}
        self._asked: set[Hashable] = set()
        self.made = 0
        """How many things were made, and not recalled."""

    def recall(self, name: Hashable, made_of: object, make: Callable[[], T]) -> T:
        """Return a thing that was made of the same before, or make it; None, which is nothing, is made each time.

        Args:
            name: What it is.
            made_of: Everything on which it depends.
            make: Makes it.
        """
        key = hash_content(made_of)
        self._asked.add(name)
        before = self._known.get(name)
        if before is not None and key and before[0] == key:
            return cast("T", before[1])
        made = make()
        self.made += 1
        if made is not None and key:
            self._known[name] = (key, made)
        else:
            self._known.pop(name, None)
        return made

    def forget_unasked(self) -> None:
        """Forget what the build that ends did not ask for."""
        self._known = {name: known for name, known in self._known.items() if name in self._asked}
        self._asked = set()


def hash_content(content: object) -> bytes:
    """Return what tells a thing from all others; empty where it cannot be told.

    Args:
        content: The thing, made of plain parts.
    """
    try:
        # things of one process are compared: what is equal but shares its parts in another way counts as new
        return blake2b(pickle.dumps(content, pickle.HIGHEST_PROTOCOL), digest_size=20).digest()
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return b""


class NoMemory(Memory):
    """Memory of a build after which there is no other in this process."""

    def recall(self, name: Hashable, made_of: object, make: Callable[[], Any]) -> Any:  # noqa: ARG002
        """Make the thing."""
        return make()
