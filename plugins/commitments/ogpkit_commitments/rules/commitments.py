"""Rules about a commitment: challenge, principles, how far it stretches current practice, its texts (Roadmap V, VI, VII)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import (
    Fix,
    Problem,
    Refusal,
    Rule,
    Scope,
    checked,
    expected,
    in_owed_languages,
    ordered,
    refused,
    unique,
)
from ogpkit.api.content import Commitment, Cycle, Principle, Reflection, Translated
from ogpkit.api.text import _, join_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, KeyPath, Workspace

_STRAY: Final = re.compile(r"^\s+|\s+$|[ \t\r\n]{2,}|[\t\r\n]")
"""A single no-break space is not meant: French has one before some signs."""


def _check_challenge(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    challenge = document.entity.challenge
    cycle = workspace.one(Cycle, document.country, document.cycle)
    chosen = cycle.entity.challenges if cycle else ()
    # with several challenges nobody can tell which one was meant
    only = _suggest_challenge(chosen[0].value) if len(chosen) == 1 else None
    if challenge is None:
        yield Problem(
            message=_("This commitment addresses no grand challenge."),
            remedy=_("Name one of those that the plan has chosen under challenge."),
            at=("challenge",),
            fix=only,
        )
    # commitments address the challenges that the country chose (Roadmap VI); one outside them is a gap in the plan
    elif cycle and challenge not in chosen:
        yield Problem(
            message=_("The plan has not chosen “{challenge}”.").format(challenge=_(challenge.label)),
            remedy=_("Add {value} to challenges in the cycle's file, or choose another challenge here.").format(
                value=f'"{challenge}"'
            ),
            at=("challenge",),
            fix=only,
        )


def _suggest_challenge(challenge: str) -> Fix:
    """Return the only challenge of the plan, which somebody has to look at: the plan may lack one instead."""
    return Fix(title=_("Write {value}").format(value=challenge), at=("challenge",), value=challenge, safe=False)


def _has_principles_missing(commitment: Commitment, _document: Document[Commitment], _workspace: Workspace) -> Refusal:
    # Roadmap VII: “all OGP commitments should reflect four core … principles”, hence all four and not some
    lacking = [principle for principle in Principle if principle not in commitment.principles]
    return bool(lacking) and {
        "principles": join_list(_(principle.label) for principle in lacking),
        "values": ", ".join(f'"{principle}"' for principle in lacking),
    }


def _check_reflection(document: Document[Commitment], _workspace: Workspace) -> Iterator[Problem]:
    reflects = document.entity.reflects or Reflection()
    for principle in document.entity.principles:
        if not getattr(reflects, principle.value):
            yield Problem(
                message=_("Nothing says how this commitment reflects {principle}.").format(
                    principle=_(principle.label)
                ),
                remedy=_("Add {key} under [reflects] with a sentence about it.").format(key=principle.value),
                at=("reflects", principle.value),
            )
    # of the four only transparency has a standard that can be met or not (Roadmap VII: “basic open data standards”)
    if Principle.TRANSPARENCY in document.entity.principles and reflects.open_data is None:
        yield Problem(
            message=_("Nothing says whether what becomes public meets open data standards."),
            remedy=_("Add open_data under [reflects]: true if it is raw and machine-readable, otherwise false."),
            at=("reflects", "open_data"),
        )


def _is_mere_baseline(commitment: Commitment, _document: Document[Commitment], workspace: Workspace) -> bool:
    baseline, ambition = commitment.baseline or Translated(), commitment.ambition or Translated()
    before = dict(baseline.texts(workspace.language))
    # one language in which both say the same is enough: the other may be a loose translation
    return any(_say_the_same(before.get(language, ""), text) for language, text in ambition.texts(workspace.language))


def _say_the_same(one: str, other: str) -> bool:
    """Tell whether two texts that are not blank have the same words."""
    # only the very same words: whether a rewording goes further is for people to judge (Roadmap VIII)
    words = one.casefold().split()
    return bool(words) and words == other.casefold().split()


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


COMMITMENT_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(Commitment, _check_challenge, code="COM003", scope=Scope.CYCLE),
    refused(Commitment, "principles", when=_has_principles_missing, code="COM005"),
    checked(Commitment, _check_reflection, code="COM006"),
    # “stretch … beyond its current baseline” (Roadmap V) cannot be judged without both sides
    expected(Commitment, "baseline", code="COM007", also=[expected(Commitment, "ambition")]),
    refused(Commitment, "ambition", when=_is_mere_baseline, code="COM013"),
    # accountability needs somebody who can “accept responsibility for failure to perform” (Roadmap VII)
    expected(Commitment, "lead", code="COM022"),
    ordered(Commitment, "start", "end", code="COM024"),
    in_owed_languages(Commitment, code="COM028"),
    unique(Commitment, "principles[]", code="COM030"),
    checked(Commitment, _check_stray_spaces, code="COM031"),
)
"""The rules about a commitment."""
