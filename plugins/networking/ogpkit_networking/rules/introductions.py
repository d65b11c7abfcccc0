"""Rules about introductions, the dialogue after them, and the topics by which providers are found (Roadmap XII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Fix, Problem, RelatedPlace, Rule, Scope, checked, expected, one_of, refused, spelling_fix
from ogpkit.api.text import _
from ogpkit_networking.cases import CAUTION, find_provider, get_maturity, list_introduced, list_managers
from ogpkit_networking.edition import NetworkingPart, get_case_rules, get_topic_title, get_usual_rules
from ogpkit_networking.model import Case, Maturity, Provider, Purpose
from ogpkit_networking.topics import is_technical_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, KeyPath, Workspace
    from ogpkit_networking.model import Introduction

_NEAR: Final = 80
"""From this likeness on, in per cent, a topic is probably a known one written differently; ogpkit's own number."""


def _check_scoping_first(document: Document[Case], workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    for position, one in enumerate(case.introductions):
        # how mature it was on the day: a request that was vague once may meet builders once it is refined (example 2)
        if get_maturity(case, one.on) is Maturity.VAGUE and _is_technical(one, case, workspace):
            provider = find_provider(workspace, one.provider)
            yield Problem(
                message=_("A vague request met a technology provider first. {reason}").format(reason=_(CAUTION)),
                remedy=_(
                    'First introduce an expert, with `purpose = "scoping"`. Once the government knows what '
                    "it wants, record it under `refinements`. Then introduce those who build."
                ),
                at=("introductions", position, "purpose"),
                also=(RelatedPlace(path=provider.path, note=_("The technology provider")),) if provider else (),
            )


def _is_technical(one: Introduction, case: Case, workspace: Workspace) -> bool:
    provider = find_provider(workspace, one.provider)
    builds = provider is not None and is_technical_only(provider.entity, get_case_rules(case, workspace))
    # the purpose may be called something else, but who only builds will build
    return one.purpose is Purpose.TECHNOLOGY or builds


def _is_to_nobody(one: Introduction, _document: Document[Case], _workspace: Workspace) -> bool:
    # an introduction is to a provider, to a peer government, or to both at once (example 1)
    return not one.provider and one.country is None


def _has_no_peer(one: Introduction, _document: Document[Case], _workspace: Workspace) -> bool:
    return one.purpose is Purpose.PEER and one.country is None and bool(one.provider)


def _is_to_itself(one: Introduction, document: Document[Case], _workspace: Workspace) -> bool:
    return one.country == document.entity.country


def _check_others(document: Document[Case], _workspace: Workspace) -> Iterator[Problem]:
    for position, one in enumerate(document.entity.introductions):
        for place, other in enumerate(one.with_):
            if other == one.provider or other in one.with_[:place]:
                at = ("introductions", position, "with", place)
                yield Problem(
                    message=_("“{provider}” is named twice in this introduction.").format(provider=other),
                    remedy=_("Name each provider once."),
                    at=at,
                    fix=Fix(title=_("Name it once"), at=at),
                )


def _list_speakers(document: Document[Case], _workspace: Workspace) -> tuple[str, ...]:
    case = document.entity
    # the case manager takes part in the “ping pong” without being introduced
    return tuple(sorted({case.country, *list_managers(case), *list_introduced(case)}))


def _check_refinement(document: Document[Case], _workspace: Workspace) -> Iterator[Problem]:
    case = document.entity
    asked = (
        ("what", _("The refined request does not say which types of data, services or reforms it means.")),
        ("change", _("The refined request does not say why it would have a material impact on a commitment.")),
    )
    for position, one in enumerate(case.refinements):
        # only the step out of vagueness owes both answers (example 2: what data, and which “theory of change”)
        if case.maturity is not Maturity.VAGUE or one.maturity is Maturity.VAGUE:
            continue
        for key, said in asked:
            # either may have been said in an earlier round
            if not any(getattr(earlier, key) for earlier in case.refinements[: position + 1]):
                yield Problem(
                    message=said,
                    remedy=_("Add `{key}` to this refinement.").format(key=key),
                    at=("refinements", position, key),
                )


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
                remedy=_("Write {known}, so that requests and providers can find each other.").format(
                    known=f'"{known}"'
                ),
                at=(*at, position),
                fix=spelling_fix((*at, position), topic, known),
            )


INTRODUCTION_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(Case, _check_scoping_first, code="NET008", scope=Scope.WORKSPACE),
    refused(
        Case,
        "introductions[]",
        when=_is_to_nobody,
        code="NET009",
        also=[
            refused(Case, "introductions[].purpose", when=_has_no_peer),
            refused(Case, "introductions[].country", when=_is_to_itself),
            _check_others,
        ],
    ),
    one_of(Case, "dialogue[].from", "dialogue[].to", known=_list_speakers, code="NET010"),
    checked(Case, _check_refinement, code="NET011"),
    # either is enough: words are matched as topics are
    expected(Provider, "expertise", when=lambda provider: not provider.description, code="NET015"),
    checked(Provider, _check_expertise_spelling, code="NET016"),
    checked(Case, _check_topic_spelling, code="NET017"),
)
"""NET008 to NET011, NET015 to NET017."""
