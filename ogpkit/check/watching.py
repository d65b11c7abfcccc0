"""Entities of which a part could not be understood: whoever asks for that part is noted, because nothing follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast

import attrs

from ogpkit.schema.fields import Sort, fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.fields import Field
    from ogpkit.workspace.content import Document, Workspace

E = TypeVar("E")

Check: TypeAlias = "Callable[[Document[Any], Workspace], object]"
"""What a rule does."""

_NAMES: Final = "_ogpkit_doubtful"
_QUESTION: Final = "_ogpkit_question"


@attrs.define
class Question:
    """What somebody asks of a workspace.

    Attributes:
        is_open: Whether the answer turns on something that could not be understood.
        left_open: The codes of the rules of which some answer did.
        never_asked: The classes of documents of which nothing is known.
    """

    is_open: bool = False
    left_open: set[str] = attrs.field(factory=set)
    never_asked: set[type] = attrs.field(factory=set)

    def leave_open(self, code: str, entity: type) -> None:
        """Note that a rule cannot be asked about a document of which nothing is known, if it is about such ones.

        Args:
            code: The rule's code.
            entity: The class of the documents that it is about.
        """
        if entity in self.never_asked:
            self.left_open.add(code)

    def ask(self, code: str, check: Check, document: Document[Any], workspace: Workspace) -> object:
        """Return what a rule says of a document, but for what turns on something that could not be understood.

        Args:
            code: The rule's code.
            check: What it does.
            document: The document.
            workspace: Where it lies.
        """
        self.is_open = False
        try:
            given = check(document, workspace)
        except Exception as error:  # whatever a plugin does with a value that cannot be right
            if not self._is_left_by(error):
                raise
            given = self._leave(code)
        return self._take_certain(code, given) if isinstance(given, Iterable) else given

    def _take_certain(self, code: str, given: Iterable[object]) -> Iterator[object]:
        try:
            for one in given:
                if self.is_open:
                    break
                yield one
        except Exception as error:  # as above
            if not self._is_left_by(error):
                raise
            self._leave(code)
        if self.is_open:
            self.left_open.add(code)

    def _is_left_by(self, error: Exception) -> bool:
        """Tell whether a rule failed with a value that cannot be right, or looked up the class of an entity that is watched."""
        return self.is_open or isinstance(error, LookupError)

    def _leave(self, code: str) -> tuple[()]:
        self.left_open.add(code)
        return ()


def watch_document(document: Document[E], doubtful: Iterable[KeyPath], question: Question) -> Document[E]:
    """Return a document that notes whoever asks for a part of it that could not be understood.

    Args:
        doubtful: The key paths of such parts.
        question: Where it is noted.
    """
    doubtful = tuple(doubtful)
    extensions = {
        at: watch_entity(table, [one[len(at) :] for one in doubtful if one[: len(at)] == at and one != at], question)
        for at, table in document.extensions.items()
    }
    entity = watch_entity(document.entity, doubtful, question)
    watched = attrs.evolve(document, entity=entity, extensions=extensions)
    is_lost = any(_is_of_a_lost_table(at, extensions, document.entity) for at in doubtful)
    return _make_watched(watched, frozenset({"extensions"}), question) if is_lost else watched


def watch_entity(entity: E, doubtful: Iterable[KeyPath], question: Question) -> E:
    """Return an entity that notes whoever asks for a field of it that could not be understood.

    It is of the same class as far as anybody can tell, and the tables in it are watched likewise.

    Args:
        doubtful: The key paths of such fields, from the entity on; others do no harm.
        question: Where it is noted.
    """
    below: dict[str, set[KeyPath]] = {}
    for at in doubtful:
        if at:
            below.setdefault(str(at[0]), set()).add(at[1:])
    values: dict[str, object] = {}
    names: set[str] = set()
    for field in fields_of(entity.__class__):
        if field.key in below:
            value = _watch_value(getattr(entity, field.name), field, below[field.key], question)
            if value is None:
                names.add(field.name)
            else:
                values[field.name] = value
    if not names and not values:
        return entity
    return _make_watched(entity, frozenset(names), question, values)


def _watch_value(value: object, field: Field, below: set[KeyPath], question: Question) -> object:
    """Return the value of a field, watched; None where the field as a whole is in doubt."""
    if () in below:
        return None
    if field.shape.table is not None and attrs.has(value.__class__):
        return watch_entity(value, below, question)
    item = field.shape.item
    if field.shape.sort is Sort.LIST and item is not None and item.table is not None and isinstance(value, tuple):
        if any(len(at) == 1 or not isinstance(at[0], int) or at[0] >= len(value) for at in below):
            return None  # an item is left out, and the others have moved up
        return tuple(
            watch_entity(one, [at[1:] for at in below if at[0] == number], question) for number, one in enumerate(value)
        )
    return None


def _is_of_a_lost_table(at: KeyPath, extensions: Mapping[KeyPath, object], entity: object) -> bool:
    """Tell whether a place lies in a table of a plugin that is left out as a whole."""
    here: Any = entity
    for number, part in enumerate(at):
        if at[: number + 1] in extensions:
            return number + 1 == len(at)
        if isinstance(part, int):
            if not isinstance(here, tuple) or part >= len(here):
                return False
            here = here[part]
        elif not attrs.has(here.__class__):
            return False
        else:
            names = {field.key: field.name for field in fields_of(here.__class__)}
            if part not in names:
                return True
            here = getattr(here, names[part])
    return False


def _make_watched(
    entity: E, names: frozenset[str], question: Question, values: Mapping[str, object] | None = None
) -> E:
    made: object = object.__new__(_make_watched_class(cast("Any", entity.__class__)))
    for field in attrs.fields(cast("Any", entity.__class__)):
        value = values[field.name] if values and field.name in values else getattr(entity, field.name)
        object.__setattr__(made, field.name, value)
    object.__setattr__(made, _NAMES, names)
    object.__setattr__(made, _QUESTION, question)
    return cast("E", made)


@cache
def _make_watched_class(entity: Any) -> type:
    """Return a class that differs from another one only in noting what is asked for."""

    def note_and_get(self: object, name: str) -> object:
        if name in object.__getattribute__(self, _NAMES):
            object.__getattribute__(self, _QUESTION).is_open = True
        return object.__getattribute__(self, name)

    return type(
        entity.__name__,
        (entity,),
        {
            "__slots__": (_NAMES, _QUESTION),
            "__module__": entity.__module__,
            "__doc__": entity.__doc__,
            "__getattribute__": note_and_get,
            "__class__": property(lambda _self: entity),
        },
    )
