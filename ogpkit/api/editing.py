"""Change a workspace: editing sessions, stages, changes of TOML files, and imports from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.editing.conflicts import Conflict, find_changes
    from ogpkit.editing.errors import EditError, EditRefused, SaveFailed, UnresolvedConflicts, verify_writable
    from ogpkit.editing.imports import (
        ImportRefused,
        UnclaimedPath,
        apply_import,
        describe_import,
        make_import_files,
        memoize_for_session,
        plan_changes,
        read_import,
        save_import,
    )
    from ogpkit.editing.journal import UnsavedEdits
    from ogpkit.editing.new_documents import CannotBegin, create_document
    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.editing.stages import NewStep, StageBlocked, advance_stage, make_advance_action
    from ogpkit.editing.transaction import EditNotSaved, save_edit
    from ogpkit.editing.values import make_add_action
    from ogpkit.exchange.encodings import UnknownEncoding, decode_text, is_text_in
    from ogpkit.exchange.incoming import (
        LARGEST_FILE,
        LARGEST_UNPACKED,
        NotAFile,
        NotAnArchive,
        TooLarge,
        read_incoming,
        unpack_archive,
    )
    from ogpkit.exchange.mail import LONGEST_TEXT, Mail, UnreadableMail, read_mail, read_page
    from ogpkit.exchange.questionnaires import Answers, UnreadableForm, read_answers
    from ogpkit.exchange.sheet_account import count_cells
    from ogpkit.exchange.sheet_cells import is_html
    from ogpkit.exchange.sheet_lines import NoSheet, SheetValue
    from ogpkit.exchange.sheet_rows import read_mapping
    from ogpkit.exchange.sheets import Sheet, format_rows, read_sheet
    from ogpkit.plugins.actions import report_change
    from ogpkit.plugins.editing_protocol import EditSession, SessionFinding
    from ogpkit.plugins.manager import installed_plugins
    from ogpkit.workspace.atomic import CannotWrite
    from ogpkit.workspace.layout import format_new_file
    from ogpkit.workspace.patch import (
        CannotPatch,
        Change,
        InsertItem,
        MoveItem,
        RemoveValue,
        SetValue,
        apply_changes,
        changed_value,
        has_value,
        value_at,
    )
    from ogpkit.workspace.watch import CannotWatch, watch_files
    from ogpkit.workspace.write import ChangedOutside, ensure_unchanged, file_digest
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit.editing.conflicts": ("Conflict", "find_changes"),
            "ogpkit.editing.errors": (
                "EditError",
                "EditRefused",
                "SaveFailed",
                "UnresolvedConflicts",
                "verify_writable",
            ),
            "ogpkit.editing.imports": (
                "UnclaimedPath",
                "apply_import",
                "plan_changes",
                "ImportRefused",
                "make_import_files",
                "read_import",
                "memoize_for_session",
                "describe_import",
                "save_import",
            ),
            "ogpkit.editing.journal": ("UnsavedEdits",),
            "ogpkit.editing.new_documents": ("CannotBegin", "create_document"),
            "ogpkit.editing.session": ("WorkspaceSession",),
            "ogpkit.editing.stages": (
                "NewStep",
                "StageBlocked",
                "advance_stage",
                "make_advance_action",
            ),
            "ogpkit.editing.values": ("make_add_action",),
            "ogpkit.editing.transaction": (
                "EditNotSaved",
                "save_edit",
            ),
            "ogpkit.exchange.encodings": (
                "UnknownEncoding",
                "decode_text",
                "is_text_in",
            ),
            "ogpkit.exchange.incoming": (
                "LARGEST_FILE",
                "LARGEST_UNPACKED",
                "NotAFile",
                "NotAnArchive",
                "TooLarge",
                "read_incoming",
                "unpack_archive",
            ),
            "ogpkit.exchange.mail": (
                "LONGEST_TEXT",
                "Mail",
                "UnreadableMail",
                "read_mail",
                "read_page",
            ),
            "ogpkit.exchange.questionnaires": (
                "Answers",
                "UnreadableForm",
                "read_answers",
            ),
            "ogpkit.exchange.sheet_account": ("count_cells",),
            "ogpkit.exchange.sheet_cells": ("is_html",),
            "ogpkit.exchange.sheet_lines": ("NoSheet", "SheetValue"),
            "ogpkit.exchange.sheet_rows": ("read_mapping",),
            "ogpkit.exchange.sheets": (
                "Sheet",
                "format_rows",
                "read_sheet",
            ),
            "ogpkit.plugins.actions": ("report_change",),
            "ogpkit.plugins.editing_protocol": (
                "EditSession",
                "SessionFinding",
            ),
            "ogpkit.plugins.manager": ("installed_plugins",),
            "ogpkit.workspace.atomic": ("CannotWrite",),
            "ogpkit.workspace.layout": ("format_new_file",),
            "ogpkit.workspace.patch": (
                "CannotPatch",
                "Change",
                "InsertItem",
                "MoveItem",
                "RemoveValue",
                "SetValue",
                "changed_value",
                "has_value",
                "apply_changes",
                "value_at",
            ),
            "ogpkit.workspace.watch": (
                "CannotWatch",
                "watch_files",
            ),
            "ogpkit.workspace.write": (
                "ChangedOutside",
                "file_digest",
                "ensure_unchanged",
            ),
        },
    )

__all__ = [
    "LARGEST_FILE",
    "LARGEST_UNPACKED",
    "LONGEST_TEXT",
    "Answers",
    "CannotBegin",
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
    "Mail",
    "MoveItem",
    "NewStep",
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
    "UnknownEncoding",
    "UnreadableForm",
    "UnreadableMail",
    "UnresolvedConflicts",
    "UnsavedEdits",
    "WorkspaceSession",
    "advance_stage",
    "apply_changes",
    "apply_import",
    "changed_value",
    "count_cells",
    "create_document",
    "decode_text",
    "describe_import",
    "ensure_unchanged",
    "file_digest",
    "find_changes",
    "format_new_file",
    "format_rows",
    "has_value",
    "installed_plugins",
    "is_html",
    "is_text_in",
    "make_add_action",
    "make_advance_action",
    "make_import_files",
    "memoize_for_session",
    "plan_changes",
    "read_answers",
    "read_import",
    "read_incoming",
    "read_mail",
    "read_mapping",
    "read_page",
    "read_sheet",
    "report_change",
    "save_edit",
    "save_import",
    "unpack_archive",
    "value_at",
    "verify_writable",
    "watch_files",
]
