"""What `ogpkit check` prints: findings in a chosen form, sums, and what fixes change."""

from __future__ import annotations

import os
import sys
from collections import Counter
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from ogpkit.text.i18n import _, _n
from ogpkit.text.sanitize import sanitize, sanitize_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ogpkit.check.autofix import FixResult
    from ogpkit.check.finding import Finding
    from ogpkit.check.render.sarif import CodeDescription
    from ogpkit.check.request import CheckResult

_NAMED: Final = 8
"""How many codes or places a line names; ogpkit's own number."""


class Report(NamedTuple):
    """Everything that is known around some findings.

    Attributes:
        root: The workspace.
        files: How many files were looked at.
        source: Gives the bytes of a file.
        codes: Gives what is known of each code.
        owners: Gives the plugin whose rule bears each code.
        colour: Whether it is for a terminal that has colours.
    """

    root: Path
    files: int
    source: Callable[[str], bytes]
    codes: Callable[[], Mapping[str, CodeDescription]]
    owners: Callable[[], Mapping[str, str]]
    colour: bool = False


def render_findings(form: str, findings: tuple[Finding, ...], report: Report) -> str:
    """Return findings in a form of output; only that form's module is imported.

    Args:
        form: One of `ogpkit.cli.commands.check_options.FORMS`.
        findings: The findings, in their order.
        report: What is known around them.
    """
    if not findings and form in ("text", "concise"):
        return ""
    module = "text" if form == "concise" else form  # one line each, or in full: both are text
    render = getattr(import_module(f"ogpkit.check.render.{module}"), f"render_{form}")
    if form == "text":
        prefix = find_folder_prefix(report.root)
        said = prefix_paths(findings, prefix)
        text: str = render(said, lambda path: report.source(path.removeprefix(prefix)), colour=report.colour)
    elif form == "concise":
        text = render(prefix_paths(findings, find_folder_prefix(report.root)))
    elif form == "junit":
        text = render(prefix_paths(findings, find_repository_prefix(report.root)), report.files)
    elif form == "sarif":
        text = render(findings, report.codes(), find_repository_prefix(report.root), report.owners(), report.source)
    elif form == "markdown":
        text = render(findings, render_summary(findings, report.files, 0))
    elif form in ("github", "gitlab"):
        text = render(findings, find_repository_prefix(report.root))
    else:
        text = render(findings)
    return text


def find_repository_prefix(root: Path) -> str:
    """Return where a workspace lies in its repository, with `/` at the end; empty for the top, and outside of any."""
    from ogpkit.workspace.scan import find_repository_top  # noqa: PLC0415  most forms of output need it not

    inside = root.relative_to(find_repository_top(root)).as_posix()
    return "" if inside == "." else f"{inside}/"


def find_folder_prefix(root: Path) -> str:
    """Return where a workspace lies below the folder that a person stands in, with `/` at the end; empty anywhere else.

    A terminal and an editor open the path of a finding from there.
    """
    try:
        inside = root.relative_to(Path.cwd().resolve()).as_posix()
    except (OSError, ValueError):
        return ""
    return "" if inside == "." else f"{inside}/"


def prefix_paths(findings: Iterable[Finding], prefix: str) -> tuple[Finding, ...]:
    """Return findings whose paths begin with where the workspace lies.

    Args:
        prefix: The folder, with `/` at the end; empty where nothing is to be put before them.
    """
    if not prefix:
        return tuple(findings)
    return tuple(
        attrs.evolve(
            finding,
            path=f"{prefix}{finding.path}",
            related=tuple(attrs.evolve(other, path=f"{prefix}{other.path}") for other in finding.related),
        )
        for finding in findings
    )


