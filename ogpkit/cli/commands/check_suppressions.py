"""`ogpkit check --add-suppressions`: comments that silence what is found, and what they cannot silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.cli.commands.check_output import name_first
from ogpkit.cli.messages import print_message
from ogpkit.text.i18n import _, _n
from ogpkit.text.sanitize import is_text, sanitize_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from ogpkit.check.autofix import FixResult
    from ogpkit.check.finding import Finding
    from ogpkit.cli.commands.check_options import Options


def verify_reason(options: Options) -> None:
    """Refuse what does not go together, and comments without a reason.

    Args:
        options: What was asked for.

    Raises:
        click.UsageError: It cannot be done so.
    """
    if not options.add_suppressions:
        raise click.UsageError(_("Use --reason together with --add-suppressions."))
    if options.fix or options.watch or options.write_baseline or options.stdin_filename:
        raise click.UsageError(
            _("Do not combine --add-suppressions with --fix, --watch, --write-baseline or --stdin-filename.")
        )
    reason = (options.reason or "").strip()
    if not reason or not is_text(reason, on_one_line=True):
        raise click.UsageError(
            _("Say in one line why the rules do not apply: --add-suppressions --reason “the reason”.")
        )


def write_suppressions(
    root: Path,
    options: Options,
    check: Callable[[Mapping[str, bytes]], Iterable[Finding]],
    save: Callable[[Path, FixResult], None],
) -> FixResult:
    """Write the comments, or with `--diff` none, and tell how many there are and what they cannot silence.

    Args:
        options: What was asked for.
        check: Gives the findings when some files hold something else than they do, by path.
        save: Writes the files, each whole or not at all.
    """
    from ogpkit.check.new_suppressions import add_suppressions  # noqa: PLC0415  few calls write comments
    from ogpkit.check.request import make_reader  # noqa: PLC0415

    result = add_suppressions(check, make_reader(root, {}), (options.reason or "").strip())
    if not options.diff:
        save(root, result.files)
    count, files = sum(result.files.made.values()), len(result.files.after)
    if not count:
        said = _("There are no findings that a comment could silence.")
    elif options.diff:
        said = _n(
            "Would silence {count} finding in {files} files.",
            "Would silence {count} findings in {files} files.",
            count,
        )
    else:
        said = _n("Silenced {count} finding in {files} files.", "Silenced {count} findings in {files} files.", count)
    print_message(said.format(count=count, files=files))
    if result.left:
        named = [f"{sanitize_path(one.path)}:{one.line} {one.code}" for one in result.left]
        said = _n(
            "A comment cannot silence {count} finding. Correct what is wrong: {places}",
            "A comment cannot silence {count} findings. Correct what is wrong: {places}",
            len(result.left),
        )
        print_message(said.format(count=len(named), places=name_first(named)))
    return result.files
