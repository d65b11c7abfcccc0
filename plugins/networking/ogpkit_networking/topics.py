"""The common vocabulary of topics: what a text is about, how close two topics are, what somebody can be introduced for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ogpkit_networking.kept import Kept
from ogpkit_networking.likeness import is_like_one_of, split_words
from ogpkit_networking.model import Provider, ProviderKind, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import GrandChallenge
    from ogpkit_networking.edition import NetworkingPart, Topic

_SAME_WORDS: Final = 90
"""From this likeness on, in per cent, two topics outside the vocabulary count as close; ogpkit's own number."""

SAME: Final = 1.0
CLOSE: Final = 0.5
"""How close a related topic is, where the same one is 1; ogpkit's own number."""


def list_names(topic: str, part: NetworkingPart) -> tuple[str, ...]:
    """Return everything by which a topic is called, in all languages.

    Args:
        part: The rules, with the vocabulary.
    """
    known = part.topics.get(topic)
    own = topic.replace("-", " ")
    return (own, *known.title.by_language.values(), *known.words) if known else (own,)


def compute_closeness(one: str, other: str, part: NetworkingPart) -> float:
    """Return how close two topics are: 1 for the same, a half for related ones, 0 for others.

    Args:
        one: A topic.
        other: Another.
        part: The rules, with the vocabulary.
    """
    if one == other:
        return SAME
    # the vocabulary may name a relation on one side only
    if other in _list_related(one, part) or one in _list_related(other, part):
        return CLOSE
    from rapidfuzz import fuzz  # noqa: PLC0415  only the matching needs it

    alike = fuzz.token_set_ratio(one.replace("-", " "), other.replace("-", " "))
    return CLOSE if alike >= _SAME_WORDS else 0.0


def _list_related(topic: str, part: NetworkingPart) -> tuple[str, ...]:
    known = part.topics.get(topic)
    return known.related if known else ()


def find_topics(text: str, part: NetworkingPart) -> tuple[str, ...]:
    """Return the topics of the vocabulary that a text names, in whatever language, in the order of the vocabulary.

    Args:
        text: Any text.
        part: The rules, with the vocabulary.
    """
    phrases = _split_names(part)
    return _find_topics(text, phrases)


@lru_cache(maxsize=4096)
def _find_topics(text: str, phrases: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    words = frozenset(split_words(text))
    asked: dict[str, bool] = {}

    def is_said(word: str) -> bool:
        if word not in asked:
            asked[word] = is_like_one_of(word, words)
        return asked[word]

    return tuple(dict.fromkeys(topic for topic, phrase in phrases if all(map(is_said, phrase))))


def _split_names(part: NetworkingPart) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each name of each topic as its words."""
    return _KEPT.get((part,), lambda _part: tuple(_list_named(part)))


def _list_named(part: NetworkingPart) -> Iterator[tuple[str, tuple[str, ...]]]:
    for topic in part.topics:
        names = dict.fromkeys(split_words(name) for name in list_names(topic, part))
        yield from ((topic, words) for words in names if words)


_KEPT: Final = Kept()


def find_challenges(topics: tuple[str, ...], part: NetworkingPart) -> tuple[GrandChallenge, ...]:
    """Return the grand challenges to which some topics belong.

    Args:
        part: The rules, with the vocabulary.
    """
    return tuple(dict.fromkeys(challenge for topic in _find_known(topics, part) for challenge in topic.challenges))


def list_purposes(provider: Provider, part: NetworkingPart) -> frozenset[Purpose]:
    """Return what a provider can be introduced for: what it says, else what its expertise suggests.

    Args:
        part: The rules, with the vocabulary.
    """
    # what a provider offers is theirs to say; the guess stands in only where they are silent
    if provider.offers:
        return frozenset(provider.offers)
    suggested = {part.topics[topic].purpose if topic in part.topics else None for topic in provider.expertise}
    found = {purpose or Purpose.EXPERTISE for purpose in suggested} or {Purpose.EXPERTISE}
    # “peer governments” (Networking Mechanism) share what they did, whatever else they know
    return frozenset(found | {Purpose.PEER}) if provider.kind is ProviderKind.GOVERNMENT else frozenset(found)


def is_technical_only(provider: Provider, part: NetworkingPart) -> bool:
    """Tell whether a provider builds technology and nothing else.

    Args:
        part: The rules, with the vocabulary.
    """
    # who can also scope may well come first (example 2)
    return list_purposes(provider, part) == {Purpose.TECHNOLOGY}


def _find_known(topics: tuple[str, ...], part: NetworkingPart) -> Iterator[Topic]:
    yield from (part.topics[topic] for topic in topics if topic in part.topics)
