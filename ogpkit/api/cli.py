"""What commands are made of: options, opening a workspace, printing, exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.cli import main
    from ogpkit.cli.commands.document import command as document_command
    from ogpkit.cli.commands.import_ import bring_in as run_import
    from ogpkit.cli.commands.import_ import command as import_command
    from ogpkit.cli.exits import Exit as ExitCode
    from ogpkit.cli.messages import give as print_data
    from ogpkit.cli.messages import give_table as print_table
    from ogpkit.cli.messages import tell as print_message
    from ogpkit.cli.messages import tell_faults as print_faults
    from ogpkit.cli.options import cycle_argument, day_option, format_option, workspace_option
    from ogpkit.cli.options import day_of as day_or_today
    from ogpkit.cli.options import nearest_root as nearest_workspace_root
    from ogpkit.cli.options import paper_options as document_options
    from ogpkit.cli.options import place_named as find_place
    from ogpkit.cli.options import plugins_of as load_plugins
    from ogpkit.cli.options import root_of as workspace_root
    from ogpkit.cli.output import overwrite_option, write_output
    from ogpkit.cli.workspaces import CannotRead, edit_workspace
    from ogpkit.cli.workspaces import content_of as load_workspace
    from ogpkit.cli.workspaces import desk_of as open_session
    from ogpkit.cli.workspaces import save_on as save_change
    from ogpkit.workspace.user_path import UnusablePath
    from ogpkit.workspace.user_path import typed_path as parse_path
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit.cli": ("main",),
            "ogpkit.cli.commands.document": ("command as document_command",),
            "ogpkit.cli.commands.import_": (
                "bring_in as run_import",
                "command as import_command",
            ),
            "ogpkit.cli.exits": ("Exit as ExitCode",),
            "ogpkit.cli.messages": (
                "give as print_data",
                "give_table as print_table",
                "tell as print_message",
                "tell_faults as print_faults",
            ),
            "ogpkit.cli.options": (
                "cycle_argument",
                "day_of as day_or_today",
                "day_option",
                "format_option",
                "nearest_root as nearest_workspace_root",
                "paper_options as document_options",
                "plugins_of as load_plugins",
                "root_of as workspace_root",
                "workspace_option",
                "place_named as find_place",
            ),
            "ogpkit.cli.output": (
                "overwrite_option",
                "write_output",
            ),
            "ogpkit.cli.workspaces": (
                "CannotRead",
                "content_of as load_workspace",
                "desk_of as open_session",
                "edit_workspace",
                "save_on as save_change",
            ),
            "ogpkit.workspace.user_path": (
                "UnusablePath",
                "typed_path as parse_path",
            ),
        },
    )

__all__ = [
    "CannotRead",
    "ExitCode",
    "UnusablePath",
    "cycle_argument",
    "day_option",
    "day_or_today",
    "document_command",
    "document_options",
    "edit_workspace",
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
