"""What an edition of the rules says about the Networking Mechanism."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import attrs

from ogpkit.api import EditionPart, Stage
from ogpkit.api.content import Bounds, GrandChallenge, Identifier, Translated
from ogpkit.api.text import _, current_language, localized
from ogpkit_networking.model import Purpose

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace
    from ogpkit_networking.model import Case

Weight = Annotated[int, Bounds(0, 100, "points")]
"""How much a reason counts for."""

USUAL: Final = "roadmap-2011"
"""The edition of a case that names none."""


@attrs.frozen(kw_only=True)
class Topic:
    """Subject of requests and of expertise, known in several languages.

    Attributes:
        title: The name that people use for it.
        section: Where the source names it.
        challenges: The grand challenges to which it belongs (Roadmap VI).
        related: Topics that lie close to it.
        purpose: What an introduction about it is for, where that follows from the topic.
        words: Further words by which a request names it, in any language.
    """

    title: Translated = attrs.field(factory=Translated)
    section: str = ""
    challenges: tuple[GrandChallenge, ...] = ()
    related: tuple[Identifier, ...] = ()
    purpose: Purpose | None = None
    words: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Weights:
    """How much each reason counts for in the order of providers and peers; only the proportions matter.

    Attributes:
        topics: The request's topics are known.
        text: The words of the request.
        challenge: The same grand challenge.
        experience: Agreements and completed commitments about the same.
        country: Works in the country itself.
        neighbour: Works in a neighbouring country, or is one.
        region: Works in the region, or lies in it.
        elsewhere: Works only in countries that are neither near nor in the region; this counts against it.
        language: Works in a language of the country.
        purpose: Can do what the request needs next.
    """

    topics: Weight = 0
    text: Weight = 0
    challenge: Weight = 0
    experience: Weight = 0
    country: Weight = 0
    neighbour: Weight = 0
    region: Weight = 0
    elsewhere: Weight = 0
    language: Weight = 0
    purpose: Weight = 0


@attrs.frozen(kw_only=True)
class CommitteePart:
    """Rules about the Steering Committee: `[networking.committee]`.

    Attributes:
        section: Where they stand.
        since: The day from which on they hold.
        term_years: How many years a term has.
        terms: How many terms a member can serve one after the other.
        sources: Where they can be read.
    """

    section: str = ""
    since: date | None = None
    term_years: int = 0
    terms: int = 0
    sources: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class NetworkingPart:
    """Rules about the Networking Mechanism: `[networking]` of an edition file.

    Attributes:
        section: Where the mechanism is set up.
        stale_days: After how many days without anything new an open case is told apart.
        ages: The bounds of the groups of age in which open cases are counted, in days.
        filler: Words that say nothing of what a request is about.
        weights: How much each reason counts for.
        stages: The stages of a case, in their usual order.
        topics: The common vocabulary of requests and providers.
        committee: What holds for the Steering Committee.
    """

    section: str = ""
    stale_days: Annotated[int, Bounds(1, 3660, "days")] = 150
    ages: tuple[int, ...] = ()
    filler: tuple[str, ...] = ()
    weights: Weights = attrs.field(factory=Weights)
    stages: Mapping[str, Stage] = attrs.field(factory=dict, hash=False)
    topics: Mapping[str, Topic] = attrs.field(factory=dict, hash=False)
    committee: CommitteePart = attrs.field(factory=CommitteePart)


EDITION_PART: Final = EditionPart(name="networking", entity=NetworkingPart, folder=Path(__file__).parent / "editions")
"""The table `[networking]` of every edition file."""


def get_rules(edition: str, workspace: Workspace) -> NetworkingPart:
    """Return the rules of an edition; an unknown one asks for nothing.

    Args:
        edition: Its name.
    """
    return workspace.editions.part(edition, NetworkingPart) or NetworkingPart()


def get_case_rules(case: Case, workspace: Workspace) -> NetworkingPart:
    """Return the rules by which a case goes.

    Args:
        workspace: Where it lies.
    """
    return get_rules(case.edition or USUAL, workspace)


def get_usual_rules(workspace: Workspace) -> NetworkingPart:
    """Return the rules where no case is at hand: for the directory, for counts over all cases."""
    return get_rules(USUAL, workspace)


def get_topic_title(part: NetworkingPart, topic: str) -> str:
    """Return what a person calls a topic, in the language in use; one that is not in the vocabulary is made readable.

    Args:
        part: The rules.
    """
    known = part.topics.get(topic)
    return (localized(known.title, current_language(), "en") if known else "") or topic.replace("-", " ")


def get_stage_title(part: NetworkingPart, stage: str) -> str:
    """Return what a person calls a stage, in the language in use; one that the edition does not know is called by its name.

    Args:
        part: The rules.
        stage: Its name; empty for a case that has not entered any.
    """
    known = part.stages.get(stage)
    return (known.title.best(current_language(), "en") if known else "") or stage or _("No stage yet")
