"""Publishing and depositing a self-assessment, or the reason why not yet (Roadmap X)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.content import Translated, owed_languages
from ogpkit.api.editing import SetValue, StageBlocked
from ogpkit.api.text import _
from ogpkit_reporting.reports import find_reports, is_incomplete
from ogpkit_reporting.texts import change_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import Change, EditSession
    from ogpkit_reporting.reports import Reports


def list_missing(reports: Reports, workspace: Workspace, url: Mapping[str, str]) -> Iterator[str]:
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
    there = dict(own.entity.url.texts(workspace.language)) if own.entity.url else {}
    owed = owed_languages(workspace, reports.country)
    if missing := Translated.of({**there, **url}).missing(owed, workspace.language):
        yield _("Give the address of the published report in: {languages}.").format(languages=", ".join(missing))


def publish(desk: EditSession, country: str, cycle: str, on: date, url: Mapping[str, str]) -> None:
    """Publish the self-assessment of a cycle.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
        url: Its address by language, added to those that the file gives.

    Raises:
        StageBlocked: Something is missing.
    """
    reports = find_reports(desk.workspace, country, cycle)
    missing = list(list_missing(reports, desk.workspace, url))
    # the report is on the whole cycle: “after the end of the 12-month … cycle” (Roadmap X)
    if reports.plan is not None and on <= reports.plan.entity.end:
        day = reports.plan.entity.end.isoformat()
        missing.append(_("The cycle lasts until {day}: choose a later day.").format(day=day))
    if missing or reports.own is None:
        raise StageBlocked(_("Published"), tuple(missing))
    changes: list[Change] = [SetValue(("published",), on)]
    changes += change_texts(("url",), reports.own.entity.url, url, desk.workspace.language)
    _change(desk, reports.own.path, changes, _("Publish the self-assessment"))


def deposit(desk: EditSession, country: str, cycle: str, on: date) -> None:
    """Deposit the self-assessment of a cycle on the OGP portal.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.

    Raises:
        StageBlocked: It is not published yet, or was published later than that.
    """
    own = find_reports(desk.workspace, country, cycle).own
    published = own.entity.published if own else None
    if own is None or published is None:
        raise StageBlocked(_("Deposited"), (_("Publish the self-assessment first."),))
    # what is deposited on the portal is the published report (Roadmap X)
    if on < published:
        late = _("It was published on {day}: choose that day or a later one.")
        raise StageBlocked(_("Deposited"), (late.format(day=published.isoformat()),))
    _change(desk, own.path, [SetValue(("deposited",), on)], _("Deposit the self-assessment"))


def _change(desk: EditSession, path: str, changes: Sequence[Change], title: str) -> None:
    desk.settle()
    desk.change(path, changes, title)
    desk.settle()
