"""Taking a need for expertise up as a case, whoever found it: a peer consultation, a commitment, a plan (Roadmap VIII, XII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import Need, OgpkitError, Place, Referral, ReferralTarget
from ogpkit.api.content import Commitment, Translated, refer_need
from ogpkit.api.editing import installed_plugins
from ogpkit.api.text import _, current_language
from ogpkit_networking.editing import begin_first_stage, describe_subject, free_case_identifier
from ogpkit_networking.edition import get_case_rules
from ogpkit_networking.kinds import CASE
from ogpkit_networking.likeness import join_parts
from ogpkit_networking.model import Case
from ogpkit_networking.topics import find_topics

if TYPE_CHECKING:
    from datetime import date

    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.editing import EditSession


class NothingToRefer(OgpkitError):
    """Raised when nothing of a place can be referred."""


def take_up(workspace: Workspace, need: Need) -> Referral:
    """Return the case that takes a need up, under an identifier that is still free.

    Args:
        workspace: What the files say.
        need: What is needed.
    """
    case = Case(
        country=need.country,
        cycle=need.cycle,
        commitments=need.commitments,
        opened=need.on,
        request=Translated.of(need.text),
        topics=need.topics,
    )
    if not case.topics:
        case = _add_topics(case, workspace)
    name = free_case_identifier(workspace, case.country, describe_subject(case, workspace.language))
    return Referral(path=CASE.pattern.fill({"id": name}), entity=begin_first_stage(case), id=name)


def _add_topics(case: Case, workspace: Workspace) -> Case:
    """Return a case with the topics that its request and the titles of its commitments name."""
    titles = (
        text
        for name in case.commitments
        if (found := workspace.one(Commitment, case.country, case.cycle, name))
        for text in (found.entity.title.plain or "", *found.entity.title.by_language.values())
    )
    text = join_parts((case.request.best(workspace.language), *titles))
    return attrs.evolve(case, topics=find_topics(text, get_case_rules(case, workspace)))


def describe_need(workspace: Workspace, place: Place, on: date, text: str = "") -> Need:
    """Return the need for expertise of a commitment, or of a cycle as a whole.

    Args:
        workspace: What the files say.
        place: The commitment or the cycle.
        on: The day on which it is asked for.
        text: What is needed; the commitment's own words when left out.

    Raises:
        NothingToRefer: It is neither, or a plan without commitments and without words.
    """
    document = workspace.documents.get(place.path)
    if document is not None and isinstance(document.entity, Commitment):
        said = text or _describe_commitment(document.entity, workspace)
        return Need(country=document.country, on=on, text=said, cycle=document.cycle, commitments=(document.id,))
    plan = workspace.all(Commitment, place.country, place.cycle) if place.cycle else ()
    if not text and not plan:
        raise NothingToRefer(_("Go to a commitment, or to a cycle that has some: they say what expertise is for."))
    said = text or "\n".join(_get_title(one, workspace) for one in plan)
    return Need(country=place.country, on=on, text=said, cycle=place.cycle, commitments=tuple(one.id for one in plan))


def _describe_commitment(commitment: Commitment, workspace: Workspace) -> str:
    texts = (commitment.title, commitment.description or commitment.ambition)
    return "\n".join(
        said for text in texts if text and (said := text.best(workspace.language, current_language(), "en"))
    )


def _get_title(document: Document[Commitment], workspace: Workspace) -> str:
    return document.entity.title.best(workspace.language, current_language(), "en") or document.id


def refer(desk: EditSession, place: Place, on: date, text: str = "") -> Referral:
    """Refer a commitment or a cycle to whichever mechanism takes needs up; its document is created, not yet saved.

    Args:
        place: The commitment or the cycle.
        on: The day on which it is asked for.
        text: What is needed; the commitment's own words when left out.
    """
    referral = refer_need(desk.workspace, describe_need(desk.workspace, place, on, text), installed_plugins(desk))
    desk.create(referral.path, referral.entity)
    return referral


REFERRALS: Final = ReferralTarget(name="networking", title="Networking Mechanism", take_up=take_up)
"""A new case of the Networking Mechanism."""
