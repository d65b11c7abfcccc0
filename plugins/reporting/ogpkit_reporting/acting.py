"""What is done with an independent report, by whom and when: each act at the desk, or refused with its reason (Roadmap XI)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api import OgpkitError, blockers, stage_title
from ogpkit.api.content import entity_values
from ogpkit.api.editing import InsertItem, SetValue, StageBlocked
from ogpkit.api.text import _
from ogpkit_reporting.drafts import Kept, build_path, decode_text, list_sendings, name_of
from ogpkit_reporting.kinds import INDEPENDENT
from ogpkit_reporting.model import (
    Answer,
    GovernmentComment,
    IndependentReport,
    Interview,
    ReportStep,
    Review,
    SentDraft,
    Source,
)
from ogpkit_reporting.questionnaire import check_answer_value, free_id, list_evidence_ids
from ogpkit_reporting.reports import find_entry_day, find_reports, list_evidence
from ogpkit_reporting.stages import INDEPENDENT_STAGES
from ogpkit_reporting.texts import change_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.editing import Change, EditSession
    from ogpkit_reporting.edition import ReportingPart
    from ogpkit_reporting.reports import Reports


class NotPossibleNow(OgpkitError):
    """Something that cannot be done with a report as it is."""


@attrs.frozen
class ReportDesk:
    """Reports on one cycle, on the desk.

    Attributes:
        desk: The workspace.
        country: The country's identifier.
        cycle: The cycle's identifier.
    """

    desk: EditSession
    country: str
    cycle: str

    @property
    def reports(self) -> Reports:
        """Return the reports as they are now."""
        return find_reports(self.desk.workspace, self.country, self.cycle)

    @property
    def independent(self) -> Document[IndependentReport]:
        """Return the independent report.

        Raises:
            NotPossibleNow: There is none.
        """
        found = self.reports.independent
        if found is None:
            place = f"{self.country}/{self.cycle}"
            raise NotPossibleNow(
                _("There is no independent report on {place} yet: begin it first.").format(place=place)
            )
        return found

    def begin(self, researchers: Sequence[str], on: date) -> str:
        """Begin the independent report by assigning it.

        Args:
            researchers: Who writes it.

        Returns:
            The path of its file.

        Raises:
            NotPossibleNow: There is one already, or no cycle to report on.
        """
        reports = self.reports
        if reports.plan is None or not reports.part.stages:
            raise NotPossibleNow(
                _("There is no cycle {place} whose edition says how it is reported on.").format(
                    place=f"{self.country}/{self.cycle}"
                )
            )
        path = INDEPENDENT.pattern.fill({"country": self.country, "cycle": self.cycle})
        stages = reports.part.stages
        first = next((name for name, stage in stages.items() if stage.first), next(iter(stages)))
        by = (*stages[first].by, "")[0]
        self.desk.create(
            path,
            IndependentReport(researchers=tuple(researchers), history=(ReportStep(stage=first, on=on, by=by),)),
        )
        return path

    def advance(self, stage: str, on: date, by: str = "", note: str = "") -> str:
        """Enter a stage; where the edition says that the draft is sent with it, the draft is kept as it is.

        Args:
            stage: The stage to enter.
            by: Who does it, by the name that the edition gives them.
            note: Why, where it needs saying.

        Returns:
            What identifies the draft that was sent; empty where none was.

        Raises:
            StageBlocked: Something is missing, the stage cannot follow, or somebody else has to do it.
        """
        document, part, workspace = self.independent, self.reports.part, self.desk.workspace
        title = stage_title(INDEPENDENT_STAGES, document, workspace, stage)
        missing = blockers(INDEPENDENT_STAGES, document, workspace, stage, on, by)
        known = part.stages.get(stage)
        if known and known.by and not by:
            missing = (*missing, _("Say who does it: {actors}.").format(actors=", ".join(known.by)))
        missing = (*missing, *list_spoiled(document, workspace, part))
        if missing:
            raise StageBlocked(title, missing)
        draft = self._keep_draft(document) if stage in part.sends else ""
        step = ReportStep(stage=stage, on=on, by=by, note=note, draft=draft or None)
        self._insert("history", step, _("Enter “{stage}”").format(stage=title))
        return draft

    def _keep_draft(self, document: Document[IndependentReport]) -> str:
        """Keep the report's file as it is now; what identifies it."""
        text = decode_text(self.desk.source(document.path))
        draft = name_of(text)
        path = build_path(self.country, self.cycle, draft)
        if path not in self.desk.workspace.documents:
            self.desk.create(path, SentDraft(text=text))
        return draft

    def answer(self, answer: Answer) -> None:
        """Answer a question, or answer it again.

        Raises:
            NotPossibleNow: The question, its answer or its evidence is not known, or it is not the time.
        """
        document = self.independent
        self.expect("research")
        trouble = list(check_answer(answer, document.entity, self.reports))
        if trouble:
            raise NotPossibleNow(" ".join(trouble))
        title = _("Answer “{question}”").format(question=answer.question)
        for position, there in enumerate(document.entity.answers):
            if (there.question, there.commitment) == (answer.question, answer.commitment):
                at = ("answers", position)
                given = {key: value for key, value in entity_values(answer).items() if key != "reason"}
                changes: list[Change] = [SetValue((*at, key), value) for key, value in given.items()]
                changes += change_texts((*at, "reason"), there.reason, answer.reason, self.desk.workspace.language)
                self._change(changes, title)
                return
        self._insert("answers", answer, title)

    def note_interview(self, interview: Interview) -> None:
        """Note an interview.

        Raises:
            NotPossibleNow: Its id is taken, or it is not the time.
        """
        self.expect("research")
        expect_free(interview.id, self.independent.entity)
        self._insert("interviews", interview, _("Note an interview"))

    def note_source(self, source: Source) -> None:
        """Note a source.

        Raises:
            NotPossibleNow: Its id is taken, or it is not the time.
        """
        self.expect("research")
        expect_free(source.id, self.independent.entity)
        self._insert("sources", source, _("Note a source"))

    def name_evidence(self, place: int) -> str:
        """Return the id of an interview or a source; one that has none is given one, made of what it is.

        Args:
            place: Which of them, from zero: interviews first, then sources.
        """
        report = self.independent.entity
        one = list_evidence(report)[place]
        if one.id:
            return one.id
        is_interview = isinstance(one, Interview)
        key, position = ("interviews", place) if is_interview else ("sources", place - len(report.interviews))
        name = free_id(one.with_ if isinstance(one, Interview) else one.title, report)
        self._change([SetValue((key, position, "id"), name)], _("Name a piece of evidence"))
        return name

    def review(self, review: Review) -> None:
        """Add what the international expert committee says of the draft.

        Raises:
            NotPossibleNow: It is not the time.
        """
        self.expect("review", review.on)
        self._insert("reviews", review, _("Add a review"))

    def add_comment(self, comment: GovernmentComment) -> None:
        """Add what the government says of the draft.

        Raises:
            NotPossibleNow: It is not the time.
        """
        self.expect("comment", comment.on)
        self._insert("government_comments", comment, _("Add a comment of the government"))

    def settle(self, remarks: str, position: int, answer: Mapping[str, str], *, resolved: bool) -> None:
        """Answer or resolve a review or a comment.

        Args:
            remarks: `reviews` or `government_comments`.
            position: Which of them, from zero.
            answer: What the researcher replies, by language; empty for nothing.
            resolved: Whether the matter is settled.

        Raises:
            NotPossibleNow: There is no such remark, or it is not the time.
        """
        self.expect("settle")
        there: Sequence[Review | GovernmentComment] = getattr(self.independent.entity, remarks)
        if not 0 <= position < len(there):
            said = _("There is no number {number}; there are {count}.")
            raise NotPossibleNow(said.format(number=position + 1, count=len(there)))
        changes: list[Change] = [
            *change_texts((remarks, position, "answer"), there[position].answer, answer, self.desk.workspace.language)
        ]
        if resolved:
            changes.append(SetValue((remarks, position, "resolved"), value=True))
        if not changes:
            raise NotPossibleNow(_("Write an answer, or say that the matter is resolved."))
        self._change(changes, _("Settle a remark"))

    def publish(self, url: Mapping[str, str], deposited: date | None = None) -> None:
        """Note where the independent report is published.

        Args:
            url: Its address, by language.
            deposited: The day on which it was put on the OGP portal, if it is there.

        Raises:
            NotPossibleNow: It is not the time.
        """
        self.expect("publish")
        there = self.independent.entity.publication
        changes: list[Change] = [
            *change_texts(("publication", "url"), there.url if there else None, url, self.desk.workspace.language)
        ]
        if deposited:
            changes.append(SetValue(("publication", "deposited"), deposited))
        if changes:
            self._change(changes, _("Publish the independent report"))

    def respond(self, on: date, url: Mapping[str, str], text: Mapping[str, str]) -> None:
        """Note the government's formal response.

        Args:
            url: Its address, by language.
            text: The response, by language.

        Raises:
            NotPossibleNow: It is not the time, or there is neither an address nor a text.
        """
        self.expect("respond", on)
        if not url and not text:
            raise NotPossibleNow(_("Give the address of the response, or its text."))
        there = self.independent.entity.government_response
        at, language = ("government_response",), self.desk.workspace.language
        changes: list[Change] = [SetValue((*at, "on"), on)]
        changes += change_texts((*at, "url"), there.url if there else None, url, language)
        changes += change_texts((*at, "text"), there.text if there else None, text, language)
        self._change(changes, _("Respond to the independent report"))

    # How it is done.

    def expect(self, act: str, on: date | None = None) -> None:
        """Make sure that something may be done with the independent report in the stage that it is in.

        Args:
            act: What is to be done, as the edition names it.
            on: The day on which it is done, if it bears one.

        Raises:
            NotPossibleNow: It is not the time.
        """
        report, acts = self.independent.entity, self.reports.part.acts
        allowed = acts[act].stages if act in acts else ()
        now = report.history[-1].stage if report.history else ""
        if now not in allowed:
            raise NotPossibleNow(
                _("This is done in the stages {stages}; the report is in “{now}”.").format(
                    stages=", ".join(f"“{self._get_title(stage)}”" for stage in allowed) or "–",
                    now=self._get_title(now) or "–",
                )
            )
        since = find_entry_day(report, now)
        if on is not None and since is not None and on < since:
            raise NotPossibleNow(
                _("“{now}” began on {since}: choose that day or a later one.").format(
                    now=self._get_title(now), since=since.isoformat()
                )
            )

    def _get_title(self, stage: str) -> str:
        return stage_title(INDEPENDENT_STAGES, self.independent, self.desk.workspace, stage) if stage else ""

    def _insert(self, key: str, item: object, title: str) -> None:
        position = len(getattr(self.independent.entity, key))
        self._change([InsertItem((key,), position, entity_values(item))], title)

    def _change(self, changes: Sequence[Change], title: str) -> None:
        self.desk.settle()
        self.desk.change(self.independent.path, changes, title)
        self.desk.settle()


