"""Rules about the directory of providers, and about the topics by which cases and providers find each other (Roadmap XII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Severity, expected, replace_once, spelling_fix
from ogpkit.api.text import N_, _
from ogpkit_networking.edition import NetworkingPart, get_case_rules, get_topic_title, get_usual_rules
from ogpkit_networking.model import Case, Provider
from ogpkit_networking.rules.examples import CASE, PROVIDER, RIGHT, build_example

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, KeyPath, Workspace

_NEAR: Final = 80
"""From this likeness on, in per cent, a topic is probably a known one written differently; ogpkit's own number."""


def _check_expertise_spelling(document: Document[Provider], workspace: Workspace) -> Iterator[Problem]:
    yield from _check_topics(document.entity.expertise, ("expertise",), get_usual_rules(workspace))


def _check_topic_spelling(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    case, part = document.entity, get_case_rules(document.entity, workspace)
    yield from _check_topics(case.topics, ("topics",), part)
    for position, refinement in enumerate(case.refinements):
        yield from _check_topics(refinement.topics, ("refinements", position, "topics"), part)


def _check_topics(topics: tuple[str, ...], at: KeyPath, part: NetworkingPart) -> Iterator[Problem]:
    for position, topic in enumerate(topics):
        # the vocabulary is open: a topic that is not in it is new, not wrong, unless it looks like one that is
        if topic in part.topics:
            continue
        from rapidfuzz import fuzz, process  # noqa: PLC0415  only a topic that nobody knows needs it

        found = process.extractOne(topic, list(part.topics), scorer=fuzz.ratio, score_cutoff=_NEAR)
        if found is not None:
            known = str(found[0])
            yield Problem(
                message=_("“{topic}” is probably the topic “{title}”.").format(
                    topic=topic, title=get_topic_title(part, known)
                ),
                remedy=_("Write {known}, so that requests and providers find each other.").format(known=f'"{known}"'),
                at=(*at, position),
                fix=spelling_fix((*at, position), topic, known),
            )


PROVIDER_RULES: Final[tuple[Rule[Any], ...]] = (
    # either is enough: words are matched as topics are
    expected(
        Provider,
        "expertise",
        when=lambda provider: not provider.description,
        code="NET015",
        title="A provider says what it knows about",
        severity=Severity.WARNING,
        section="Roadmap XII",
        explanation="The mechanism helps governments to identify the networks, expertise, resources and "
        "technology that they need; a "
        "provider of whom nothing is known cannot be found.",
        message="The provider does not say what it knows about.",
        remedy='Add expertise, for example expertise = ["open-data"], or a description.',
        example=RIGHT,
    ),
    Rule(
        code="NET016",
        title=N_("A provider's topics are written as the vocabulary writes them"),
        severity=Severity.ADVICE,
        section="Roadmap XII",
        explanation=N_(
            "Any topic may be used; one that is nearly a topic of the common vocabulary should be that one, because the known "
            "ones have names in several languages and lead to each other."
        ),
        entity=Provider,
        check=_check_expertise_spelling,
        wrong=build_example(provider=replace_once(PROVIDER, '["extractives"]', '["extractive"]')),
        right=RIGHT,
    ),
    Rule(
        code="NET017",
        title=N_("A case's topics are written as the vocabulary writes them"),
        severity=Severity.ADVICE,
        section="Roadmap XII",
        explanation=N_("As for providers: requests and providers find each other by their topics."),
        entity=Case,
        check=_check_topic_spelling,
        wrong=build_example(case=replace_once(CASE, '["extractives"]', '["extractive"]')),
        right=RIGHT,
    ),
)
"""NET015 to NET017."""
