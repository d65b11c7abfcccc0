"""Drafts that were sent: each is kept word for word in a file whose name identifies its text.

The report's history names the draft with the step that sent it. Whoever changes a kept draft, or the name in the history, or
takes the file away, is found by comparing the three.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import Choice
from ogpkit.api.editing import file_digest
from ogpkit.api.text import _, write_day
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.kinds import DRAFT
from ogpkit_reporting.model import SentDraft

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.editing import EditSession
    from ogpkit_reporting.edition import ReportingPart
    from ogpkit_reporting.model import IndependentReport


class SentDraftState(Choice):
    """State of a draft that was sent."""

    AS_SENT = "as-sent", "Unchanged"
    CHANGED = "changed", "Changed since it was sent"
    LOST = "lost", "Lost"
    NEVER = "never-kept", "Not kept"


@attrs.frozen(kw_only=True)
class Sending:
    """Draft that was sent.

    Attributes:
        position: The position of the step in the report's history.
        stage: The stage for which it was sent.
        on: The day.
        draft: What identifies it; empty where it was not kept.
        kept: What has become of it.
    """

    position: int
    stage: str
    on: date
    draft: str
    kept: SentDraftState


def name_of(text: str) -> str:
    """Return what identifies a text: a changed one has another name; line ends are those of Unix, whatever the machine.

    Args:
        text: The text of a draft.
    """
    return file_digest(text.replace("\r\n", "\n").encode("utf-8"))


def build_path(country: str, cycle: str, draft: str) -> str:
    """Return where a draft is kept.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
        draft: What identifies the draft.
    """
    return DRAFT.pattern.fill({"country": country, "cycle": cycle, "draft": draft})


def list_sendings(
    document: Document[IndependentReport], workspace: Workspace, part: ReportingPart
) -> Iterator[Sending]:
    """Yield the drafts of a report that were sent, oldest first.

    Args:
        workspace: Where it lies.
        part: The rules of its edition, which say with which stages a draft is sent.
    """
    for position, step in enumerate(document.entity.history):
        if step.draft or step.stage in part.sends:
            yield Sending(
                position=position,
                stage=step.stage,
                on=step.on,
                draft=step.draft or "",
                kept=_compare_kept(document, workspace, step.draft or ""),
            )


def _compare_kept(document: Document[IndependentReport], workspace: Workspace, draft: str) -> SentDraftState:
    if not draft:
        return SentDraftState.NEVER
    found = workspace.one(SentDraft, document.country, document.cycle, draft)
    if found is None:
        return SentDraftState.LOST
    return SentDraftState.AS_SENT if name_of(found.entity.text) == draft else SentDraftState.CHANGED


def keep_draft(session: EditSession, document: Document[IndependentReport], stage: str) -> Mapping[str, object]:
    """Keep a report's file as it is where the edition says that it is sent with a stage; give what identifies it for the step.

    Args:
        stage: The stage that is entered.
    """
    if stage not in get_rules(session.workspace, document.country, document.cycle).sends:
        return {}
    text = session.source(document.path).decode("utf-8").replace("\r\n", "\n")
    draft = name_of(text)
    path = build_path(document.country, document.cycle, draft)
    if path not in session.workspace.documents:
        session.create(path, SentDraft(text=text))
    return {"draft": draft}


def check_drafts_kept(document: Document[IndependentReport], workspace: Workspace) -> Iterator[str]:
    """Check that the drafts that were sent are as they were.

    Args:
        workspace: Where it lies.
    """
    for one in list_sendings(document, workspace, get_rules(workspace, document.country, document.cycle)):
        if one.kept in (SentDraftState.CHANGED, SentDraftState.LOST):
            yield _("The draft that was sent on {day} has changed. Restore {path} first.").format(
                day=write_day(one.on), path=build_path(document.country, document.cycle, one.draft)
            )


def describe_draft(document: Document[IndependentReport], workspace: Workspace, position: int) -> str:
    """Return what has become of the draft that was sent with a step; empty where none was kept.

    Args:
        workspace: Where the report lies.
        position: The position of the step in its history.
    """
    step = document.entity.history[position]
    if not step.draft:
        return ""
    state = _compare_kept(document, workspace, step.draft)
    return _("Draft {draft}: {state}").format(draft=step.draft[:8], state=_(state.label))
