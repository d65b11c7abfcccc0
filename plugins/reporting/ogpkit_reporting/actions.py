"""What people do with the reports on a cycle, each declared once: draft, publish, deposit, begin, answer, review, respond."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

import attrs

from ogpkit.api import Action, ActionResult, Argument, NoParameters, Option, Place, Scope
from ogpkit.api.content import (
    Choice,
    PastDay,
    Reference,
    TextFormat,
    Translated,
)
from ogpkit.api.editing import make_advance_action
from ogpkit.api.text import _, current_language
from ogpkit_reporting import acting
from ogpkit_reporting.experts import LocalExpert, list_serving, list_writers
from ogpkit_reporting.model import (
    Answer,
    Assessment,
    GovernmentComment,
    GovernmentResponse,
    IndependentReport,
    Interview,
    ProductReport,
    Publication,
    Review,
    SelfAssessment,
    Source,
)
from ogpkit_reporting.questionnaire import QuestionItem
from ogpkit_reporting.recommendations import Recommendation, RecommendationOutcome, RecommendationResponse
from ogpkit_reporting.recommending import (
    add_outcome,
    add_recommendation,
    answer_recommendation,
    offer_products,
    offer_recommendations,
)
from ogpkit_reporting.reports import find_reports
from ogpkit_reporting.self_assessing import deposit_own, draft, draft_again, publish_own
from ogpkit_reporting.stages import INDEPENDENT_STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ogpkit.api import TableRow
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession
    from ogpkit_reporting.edition import Scale


_Commitment: TypeAlias = Annotated[str, Reference("commitment", within="cycle")]


class DraftableReport(Choice):
    """Report that can be drafted from the workspace."""

    OWN = "self-assessment", "Self-assessment"


class Report(Choice):
    """One of the two reports on a cycle."""

    OWN = "self-assessment", "Self-assessment"
    INDEPENDENT = "independent-report", "Independent report"


@attrs.frozen(kw_only=True)
class NewDraft:
    """What is drafted.

    Attributes:
        report: The report.
        again: Draft the assessment of this commitment again and replace its text.
    """

    report: Annotated[DraftableReport, Argument(is_first=True)]
    again: Annotated[tuple[_Commitment, ...], Option("--again", "COMMITMENT")] = ()


@attrs.frozen(kw_only=True)
class RepeatedDraft:
    """What is drafted anew.

    Attributes:
        commitment: The commitment.
    """

    commitment: _Commitment


@attrs.frozen(kw_only=True)
class Deposit:
    """Report that was put on the OGP portal.

    Attributes:
        report: Which report.
        on: The day.
    """

    report: Annotated[Report, Argument(is_first=True)]
    on: PastDay


@attrs.frozen(kw_only=True)
class NewPublication:
    """Report that is published.

    Attributes:
        report: Which report.
        url: The web address of the report, once for each language.
        on: The day.
        deposited: The report was put on the OGP portal on the same day.
    """

    report: Annotated[Report, Argument(is_first=True)]
    url: Annotated[Translated, TextFormat.WEBPAGE] | None = None
    on: PastDay
    deposited: bool = False


def _draft(session: EditSession, place: Place, new: NewDraft) -> ActionResult | str:
    return draft_again(session, place, new.again) if new.again else draft(session, place)


def _draft_at_once(session: EditSession, place: Place, _nothing: NoParameters) -> ActionResult:
    return draft(session, place)


def _draft_one_again(session: EditSession, place: Place, new: RepeatedDraft) -> str:
    return draft_again(session, place, (new.commitment,))


def publish(session: EditSession, place: Place, new: NewPublication) -> str:
    """Note where a report is published."""
    if new.report is Report.INDEPENDENT:
        publication = Publication(url=new.url, deposited=new.on if new.deposited else None)
        acting.publish_independent(session, place, publication)
    else:
        publish_own(session, place, new.on, new.url)
        if new.deposited:
            deposit_own(session, place, new.on)
    return _("{report} of {place}: the publication is recorded.").format(report=new.report, place=_name_cycle(place))


def deposit(session: EditSession, place: Place, new: Deposit) -> str:
    """Record that a report was put on the OGP portal."""
    if new.report is Report.INDEPENDENT:
        acting.publish_independent(session, place, Publication(deposited=new.on))
    else:
        deposit_own(session, place, new.on)
    return _("{report} of {place}: the deposit is recorded.").format(report=new.report, place=_name_cycle(place))


def _name_cycle(place: Place) -> str:
    return f"{place.country}/{place.cycle}"


# What the dialogs offer.


def _has_independent(workspace: Workspace, place: Place) -> bool:
    return workspace.one(IndependentReport, place.country, place.cycle) is not None


def _has_products(workspace: Workspace, place: Place) -> bool:
    return bool(find_reports(workspace, place.country, place.cycle).part.products)


def _is_to_begin(workspace: Workspace, place: Place) -> bool:
    # a co-creation brief that is noted makes the file long before the report is begun
    found = workspace.one(IndependentReport, place.country, place.cycle)
    return found is None or not found.entity.history


def _offer_answers(workspace: Workspace, place: Place) -> Mapping[str, Mapping[str, str]]:
    reports = find_reports(workspace, place.country, place.cycle)
    questions = reports.part.questions
    evidence = acting.name_evidence(reports.independent.entity) if reports.independent else {}
    return {
        "question": {name: one.title.best(current_language(), "en") for name, one in questions.items()},
        "answer": {
            key: title for name in questions for key, title in _list_levels(reports.part.get_scale(name)).items()
        },
        "evidence": {name: acting.describe_evidence(one) for name, (_at, one) in evidence.items()},
    }


def _offer_researchers(workspace: Workspace, place: Place) -> Mapping[str, Mapping[str, str]]:
    document = workspace.one(IndependentReport, place.country, place.cycle)
    names = [one.name for one in list_writers(document.entity)] if document else []
    return {"name": {name: name for name in names}} if names else {}


def _offer_reviewers(workspace: Workspace, _place: Place) -> Mapping[str, Mapping[str, str]]:
    serving = list_serving(workspace, workspace.today)
    return {"reviewer": {name: name for name in serving}} if serving else {}


def _list_levels(scale: Scale) -> dict[str, str]:
    return {level.id: level.title.best(current_language(), "en") for level in scale.levels}


def _offer_answers_of_row(row: TableRow[Any]) -> Mapping[str, Mapping[str, str]]:
    return {"answer": _list_levels(row.item.scale)} if isinstance(row.item, QuestionItem) else {}


def _begin_with_next(workspace: Workspace, place: Place) -> Mapping[str, Any]:
    """Return the report whose turn it is: the government's, until that is deposited."""
    own = workspace.one(SelfAssessment, place.country, place.cycle)
    return {"report": Report.OWN if own and not own.entity.deposited else Report.INDEPENDENT}


