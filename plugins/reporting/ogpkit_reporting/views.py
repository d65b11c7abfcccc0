"""The tables of this plugin: how reports stand, what is asked, remarked, sent and starred, and both views side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Place, Scope, TableColumn, TableRow, TableView, stage_title
from ogpkit.api.content import Commitment
from ogpkit.api.text import N_, _, current_language
from ogpkit_reporting.comparison import compare_reports, measure_agreements
from ogpkit_reporting.drafts import list_sendings
from ogpkit_reporting.experts import ExpertPanel, is_serving
from ogpkit_reporting.model import IndependentReport, Review, SelfAssessment
from ogpkit_reporting.promising import list_promising
from ogpkit_reporting.questionnaire import count_evidence, describe_code, list_cluster_questions, list_questions
from ogpkit_reporting.register import list_entries, list_open_earlier
from ogpkit_reporting.reports import find_reports, list_reports
from ogpkit_reporting.stages import INDEPENDENT_STAGES
from ogpkit_reporting.standing import describe_reports, list_obstacles
from ogpkit_reporting.stars import describe_formula, list_stars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Workspace
    from ogpkit_reporting.comparison import AgreementOn
    from ogpkit_reporting.drafts import Sending
    from ogpkit_reporting.model import Assessment, Cluster, GovernmentComment
    from ogpkit_reporting.promising import PromisingOne
    from ogpkit_reporting.questionnaire import QuestionItem
    from ogpkit_reporting.register import Entry

_AROUND: Final = (TableColumn("country", label=N_("Country")), TableColumn("cycle", label=N_("Cycle")))
"""Where a row lies, in tables that always say so."""

STATES: Final = TableView(
    name="report-status",
    title="Status of both reports on each cycle",
    scope=Scope.CYCLE,
    rows=lambda workspace, place: describe_reports(find_reports(workspace, place.country, place.cycle), workspace),
    columns=(
        *_AROUND,
        TableColumn("report", display=lambda row: row.item.title, label=N_("Report")),
        TableColumn("stands", label=N_("Status")),
        TableColumn("due", label=N_("Due")),
        TableColumn("published", label=N_("Published")),
        TableColumn("next", label=N_("Next"), empty=""),
        TableColumn("missing", derive=lambda row: tuple(list_obstacles(row.item, row.workspace)), label=N_("Missing")),
    ),
    exports={},
    command="report status",
    help="Show the status of both reports on each cycle, when they are due, and what the next step needs.",
    needs_place=False,
)
"""Two rows a cycle: how each report stands, when it is due, what comes next, and what that waits for."""


def _list_assessments(workspace: Workspace, place: Place) -> Iterator[TableRow[Assessment]]:
    """Yield every commitment; those of which nothing is said yet lead to no file."""
    reports = find_reports(workspace, place.country, place.cycle)
    for one in reports.assessments:
        if one.commitment in reports.assessed:
            at = ("assessments", reports.assessed[one.commitment])
            yield TableRow(item=one, workspace=workspace, place=place, document=reports.own, at=at)
        else:
            yield TableRow(item=one, workspace=workspace, place=place)


def _get_commitment_title(row: TableRow[Assessment]) -> object:
    found = row.workspace.one(Commitment, row.country, row.cycle, row.item.commitment)
    return found.entity.title if found else row.item.commitment


ASSESSMENTS: Final = TableView(
    name="report-assessments",
    title="What the government says about each commitment",
    scope=Scope.CYCLE,
    entity=SelfAssessment,
    within="assessments",
    rows=_list_assessments,
    when_empty=N_("This list shows what the government says about each commitment."),
    columns=(
        TableColumn("commitment", display=_get_commitment_title),
        "completion",
        "on_time",
        "evidence",
        "summary",
    ),
    exports={},
)
"""Every commitment with the government's assessment of it."""


