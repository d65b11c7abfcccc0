"""Change a workspace: editing sessions, stages, changes of TOML files, and imports from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.editing.conflicts import Conflict
    from ogpkit.editing.errors import DeskTrouble as EditError
    from ogpkit.editing.errors import NotPossible as EditRefused
    from ogpkit.editing.errors import SaveTrouble as SaveFailed
    from ogpkit.editing.errors import Unresolved as UnresolvedConflicts
    from ogpkit.editing.errors import verify_writable
    from ogpkit.editing.imports import NoKindClaims as UnclaimedPath
    from ogpkit.editing.imports import NotImported as ImportRefused
    from ogpkit.editing.imports import bring_in as apply_import
    from ogpkit.editing.imports import differences as plan_changes
    from ogpkit.editing.imports import make_files as make_import_files
    from ogpkit.editing.imports import read_import
    from ogpkit.editing.imports import remembered as memoize_for_session
    from ogpkit.editing.imports import report as describe_import
    from ogpkit.editing.imports import take_in as save_import
    from ogpkit.editing.journal import Leftover as UnsavedEdits
    from ogpkit.editing.session import Desk as WorkspaceSession
    from ogpkit.editing.stages import NotYet as StageBlocked
    from ogpkit.editing.stages import advance as advance_stage
    from ogpkit.editing.transaction import NotSaved as EditNotSaved
    from ogpkit.editing.transaction import save_edit
    from ogpkit.exchange.incoming import LARGEST_FILE, LARGEST_UNPACKED, NotAFile, NotAnArchive, TooLarge, read_incoming
    from ogpkit.exchange.incoming import unpacked as unpack_archive
    from ogpkit.exchange.sheets import Cell as SheetValue
    from ogpkit.exchange.sheets import NoSheet, Sheet, is_text_in, read_sheet
    from ogpkit.plugins.editing_protocol import EditSession, SessionFinding
    from ogpkit.plugins.manager import installed_plugins
    from ogpkit.workspace.atomic import CannotWrite
    from ogpkit.workspace.layout import layout as format_new_file
    from ogpkit.workspace.patch import CannotPatch, Change, InsertItem, MoveItem, RemoveValue, SetValue, value_at
    from ogpkit.workspace.patch import applied as changed_value
    from ogpkit.workspace.patch import is_there as has_value
    from ogpkit.workspace.patch import patched as apply_changes
    from ogpkit.workspace.watch import CannotWatch
    from ogpkit.workspace.watch import watch as watch_files
    from ogpkit.workspace.write import ChangedOutside, ensure_unchanged
    from ogpkit.workspace.write import digest as file_digest
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit.editing.conflicts": ("Conflict",),
            "ogpkit.editing.errors": (
                "DeskTrouble as EditError",
                "NotPossible as EditRefused",
                "SaveTrouble as SaveFailed",
                "Unresolved as UnresolvedConflicts",
                "verify_writable",
            ),
            "ogpkit.editing.imports": (
                "NoKindClaims as UnclaimedPath",
                "bring_in as apply_import",
                "differences as plan_changes",
                "NotImported as ImportRefused",
                "make_files as make_import_files",
                "read_import",
                "remembered as memoize_for_session",
                "report as describe_import",
                "take_in as save_import",
            ),
            "ogpkit.editing.journal": ("Leftover as UnsavedEdits",),
            "ogpkit.editing.session": ("Desk as WorkspaceSession",),
            "ogpkit.editing.stages": (
                "NotYet as StageBlocked",
                "advance as advance_stage",
            ),
            "ogpkit.editing.transaction": (
                "NotSaved as EditNotSaved",
                "save_edit",
            ),
            "ogpkit.exchange.incoming": (
                "LARGEST_FILE",
                "LARGEST_UNPACKED",
                "NotAFile",
                "NotAnArchive",
                "TooLarge",
                "read_incoming",
                "unpacked as unpack_archive",
            ),
            "ogpkit.exchange.sheets": (
                "Cell as SheetValue",
                "NoSheet",
                "Sheet",
                "is_text_in",
                "read_sheet",
            ),
            "ogpkit.plugins.editing_protocol": (
                "EditSession",
                "SessionFinding",
            ),
            "ogpkit.plugins.manager": ("installed_plugins",),
            "ogpkit.workspace.atomic": ("CannotWrite",),
            "ogpkit.workspace.layout": ("layout as format_new_file",),
            "ogpkit.workspace.patch": (
                "CannotPatch",
                "Change",
                "InsertItem",
                "MoveItem",
                "RemoveValue",
                "SetValue",
                "applied as changed_value",
                "is_there as has_value",
                "patched as apply_changes",
                "value_at",
            ),
            "ogpkit.workspace.watch": (
                "CannotWatch",
                "watch as watch_files",
            ),
            "ogpkit.workspace.write": (
                "ChangedOutside",
                "digest as file_digest",
                "ensure_unchanged",
            ),
        },
    )

__all__ = [
    "LARGEST_FILE",
    "LARGEST_UNPACKED",
    "CannotPatch",
    "CannotWatch",
    "CannotWrite",
    "Change",
    "ChangedOutside",
    "Conflict",
    "EditError",
    "EditNotSaved",
    "EditRefused",
    "EditSession",
    "ImportRefused",
    "InsertItem",
    "MoveItem",
    "NoSheet",
    "NotAFile",
    "NotAnArchive",
    "RemoveValue",
    "SaveFailed",
    "SessionFinding",
    "SetValue",
    "Sheet",
    "SheetValue",
    "StageBlocked",
    "TooLarge",
    "UnclaimedPath",
    "UnresolvedConflicts",
    "UnsavedEdits",
    "WorkspaceSession",
    "advance_stage",
    "apply_changes",
    "apply_import",
    "changed_value",
    "describe_import",
    "ensure_unchanged",
    "file_digest",
    "format_new_file",
    "has_value",
    "installed_plugins",
    "is_text_in",
    "make_import_files",
    "memoize_for_session",
    "plan_changes",
    "read_import",
    "read_incoming",
    "read_sheet",
    "save_edit",
    "save_import",
    "unpack_archive",
    "value_at",
    "verify_writable",
    "watch_files",
]
