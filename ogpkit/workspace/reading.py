"""From one file to a document: it is read by the kind that claims it, and what does not fit is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from ogpkit.schema.constraints import check_values
from ogpkit.schema.convert import read_entity
from ogpkit.schema.mismatch import Mismatch, Mismatches, MismatchSort
from ogpkit.text.i18n import _, join_list
from ogpkit.workspace.content import Document
from ogpkit.workspace.misplaced import PathFault, find_misplacement, find_wrong_names
from ogpkit.workspace.settings import Settings, UnreadSettings
from ogpkit.workspace.toml import NotToml, NotUtf8, decode_toml, parse_toml
from ogpkit.workspace.toml_newer import NewerSyntax, find_newer_syntax, may_have_newer_syntax
from ogpkit.workspace.write import file_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.kinds import Extension, Kinds

SILENCING: Final = b"ogpkit:"
"""What every comment holds that silences a rule (see `ogpkit.check.suppressions`)."""

CODES: Final = {
    MismatchSort.UNKNOWN_KEY: "OGP003",
    MismatchSort.MISSING_KEY: "OGP004",
    MismatchSort.NOT_A_CHOICE: "OGP006",
    MismatchSort.OUT_OF_BOUNDS: "OGP007",
    MismatchSort.NOT_A_NUMBER: "OGP007",
    MismatchSort.UNKNOWN_COUNTRY: "OGP008",
    MismatchSort.NOT_A_LANGUAGE: "OGP009",
    MismatchSort.UNKNOWN_LANGUAGE: "OGP009",
    MismatchSort.NOT_A_WEBPAGE: "OGP010",
    MismatchSort.NOT_A_MAIL_ADDRESS: "OGP010",
    MismatchSort.NOT_AN_IDENTIFIER: "OGP010",
    MismatchSort.NOT_ON_ONE_LINE: "OGP024",
    MismatchSort.NOT_LETTERS: "OGP024",
}
"""The code of each sort of mismatch; every other one is a wrong type, OGP005."""


@attrs.frozen(kw_only=True)
class FileProblem:
    """Why a file, or a value in it, could not be read.

    Attributes:
        path: The file.
        code: What is wrong, as a code that `ogpkit explain` knows.
        message: The same in words.
        remedy: What to do.
        at: The key path, where the file could be read so far.
        line: The line, where it could not; 0 otherwise.
        column: The column, likewise.
        mismatch: The mismatch with the declaration that it comes from, if it does.
        is_obstacle: Whether it keeps the file, or a plugin's table in it, from being read.
        place: Where the file seems to belong, for one that lies in the wrong place.
        folder: The folder whose name or place is wrong, where it is not the file's own.
        is_empty: Whether the file says nothing at all.
    """

    path: str
    code: str
    message: str
    remedy: str
    at: KeyPath = ()
    line: int = 0
    column: int = 0
    mismatch: Mismatch | None = None
    is_obstacle: bool = False
    place: str = ""
    folder: str = ""
    is_empty: bool = False


def read_document(path: str, source: bytes, kinds: Kinds) -> tuple[Document[Any] | None, tuple[FileProblem, ...]]:
    """Read one file.

    Args:
        path: Relative to the workspace, with `/`.

    Returns:
        The document, if it could be read; and what is wrong with the file.
    """
    claimed = kinds.match_path(path)
    if claimed is None:
        wrong = report_wrong_place(path, find_misplacement(path, kinds))
        return None, (wrong,) if wrong else ()
    try:
        content = parse_toml(source)
    except NotUtf8 as error:
        return None, (_report_unreadable(path, "OGP001", error, error.reason),)
    except NotToml as error:
        return None, (
            _report_unreadable(path, "OGP002", error, _("This is not TOML: {reason}.").format(reason=error.reason)),
        )
    document, faults = read_content(path, content, source, kinds)
    if not faults and may_have_newer_syntax(source):
        faults = _report_newer_syntax(path, decode_toml(source))
    return document, faults


def read_content(
    path: str, content: dict[str, object], source: bytes, kinds: Kinds
) -> tuple[Document[Any] | None, tuple[FileProblem, ...]]:
    """Read what a file says, of a kind that claims it.

    Args:
        path: Relative to the workspace, with `/`.
        content: What it says; the tables of plugins are taken out of it.

    Returns:
        As `read_document`.
    """
    claimed = kinds.match_path(path)
    if claimed is None:
        return None, ()
    kind, names = claimed
    wrong = report_wrong_place(path, find_wrong_names(kind, names))
    faults = [wrong] if wrong else []
    extensions: dict[KeyPath, object] = {}
    for extension, at, table in _take_out_extensions(content, kinds.extensions(kind.name)):
        entity, found = _read(table, extension.entity, at)
        faults.extend(_make_problem(path, mismatch, is_obstacle=entity is None) for mismatch in found)
        if entity is not None:
            extensions[at] = entity
    if kind.entity is Settings:
        extensions.update(_take_out_unread_settings(content))
    entity, found = _read(content, kind.entity)
    faults.extend(_make_problem(path, mismatch, is_obstacle=entity is None) for mismatch in found)
    if not content and not extensions and kind.entity is not Settings:
        faults = [_report_empty(path, found)]
    if entity is None:
        return None, tuple(faults)
    document: Document[Any] = Document(
        path=path,
        kind=kind.name,
        names=names,
        entity=entity,
        extensions=extensions,
        digest=file_digest(source),
        silencing=SILENCING in source,
    )
    return document, tuple(faults)


def _read(content: object, entity: type, at: KeyPath = ()) -> tuple[object | None, tuple[Mismatch, ...]]:
    try:
        result: object = read_entity(cast("dict[str, object]", content), entity, at)
    except Mismatches as error:
        return None, error.found
    return result, tuple(attrs.evolve(found, at=(*at, *found.at)) for found in check_values(result))


def _take_out_extensions(
    content: dict[str, object], extensions: Iterable[Extension[Any]]
) -> Iterator[tuple[Extension[Any], KeyPath, object]]:
    """Yield the extension tables in a file, each with its place; they are taken out of what the kind itself reads."""
    for extension in extensions:
        for at, carrier in _find_carriers(content, extension.lists):
            if extension.table in carrier:
                yield extension, (*at, extension.table), carrier.pop(extension.table)


def _take_out_unread_settings(content: dict[str, object]) -> dict[KeyPath, object]:
    """Take out the settings of plugins that do not read any, or are not there: they are kept for when they are."""
    table = content.get("plugins")
    if not isinstance(table, dict):
        return {}
    names = [name for name, value in table.items() if isinstance(value, dict)]
    return {("plugins", name): UnreadSettings(tuple(table.pop(name))) for name in names}


def _find_carriers(
    content: dict[str, object], lists: Sequence[str], at: KeyPath = ()
) -> Iterator[tuple[KeyPath, dict[str, object]]]:
    """Yield the tables in a file that may carry an extension table, each with its place: the file, a table, items of a list."""
    if not lists:
        yield at, content
        return
    items = content.get(lists[0])
    if isinstance(items, dict):
        yield from _find_carriers(items, lists[1:], (*at, lists[0]))
    for position, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield from _find_carriers(item, lists[1:], (*at, lists[0], position))


def _make_problem(path: str, mismatch: Mismatch, *, is_obstacle: bool) -> FileProblem:
    return FileProblem(
        path=path,
        code=CODES.get(mismatch.sort, "OGP005"),
        message=mismatch.message[:1].upper() + mismatch.message[1:],
        remedy=mismatch.remedy,
        at=mismatch.at,
        mismatch=mismatch,
        is_obstacle=is_obstacle,
    )


def _report_empty(path: str, missing: Sequence[Mismatch]) -> FileProblem:
    """Say that a file says nothing, once; of what it lacks the first is there, so that it can be shown in part."""
    keys = join_list(f"`{one.at[-1]}`" for one in missing if one.at)
    return FileProblem(
        path=path,
        code=CODES[MismatchSort.MISSING_KEY],
        message=_("This file is empty."),
        remedy=_("Add its content, starting with {keys}, or delete the file.").format(keys=keys)
        if keys
        else _("Add its content, or delete the file."),
        at=missing[0].at if missing else (),
        mismatch=missing[0] if missing else None,
        is_obstacle=bool(missing),
        is_empty=True,
    )


def _report_unreadable(path: str, code: str, error: NotUtf8 | NotToml, message: str) -> FileProblem:
    remedy = (
        str(error)
        if isinstance(error, NotUtf8)
        else _("Correct this place. Until then, ogpkit ignores the whole file.")
    )
    return FileProblem(path=path, code=code, message=message, remedy=remedy, line=error.line, column=error.column)


def _report_newer_syntax(path: str, text: str) -> tuple[FileProblem, ...]:
    """Say where a file needs TOML 1.1, once; what else is wrong with it comes first."""
    first = next(find_newer_syntax(text), None)
    if first is None:
        return ()
    remedy = {
        NewerSyntax.SEVERAL_LINES: _("Write the content of the braces { } on one line, or below its own heading."),
        NewerSyntax.LAST_COMMA: _("Delete the comma before the closing brace."),
        NewerSyntax.ESCAPE: _("Write the character itself, or \\u and its four Unicode digits."),
        NewerSyntax.NO_SECONDS: _("Write the seconds too, for example 09:30:00."),
    }[first.syntax]
    line = text.count("\n", 0, first.start) + 1
    column = first.start - text.rfind("\n", 0, first.start)
    message = _("Most programs cannot read this file, because it needs TOML 1.1.")
    return (FileProblem(path=path, code="OGP027", message=message, remedy=remedy, line=line, column=column),)


def report_wrong_place(path: str, found: PathFault | None) -> FileProblem | None:
    """Return what is wrong with the place of a file; None where nothing is."""
    if found is None:
        return None
    return FileProblem(
        path=path,
        code=found.code,
        message=found.message,
        remedy=found.remedy,
        place=found.place,
        folder=found.folder or _find_folder(path, found.name) or _find_moved_folder(path, found.place),
    )


def _find_moved_folder(path: str, place: str) -> str:
    """Return the first folder of a path that is not on the way to where the file seems to belong; empty where there is none."""
    folders, way = path.split("/")[:-1], place.split("/")[:-1]
    number = next((number for number, one in enumerate(folders) if way[number : number + 1] != [one]), len(folders))
    return "/".join(folders[: number + 1]) if place and number < len(folders) else ""


def _find_folder(path: str, name: str) -> str:
    """Return the folder of a name in a path; empty where it is the name of the file."""
    folders = path.split("/")[:-1]
    return "/".join(folders[: folders.index(name) + 1]) if name in folders else ""
