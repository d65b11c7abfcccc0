"""A workspace of which some files could not be understood: they are known to be there, and what turns on them is left open.

Whoever asks such a workspace for something that lies, or may lie, in one of these files gets an answer as from any other; but it
is noted, so that nothing is concluded from it.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import attrs

from ogpkit.check.watching import Question, watch_document, watch_entity
from ogpkit.schema.fields import fields_of
from ogpkit.schema.walk import find_value
from ogpkit.workspace.content import Document, Workspace
from ogpkit.workspace.partial import find_doubtful, is_unknown_key, read_in_part
from ogpkit.workspace.scan import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from ogpkit.model.annotations import Reference
    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.kinds import Kind, Kinds
    from ogpkit.workspace.load import LoadedWorkspace
    from ogpkit.workspace.reading import FileProblem

F = TypeVar("F")

_NOT_READ: Final = frozenset({"OGP001", "OGP002", "OGP016"})
"""The codes of what keeps everything in a file from being read."""

_UNKNOWN_COUNTRY: Final = "OGP008"
"""The code of a folder that is named after no country: what lies in it is known by a name that nothing else goes by."""

_UNCLAIMED: Final = frozenset({"OGP011", "OGP012"})
"""The codes of files that no kind claims: each may be any that lies nearly there."""

_DECIDING: Final[tuple[KeyPath, ...]] = (
    ("workspace", "exclude"),
    ("check",),
    ("plugins", "disable"),
    ("plugins", "require"),
    ("plugins", "files"),
)
"""What in ogpkit.toml decides which files, rules and plugins there are."""


_DECIDES: Final = re.compile(
    rb"""^\s*(?:(?:exclude|extend|select|ignore|min-severity|baseline|disable|require|files)\s*=(?!\s*\[\s*\])|["'].*=)""",
    re.MULTILINE,
)
"""A line that does so, in a file that is no TOML; an empty list decides nothing."""


@attrs.frozen(kw_only=True)
class UnreadDocument:
    """Document that is known to be somewhere and of which nothing is known besides.

    Attributes:
        path: Its path, or where it seems to belong.
        kind: Its kind.
        country: The country's identifier; empty where it belongs to none, None where nobody can tell.
        cycle: The cycle's identifier, likewise.
        id: Its own identifier, likewise.
    """

    path: str
    kind: Kind[Any]
    country: str | None
    cycle: str | None
    id: str | None

    def may_be(self, entity: type, country: str = "", cycle: str = "", id: str = "") -> bool:
        """Tell whether it may be what somebody looks for.

        Args:
            entity: The class of the content.
            country: The country's identifier, if it has to be of one.
            cycle: The cycle's identifier, likewise.
            id: The document's identifier, likewise.
        """
        asked = ((country, self.country), (cycle, self.cycle), (id, self.id))
        return self.kind.entity is entity and all(not wanted or own in (None, wanted) for wanted, own in asked)


@attrs.frozen(kw_only=True, slots=False)
class DoubtfulWorkspace(Workspace):
    """Workspace of which some files could not be understood.

    Attributes:
        question: What is being asked; it is open once the answer turns on one of these files.
        unread: The documents of which nothing is known.
    """

    question: Question = attrs.field(factory=Question, eq=False, hash=False)
    unread: tuple[UnreadDocument, ...] = attrs.field(default=(), eq=False, hash=False)

    def _note(self, entity: type, country: str = "", cycle: str = "", id: str = "") -> None:
        for one in self.unread:
            if one.may_be(entity, country, cycle, id) and not self._has_the_only(one.kind, country, cycle, id):
                self.question.is_open = True

    def _has_the_only(self, kind: Kind[Any], country: str, cycle: str, id: str) -> bool:
        """Tell whether there is only one document of a kind at a place, and it could be read."""
        asked = {"country": country, "cycle": cycle, "id": id}
        names = kind.pattern.names
        return all(asked.get(name) for name in names) and dict.__contains__(
            cast("_Documents", self.documents), kind.pattern.fill(asked)
        )

    def of_country(self, country: str) -> tuple[Document[object], ...]:
        """Return the documents of every class that lie with a country; open where one more may."""
        if any(one.country in (None, country) for one in self.unread):
            self.question.is_open = True
        return super().of_country(country)

    def all(self, entity: type[F], country: str = "", cycle: str = "") -> tuple[Document[F], ...]:
        """Return the documents of one class; open where there may be one more."""
        self._note(entity, country, cycle)
        return super().all(entity, country, cycle)

    def one(self, entity: type[F], country: str = "", cycle: str = "", id: str = "") -> Document[F] | None:
        """Return the document of one class at one place; open where it is not found and may be there."""
        there = super().all(entity, country, cycle)
        found = next((one for one in there if not id or one.id == id), None)
        if found is None:
            self._note(entity, country, cycle, id)
        return found

    def find_target(self, refers: Reference, id: str, country: str, cycle: str) -> tuple[Document[Any], object] | None:
        """Return what a value refers to; open where it is not found and may be there."""
        was_open = self.question.is_open
        found = super().find_target(refers, id, country, cycle)
        if found is not None:
            self.question.is_open = was_open
        return found

    def memoize(self, derive: Callable[[Workspace], F]) -> F:
        """Return what a function makes of this workspace; open where that turned on a file that could not be understood."""
        before, self.question.is_open = self.question.is_open, False
        known: dict[object, bool] = self.__dict__.setdefault("_open_memos", {})
        try:
            found = super().memoize(derive)
            if derive not in known and isinstance(found, dict) and not found:  # what is kept there is worked out later
                found = cast("F", _Kept(self.question))
                self.know(derive, found)
            self.question.is_open = known.setdefault(derive, self.question.is_open)
            return found
        finally:
            self.question.is_open |= before


class _Kept(dict[Any, Any]):
    """Answers that are kept: one that turned on a file that could not be understood is as open the next time."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self._open: set[Any] = set()

    def __setitem__(self, key: Any, value: Any) -> None:
        if self._question.is_open:
            self._open.add(key)
        super().__setitem__(key, value)

    def __contains__(self, key: object) -> bool:
        if key in self._open:
            self._question.is_open = True
        return super().__contains__(key)


class _Documents(dict[str, Document[Any]]):
    """Documents by path; whoever asks for one of which nothing is known is noted."""

    def __init__(
        self, documents: Mapping[str, Document[Any]], unread: Iterable[UnreadDocument], question: Question
    ) -> None:
        super().__init__(documents)
        self._unread = frozenset(one.path for one in unread)
        self._question = question

    def values(self) -> Any:
        if self._unread:
            self._question.is_open = True
        return super().values()

    def items(self) -> Any:
        if self._unread:
            self._question.is_open = True
        return super().items()

    def _note(self, path: object) -> None:
        if path in self._unread and not super().__contains__(path):
            self._question.is_open = True

    def get(self, path: Any, default: Any = None) -> Any:
        self._note(path)
        return super().get(path, default)

    def __contains__(self, path: object) -> bool:
        self._note(path)
        return super().__contains__(path)


def doubt(
    loaded: LoadedWorkspace,
    source: Callable[[str], bytes],
    silenced: Collection[tuple[str, KeyPath]] = (),
    wrong: Iterable[tuple[str, KeyPath]] = (),
    absent: Iterable[str] = (),
) -> Workspace:
    """Return a workspace that notes whoever asks for what could not be understood.

    A key that is not known may be any key that the table lacks, unless somebody has said that it is meant as it stands.

    Args:
        loaded: The workspace, with what is wrong with its files.
        source: Gives the bytes of a file.
        silenced: The unknown keys of which somebody has said so, each by its file and its place.
        wrong: The values that could be read and cannot be right, likewise; the file itself where all of it is.
        absent: The paths of files whose absence is told, so that nothing else is concluded from it.
    """
    whole, question = loaded.workspace, Question()
    documents = dict(whole.documents)
    unread: list[UnreadDocument] = []
    settings = whole.settings
    impossible: dict[str, set[KeyPath]] = {}
    for path, at in wrong:
        impossible.setdefault(path, set()).add(at)
    for path in (*(path for path in impossible if path in documents and path not in loaded.faults), *loaded.faults):
        faults = loaded.faults.get(path, ())
        document, doubtful = _judge_file(documents.pop(path, None), path, faults, source, whole.kinds, silenced)
        doubtful |= impossible.get(path, set())
        if document is not None and () not in doubtful:
            documents[path] = watch_document(document, doubtful, question)
        found = _list_unread(path, faults, whole.kinds, whole.documents, is_there=path in documents)
        # of a file that is wrong as a whole nobody can tell which one it is
        unread.extend(attrs.evolve(one, id=None) if () in doubtful else one for one in found)
        if path == SETTINGS:
            settings = watch_entity(settings, doubtful if path in documents else [("workspace",)], question)
    for path in absent:
        unread.extend(_list_unread(path, (), whole.kinds, whole.documents, is_there=False))
    question.never_asked = {one.kind.entity for one in unread}
    return DoubtfulWorkspace(
        settings=settings,
        documents=_Documents(documents, unread, question),
        kinds=whole.kinds,
        editions=whole.editions,
        today=whole.today,
        is_public=whole.is_public,
        question=question,
        unread=tuple(unread),
    )


def _judge_file(
    document: Document[Any] | None,
    path: str,
    faults: Iterable[FileProblem],
    source: Callable[[str], bytes],
    kinds: Kinds,
    silenced: Collection[tuple[str, KeyPath]],
) -> tuple[Document[Any] | None, frozenset[KeyPath]]:
    """Return what is known of a file, and which places in it are in doubt; no document where nothing is known."""
    if any(
        fault.code in _NOT_READ or fault.is_empty or (fault.code == _UNKNOWN_COUNTRY and fault.place)
        for fault in faults
    ):
        return None, frozenset()
    doubtful: frozenset[KeyPath] = frozenset()
    if any(fault.is_obstacle for fault in faults):
        document, doubtful = _read_again(path, source, kinds)
    doubtful |= find_doubtful(fault for fault in faults if not fault.is_obstacle)
    meant = [fault for fault in faults if is_unknown_key(fault) and (path, fault.at) in silenced]
    doubtful -= find_doubtful(meant)
    if document is not None:
        strange = [fault for fault in faults if is_unknown_key(fault) and fault not in meant]
        doubtful |= {at for fault in strange for at in _list_lacking(document, fault)}
    return document, doubtful


def _read_again(
    path: str, source: Callable[[str], bytes], kinds: Kinds
) -> tuple[Document[Any] | None, frozenset[KeyPath]]:
    """Read a file in part; what is missing is stood in for, since nothing is concluded from it."""
    try:
        part = read_in_part(path, source(path), kinds, keeps_places=True)
    except (OSError, LookupError):  # gone meanwhile
        part = None
    return (part.document, part.document.doubtful) if part is not None else (None, frozenset())


def _list_lacking(document: Document[Any], fault: FileProblem) -> Iterator[KeyPath]:
    """Yield the fields that a table with an unknown key lacks, where that is like no other: it may be any of them."""
    above = fault.at[:-1]
    table = find_value(document.entity, above) if above else document.entity
    if fault.mismatch and fault.mismatch.meant is None and above and table is None:
        yield above  # it has nothing but what nobody knows
    if fault.mismatch and fault.mismatch.meant is None and attrs.has(table.__class__):
        fields = fields_of(table.__class__)
        yield from ((*above, one.key) for one in fields if getattr(table, one.name) == one.default)


def _list_unread(
    path: str, faults: Iterable[FileProblem], kinds: Kinds, there: Collection[str], *, is_there: bool
) -> Iterator[UnreadDocument]:
    """Yield what a file may be of which nothing could be read, or which lies in the wrong place."""
    # beside a file lies a copy of it, or what an editor kept
    places = {fault.place for fault in faults if fault.place and fault.place not in there} | (
        set() if is_there else {path}
    )
    for place in sorted(places):
        for kind in kinds:
            names = kind.pattern.match_loosely(place)
            if names is not None and (place != path or kind.pattern.match(path) is not None):
                known = {name: None if value.startswith("<") else value for name, value in names.items()}
                yield UnreadDocument(
                    path=place,
                    kind=kind,
                    country=known.get("country", ""),
                    cycle=known.get("cycle", ""),
                    id=next(reversed([*known.values()]), PurePosixPath(place).stem),
                )
    if any(fault.code in _UNCLAIMED for fault in faults):
        for kind, names, place in kinds.list_near(path):
            if place not in there:
                yield UnreadDocument(
                    path=place,
                    kind=kind,
                    country=names.get("country", ""),
                    cycle=names.get("cycle", ""),
                    id=next(reversed([*names.values()]), PurePosixPath(place).stem),
                )


def list_deciding(loaded: LoadedWorkspace, source: Callable[[str], bytes]) -> Iterator[FileProblem]:
    """Yield what is wrong with ogpkit.toml where it decides which files, rules and plugins there are.

    Where nothing of it could be read, its words tell whether it decides anything.

    Args:
        source: Gives the bytes of a file.
    """
    for fault in loaded.faults.get(SETTINGS, ()):
        if fault.code not in _NOT_READ:
            doubtful = find_doubtful([fault])
            if any(at[: len(one)] == one[: len(at)] for at in doubtful for one in _DECIDING):
                yield fault
        else:
            try:
                words = source(SETTINGS)
            except (OSError, LookupError):
                yield fault
            else:
                if _DECIDES.search(words):
                    yield fault
