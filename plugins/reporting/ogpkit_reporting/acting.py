"""What is done with an independent report, by whom and when: each deed is done, or refused with its reason (Roadmap XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import attrs

from ogpkit.api import Argument, OgpkitError, Option, stage_title
from ogpkit.api.content import (
    Choice,
    PastDay,
    Translated,
    entity_values,
    extend_entity,
    free_identifier,
    make_identifier,
)
from ogpkit.api.editing import InsertItem, SetValue, find_changes
from ogpkit.api.text import N_, _, current_language, write_day
from ogpkit_reporting.experts import LocalExpert, is_same_name
from ogpkit_reporting.kinds import INDEPENDENT
from ogpkit_reporting.model import (
    Answer,
    GovernmentComment,
    GovernmentResponse,
    IndependentReport,
    Interview,
    ProductReport,
    Publication,
    ReportStep,
    Review,
    Source,
)
from ogpkit_reporting.questionnaire import check_answer_value, list_evidence_ids
from ogpkit_reporting.reports import find_entry_day, find_reports
from ogpkit_reporting.stages import INDEPENDENT_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ogpkit.api import Place
    from ogpkit.api.content import Document, KeyPath, Workspace
    from ogpkit.api.editing import Change, EditSession
    from ogpkit_reporting.reports import Reports


class NotPossibleNow(OgpkitError):
    """Something that cannot be done with a report as it is."""


class RemarkSort(Choice):
    """Sort of a remark on a draft."""

    REVIEW = "review", "Review"
    COMMENT = "comment", "Government comment"


@attrs.frozen(kw_only=True)
class NewReport:
    """An independent report that is begun.

    Attributes:
        researchers: Who writes the report.
        on: The day.
    """

    researchers: Annotated[tuple[str, ...], Option("--researcher")] = ()
    on: PastDay


@attrs.frozen(kw_only=True)
class Settlement:
    """What becomes of a remark.

    Attributes:
        sort: Whether it is a review or a comment.
        number: The number of the remark in its list, from 1.
        answer: The researcher's reply, once for each language.
        resolved: The matter is settled.
    """

    sort: Annotated[RemarkSort, Argument()]
    number: Annotated[int, Argument()]
    answer: Translated | None = None
    resolved: bool = False


def begin(session: EditSession, place: Place, new: NewReport) -> str:
    """Begin the independent report on a cycle by assigning it.

    Raises:
        NotPossibleNow: There is no cycle to report on.
    """
    reports = find_reports(session.workspace, place.country, place.cycle)
    stages = reports.part.stages
    if reports.plan is None or not stages:
        raise NotPossibleNow(
            _("There is no cycle {place}, or its edition has no rules about reports.").format(
                place=f"{place.country}/{place.cycle}"
            )
        )
    first = next((name for name, stage in stages.items() if stage.first), next(iter(stages)))
    step = ReportStep(stage=first, on=new.on, by=(*stages[first].by, "")[0])
    there = reports.independent
    if there is None:
        path = INDEPENDENT.pattern.fill({"country": place.country, "cycle": place.cycle})
        session.create(path, IndependentReport(researchers=new.researchers, history=(step,)))
    elif there.entity.history:
        raise NotPossibleNow(_("{path} is already created.").format(path=there.path))
    else:
        # a brief or a review that is noted already made the file
        path = there.path
        begun = attrs.evolve(there.entity, researchers=new.researchers, history=(step,))
        changes = list(find_changes(entity_values(there.entity), entity_values(begun), ()))
        session.change(path, changes, _("Create the independent report"))
    return _("{path} is created.").format(path=path)


def answer(session: EditSession, place: Place, new: Answer) -> str:
    """Answer a question, or answer it again.

    Raises:
        NotPossibleNow: The question, its answer or its evidence is not known, or it is not the time.
    """
    document = expect(session.workspace, place, "research")
    if trouble := list(_check_answer(new, find_reports(session.workspace, place.country, place.cycle))):
        raise NotPossibleNow(" ".join(trouble))
    report = document.entity
    changes: list[Change] = [
        SetValue((*at, "id"), name)
        for name, (at, one) in name_evidence(report).items()
        if name in new.evidence and one.id is None
    ]
    asked = (new.question, new.commitment, new.cluster)
    said = [(one.question, one.commitment, one.cluster) for one in report.answers]
    there = said.index(asked) if asked in said else None
    if there is None:
        changes.append(InsertItem(("answers",), len(report.answers), entity_values(new)))
    else:
        changes += find_additions(session.workspace, ("answers", there), report.answers[there], new)
    session.change_all({document.path: changes}, _("Answer “{question}”").format(question=new.question))
    return _("“{question}” is answered.").format(question=new.question)


def describe_expert(session: EditSession, place: Place, new: LocalExpert) -> str:
    """Say who writes the report, or say more of somebody who is there."""
    document = find_independent(session.workspace, place)
    experts = document.entity.experts
    there = next((at for at, one in enumerate(experts) if is_same_name(one.name, new.name)), None)
    changes: list[Change] = (
        [InsertItem(("experts",), len(experts), entity_values(new))]
        if there is None
        else [*find_additions(session.workspace, ("experts", there), experts[there], new)]
    )
    session.change(document.path, changes, _("Describe a researcher"))
    return _("The details of {name} are saved.").format(name=new.name)


def name_evidence(report: IndependentReport) -> dict[str, tuple[KeyPath, Interview | Source]]:
    """Return every interview and source by the name with which answers refer to it; one without a name by that which it gets.

    Args:
        report: The report.
    """
    named: dict[str, tuple[KeyPath, Interview | Source]] = {}
    places: Mapping[str, tuple[Interview | Source, ...]] = {"interviews": report.interviews, "sources": report.sources}
    for key, found in places.items():
        for position, one in enumerate(found):
            made = make_identifier(describe_evidence(one))[:24].strip("-") or "evidence"
            named[one.id or free_identifier(made, {*named, *list_evidence_ids(report)})] = ((key, position), one)
    return named


def describe_evidence(one: Interview | Source) -> str:
    """Return what a person calls an interview or a source."""
    return one.with_ if isinstance(one, Interview) else one.title


@attrs.frozen
class _List:
    """List of a report to which entries are added: its key, what the edition calls that, and what is said of it."""

    key: str
    act: str
    title: str
    said: str


_LISTS: Final[Mapping[type, _List]] = {
    Interview: _List("interviews", "research", N_("Add an interview"), N_("The interview is added.")),
    Source: _List("sources", "research", N_("Add a source"), N_("The source is added.")),
    Review: _List("reviews", "review", N_("Add a review"), N_("The review is added.")),
    GovernmentComment: _List(
        "government_comments", "comment", N_("Add a government comment"), N_("The comment is added.")
    ),
}


def add_entry(session: EditSession, place: Place, new: Interview | Source | Review | GovernmentComment) -> str:
    """Add an interview, a source, a review or a comment of the government.

    Raises:
        NotPossibleNow: Its id is taken, or it is not the time.
    """
    about = _LISTS[type(new)]
    # whom the researchers speak with they may have met before; a remark is on the draft that was sent
    day = new.on if isinstance(new, Review | GovernmentComment) else None
    document = expect(session.workspace, place, about.act, day)
    if isinstance(new, Interview | Source) and new.id in list_evidence_ids(document.entity):
        raise NotPossibleNow(
            _("An interview or a source already has the id “{id}”. Choose another id.").format(id=new.id)
        )
    position = len(getattr(document.entity, about.key))
    session.change(document.path, [InsertItem((about.key,), position, entity_values(new))], _(about.title))
    return _(about.said)


def settle(session: EditSession, place: Place, new: Settlement) -> str:
    """Answer or resolve a review or a comment.

    Raises:
        NotPossibleNow: There is no such remark, nothing is said of it, or it is not the time.
    """
    document = expect(session.workspace, place, "settle")
    key = _LISTS[Review if new.sort is RemarkSort.REVIEW else GovernmentComment].key
    remarks: tuple[Review | GovernmentComment, ...] = getattr(document.entity, key)
    if not 0 < new.number <= len(remarks):
        said = _("There is no number {number}. The last number is {count}.")
        raise NotPossibleNow(said.format(number=new.number, count=len(remarks)))
    if not new.answer and not new.resolved:
        raise NotPossibleNow(_("Write an answer, or mark the matter as resolved."))
    remark = remarks[new.number - 1]
    settled = attrs.evolve(remark, answer=new.answer, resolved=new.resolved)
    add_values(session, document, (key, new.number - 1), remark, settled, _("Answer or resolve a remark"))
    return _("The remark is updated.")


def publish_independent(session: EditSession, place: Place, new: Publication) -> None:
    """Note where the independent report is published, and when it was put on the OGP portal.

    Raises:
        NotPossibleNow: It is not the time.
    """
    document = expect(session.workspace, place, "publish")
    title = _("Publish the independent report")
    add_values(session, document, ("publication",), document.entity.publication, new, title)


def add_product(session: EditSession, place: Place, new: ProductReport) -> str:
    """Note that a product beside the report was published, or say more of it.

    Raises:
        NotPossibleNow: The rules of the cycle know no such product.
    """
    reports = find_reports(session.workspace, place.country, place.cycle)
    if new.product not in reports.part.products:
        known = ", ".join(reports.part.products) or "–"
        raise NotPossibleNow(_("There is no product “{id}”. Available: {known}.").format(id=new.product, known=known))
    document, title = reports.independent, _("Add a product")
    if document is None:
        path = INDEPENDENT.pattern.fill({"country": place.country, "cycle": place.cycle})
        session.create(path, IndependentReport(products=(new,)))
    else:
        names = [one.product for one in document.entity.products]
        there = names.index(new.product) if new.product in names else None
        if there is None:
            session.change(document.path, [InsertItem(("products",), len(names), entity_values(new))], title)
        else:
            add_values(session, document, ("products", there), document.entity.products[there], new, title)
    return _("“{product}” is saved.").format(
        product=reports.part.products[new.product].title.best(current_language(), "en")
    )


def respond(session: EditSession, place: Place, new: GovernmentResponse) -> str:
    """Note the government's formal response.

    Raises:
        NotPossibleNow: It is not the time, or there is neither an address nor a text.
    """
    document = expect(session.workspace, place, "respond", new.on)
    if not new.url and not new.text:
        raise NotPossibleNow(_("Enter the web address of the response, or its text."))
    there, title = document.entity.government_response, _("Respond to the independent report")
    add_values(session, document, ("government_response",), there, new, title)
    stage = stage_title(INDEPENDENT_STAGES, document, session.workspace, "government-response")
    return _("The response is saved. Next, move the report to “{stage}”.").format(stage=stage)


# How it is done.


def find_independent(workspace: Workspace, place: Place) -> Document[IndependentReport]:
    """Return the independent report on a cycle.

    Raises:
        NotPossibleNow: There is none.
    """
    found = workspace.one(IndependentReport, place.country, place.cycle)
    if found is None:
        about = f"{place.country}/{place.cycle}"
        raise NotPossibleNow(_("There is no independent report on {place} yet. Create it first.").format(place=about))
    return found


def expect(workspace: Workspace, place: Place, act: str, on: date | None = None) -> Document[IndependentReport]:
    """Return the independent report on a cycle, if something may be done with it in the stage that it is in.

    Args:
        act: What is to be done, as the edition names it.
        on: The day on which it is done, if it bears one.

    Raises:
        NotPossibleNow: There is no report, or it is not the time.
    """
    document = find_independent(workspace, place)
    report, acts = document.entity, find_reports(workspace, place.country, place.cycle).part.acts

    def get_title(stage: str) -> str:
        return stage_title(INDEPENDENT_STAGES, document, workspace, stage) if stage else ""

    allowed = acts[act].stages if act in acts else ()
    now = report.history[-1].stage if report.history else ""
    if now not in allowed:
        raise NotPossibleNow(
            _("You can do this in the stages {stages}. The report is in “{now}”.").format(
                stages=", ".join(f"“{get_title(stage)}”" for stage in allowed) or "–", now=get_title(now) or "–"
            )
        )
    since = find_entry_day(report, now)
    if on is not None and since is not None and on < since:
        raise NotPossibleNow(
            _("“{now}” began on {since}. Choose that day or a later day.").format(
                now=get_title(now), since=write_day(since)
            )
        )
    return document


def find_additions(workspace: Workspace, at: KeyPath, there: object | None, new: object) -> Iterator[Change]:
    """Yield the changes that say more in a table of a report; what it says otherwise stays, and so do other languages.

    Args:
        at: Where the table stands.
        there: What it says; None where it is not there yet.
        new: What is to be said.
    """
    said = entity_values(extend_entity(there, new, workspace.language))
    return find_changes(entity_values(there) if there else {}, said, at)


def add_values(
    session: EditSession, document: Document[object], at: KeyPath, there: object | None, new: object, title: str
) -> None:
    """Say more in a table of a report, as `find_additions` does.

    Args:
        title: What is done.
    """
    if changes := list(find_additions(session.workspace, at, there, new)):
        session.change(document.path, changes, title)


def _check_answer(new: Answer, reports: Reports) -> Iterator[str]:
    """Yield why an answer cannot stand in a report."""
    yield from check_answer_value(new, reports.part)
    commitments = [one.id for one in reports.commitments]
    if new.commitment and new.commitment not in commitments:
        yield _("There is no commitment “{id}” in this cycle. Available: {known}.").format(
            id=new.commitment, known=", ".join(commitments) or "–"
        )
    clusters = [one.id for one in reports.independent.entity.clusters] if reports.independent else []
    if new.cluster and new.cluster not in clusters:
        yield _("There is no cluster “{id}”. Available: {known}.").format(
            id=new.cluster, known=", ".join(clusters) or "–"
        )
    known = name_evidence(reports.independent.entity) if reports.independent else {}
    if strangers := [one for one in new.evidence if one not in known]:
        yield _("No interview or source has the id {ids}. Available: {known}.").format(
            ids=", ".join(strangers), known=", ".join(sorted(known)) or "–"
        )
