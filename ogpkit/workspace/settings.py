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
        name: The name that people use for it.
        languages: The languages of the workspace. Texts without a language are in the first language.
        exclude: Path patterns of files that are not plan files, for example `tools/**`.
        about: What the workspace shows, in two or three sentences. The page of the tours begins with this text.
        licence: The licence of the data on the portal: a short name such as `CC-BY-4.0`, or its web address.
    """

    name: str | None = None
    languages: tuple[LanguageCode, ...] = ("en",)
    exclude: tuple[str, ...] = ()
    about: Annotated[Translated, Length.LONG] | None = None
    licence: str = ""


@attrs.frozen(kw_only=True)
class PortalSettings:
    """Settings of the website that `ogpkit portal` builds.

    Attributes:
        address: The web address of the website. Feeds, calendars, search engines and services that show links need it.
        contact: Whom readers can ask about the website: an e-mail address or a web address.
        endpoint: The web address of a program of yours that takes what people write into forms.
        accessibility: What some readers cannot use on the website, and how they can get it. The accessibility page shows it.
        colour: The colour of the head of each page, for example `#0b3d5c`. White text must be readable on it.
        accent: The colour of links, buttons and bars, for example `#0b4f8a`. It must be readable on white.
        logo: A picture in `templates/assets` that each page shows beside the name of the website, for example `logo.svg`.
        typeface: The typeface of the website, if the reader's computer has it, for example `Noto Sans`.
        footer: The text at the foot of each page, for example who publishes the website.
    """

    address: str = ""
    contact: str = ""
    endpoint: str = ""
    accessibility: Annotated[Translated, Length.LONG] | None = None
    colour: str = ""
    accent: str = ""
    logo: str = ""
    typeface: str = ""
    footer: Annotated[Translated, Length.LONG] | None = None


@attrs.frozen(kw_only=True)
class PluginSettings:
    """Which plugins are in use.

    Attributes:
        disable: Names of installed plugins to leave out.
        require: Names of plugins that the workspace requires.
        files: Plugins in one file, in the folder `plugins`, for example `ministries.py`. Each runs only on machines
            where someone trusts it.
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
    """What to do with findings that are new because of the date alone."""

    FAIL = "fail"
    SHOW = "show"
    HIDE = "hide"


@attrs.frozen(kw_only=True)
class CheckSettings:
    """Settings that say what the check looks at.

    A rule is named by its code, or several by what their codes begin with: `ELI003`, or `ELI` for all of a plugin.

    Attributes:
        extend: Another file, by its path from this folder. Its `[check]` table applies to keys that this file does not have.
        select: Codes of the rules to check. The default is all rules.
        ignore: Codes of rules to leave out.
        min_severity: Findings below this severity are left out.
        baseline: A file with known findings that are left out, for example `known-findings.toml`.
        per_file_ignores: Codes of rules to leave out, by path pattern.
        severity: The severity of findings in this workspace, by the code of the rule. The longest matching code applies.
        fail_on: The lowest severity that makes a check fail.
        calendar: What to do with findings that are new because of the date alone.
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
        plugins: Which plugins are in use.
        check: What to check.
        portal: The website.
    """

    workspace: WorkspaceSettings = attrs.field(factory=WorkspaceSettings)
    plugins: PluginSettings = attrs.field(factory=PluginSettings)
    check: CheckSettings = attrs.field(factory=CheckSettings)
    portal: PortalSettings = attrs.field(factory=PortalSettings)


def is_chosen(code: str, selectors: Iterable[str]) -> bool:
    """Tell whether some selector means a code.

    Args:
        selectors: Codes, or what codes begin with.
    """
    return any(code.startswith(selector) for selector in selectors if selector)
