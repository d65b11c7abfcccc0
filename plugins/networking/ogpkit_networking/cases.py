"""What a case comes to: how the request stands now, whom the government has met, whether both sides know what they want."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api.content import (
    Commitment,
    Country,
    GrandChallenge,
    Translated,
    country_name,
    find_country_code,
    is_country,
)
from ogpkit.api.text import N_, Phrase, current_language, fold, plain_text
from ogpkit_networking.kinds import PROVIDER
from ogpkit_networking.model import Case, Fruit, Maturity, Outcome, Provider, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.api.content import Document, Workspace
    from ogpkit_networking.edition import NetworkingPart


DONE: Final = ("agreed", "closed")
"""The stages in which nothing is left to be done for a case."""


CAUTION: Final = N_(
    "The request is vague. First introduce experts who help to show its possibilities and limits, say exactly "
    "what is meant and explain its impact. A technology provider would build before that is known."
)
"""Why a vague request does not meet a technology provider first (Networking Mechanism, example 2)."""


@attrs.frozen(kw_only=True)
class Round:
    """Stretch of a case, from one start to the next going back.

    Attributes:
        number: From one.
        begun: Its first day.
        stages: The stages in it, in their order.
    """

    number: int
    begun: date
    stages: tuple[str, ...]


def get_stage(case: Case) -> str:
    """Return the stage that a case is in; empty before the first."""
    return case.history[-1].stage if case.history else ""


def is_open(case: Case) -> bool:
    """Tell whether something is left to be done for a case."""
    return get_stage(case) not in DONE


def list_managers(case: Case) -> tuple[str, ...]:
    """Return who has managed a case, in order; the last one manages it now."""
    before = (one.from_ for one in sorted(case.handovers, key=lambda one: one.on))
    return tuple(filter(None, (*before, case.manager)))


def is_reviewed(case: Case) -> bool:
    """Tell whether somebody has said how fruitful the dialogue was, since the case was closed last or taken up again."""
    started = [step.on for step in case.history if step.stage != "closed"]
    since = max(started, default=case.opened)
    return any(one.on >= since for one in case.reviews)


def get_fruit(case: Case) -> Fruit | None:
    """Return how fruitful the dialogue was, as it was said last; None before anybody has been asked."""
    last = max(case.reviews, key=lambda one: one.on, default=None)
    return last.fruitful if last else None


def get_maturity(case: Case, on: date | None = None) -> Maturity:
    """Return how far the request was thought through on a day.

    Args:
        on: The day; now when left out.
    """
    said = [refinement for refinement in case.refinements if on is None or refinement.on <= on]
    # what the government said last holds: a request is refined until it is “a solid plan of action” (example 2)
    return max(said, key=lambda refinement: refinement.on).maturity if said else case.maturity


def request_of(case: Case) -> Translated:
    """Return the request as it stands now."""
    return case.refinements[-1].request if case.refinements else case.request


def list_topics(case: Case) -> tuple[str, ...]:
    """Return what the request is about now."""
    # a refinement that names no topics leaves them as they were
    return next((one.topics for one in reversed(case.refinements) if one.topics), case.topics)


def find_commitments(case: Case, workspace: Workspace) -> tuple[Document[Commitment], ...]:
    """Return the commitments that a case is about, as far as they are there.

    Args:
        workspace: Where it lies.
    """
    there = workspace.all(Commitment, case.country, case.cycle) if case.cycle else ()
    return tuple(found for found in there if found.id in case.commitments)


def list_challenges(case: Case, workspace: Workspace, part: NetworkingPart) -> tuple[GrandChallenge, ...]:
    """Return the grand challenges that a case is about: its own, else those of its commitments, else those of its topics.

    Args:
        workspace: Where it lies.
        part: The rules, with the topics.
    """
    # own words first, then what follows from commitments, then what topics suggest: the surest source decides
    if case.challenges:
        return case.challenges
    named = [one for found in find_commitments(case, workspace) for one in found.entity.all_challenges]
    if named:
        return tuple(dict.fromkeys(named))
    topics = (part.topics.get(topic) for topic in list_topics(case))
    return tuple(dict.fromkeys(challenge for topic in topics if topic for challenge in topic.challenges))


def was_scoped(case: Case) -> bool:
    """Tell whether somebody has helped the government to scope its request."""
    # an introduction that was declined has helped nobody
    return any(one.purpose is Purpose.SCOPING and one.outcome is not Outcome.DECLINED for one in case.introductions)


def list_introduced(case: Case) -> tuple[str, ...]:
    """Return whom the government has been introduced to, providers and peer countries, in order."""
    return tuple(dict.fromkeys(party for one in case.introductions for party in one.parties))


def list_selected(case: Case) -> tuple[str, ...]:
    """Return whom the government has selected, in order."""
    chosen = (one for one in case.introductions if one.outcome is Outcome.SELECTED)
    return tuple(dict.fromkeys(party for one in chosen for party in one.parties))


def list_sides_without_expectations(case: Case) -> tuple[str, ...]:
    """Return the sides whose expectations nobody has written down: the government's, and those of whom it has selected.

    Written terms of an agreement say what both sides expect.
    """
    # the sources ask for “terms of engagement and expectations … shared by all sides”, “likely” in an agreement
    if case.agreement and case.agreement.terms:
        return ()
    said = {expectation.party for expectation in case.expectations if expectation.text}
    return tuple(party for party in (case.country, *list_selected(case)) if party not in said)


def find_last_day(case: Case) -> date:
    """Return the day on which something happened last."""
    days = [case.opened, *(step.on for step in case.history), *(one.on for one in case.introductions)]
    for several in (case.dialogue, case.refinements, case.handovers, case.closings, case.reviews):
        days += [one.on for one in several]
    if case.agreement and case.agreement.signed:
        days.append(case.agreement.signed)
    return max(days)


def list_rounds(case: Case, part: NetworkingPart) -> tuple[Round, ...]:
    """Return the rounds of a case: a new one begins whenever it goes back to an earlier stage.

    Args:
        part: The rules, with the stages in their usual order.
    """
    order = {name: place for place, name in enumerate(part.stages)}
    found: list[Round] = []
    before = len(order)
    for step in case.history:
        place = order.get(step.stage, before)
        if not found or place < before:
            found.append(Round(number=len(found) + 1, begun=step.on, stages=()))
        found[-1] = attrs.evolve(found[-1], stages=(*found[-1].stages, step.stage))
        before = place
    return tuple(found)


def get_party_name(workspace: Workspace, party: str) -> str:
    """Return what a party is called, with the language of that: a provider, a country, or whoever is named in words.

    Args:
        party: An identifier, or words.
    """
    provider = find_provider(workspace, party)
    if provider:
        return Phrase([plain_text(provider.entity.name, workspace.language)])
    return (
        country_name(workspace, party, current_language())
        if is_country(party)
        else Phrase([plain_text(party, workspace.language)])
    )


def find_named_country(said: str, workspace: Workspace) -> str | None:
    """Return the code of a country by its code or by its name, also by that which its own file gives it.

    Args:
        said: What somebody wrote.
    """
    named = {fold(text): one.country for one in workspace.all(Country) for _language, text in one.entity.name.texts("")}
    return named.get(fold(said)) or find_country_code(said)


def find_provider(workspace: Workspace, name: str) -> Document[Provider] | None:
    """Return the provider of an identifier, if it is there.

    Args:
        name: The identifier.
    """
    found = workspace.documents.get(PROVIDER.pattern.fill({"id": name})) if name else None
    return found if found is not None and isinstance(found.entity, Provider) else None  # type: ignore[return-value]  # as verified


@attrs.frozen(kw_only=True)
class Register:
    """All cases of a workspace, sorted once for everybody who asks.

    Attributes:
        by_day: The cases, oldest first.
        of_country: Those of each country, oldest first.
        peers: The cases of others in which a country has been brought in as a peer.
    """

    by_day: tuple[Document[Case], ...]
    of_country: Mapping[str, tuple[Document[Case], ...]] = attrs.field(hash=False)
    peers: Mapping[str, tuple[Document[Case], ...]] = attrs.field(hash=False)


def register(workspace: Workspace) -> Register:
    """Return the cases of a workspace, sorted."""
    return workspace.memoize(_index_cases)


def _index_cases(workspace: Workspace) -> Register:
    by_day = sorted(workspace.all(Case), key=lambda one: (one.entity.opened, one.id))
    of_country: dict[str, list[Document[Case]]] = {}
    peers: dict[str, list[Document[Case]]] = {}
    for one in by_day:
        of_country.setdefault(one.entity.country, []).append(one)
        for peer in list_peers(one.entity):
            peers.setdefault(peer, []).append(one)
    return Register(
        by_day=tuple(by_day),
        of_country={country: tuple(several) for country, several in of_country.items()},
        peers={country: tuple(several) for country, several in peers.items()},
    )


def list_cases(workspace: Workspace, country: str = "", *, only_open: bool = False) -> tuple[Document[Case], ...]:
    """Return the cases of a workspace, oldest first.

    Args:
        country: Only those of this country.
        only_open: Only those for which something is left to be done.
    """
    there = register(workspace)
    found = there.of_country.get(country, ()) if country else there.by_day
    return tuple(one for one in found if is_open(one.entity)) if only_open else found


def count_stale_days(case: Case, part: NetworkingPart, today: date) -> int:
    """Return for how many days nothing has happened in an open case, if longer than usual; otherwise zero.

    Args:
        part: The rules.
    """
    idle = (today - find_last_day(case)).days
    # the sources give no time limits; in example 2 four quiet months were well used, so the edition's number is longer
    return idle if is_open(case) and idle > part.stale_days else 0


def list_peers(case: Case) -> Iterator[str]:
    """Yield the peer countries that a case has brought in."""
    yield from dict.fromkeys(one.country for one in case.introductions if one.country)
