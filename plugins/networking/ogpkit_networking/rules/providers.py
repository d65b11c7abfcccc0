"""Rules about the directory of providers, and about the topics by which cases and providers find each other (Roadmap XII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, checked, expected, spelling_fix
from ogpkit.api.text import _
from ogpkit_networking.edition import NetworkingPart, get_case_rules, get_topic_title, get_usual_rules
from ogpkit_networking.model import Case, Provider

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
    expected(Provider, "expertise", when=lambda provider: not provider.description, code="NET015"),
    checked(Provider, _check_expertise_spelling, code="NET016"),
    checked(Case, _check_topic_spelling, code="NET017"),
)
"""NET015 to NET017."""
