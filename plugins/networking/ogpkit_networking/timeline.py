"""A case as a timeline: stages, introductions, turns of the dialogue, refinements, the agreement, each on its day."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

import attrs

from ogpkit.api.text import _, current_language, join_list
from ogpkit_networking.cases import get_party_name
from ogpkit_networking.edition import get_case_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Workspace
    from ogpkit_networking.model import Case, Introduction


class Sort(IntEnum):
    """Sort of an event; of several on one day, in this order."""

    REQUEST = 0
    REFINEMENT = 1
    STAGE = 2
    INTRODUCTION = 3
    MESSAGE = 4
    AGREEMENT = 5
    CLOSING = 6


@attrs.frozen(kw_only=True)
class Event:
    """Something that happened in a case.

    Attributes:
        on: The day.
        sort: What it was.
        text: The same in words, in the language in use.
        at: The key path in the file.
        back: Whether a turn of the dialogue comes from the other side to the government.
    """

    on: date
    sort: Sort
    text: str
    at: tuple[str | int, ...] = ()
    back: bool = False


def build_timeline(case: Case, workspace: Workspace) -> tuple[Event, ...]:
    """Return everything that happened in a case, oldest first.

    Args:
        workspace: Where it lies.
    """
    return tuple(sorted(_list_events(case, workspace), key=lambda event: (event.on, event.sort)))


def _list_events(case: Case, workspace: Workspace) -> Iterator[Event]:
    yield Event(
        on=case.opened,
        sort=Sort.REQUEST,
        text=_("{country} asks: {request}").format(
            country=get_party_name(workspace, case.country),
            request=case.request.best(current_language(), workspace.language, "en"),
        ),
        at=("request",),
    )
    for position, refinement in enumerate(case.refinements):
        said = refinement.request.best(current_language(), workspace.language, "en")
        text = _("Refined request ({maturity}): {request}").format(maturity=_(refinement.maturity.label), request=said)
        yield Event(on=refinement.on, sort=Sort.REFINEMENT, text=text, at=("refinements", position))
    stages = get_case_rules(case, workspace).stages
    for position, step in enumerate(case.history):
        known = stages.get(step.stage)
        title = (known.title.best(current_language(), "en") if known else "") or step.stage
        text = " · ".join(part for part in (title, step.by, step.note) if part)
        yield Event(on=step.on, sort=Sort.STAGE, text=text, at=("history", position))
    for position, one in enumerate(case.introductions):
        yield Event(
            on=one.on,
            sort=Sort.INTRODUCTION,
            text=describe_introduction(one, workspace),
            at=("introductions", position),
        )
    yield from _list_messages(case, workspace)
    yield from _list_endings(case, workspace)


def describe_introduction(one: Introduction, workspace: Workspace) -> str:
    """Return an introduction in words.

    Args:
        workspace: Where it lies.
    """
    whom = get_party_name(workspace, one.provider or one.country or "–")
    others = [*one.with_, *((one.country,) if one.provider and one.country else ())]
    if others:
        names = join_list(get_party_name(workspace, other) for other in others)
        whom = _("{provider}, together with {others}").format(provider=whom, others=names)
    text = _("Introduced to {whom} ({purpose}): {outcome}").format(
        whom=whom, purpose=_(one.purpose.label), outcome=_(one.outcome.label)
    )
    return f"{text} · {one.note}" if one.note else text


def _list_messages(case: Case, workspace: Workspace) -> Iterator[Event]:
    for position, message in enumerate(case.dialogue):
        text = _("{speaker} → {listener}: {summary}").format(
            speaker=get_party_name(workspace, message.from_),
            listener=get_party_name(workspace, message.to),
            summary=message.summary,
        )
        back = message.from_ != case.country
        yield Event(on=message.on, sort=Sort.MESSAGE, text=text, at=("dialogue", position), back=back)


def _list_endings(case: Case, workspace: Workspace) -> Iterator[Event]:
    if case.agreement and case.agreement.signed:
        names = join_list(get_party_name(workspace, party) for party in case.agreement.parties) or "–"
        text = _("Agreement signed with {names}").format(names=names)
        yield Event(on=case.agreement.signed, sort=Sort.AGREEMENT, text=text, at=("agreement",))
    for position, closing in enumerate(case.closings):
        text = _("Closed without an agreement: {reason}").format(reason=_(closing.reason.label))
        text = f"{text} · {closing.note}" if closing.note else text
        yield Event(on=closing.on, sort=Sort.CLOSING, text=text, at=("closings", position))
