"""What this plugin shows as tables, on the command line and in sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.text import Table, _, current_language
from ogpkit_consultation.forum import get_interval, list_gaps
from ogpkit_consultation.participation import count_by_group, count_by_mechanism
from ogpkit_consultation.peers import is_settled, list_all_feedback
from ogpkit_consultation.principles import judge_principles
from ogpkit_consultation.schedule import schedule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.api.content import Translated, Workspace
    from ogpkit_consultation.dossier import Dossier


def build_status_table(dossiers: Iterable[Dossier]) -> Table:
    """Return how each consultation keeps each principle, with the evidence and what is missing.

    Args:
        dossiers: The consultations.
    """
    columns = ("country", "cycle", "principle", "title", "verdict", "said", "shown", "missing", "to_do")
    titles = ("", "", "", _("Principle"), "", _("Verdict"), _("What shows it"), _("What is missing"), _("Still to do"))
    rows = [
        (
            dossier.document.country,
            dossier.document.cycle,
            one.principle.number,
            _(one.principle.title),
            one.verdict.value,
            one.verdict_text,
            "\n".join(shown.text for shown in one.shown),
            "\n".join(lacking.message for lacking in one.lacking),
            "\n".join(waiting.text for waiting in one.waiting),
        )
        for dossier in dossiers
        for one in judge_principles(dossier)
    ]
    return Table(columns, rows, titles)


def build_participation_table(dossier: Dossier) -> Table:
    """Return who took part, by group and by mechanism."""
    columns = ("by", "name", "title", "events", "people", "comments")
    rows: list[tuple[object, ...]] = [
        ("group", one.group.value, _(one.group.label), one.events, one.counted, one.comments)
        for one in count_by_group(dossier)
    ]
    rows += [
        ("mechanism", one.mechanism.value, _(one.mechanism.label), one.events, one.participants, None)
        for one in count_by_mechanism(dossier)
    ]
    return Table(columns, rows)


def schedule_table(dossier: Dossier) -> Table:
    """Return the days of a consultation."""
    rows = [(one.on, one.until, one.sort, one.what, one.when.value) for one in schedule(dossier)]
    return Table(("on", "until", "sort", "what", "when"), rows)


def build_forum_table(dossier: Dossier) -> Table:
    """Return the times between the meetings of the forum, and whether they are longer than promised."""
    every = get_interval(dossier)
    rows = [
        (gap.since, gap.until, gap.days, every, every is not None and gap.days > every, gap.ended)
        for gap in list_gaps(dossier)
    ]
    return Table(("since", "until", "days", "at_most", "too_long", "ended_by_meeting"), rows)


def build_peers_table(workspace: Workspace, country: str, cycle: str) -> Table:
    """Return what peers said, and what followed from it.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    columns = (
        "session",
        "number",
        "from",
        "commitment",
        "ambition",
        "text",
        "gap",
        "action",
        "reason",
        "case",
        "settled",
    )
    rows = [
        (
            said.session.id,
            said.position + 1,
            said.feedback.from_,
            said.feedback.commitment,
            said.feedback.ambition.value if said.feedback.ambition else None,
            *(
                _translate(text, workspace) or None
                for text in (said.feedback.text, said.feedback.gap, said.feedback.action, said.feedback.reason)
            ),
            said.feedback.case,
            is_settled(said.feedback),
        )
        for said in list_all_feedback(workspace, country, cycle)
    ]
    return Table(columns, rows)


def _translate(text: Translated | None, workspace: Workspace) -> str:
    return text.best(current_language(), workspace.language, "en") if text else ""
