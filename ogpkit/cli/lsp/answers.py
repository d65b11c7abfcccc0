"""What is answered when an editor asks about a place of a file."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from ogpkit.cli.lsp.completion import EditedFile, complete
from ogpkit.cli.lsp.cursor import Role, read_cursor
from ogpkit.cli.lsp.diagnostics import make_actions
from ogpkit.cli.lsp.hover import DeclaredKeys, describe_comment, describe_place, describe_value
from ogpkit.cli.lsp.outline import list_folds, list_symbols
from ogpkit.cli.lsp.references import (
    CannotRename,
    NamedPlace,
    Target,
    find_target,
    list_references,
    locate_target,
    make_rename,
    read_value,
    verify_new_name,
)
from ogpkit.text.i18n import _
from ogpkit.text.normalize import fold
from ogpkit.text.phrase import title_text
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from ogpkit.cli.lsp.editor_session import EditorSession
    from ogpkit.cli.lsp.open_workspaces import OpenWorkspace
    from ogpkit.cli.lsp.text_places import TextPlaces
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace


_MOST: Final = 100
"""How many documents a search in the editor lists at most; the number is ogpkit's own."""


@cache
def _read_keys(plugins: Plugins, kind: str) -> DeclaredKeys | None:
    known = plugins.kinds.by_name(kind)
    return DeclaredKeys(known, plugins.kinds) if known is not None else None


