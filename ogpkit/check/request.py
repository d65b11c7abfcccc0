"""What a look at a workspace is about, and what it has found: tuples, because a result that is known imports nothing more."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from ogpkit.check.finding import Finding
    from ogpkit.model.vocabulary import Severity
    from ogpkit.workspace.settings import CalendarUse


class CheckRequest(NamedTuple):
    """Request that says what a look is to be about.

    Attributes:
        only: Files and folders to which it is limited; empty for all.
        select: Selectors of rules; empty for those of the settings.
        ignore: Selectors of rules to leave out besides.
        least: The least severity; None for that of the settings.
        today: The day; None for the present one.
        calendar: What becomes of findings that come with the calendar alone; None for what the settings say.
        each: Whether findings that say the same of several places are told for each place, so that each can be mended.
    """

    only: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    least: Severity | None = None
    today: date | None = None
    calendar: CalendarUse | None = None
    each: bool = False


class CheckResult(NamedTuple):
    """Result of a look.

    Attributes:
        findings: The findings, in their order.
        files: How many files were looked at.
        baseline: The file of known findings that the settings name, if they do.
        exclude: The path patterns that the settings leave out.
        digests: Of what was read, by path.
        left_open: The codes of rules that could not be asked everywhere, because a file could not be understood.
        is_cut_short: Whether only ogpkit.toml was looked at, because it does not say what to look at.
        fail_on: The least severity that fails a check, as the settings say.
        calendar: What the settings say becomes of findings that come with the calendar alone.
        missed: The files and folders to which the look was limited, and in which there was nothing to look at.
    """

    findings: tuple[Finding, ...]
    files: int
    baseline: str = ""
    exclude: tuple[str, ...] = ()
    digests: Mapping[str, str] = MappingProxyType({})
    left_open: tuple[str, ...] = ()
    is_cut_short: bool = False
    fail_on: str = "warning"
    calendar: str = "fail"
    missed: tuple[str, ...] = ()


def make_reader(root: Path, instead: Mapping[str, bytes]) -> Callable[[str], bytes]:
    """Return what gives the bytes of a file of a workspace.

    Args:
        instead: What some files are taken to hold, by path.
    """
    from ogpkit.workspace.files import read_file  # noqa: PLC0415  a result that is known needs it not

    return lambda path: instead[path] if path in instead else read_file(root, path)
