"""Applying what was imported to the files of a workspace, as one step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from ogpkit.editing.errors import UnresolvedConflicts
from ogpkit.errors import OgpkitError
from ogpkit.plugins.contributions import Import
from ogpkit.plugins.manager import installed_plugins
from ogpkit.plugins.queries import call_for_user, describe_failure
from ogpkit.schema.columns import without_extensions
from ogpkit.schema.convert import entity_values, read_entity
from ogpkit.text.i18n import _, _n
from ogpkit.text.sanitize import sanitize_line, sanitize_path
from ogpkit.workspace.lock import TIMEOUT, Busy
from ogpkit.workspace.patch import Change, InsertItem, SetValue
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.contributions import Importer
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place
    from ogpkit.schema.cell_format import DayOrder
    from ogpkit.workspace.content import Workspace
    from ogpkit.workspace.progress import Steps


_GLANCE: Final = 0.01
"""Seconds for which a step of an import waits for another program that is saving."""

_AT_ONCE: Final = 10
"""Files that are made and saved in one step; more keep keys waiting."""

_NO_KEYS: Final[Mapping[str, tuple[str, ...]]] = {}


class UnclaimedPath(OgpkitError):
    """Raised when no kind of document lies at a path."""


def apply_import(
    session: EditSession,
    contents: Mapping[str, Mapping[str, object]],
    title: str,
    keys: Mapping[str, tuple[str, ...]] = _NO_KEYS,
) -> tuple[str, ...]:
    """Make or change documents; nothing is saved yet, and everything can be undone. A second time changes nothing.

    Args:
        contents: What each document says, as TOML values by key, by path; what it does not speak of stays.
        title: What is done, for undo.
        keys: The fields by which the items of lists are known again, as `Import.keys`.

    Returns:
        The paths of the files that are new or different.

    Raises:
        UnclaimedPath: At a path lies no kind of document.
    """
    there = session.workspace.documents
    new = {path: _read_imported(session, path, content) for path, content in contents.items() if path not in there}
    different = {
        path: changes
        for path, content in contents.items()
        if path in there and (changes := tuple(plan_changes(parse_toml(session.source(path)), content, keys=keys)))
    }
    if new:
        session.create_all(new, title)
        for path in new:  # the tables of other plugins, which no entity holds
            if changes := tuple(plan_changes(parse_toml(session.source(path)), contents[path], keys=keys)):
                different[path] = changes
    for path, changes in different.items():
        session.change(path, changes, title)
        session.settle()
    return tuple(path for path in contents if path in new or path in different)


def _read_imported(session: EditSession, path: str, content: Mapping[str, object]) -> object:
    claim = session.workspace.kinds.match_path(path)
    if claim is None:
        raise UnclaimedPath(_("No kind of document belongs at {path}.").format(path=sanitize_path(path)))
    extensions = session.workspace.kinds.extensions(claim[0].name)
    return read_entity(without_extensions(content, extensions), claim[0].entity)


def plan_changes(
    there: Mapping[str, object],
    wanted: Mapping[str, object],
    at: KeyPath = (),
    *,
    keys: Mapping[str, tuple[str, ...]] = _NO_KEYS,
) -> Iterator[Change]:
    """Yield the changes after which a table says what is wanted; what is not spoken of stays.

    Args:
        there: What the table says.
        wanted: What it is to say.
        keys: The fields by which the items of lists are known again, as `Import.keys`.
    """
    for key, value in wanted.items():
        before = there.get(key)
        if _is_list_of_tables(value):
            yield from _find_item_changes(before if isinstance(before, list) else [], value, (*at, key), keys)
        elif isinstance(value, dict) and isinstance(before, dict):
            yield from plan_changes(before, value, (*at, key), keys=keys)
        elif not _is_same(before, value):
            yield SetValue((*at, key), value)


def _is_same(before: object, value: object) -> bool:
    """Tell whether two values say the same; 5 and 5.0 do, 1 and true do not."""
    numbers = isinstance(before, int | float) and isinstance(value, int | float)
    fits = type(before) is type(value) or (numbers and not isinstance(before, bool) and not isinstance(value, bool))
    return fits and before == value


def _find_item_changes(
    there: list[Any], wanted: Any, at: KeyPath, keys: Mapping[str, tuple[str, ...]]
) -> Iterator[Change]:
    """Yield the changes of a list, whose items are the same by their key, by their `id`, or by their place without either."""
    key = keys.get(".".join(part for part in at if isinstance(part, str)))
    places: dict[object, int] = {}
    for position, item in enumerate(there):
        if isinstance(item, dict):
            places.setdefault(_mark(item, position, key), position)
    added = len(there)
    for number, item in enumerate(wanted):
        known = places.get(_mark(item, number, key))
        if known is not None:
            yield from plan_changes(there[known], item, (*at, known), keys=keys)
        else:
            yield InsertItem(at, added, item)
            added += 1


def _mark(item: Mapping[str, object], position: int, key: tuple[str, ...] | None) -> object:
    return item.get("id", position) if key is None else tuple(item.get(field) for field in key)


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


T = TypeVar("T")


class ImportRefused(OgpkitError):
    """Raised when nothing of an import was written."""

    exit_code = 1


def memoize_for_session(read: Callable[[EditSession], T]) -> Callable[[EditSession], T]:
    """Read something once and again only when the workspace has become another one.

    Args:
        read: Reads it, which may take long.
    """
    last: tuple[Workspace, T] | None = None

    def read_once(session: EditSession) -> T:
        nonlocal last
        if last is None or last[0] is not session.workspace:
            last = session.workspace, read(session)
        return last[1]

    return read_once


def read_import(
    importer: OwnedContribution[Importer], data: bytes, session: EditSession, place: Place, mapping: bytes | None = None
) -> Import:
    """Return what a file from elsewhere would bring; nothing is written.

    Args:
        importer: Which one, and whose.
        data: The file.
        place: Where what it brings belongs.
        mapping: A file that says what the columns of a sheet mean.

    Raises:
        ImportRefused: Its plugin failed, or it takes no mapping.
        OgpkitError: Its plugin says why it cannot read the file.
    """
    read = partial(importer.value.read, data, session.workspace, place)
    if mapping is not None:
        if importer.value.read_mapped is None:
            raise ImportRefused(_("This import does not need a mapping. Leave it out."))
        read = partial(importer.value.read_mapped, data, session.workspace, place, mapping)
    found = call_for_user(installed_plugins(session), importer.plugin, f"importer {importer.value.name}", read, Import)
    if found is not None:
        return found
    raise ImportRefused(
        _("The plugin {plugin} could not read the file: {reason}").format(
            plugin=sanitize_line(importer.plugin),
            reason=describe_failure(installed_plugins(session), importer.plugin),
        )
    )


def order_days(importer: OwnedContribution[Importer], order: DayOrder) -> OwnedContribution[Importer]:
    """Return an import for files that write days in some order.

    Raises:
        ImportRefused: It knows how its files write days.
    """
    if importer.value.order_days is None:
        raise ImportRefused(_("This import already knows how its files write dates. Leave out --days."))
    return attrs.evolve(importer, value=importer.value.order_days(order))


def describe_import(found: Import) -> Iterator[str]:
    """Yield what an import would do, and what was not understood, in lines for people."""
    yield from found.notes
    yield _n("{count} record read.", "{count} records read.", found.records).format(count=found.records)
    yield from describe_problems(found)
    yield from (f"→ {path}" for path in found.files)
    yield from describe_account(found)


def describe_problems(found: Import) -> Iterator[str]:
    """Yield what was not understood, by row and column, in lines for people."""
    for one in found.not_understood:
        where = [_("row {row}").format(row=one.row)] if one.row else []
        if one.column:
            where.append(_("column “{column}”").format(column=one.column))
        yield f"{', '.join(where)}: {one.message}" if where else one.message


def describe_account(found: Import) -> Iterator[str]:
    """Yield what has become of the cells of a sheet, where that is known."""
    if found.cells is not None:
        imported, left_out, reported = found.cells.imported, found.cells.left_out, found.cells.reported
        total = imported + left_out + reported
        yield _n(
            "{total} cell: {imported} imported, {left_out} left out, {reported} reported.",
            "{total} cells: {imported} imported, {left_out} left out, {reported} reported.",
            total,
        ).format(total=total, imported=imported, left_out=left_out, reported=reported)


def save_import(session: WorkspaceSession, found: Import, title: str) -> tuple[str, ...]:
    """Make and change the files of an import and save them; a second time changes nothing.

    Args:
        found: An import of which everything was understood.
        title: What is done, for undo.

    Returns:
        The paths of the files that are new or different, all of them saved.

    Raises:
        ImportRefused: Something was not understood, so nothing is written.
        SaveFailed: Some files could not be written.
        UnresolvedConflicts: Another program has changed some of the files.
    """
    from ogpkit.workspace.progress import finish_steps  # noqa: PLC0415  the start does without

    return finish_steps(save_import_in_steps(session, found, title))


def save_import_in_steps(session: WorkspaceSession, found: Import, title: str) -> Steps[tuple[str, ...]]:
    """Make, change and save the files of an import as `save_import` does, a few in each step.

    Raises:
        Cancelled: Somebody has cancelled it; what was imported is taken back, unless the person has gone on after it.
    """
    from ogpkit.workspace.progress import Cancelled, follow_items  # noqa: PLC0415  as above

    contents = _list_contents(found)
    paths = sorted(contents)
    parts = [paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE)]
    touched: list[str] = []
    begun = len(session.steps)
    with session.grow_together(title):
        try:
            for part in follow_items(parts, len(parts)):
                made = apply_import(session, {path: contents[path] for path in part}, title, found.keys)
                touched.extend(made)
                yield from _save_part(session, made)
                yield
        except Cancelled as error:
            is_undone = yield from _take_back(session, title, begun)
            said = (
                _("Cancelled. Nothing was imported.")
                if is_undone
                else _("Cancelled. What was imported before stays. You can undo it.")
            )
            raise Cancelled(said) from error
    return tuple(path for path in contents if path in touched)


def _take_back(session: WorkspaceSession, title: str, begun: int) -> Steps[bool]:
    """Undo what was imported, a few files in each step, and tell whether all of it is undone."""
    while len(session.steps) > begun and session.undo_title == title:
        session.undo()
        yield from _save_part(session, ())
        yield
    return len(session.steps) <= begun


def _save_part(session: WorkspaceSession, touched: Collection[str]) -> Steps[None]:
    """Save some files; while another program saves, wait a moment in each step."""
    until = monotonic() + TIMEOUT
    try:
        while True:
            try:
                return session.save(_GLANCE)
            except Busy:
                if monotonic() > until:
                    raise
            yield
    except UnresolvedConflicts as error:
        if not session.conflicts.keys().isdisjoint(touched):
            raise UnresolvedConflicts(path for path in error.paths if path in touched) from error


def make_import_files(session: EditSession, found: Import, title: str) -> tuple[str, ...]:
    """Make and change the files of an import; nothing is saved yet.

    Args:
        found: An import of which everything was understood.
        title: What is done, for undo.

    Returns:
        The paths of the files that are new or different.

    Raises:
        ImportRefused: Something was not understood, so nothing is written.
    """
    return apply_import(session, _list_contents(found), title, found.keys)


def _list_contents(found: Import) -> Mapping[str, Mapping[str, object]]:
    """Return what each file of an import says, by path."""
    if found.not_understood:
        raise ImportRefused(_("Nothing was imported. Correct the file, then import it again."))
    return {path: given if isinstance(given, Mapping) else entity_values(given) for path, given in found.files.items()}
