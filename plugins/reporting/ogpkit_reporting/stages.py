"""The stages of an independent report, and what must be there before each is entered (Roadmap XI)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ogpkit.api import Stage, StageGraph
from ogpkit.api.content import Translated, owed_languages
from ogpkit.api.text import _, _n, write_day
from ogpkit_reporting.drafts import check_drafts_kept, describe_draft, keep_draft
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.experts import list_writers
from ogpkit_reporting.model import GovernmentComment, IndependentReport, Review
from ogpkit_reporting.questionnaire import is_without_evidence, is_without_reason, join_names, list_unanswered
from ogpkit_reporting.reports import find_entry_day, find_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ogpkit.api.content import Document, Workspace
    from ogpkit_reporting.model import Answer


def _build_stages(document: Document[IndependentReport], workspace: Workspace) -> Mapping[str, Stage]:
    return get_rules(workspace, document.country, document.cycle).stages


def _list_actors(document: Document[IndependentReport], workspace: Workspace) -> Mapping[str, str]:
    part = get_rules(workspace, document.country, document.cycle)
    return {name: part.get_role(name) for name in part.roles}


def has_researchers(document: Document[IndependentReport], _workspace: Workspace) -> Iterator[str]:
    """Check that somebody writes the report."""
    if not any(list_writers(document.entity)):
        yield _("Say who writes the report, under “Researchers”.")


def is_answered(document: Document[IndependentReport], workspace: Workspace) -> Iterator[str]:
    """Check that every question is answered, with a reason and evidence where the edition asks for them.

    Args:
        workspace: Where it lies.
    """
    reports = find_reports(workspace, document.country, document.cycle)
    open_ = list_unanswered(reports)
    if open_:
        count = _n("{count} question is not answered", "{count} questions are not answered", len(open_))
        yield f"{count.format(count=len(open_))}: {join_names(open_[:5])}{' …' if len(open_) > 5 else '.'}"  # noqa: PLR2004
    for is_lacking, said in (
        (is_without_reason, _("Give a reason for: {answers}.")),
        (is_without_evidence, _("Name an interview or a source for: {answers}.")),
    ):
        names = ", ".join(_name_answer(one) for one in document.entity.answers if is_lacking(one, reports.part))
        if names:
            yield said.format(answers=names)


def _name_answer(answer: Answer) -> str:
    return f"{answer.question}/{answer.commitment}" if answer.commitment else answer.question


def is_settled(remark: Review | GovernmentComment) -> bool:
    """Tell whether a remark no longer stands in the way: it is resolved or answered.

    Args:
        remark: What was remarked on a draft.
    """
    # the expert need not agree, but does not pass over a remark: independence and due diligence both (Roadmap XI)
    return remark.resolved or bool(remark.answer)


def is_reviewed(document: Document[IndependentReport], _workspace: Workspace) -> Iterator[str]:
    """Check that the expert committee has reviewed this draft, and every review is resolved or answered."""
    since = find_entry_day(document.entity, "peer-review")
    # a review of an earlier draft says nothing of this one (Roadmap XI: “to ensure … the highest standards”)
    if not any(since is None or review.on >= since for review in document.entity.reviews):
        yield _("Peer review comes first. Add the review of the international expert committee.")
    yield from check_reviews_settled(document, _workspace)


def check_reviews_settled(document: Document[IndependentReport], _workspace: Workspace) -> Iterator[str]:
    """Check that every review is resolved or answered."""
    yield from _open(document.entity.reviews, _("Resolve or answer the review of {day}: {text}"))


def check_comments_settled(document: Document[IndependentReport], _workspace: Workspace) -> Iterator[str]:
    """Check that every comment of the government is resolved or answered."""
    yield from _open(
        document.entity.government_comments, _("Resolve or answer the government's comment of {day}: {text}")
    )


def is_heard(document: Document[IndependentReport], workspace: Workspace) -> Iterator[str]:
    """Check that the government has commented on the draft, or that its time to do so has run out.

    Args:
        workspace: Where it lies.
    """
    since = find_entry_day(document.entity, "government-comment")
    stage = get_rules(workspace, document.country, document.cycle).stages.get("government-comment")
    if since is None or any(one.on >= since for one in document.entity.government_comments):
        return
    # Roadmap XI: final “after receiving comments”; a government that says nothing must not hold the report up for ever
    until = since + timedelta(days=stage.days if stage and stage.days else 0)
    if workspace.today <= until:
        yield _("The government has not commented yet. It can comment until {day}.").format(day=write_day(until))


def _open(remarks: Iterable[Review | GovernmentComment], said: str) -> Iterator[str]:
    for remark in remarks:
        if not is_settled(remark):
            yield said.format(day=write_day(remark.on), text=remark.text.best("en")[:60])


def is_public(document: Document[IndependentReport], workspace: Workspace) -> Iterator[str]:
    """Check that the report has an address in every owed language.

    Args:
        workspace: Where it lies.
    """
    publication = document.entity.publication
    url = publication.url if publication and publication.url else Translated()
    # Roadmap XI: “in the local language (s) and in English”
    if missing := url.missing(owed_languages(workspace, document.country), workspace.language):
        yield _("Enter the web address of the published report in: {languages}.").format(languages=", ".join(missing))


def has_response(document: Document[IndependentReport], _workspace: Workspace) -> Iterator[str]:
    """Check that the government has responded in public."""
    response = document.entity.government_response
    # the response is “public” (Roadmap XI): an address or its text shows it, a day alone does not
    if response is None or not (response.url or response.text):
        yield _("Add the government's response: its day, and its web address or its text.")


INDEPENDENT_STAGES: Final = StageGraph(
    name="independent-report",
    entity=IndependentReport,
    title="Independent report",
    section="Roadmap XI",
    stages=_build_stages,
    history=lambda report: report.history,
    guards={
        "": (check_drafts_kept,),
        "research": (has_researchers,),
        "peer-review": (has_researchers, is_answered, check_reviews_settled),
        "government-comment": (is_answered, is_reviewed),
        "final": (is_answered, is_heard, check_reviews_settled, check_comments_settled),
        "published": (check_reviews_settled, check_comments_settled, is_public),
        "government-response": (has_response,),
    },
    actors=_list_actors,
    # independence (Roadmap XI) shows in who moves the report, so that a step without a name says too little
    needs_actor=True,
    step_values=keep_draft,
    step_note=describe_draft,
)
"""Assigned, research, peer review, government comment, final, published, government response; the order is the edition's."""
