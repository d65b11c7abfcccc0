"""An example of a rule as text: what makes it wrong, or right, without what is the same in both."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from ogpkit.text.i18n import _
from ogpkit.workspace.scan import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.plugins.examples import Example

SHORT: Final = 12
"""Lines up to which a file is shown whole."""


def list_example_lines(example: Example, other: Example | None) -> Iterator[str]:
    """Yield the lines of an example: the files in which it differs from the other, and of long ones the tables that differ.

    Args:
        example: The wrong example, or the right one.
        other: Its counterpart; without one, everything is shown.
    """
    theirs = dict(other.files) if other else {}
    differing = {path: text for path, text in example.files.items() if theirs.get(path) != text}
    shown = differing or {path: text for path, text in example.files.items() if path != SETTINGS} or example.files
    if example.today:
        yield _("on {day}").format(day=example.today.isoformat())
    for path, text in shown.items():
        yield f"# {path}"
        yield from _abridge(text, theirs.get(path)) if path in differing else text.splitlines()


def _abridge(text: str, other: str | None) -> list[str]:
    lines = text.splitlines()
    if other is None or len(lines) <= SHORT:
        return lines
    blocks = text.strip("\n").split("\n\n")
    kept = _find_differing(blocks, other.strip("\n").split("\n\n"))
    abridged: list[str] = []
    for number, block in enumerate(blocks):
        if number in kept:
            abridged += ["", *block.splitlines()] if abridged else block.splitlines()
        elif not abridged or abridged[-1] != "…":
            abridged += ["", "…"] if abridged else ["…"]
    return abridged


def _find_differing(blocks: list[str], others: list[str]) -> set[int]:
    """Return which blocks differ; where one is missing, the one before it shows the place."""
    kept: set[int] = set()
    for sort, start, end, _start, _end in SequenceMatcher(None, blocks, others, autojunk=False).get_opcodes():
        if sort != "equal":
            kept.update(range(start, end) or (max(start - 1, 0),))
    return kept
