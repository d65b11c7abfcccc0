"""What an earlier build made, for the next one: what is made of the same things is not made again.

Each thing is known by what it was made of, whole, so that nothing stale can be taken for new. A thing that cannot be told from
another one, or in whose making something failed, is made again each time. Of files that lie in the site only their digests are
remembered: one that is as it was need not even be read.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cached_property
from hashlib import blake2b
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar, cast

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.files_on_disk import Stats

T = TypeVar("T")

_PLAIN: Final = frozenset((bool, int, float, date))

_DATA: Final = (
    "ogpkit.exchange.cards",
    "ogpkit.exchange.portal.",
    "ogpkit.model.",
    "ogpkit.plugins.",
    "ogpkit.text.",
    "ogpkit.workspace.content",
)
"""Modules whose classes of plain data may be in what is kept."""


UNREADABLE: Final = (
    pickle.UnpicklingError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What is raised where something that was written down is not what it should be; then it is as if nothing were known."""


@attrs.frozen
class FileDigest:
    """Stands for the content of a file that lies in the site as it has to be.

    Attributes:
        digest: Of the content.
    """

    digest: str


File = tuple[str, bytes | FileDigest]
"""File of the site: its path with `/`, and its content."""


class SiteFolder(Protocol):
    """Folder in which the site lies."""

    def has(self, path: str, digest: str) -> bool:
        """Tell whether a file lies there that holds what it has to.

        Args:
            path: Relative to the folder, with `/`.
            digest: Of what it has to hold.
        """

    def read(self, path: str) -> bytes:
        """Return what a file holds.

        Args:
            path: Relative to the folder, with `/`.
        """


class PickledValue:
    """Thing of a build of another process, until somebody asks for it."""

    def __init__(self, content: bytes) -> None:
        """Keep it as it is."""
        self.content = content

    @cached_property
    def made(self) -> object:
        """Return the thing; None where it cannot be understood."""
        try:
            return _Unpickler(BytesIO(self.content)).load()
        except UNREADABLE:
            return None


