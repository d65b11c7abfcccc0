"""How a place in a file is named: the keys and list positions that lead to it."""

from __future__ import annotations

import re
from typing import Final

KeyPath = tuple[str | int, ...]
"""The keys that lead to a value in a file, for example `("milestones", 0, "title", "en")`; list positions count from zero."""

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED: Final = re.compile(r'["\\\x00-\x1f\x7f]')


def format_key_path(path: KeyPath) -> str:
    """Return a key path as a person reads it: `milestones[1].title.en` is the title of the first milestone.

    Args:
        path: Keys, and list positions from zero; they are shown from one, as people count.
    """
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            key = part if _BARE.fullmatch(part) else f'"{_ESCAPED.sub(_escape, part)}"'
            text += f".{key}" if text else key
    return text


def _escape(found: re.Match[str]) -> str:
    letter = found[0]
    return f"\\{letter}" if letter in '"\\' else f"\\u{ord(letter):04X}"