def _count_evidence(workspace: Workspace, place: Place) -> Iterator[str]:
    """Yield on what the answers of each report rest."""
    for reports in list_reports(workspace, (place,)):
        counted = count_evidence(reports.independent.entity) if reports.independent else None
        if counted and counted.answers:
            yield counted.describe()


def _list_asked(workspace: Workspace, place: Place) -> Iterator[QuestionItem]:
    reports = find_reports(workspace, place.country, place.cycle)
    yield from list_cluster_questions(reports)
    yield from list_questions(reports)


def _name_subject(row: TableRow[QuestionItem]) -> object:
    if row.item.commitment:
        return row.item.commitment
    return _("cluster {id}").format(id=row.item.cluster) if row.item.cluster else _("the country")


def _show_answer(row: TableRow[QuestionItem]) -> str:
    said = row.item.said or "–"
    shared = row.item.shared
    return _("{answer} (cluster {id})").format(answer=said, id=shared.id) if shared else said


QUESTIONS: Final = TableView(
    name="report-questions",
    title="The common questionnaire with its answers",
    scope=Scope.CYCLE,
    rows=_list_asked,
    when_empty=N_("This list shows the questions of the common questionnaire with their answers."),
    stays=("title", "answer"),
    columns=(
        TableColumn("question", derive=lambda row: row.item.name, label=N_("Name")),
        TableColumn(
            "commitment",
            derive=lambda row: row.item.commitment or None,
            display=_name_subject,
            label=N_("About"),
            empty="",
        ),
        TableColumn("cluster", derive=lambda row: row.item.cluster or None, label=N_("Cluster"), empty=""),
        TableColumn("title", label=N_("Question")),
        TableColumn("answers", derive=lambda row: [level.id for level in row.item.scale.levels], label=N_("Answers")),
        TableColumn("answer", derive=lambda row: row.item.given, display=_show_answer, label=N_("Answer")),
        TableColumn(
            "shared",
            derive=lambda row: row.item.shared and row.item.shared.id,
            label=N_("Cluster's answer"),
            empty="",
        ),
        TableColumn("reason", label=N_("Reason")),
        TableColumn("evidence", label=N_("Evidence")),
        TableColumn("asks_reason", derive=lambda row: row.item.question.reason, label=N_("Reason required")),
        TableColumn("asks_evidence", derive=lambda row: row.item.question.evidence, label=N_("Evidence required")),
        TableColumn("lacks", label=N_("Missing"), empty=""),
    ),
    shown=("commitment", "title", "answer", "lacks"),
    notes=_count_evidence,
)
"""Every question about each commitment and about the country."""


def _list_drafts(workspace: Workspace, place: Place) -> Iterator[TableRow[Sending]]:
    reports = find_reports(workspace, place.country, place.cycle)
    if (document := reports.independent) is not None:
        for one in list_sendings(document, workspace, reports.part):
            at = ("history", one.position)
            yield TableRow(item=one, workspace=workspace, place=place, document=document, at=at)


def _get_stage_title(row: TableRow[Sending]) -> str:
    if row.document is None:
        return row.item.stage
    return stage_title(INDEPENDENT_STAGES, row.document, row.workspace, row.item.stage)


DRAFTS: Final = TableView(
    name="report-drafts",
    title="Drafts that were sent, and whether they are unchanged",
    scope=Scope.CYCLE,
    rows=_list_drafts,
    columns=(
        TableColumn("on", label=N_("Day")),
        TableColumn("stage", derive=_get_stage_title, label=N_("Stage")),
        TableColumn("draft", label=N_("Draft"), empty=""),
        TableColumn("state", derive=lambda row: _(row.item.kept.label), label=N_("State")),
    ),
    exports={},
)
"""Every draft of the independent report that was sent."""


def _list_remarks(workspace: Workspace, place: Place) -> Iterator[TableRow[Review | GovernmentComment]]:
    document = find_reports(workspace, place.country, place.cycle).independent
    for key in ("reviews", "government_comments") if document else ():
        for position, one in enumerate(getattr(document.entity, key)) if document else ():
            yield TableRow(item=one, workspace=workspace, place=place, document=document, at=(key, position))


