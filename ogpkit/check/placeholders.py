"""Texts that stand where somebody has still to write one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from ogpkit.plugins.rules import Problem
from ogpkit.schema.form_words import FormWords
from ogpkit.schema.walk import walk_prose
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.workspace.content import Document, Workspace

_FILE: Final = Path(__file__).with_suffix(".toml")

_AROUND: Final = " \t\r\n[](){}<>.…!:;,*_-–—"
"""What may stand around a placeholder."""

_LONGEST: Final = 40
"""Characters above which a text is no placeholder as a whole."""


@cache
def _read_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the texts that are placeholders, and what one begins with."""
    data = parse_toml(_FILE.read_bytes())
    return frozenset(cast("list[str]", data["whole"])), tuple(cast("list[str]", data["begins"]))


def is_placeholder(text: str) -> bool:
    """Tell whether a text only holds the place of one that somebody has still to write.

    Args:
        text: Any text.
    """
    whole, begins = _read_words()
    if text.startswith(begins):
        return True
    return len(text) <= _LONGEST and text.strip(_AROUND).casefold() in whole


def check_placeholders(document: Document[Any], _workspace: Workspace) -> Iterator[Problem]:
    """Check that no text of a document, and of the tables of plugins in it, is a placeholder: OGP030.

    Args:
        document: Any document.
    """
    for place, table in ((), document.entity), *document.extensions.items():
        for at, text in walk_prose(table, place):
            if is_placeholder(text):
                yield Problem(
                    message=_("“{text}” is a placeholder, not a text for readers.").format(
                        text=sanitize_line(text.strip()[:_LONGEST])
                    ),
                    remedy=_("Write the text, or delete the key until you can. Readers would see the placeholder."),
                    at=at,
                    in_form=FormWords(
                        remedy=_(
                            "Enter the text, or leave the field empty until you can: readers would see it as it stands."
                        )
                    ),
                )
