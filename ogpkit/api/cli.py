"""What commands are made of: options, opening a workspace, printing, exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.cli import main
    from ogpkit.cli.actions import NoSuchDocument, find_document
    from ogpkit.cli.commands.cycle_rules import build_rule_set_table
    from ogpkit.cli.commands.cycle_rules import command as cycle_rules_command
    from ogpkit.cli.commands.document import command as document_command
    from ogpkit.cli.commands.import_ import command as import_command
    from ogpkit.cli.commands.import_ import run_import
    from ogpkit.cli.exits import ExitCode
    from ogpkit.cli.messages import print_blocks, print_data, print_faults, print_message, print_table
    from ogpkit.cli.options import (
        cycle_argument,
        day_option,
        day_or_today,
        days_option,
        document_options,
        find_place,
        format_option,
        load_plugins,
        nearest_workspace_root,
        workspace_option,
        workspace_root,
    )
    from ogpkit.cli.output import overwrite_option, write_output
    from ogpkit.cli.workspaces import CannotRead, edit_workspace, load_workspace, open_session, save_change
    from ogpkit.workspace.user_path import UnusablePath, parse_path
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit.cli": ("main",),
            "ogpkit.cli.actions": (
                "NoSuchDocument",
                "find_document",
            ),
            "ogpkit.cli.commands.cycle_rules": ("build_rule_set_table", "command as cycle_rules_command"),
            "ogpkit.cli.commands.document": ("command as document_command",),
            "ogpkit.cli.commands.import_": (
                "run_import",
                "command as import_command",
            ),
            "ogpkit.cli.exits": ("ExitCode",),
            "ogpkit.cli.messages": (
                "print_blocks",
                "print_data",
                "print_table",
                "print_message",
                "print_faults",
            ),
            "ogpkit.cli.options": (
                "cycle_argument",
                "day_or_today",
                "day_option",
                "days_option",
                "format_option",
                "nearest_workspace_root",
                "document_options",
                "load_plugins",
                "workspace_root",
                "workspace_option",
                "find_place",
            ),
            "ogpkit.cli.output": (
                "overwrite_option",
                "write_output",
            ),
            "ogpkit.cli.workspaces": (
                "CannotRead",
                "load_workspace",
                "open_session",
                "edit_workspace",
                "save_change",
            ),
            "ogpkit.workspace.user_path": (
                "UnusablePath",
                "parse_path",
            ),
        },
    )

__all__ = [
    "CannotRead",
    "ExitCode",
    "NoSuchDocument",
    "UnusablePath",
    "build_rule_set_table",
    "cycle_argument",
    "cycle_rules_command",
    "day_option",
    "day_or_today",
    "days_option",
    "document_command",
    "document_options",
    "edit_workspace",
    "find_document",
    "find_place",
    "format_option",
    "import_command",
    "load_plugins",
    "load_workspace",
    "main",
    "nearest_workspace_root",
    "open_session",
    "overwrite_option",
    "parse_path",
    "print_blocks",
    "print_data",
    "print_faults",
    "print_message",
    "print_table",
    "run_import",
    "save_change",
    "workspace_option",
    "workspace_root",
    "write_output",
]