def _get_number(row: TableRow[Review | GovernmentComment]) -> int:
    position = row.at[1]
    return position + 1 if isinstance(position, int) else 0


def _get_author(row: TableRow[Review | GovernmentComment]) -> str:
    return (row.item.reviewer or _("Reviewer")) if isinstance(row.item, Review) else _("Government")


def _get_remark_state(row: TableRow[Review | GovernmentComment]) -> str:
    return _("resolved") if row.item.resolved else _("answered") if row.item.answer else _("open")


REMARKS: Final = TableView(
    name="report-remarks",
    title="Reviews and government comments",
    scope=Scope.CYCLE,
    rows=_list_remarks,
    when_empty=N_("This list shows reviews and comments of the government on drafts."),
    stays=("number", "text", "resolved"),
    columns=(
        TableColumn("sort", derive=lambda row: "review" if row.at[0] == "reviews" else "comment", label=N_("Sort")),
        TableColumn("number", derive=_get_number, label=N_("No.")),
        TableColumn("on", label=N_("Day")),
        TableColumn(
            "by", derive=lambda row: getattr(row.item, "reviewer", ""), display=_get_author, label=N_("By"), empty=""
        ),
        TableColumn("text", label=N_("Text")),
        TableColumn("answer", label=N_("Answer")),
        TableColumn("resolved", display=_get_remark_state, label=N_("Resolved")),
    ),
    shown=("sort", "number", "on", "by", "text", "answer", "resolved"),
    exports={},
    command="report remarks",
    help="Show the reviews and the government's comments, with their numbers.",
)
"""Each review and each comment of the government, with its number."""

COMPARISON: Final = TableView(
    name="report-comparison",
    title="Both reports on every commitment side by side",
    scope=Scope.WORKSPACE,
    rows=lambda workspace, place: compare_reports(list_reports(workspace, (place,))),
    when_empty=N_(
        "This list shows both views on each commitment. A comparison needs a self-assessment and answers of the expert."
    ),
    stays=("title", "government", "expert"),
    columns=(
        *_AROUND,
        TableColumn("commitment", derive=lambda row: row.item.commitment.id, label=N_("Commitment")),
        TableColumn("title", derive=lambda row: row.item.commitment.entity.title, label=N_("Title")),
        TableColumn(
            "question", derive=lambda row: row.item.name, display=lambda row: row.item.asks, label=N_("Question")
        ),
        TableColumn("government", display=lambda row: row.item.government_title or "–", label=N_("Government")),
        TableColumn("expert", display=lambda row: row.item.expert_title or "–", label=N_("Assessor")),
        TableColumn("agrees", label=N_("Same")),
        TableColumn("steps", label=N_("Steps")),
        TableColumn(
            "reason", derive=lambda row: row.item.answer and row.item.answer.reason, label=N_("Assessor's reason")
        ),
    ),
    shown=("title", "question", "government", "expert", "agrees", "steps"),
    exports={"comparison": ".csv", "comparison-xlsx": ".xlsx"},
)
"""Each commitment and question, the widest differences first."""


def _round_percent(row: TableRow[AgreementOn]) -> float | None:
    share = row.item.found.share
    return None if share is None else round(share, 1)


AGREEMENT: Final = TableView(
    name="report-agreement",
    title="How far governments and experts agree",
    scope=Scope.WORKSPACE,
    rows=lambda workspace, place: measure_agreements(compare_reports(list_reports(workspace, (place,)))),
    columns=(
        TableColumn(
            "question", derive=lambda row: row.item.name, display=lambda row: row.item.asks, label=N_("Question")
        ),
        TableColumn("compared", label=N_("Both answered")),
        TableColumn("pairs", derive=lambda row: row.item.found.pairs, label=N_("On the scale")),
        TableColumn("same", derive=lambda row: row.item.found.same, label=N_("Same")),
        TableColumn("percent", derive=_round_percent, label=N_("Per cent")),
        TableColumn("kappa", derive=lambda row: row.item.found.round_kappa(3), label=N_("Weighted kappa")),
    ),
    exports={},
)
"""One row a question."""


