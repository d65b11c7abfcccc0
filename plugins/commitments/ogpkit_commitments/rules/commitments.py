"""Rules about a commitment: challenge, principles, how far it stretches current practice, its texts (Roadmap V, VI, VII)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.api import (
    Fix,
    FormWords,
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
from ogpkit.api.content import (
    Commitment,
    Cycle,
    OpenData,
    Origin,
    Principle,
    Reflection,
    Translated,
    fields_of,
)
from ogpkit.api.text import _, join_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Indicator, KeyPath, Workspace

_STRAY: Final = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
"""A single no-break space is not meant: French has one before some signs."""


_MARKS: Final = ".,;:!?¡¿()[]{}“”„‘’«»\"'–—…،؛؟"
"""What stands around words and is none."""


def _is_led_by_nobody(commitment: Commitment) -> bool:
    # a plan may name who is in charge of each step and of nothing above it, as Canada's fifth does
    steps = [
        step for one in commitment.milestones for step in (one.indicators if one.indicators and not one.lead else [one])
    ]
    return not steps or not all(step.lead.strip() for step in steps)


def _check_challenge(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    challenge = document.entity.challenge
    cycle = workspace.one(Cycle, document.country, document.cycle)
    chosen = cycle.entity.challenges if cycle else ()
    # with several challenges nobody can tell which one was meant
    only = _suggest_challenge(chosen[0].value) if len(chosen) == 1 else None
    if challenge is None:
        yield Problem(
            message=_("This commitment addresses no grand challenge."),
            remedy=_("Under `challenge`, choose one of the plan's challenges."),
            at=("challenge",),
            fix=only,
        )
    # commitments address the challenges that the country chose (Roadmap VI); one outside them is a gap in the plan
    elif cycle and challenge not in chosen:
        yield Problem(
            message=_("The plan has not chosen “{challenge}”.").format(challenge=_(challenge.label)),
            remedy=_("Add {value} to `cycle:challenges` of the cycle, or choose another challenge here.").format(
                value=f'"{challenge}"'
            ),
            in_form=FormWords(
                remedy=_("Choose “{challenge}” under `cycle:challenges` too, or choose another challenge here.").format(
                    challenge=_(challenge.label)
                )
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
                message=_("This commitment does not say how it reflects {principle}.").format(
                    principle=_(principle.label)
                ),
                remedy=_("Add {key} under `reflects`, with a sentence about it.").format(key=principle.value),
                at=("reflects", principle.value),
            )
    # of the four only transparency has a standard that can be met or not (Roadmap VII: “basic open data standards”)
    if Principle.TRANSPARENCY not in document.entity.principles:
        return
    if reflects.open_data is None and reflects.data is None:
        yield Problem(
            message=_("This commitment does not say whether what it publishes meets open data standards."),
            remedy=_(
                "Answer yes or no for each key under `reflects.data`: open, comprehensive, timely, free, raw, machine_readable."
            ),
            at=("reflects", "data"),
        )
    elif reflects.data is not None:
        answers = attrs.asdict(reflects.open_standards)
        labels = [field.label for field in fields_of(OpenData) if answers[field.name] is None]
        if labels:
            yield Problem(
                message=_("This commitment does not say whether what it publishes is: {labels}.").format(
                    labels=join_list(_(label) for label in labels)
                ),
                remedy=_("Answer with true or false under `reflects.data`."),
                at=("reflects", "data"),
            )


def _check_kinds(document: Document[Commitment], _workspace: Workspace) -> Iterator[Problem]:
    reflects = document.entity.reflects or Reflection()
    lacking = [
        principle
        for principle in document.entity.principles
        # of transparency the standards of open data say what kind it is
        if principle is not Principle.TRANSPARENCY and not getattr(reflects, f"{principle.value}_kinds")
    ]
    if lacking:
        yield Problem(
            message=_("This commitment does not say which kinds of these principles it includes: {principles}.").format(
                principles=join_list(_(principle.label) for principle in lacking)
            ),
            remedy=_("Choose what fits under `reflects`: {keys}.").format(
                keys=", ".join(f"{principle.value}_kinds" for principle in lacking)
            ),
            at=("reflects", f"{lacking[0].value}_kinds"),
        )


def _is_mere_baseline(commitment: Commitment, _document: Document[Commitment], workspace: Workspace) -> bool:
    # the template of 2022 asks for the same with other words: what was done so far, and what is proposed
    pairs = ((commitment.baseline, commitment.ambition), (commitment.done_so_far, commitment.solution))
    return any(_says_nothing_more(before, after, workspace.language) for before, after in pairs)


def _says_nothing_more(before: Translated | None, after: Translated | None, plain: str) -> bool:
    """Tell whether every word of a text stands in another one already, in one of their languages."""
    known = {language: set(_list_words(text)) for language, text in (before or Translated()).texts(plain)}
    # one language in which nothing is added is enough: the other may be a loose translation
    return any(
        # nearly always one of the first words is new
        all(word in known.get(language, ()) for word in _list_words(text)) and any(_list_words(text))
        for language, text in (after or Translated()).texts(plain)
    )


def _list_words(text: str) -> Iterator[str]:
    # only the words themselves: whether a rewording goes further is for people to judge (Roadmap VIII)
    return (word for part in text.casefold().split() if (word := part.strip(_MARKS)))


def _is_no_stretch(indicator: Indicator, _document: Document[Commitment], _workspace: Workspace) -> bool:
    # fewer may be the aim as well as more, so that only the same number stretches nothing
    return indicator.baseline is not None and indicator.baseline == indicator.target


def _is_called_new(commitment: Commitment, _document: Document[Commitment], _workspace: Workspace) -> bool:
    return bool(commitment.continues) and commitment.origin is Origin.NEW


def _has_no_origin(commitment: Commitment, _document: Document[Commitment], _workspace: Workspace) -> bool:
    # one that continues another builds on it
    return commitment.origin is None and not commitment.continues


def _check_further_challenges(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    for position, challenge in enumerate(document.entity.further_challenges):
        if cycle and challenge not in cycle.entity.challenges:
            yield Problem(
                message=_("The plan has not chosen “{challenge}”.").format(challenge=_(challenge.label)),
                remedy=_("Add {value} to `cycle:challenges` of the cycle, or remove it here.").format(
                    value=f'"{challenge}"'
                ),
                in_form=FormWords(
                    remedy=_("Choose “{challenge}” under `cycle:challenges` too, or remove it here.").format(
                        challenge=_(challenge.label)
                    )
                ),
                at=("further_challenges", position),
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
        if text and (text != text.strip() or _STRAY.search(text)) and text.strip():
            better = _STRAY.sub(" ", text.strip())
            yield Problem(
                message=_("This title has extra spaces or line breaks."),
                remedy=_("Write it on one line, with one space between words and none at the start or end."),
                at=place,
                fix=Fix(title=_("Remove the extra spaces"), at=place, value=better),
            )


_LISTS: Final = (
    "challenge_areas[]",
    "policy_areas[]",
    "goals[]",
    "further_challenges[]",
    "further_levels[]",
    "partners[]",
)
"""Further lists that name each thing once."""

COMMITMENT_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(Commitment, _check_challenge, code="COM003", scope=Scope.CYCLE, also=[_check_further_challenges]),
    refused(Commitment, "principles", when=_has_principles_missing, code="COM005"),
    checked(Commitment, _check_reflection, code="COM006"),
    # “stretch … beyond its current baseline” (Roadmap V) cannot be judged without both sides
    expected(Commitment, "baseline", code="COM007", also=[expected(Commitment, "ambition")]),
    refused(
        Commitment,
        "ambition",
        when=_is_mere_baseline,
        code="COM013",
        also=[refused(Commitment, "milestones[].indicators[].target", when=_is_no_stretch)],
    ),
    # accountability needs somebody who can “accept responsibility for failure to perform” (Roadmap VII)
    expected(Commitment, "lead", when=_is_led_by_nobody, code="COM022"),
    ordered(Commitment, "start", "end", code="COM024"),
    in_owed_languages(Commitment, code="COM028"),
    unique(Commitment, "principles[]", code="COM030", also=[unique(Commitment, path) for path in _LISTS]),
    checked(Commitment, _check_stray_spaces, code="COM031"),
    # “build on existing efforts, identify new steps” (Roadmap V): what is carried over says which steps are new
    expected(
        Commitment,
        "adds",
        when=lambda commitment: bool(commitment.continues),
        code="COM036",
        also=[refused(Commitment, "origin", when=_is_called_new)],
    ),
    checked(Commitment, _check_kinds, code="COM038"),
    refused(Commitment, "origin", when=_has_no_origin, code="COM039"),
)
"""The rules about a commitment."""
