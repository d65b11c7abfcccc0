"""Change a workspace: editing sessions, stages, changes of TOML files, and imports from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.desk import Conflict, save_edit, verify_writable
    from ogpkit.desk import Desk as WorkspaceSession
    from ogpkit.desk import DeskTrouble as EditError
    from ogpkit.desk import Leftover as UnsavedEdits
    from ogpkit.desk import NotPossible as EditRefused
    from ogpkit.desk import NotSaved as EditNotSaved
    from ogpkit.desk import SaveTrouble as SaveFailed
    from ogpkit.desk import Unresolved as UnresolvedConflicts
    from ogpkit.desk.bringing_in import NoKindClaims as UnclaimedPath
    from ogpkit.desk.bringing_in import bring_in as apply_import
    from ogpkit.desk.bringing_in import differences as plan_changes
    from ogpkit.desk.importing import NotImported as ImportRefused
    from ogpkit.desk.importing import make_files as make_import_files
    from ogpkit.desk.importing import read_import
    from ogpkit.desk.importing import remembered as memoize_for_session
    from ogpkit.desk.importing import report as describe_import
    from ogpkit.desk.importing import take_in as save_import
    from ogpkit.desk.moves import NotYet as StageBlocked
    from ogpkit.desk.moves import advance as advance_stage
    from ogpkit.editing_protocol import EditSession, SessionFinding
    from ogpkit.exchange.incoming import LARGEST_FILE, LARGEST_UNPACKED, NotAFile, NotAnArchive, TooLarge, read_incoming
    from ogpkit.exchange.incoming import unpacked as unpack_archive
    from ogpkit.exchange.sheets import Cell as SheetValue
    from ogpkit.exchange.sheets import NoSheet, Sheet, is_text_in, read_sheet
    from ogpkit.plugins import installed_plugins
    from ogpkit.storage.atomic import CannotWrite
    from ogpkit.storage.new_file import layout as format_new_file
    from ogpkit.storage.patch import CannotPatch, Change, InsertItem, MoveItem, RemoveValue, SetValue, value_at
    from ogpkit.storage.patch import applied as changed_value
    from ogpkit.storage.patch import is_there as has_value
    from ogpkit.storage.patch import patched as apply_changes
    from ogpkit.storage.save import ChangedOutside, ensure_unchanged
    from ogpkit.storage.save import digest as file_digest
    from ogpkit.storage.watch import CannotWatch
    from ogpkit.storage.watch import watch as watch_files
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit.desk": (
                "Conflict",
                "Desk as WorkspaceSession",
                "DeskTrouble as EditError",
                "Leftover as UnsavedEdits",
                "NotPossible as EditRefused",
                "NotSaved as EditNotSaved",
                "SaveTrouble as SaveFailed",
                "Unresolved as UnresolvedConflicts",
                "save_edit",
                "verify_writable",
            ),
            "ogpkit.desk.bringing_in": (
                "NoKindClaims as UnclaimedPath",
                "bring_in as apply_import",
                "differences as plan_changes",
            ),
            "ogpkit.desk.importing": (
                "NotImported as ImportRefused",
                "make_files as make_import_files",
                "read_import",
                "remembered as memoize_for_session",
                "report as describe_import",
                "take_in as save_import",
            ),
            "ogpkit.desk.moves": ("NotYet as StageBlocked", "advance as advance_stage"),
            "ogpkit.editing_protocol": ("EditSession", "SessionFinding"),
            "ogpkit.exchange.incoming": (
                "LARGEST_FILE",
                "LARGEST_UNPACKED",
                "NotAFile",
                "NotAnArchive",
                "TooLarge",
                "read_incoming",
                "unpacked as unpack_archive",
            ),
            "ogpkit.exchange.sheets": ("Cell as SheetValue", "NoSheet", "Sheet", "is_text_in", "read_sheet"),
            "ogpkit.plugins": ("installed_plugins",),
            "ogpkit.storage.atomic": ("CannotWrite",),
            "ogpkit.storage.new_file": ("layout as format_new_file",),
            "ogpkit.storage.patch": (
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
            "ogpkit.storage.save": ("ChangedOutside", "digest as file_digest", "ensure_unchanged"),
            "ogpkit.storage.watch": ("CannotWatch", "watch as watch_files"),
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