def _list_star_notes(workspace: Workspace, place: Place) -> Iterator[str]:
    """Yield by which formula the stars are given, and what is not sure about them."""
    found = tuple(list_reports(workspace, (place,)))
    yield from dict.fromkeys(filter(None, (describe_formula(reports.part) for reports in found)))
    for reports in found:
        yield from (note.best(current_language(), "en") for note in reports.part.unconfirmed if reports.part.star)


def _list_codes(row: TableRow[Cluster]) -> tuple[str, ...]:
    reports = find_reports(row.workspace, row.country, row.cycle)
    answered = (one for one in list_cluster_questions(reports) if one.cluster == row.item.id and one.answer)
    return tuple(describe_code(one) for one in answered)


CLUSTERS: Final = TableView(
    name="report-clusters",
    title="Commitments that are coded together",
    scope=Scope.CYCLE,
    entity=IndependentReport,
    within="clusters",
    columns=("id", "title", "commitments", TableColumn("codes", derive=_list_codes, label=N_("Codes"))),
    page=True,
    open_data=True,
)
"""Each cluster with its commitments and codes."""


def _get_title(row: TableRow[PromisingOne]) -> object:
    found = row.workspace.one(Commitment, row.country, row.cycle, row.item.commitment)
    return found.entity.title if found else row.item.commitment


PROMISING: Final = TableView(
    name="report-promising",
    title="Promising commitments and their outcomes",
    scope=Scope.CYCLE,
    rows=lambda workspace, place: list_promising(find_reports(workspace, place.country, place.cycle)),
    when_empty=N_(
        "This list shows promising commitments with their outcomes. The expert marks them in the questionnaire."
    ),
    stays=("reason",),
    columns=(
        *_AROUND,
        TableColumn("commitment", label=N_("Commitment")),
        TableColumn("title", derive=_get_title, label=N_("Title")),
        TableColumn(
            "cluster", derive=lambda row: row.item.cluster and row.item.cluster.id, label=N_("Cluster"), empty=""
        ),
        TableColumn("reason", label=N_("Why")),
        TableColumn(
            "outcomes",
            derive=lambda row: tuple(describe_code(one) for one in row.item.outcomes if one.answer),
            label=N_("What has happened"),
        ),
    ),
    shown=("title", "cluster", "reason", "outcomes"),
    page=True,
    open_data=True,
    command="report promising",
    help="Show the promising commitments with the reason and the outcome of each.",
    needs_place=False,
)
"""Each commitment that is promising, by itself or in its cluster."""


def _make_entry_row(entry: Entry, workspace: Workspace) -> TableRow[Entry]:
    place = Place(country=entry.country, cycle=entry.cycle)
    return TableRow(item=entry, workspace=workspace, place=place, document=entry.document, at=entry.at)


def _get_product(row: TableRow[Entry]) -> str:
    return row.item.name_product(current_language())


_RECOMMENDATION_COLUMNS: Final = (
    *_AROUND,
    TableColumn("recommendation", derive=lambda row: row.item.made.id, label=N_("Recommendation")),
    TableColumn("text", derive=lambda row: row.item.made.text, label=N_("Text")),
    TableColumn("about", derive=lambda row: row.item.made.about, label=N_("About")),
    TableColumn("commitments", derive=lambda row: row.item.made.commitments, label=N_("Commitments"), empty=""),
    TableColumn("key", derive=lambda row: row.item.made.key, label=N_("Key")),
    TableColumn("product", derive=_get_product, label=N_("Made in"), empty=""),
    TableColumn("public_on", label=N_("Public since")),
    TableColumn("due", label=N_("Due")),
    TableColumn("answer", derive=lambda row: row.item.response and row.item.response.answer, label=N_("Answer")),
    TableColumn("answered", derive=lambda row: row.item.response and row.item.response.on, label=N_("Answered")),
    TableColumn("reason", derive=lambda row: row.item.response and row.item.response.reason, label=N_("Reason")),
    TableColumn("uptake", derive=lambda row: row.item.outcome and row.item.outcome.uptake, label=N_("Taken up")),
    TableColumn(
        "account", derive=lambda row: row.item.outcome and row.item.outcome.account, label=N_("What has happened")
    ),
    TableColumn(
        "taken_up_by",
        derive=lambda row: row.item.outcome.commitments if row.item.outcome else (),
        label=N_("Taken up by"),
        empty="",
    ),
    TableColumn("is_open", label=N_("Open")),
)

