"""Identifiers and what they stand for: going there, finding who names it, and giving it another name everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from lsprotocol import types

from ogpkit.errors import OgpkitError
from ogpkit.model.annotations import Reference
from ogpkit.model.identifiers import is_device_name, is_identifier
from ogpkit.schema.fields import TITLE_KEYS
from ogpkit.schema.walk import walk_fields, walk_values
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.patch import value_at
from ogpkit.workspace.scan import SETTINGS
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ogpkit.cli.lsp.hover import DeclaredKeys
    from ogpkit.cli.lsp.open_workspaces import OpenWorkspace
    from ogpkit.cli.lsp.text_places import TextPlaces
    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.fields import Shape
    from ogpkit.workspace.content import Document, Workspace

Locate: TypeAlias = "Callable[[str], tuple[str, int | None, TextPlaces]]"
"""Gives the address, the version and the text of a file by its path."""


class CannotRename(OgpkitError):
    """Raised when a name cannot be given, or what has it cannot have another."""


class Target(NamedTuple):
    """What an identifier stands for.

    Attributes:
        path: The file of the document.
        kind: The name of its kind.
        items: The list of the document to whose items the identifier belongs; empty where it is the document's own.
        id: The identifier.
    """

    path: str
    kind: str
    items: str
    id: str


class NamedPlace(NamedTuple):
    """Place in a file at which an identifier is written.

    Attributes:
        path: The file.
        at: The key path of the identifier; empty for the document that bears it as its file's name.
    """

    path: str
    at: KeyPath


def find_target(workspace: Workspace, keys: DeclaredKeys, path: str, at: KeyPath, value: object) -> Target | None:
    """Return what is meant at a place of a file: what its value names, or what has its identifier there.

    Args:
        workspace: What the files say.
        keys: The keys that the file can have.
        path: The file.
        at: The key path of the place.
        value: The value there.
    """
    document, names = workspace.documents.get(path), tuple(part for part in at if isinstance(part, str))
    if document is None:
        return None
    entry = keys.find(names)
    shape = (entry.field.shape.item or entry.field.shape) if entry is not None else None
    refers = shape.meaning(Reference) if shape is not None else None
    if refers is not None:
        found = workspace.find_target(refers, str(value), document.country, document.cycle)
        return Target(found[0].path, refers.kind, refers.items, str(value)) if found is not None else None
    if len(at) == 3 and at[2] == "id" and isinstance(value, str):  # noqa: PLR2004  an item of a list
        items = str(at[0])
        return Target(path, document.kind, items, value) if _is_named(workspace, document.kind, items) else None
    if len(names) <= 2 and names[:1] and names[0] in TITLE_KEYS and _is_named(workspace, document.kind, ""):  # noqa: PLR2004  title.en
        return Target(path, document.kind, "", document.id)
    return None


def locate_target(workspace: Workspace, target: Target) -> NamedPlace:
    """Return where something has its identifier."""
    document = workspace.documents[target.path]
    items = getattr(document.entity, target.items, ()) if target.items else ()
    number = next((number for number, item in enumerate(items) if item.id == target.id), None)
    return NamedPlace(target.path, () if number is None else (target.items, number, "id"))


def list_references(workspace: Workspace, target: Target) -> Iterator[NamedPlace]:
    """Yield every place that names something, in the order of files.

    Args:
        workspace: What the files say.
        target: What is named.
    """
    for path in sorted(workspace.documents):
        document = workspace.documents[path]
        for at, value, shape in _walk_document(document):
            refers = shape.meaning(Reference)
            if value != target.id or refers is None or (refers.kind, refers.items) != (target.kind, target.items):
                continue
            found = workspace.find_target(refers, target.id, document.country, document.cycle)
            if found is not None and found[0].path == target.path:
                yield NamedPlace(path, at)


def _walk_document(document: Document[Any]) -> Iterator[tuple[KeyPath, object, Shape]]:
    yield from walk_values(document.entity, is_reference)
    for at, table in document.extensions.items():
        yield from walk_values(table, is_reference, at)


def is_reference(shape: Shape) -> bool:
    """Tell whether a value is the identifier of something else."""
    return shape.meaning(Reference) is not None


def _is_named(workspace: Workspace, kind: str, items: str) -> bool:
    """Tell whether some field can name documents of a kind, or the items of one of its lists."""
    return (kind, items) in workspace.memoize(_find_named)


def _find_named(workspace: Workspace) -> frozenset[tuple[str, str]]:
    tables = [kind.entity for kind in workspace.kinds]
    tables.extend(one.entity for kind in workspace.kinds for one in workspace.kinds.extensions(kind.name))
    found: set[tuple[str, str]] = set()
    for table in tables:
        for _keys, field in walk_fields(table):
            shape: Shape | None = field.shape
            while shape is not None:
                found |= {(one.kind, one.items) for one in shape.meanings if isinstance(one, Reference)}
                shape = shape.item
    return frozenset(found)


def verify_new_name(workspace: Workspace, target: Target, name: str, *, is_free: Callable[[str], bool]) -> str:
    """Make sure that something can have another name, and return the path of its file then.

    Args:
        workspace: What the files say.
        target: What is to have it.
        name: The new name.
        is_free: Tells whether there is no file under a path.

    Raises:
        CannotRename: It cannot.
    """
    if not is_identifier(name) or is_device_name(name):
        said = _("“{name}” cannot be an identifier. Use small letters from a to z, digits and hyphens.")
        raise CannotRename(said.format(name=sanitize_line(name)))
    document = workspace.documents[target.path]
    if target.items:
        if any(item.id == name for item in getattr(document.entity, target.items)):
            raise CannotRename(_("“{name}” is already taken. Choose another name.").format(name=name))
        return target.path
    claimed = workspace.kinds.match_path(target.path)
    if claimed is None:
        return target.path
    pattern, names = claimed[0].pattern, claimed[1]
    last = pattern.names[-1] if pattern.names else ""
    if f"{{{last}}}" not in pattern.text.rsplit("/", 1)[-1]:
        raise CannotRename(
            _("This is the name of a folder. Rename the folder, then correct what “ogpkit check” reports.")
        )
    new = {**names, last: name}
    if pattern.find_misnamed(new):
        example = pattern.constraints[last].example
        said = _("“{name}” does not have the form of such names. Example: {example}")
        raise CannotRename(said.format(name=name, example=example))
    path = pattern.fill(new)
    if not is_free(path):
        raise CannotRename(_("“{name}” is already taken. Choose another name.").format(name=name))
    return path


def make_rename(
    workspace: OpenWorkspace, content: Workspace, target: Target, new: tuple[str, str], locate: Locate
) -> types.WorkspaceEdit:
    """Return the changes with which something has another name wherever it is named.

    Args:
        workspace: The workspace.
        content: What its files say.
        target: What is to have it.
        new: The new name, and the path of its file then.
        locate: Gives the address, the version and the text of a file.
    """
    name, path = new
    places = list(list_references(content, target))
    if target.items:
        places.append(locate_target(content, target))
    else:
        places.extend(_find_in_settings(workspace, target.path))
    edits: dict[str, list[tuple[KeyPath, str]]] = {}
    for place in places:
        edits.setdefault(place.path, []).append((place.at, path if place.path == SETTINGS else name))
    changes: list[Any] = []
    for file, several in sorted(edits.items()):
        uri, version, text = locate(file)
        document = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=version)
        replaced = [edit for at, value in several if (edit := _replace_value(text, at, value)) is not None]
        changes.append(types.TextDocumentEdit(text_document=document, edits=replaced))
    if path != target.path:
        old = locate(target.path)[0]
        changes.append(types.RenameFile(kind="rename", old_uri=old, new_uri=_rename_uri(old, path)))
    return types.WorkspaceEdit(document_changes=changes)


def _find_in_settings(workspace: OpenWorkspace, path: str) -> Iterator[NamedPlace]:
    """Yield where ogpkit.toml names a file by its path, for example to leave out a rule for it."""
    try:
        content = parse_toml(workspace.read_source(SETTINGS))
    except (OSError, NotToml, NotUtf8):
        return
    yield from (NamedPlace(SETTINGS, at) for at, value in _walk_plain(content, ()) if value == path)


def _walk_plain(value: object, at: KeyPath) -> Iterator[tuple[KeyPath, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk_plain(inner, (*at, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _walk_plain(inner, (*at, number))
    else:
        yield at, value


def _replace_value(text: TextPlaces, at: KeyPath, value: str) -> types.TextEdit | None:
    place = text.positions.bytes_of_value(at)
    return None if place is None else types.TextEdit(range=text.convert_bytes(*place), new_text=f'"{value}"')


def _rename_uri(uri: str, path: str) -> str:
    """Return the address of a file in the same folder, whose name needs no signs of its own."""
    return f"{uri.rpartition('/')[0]}/{path.rpartition('/')[2]}"


def read_value(places: TextPlaces, at: KeyPath) -> object:
    """Return the value at a key path of a text; None where there is none, or the text cannot be read."""
    try:
        return value_at(parse_toml(places.source), at)
    except (NotToml, NotUtf8, LookupError, TypeError):
        return None
