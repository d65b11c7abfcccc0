"""`ogpkit check`: what is wrong in the files of a workspace."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogpkit.check.render.json import as_json
from ogpkit.check.render.text import as_text
from ogpkit.check.run import check, is_within
from ogpkit.cli.exits import Exit
from ogpkit.cli.options import format_option, plugins_of, root_of, workspace_option
from ogpkit.cli.saying import tell
from ogpkit.contributions import Severity
from ogpkit.errors import OgpkitError
from ogpkit.language import _, _n
from ogpkit.storage.load import load
from ogpkit.storage.scan import SETTINGS
from ogpkit.untrusted import in_path

if TYPE_CHECKING:
    from datetime import datetime

    from ogpkit.check.finding import Finding


class NoSuchPath(OgpkitError):
    """A path that was given is not there, or not in the workspace."""


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@format_option("text", "json")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day on which the workspace is looked at, for example 2013-06-30; the present one when left out.",
)
@workspace_option
@click.pass_context
def command(
    context: click.Context, paths: tuple[Path, ...], form: str, today: datetime | None, workspace: Path | None
) -> None:
    """Say what is wrong in the files of a workspace.

    PATHs are files or folders in it; without any, the whole workspace is checked. A finding is one line,
    `path:line:column: CODE what is wrong, what to do`; “ogpkit explain CODE” says more.

    The exit code is 0 when nothing is wrong, 1 when something is, and 2 when the check could not run. Advice alone does not
    count as wrong.
    """
    root = root_of(workspace or _start(paths))
    only = [_within(root, path) for path in paths]
    loaded = load(root, plugins_of(root), today.date() if today else None)
    findings = check(loaded, plugins_of(root), only)
    click.echo(as_json(findings) if form == "json" else as_text(findings), nl=False)
    files = loaded.workspace.documents.keys() | loaded.faults.keys()
    tell(_summary(findings, sum(1 for file in files if is_within(file, only))))
    context.exit(Exit.FINDINGS if any(found.severity is not Severity.ADVICE for found in findings) else Exit.CLEAN)


def _start(paths: tuple[Path, ...]) -> Path | None:
    if not paths:
        return None
    _verify_is_there(paths[0])
    return paths[0] if paths[0].is_dir() else paths[0].parent


def _verify_is_there(path: Path) -> None:
    if not os.path.lexists(path):
        raise NoSuchPath(_("There is no {path}. Check the spelling.").format(path=in_path(str(path))))


def _within(root: Path, path: Path) -> str:
    """A path as the workspace writes it."""
    _verify_is_there(path)
    here = Path(os.path.abspath(path))  # noqa: PTH100  a link in the workspace keeps its own name
    for home in (root, Path(os.path.realpath(root))):
        for place in (here, Path(os.path.realpath(here))):
            if place.is_relative_to(home) and not _is_in_another(place, home):
                return place.relative_to(home).as_posix()
    raise NoSuchPath(
        _("{path} is not in the workspace {root}. Check one workspace at a time.").format(
            path=in_path(str(path)), root=in_path(str(root))
        )
    )


def _is_in_another(place: Path, home: Path) -> bool:
    """Whether a workspace of its own lies between."""
    between = (folder for folder in (place, *place.parents) if home in folder.parents)
    return any((folder / SETTINGS).is_file() for folder in between)


def _summary(findings: tuple[Finding, ...], files: int) -> str:
    if not findings:
        return _n("Nothing is wrong in {files} file.", "Nothing is wrong in {files} files.", files).format(files=files)
    touched = len({finding.path for finding in findings})
    said = _n(
        "{count} finding in {touched} of {files} files.",
        "{count} findings in {touched} of {files} files.",
        len(findings),
    )
    return said.format(count=len(findings), touched=touched, files=files)
