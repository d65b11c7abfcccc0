"""A self-assessment: drafted, published and deposited, or the reason why not yet (Roadmap X).

It is drafted from what the workspace says, so that the coordinator corrects rather than writes.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs

from ogpkit.api import ActionResult, OgpkitError, Place
from ogpkit.api.content import MilestoneStatus, Translated, collect_report_inputs, entity_values, owed_languages
from ogpkit.api.editing import StageBlocked, find_changes, installed_plugins
from ogpkit.api.text import LOCALE_FOLDER, _, _n, use_language, write_day
from ogpkit_reporting.acting import add_values
from ogpkit_reporting.kinds import SELF_ASSESSMENT
from ogpkit_reporting.model import Assessment, SelfAssessment
from ogpkit_reporting.reports import find_reports, is_incomplete

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from ogpkit.api import Plugins
    from ogpkit.api.content import Commitment, Document, Milestone, Workspace
    from ogpkit.api.editing import EditSession
    from ogpkit_reporting.edition import ReportingPart
    from ogpkit_reporting.reports import Reports


class NothingToDraft(OgpkitError):
    """Raised when no self-assessment can be drafted on a cycle."""


def draft(session: EditSession, place: Place) -> ActionResult:
    """Draft a self-assessment, or add to one what it does not speak of yet; nothing that stands in it is changed.

    Raises:
        NothingToDraft: The cycle has no file that can be read, or no commitments.
    """
    workspace, reports = session.workspace, find_reports(session.workspace, place.country, place.cycle)
    path = SELF_ASSESSMENT.pattern.fill({"country": place.country, "cycle": place.cycle})
    proposal = propose_assessment(workspace, reports, installed_plugins(session))
    if reports.own is None:
        session.create(path, proposal)
        return _report(path, len(proposal.assessments))
    own = reports.own.entity
    there = {one.commitment: one for one in own.assessments}
    # what the coordinator wrote is never touched: the report is the government's own word (Roadmap X)
    new = tuple(one for one in proposal.assessments if one.commitment not in there)
    drafted = attrs.evolve(
        own, assessments=own.assessments + new, consultation=own.consultation or proposal.consultation
    )
    if changes := list(find_changes(entity_values(own), entity_values(drafted))):
        session.change(path, changes, _("Draft the self-assessment"))
    differing = [
        one.commitment
        for one in proposal.assessments
        if (found := there.get(one.commitment)) and (found.completion, found.on_time) != (one.completion, one.on_time)
    ]
    return _report(path, len(new), list(there), differing)


def _report(path: str, added: int, kept: Sequence[str] = (), differing: Sequence[str] = ()) -> ActionResult:
    notes = []
    if kept:
        notes.append(_("Unchanged: {ids}.").format(ids=", ".join(kept)))
    if differing:
        said = _("The workspace no longer matches the report for: {ids}. Check these commitments.")
        notes.append(said.format(ids=", ".join(differing)))
    said = _n("{count} commitment added to {path}.", "{count} commitments added to {path}.", added)
    return ActionResult(message=said.format(count=added, path=path), notes=tuple(notes))


def draft_again(session: EditSession, place: Place, commitments: Sequence[str]) -> str:
    """Draft what is said of some commitments anew, over what stands there; it can be undone.

    Args:
        commitments: Their identifiers.

    Raises:
        NothingToDraft: There is no self-assessment, or nothing in it about one of them.
    """
    reports = find_reports(session.workspace, place.country, place.cycle)
    said = reports.own.entity.assessments if reports.own else ()
    positions = {one.commitment: at for at, one in reversed(tuple(enumerate(said)))}
    proposal = propose_assessment(session.workspace, reports, installed_plugins(session))
    proposed = {one.commitment: one for one in proposal.assessments}
    for commitment in commitments:
        if reports.own is None or commitment not in positions or commitment not in proposed:
            raise NothingToDraft(_("The self-assessment does not mention “{id}” yet.").format(id=commitment))
        at, new = positions[commitment], proposed[commitment]
        if changes := list(find_changes(entity_values(said[at]), entity_values(new), ("assessments", at))):
            session.change(reports.own.path, changes, _("Draft “{id}” again").format(id=commitment))
    return _("Drafted again: {ids}.").format(ids=", ".join(commitments))


def propose_assessment(workspace: Workspace, reports: Reports, plugins: Plugins) -> SelfAssessment:
    """Return the self-assessment that the workspace suggests.

    Args:
        reports: The reports on the cycle.
        plugins: The installed plugins, which tell of the consultation.

    Raises:
        NothingToDraft: The cycle has no file that can be read, or no commitments.
    """
    if reports.plan is None:
        raise NothingToDraft(
            _("The cycle {place} is missing, or its cycle.toml cannot be read.").format(
                place=f"{reports.country}/{reports.cycle}"
            )
        )
    if not reports.commitments:
        raise NothingToDraft(_("This cycle has no commitments to report on."))
    # a draft in a language that ogpkit does not speak would be English under another name
    languages = [one for one in owed_languages(workspace, reports.country) if _is_spoken(one)]
    place = Place(country=reports.country, cycle=reports.cycle)

    def tell_efforts(language: str) -> Iterator[str]:
        return (owned.value.text for owned in collect_report_inputs(workspace, place, language, plugins))

    return SelfAssessment(
        consultation=_write_in_each(languages, tell_efforts),
        assessments=tuple(
            _propose_one(one, reports.plan.entity.end, reports.part, languages, workspace.language)
            for one in reports.commitments
        ),
    )


def _is_spoken(language: str) -> bool:
    """Tell whether ogpkit can write sentences in a language; in others the coordinator writes them."""
    return language == "en" or (LOCALE_FOLDER / language.split("-", maxsplit=1)[0]).is_dir()


def _write_in_each(languages: Sequence[str], write: Callable[[str], Iterator[str]]) -> Translated | None:
    """Return lines that are written in some languages as one text; None where nothing is said."""
    said: dict[str, str] = {}
    for language in languages:
        with use_language(language):
            said[language] = "\n".join(line.strip() for line in write(language) if line.strip())
    told = {language: text for language, text in said.items() if text}
    return Translated.of(told) if told else None


def _propose_one(
    document: Document[Commitment], end: date, part: ReportingPart, languages: Sequence[str], default: str
) -> Assessment:
    milestones = document.entity.list_current_milestones(end)
    return Assessment(
        commitment=document.id,
        completion=derive_completion(milestones, part),
        on_time=derive_timeliness(milestones, end),
        summary=_write_in_each(languages, partial(_summarize_milestones, milestones, default)),
        evidence=tuple(dict.fromkeys(url for milestone in milestones for url in milestone.evidence)),
    )


def derive_completion(milestones: tuple[Milestone, ...], part: ReportingPart) -> MilestoneStatus | None:
    """Return how far a commitment has come, from its milestones; withdrawn ones do not count.

    All complete is complete, none begun is not started; between them the mean of the shares that the edition gives each status
    decides between limited and substantial.

    Args:
        part: The rules of the edition.
    """
    if not milestones:
        return None
    counting = [one.status for one in milestones if one.status is not MilestoneStatus.WITHDRAWN]
    # all withdrawn is withdrawn: nothing was promised any more that could be judged
    if not counting:
        return MilestoneStatus.WITHDRAWN
    told = [status for status in counting if status is not None]
    if not told:  # whoever has heard nothing says nothing
        return None
    # the two ends need no number: all of it, or none of it
    if len(set(counting)) == 1 and counting[0] in (MilestoneStatus.COMPLETE, MilestoneStatus.NOT_STARTED):
        return counting[0]
    mean = sum(part.share.get(status, 0) for status in told) / len(counting)
    # in between a number has to decide, and the coordinator corrects it; the Roadmap gives none
    return MilestoneStatus.SUBSTANTIAL if mean >= part.substantial_from else MilestoneStatus.LIMITED


def derive_timeliness(milestones: tuple[Milestone, ...], end: date) -> bool | None:
    """Tell whether everything that was due by the end of the cycle was complete by its day; None where nothing was due.

    Args:
        milestones: The milestones; withdrawn ones do not count.
        end: The last day of the cycle.
    """
    due = [
        (one.due, one)
        for one in milestones
        # what is due after the cycle is not in it, and “timelines” (Roadmap X) are those of the plan
        if one.due is not None and one.due <= end and one.status is not MilestoneStatus.WITHDRAWN
    ]
    if not due:
        return None
    # a milestone without its day of completion is taken to be in time: the status is the government's own word
    return all(one.status is MilestoneStatus.COMPLETE and (one.completed or day) <= day for day, one in due)


def _summarize_milestones(milestones: tuple[Milestone, ...], default: str, language: str) -> Iterator[str]:
    """Yield one sentence about the whole, and a line a milestone; nothing without milestones."""
    if not milestones:
        return
    counting = [one for one in milestones if one.status is not MilestoneStatus.WITHDRAWN]
    done = sum(1 for one in counting if one.status is MilestoneStatus.COMPLETE)
    yield _n("{done} of {all} milestone complete.", "{done} of {all} milestones complete.", len(counting)).format(
        done=done, all=len(counting)
    )
    for one in milestones:
        yield f"{one.title.best(language, default, 'en')}: {_describe_milestone(one)}"


def _describe_milestone(milestone: Milestone) -> str:
    status = _(milestone.status.label) if milestone.status is not None else _("Not reported")
    if milestone.status is MilestoneStatus.COMPLETE and milestone.completed:
        return _("{status} on {day}.").format(status=status, day=write_day(milestone.completed))
    if milestone.status is not MilestoneStatus.WITHDRAWN and milestone.due:
        return _("{status}, due {day}.").format(status=status, day=write_day(milestone.due))
    return f"{status}."


# Publishing and depositing.


def list_missing(reports: Reports, workspace: Workspace, url: Translated | None = None) -> Iterator[str]:
    """Yield what a self-assessment lacks before it can be published.

    Args:
        reports: The reports on the cycle.
        url: Its address by language, beside those that the file gives.
    """
    own = reports.own
    if own is None:
        yield _("Draft the self-assessment first.")
        return
    for one in reports.commitments:
        # Roadmap X: performance “in living up to its OGP commitments”, which is all of them
        if is_incomplete(reports.find_assessment(one.id)):
            yield _("Say how far “{id}” has come, and what was done.").format(id=one.id)
    # Roadmap IV: countries “report on their consultation efforts as part of the self-assessment”
    if not own.entity.consultation:
        yield _("Say how you consulted the public, under “Consultation”.")
    addresses = (own.entity.url or Translated()).with_texts(url or Translated(), workspace.language)
    if missing := addresses.missing(owed_languages(workspace, reports.country), workspace.language):
        yield _("Enter the web address of the published report in: {languages}.").format(languages=", ".join(missing))


def publish_own(session: EditSession, place: Place, on: date, url: Translated | None = None) -> None:
    """Publish the self-assessment of a cycle.

    Args:
        url: Its address by language, added to those that the file gives.

    Raises:
        StageBlocked: Something is missing.
    """
    reports = find_reports(session.workspace, place.country, place.cycle)
    missing = list(list_missing(reports, session.workspace, url))
    # the report is on the whole cycle: “after the end of the 12-month … cycle” (Roadmap X)
    if reports.plan is not None and on <= reports.plan.entity.end:
        day = write_day(reports.plan.entity.end)
        missing.append(_("The cycle ends on {day}. Choose a later day.").format(day=day))
    if missing or reports.own is None:
        raise StageBlocked(_("Published"), tuple(missing))
    new = SelfAssessment(published=on, url=url)
    add_values(session, reports.own, (), reports.own.entity, new, _("Publish the self-assessment"))


def deposit_own(session: EditSession, place: Place, on: date) -> None:
    """Deposit the self-assessment of a cycle on the OGP portal.

    Raises:
        StageBlocked: It is not published yet, or was published later than that.
    """
    own = find_reports(session.workspace, place.country, place.cycle).own
    published = own.entity.published if own else None
    if own is None or published is None:
        raise StageBlocked(_("Deposited"), (_("Publish the self-assessment first."),))
    # what is deposited on the portal is the published report (Roadmap X)
    if on < published:
        late = _("It was published on {day}. Choose that day or a later day.")
        raise StageBlocked(_("Deposited"), (late.format(day=write_day(published)),))
    add_values(session, own, (), own.entity, SelfAssessment(deposited=on), _("Deposit the self-assessment"))
