"""Rules about how a plan is written down: nothing named twice in a list, no stray spaces in titles (Roadmap VI, VII)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Fix, Problem, Rule, Severity, replace_once, unique
from ogpkit.api.content import Commitment, Cycle
from ogpkit.api.text import _
from ogpkit_commitments.rules.examples import COMMITMENT, RIGHT, build_example

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
    unique(
        Cycle,
        "challenges[]",
        code="COM029",
        title="A plan names each challenge once",
        severity=Severity.WARNING,
        section="Roadmap VI",
        explanation="A challenge that stands in the list twice is most likely a slip for another one.",
        message="“{value}” is named twice.",
        example=RIGHT,
    ),
    unique(
        Commitment,
        "principles[]",
        code="COM030",
        title="A commitment names each principle once",
        severity=Severity.WARNING,
        section="Roadmap VII",
        explanation="A principle that stands in the list twice is most likely a slip for another one.",
        message="“{value}” is named twice.",
        example=RIGHT,
    ),
    Rule(
        code="COM031",
        title="A title has no stray spaces",
        severity=Severity.ADVICE,
        section="Roadmap VII",
        explanation="Spaces and line breaks that came along from a letter or a table show in lists, pages and exports, and make "
        "two titles differ that look the same.",
        entity=Commitment,
        check=_check_stray_spaces,
        wrong=build_example(
            commitment=replace_once(COMMITMENT, '"Map of two regions online"', '" Map of two  regions online "')
        ),
        right=RIGHT,
    ),
)
"""COM029 to COM031."""
