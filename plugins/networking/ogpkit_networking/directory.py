"""The directory of providers, searched by what one types and by what one needs (Roadmap XII)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import GrandChallenge
from ogpkit.api.text import fold, join_phrases
from ogpkit_networking.edition import get_topic_title, get_usual_rules
from ogpkit_networking.model import Provider, ProviderKind
from ogpkit_networking.topics import find_challenges, list_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.api.content import Document, Workspace
    from ogpkit_networking.edition import NetworkingPart


@attrs.frozen(kw_only=True)
class Wanted:
    """Conditions that a provider must meet; what is empty does not matter.

    Attributes:
        text: Words that are all in what the directory says of it, whole or begun.
        topic: A topic that it knows.
        challenge: A grand challenge that it serves.
        country: A country in which it works; one that works anywhere works there too.
        language: A language in which it works.
        kind: What it is.
        ready: Whether only those are wanted that are ready to be introduced.
    """

    text: str = ""
    topic: str = ""
    challenge: GrandChallenge | None = None
    country: str = ""
    language: str = ""
    kind: ProviderKind | None = None
    ready: bool = False


def find_providers(workspace: Workspace, wanted: Wanted) -> tuple[Document[Provider], ...]:
    """Return the providers of a workspace that are what is wanted, by name.

    Args:
        wanted: What they must be or know.
    """
    part = get_usual_rules(workspace)
    kept = [one for one in workspace.all(Provider) if _is_wanted(one, wanted, part)]
    return tuple(sorted(kept, key=lambda one: (fold(one.entity.name), one.id)))


def _is_wanted(document: Document[Provider], wanted: Wanted, part: NetworkingPart) -> bool:
    provider = document.entity
    challenges = provider.challenges or find_challenges(provider.expertise, part)
    return (
        (not wanted.ready or provider.ready)
        and wanted.kind in (None, provider.kind)
        and (not wanted.topic or wanted.topic in provider.expertise)
        and (wanted.challenge is None or wanted.challenge in challenges)
        and (not wanted.country or not provider.countries or wanted.country in provider.countries)
        and (not wanted.language or wanted.language in provider.languages)
        and (not wanted.text or _has_words(document, fold(wanted.text).split(), part))
    )


def _has_words(document: Document[Provider], words: Iterable[str], part: NetworkingPart) -> bool:
    text = fold(build_search_text(document, part))
    return all(word in text for word in words)


def build_search_text(document: Document[Provider], part: NetworkingPart) -> str:
    """Return everything by which a provider is found: its name, what it says of itself, its topics in all languages.

    Args:
        part: The rules, with the vocabulary.
    """
    provider = document.entity
    said = provider.description
    texts = (said.plain or "", *said.by_language.values()) if said else ()
    topics = (name for topic in provider.expertise for name in (topic, *list_names(topic, part)))
    return "\n".join(
        (document.id, provider.name, provider.kind, *provider.countries, *provider.languages, *texts, *topics)
    )


def format_topics(provider: Provider, part: NetworkingPart) -> str:
    """Return what a provider knows about, in the language in use.

    Args:
        part: The rules, with the vocabulary.
    """
    return join_phrases(", ", (get_topic_title(part, topic) for topic in provider.expertise))