def check_answer(answer: Answer, report: IndependentReport, reports: Reports) -> Iterator[str]:
    """Yield why an answer cannot stand in a report.

    Args:
        reports: The reports on the cycle.
    """
    yield from check_answer_value(answer.question, answer.commitment or "", answer.answer, reports.part)
    commitments = [one.id for one in reports.commitments]
    if answer.commitment and answer.commitment not in commitments:
        yield _("There is no commitment “{id}” in this cycle; there are: {known}.").format(
            id=answer.commitment, known=", ".join(commitments) or "–"
        )
    known = list_evidence_ids(report)
    if strangers := [one for one in answer.evidence if one not in known]:
        yield _("No interview or source has the id {ids}; there are: {known}.").format(
            ids=", ".join(strangers), known=", ".join(sorted(known)) or "–"
        )


def list_spoiled(document: Document[IndependentReport], workspace: Workspace, part: ReportingPart) -> Iterator[str]:
    """Yield the drafts that were sent and are not as they were.

    Args:
        workspace: Where it lies.
        part: The rules of its edition.
    """
    for one in list_sendings(document, workspace, part):
        if one.kept in (Kept.CHANGED, Kept.LOST):
            yield _("The draft that was sent on {day} is not as it was: bring {path} back first.").format(
                day=one.on.isoformat(), path=build_path(document.country, document.cycle, one.draft)
            )


def expect_free(identifier: str | None, report: IndependentReport) -> None:
    """Make sure that no interview and no source has an id.

    Args:
        identifier: The id; None is always free.

    Raises:
        NotPossibleNow: One has it.
    """
    if identifier in list_evidence_ids(report):
        raise NotPossibleNow(_("An interview or a source has the id “{id}” already.").format(id=identifier))
