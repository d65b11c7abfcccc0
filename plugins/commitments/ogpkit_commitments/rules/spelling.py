"""Rules about how a plan is written down: nothing named twice in a list, no stray spaces in titles (Roadmap VI, VII)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Fix, Problem, Rule, checked, unique
from ogpkit.api.content import Commitment, Cycle
from ogpkit.api.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, KeyPath, Translated, Workspace

_STRAY: Final = re.compile(r"^\s+|\s+$|[ \t\r\n]{2,}|[\t\r\n]")
"""A single no-break space is not meant: French has one before some signs."""


def _check_stray_spaces(document: Document[Commitment], _workspace: Workspace) -> Iterator[Problem]:
    yield from _find_stray_spaces(document.entity.title, ("title",))
    for position, milestone in enumerate(document.entity.milestones):
        yield from _find_stray_spaces(milestone.title, ("milestones", position, "title"))


def _find_stray_spaces(title: Translated | None, at: KeyPath) -> Iterator[Problem]:
    if title is None:
        return
    texts = [(at, title.plain), *(((*at, language), text) for language, text in title.by_language.items())]
    # every language is looked at: a stray space comes with pasting, and each text was pasted on its own
    for place, text in texts:
        if text and _STRAY.search(text) and text.strip():
            better = _STRAY.sub(" ", text).strip()
            yield Problem(
                message=_("There are spaces or line breaks too many in this title."),
                remedy=_("Write it on one line, with one space between words and none around."),
                at=place,
                fix=Fix(title=_("Take the stray spaces out"), at=place, value=better),
            )


SPELLING_RULES: Final[tuple[Rule[Any], ...]] = (
    unique(Cycle, "challenges[]", code="COM029"),
    unique(Commitment, "principles[]", code="COM030"),
    checked(Commitment, _check_stray_spaces, code="COM031"),
)
"""COM029 to COM031."""
