"""What this plugin says of a cycle at a glance, what is due, and what was done, for reports (Roadmap II, IV, VIII)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Place, Progress, ReportInput, ReportInputs, Scope, Status, StatusSource, Verdict
from ogpkit.api.content import CommonExpectation, Cycle, RuleForce, find_force, is_left_out
from ogpkit.api.text import _, _n, join_list, use_language
from ogpkit_consultation.dossier import count_unanswered, find_deposit_day, find_dossier
from ogpkit_consultation.findings import STEPS, count_steps
from ogpkit_consultation.peers import check_ambition_settled, list_sessions, list_unsettled
from ogpkit_consultation.principles import judge_principles

_OF_CONSULTATION: Final = "CON015"
_OF_SESSIONS: Final = "CON030"
"""The rules that ask for a file about the consultation, and for a session with peers."""

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_consultation.dossier import Dossier
    from ogpkit_consultation.principles import Judgement


def list_statuses(workspace: Workspace, place: Place) -> Iterator[Status]:
    """Yield how a cycle consults the public and its peers.

    Args:
        place: The cycle.
    """
    cycle = workspace.one(Cycle, place.country, place.cycle)
    if cycle is None:
        return
    dossier = find_dossier(workspace, place.country, place.cycle)
    if dossier is None:
        yield _describe_nothing(cycle, workspace)
    else:
        yield _describe_findings(dossier) if dossier.is_known_by_findings else _describe_public(dossier)
    if list_sessions(workspace, place.country, place.cycle):
        yield _describe_peers(cycle, workspace)
    elif find_force(_OF_SESSIONS, cycle, workspace) is not RuleForce.OFF:
        yield _describe_no_session(cycle, workspace)


def _describe_nothing(cycle: Document[Cycle], workspace: Workspace) -> Status:
    if is_left_out(_OF_CONSULTATION, cycle, workspace):
        return Status(
            verdict=Verdict.UNKNOWN,
            # what is not public yet may be at hand all the same
            headline=_("Nothing is published about the public consultation")
            if workspace.is_public
            else _("No record of the public consultation"),
            expectation=CommonExpectation.PARTICIPATION,
        )
    return Status(
        # a plan without any consultation breaks Roadmap II.3; before the deposit there is time
        verdict=Verdict.BAD if find_deposit_day(cycle.entity) else Verdict.ATTENTION,
        headline=_("Nothing is published about the public consultation")
        if workspace.is_public
        else _("No public consultation yet"),
        missing=(_("Start the consultation: record its process and timeline"),),
        expectation=CommonExpectation.PARTICIPATION,
    )


def _describe_findings(dossier: Dossier) -> Status:
    """Return what the Independent Reporting Mechanism found, where nothing else tells how the consultation went."""
    steps, document = count_steps(dossier.consultation), dossier.document
    if steps is None:
        verdict = Verdict.UNKNOWN
        headline = _("The Independent Reporting Mechanism does not say how many steps of consultation were followed")
    else:
        verdict = Verdict.GOOD if steps == STEPS else Verdict.ATTENTION if steps else Verdict.BAD
        headline = _(
            "{count} of {all} steps of consultation followed, according to the Independent Reporting Mechanism"
        )
    return Status(
        verdict=verdict,
        headline=headline.format(count=steps, all=STEPS),
        shown_by=(Place(country=document.country, cycle=document.cycle, path=document.path, at=("findings",)),),
        expectation=CommonExpectation.PARTICIPATION,
    )


def _describe_public(dossier: Dossier) -> Status:
    found = judge_principles(dossier)
    kept = sum(1 for one in found if one.verdict in (Verdict.GOOD, Verdict.ATTENTION))
    headline = _("{kept} of {all} consultation principles kept").format(kept=kept, all=len(found))
    left = count_unanswered(dossier.comments)
    if left:
        said = _n("{count} comment unanswered", "{count} comments unanswered", left).format(count=left)
        headline = join_list((headline, said))
    verdicts = {one.verdict for one in found}
    if Verdict.BAD in verdicts:
        verdict = Verdict.BAD
    elif verdicts == {Verdict.GOOD} and not left:
        verdict = Verdict.GOOD
    else:
        verdict = Verdict.ATTENTION
    document = dossier.document
    return Status(
        verdict=verdict,
        headline=headline,
        shown_by=(Place(country=document.country, cycle=document.cycle, path=document.path),),
        missing=tuple(
            dict.fromkeys(
                [fault for one in found for fault in one.faults]
                + [waiting.text for one in found for waiting in one.waiting]
            )
        ),
        expectation=CommonExpectation.PARTICIPATION,
        progress=_describe_answers(len(dossier.comments), left),
    )


def _describe_answers(count: int, left: int) -> Progress | None:
    """Return how many of the comments are answered; None where there is none.

    Args:
        count: How many comments there are.
        left: How many of them wait.
    """
    if not count:
        return None
    said = _n("{answered} of {count} comment answered", "{answered} of {count} comments answered", count)
    return Progress(text=said.format(answered=count - left, count=count), share=(count - left) / count)


def _describe_no_session(cycle: Document[Cycle], workspace: Workspace) -> Status:
    if is_left_out(_OF_SESSIONS, cycle, workspace):
        return Status(
            verdict=Verdict.UNKNOWN,
            headline=_("Nothing is published about sessions with peers")
            if workspace.is_public
            else _("No record of sessions with peers"),
        )
    return Status(
        verdict=Verdict.BAD if find_deposit_day(cycle.entity) else Verdict.ATTENTION,
        headline=_("No session with peers yet"),
        missing=(_("Present the commitments to other countries and the Steering Committee"),),
    )


def _describe_peers(cycle: Document[Cycle], workspace: Workspace) -> Status:
    met = list_sessions(workspace, cycle.country, cycle.cycle)
    missing = tuple(check_ambition_settled(cycle, workspace))
    headline = _n("{count} session with peers", "{count} sessions with peers", len(met)).format(count=len(met))
    if missing:
        said = _n("{count} judgement without a response", "{count} judgements without a response", len(missing)).format(
            count=len(missing)
        )
        headline = join_list((headline, said))
    verdict = Verdict.GOOD if not missing else Verdict.BAD if find_deposit_day(cycle.entity) else Verdict.ATTENTION
    shown = tuple(Place(country=one.country, cycle=one.cycle, path=one.path) for one in met)
    return Status(verdict=verdict, headline=headline, shown_by=shown, missing=missing)


STANDINGS: Final = StatusSource(
    name="consultation", title="Public consultation", scope=Scope.CYCLE, derive=list_statuses
)
"""How a cycle consults."""

# What was done to consult, told for the reports that others write.


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
    said = [shown.said for shown in one.shown] + one.faults
    ended = (text if text.endswith((".", "!", "?", "؟")) else f"{text}." for text in said)
    return ReportInput(
        text=_("{label}: {text}").format(label=one.title, text=f"{one.verdict_text}. {' '.join(ended)}"),
        section=one.requirement.section,
        shown_by=tuple(
            Place(country=document.country, cycle=document.cycle, path=document.path, at=shown.at)
            for shown in one.shown
        ),
    )


def _report_comments(dossier: Dossier) -> Iterator[ReportInput]:
    total, left = len(dossier.comments), count_unanswered(dossier.comments)
    if not total:
        return
    text = _n(
        "{count} written comment, {answered} answered.",
        "{count} written comments, {answered} answered.",
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
        "Peers of {countries} other countries discussed the commitments in {count} session.",
        "Peers of {countries} other countries discussed the commitments in {count} sessions.",
        len(sessions),
    ).format(countries=len(countries), count=len(sessions))
    if left:
        text += " " + _n(
            "{count} judgement that a commitment is not ambitious enough has no response.",
            "{count} judgements that a commitment is not ambitious enough have no response.",
            left,
        ).format(count=left)
    yield ReportInput(
        text=text,
        section="Roadmap VIII",
        shown_by=tuple(Place(country=here[0], cycle=here[1], path=one.path) for one in sessions),
    )


ACCOUNTS: Final = ReportInputs(name="consultation", title="Consultation efforts", tell=tell)
"""What was done to consult."""