class Answers:
    """What is answered when an editor asks about a place."""

    def __init__(self, session: EditorSession) -> None:
        """Answer from what is open.

        Args:
            session: What the editor has open.
        """
        self._session = session

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Return what there is to know of a key, of what its value names, or of a rule that a comment silences."""
        file = self._find_edited(params.text_document.uri)
        if file is None:
            return None
        places, keys, plugins = file.places, file.keys, file.plugins
        offset = places.find_offset(params.position)
        cursor = read_cursor(places.text, offset)
        if cursor.role is Role.COMMENT:
            line = places.text[cursor.start :].split("\n", 1)[0]
            said = describe_comment(line, plugins)
            return _make_hover(said, None) if said else None
        about = describe_place(places, offset, keys, plugins)
        if about is None:
            return None
        said, place = about
        value, entry = read_value(places, place.path), keys.find([one for one in place.path if isinstance(one, str)])
        if not place.is_key and isinstance(value, str) and entry is not None:
            country, cycle = file.names.get("country", ""), file.names.get("cycle", "")
            named = describe_value(value, entry, file.workspace, country, cycle)
            said = f"{named}\n\n{said}" if named else said
        return _make_hover(said, places.convert_bytes(*place.place))

    def complete(self, params: types.CompletionParams) -> list[types.CompletionItem]:
        """Return what can be written at a place."""
        file = self._find_edited(params.text_document.uri)
        return complete(file, file.places.find_offset(params.position)) if file is not None else []

    def list_actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return the fixes at a place."""
        self._session.catch_up()
        found = self._session.find_file(params.text_document.uri)
        if found is None:
            return []
        return list(make_actions(*found, self._session.get_text(params.text_document.uri), params))

    def find_definition(self, params: types.DefinitionParams) -> types.Location | None:
        """Return where the document or item lies that a value names."""
        meant = self._find_meant(params.text_document.uri, params.position)
        if meant is None:
            return None
        workspace, content, target, _place = meant
        return self._make_location(workspace, locate_target(content, target))

    def find_references(self, params: types.ReferenceParams) -> list[types.Location]:
        """Return every place that names what is meant at a place, and where it lies if the editor asks for that."""
        meant = self._find_meant(params.text_document.uri, params.position)
        if meant is None:
            return []
        workspace, content, target, _place = meant
        places = list(list_references(content, target))
        if params.context.include_declaration:
            places.insert(0, locate_target(content, target))
        return [self._make_location(workspace, place) for place in places]

    def prepare_rename(self, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        """Return what can have another name at a place, with the name that it has."""
        meant = self._find_meant(params.text_document.uri, params.position)
        if meant is None:
            return None
        return types.PrepareRenamePlaceholder(range=meant[3], placeholder=meant[2].id)

    def rename(self, params: types.RenameParams) -> types.WorkspaceEdit:
        """Return the changes that give something another name in all files, that of its own file included.

        Raises:
            JsonRpcInvalidParams: It cannot have that name; the editor shows why.
        """
        meant = self._find_meant(params.text_document.uri, params.position)
        if meant is None:
            raise JsonRpcInvalidParams(_("There is no identifier here that can have another name."))
        workspace, content, target, _place = meant
        try:
            path = verify_new_name(content, target, params.new_name, is_free=workspace.is_free)
        except CannotRename as error:
            raise JsonRpcInvalidParams(str(error)) from error
        if path != target.path and not self._session.can_rename_files:
            raise JsonRpcInvalidParams(
                _("Your editor cannot rename files. Rename the file, then correct what names it.")
            )

        def locate(file: str) -> tuple[str, int | None, TextPlaces]:
            uri, places = self._session.locate(workspace, file)
            return uri, self._session.find_version(uri), places

        return make_rename(workspace, content, target, (params.new_name, path), locate)

    def list_symbols(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        """Return the tables and keys of a file."""
        found = self._session.find_file(params.text_document.uri)
        return list_symbols(self._session.get_text(params.text_document.uri)) if found else []

    def list_folds(self, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        """Return what can be folded in a file."""
        found = self._session.find_file(params.text_document.uri)
        return list_folds(self._session.get_text(params.text_document.uri)) if found else []

    def find_documents(self, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        """Return the documents of all open workspaces whose identifier or title has the words that somebody types."""
        words = fold(params.query).split()
        found: list[types.WorkspaceSymbol] = []
        for workspace in self._session.workspaces:
            content = workspace.read_whole()
            for path, document in content.documents.items():
                title = title_text(document.entity, content.language)
                if all(word in fold(f"{document.id} {title}") for word in words) and len(found) < _MOST:
                    found.append(
                        types.WorkspaceSymbol(
                            location=self._make_location(workspace, NamedPlace(path, ())),
                            name=sanitize_line(f"{document.id} {title}".rstrip()),
                            kind=types.SymbolKind.File,
                            container_name=sanitize_line(path),
                        )
                    )
        return found

    def _find_edited(self, uri: str) -> EditedFile | None:
        """Return a plan file as the editor has it; None for one that no kind claims."""
        found = self._session.find_file(uri)
        if found is None:
            return None
        workspace, path = found
        claimed = workspace.plugins.kinds.match_path(path)
        keys = _read_keys(workspace.plugins, claimed[0].name) if claimed else None
        if claimed is None or keys is None:
            return None
        part = workspace.read_around(path)
        return EditedFile(self._session.get_text(uri), keys, claimed[1], part, workspace.plugins)

    def _find_meant(
        self, uri: str, position: types.Position
    ) -> tuple[OpenWorkspace, Workspace, Target, types.Range] | None:
        """Return what is meant at a place: the workspace, what its files say, the document or item, and the place."""
        self._session.catch_up()
        found, file = self._session.find_file(uri), self._find_edited(uri)
        if found is None or file is None:
            return None
        (workspace, path), places = found, file.places
        place = places.positions.find_at(places.find_byte(places.find_offset(position)))
        if place is None:
            return None
        content = workspace.read_whole()
        target = find_target(content, file.keys, path, place.path, read_value(places, place.path))
        return (workspace, content, target, places.convert_bytes(*place.place)) if target is not None else None

    def _make_location(self, workspace: OpenWorkspace, place: NamedPlace) -> types.Location:
        uri, places = self._session.locate(workspace, place.path)
        return types.Location(uri=uri, range=places.convert_span(places.positions.place(place.at)))


def _make_hover(said: str, stretch: types.Range | None) -> types.Hover:
    return types.Hover(contents=types.MarkupContent(kind=types.MarkupKind.Markdown, value=said), range=stretch)
