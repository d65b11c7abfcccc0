"""Rules about how a plan is written down: nothing named twice in a list, no stray spaces in titles (Roadmap VI, VII)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Fix, Problem, Rule, Severity, replace_once
from ogpkit.api.content import Commitment, Cycle
from ogpkit.api.text import _
from ogpkit_commitments.rules.examples import COMMITMENT, CYCLE, RIGHT, build_example

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ogpkit.api.content import Choice, Document, KeyPath, Translated, Workspace

_STRAY: Final = re.compile(r"^\s+|\s+$|[ \t\r\n]{2,}|[\t\r\n]")
"""A single no-break space is not meant: French has one before some signs."""


def _check_challenges_once(document: Document[Cycle], _workspace: Workspace) -> Iterator[Problem]:
    return _find_repeated(document.entity.challenges, "challenges")


def _check_principles_once(document: Document[Commitment], _workspace: Workspace) -> Iterator[Problem]:
    return _find_repeated(document.entity.principles, "principles")


def _find_repeated(named: Sequence[Choice], key: str) -> Iterator[Problem]:
    if len(set(named)) == len(named):
        return
    for position, one in enumerate(named):
        if one in named[:position]:
            yield Problem(
                message=_("“{title}” is named twice.").format(title=_(one.label)),
                remedy=_("Take the second one out."),
                at=(key, position),
                fix=Fix(title=_("Take the second one out."), at=(key, position)),
            )


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
    Rule(
        code="COM029",
        title="A plan names each challenge once",
        severity=Severity.WARNING,
        section="Roadmap VI",
        explanation="A challenge that stands in the list twice is most likely a slip for another one.",
        entity=Cycle,
        check=_check_challenges_once,
        wrong=build_example(
            cycle=replace_once(CYCLE, '["public-resources"]', '["public-resources", "public-resources"]')
        ),
        right=RIGHT,
    ),
    Rule(
        code="COM030",
        title="A commitment names each principle once",
        severity=Severity.WARNING,
        section="Roadmap VII",
        explanation="A principle that stands in the list twice is most likely a slip for another one.",
        entity=Commitment,
        check=_check_principles_once,
        wrong=build_example(commitment=replace_once(COMMITMENT, '"innovation"]', '"innovation", "transparency"]')),
        right=RIGHT,
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
