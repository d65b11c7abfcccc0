"""What can be done with a case: begin it, assign it, introduce, record the dialogue, refine, agree, close."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api import OgpkitError, blockers, next_stages
from ogpkit.api.content import Step, entity_values, free_identifier, make_identifier
from ogpkit.api.editing import Change, InsertItem, SetValue, StageBlocked, advance_stage
from ogpkit.api.text import _
from ogpkit_networking.cases import get_stage
from ogpkit_networking.kinds import CASE
from ogpkit_networking.model import (
    Agreement,
    Case,
    Closing,
    Expectation,
    Introduction,
    Message,
    Outcome,
    Purpose,
    Refinement,
)
from ogpkit_networking.stages import CASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.editing import EditSession

_BEFORE_INTRODUCTIONS = ("assigned", "scoping", "refinement")
"""The stages from which an introduction leads on by itself; from any other a person decides."""


class NoSuchCase(OgpkitError):
    """Raised when a case, or something in it, is not there."""


def get_case(desk: EditSession, path: str) -> Document[Case]:
    """Return the case in a file.

    Raises:
        NoSuchCase: There is none.
    """
    found = desk.workspace.documents.get(path)
    if found is None or not isinstance(found.entity, Case):
        raise NoSuchCase(_("{path} is no case that can be read.").format(path=path))
    return found  # type: ignore[return-value]  # its entity is a case


def find_case_at(workspace: Workspace, path: str) -> Case | None:
    """Return what the case in a file says, if there is one that can be read."""
    found = workspace.documents.get(path)
    return found.entity if found is not None and isinstance(found.entity, Case) else None


def free_case_identifier(workspace: Workspace, country: str, subject: str) -> str:
    """Return an identifier that no case has: the country and what the case is about.

    Args:
        country: The requesting country.
        subject: What it is about, in any words.
    """
    stem = make_identifier(f"{country} {subject}")[:48].strip("-") or make_identifier(country)
    return free_identifier(stem, {found.id for found in workspace.all(Case)})


def begin_case(desk: EditSession, case: Case, identifier: str = "") -> str:
    """Begin a case with its first stage.

    Args:
        case: The case, without a history.
        identifier: Its identifier; made of the country and its topics when left out.

    Returns:
        The path of the new file.
    """
    name = identifier or free_case_identifier(
        desk.workspace, case.country, describe_subject(case, desk.workspace.language)
    )
    path = CASE.pattern.fill({"id": name})
    desk.create(path, begin_first_stage(case))
    return path


def begin_first_stage(case: Case) -> Case:
    """Return a case with its first stage.

    Args:
        case: The case, without a history.
    """
    return attrs.evolve(case, history=(Step(stage="received", on=case.opened),))


def describe_subject(case: Case, language: str) -> str:
    """Return what a case is about, in a few words: its topics, else the beginning of its request.

    Args:
        language: The language of plain strings in the workspace.
    """
    if case.topics:
        return " ".join(case.topics[:2])
    return " ".join(case.request.best("en", language).split()[:6])


def assign(desk: EditSession, path: str, manager: str, on: date) -> None:
    """Assign a case manager; a case that has just been received moves on.

    Args:
        path: The case.
        manager: Who.
    """
    _change(desk, path, [SetValue(("manager",), manager)], _("Assign the case manager"))
    _move_if_possible(desk, path, "assigned", on)


def introduce(desk: EditSession, path: str, introduction: Introduction) -> None:
    """Introduce the government to a provider or a peer; where that is the next stage, the case moves on.

    Args:
        path: The case.
        introduction: Whom, when and what for.

    Raises:
        StageBlocked: No case manager is assigned, who makes introductions.
    """
    case = get_case(desk, path).entity
    if not case.manager.strip():
        raise StageBlocked(_("Introductions"), (_("Assign a case manager first: introductions are theirs to make."),))
    _insert(desk, path, "introductions", introduction, len(case.introductions), _("Introduce"))
    if get_stage(case) in _BEFORE_INTRODUCTIONS:
        target = "scoping" if introduction.purpose is Purpose.SCOPING else "introductions"
        _move_if_possible(desk, path, target, introduction.on)


def set_outcome(desk: EditSession, path: str, party: str, outcome: Outcome) -> None:
    """Say what has come of the newest introduction to somebody.

    Args:
        path: The case.
        party: The provider or peer country.
        outcome: What has come of it.

    Raises:
        NoSuchCase: Nobody of this name has been introduced.
    """
    case = get_case(desk, path).entity
    places = [place for place, one in enumerate(case.introductions) if party in one.parties]
    if not places:
        raise NoSuchCase(_("The government has not been introduced to “{party}” in this case.").format(party=party))
    change = SetValue(("introductions", places[-1], "outcome"), outcome.value)
    _change(desk, path, [change], _("Note the outcome of an introduction"))


def record(desk: EditSession, path: str, message: Message) -> None:
    """Record a turn of the dialogue.

    Args:
        path: The case.
        message: Who said what to whom.
    """
    case = get_case(desk, path).entity
    _insert(desk, path, "dialogue", message, len(case.dialogue), _("Record the dialogue"))


def refine(desk: EditSession, path: str, refinement: Refinement) -> None:
    """Take in how the government's request stands now; a case that was closed or agreed goes on.

    Args:
        path: The case.
        refinement: The request as it stands now.
    """
    case = get_case(desk, path).entity
    _insert(desk, path, "refinements", refinement, len(case.refinements), _("Refine the request"))
    _move_if_possible(desk, path, "refinement", refinement.on)


def expect(desk: EditSession, path: str, expectation: Expectation) -> None:
    """Write down what one side expects.

    Args:
        path: The case.
        expectation: Whose, and what.
    """
    case = get_case(desk, path).entity
    place = next((at for at, one in enumerate(case.expectations) if one.party == expectation.party), None)
    title = _("Write down an expectation")
    if place is None:
        _insert(desk, path, "expectations", expectation, len(case.expectations), title)
    else:
        _change(desk, path, [SetValue(("expectations", place), entity_values(expectation))], title)


def agree(desk: EditSession, path: str, agreement: Agreement) -> None:
    """Write the agreement down.

    Args:
        path: The case.
        agreement: Its parties, terms and days.
    """
    _change(desk, path, [SetValue(("agreement",), entity_values(agreement))], _("Write the agreement down"))


def close(desk: EditSession, path: str, closing: Closing | None, on: date, by: str = "") -> None:
    """Close a case: after an agreement, or with the reason why there is none.

    Args:
        path: The case.
        closing: Why there is no agreement; None where there is one.
        by: Who closes it.

    Raises:
        StageBlocked: There is neither an agreement nor a reason, or the case cannot be closed now.
    """
    if closing is not None:
        case = get_case(desk, path).entity
        _insert(desk, path, "closings", closing, len(case.closings), _("Say why there is no agreement"))
    advance_stage(desk, path, "closed", on, by)


def _insert(desk: EditSession, path: str, key: str, entity: object, place: int, title: str) -> None:
    _change(desk, path, [InsertItem((key,), place, entity_values(entity))], title)


def _change(desk: EditSession, path: str, changes: Sequence[Change], title: str) -> None:
    get_case(desk, path)
    desk.settle()
    desk.change(path, changes, title)
    desk.settle()


def _move_if_possible(desk: EditSession, path: str, stage: str, on: date) -> None:
    """Enter a stage when it may follow and nothing stands against it; otherwise a person decides."""
    document = get_case(desk, path)
    may_follow = stage in next_stages(CASE_STAGES, document, desk.workspace)
    if may_follow and not blockers(CASE_STAGES, document, desk.workspace, stage, on):
        advance_stage(desk, path, stage, on)
