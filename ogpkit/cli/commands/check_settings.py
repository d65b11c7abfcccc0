"""`ogpkit check --show-settings`: the settings that hold for a check, and where each comes from."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from ogpkit.check.selection import RuleSelection
from ogpkit.errors import OgpkitError
from ogpkit.model.vocabulary import Severity
from ogpkit.schema.convert import toml_value
from ogpkit.schema.fields import fields_of
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import for_json
from ogpkit.workspace.extended_settings import CannotExtend, extend_settings
from ogpkit.workspace.files import read_file
from ogpkit.workspace.load import read_own_settings, read_settings
from ogpkit.workspace.patch import has_value, value_at
from ogpkit.workspace.positions import Positions
from ogpkit.workspace.scan import SETTINGS
from ogpkit.workspace.settings import CalendarUse, CheckSettings, WorkspaceSettings
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ogpkit.cli.commands.check_options import Options
    from ogpkit.schema.fields import Field
    from ogpkit.schema.kinds import Kinds

_OPTIONS: Final = {
    "select": "--select",
    "ignore": "--ignore",
    "min-severity": "--min-severity",
    "fail-on": "--fail-on",
    "calendar": "--calendar",
    "baseline": "--baseline",
}
"""The option that sets something for one call, by key."""


class EffectiveSetting(NamedTuple):
    """Setting as it holds for a check.

    Attributes:
        key: Its key path in ogpkit.toml.
        value: What holds, as JSON and TOML have it.
        line: The line of ogpkit.toml that says so; 0 where none does.
        option: The option that says so, alone or besides; empty where none does.
        file: The file that ogpkit.toml extends and that says so; empty where none does.
    """

    key: str
    value: object
    line: int = 0
    option: str = ""
    file: str = ""


def list_effective_settings(root: Path, kinds: Kinds, options: Options) -> Iterator[EffectiveSetting]:
    """Yield every setting that a check heeds, in the order of the documentation.

    Args:
        root: The workspace.
        options: What was asked for in the call.
    """
    settings = read_settings(root, kinds, {})
    lines = _Lines(root)
    origins = lines.find_origins(root, read_own_settings(root, kinds, {}).check)
    of_files = next(field for field in fields_of(WorkspaceSettings) if field.name == "exclude")
    exclude = settings.workspace.exclude
    yield EffectiveSetting("workspace.exclude", toml_value(exclude), lines.find("workspace", of_files, exclude))
    chosen = RuleSelection.from_settings(settings.check).narrow(
        options.select,
        options.ignore,
        Severity(options.min_severity) if options.min_severity else None,
        CalendarUse(options.calendar) if options.calendar else None,
    )
    now: dict[str, object] = {
        "select": chosen.select,
        "ignore": chosen.ignore,
        "min-severity": chosen.least,
        "calendar": chosen.calendar,
        "fail-on": options.fail_on or settings.check.fail_on,
        "baseline": str(options.baseline) if options.baseline else settings.check.baseline,
    }
    for field in fields_of(CheckSettings):
        said = getattr(settings.check, field.name)
        value = now.get(field.key, said)
        line = lines.find("check", field, said)
        option = _OPTIONS.get(field.key, "")
        is_given = bool(option) and bool(getattr(options, option.removeprefix("--").replace("-", "_")))
        # --select takes the place of both lists, for what is asked for is shown; --ignore alone adds to what the file says
        is_replaced = (is_given and field.key != "ignore") or (field.key == "ignore" and bool(options.select))
        if field.key == "ignore" and options.select and line:
            option, is_given = "--select", True
        file = "" if is_replaced else origins.get(field.key, "")
        yield EffectiveSetting(
            f"check.{field.key}", toml_value(value), 0 if is_replaced else line, option if is_given else "", file
        )


class _Lines:
    """Lines of the keys of ogpkit.toml; none where the file is not there or is no TOML."""

    def __init__(self, root: Path) -> None:
        self._content: dict[str, object] = {}
        with suppress(OSError, OgpkitError):
            source = read_file(root, SETTINGS)
            self._content = parse_toml(source)
            self._positions = Positions.of(source)

    def find_origins(self, root: Path, own: CheckSettings) -> Mapping[str, str]:
        """Return the file that says what ogpkit.toml only extends, by key."""
        table = self._content.get("check")
        with suppress(CannotExtend):
            return extend_settings(root, own, table if isinstance(table, dict) else {}).origins if own.extend else {}
        return {}

    def find(self, table: str, field: Field, value: object) -> int:
        """Return the line of a key; 0 where it has none, or where what it says cannot be understood and the default holds."""
        at = (table, field.key)
        if not has_value(self._content, at):
            return 0
        is_lost = value == field.default and value_at(self._content, at) != toml_value(value)
        return 0 if is_lost else self._positions.place_of_key(at).line


def render_settings(settings: Iterable[EffectiveSetting], form: str) -> str:
    """Return settings as text: TOML with the origin of each as a comment, or JSON.

    Args:
        settings: The settings.
        form: `json` for programs, anything else for people.
    """
    if form == "json":
        rows = [
            {
                "key": one.key,
                "value": one.value,
                "line": one.line or None,
                "option": one.option or None,
                "file": one.file or None,
            }
            for one in settings
        ]
        return for_json(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"
    return "".join(f"{one.key} = {_format_value(one.value)}  # {_describe_origin(one)}\n" for one in settings)


def _format_value(value: object) -> str:
    if isinstance(value, dict):
        pairs = ", ".join(f"{_format_value(key)} = {_format_value(one)}" for key, one in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_format_value, value))}]"
    return for_json(json.dumps(value, ensure_ascii=False))


def _describe_origin(setting: EffectiveSetting) -> str:
    places = [f"{SETTINGS}:{setting.line}"] if setting.line else [setting.file] if setting.file else []
    if setting.option:
        places.append(setting.option)
    return ", ".join(places) or _("default")