RECOMMENDATIONS: Final = TableView(
    name="recommendations",
    title="Recommendations, the government's answers and their outcomes",
    scope=Scope.CYCLE,
    rows=lambda workspace, place: (
        _make_entry_row(one, workspace) for one in list_entries(workspace, place.country, place.cycle)
    ),
    when_empty=N_("This list shows the recommendations of the independent report with the answers to them."),
    stays=("text", "answer"),
    columns=_RECOMMENDATION_COLUMNS,
    shown=("recommendation", "text", "answer", "reason", "uptake", "account"),
    page=True,
    open_data=True,
    command="report recommendations",
    help="Show the recommendations of the independent report, the government's answers, and the outcomes.",
    needs_place=False,
)
"""Each recommendation on a cycle."""

OPEN_RECOMMENDATIONS: Final = TableView(
    name="open-recommendations",
    title="Open recommendations on earlier plans",
    scope=Scope.CYCLE,
    rows=lambda workspace, place: (
        _make_entry_row(one, workspace) for one in list_open_earlier(workspace, place.country, place.cycle)
    ),
    when_empty=N_("This list shows recommendations on earlier plans that are still open. There are none."),
    stays=("recommendation", "text"),
    columns=_RECOMMENDATION_COLUMNS,
    shown=("cycle", "recommendation", "text", "answer", "uptake", "account"),
    exports={},
    page=True,
)
"""What earlier plans leave to the next one."""

PANEL_EXPERTS: Final = TableView(
    name="irm-panel",
    title="International experts who review independent reports",
    scope=Scope.WORKSPACE,
    entity=ExpertPanel,
    within="experts",
    columns=(
        "name",
        "since",
        "until",
        TableColumn("serves", derive=lambda row: is_serving(row.item, row.workspace.today), label=N_("Serving now")),
        "appointed_by",
    ),
    command="report panel",
    help="Show the international experts who review independent reports, with their terms.",
    needs_place=False,
)
"""Each expert of the panel with the term."""

STARS: Final = TableView(
    name="report-stars",
    title="Stars of model commitments",
    scope=Scope.CYCLE,
    rows=lambda workspace, place: list_stars(find_reports(workspace, place.country, place.cycle)),
    columns=(
        *_AROUND,
        TableColumn("commitment", label=N_("Commitment")),
        TableColumn("star", derive=lambda row: row.item.earned, label=N_("Star")),
        TableColumn("against", label=N_("Not met")),
        TableColumn("open", label=N_("Not answered")),
    ),
    exports={},
    command="report stars",
    help="Show which commitments have earned a star, where the edition gives stars.",
    needs_place=False,
    notes=_list_star_notes,
)
"""Whether each commitment has earned a star, and what stands against it."""

TABLES: Final = (
    STATES,
    ASSESSMENTS,
    QUESTIONS,
    DRAFTS,
    REMARKS,
    COMPARISON,
    AGREEMENT,
    STARS,
    CLUSTERS,
    PROMISING,
    RECOMMENDATIONS,
    OPEN_RECOMMENDATIONS,
    PANEL_EXPERTS,
)
"""How reports stand, what is asked, sent and remarked, and how both compare."""