def _begin_with_own(row: TableRow[Any]) -> Mapping[str, Any]:
    """Return the report that a row is about: a list of assessments is the government's."""
    return {"report": Report.OWN} if isinstance(row.item, Assessment) else {}


def _open_independent(session: EditSession, place: Place, _nothing: NoParameters) -> ActionResult:
    document = acting.find_independent(session.workspace, place)
    return ActionResult(message="", place=Place(country=place.country, cycle=place.cycle, path=document.path))


def _act(
    word: str,
    title: str,
    about: str,
    parameters: type,
    run: Callable[[EditSession, Place, Any], ActionResult | str],
    **more: Any,
) -> Action[Any]:
    """Return an action about the reports on a cycle, and where nothing else is said about the independent one."""
    return Action(
        name=f"reporting-{word}",
        title=title,
        help=about,
        scope=Scope.CYCLE,
        command=f"report {word}",
        parameters=parameters,
        run=run,
        **{"is_offered": _has_independent, **more},
    )


_OF_BOTH: Final[Mapping[str, Any]] = {"is_offered": lambda _workspace, _place: True}

_COMES_LATER: Final = ("answer", "resolved")
"""What is said of a remark when it is settled."""

ACTIONS: Final[tuple[Action[Any], ...]] = (
    _act(
        *("draft", "Draft the self-assessment"),
        "Draft a self-assessment from the workspace. Texts that are already in it stay unchanged.",
        *(NewDraft, _draft),
        is_in_palette=False,
        **_OF_BOTH,
    ),
    Action(
        name="reporting-draft-at-once",
        title="Draft the self-assessment",
        help="From milestones, evidence and consultation. Existing texts stay unchanged.",
        scope=Scope.CYCLE,
        run=_draft_at_once,
    ),
    Action(
        name="reporting-draft-again",
        title="Draft again",
        help="Draft the assessment of a commitment again and replace the existing text. You can undo this.",
        scope=Scope.CYCLE,
        is_in_palette=False,
        parameters=RepeatedDraft,
        of_row=("commitment",),
        on_several=True,
        run=_draft_one_again,
    ),
    _act(
        *("publish", "Publish a report"),
        "Record where a report is published. To move the independent report to this stage, use `advance`.",
        *(NewPublication, publish),
        initial=_begin_with_next,
        row_values=_begin_with_own,
        **_OF_BOTH,
    ),
    _act(
        *("deposit", "Deposit a report", "Record that a report was put on the OGP portal.", Deposit, deposit),
        initial=_begin_with_next,
        row_values=_begin_with_own,
        **_OF_BOTH,
    ),
    _act(
        *("begin", "Create the independent report"),
        "Create the independent report on a cycle and assign it to its researchers.",
        *(acting.NewReport, acting.begin),
        is_offered=_is_to_begin,
    ),
    _act(
        *("expert", "Describe a researcher", "Say who writes the independent report, and what shows their standing."),
        *(LocalExpert, acting.describe_expert),
        choices=_offer_researchers,
    ),
    _act(
        *("answer", "Answer a question"),
        "Answer a question of the common questionnaire, or change the answer.",
        *(Answer, acting.answer),
        choices=_offer_answers,
        of_row=("question", "commitment", "cluster"),
        from_row=("answer", "reason", "evidence"),
        row_choices=_offer_answers_of_row,
    ),
    _act(
        *("interview", "Add an interview", "Add an interview.", Interview, acting.add_entry),
        leaves_out=("notes",),
    ),
    _act(
        *("source", "Add a source", "Add a document, web page or data set that you read.", Source, acting.add_entry),
        leaves_out=("notes",),
    ),
    make_advance_action(
        INDEPENDENT_STAGES,
        name="reporting-advance",
        kind="independent-report",
        command="report advance",
        title="Enter a stage",
        about="Move the independent report to its next stage. If this is not possible yet, you see what is missing.",
    ),
    _act(
        *("review", "Add a review"),
        "Add a remark of the international expert committee on the draft.",
        *(Review, acting.add_entry),
        leaves_out=_COMES_LATER,
        choices=_offer_reviewers,
    ),
    _act(
        *("comment", "Add a government comment", "Add a government comment on the draft."),
        *(GovernmentComment, acting.add_entry),
        leaves_out=_COMES_LATER,
    ),
    _act(
        *("settle", "Answer or resolve a remark", "Answer or resolve the review or comment with this number."),
        *(acting.Settlement, acting.settle),
        of_row=("sort", "number"),
        from_row=("answer", "resolved"),
    ),
    _act(
        *("respond", "Respond to the report", "Record the government's formal response to the published report."),
        *(GovernmentResponse, acting.respond),
    ),
    _act(
        *("product", "Add a product"),
        "Record that another product, such as a brief or a review, was published.",
        *(ProductReport, acting.add_product),
        choices=offer_products,
        is_offered=_has_products,
    ),
    _act(
        *("recommend", "Add a recommendation"),
        "Add a recommendation of the independent report, or of a brief or review that comes before it.",
        *(Recommendation, add_recommendation),
        choices=offer_products,
        **_OF_BOTH,
    ),
    _act(
        *("reply", "Answer a recommendation"),
        "Say whether the government accepts a recommendation, and why.",
        *(RecommendationResponse, answer_recommendation),
        choices=offer_recommendations,
        of_row=("recommendation",),
        from_row=("answer", "reason"),
    ),
    _act(
        *("outcome", "Record an outcome"),
        "Say how far a recommendation was taken up, and what shows it.",
        *(RecommendationOutcome, add_outcome),
        choices=offer_recommendations,
        of_row=("recommendation",),
        on_several=True,
    ),
    Action(
        name="reporting-open-independent",
        title="Open the file",
        help="Open the file of the independent report.",
        scope=Scope.CYCLE,
        is_in_palette=False,
        is_offered=_has_independent,
        writes=False,
        run=_open_independent,
    ),
)
"""Everything that is done with the two reports."""
