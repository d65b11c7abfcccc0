"""Texts of declarations in Markdown: what stands in them says what it says, and nothing in it is markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ogpkit.text.sanitize import fence_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MARKUP: Final = re.compile(r"([\\*_\[\]<>|$])")


def escape_text(words: object) -> str:
    """Return a text on one line; what stands in backticks stays code.

    Args:
        words: Any text of a declaration.
    """
    line = " ".join(str(words).split())
    pieces = line.split("`")
    if len(pieces) % 2 == 0:
        return _MARKUP.sub(r"\\\1", line).replace("`", "\\`")
    quoted = (f"`{one}`" if number % 2 else _MARKUP.sub(r"\\\1", one) for number, one in enumerate(pieces))
    return "".join(quoted)


def render_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table, whose cells are Markdown already.

    Args:
        heads: The headings.
    """
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def block(code: str, language: str) -> Iterator[str]:
    """Yield a block of code.

    Args:
        language: Its language, for colours.
    """
    yield from (*fence_markdown(code.rstrip("\n"), language).split("\n"), "")
