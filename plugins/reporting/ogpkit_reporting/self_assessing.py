"""Publishing and depositing a self-assessment, or the reason why not yet (Roadmap X)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.content import Translated, owed_languages
from ogpkit.api.editing import StageBlocked
from ogpkit.api.text import _
from ogpkit_reporting.acting import add_values
from ogpkit_reporting.model import SelfAssessment
from ogpkit_reporting.reports import find_reports, is_incomplete

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession
    from ogpkit_reporting.reports import Reports


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
            yield _("Say of “{id}” how far it has come, and what was done.").format(id=one.id)
    # Roadmap IV: countries “report on their consultation efforts as part of the self-assessment”
    if not own.entity.consultation:
        yield _("Tell how the public was consulted, under consultation.")
    addresses = (own.entity.url or Translated()).with_texts(url or Translated(), workspace.language)
    if missing := addresses.missing(owed_languages(workspace, reports.country), workspace.language):
        yield _("Give the address of the published report in: {languages}.").format(languages=", ".join(missing))


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
        day = reports.plan.entity.end.isoformat()
        missing.append(_("The cycle lasts until {day}: choose a later day.").format(day=day))
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
        late = _("It was published on {day}: choose that day or a later one.")
        raise StageBlocked(_("Deposited"), (late.format(day=published.isoformat()),))
    add_values(session, own, (), own.entity, SelfAssessment(deposited=on), _("Deposit the self-assessment"))
