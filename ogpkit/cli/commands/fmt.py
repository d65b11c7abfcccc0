"""`ogpkit fmt`: plan files in one form."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

from ogpkit.cli.commands.check_output import render_diff
from ogpkit.cli.exits import ExitCode
from ogpkit.cli.messages import print_message
from ogpkit.cli.options import workspace_option, workspace_root
from ogpkit.text.i18n import _, _n
from ogpkit.text.sanitize import sanitize_path


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Change nothing. Exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Show what would change, without changing it.")
@workspace_option
@click.pass_context
def command(
    context: click.Context,
    /,
    paths: tuple[Path, ...],
    only_check: bool,  # noqa: FBT001  click's way
    diff: bool,  # noqa: FBT001
    workspace: Path | None,
) -> None:
    """Format plan files in one style: spaces, blank lines, quotes. Content and comments do not change.

    PATHs are files or folders of the workspace. Without PATHs, ogpkit formats all its files.
    """
    from ogpkit.check.autofix import FixResult  # noqa: PLC0415
    from ogpkit.cli.commands.check import make_workspace_path, save_mended  # noqa: PLC0415
    from ogpkit.workspace.formatter import format_files, is_readable  # noqa: PLC0415

    root = workspace_root(workspace or (paths[0] if paths and os.path.exists(paths[0]) else None))  # noqa: PTH110  as in check
    files, unreadable = _read_files(root, [make_workspace_path(root, path) for path in paths])
    formed = format_files(files)
    changed = {path: new for path, new in formed.items() if new != files[path]}
    mended = FixResult(before={path: files[path] for path in changed}, after=changed, made=dict.fromkeys(changed, 1))
    for path in sorted({*unreadable, *(files.keys() - formed.keys())}):
        said = _("{path} was not changed. “ogpkit check” says what is wrong with it.")
        if path in files and is_readable(files[path]):
            said = _("{path} was not changed, because the formatter would lose or move something in it.")
        print_message(said.format(path=sanitize_path(path)))
    if diff:
        click.echo(render_diff(mended), nl=False)
    elif not only_check:
        save_mended(root, mended)
    else:
        for path in sorted(changed):
            click.echo(sanitize_path(path))
    would = only_check or diff
    print_message(_format_summary(len(changed), len(files), would=would))
    context.exit(ExitCode.FINDINGS if would and changed else ExitCode.CLEAN)


def _read_files(root: Path, only: list[str]) -> tuple[dict[str, bytes], list[str]]:
    """Return what the files of a workspace hold, and those that cannot be read."""
    from ogpkit.builtin import ogpkit_kinds  # noqa: PLC0415
    from ogpkit.check.engine import is_within  # noqa: PLC0415
    from ogpkit.schema.kinds import Kinds  # noqa: PLC0415
    from ogpkit.workspace.files import Reader  # noqa: PLC0415
    from ogpkit.workspace.load import list_files, read_settings  # noqa: PLC0415
    from ogpkit.workspace.scan import LARGEST  # noqa: PLC0415

    settings = read_settings(root, Kinds(ogpkit_kinds()), {})
    files: dict[str, bytes] = {}
    unreadable: list[str] = []
    with Reader(root) as reader:
        for entry in list_files(root, settings, {}):
            if not is_within(entry.path, only):
                continue
            if not entry.trouble and entry.size <= LARGEST:
                with suppress(OSError):
                    files[entry.path] = reader.read(entry.path)
            if entry.path not in files:
                unreadable.append(entry.path)
    return files, unreadable


def _format_summary(changed: int, files: int, *, would: bool) -> str:
    if not changed:
        said = _n("{files} file is already formatted.", "{files} files are already formatted.", files)
    elif would:
        said = _n("{changed} of {files} files would change.", "{changed} of {files} files would change.", changed)
    else:
        said = _n("Changed {changed} of {files} files.", "Changed {changed} of {files} files.", changed)
    return said.format(changed=changed, files=files)
