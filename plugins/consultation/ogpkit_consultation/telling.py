"""What was done to consult, told for the reports that others write (Roadmap IV: part of the self-assessment)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Place, ReportInput, ReportInputs
from ogpkit.api.text import _, _n, use_language
from ogpkit_consultation import participation
from ogpkit_consultation.dossier import find_dossier
from ogpkit_consultation.peers import list_unsettled
from ogpkit_consultation.principles import judge_principles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.api.content import Workspace
    from ogpkit_consultation.dossier import Dossier
    from ogpkit_consultation.principles import Judgement


def tell(workspace: Workspace, place: Place, language: str) -> Iterable[ReportInput]:
    """Return what was done to consult, principle by principle, then comments and peers.

    Args:
        place: The cycle.
        language: The language in which it is told.
    """
    dossier = find_dossier(workspace, place.country, place.cycle)
    if dossier is None:
        return ()
    with use_language(language):
        return [
            *(_report_principle(one, dossier) for one in judge_principles(dossier) if one.shown or one.lacking),
            *_report_comments(dossier),
            *_report_peers(dossier),
        ]


def _report_principle(one: Judgement, dossier: Dossier) -> ReportInput:
    document = dossier.document
    said = [shown.text for shown in one.shown] + [lacking.message for lacking in one.lacking]
    ended = (text if text.endswith((".", "!", "?", "؟")) else f"{text}." for text in said)
    return ReportInput(
        text=_("{label}: {text}").format(label=_(one.principle.title), text=f"{one.verdict_text}. {' '.join(ended)}"),
        section=one.principle.section,
        shown_by=tuple(
            Place(country=document.country, cycle=document.cycle, path=document.path, at=shown.at)
            for shown in one.shown
        ),
    )


def _report_comments(dossier: Dossier) -> Iterator[ReportInput]:
    total, left = len(dossier.comments), participation.count_unanswered(dossier.comments)
    if not total:
        return
    text = _n(
        "{count} written comment came in; {answered} of them answered.",
        "{count} written comments came in; {answered} of them answered.",
        total,
    )
    yield ReportInput(
        text=text.format(count=total, answered=total - left),
        section="Roadmap IV.2",
        shown_by=(Place(country=dossier.document.country, cycle=dossier.document.cycle, path=dossier.document.path),),
    )


def _report_peers(dossier: Dossier) -> Iterator[ReportInput]:
    sessions = dossier.sessions
    if not sessions:
        return
    here = dossier.document.country, dossier.document.cycle
    countries = {code for one in sessions for code in one.entity.participants} - {here[0]}
    left = len(list_unsettled(dossier.workspace, *here))
    text = _n(
        "The commitments were discussed with peers of {countries} other countries in {count} session.",
        "The commitments were discussed with peers of {countries} other countries in {count} sessions.",
        len(sessions),
    ).format(countries=len(countries), count=len(sessions))
    if left:
        text += " " + _n(
            "{count} judgement that a commitment is not ambitious enough has not been acted upon.",
            "{count} judgements that a commitment is not ambitious enough have not been acted upon.",
            left,
        ).format(count=left)
    yield ReportInput(
        text=text,
        section="Roadmap VIII",
        shown_by=tuple(Place(country=here[0], cycle=here[1], path=one.path) for one in sessions),
    )


ACCOUNTS: Final = ReportInputs(name="consultation", title="Consultation efforts", tell=tell)
"""What was done to consult."""
