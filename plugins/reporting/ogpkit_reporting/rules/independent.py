"""Rules about the independent report: in time, in its stages, published, its drafts kept (Roadmap XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Fix, Problem, Rule, Scope, Severity, follows_stages, in_owed_languages, replace_once
from ogpkit.api.content import Cycle
from ogpkit.api.text import _
from ogpkit_reporting.drafts import Kept, build_path, list_sendings, name_of
from ogpkit_reporting.due import add_months, compute_independent_due, compute_latest
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.model import IndependentReport, SentDraft
from ogpkit_reporting.reports import find_entry_day, find_reports
from ogpkit_reporting.rules.examples import COUNTRY, CYCLE, REPORT, RIGHT, SENT, build_example
from ogpkit_reporting.rules.languages import ADD_ADDRESSES, NOT_PUBLISHED_IN
from ogpkit_reporting.stages import INDEPENDENT_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace

_SPANISH: Final = replace_once(COUNTRY, "languages = []", 'languages = ["es"]')
_UNPUBLISHED: Final = replace_once(REPORT, '[[history]]\nstage = "published"\non = 2013-06-30\nby = "irm"\n', "")

_OF_2023: Final = (
    replace_once(CYCLE, '"roadmap-2011"', '"criteria-2023"') + '\n[[history]]\nstage = "deposited"\non = 2012-03-20\n'
)


def _is_there(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    reports = find_reports(workspace, document.country, document.cycle)
    if not reports.part.months or (reports.independent and find_entry_day(reports.independent.entity, "published")):
        return
    due = compute_independent_due(document.entity, reports.part)
    # Roadmap XI: published “approximately 3 months” after the end of the cycle, hence the days of grace
    if workspace.today > compute_latest(due, reports.part):
        yield Problem(
            message=_("The independent report was due about {day}, and is not published.").format(day=due),
            remedy=_("Ask the Independent Reporting Mechanism where it is, and add its steps to its history."),
            at=("end",),
        )


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
            message=_("It was published on {day}, later than about {due}.").format(day=published, due=due),
            remedy=_("Nothing can be done about it any more; say in a note of that step why."),
            at=_find_step(document.entity, "published"),
        )


def _find_step(report: IndependentReport, stage: str) -> tuple[str | int, ...]:
    positions = [position for position, step in enumerate(report.history) if step.stage == stage]
    return ("history", positions[-1], "on") if positions else ("history",)


def _is_deposited(document: Document[IndependentReport], _workspace: Workspace) -> Iterator[Problem]:
    publication = document.entity.publication
    # Roadmap XI: “for publication on the OGP portal”, which a ministry's own page does not replace
    if find_entry_day(document.entity, "published") and (publication is None or publication.deposited is None):
        yield Problem(
            message=_("Nothing says when the published report was put on the OGP portal."),
            remedy=_("Add deposited under [publication]."),
            at=("publication", "deposited"),
        )


def _check_actors(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    part = get_rules(workspace, document.country, document.cycle)
    for position, step in enumerate(document.entity.history):
        allowed = part.stages[step.stage].by if step.stage in part.stages else ()
        # independence (Roadmap XI) means that the government can neither finish nor publish the report; who may is data
        if step.by and allowed and step.by not in allowed:
            yield Problem(
                message=_("“{stage}” is not for {who} to enter.").format(stage=step.stage, who=part.get_role(step.by)),
                remedy=_("This step belongs to {actors}.").format(actors=", ".join(allowed)),
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
        if one.kept is Kept.LOST:
            yield Problem(
                message=_("The draft that was sent on {day} is lost.").format(day=one.on),
                remedy=_("Bring {path} back, for example with git.").format(path=path),
                at=("history", one.position, "draft"),
            )
        elif one.kept is Kept.CHANGED:
            yield Problem(
                message=_("The draft that was sent on {day} has been changed since.").format(day=one.on),
                remedy=_("Bring {path} back as it was, for example with git: what was sent stays.").format(path=path),
                at=("history", one.position, "draft"),
            )


def _check_untouched(document: Document[SentDraft], _workspace: Workspace) -> Iterator[Problem]:
    # the file's name is made of its text, so that a change of either shows
    if name_of(document.entity.text) != document.id:
        yield Problem(
            message=_("This draft is not the one that was sent: its text and its file's name do not belong together."),
            remedy=_("Bring the file back as it was, for example with git: what was sent stays."),
            at=("text",),
        )


def _check_kept_drafts(document: Document[IndependentReport], workspace: Workspace) -> Iterator[Problem]:
    part = get_rules(workspace, document.country, document.cycle)
    for one in list_sendings(document, workspace, part):
        if one.kept is Kept.NEVER:
            yield Problem(
                message=_("The draft that was sent with “{stage}” was not kept.").format(stage=one.stage),
                remedy=_("Move the report with “ogpkit report advance” or in the app, which keep it."),
                at=("history", one.position),
            )


def _check_products(document: Document[Cycle], workspace: Workspace) -> Iterator[Problem]:
    part = get_rules(workspace, document.country, document.cycle)
    for name, product in part.products.items():
        since = next((step.on for step in document.entity.history if step.stage == product.after), None)
        # without the stage that it waits for, or without a number, nothing is due
        if since is None or product.months is None:
            continue
        due = add_months(since, product.months)
        report = workspace.one(IndependentReport, document.country, document.cycle)
        done = report and any(one.product == name for one in report.entity.products)
        if workspace.today > compute_latest(due, part) and not done:
            yield Problem(
                message=_("“{title}” was due on {day}, and is not there.").format(
                    title=product.title.best("en"), day=due
                ),
                remedy=_("Add it to the independent report as a [[products]] table: {product}, and its day.").format(
                    product=f'product = "{name}"'
                ),
                at=("history",),
            )


INDEPENDENT_RULES: Final[tuple[Rule[Any], ...]] = (
    Rule(
        code="REP011",
        title="A cycle's independent report is published",
        severity=Severity.WARNING,
        section="Roadmap XI",
        explanation="It is published about three months after the end of the implementation cycle. It is not the government "
        "that writes it, so this is a warning.",
        entity=Cycle,
        check=_is_there,
        scope=Scope.CYCLE,
        wrong=build_example(report=_UNPUBLISHED),
        right=RIGHT,
    ),
    Rule(
        code="REP012",
        title="An independent report is published in time",
        severity=Severity.WARNING,
        section="Roadmap XI",
        explanation="It is due about three months after the end of the implementation cycle.",
        entity=IndependentReport,
        check=_is_in_time,
        scope=Scope.CYCLE,
        wrong=build_example(report=replace_once(REPORT, "on = 2013-06-30\nby", "on = 2013-08-20\nby")),
        right=RIGHT,
    ),
    in_owed_languages(
        IndependentReport,
        "publication.url",
        when=lambda report: find_entry_day(report, "published") is not None,
        even_if_missing=True,
        code="REP013",
        title="A published independent report is there in every owed language",
        section="Roadmap XI",
        explanation="The report is public in the local languages and in English.",
        message=NOT_PUBLISHED_IN,
        remedy=ADD_ADDRESSES,
        example=RIGHT,
    ),
    Rule(
        code="REP014",
        title="A published independent report is on the portal",
        severity=Severity.ADVICE,
        section="Roadmap XI",
        explanation="The independent report is finalised for publication on the OGP portal.",
        entity=IndependentReport,
        check=_is_deposited,
        wrong=build_example(report=replace_once(REPORT, "deposited = 2013-06-30\n", "")),
        right=RIGHT,
    ),
    follows_stages(
        INDEPENDENT_STAGES,
        code="REP015",
        title="An independent report goes through its stages in order",
        section="Roadmap XI",
        explanation="Peer review comes before the government's comments, and both before the final report. The days of the "
        "steps may not run backwards.",
        example=RIGHT,
        scope=Scope.CYCLE,
    ),
    Rule(
        code="REP016",
        title="Each step of an independent report is taken by those whose it is",
        section="Roadmap XI",
        explanation="A report is independent only if the government moves nothing of it but its own comments and response.",
        entity=IndependentReport,
        check=_check_actors,
        scope=Scope.CYCLE,
        wrong=build_example(
            report=replace_once(REPORT, 'on = 2013-06-15\nby = "researcher"', 'on = 2013-06-15\nby = "government"')
        ),
        right=RIGHT,
    ),
    Rule(
        code="REP017",
        title="A draft that was sent stays as it was sent",
        section="Roadmap XI",
        explanation="What the reviewers and the government had before them must not be changed afterwards: the history names "
        "each draft by what identifies its text, and the draft lies beside the report.",
        entity=IndependentReport,
        check=_check_sent_drafts,
        scope=Scope.CYCLE,
        wrong=build_example(draft='researchers = ["Somebody else"]\n'),
        right=RIGHT,
    ),
    Rule(
        code="REP018",
        title="The name of a draft belongs to its text",
        section="Roadmap XI",
        explanation="A draft's file is named after its text, so that a change to the text shows.",
        entity=SentDraft,
        check=_check_untouched,
        wrong=build_example(draft='researchers = ["Somebody else"]\n'),
        right=RIGHT,
    ),
    Rule(
        code="REP019",
        title="A draft that is sent is kept",
        severity=Severity.ADVICE,
        section="Roadmap XI",
        explanation="Without the draft nobody can see later what the reviewers and the government commented on.",
        entity=IndependentReport,
        check=_check_kept_drafts,
        scope=Scope.CYCLE,
        wrong=build_example(report=replace_once(REPORT, f'draft = "{SENT}"\n', "")),
        right=RIGHT,
    ),
    Rule(
        code="REP020",
        title="The other products of the Independent Reporting Mechanism are there in time",
        severity=Severity.ADVICE,
        section="Independent Reporting Mechanism, since 2020",
        explanation="Since 2020 the action plan review is due within four months of the plan's submission.",
        entity=Cycle,
        check=_check_products,
        scope=Scope.CYCLE,
        wrong=build_example(cycle=_OF_2023),
        right=build_example(
            cycle=_OF_2023,
            report=REPORT + '\n[[products]]\nproduct = "action-plan-review"\npublished = 2012-07-01\n',
        ),
    ),
)
"""The rules about the independent report as a whole."""
