"""Completed form of the tracker: each line becomes part of a department's report on a quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import Import, Importer, ImportProblem, OgpkitError, Scope
from ogpkit.api.content import Translated
from ogpkit.api.editing import read_sheet
from ogpkit.api.text import N_, _
from ogpkit_ca.form_out import COLUMNS
from ogpkit_ca.model import QuarterlyReport, Status, Update
from ogpkit_ca.tracker import NoTracker, Tracker, no_tracker, tracker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import SheetValue

_REPORTED: Final = COLUMNS[4:]
"""The columns that a department fills in."""


class NotTheTracker(OgpkitError):
    """Raised when a sheet is no form of the tracker."""


def read(data: bytes, workspace: Workspace, place: Place) -> Import:
    """Take reports out of a form; lines on which nothing has been filled in are left alone.

    Args:
        data: The form, as XLSX or CSV, with headings in English or French or with the names of the columns.
        place: The cycle.

    Raises:
        NoTracker: The edition of the cycle has none.
        NotTheTracker: It is another sheet.
        NoSheet: It is no sheet at all.
    """
    found = tracker(workspace, place.country, place.cycle)
    if found is None:
        raise NoTracker(no_tracker())
    sheet = read_sheet(data)
    headings = _headings(found, sheet.headings)
    reading = _Reading(found)
    for number, row in sheet.rows:
        reading.take(number, {headings[heading]: row.get(heading) for heading in headings})
    files = {path: QuarterlyReport(indicators=tuple(updates)) for path, updates in sorted(reading.reports.items())}
    return Import(files=files, not_understood=tuple(reading.trouble), records=reading.records)


def _headings(found: Tracker, given: tuple[str, ...]) -> Mapping[str, str]:
    """Return which column each heading means."""
    known = {name: name for name in COLUMNS}
    for name in COLUMNS:
        title = found.part.headings.get(name)
        known.update(dict.fromkeys(title.by_language.values() if title else (), name))
    headings = {heading: known[heading] for heading in given if heading in known}
    missing = [name for name in ("reporting_period", "indicators", "status") if name not in headings.values()]
    if missing:
        raise NotTheTracker(
            _("This is not a form of the tracker. It has no column {names}.").format(names=", ".join(missing))
        )
    return headings


@attrs.define
class _Reading:
    """Reports, line by line.

    Attributes:
        found: The tracker.
        reports: What was understood, by path.
        trouble: What was not.
        records: How many lines hold a report.
    """

    found: Tracker
    reports: dict[str, list[Update]] = attrs.field(factory=dict)
    trouble: list[ImportProblem] = attrs.field(factory=list)
    records: int = 0

    def take(self, number: int, row: Mapping[str, SheetValue]) -> None:
        """Understand one line.

        Args:
            number: Its number in the sheet.
            row: Its cells by column.
        """
        texts = {name: str(cell).strip() for name, cell in row.items() if cell is not None}
        if not any(texts.get(name) for name in _REPORTED):
            return
        self.records += 1
        known = len(self.trouble)
        period, indicator = self._period(number, row), self._indicator(number, texts.get("indicators", ""))
        status = self._status(number, texts.get("status", ""))
        if len(self.trouble) > known:
            return
        path = self.found.path(period, self.found.owed[indicator].department)
        updates = self.reports.setdefault(path, [])
        if any(update.id == indicator for update in updates):
            self._wrong(
                number,
                "indicators",
                _("There are two reports on “{id}” for {period}.").format(id=indicator, period=period),
            )
            return
        updates.append(Update(id=indicator, status=status, **_said(texts)))

    def _period(self, number: int, row: Mapping[str, SheetValue]) -> str:
        cell = row.get("reporting_period")
        period = cell.isoformat()[:7] if hasattr(cell, "isoformat") else str(cell or "").strip()
        if period not in self.found.part.periods:
            said = _("There is no quarter “{period}”. The quarters are {periods}.")
            self._wrong(
                number, "reporting_period", said.format(period=period, periods=", ".join(self.found.part.periods))
            )
        return period

    def _indicator(self, number: int, said: str) -> str:
        code = said.partition(":")[0].strip()
        for name, owed in self.found.owed.items():
            if code in (name, owed.indicator.number):
                if not owed.department:
                    self._wrong(number, "indicators", _("The plan names no department for “{code}”.").format(code=code))
                return name
        self._wrong(number, "indicators", _("The plan has no indicator “{code}”.").format(code=code))
        return ""

    def _status(self, number: int, said: str) -> Status | None:
        code = said.partition(":")[0].strip()
        codes = {word: Status(value) for value, word in self.found.part.statuses.items()}
        if code and code not in codes:
            known = ", ".join(codes)
            self._wrong(
                number, "status", _("“{code}” is not a status. Choose one of: {known}.").format(code=code, known=known)
            )
        return codes.get(code)

    def _wrong(self, number: int, column: str, message: str) -> None:
        self.trouble.append(ImportProblem(row=number, column=column, message=message))


def _said(texts: Mapping[str, str]) -> dict[str, Translated]:
    """Return the texts of a line, each in the languages in which it was given."""
    found: dict[str, Translated] = {}
    for field in ("progress", "evidence", "challenges"):
        given = {language: texts.get(f"{field}_{language}", "") for language in ("en", "fr")}
        if any(given.values()):
            found[field] = Translated.of({language: text for language, text in given.items() if text})
    return found


TRACKER_IN: Final = Importer(
    name="canada-tracker",
    title=N_("Completed form of the tracker"),
    suffixes=(".xlsx", ".csv"),
    scope=Scope.CYCLE,
    read=read,
)
"""Completed form of the tracker."""
