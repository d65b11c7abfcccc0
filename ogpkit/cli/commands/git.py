"""`ogpkit git-setup`, `merge-file` and `describe-file`: git merges and compares plan files by what they say."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ogpkit.cli.exits import ExitCode
from ogpkit.cli.messages import print_data, print_message
from ogpkit.cli.options import load_plugins, nearest_workspace_root, workspace_option, workspace_root
from ogpkit.cli.output import write_output
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line, sanitize_path
from ogpkit.workspace.git import GitFailed, GitUnavailable, run_git
from ogpkit.workspace.scan import LARGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

_ATTRIBUTES: Final = ".gitattributes"
_FORMER_LINE: Final = "*.toml merge=ogpkit"
_LINE: Final = "*.toml diff=ogpkit merge=ogpkit"


@click.command("git-setup")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@workspace_option
def set_up_git(yes: bool, workspace: Path | None) -> None:  # noqa: FBT001  click's way
    """Let git merge and compare the files of a workspace by what they say.

    ogpkit shows what it adds: one line in .gitattributes, which you commit, and three settings of this clone. Everyone who merges
    runs this command once.
    """
    from ogpkit.check.git_changes import verify_repository  # noqa: PLC0415  git describes a file without it, and often

    root = workspace_root(workspace)
    settings = {
        "merge.ogpkit.name": "ogpkit merges plan files by what they say",
        "merge.ogpkit.driver": f"{_find_command()} merge-file %O %A %B --path %P",
        "diff.ogpkit.textconv": f"{_find_command()} describe-file",
    }
    verify_repository(root)
    file = root / _ATTRIBUTES
    text = file.read_text("utf-8") if file.is_file() else ""
    print_data(_("This is added to {file}:").format(file=_ATTRIBUTES) + f"\n\n    {_LINE}\n")
    print_data(_("These are settings of this clone:") + "\n")
    for name, value in settings.items():
        print_data(f"    git config {name} {shlex.quote(value)}")
    if not yes:
        click.confirm(_("Do this?"), abort=True)
    kept = [line for line in text.splitlines() if line not in {_FORMER_LINE, _LINE}]
    lines = "".join(f"{line}\n" for line in [*kept, _LINE])
    if lines != text:
        write_output({file: lines.encode()}, overwrite=True)
    for name, value in settings.items():
        run_git(root, "config", "--local", name, value)
    print_message(_("Git now merges and compares plan files with ogpkit. Commit {file}.").format(file=_ATTRIBUTES))


@click.command("merge-file")
@click.argument("base", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("mine", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("theirs", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--path", "name", default="", metavar="PATH", help="The path of the file in the repository, for messages."
)
def merge_file(base: Path, mine: Path, theirs: Path, name: str) -> None:
    """Merge the changes from BASE to THEIRS into MINE.

    Tables are merged key by key, and items of lists by their identifiers; comments stay. If both versions changed the same
    value, MINE keeps its own, with a comment that tells what THEIRS says. The exit code is 0 if both versions are kept, and 1 if
    someone must decide.
    """
    from ogpkit.editing.git_merge import merge_versions  # noqa: PLC0415  likewise
    from ogpkit.model.keypath import format_key_path  # noqa: PLC0415

    held = _read_version(mine)
    merged = merge_versions(_read_version(base), held, _read_version(theirs), lambda: _merge_lines(base, mine, theirs))
    where = sanitize_path(name or str(mine))
    if merged.content != held:
        mine.write_bytes(merged.content)
    if not merged.is_readable:
        print_message(_("{file}: one version is not valid TOML. Merge this file by hand.").format(file=where))
    for at in merged.contested:
        said = _("{file}: both versions changed {key}. Open the file and choose one.")
        print_message(said.format(file=where, key=sanitize_line(format_key_path(at)) or "–"))
    sys.exit(ExitCode.CLEAN if merged.is_clean else ExitCode.FINDINGS)


@click.command("describe-file")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def describe_file(file: Path) -> None:
    """Print FILE in words, one line for each value, in an order that stays the same.

    Git calls this command to show what changed in a plan file. ogpkit prints a file that is not a plan file unchanged.
    """
    from ogpkit.check.review.plain_lines import write_plain_lines  # noqa: PLC0415  a merge does without

    root = nearest_workspace_root()
    print_data(write_plain_lines(file.read_bytes(), file.name, load_plugins(root).kinds).removesuffix("\n"))


def _read_version(file: Path) -> bytes:
    from ogpkit.check.git_changes import CannotCompare  # noqa: PLC0415  likewise

    if file.stat().st_size > LARGEST:
        raise CannotCompare(_("{file} is too large for a plan file.").format(file=sanitize_path(str(file))))
    return file.read_bytes()


def _merge_lines(base: Path, mine: Path, theirs: Path) -> bytes | None:
    """Return what git itself makes of the lines; None where it cannot merge them."""
    try:
        return run_git(
            mine.parent.absolute(), "merge-file", "-p", "--", *(str(one.absolute()) for one in (mine, base, theirs))
        )
    except (GitFailed, GitUnavailable):
        return None


def _find_command() -> str:
    """Return how git calls ogpkit: the program of this call, since another one may come first in the search path."""
    program = Path(sys.argv[0])
    return shlex.quote(str(program.absolute())) if program.is_absolute() and program.is_file() else "ogpkit"


COMMANDS: Final[Mapping[str, click.Command]] = {
    "describe-file": describe_file,
    "git-setup": set_up_git,
    "merge-file": merge_file,
}
