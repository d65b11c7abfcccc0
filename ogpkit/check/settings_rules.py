"""Names in `ogpkit.toml` that nothing answers to: plugins that are not installed, codes of no rule, patterns of no file."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.suggestions import find_near_codes, spelling_fix
from ogpkit.plugins.discovery import CORE
from ogpkit.plugins.fixes import Fix
from ogpkit.plugins.rules import Problem
from ogpkit.schema.suggest import nearest_word
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import is_text, sanitize_line
from ogpkit.workspace.files import Reader
from ogpkit.workspace.load import read_ignore_list
from ogpkit.workspace.scan import SETTINGS, is_matched, scan
from ogpkit.workspace.settings import UnreadSettings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.manager import Plugins
    from ogpkit.schema.kinds import Kinds
    from ogpkit.workspace.content import Document
    from ogpkit.workspace.settings import Settings


_TAIL: Final = re.compile(r"/(?:\*\*?/?)*$")
"""What makes a pattern of the name of a folder."""


def check_names(settings: Settings, plugins: Plugins) -> Iterator[Problem]:
    """Yield what the settings leave out although it is not there, and is thus probably misspelt: the code OGP015.

    A name with control characters is a finding of its value already.

    Args:
        settings: The workspace's settings.
    """
    installed = sorted({plugin.name for plugin in plugins.installed} - {CORE})
    for position, name in enumerate(settings.plugins.disable):
        at: KeyPath = ("plugins", "disable", position)
        if name == CORE:
            yield Problem(message=_("You cannot switch off the core."), remedy=_("Delete it."), at=at)
        elif name not in installed and is_text(name, on_one_line=True):
            yield _report_unknown_plugin(name, at, installed)
    codes = list_codes(plugins)
    for at, code in _list_codes(settings):
        if (
            is_text(code, on_one_line=True)
            and not any(known.startswith(code) for known in codes if code)
            and not _may_be_of_an_absent_plugin(code, codes, plugins)
        ):
            yield _report_unknown_rule(code, at, sorted(codes))


def check_unread_settings(document: Document[object], plugins: Plugins) -> Iterator[Problem]:
    """Yield settings that no plugin reads although one of that name, or nearly, is there: the code OGP015.

    Those of a plugin that is not installed, or does not take part, wait for it.

    Args:
        document: The file of the settings.
    """
    states = {plugin.name: plugin.state for plugin in plugins.installed}
    known = [owned.plugin for owned in plugins.settings]
    for at, table in document.extensions.items():
        name = str(at[-1])
        if not isinstance(table, UnreadSettings) or not is_text(name, on_one_line=True):
            continue
        near = nearest_word(name, known) if name not in states else ""
        if near:
            yield Problem(
                message=_("The plugin “{name}” is not installed.").format(name=sanitize_line(name)),
                remedy=_("Rename the table to [plugins.{near}], or install its plugin.").format(near=near),
                at=at,
            )
        elif states.get(name) == "on":
            yield Problem(
                message=_("The plugin “{name}” has no settings.").format(name=sanitize_line(name)),
                remedy=_("Delete the table."),
                at=at,
            )


def check_required_plugins(settings: Settings, plugins: Plugins) -> Iterator[Problem]:
    """Yield plugins that a workspace requires and that do not take part: the code OGP018.

    Args:
        settings: The workspace's settings.
    """
    states = {plugin.name: plugin.state for plugin in plugins.installed}
    remedies = {
        "": _("Install it, or delete it from require."),
        "off": _("Delete it from disable or from require."),
        "failed": _("Read the finding about it, or delete it from require."),
    }
    for position, name in enumerate(settings.plugins.require):
        state = states.get(name, "")
        if state != "on":
            message = _(
                "This workspace requires the plugin “{name}”, but it is not in use. ogpkit does not check its rules."
            )
            yield Problem(
                message=message.format(name=sanitize_line(name)),
                remedy=remedies[state],
                at=("plugins", "require", position),
            )


def check_patterns(
    root: Path, settings: Settings, kinds: Kinds, paths: Collection[str]
) -> Iterator[tuple[str, Problem]]:
    """Yield path patterns of the settings that match nothing, OGP029, and exclusions that leave nothing, OGP028.

    Args:
        root: The workspace.
        settings: Its settings.
        kinds: The kinds of files that there are.
        paths: The files that are looked at.
    """
    yield from check_ignore_patterns(settings, paths)
    exclude = settings.workspace.exclude
    if not exclude:
        return
    everything = {entry.path for entry in scan(root)}
    with Reader(root) as reader:
        ignored = {line.strip("/") for line in read_ignore_list(reader).lines}
    for position, pattern in enumerate(exclude):
        folder = _TAIL.sub("", pattern)
        is_used = any(is_matched(path, [pattern]) for path in everything) or is_within_workspace(root, folder)
        if not is_used and folder.strip("/") not in ignored and is_text(pattern, on_one_line=True):
            yield "OGP029", _report_idle(pattern, ("workspace", "exclude", position))
    left = {path for path in paths if not is_matched(path, exclude)}  # while somebody edits, they are read already
    if not left - {SETTINGS} and any(map(kinds.match_path, everything - {SETTINGS})):
        message = _("exclude leaves out every file of this workspace, so nothing is checked.")
        remedy = _("Name only files that are not plan files, for example tools/**.")
        yield "OGP028", Problem(message=message, remedy=remedy, at=("workspace", "exclude"))


def check_ignore_patterns(settings: Settings, paths: Collection[str]) -> Iterator[tuple[str, Problem]]:
    """Yield path patterns for which rules are left out and that match nothing: the code OGP029.

    Args:
        settings: The settings of a workspace.
        paths: The files that are looked at.
    """
    for pattern in settings.check.per_file_ignores:
        if is_text(pattern, on_one_line=True) and not any(is_matched(path, [pattern]) for path in paths):
            yield "OGP029", _report_idle(pattern, ("check", "per-file-ignores", pattern))


def _report_idle(pattern: str, at: KeyPath) -> Problem:
    return Problem(
        message=_("The pattern “{pattern}” matches no file.").format(pattern=sanitize_line(pattern)),
        remedy=_(
            "Correct it, or delete it. Patterns start at the folder of ogpkit.toml. Use ** for any number of folders."
        ),
        at=at,
    )


def is_within_workspace(root: Path, path: str) -> bool:
    """Tell whether something of this name is there, whatever it is, and lies in the workspace.

    Args:
        path: Relative to it, with `/`.
    """
    if not path or "\0" in path or "*" in path or "?" in path:
        return False
    home = os.path.realpath(root)
    try:
        place = os.path.realpath(os.path.join(home, path))  # noqa: PTH118
        return place.startswith(home + os.sep) and os.path.lexists(place)
    except (OSError, ValueError):  # a name that no file can have
        return False


def list_codes(plugins: Plugins) -> set[str]:
    """Return the codes of all findings that there can be."""
    return {code.code for code in FAULT_CODES} | {rule.value.code for rule in plugins.rules}


def _list_codes(settings: Settings) -> Iterator[tuple[KeyPath, str]]:
    for key in ("select", "ignore"):
        for position, code in enumerate(getattr(settings.check, key)):
            yield ("check", key, position), code
    for code in settings.check.severity:
        yield ("check", "severity", code), code
    for pattern, codes in settings.check.per_file_ignores.items():
        for position, code in enumerate(codes):
            yield ("check", "per-file-ignores", pattern, position), code


def _may_be_of_an_absent_plugin(code: str, codes: set[str], plugins: Plugins) -> bool:
    """Tell whether the code has letters of its own, and some plugin that could have given it is switched off or failed."""
    is_formed = len(code) == 6 and code[:3].isupper() and code[3:].isdigit()  # noqa: PLR2004  three letters, three digits
    is_of_its_own = all(known[:3] != code[:3] for known in codes)
    return is_formed and is_of_its_own and any(plugin.state != "on" for plugin in plugins.installed)


def _report_unknown_plugin(name: str, at: KeyPath, installed: list[str]) -> Problem:
    near = nearest_word(name, installed)
    return Problem(
        message=_("The plugin “{name}” is not installed.").format(name=sanitize_line(name)),
        remedy=_("Write {near}, or delete it.").format(near=f'"{near}"') if near else _("Delete it."),
        at=at,
        fix=spelling_fix(at, name, near) if near else None,
    )


def _report_unknown_rule(code: str, at: KeyPath, codes: list[str]) -> Problem:
    meant, near = code.strip().upper(), find_near_codes(code, codes)
    remedy = _("Delete it, or write the correct code. To list all codes, run “ogpkit explain”.")
    if near:
        remedy = _("Write the correct code, perhaps {near}, or delete it.").format(near=", ".join(near))
    return Problem(
        message=_("No rule has the code “{code}”.").format(code=sanitize_line(code)),
        remedy=remedy,
        at=at,
        fix=Fix(title=_("Write {value}").format(value=meant), at=at, value=meant)
        if meant in codes
        else None,  # the nearest code would leave another rule out
    )
