"""Switching plugins off and on: the list `disable` under `[plugins]` in a workspace's ogpkit.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.files import read_file
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from pathlib import Path

    from ogpkit.workspace.patch import InsertItem, RemoveValue, SetValue

SETTINGS: Final = "ogpkit.toml"

FOLDER: Final = "plugins"
"""Where plugins in one file lie in a workspace."""

_LIST: Final = ("plugins", "disable")


class CannotSwitch(OgpkitError):
    """Raised when the settings cannot be changed as they stand."""


def list_disabled(root: Path, source: bytes | None = None) -> tuple[str, ...]:
    """Return the names of the plugins that a workspace leaves out; none where its settings cannot be read.

    A file that cannot be read is the check's to report; nothing is switched off by it.

    Args:
        source: What its settings are taken to say, whatever the disk says.
    """
    try:
        settings = parse_toml(read_file(root, SETTINGS) if source is None else source)
    except (OSError, NotUtf8, NotToml):
        return ()
    return tuple(name for name in _list_listed(settings) or () if isinstance(name, str))


def list_plugin_files(root: Path, source: bytes | None = None) -> tuple[str, ...]:
    """Return the plugins in one file that a workspace names; none where its settings cannot be read.

    Args:
        source: What its settings are taken to say, whatever the disk says.
    """
    try:
        table = parse_toml(read_file(root, SETTINGS) if source is None else source).get("plugins")
    except (OSError, NotUtf8, NotToml):
        return ()
    names = table.get("files") if isinstance(table, dict) else None
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str))) if isinstance(names, list) else ()


def switch(root: Path, plugin: str, *, on: bool) -> bool:
    """Switch a plugin on or off for a workspace; everything else in its ogpkit.toml stays as it is.

    Args:
        plugin: The plugin's name.
        on: Whether it is to take part.

    Returns:
        Whether anything had to be changed.

    Raises:
        CannotSwitch: The settings cannot be read, or the list is no list.
        ChangedOutside: Somebody else changed the file at the same moment.
        CannotWrite: The disk did not take it.
    """
    from ogpkit.workspace.lock import COMMAND_TIMEOUT, lock_workspace  # noqa: PLC0415  who only asks what is off writes nothing
    from ogpkit.workspace.patch import apply_changes  # noqa: PLC0415  as above
    from ogpkit.workspace.write import file_digest, save  # noqa: PLC0415  as above

    file = root / SETTINGS
    with lock_workspace(root, COMMAND_TIMEOUT):
        try:
            source = read_file(root, SETTINGS)
            settings = parse_toml(source)
        except (OSError, NotUtf8, NotToml) as error:
            reason = getattr(error, "strerror", None) or error
            raise CannotSwitch(
                _("{file} cannot be read: {reason}. Correct it first. `ogpkit check` shows where.").format(
                    file=sanitize_line(str(file)), reason=sanitize_line(str(reason))
                )
            ) from error
        changes = _find_changes(settings, plugin, on=on)
        if changes:
            save(root, SETTINGS, apply_changes(source, changes), file_digest(source))
    return bool(changes)


def _find_changes(
    settings: Mapping[str, object], plugin: str, *, on: bool
) -> list[SetValue | InsertItem | RemoveValue]:
    from ogpkit.workspace.patch import InsertItem, RemoveValue, SetValue  # noqa: PLC0415  as above

    names = _list_listed(settings)
    if names is None:
        table = settings.get("plugins", {})
        if not isinstance(table, Mapping) or "disable" in table:
            raise CannotSwitch(_("In ogpkit.toml, `disable` under [plugins] is not a list of names. Correct it first."))
        return [] if on else [SetValue(_LIST, [plugin])]
    if on:
        places = [index for index, name in enumerate(names) if name == plugin]
        return [RemoveValue((*_LIST, index)) for index in reversed(places)]
    return [] if plugin in names else [InsertItem(_LIST, len(names), plugin)]


def _list_listed(settings: Mapping[str, object]) -> list[object] | None:
    table = settings.get("plugins")
    names = table.get("disable") if isinstance(table, Mapping) else None
    return names if isinstance(names, list) else None
