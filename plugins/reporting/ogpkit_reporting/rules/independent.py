"""Rules about the independent report: in time, in its stages, published, its drafts kept, remarks settled (Roadmap XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import (
    Fix,
    FormWords,
    Problem,
    Refusal,
    Rule,
    Scope,
    checked,
    expected,
    follows_stages,
    in_owed_languages,
    refused,
    stage_title,
)
from ogpkit.api.content import Cycle
from ogpkit.api.text import _
from ogpkit_reporting.drafts import SentDraftState, build_path, list_sendings, name_of
from ogpkit_reporting.due import compute_independent_due, compute_latest, compute_product_due
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.experts import is_same_name, list_serving, list_writers
from ogpkit_reporting.model import GovernmentComment, GovernmentResponse, IndependentReport, Review, SentDraft
from ogpkit_reporting.reports import find_entry_day, find_reports
from ogpkit_reporting.stages import INDEPENDENT_STAGES, is_settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace
    from ogpkit_reporting.model import Publication

_ACTS: Final = {Review: "review", GovernmentComment: "comment", GovernmentResponse: "respond"}
"""What the edition calls the act by which each of them comes about."""


def _is_overdue(cycle: Cycle, document: Document[Cycle], workspace: Workspace) -> Refusal:
    reports = find_reports(workspace, document.country, document.cycle)
    if not reports.part.months or (reports.independent and find_entry_day(reports.independent.entity, "published")):
        return False
    due = compute_independent_due(cycle, reports.part)
    # Roadmap XI: published “approximately 3 months” after the end of the cycle, hence the days of grace
    return workspace.today > compute_latest(due, reports.part) and {
        "day": due,
        "report": reports.part.get_title(),
        "assessor": reports.part.get_assessor(),
    }


def _is_in_time(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    cycle = workspace.one(Cycle, document.country, document.cycle)
    part = get_rules(workspace, document.country, document.cycle)
    published = find_entry_day(document.entity, "published")
    if cycle is None or published is None or not part.months:
        return
    due = compute_independent_due(cycle.entity, part)
    # only lateness is looked at: before the end of the cycle it is for the experts to say when they are done
    if published > compute_latest(due, part):
        yield Problem(
            message=_("It was published on {day}, but was due about {due}.").format(day=published, due=due),
            remedy=_("This cannot be corrected now. Explain why in a note on that step."),
            at=_find_step(document.entity, "published"),
        )


def _find_step(report: IndependentReport, stage: str) -> tuple[str | int, ...]:
    positions = [position for position, step in enumerate(report.history) if step.stage == stage]
    return ("history", positions[-1], "on") if positions else ("history",)


def _is_not_deposited(
    publication: IndependentReport | Publication, document: Document[IndependentReport], _workspace: Workspace
) -> bool:
    # Roadmap XI: “for publication on the OGP portal”, which a ministry's own page does not replace
    there = publication.publication if isinstance(publication, IndependentReport) else publication.deposited
    return there is None and find_entry_day(document.entity, "published") is not None


def _check_actors(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    part = get_rules(workspace, document.country, document.cycle)
    for position, step in enumerate(document.entity.history):
        allowed = part.stages[step.stage].by if step.stage in part.stages else ()
        # independence (Roadmap XI) means that the government can neither finish nor publish the report; who may is data
        if step.by and allowed and step.by not in allowed:
            yield Problem(
                message=_("“{stage}” is not a step for {who}.").format(
                    stage=stage_title(INDEPENDENT_STAGES, document, workspace, step.stage), who=part.get_role(step.by)
                ),
                remedy=_("Only these can take this step: {actors}.").format(actors=", ".join(allowed)),
                at=("history", position, "by"),
                fix=Fix(
                    title=_("Write {value}").format(value=allowed[0]),
                    at=("history", position, "by"),
                    value=allowed[0],
                    safe=False,
                )
                if len(allowed) == 1
                else None,
            )


def _check_sent_drafts(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    part = get_rules(workspace, document.country, document.cycle)
    for one in list_sendings(document, workspace, part):
        path = build_path(document.country, document.cycle, one.draft)
        # what the committee and the government commented on must stay to be read, or comments hang in the air
        if one.kept is SentDraftState.LOST:
            yield Problem(
                message=_("The draft that was sent on {day} is missing.").format(day=one.on),
                remedy=_("Restore {path}, for example with git.").format(path=path),
                at=("history", one.position, "draft"),
            )
        elif one.kept is SentDraftState.CHANGED:
            yield Problem(
                message=_("The draft that was sent on {day} has been changed since then.").format(day=one.on),
                remedy=_(
                    "Restore the original {path}, for example with git. A draft that was sent stays unchanged."
                ).format(path=path),
                at=("history", one.position, "draft"),
            )


def _check_name(document: Document[SentDraft], _workspace: Workspace) -> Iterator[Problem]:
    # the file's name is made of its text, so that a change of either shows; which of the two is wrong nobody can tell
    if name_of(document.entity.text) != document.id:
        yield Problem(
            message=_("This draft is not the draft that was sent. Its text does not match the name of its file."),
            remedy=_("Restore the original file, for example with git. A draft that was sent stays unchanged."),
        )


def _is_unsettled(
    remark: Review | GovernmentComment, document: Document[IndependentReport], workspace: Workspace
) -> Refusal:
    # peer review comes before the government sees the draft, its comments before the end (Roadmap XI)
    stages = ("government-comment", "final", "published") if isinstance(remark, Review) else ("final", "published")
    past = [stage for stage in stages if find_entry_day(document.entity, stage)]
    return (
        bool(past)
        and not is_settled(remark)
        and {"stage": stage_title(INDEPENDENT_STAGES, document, workspace, past[0])}
    )


def _is_premature(
    one: Review | GovernmentComment | GovernmentResponse, document: Document[IndependentReport], workspace: Workspace
) -> Refusal:
    part = get_rules(workspace, document.country, document.cycle)
    act = part.acts.get(_ACTS[one.__class__])
    first = act.stages[0] if act and act.stages else ""
    since = next((step.on for step in document.entity.history if step.stage == first), None)
    # nobody can comment on a draft before it was sent; which stage that is, the edition says
    return (
        bool(first)
        and (since is None or one.on < since)
        and {"stage": stage_title(INDEPENDENT_STAGES, document, workspace, first)}
    )


def _check_kept_drafts(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    part = get_rules(workspace, document.country, document.cycle)
    for one in list_sendings(document, workspace, part):
        if one.kept is SentDraftState.NEVER:
            yield Problem(
                message=_("The draft that was sent with “{stage}” was not kept.").format(
                    stage=stage_title(INDEPENDENT_STAGES, document, workspace, one.stage)
                ),
                remedy=_("Move the report with “ogpkit report advance” or in the app. Both keep the draft."),
                at=("history", one.position),
            )


def _check_products(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    part = get_rules(workspace, document.country, document.cycle)
    for name, product in part.products.items():
        due = compute_product_due(document.entity, product)
        if due is None:
            continue
        report = workspace.one(IndependentReport, document.country, document.cycle)
        done = report and any(one.product == name for one in report.entity.products)
        if workspace.today > compute_latest(due, part) and not done:
            yield Problem(
                message=_("“{title}” was due on {day} and is missing.").format(title=product.title.best("en"), day=due),
                remedy=_("Add it under `products` in the independent report, with its day and {product}.").format(
                    product=f'`product = "{name}"`'
                ),
                at=("history",),
                in_form=FormWords(remedy=_("Add it to the products of the independent report, with its day.")),
            )


def _check_writers(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    part = get_rules(workspace, document.country, document.cycle)
    # while nobody was sent anything, the one who will write it may not be found yet
    is_sent = any(step.stage in part.sends for step in document.entity.history)
    if is_sent and not any(True for _one in list_writers(document.entity)):
        yield Problem(
            message=_("The report was sent, but does not say who wrote it."),
            remedy=_("Name the authors under `researchers`, and describe each of them under `experts`."),
            at=("researchers",),
        )
    for one in list_writers(document.entity):
        # “well-respected local governance experts from each OGP participating country” (Roadmap XI)
        said = {"organisation": one.organisation, "country": one.country, "standing": one.standing}
        if lacking := [key for key, value in said.items() if not value]:
            yield Problem(
                message=_("The report does not say enough about {name}.").format(name=one.name),
                remedy=_("Under `experts`, add for this name: {keys}.").format(
                    keys=", ".join(f"`{key}`" for key in lacking)
                ),
                at=("researchers",) if document.entity.researchers else ("experts",),
            )
        elif one.country != document.country:
            yield Problem(
                message=_("{name} comes from {country}, not from the country of the report.").format(
                    name=one.name, country=one.country
                ),
                remedy=_("Correct `experts[].country`, or ask for an expert from the country."),
                at=("experts",),
            )


def _is_not_of_panel(review: Review, _document: Document[IndependentReport], workspace: Workspace) -> Refusal:
    # appointed “by the OGP Steering Committee” (Roadmap XI); a workspace without a list cannot tell
    serving = list_serving(workspace, review.on)
    is_known = serving is None or any(is_same_name(name, review.reviewer) for name in serving)
    return not is_known and {"who": review.reviewer or _("no one")}


INDEPENDENT_RULES: Final[tuple[Rule[Any], ...]] = (
    refused(Cycle, "end", when=_is_overdue, code="REP011", scope=Scope.CYCLE),
    checked(IndependentReport, _is_in_time, code="REP012", scope=Scope.CYCLE),
    in_owed_languages(
        IndependentReport,
        "publication.url",
        when=lambda report: find_entry_day(report, "published") is not None,
        even_if_missing=True,
        code="REP013",
    ),
    refused(IndependentReport, "publication", "publication.deposited", when=_is_not_deposited, code="REP014"),
    follows_stages(INDEPENDENT_STAGES, code="REP015", scope=Scope.CYCLE),
    checked(IndependentReport, _check_actors, code="REP016", scope=Scope.CYCLE),
    checked(IndependentReport, _check_sent_drafts, code="REP017", scope=Scope.CYCLE),
    checked(SentDraft, _check_name, code="REP018"),
    checked(IndependentReport, _check_kept_drafts, code="REP019", scope=Scope.CYCLE),
    checked(Cycle, _check_products, code="REP020", scope=Scope.CYCLE),
    refused(IndependentReport, "reviews[]", "government_comments[]", when=_is_unsettled, code="REP031"),
    # “this report will be shared with a small international expert committee … then” with the government (Roadmap XI)
    expected(
        IndependentReport,
        "reviews",
        when=lambda report: find_entry_day(report, "government-comment") is not None,
        code="REP032",
    ),
    refused(
        IndependentReport,
        "reviews[].on",
        "government_comments[].on",
        "government_response.on",
        when=_is_premature,
        code="REP033",
        scope=Scope.CYCLE,
    ),
    checked(IndependentReport, _check_writers, code="REP037"),
    refused(IndependentReport, "reviews[].reviewer", when=_is_not_of_panel, code="REP038", scope=Scope.COUNTRY),
)
"""REP011 to REP020, REP031 to REP033, REP037 and REP038."""
