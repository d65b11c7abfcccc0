"""Marks of Markdown that people put into the texts of a plan: what they stress, and points of a list.

Only these few are understood, and only in texts from files. All else stays as somebody wrote it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

STRONG: Final = re.compile(r"\*\*(?=[^\s*<])([^*<>]+)(?<!\s)\*\*")
"""What is stressed strongly: `**so**`."""

EMPHASIS: Final = re.compile(r"(?<![\w*])\*(?=[^\s*<])([^*<>]+)(?<!\s)\*(?![\w*])")
"""What is stressed: `*so*`."""

POINT: Final = re.compile(r"(^|[>\n])[*-] (?=\S)")
"""What begins a point of a list, at the beginning of a line."""


class Stress(StrEnum):
    """How much a part of a text is stressed."""

    NONE = ""
    EMPHASIS = "emphasis"
    STRONG = "strong"


def split_marks(text: str) -> Iterator[tuple[str, Stress]]:
    """Yield the parts of a text without its marks, each with how much it is stressed.

    Args:
        text: What somebody wrote.
    """
    if "*" not in text and "- " not in text:
        yield text, Stress.NONE
        return
    text, done = POINT.sub(r"\1• ", text), 0
    found = [(one, Stress.STRONG) for one in STRONG.finditer(text)]
    found += [(one, Stress.EMPHASIS) for one in EMPHASIS.finditer(text)]
    for match, stress in sorted(found, key=lambda one: one[0].start()):
        if match.start() < done:
            continue
        if match.start() > done:
            yield text[done : match.start()], Stress.NONE
        yield match[1], stress
        done = match.end()
    if done < len(text):
        yield text[done:], Stress.NONE


def drop_marks(text: str) -> str:
    """Return a text without its marks, where nothing can be stressed.

    Args:
        text: What somebody wrote.
    """
    return "".join(part for part, _stress in split_marks(text))
