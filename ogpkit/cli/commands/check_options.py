"""The options of `ogpkit check`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import click

from ogpkit.cli.options import day_or_today

if TYPE_CHECKING:
    from datetime import date, datetime

F = TypeVar("F", bound=Callable[..., Any])

FORMS: Final = ("text", "concise", "json", "github", "gitlab", "markdown", "sarif", "junit")


class Options(NamedTuple):
    """Options of a call of `ogpkit check`; a tuple, because a result that is known imports nothing more.

    Attributes:
        paths: The files and folders to which the findings are limited.
        form: The format of the output.
        today: The day on which the workspace is looked at; the present one where none is given.
        workspace: The workspace.
        select: Selectors of rules, in capitals.
        ignore: Likewise.
        min_severity: The least severity, or None.
        fail_on: The least severity that fails the run; None for what the settings say.
        calendar: What becomes of findings that come with the calendar alone, likewise.
        exit_zero: Whether findings do not fail the run.
        show_files: Whether to list the files that are looked at, and to look at none.
        show_settings: Whether to tell the settings that hold, and to look at nothing.
        statistics: Whether to count the findings instead of showing them.
        output_file: Where the output goes; None for standard output.
        overwrite: Whether that file is replaced whoever wrote what is in it.
        baseline: The file of known findings.
        write_baseline: Whether to make that file.
        changed: The commit since which files must have changed, or None.
        watch: Whether to check again after every change.
        stdin_filename: The file whose content is read from standard input.
        fix: Whether to make fixes.
        diff: Whether to show what they would change.
        unsafe_fixes: Whether to make those too that somebody should look at.
        add_suppressions: Whether to write comments that silence the findings.
        reason: The reason in these comments; None where none is given.
        cache: Whether results may be taken from an earlier run.
    """

    paths: tuple[Path, ...]
    form: str
    today: date
    workspace: Path | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    min_severity: str | None
    fail_on: str | None
    calendar: str | None
    exit_zero: bool
    show_files: bool
    show_settings: bool
    statistics: bool
    output_file: Path | None
    overwrite: bool
    baseline: Path | None
    write_baseline: bool
    changed: str | None
    watch: bool
    stdin_filename: Path | None
    fix: bool
    diff: bool
    unsafe_fixes: bool
    add_suppressions: bool
    reason: str | None
    cache: bool

    @property
    def mends(self) -> bool:
        """Tell whether fixes are made, or shown."""
        return self.fix or (self.diff and not self.add_suppressions)

    @property
    def writes(self) -> bool:
        """Tell whether files are changed, or it is shown how."""
        return self.mends or self.add_suppressions


def _split_codes(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.strip().upper() for several in given for one in several.split(",") if one.strip())


def _parse_day(_context: click.Context, _option: click.Parameter, given: datetime | None) -> date:
    return day_or_today(given)


def check_options(function: F) -> F:
    """Give a command the options of `ogpkit check`.

    Args:
        function: The command's function, which takes them as keyword arguments.
    """
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


_FILE: Final = click.Path(dir_okay=False, path_type=Path)

_OPTIONS: Final[tuple[Callable[[Any], Any], ...]] = (
    click.option(
        "--format",
        "form",
        type=click.Choice(FORMS),
        default=FORMS[0],
        show_default=True,
        help="The format of the output.",
    ),
    click.option(
        "--output-file", type=_FILE, metavar="FILE", help="Save the findings in FILE, not in standard output."
    ),
    click.option(
        "--overwrite",
        is_flag=True,
        help="With --output-file: replace FILE even if ogpkit did not write it.",
    ),
    click.option(
        "--select",
        multiple=True,
        callback=_split_codes,
        metavar="CODES",
        help="Check only these rules. Give codes or the beginning of codes, for example ELI,COM001.",
    ),
    click.option("--ignore", multiple=True, callback=_split_codes, metavar="CODES", help="Leave these rules out."),
    click.option(
        "--min-severity",
        type=click.Choice(["error", "warning", "advice"]),
        help="Leave out findings below this severity.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "advice"]),
        help="Exit with 1 only for findings of at least this severity. The default is warning.",
    ),
    click.option(
        "--calendar",
        type=click.Choice(["fail", "show", "hide"]),
        help="What to do with findings that are new because of the date, without a change to a file.",
    ),
    click.option(
        "--changed",
        is_flag=False,
        flag_value="HEAD",
        metavar="[=REF]",
        help="Show only what is new in git since this branch left REF, in any file. Without REF, since the last commit.",
    ),
    click.option("--baseline", type=_FILE, metavar="FILE", help="Leave out the known findings that FILE lists."),
    click.option("--write-baseline", is_flag=True, help="Save all current findings in the baseline file."),
    click.option("--fix", is_flag=True, help="Make all safe fixes, and show what is left."),
    click.option(
        "--diff", is_flag=True, help="Show what --fix or --add-suppressions would change, without changing it."
    ),
    click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: include fixes that you need to review."),
    click.option(
        "--add-suppressions",
        "--add-silences",
        is_flag=True,
        help="Silence every finding with a comment on its line. Give the reason with --reason.",
    ),
    click.option("--reason", metavar="TEXT", help="With --add-suppressions: why the rules do not apply."),
    click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them."),
    click.option("--show-files", is_flag=True, help="List the files to check, without checking them."),
    click.option(
        "--show-settings",
        is_flag=True,
        help="Show the settings in use and where each comes from, without checking files.",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings."),
    click.option("--watch", is_flag=True, help="Check again whenever a file changes. Press Ctrl+C to stop."),
    click.option(
        "--stdin-filename",
        type=click.Path(path_type=Path),
        metavar="PATH",
        help="Read the file PATH from standard input, and all other files from the disk.",
    ),
    click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=_parse_day,
        metavar="DATE",
        help="The date to use instead of today, for example 2013-06-30.",
    ),
    click.option("--cache/--no-cache", default=True, help="Use the results of earlier runs. This is the default."),
    click.option(
        "--workspace",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The workspace. The default is the nearest ogpkit.toml in this folder or above it.",
    ),
)
