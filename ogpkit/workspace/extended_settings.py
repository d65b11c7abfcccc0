"""Settings of the check that several workspaces share: `extend` under `[check]` names the file that has them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.schema.convert import read_entity
from ogpkit.schema.fields import fields_of
from ogpkit.schema.mismatch import Mismatches
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.files import read_file
from ogpkit.workspace.scan import find_repository_top
from ogpkit.workspace.settings import CheckSettings
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_FILES: Final = 5
"""Files of which each may extend the next; ogpkit's own number."""


class CannotExtend(OgpkitError):
    """Raised when settings cannot be had from the file that others extend.

    Attributes:
        remedy: What to do, translated.
    """

    def __init__(self, message: str, remedy: str) -> None:
        """Say what is wrong and what to do.

        Args:
            remedy: What to do, translated.
        """
        super().__init__(message)
        self.remedy = remedy


@attrs.frozen
class SharedSettings:
    """Settings of the check with all that they extend.

    Attributes:
        check: What holds.
        origins: The file that says so, as the settings name it, by key; the workspace's own keys are not among them.
    """

    check: CheckSettings
    origins: Mapping[str, str] = attrs.field(factory=dict, hash=False)


def extend_settings(root: Path, own: CheckSettings, said: Mapping[str, object]) -> SharedSettings:
    """Return settings of the check where each key that they leave out says what the file that they extend says.

    Args:
        root: The workspace.
        own: The settings.
        said: The keys that they have in their file.

    Raises:
        CannotExtend: The file is not there, lies outside of the repository, cannot be read, or extends itself.
    """
    known = dict.fromkeys(said, "")
    values = {field.name: getattr(own, field.name) for field in fields_of(CheckSettings)}
    folder, name, seen = root, own.extend, {os.path.realpath(root / "ogpkit.toml")}
    while name:
        file = _locate(folder, name)
        if str(file) in seen or len(seen) > MOST_FILES:
            raise CannotExtend(
                _("{file} extends itself by way of other files.").format(file=sanitize_line(name)),
                _("Delete extend from one of the files."),
            )
        seen.add(str(file))
        table = _read_table(root, file, name)
        base = _read_settings(table, name)
        for field in fields_of(CheckSettings):
            if field.key in table and field.key not in known:
                known[field.key] = name
                values[field.name] = getattr(base, field.name)
        folder, name = file.parent, base.extend
    origins = {key: file for key, file in known.items() if file and key != "extend"}
    return SharedSettings(attrs.evolve(own, **values | {"extend": own.extend}), origins)


def _locate(folder: Path, name: str) -> Path:
    try:
        return Path(os.path.realpath(folder / name))
    except (OSError, ValueError) as error:  # a name that no file can have
        raise CannotExtend(
            _("{file} cannot be read: {reason}.").format(file=sanitize_line(name), reason=error),
            _("Correct its path, or delete extend. The path starts at the folder of this file."),
        ) from error


def _read_table(root: Path, file: Path, name: str) -> dict[str, Any]:
    top = find_repository_top(Path(os.path.realpath(root)))
    shown = sanitize_line(name)
    if not file.is_relative_to(top):
        raise CannotExtend(
            _("{file} is outside the repository.").format(file=shown),
            _("Name a file in the repository. The path starts at this folder."),
        )
    try:
        content = parse_toml(read_file(top, file.relative_to(top).as_posix()))
    except OSError as error:
        raise CannotExtend(
            _("{file} cannot be read: {reason}.").format(file=shown, reason=error.strerror or ""),
            _("Correct its path, or delete extend. The path starts at the folder of this file."),
        ) from error
    except (NotToml, NotUtf8) as error:
        raise CannotExtend(
            _("{file}:{line}:{column} is not TOML: {reason}.").format(
                file=shown, line=error.line, column=error.column, reason=error.reason
            ),
            _("Correct that file."),
        ) from error
    table = content.get("check", {})
    return table if isinstance(table, dict) else {}


def _read_settings(table: dict[str, Any], name: str) -> CheckSettings:
    try:
        return read_entity(table, CheckSettings)
    except Mismatches as error:
        first = error.found[0]
        raise CannotExtend(
            _("In {file}: {message}").format(file=sanitize_line(name), message=first.message), first.remedy
        ) from error