def has_colours() -> bool:
    """Tell whether standard output is coloured: FORCE_COLOR asks for it, NO_COLOR forbids it, else a terminal has colours."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def render_statistics(findings: Iterable[Finding], form: str, title: Callable[[str], str]) -> str:
    """Return how many findings there are of each rule, the most first.

    Args:
        form: `json` for programs, anything else for people.
        title: Gives what a rule asks for, by its code.
    """
    counts = sorted(Counter(finding.code for finding in findings).items(), key=lambda one: (-one[1], one[0]))
    if form == "json":
        import json  # noqa: PLC0415

        from ogpkit.text.sanitize import for_json  # noqa: PLC0415

        rows = [{"code": code, "count": count, "title": title(code)} for code, count in counts]
        return for_json(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"
    width = len(str(counts[0][1])) if counts else 0
    return "".join(f"{count:>{width}}  {code}  {sanitize(title(code))}\n" for code, count in counts)


def render_diff(mended: FixResult) -> str:
    """Return what fixes change, as a unified diff.

    Args:
        mended: What they make of the files.
    """
    from difflib import diff_bytes, unified_diff  # noqa: PLC0415

    lines: list[str] = []
    for path, before in mended.before.items():
        named = sanitize_path(path).encode()
        parts = diff_bytes(
            unified_diff,
            before.splitlines(keepends=True),
            mended.after[path].splitlines(keepends=True),
            b"a/" + named,
            b"b/" + named,
        )
        for part in parts:
            text = sanitize(part.decode("utf-8", "backslashreplace").replace("\r\n", "\n"))
            lines.append(text if text.endswith("\n") else f"{text}\n\\ No newline at end of file\n")
    return "".join(lines)


def render_summary(findings: tuple[Finding, ...], files: int, fixable: int, passed_over: int = 0) -> str:
    """Return one line about all findings.

    Args:
        files: How many files were looked at.
        fixable: How many of the findings a safe fix would mend.
        passed_over: How many known findings are not shown.
    """
    said = _sum_up(findings, files, fixable)
    if passed_over:
        known = _n("{count} known finding is not shown.", "{count} known findings are not shown.", passed_over)
        said += " " + known.format(count=passed_over)
    return said


def _sum_up(findings: tuple[Finding, ...], files: int, fixable: int) -> str:
    if not files:
        return _("ogpkit checked no files.")
    if not findings:
        return _n("Nothing is wrong in {files} file.", "Nothing is wrong in {files} files.", files).format(files=files)
    said = _n(
        "{count} finding in {touched} of {files} files.",
        "{count} findings in {touched} of {files} files.",
        len(findings),
    ).format(count=len(findings), touched=len({finding.path for finding in findings}), files=files)
    if fixable:
        said += " " + _n("{count} can be fixed with --fix.", "{count} can be fixed with --fix.", fixable).format(
            count=fixable
        )
    return said


def render_left_open(inspection: CheckResult) -> str:
    """Return one line about what could not be asked; empty where everything could.

    Args:
        inspection: What was found.
    """
    if inspection.is_cut_short:
        return _("ogpkit checked nothing else. Correct ogpkit.toml first, because it says what to check.")
    codes = inspection.left_open
    if not codes:
        return ""
    return _n(
        "ogpkit could not complete {count} rule, because it could not read what the rule needs: {codes}",
        "ogpkit could not complete {count} rules, because it could not read what they need: {codes}",
        len(codes),
    ).format(count=len(codes), codes=name_first(codes))


def name_first(names: Sequence[str]) -> str:
    """Return the first of some names on one line, with a mark where there are more.

    Args:
        names: All of them.
    """
    return ", ".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])


def explain_missed(path: str, exclude: Sequence[str]) -> str:
    """Return why nothing was looked at where somebody asked for it, and what to do.

    Args:
        path: The file or folder, relative to the workspace.
        exclude: The path patterns that the settings leave out.
    """
    from ogpkit.workspace.scan import is_matched  # noqa: PLC0415  a call that looks at what it names needs it not

    if is_matched(path, exclude) or is_matched(f"{path}/", exclude):
        said = _("{path} was not checked: exclude in ogpkit.toml leaves it out.")
    elif any(part.startswith(".") for part in path.split("/")):
        said = _("{path} was not checked: it is hidden, because a name in its path begins with a dot.")
    elif not os.path.splitext(path)[1]:  # noqa: PTH122
        said = _("{path} was not checked: there is no plan file there.")
    else:
        said = _(
            "{path} was not checked: it is not a plan file. Plan files are in the folders of the workspace and end in .toml."
        )
    return said.format(path=sanitize_path(path))


def write_step_summary(findings: Iterable[Finding], files: int, passed_over: int) -> None:
    """Add a table of the findings to the page of a run of GitHub Actions; nothing outside of one.

    Args:
        files: How many files were looked at.
        passed_over: How many known findings are not shown.
    """
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if not place or os.environ.get("GITHUB_ACTIONS") != "true":
        return
    from ogpkit.check.render.markdown import render_markdown  # noqa: PLC0415

    found = tuple(findings)
    text = render_markdown(found, render_summary(found, files, 0, passed_over))
    with suppress(OSError), open(place, "a", encoding="utf-8") as page:  # noqa: PTH123  the step's own page, to be added to
        page.write(text)
