"""Values of a document of any kind: an item added to one of its lists, a key that says something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.identifiers import make_chance_name, propose_identifier
from ogpkit.plugins.actions import Action
from ogpkit.plugins.places import Scope
from ogpkit.schema.convert import entity_values
from ogpkit.schema.fields import Sort, fields_of, find_title_field, is_named_by_title
from ogpkit.text.i18n import _, join_list
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.patch import InsertItem, RemoveValue, SetValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.places import Place
    from ogpkit.schema.fields import Field, Shape
    from ogpkit.schema.kinds import Kind
    from ogpkit.workspace.content import Document, Workspace

_PART: Final = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


class NoSuchValue(OgpkitError):
    """Raised when a document, a list or a key that was named is not there; the message says what there is."""


def find_named_document(workspace: Workspace, name: str, fits: Callable[[Document[Any]], bool]) -> Document[Any]:
    """Return the document that a person named: by its file, or by a place at which only one comes into question.

    Args:
        name: A path such as `countries/KE/country.toml`, or `KE`, `KE/2012-2013` or `KE/2012-2013/portal`.
        fits: Tells whether a document comes into question.

    Raises:
        NoSuchValue: There is none, or there are several.
    """
    if name in workspace.documents:
        return workspace.documents[name]
    country, cycle, identifier = (*name.split("/", 2), "", "")[:3]
    there = [
        one
        for one in workspace.documents.values()
        if (one.country, one.cycle) == (country, cycle) and identifier in ("", one.id) and fits(one)
    ]
    if len(there) == 1:
        return there[0]
    if not there:
        raise NoSuchValue(
            _("There is no suitable file called “{name}”. Give the path of the file.").format(name=sanitize_line(name))
        )
    paths = join_list(one.path for one in there)
    raise NoSuchValue(_("Several files match. Choose one of: {paths}.").format(paths=paths))


def list_item_fields(entity: type) -> Iterator[Field]:
    """Yield the fields of a class that hold a list of tables."""
    for field in fields_of(entity):
        if field.shape.sort is Sort.LIST and field.shape.nested() is not None:
            yield field


def has_list(document: Document[Any], text: str) -> bool:
    """Tell whether a document may have a list of tables there.

    Args:
        text: The key path, as a person wrote it; only how it begins is looked at, since the rest depends on what stands there.
    """
    first = _PART.match(text)
    if first is not None and first.end() < len(text):
        return can_have_key(document, text)
    return any(field.key == text for field in list_item_fields(type(document.entity)))


def can_have_key(document: Document[Any], text: str) -> bool:
    """Tell whether a document may have the key with which a key path begins.

    Args:
        text: The key path, as a person wrote it.
    """
    first = _PART.match(text)
    return first is not None and any(field.key == first[1] for field in fields_of(type(document.entity)))


@attrs.frozen
class ItemList:
    """List of tables in a document.

    Attributes:
        at: Where it stands.
        item: The class of its items.
        count: How many there are.
    """

    at: KeyPath
    item: type
    count: int


def find_list(document: Document[Any], text: str) -> ItemList:
    """Return the list of tables that a person named.

    Args:
        text: For example `milestones`, `repository.updates`, or `milestones.map.updates` by an identifier.

    Raises:
        NoSuchValue: There is no such list.
    """
    at, shape = find_key(document, text) if has_list(document, text) else ((), None)
    item = shape.nested() if shape is not None and shape.sort is Sort.LIST else None
    if item is None:
        lists = (field.key for field in list_item_fields(type(document.entity)))
        raise NoSuchValue(
            _("{path} has no list “{name}”. Choose one of: {known}.").format(
                path=document.path, name=sanitize_line(text), known=join_list(lists) or "–"
            )
        )
    return ItemList(at, item, len(_get_value(document.entity, at) or ()))


def _get_value(entity: object, at: KeyPath) -> Any:
    """Return what stands at a key path of an entity; None where nothing does."""
    found: Any = entity
    for part in at:
        if found is None:
            return None
        if isinstance(part, int):
            found = found[part] if part < len(found) else None
        else:
            found = getattr(found, next(field.name for field in fields_of(type(found)) if field.key == part))
    return found


def add_item(session: EditSession, document: Document[Any], key: str, values: Mapping[str, object]) -> KeyPath:
    """Add an item at the end of a list of tables, and return where it stands.

    Args:
        key: The list, as in `find_list`.
        values: What the item says, as a file holds it.
    """
    found = find_list(document, key)
    title = _("Add to {label}").format(label=key)
    session.change(document.path, [InsertItem(found.at, found.count, dict(values))], title)
    session.settle()
    return *found.at, found.count


def propose_item_name(document: Document[Any], key: str, values: Mapping[str, object]) -> str:
    """Return an identifier for a new item, made from its title.

    Args:
        key: The list, as in `find_list`.
        values: What the item says, as a file holds it.
    """
    found = find_list(document, key)
    field = find_title_field(found.item)
    said = (values.get(field.key) if field else None) or ""
    text = next(iter(said.values()), "") if isinstance(said, dict) else said
    taken = {one.id for one in _get_value(document.entity, found.at) or ()}
    return propose_identifier(str(text), taken) or make_chance_name(str(found.at[-1]), taken)


def make_add_action(kind: Kind[Any], key: str, *, name: str, title: str, about: str, command: str = "") -> Action[Any]:
    """Return the action that adds an item to a list of tables in a document of a kind.

    Its parameters are the fields of an item; those that hold tables are left to the form of the document. An identifier is
    made from the title.

    Args:
        key: The key of the list; one in a table is named with it, for example `repository.updates`.
        name: The name of the action.
        title: What the app calls it, in English.
        about: What it does, in a sentence of English.
        command: The words of the command, where there is one beside `ogpkit add`.

    Raises:
        NoSuchValue: The class of the kind has no such list.
    """
    entity = _find_item_class(kind.entity, key)
    if entity is None:
        raise NoSuchValue(f"{kind.entity.__name__} has no list of tables called {key}.")

    def name_it(workspace: Workspace, place: Place, said: Mapping[str, object]) -> str:
        return propose_item_name(workspace.documents[place.path], key, said)

    def add(session: EditSession, place: Place, item: object) -> str:
        document = session.workspace.documents[place.path]
        add_item(session, document, key, entity_values(item))
        return _("Saved in {path}.").format(path=place.path)

    return Action(
        name=name,
        title=title,
        help=about,
        scope=Scope.DOCUMENT,
        kind=kind.name,
        command=command,
        parameters=entity,
        leaves_out=tuple(field.name for field in fields_of(entity) if field.shape.nested() is not None),
        fills={"id": name_it} if is_named_by_title(entity) else {},
        run=add,
    )


def _find_item_class(entity: type, key: str) -> type | None:
    """Return the class of the items of a list, which may stand in tables."""
    first, _dot, rest = key.partition(".")
    if not rest:
        return next((field.shape.nested() for field in list_item_fields(entity) if field.key == key), None)
    table = next((field.shape.table for field in fields_of(entity) if field.key == first), None)
    return _find_item_class(table, rest) if table is not None and attrs.has(table) else None


def find_key(document: Document[Any], text: str) -> tuple[KeyPath, Shape]:
    """Return the key path that a person wrote, and what may stand there.

    Args:
        text: For example `contact.name`, `title.es`, `milestones[1].status`, or `milestones.map.status` by an identifier.

    Raises:
        NoSuchValue: No declared field is there.
    """
    at: list[str | int] = []
    entity, value, shape = type(document.entity), document.entity, None
    for found in _PART.finditer(text):
        part = found[1] or int(found[2]) - 1
        if shape is not None and shape.sort is Sort.LIST and shape.item is not None:
            part = _find_position(value, part)
            shape, value = shape.item, value[part] if 0 <= part < len(value) else None
        elif shape is not None and shape.sort is Sort.TRANSLATED:
            at.append(part)
            return tuple(at), shape
        else:
            holder = shape.table if shape is not None else entity
            declared = fields_of(holder) if holder is not None and attrs.has(holder) else ()
            field = next((one for one in declared if one.key == part), None)
            if field is None:
                raise NoSuchValue(_describe_unknown_key(text, [one.key for one in declared]))
            shape, value = field.shape, getattr(value, field.name, None)
        at.append(part)
    if shape is None:
        raise NoSuchValue(_describe_unknown_key(text, [one.key for one in fields_of(entity)]))
    return tuple(at), shape


def _find_position(items: Any, part: str | int) -> int:
    """Return which item of a list is meant: by its number, or by its identifier."""
    if isinstance(part, int):
        return part
    found = next((number for number, item in enumerate(items or ()) if getattr(item, "id", None) == part), None)
    if found is None:
        known = join_list(str(getattr(item, "id", number)) for number, item in enumerate(items or (), 1))
        raise NoSuchValue(
            _("There is no item “{name}”. Choose one of: {known}.").format(name=sanitize_line(part), known=known or "–")
        )
    return found


def _describe_unknown_key(text: str, known: list[str]) -> str:
    return _("There is no key “{key}”. Choose one of: {known}.").format(
        key=sanitize_line(text), known=join_list(known) or "–"
    )


def set_value(session: EditSession, document: Document[Any], at: KeyPath, value: object) -> None:
    """Have a key say something else, or nothing.

    Args:
        at: The key path.
        value: What it says, as a file holds it; None takes the key away.
    """
    label = ".".join(map(str, at))
    change = RemoveValue(at) if value is None else SetValue(at, value)
    session.change(document.path, [change], _("Change {label}").format(label=label))
    session.settle()
