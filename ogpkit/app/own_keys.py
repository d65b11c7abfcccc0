"""Keys that a person has set: the table `[keys]` of their own `ogpkit.toml`, with the names of actions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs
from textual.keys import Keys

from ogpkit.app.keys import GROUPS, SWALLOWED, format_key
from ogpkit.text.i18n import N_, _, join_list
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.user_files import read_user_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KEY: Final = re.compile(r"(?:(?:ctrl|alt|shift)\+)+[a-z0-9]|(?:(?:ctrl|alt|shift)\+)*f(?:[1-9]|1[0-9]|2[0-4])")
_NAMED: Final = frozenset(one.value for one in Keys)
_TYPING: Final = re.compile(
    r"(?:shift\+)?[a-z0-9]|enter|tab|space|backspace|delete|up|down|left|right|home|end|shift\+tab"
)
"""Keys without which nobody could write or move."""


_NO_TEXT: Final = N_('[keys] says nothing for “{name}”. Write a key in quotes, for example "ctrl+k".')
_UNKNOWN: Final = N_(
    '[keys] gives “{name}” the key “{key}”, which does not exist. Write for example "f11" or "ctrl+k".'
)
_TYPED: Final = N_(
    "[keys] gives “{name}” the key “{key}”, which is needed for writing and moving. Add ctrl+ or alt+ to it."
)
_KEPT: Final = N_("[keys] gives “{name}” the key “{key}”, which terminals keep for themselves. Choose another one.")


@attrs.frozen
class OwnKeys:
    """Keys that are set.

    Attributes:
        by_action: The keys of an action, with commas between them.
        problems: What is wrong with the others, and what to do, in the user's language.
    """

    by_action: Mapping[str, str]
    problems: tuple[str, ...] = ()


def read_own_keys() -> OwnKeys:
    """Return the keys that a person has set; one that cannot be is left out, and the key of ogpkit holds."""
    table, trouble = read_user_table("keys")
    problems = [trouble] if trouble else []
    known = {key.action: key.keys for keys in GROUPS.values() for key in keys}
    wanted: dict[str, str] = {}
    for name, value in table.items():
        action = name.replace("-", "_")
        if action not in known:
            names = join_list(one.replace("_", "-") for one in known)
            said = _("[keys] names “{name}”, which ogpkit does not have. Choose one of: {names}.")
            problems.append(said.format(name=sanitize_line(name), names=names))
            continue
        found = list(_split_keys(value))
        refused = [reason for key in found if (reason := _find_obstacle(key))] or ([] if found else [_NO_TEXT])
        if refused:
            problems.extend(_(reason).format(name=name, key=sanitize_line(str(value))) for reason in refused)
        else:
            wanted[action] = ",".join(found)
    kept = {**known, **wanted}
    for action in list(wanted):
        clash = next((other for other in kept if other != action and _have_one(kept[other], kept[action])), None)
        if clash is not None:
            said = _("[keys] gives {key} to “{name}”, but “{other}” has it. Choose another key, or set “{other}” too.")
            key = join_list(map(format_key, wanted[action].split(",")))
            other = clash.replace("_", "-")
            problems.append(said.format(key=key, name=action.replace("_", "-"), other=other))
            kept[action] = known[action]
            del wanted[action]
    return OwnKeys(wanted, tuple(problems))


def _split_keys(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from (one.strip().casefold().replace(" ", "") for one in value.split(",") if one.strip())


def _find_obstacle(key: str) -> str:
    if _TYPING.fullmatch(key):
        return _TYPED
    if key in SWALLOWED:
        return _KEPT
    return "" if _KEY.fullmatch(key) or key in _NAMED else _UNKNOWN


def _have_one(keys: str, others: str) -> bool:
    return not {*filter(None, keys.split(","))}.isdisjoint(others.split(","))
