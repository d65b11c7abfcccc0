"""`ogpkit fmt`: plan files in one form."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

from ogpkit.cli.commands.check_output import differences
from ogpkit.cli.exits import Exit
from ogpkit.cli.messages import tell
from ogpkit.cli.options import root_of, workspace_option
from ogpkit.text.i18n import _, _n
from ogpkit.text.sanitize import in_path


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; end with 1 when a file would change.")
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
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
    """Bring plan files into one form: spaces, blank lines, quotes. What they say, and every comment, stays.

    PATHs are files or folders of the workspace; without any, all its files are meant.
    """
    from ogpkit.check.autofix import Mended  # noqa: PLC0415
    from ogpkit.cli.commands.check import save_mended, within  # noqa: PLC0415
    from ogpkit.workspace.formatter import canonical, is_readable  # noqa: PLC0415

    root = root_of(workspace or (paths[0] if paths and os.path.exists(paths[0]) else None))  # noqa: PTH110  as in check
    files = _files(root, [within(root, path) for path in paths])
    formed = canonical(files)
    changed = {path: new for path, new in formed.items() if new != files[path]}
    mended = Mended(before={path: files[path] for path in changed}, after=changed, made=dict.fromkeys(changed, 1))
    for path in sorted(files.keys() - formed.keys()):
        said = _("{path} stays as it is: “ogpkit check” says what is wrong with it.")
        if is_readable(files[path]):
            said = _("{path} stays as it is: the formatter would lose or move something in it.")
        tell(said.format(path=in_path(path)))
    if diff:
        click.echo(differences(mended), nl=False)
    elif not only_check:
        save_mended(root, mended)
    else:
        for path in sorted(changed):
            click.echo(in_path(path))
    would = only_check or diff
    tell(_summary(len(changed), len(files), would=would))
    context.exit(Exit.FINDINGS if would and changed else Exit.CLEAN)


def _files(root: Path, only: list[str]) -> dict[str, bytes]:
    from ogpkit.builtin import ogpkit_kinds  # noqa: PLC0415
    from ogpkit.check.engine import is_within  # noqa: PLC0415
    from ogpkit.schema.kinds import Kinds  # noqa: PLC0415
    from ogpkit.workspace.files import Reader  # noqa: PLC0415
    from ogpkit.workspace.load import files_of, settings_of  # noqa: PLC0415
    from ogpkit.workspace.scan import LARGEST  # noqa: PLC0415

    settings = settings_of(root, Kinds(ogpkit_kinds()), {})
    entries = [entry for entry in files_of(root, settings, {}) if not entry.trouble and entry.size <= LARGEST]
    files = {}
    with Reader(root) as reader:
        for entry in entries:
            if is_within(entry.path, only):
                with suppress(OSError):  # “ogpkit check” says what is wrong with it
                    files[entry.path] = reader.read(entry.path)
    return files


def _summary(changed: int, files: int, *, would: bool) -> str:
    if not changed:
        said = _n("{files} file has the one form already.", "{files} files have the one form already.", files)
    elif would:
        said = _n("{changed} of {files} files would change.", "{changed} of {files} files would change.", changed)
    else:
        said = _n("{changed} of {files} files was changed.", "{changed} of {files} files were changed.", changed)
    return said.format(changed=changed, files=files)