class _Unpickler(pickle.Unpickler):
    """Reads things that hold nothing but data: no other class can be in them, and no function."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("datetime", "date"):
            return date
        if not module.startswith(_DATA) and module not in sys.modules:  # nothing is imported for it
            raise pickle.UnpicklingError(name)
        found = super().find_class(module, name)
        if not isinstance(found, type) or not (attrs.has(found) or issubclass(found, str | Enum)):
            raise pickle.UnpicklingError(name)
        return found


class Memory:
    """Things of earlier builds, by name; those for which a build did not ask are forgotten when it ends."""

    is_kept = True
    """Whether anything is remembered."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[Hashable, tuple[bytes, object]] = {}
        self.stats: dict[str, tuple[int, int]] = {}
        """Of files in the site that hold what they have to: their size, and when they were last changed."""
        self._asked: set[Hashable] = set()
        self._around = b"-"
        self._folder: SiteFolder | None = None
        self.sources: Stats = {}
        """What is known of the files of the workspace."""
        self.is_alone = False
        """Whether nothing else goes on in this process, so that copies of it may do a part of the work."""
        self.made: list[Hashable] = []
        """The names of the things that were made, and not recalled."""

    def begin(self, around: str, folder: SiteFolder) -> None:
        """Take up a build.

        Args:
            around: What tells that on which everything depends, such as the day and the code, from what it was before.
            folder: Where the site lies.
        """
        self._around, self._folder, self._asked = around.encode() or b"-", folder, set()

    def recall(
        self,
        name: Hashable,
        made_of: Iterable[object],
        make: Callable[[], T],
        is_whole: Callable[[], bool] = lambda: True,
        is_still: Callable[[T], bool] = lambda _made: True,
    ) -> T:
        """Return a thing that was made of the same before, or make it; None, which is nothing, is made each time.

        Args:
            name: What it is.
            made_of: Everything on which it depends, in pieces; an empty one among them stands for what cannot be told.
            make: Makes it.
            is_whole: Tells, once it is made, whether nothing failed; otherwise it is made again the next time.
            is_still: Tells whether what was made before can still be used.
        """
        key = self._hash(made_of)
        self._asked.add(name)
        before = self._find(name, key)
        if before is not None and is_still(cast("T", before)):
            return cast("T", before)
        made = make()
        self.made.append(name)
        if made is not None and key and is_whole():
            self._known[name] = (key, made)
        else:
            self._known.pop(name, None)
        return made

    def _hash(self, made_of: Iterable[object]) -> bytes:
        pieces = tuple(made_of)
        return b"" if b"" in pieces else hash_content((self._around, *pieces))

    def peek(self, name: Hashable) -> object:
        """Return what was made under a name before, whatever it was made of; None where nothing was.

        Args:
            name: What it is.
        """
        made = self._known[name][1] if name in self._known else None
        return made.made if isinstance(made, PickledValue) else made

    def _find(self, name: Hashable, key: bytes) -> object:
        """Return what is known under a name, if it was made of what the key tells; None where there is nothing of the kind."""
        known = self._known.get(name)
        if known is None or not key or known[0] != key:
            return None
        return known[1].made if isinstance(known[1], PickledValue) else known[1]

    def knows(
        self, name: Hashable, made_of: Iterable[object], is_still: Callable[[Any], bool] = lambda _made: True
    ) -> bool:
        """Tell whether a thing was made of the same before and can still be used.

        Args:
            name: What it is.
            made_of: Everything on which it depends, as `recall` takes it.
            is_still: Tells whether what was made before can still be used.
        """
        before = self._find(name, self._hash(made_of))
        return before is not None and is_still(before)

    def recall_files(
        self,
        name: Hashable,
        made_of: Iterable[object],
        make: Callable[[], Sequence[tuple[str, bytes]]],
        is_whole: Callable[[], bool] = lambda: True,
    ) -> tuple[File, ...]:
        """Return files that were made of the same before, as far as they lie in the site, or make them.

        Args:
            name: What they are.
            made_of: Everything on which they depend, as `recall` takes it.
            make: Makes them.
            is_whole: Tells, once they are made, whether nothing failed.
        """
        fresh: list[File] = []

        def make_kept() -> tuple[File, ...]:
            fresh.extend(make())
            return keep_files(fresh)

        found = self.recall(name, made_of, make_kept, is_whole, self.has_all)
        return tuple(fresh) or found

    def has_all(self, files: Iterable[File]) -> bool:
        """Tell whether files lie in the site as they have to.

        Args:
            files: The files, by their digests.
        """
        folder = self._folder
        return folder is not None and all(
            isinstance(content, FileDigest) and folder.has(path, content.digest) for path, content in files
        )

    def read(self, path: str, content: bytes | FileDigest) -> bytes:
        """Return what a file holds.

        Args:
            path: Its path with `/`.
            content: Its content, or what stands for that.
        """
        if isinstance(content, bytes):
            return content
        return self._folder.read(path) if self._folder is not None else b""

    def dump(self) -> bytes:
        """Return what is known, for another process."""
        known = [
            (name, key, made.content if isinstance(made, PickledValue) else pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
            for name, (key, made) in self._known.items()
        ]
        return pickle.dumps((known, self.stats, self.sources), pickle.HIGHEST_PROTOCOL)

    def load(self, content: bytes) -> None:
        """Know what a build of another process knew; what cannot be understood is not known.

        Args:
            content: What `dump` gave.
        """
        try:
            known, stats, sources = _Unpickler(BytesIO(content)).load()
            self._known = {name: (bytes(key), PickledValue(bytes(made))) for name, key, made in known}
            self.stats, self.sources = dict(stats), dict(sources)
        except UNREADABLE:
            self._known, self.stats, self.sources = {}, {}, {}

    def forget_unasked(self, *, is_steady: bool = True) -> None:
        """Forget what the build that ends did not ask for.

        Args:
            is_steady: Whether the files stayed as they were meanwhile; otherwise all is forgotten.
        """
        self._known = {name: known for name, known in self._known.items() if is_steady and name in self._asked}
        self._asked = set()


def watch_faults(plugins: Plugins) -> Callable[[], bool]:
    """Return what tells whether no plugin has failed since now, as `Memory.recall` asks for it.

    Args:
        plugins: The installed plugins.
    """
    before = len(plugins.faults)
    return lambda: len(plugins.faults) == before


def keep_files(files: Iterable[File]) -> tuple[File, ...]:
    """Return files with what stands for their contents.

    Args:
        files: The files.
    """
    return tuple(
        (path, content if isinstance(content, FileDigest) else FileDigest(hash_file(content)))
        for path, content in files
    )


def hash_file(content: bytes) -> str:
    """Return the digest by which the content of a file of the site is known."""
    return blake2b(content, digest_size=16).hexdigest()


def hash_content(pieces: Iterable[object]) -> bytes:
    """Return what tells a thing from all others; empty where it cannot be told.

    Args:
        pieces: The pieces of the thing, each made of plain parts.
    """
    made = blake2b(digest_size=20)
    try:
        for piece in pieces:
            _add_to_hash(piece, made.update)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return b""
    return made.digest()


def _add_to_hash(value: Any, add: Callable[[bytes], object]) -> None:
    """Add a value to a digest; whether two parts of it are one, or only say the same, makes no difference."""
    kind = type(value)
    if kind is str or kind is bytes:
        content = value.encode("utf-8", "surrogatepass") if kind is str else value
        add(b"%c%d:" % (kind.__name__[0].encode(), len(content)))
        add(content)
        return
    if value is None or kind in _PLAIN:
        add(repr(value).encode() + b";")
        return
    add(f"{kind.__module__}.{kind.__qualname__}(".encode())
    inside = _list_inside(value)
    if inside is None:
        add(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
    for one in inside or ():
        _add_to_hash(one, add)
    add(b")")


def _list_inside(value: Any) -> Iterable[object] | None:
    """Return the parts of a value; None where nobody knows of any."""
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, set | frozenset):
        return sorted(hash_content((one,)) for one in value)
    if isinstance(value, tuple | list):
        return value
    if attrs.has(type(value)):
        return [getattr(value, field.name) for field in attrs.fields(type(value))]
    if isinstance(value, str):  # of a class of its own, which may know more than letters
        return (*value.__getnewargs__(), getattr(value, "__dict__", None))
    return None


class NoMemory(Memory):
    """Memory of a build after which there is no other in this process."""

    is_kept = False

    def recall(
        self,
        name: Hashable,  # noqa: ARG002
        made_of: Iterable[object],  # noqa: ARG002
        make: Callable[[], Any],
        is_whole: Callable[[], bool] = bool,  # noqa: ARG002
        is_still: Callable[[Any], bool] = bool,  # noqa: ARG002
    ) -> Any:
        """Make the thing."""
        return make()
