"""What `ogpkit.toml` may say about a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

import attrs

from ogpkit.model.annotations import LanguageCode, Length
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import Choice, Severity


@attrs.frozen(kw_only=True)
class WorkspaceSettings:
    """Settings of the workspace itself.

    Attributes:
        name: What a person calls it.
        languages: The languages in which it is written; the first is the language of plain strings.
        exclude: Path patterns of files that are no plan files, for example `tools/**`.
        about: What one sees in it, in two or three sentences; the page of the tours begins with them.
    """

    name: str | None = None
    languages: tuple[LanguageCode, ...] = ("en",)
    exclude: tuple[str, ...] = ()
    about: Annotated[Translated, Length.LONG] | None = None


@attrs.frozen(kw_only=True)
class PluginSettings:
    """Which plugins take part.

    Attributes:
        disable: Names of installed plugins to leave out.
        require: Names of plugins without which the workspace is not complete.
        files: Plugins in one file, in the folder `plugins`, for example `ministries.py`; each runs only where somebody has
            agreed to it.
    """

    disable: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@attrs.frozen
class UnreadSettings:
    """Table under `[plugins]` that no plugin reads, because it is not installed or has no settings.

    Attributes:
        keys: The keys in it.
    """

    keys: tuple[str, ...] = ()


class CalendarUse(Choice):
    """What becomes of findings that come with the calendar alone."""

    FAIL = "fail"
    SHOW = "show"
    HIDE = "hide"


@attrs.frozen(kw_only=True)
class CheckSettings:
    """Settings that say what the check looks at.

    A rule is named by its code, or several by what their codes begin with: `ELI003`, or `ELI` for all of a plugin.

    Attributes:
        extend: Another file, from this folder on, whose `[check]` table holds where this one says nothing.
        select: Codes of the rules to check; all when left out.
        ignore: Codes of rules to leave out.
        min_severity: Findings that matter less than this are left out.
        baseline: A file with known findings that are left out, for example `known-findings.toml`.
        per_file_ignores: Codes of rules to leave out, by path pattern.
        severity: How much the findings of rules matter here, by code; the longest code that fits decides.
        fail_on: The least severity of a finding that fails a check.
        calendar: What becomes of findings that come with the calendar alone.
    """

    extend: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: Severity = attrs.field(default=Severity.ADVICE, metadata={"key": "min-severity"})
    baseline: str = ""
    per_file_ignores: Mapping[str, tuple[str, ...]] = attrs.field(
        factory=dict,
        hash=False,
        metadata={"key": "per-file-ignores"},
    )
    severity: Mapping[str, Severity] = attrs.field(factory=dict, hash=False)
    fail_on: Severity = attrs.field(default=Severity.WARNING, metadata={"key": "fail-on"})
    calendar: CalendarUse = CalendarUse.FAIL


@attrs.frozen(kw_only=True)
class Settings:
    """Settings of a workspace, one file at its root.

    Attributes:
        workspace: The workspace itself.
        plugins: Which plugins take part.
        check: What the check looks at.
    """

    workspace: WorkspaceSettings = attrs.field(factory=WorkspaceSettings)
    plugins: PluginSettings = attrs.field(factory=PluginSettings)
    check: CheckSettings = attrs.field(factory=CheckSettings)


def is_chosen(code: str, selectors: Iterable[str]) -> bool:
    """Tell whether some selector means a code.

    Args:
        selectors: Codes, or what codes begin with.
    """
    return any(code.startswith(selector) for selector in selectors if selector)
