"""The formats in which documents can be handed in, by the ending of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.exchange.markdown import as_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ogpkit.writing import Writing

FORMATS: Final[Mapping[str, Callable[[Writing], bytes]]] = {
    "md": lambda writing: as_markdown(writing).encode(),
}
"""How a document is written, by the name of the format, which is the ending of the file too."""
