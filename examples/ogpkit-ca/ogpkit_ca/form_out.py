"""The tracker's form as a workbook: what is reported so far, and an empty line for whatever is still owed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from ogpkit.api import Exporter, Scope
from ogpkit.api.content import Translated
from ogpkit.api.text import N_, _, current_language, sanitize
from ogpkit_ca.model import Status, Update
from ogpkit_ca.tracker import NoTracker, Tracker, no_tracker, tracker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace

COLUMNS: Final = (
    "reporting_period",
    "commitments",
    "milestones",
    "indicators",
    "status",
    *(f"{field}_{language}" for field in ("progress", "evidence", "challenges") for language in ("en", "fr")),
)
"""The columns of the tracker, in its order."""

_WIDE: Final = 60
_NARROW: Final = 18


def write(workspace: Workspace, place: Place) -> bytes:
    """Return the form of a cycle, up to the last quarter that has ended.

    Args:
        place: The cycle.

    Raises:
        NoTracker: The edition of the cycle has none.
    """
    from xlsxwriter import Workbook

    found = tracker(workspace, place.country, place.cycle)
    if found is None:
        raise NoTracker(no_tracker())
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        _fill(book, found)
    return out.getvalue()


def _fill(book: Workbook, found: Tracker) -> None:
    sheet = book.add_worksheet(_("Tracker"))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for column, name in enumerate(COLUMNS):
        heading = found.part.headings.get(name, Translated.of(name)).best(current_language(), "en") or name
        sheet.write_string(0, column, heading, bold)
        sheet.set_column(column, column, _NARROW if name in ("reporting_period", "status") else _WIDE)
    rows = list(_rows(found))
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, sanitize(cell), text)
    sheet.freeze_panes(1, 4)
    sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    _choices(sheet, found, max(len(rows), 1))


def _choices(sheet: Worksheet, found: Tracker, last: int) -> None:
    """Let a person choose the status from a list, as in the tracker."""
    words = [coded(found, status) for status in Status]
    sheet.data_validation(
        1, COLUMNS.index("status"), last, COLUMNS.index("status"), {"validate": "list", "source": words}
    )


def coded(found: Tracker, status: Status | None) -> str:
    """Return a status as the tracker writes it, for example `LP: Limited progress`."""
    return "" if status is None else f"{found.part.statuses.get(status.value, status.value)}: {_(status.label)}"


def _rows(found: Tracker) -> Iterator[tuple[str, ...]]:
    language = found.workspace.language
    for period in (one for one in found.part.periods if one <= found.last_period):
        for name, owed in found.owed.items():
            document = found.report(period, owed.department)
            given = next((one for one in document.entity.indicators if one.id == name), None) if document else None
            if given is None and not found.is_owed(name, period):
                continue
            update = given or Update(id=name)
            yield (
                period,
                _titled(owed.number, owed.commitment, language),
                _titled(owed.milestone.number, owed.milestone.title, language),
                _titled(owed.indicator.number or name, owed.indicator.title, language),
                coded(found, update.status),
                *_texts(update, language),
            )


def _titled(number: str, title: Translated, language: str) -> str:
    said = title.best(current_language(), language)
    return f"{number}: {said}" if number else said


def _texts(update: Update, language: str) -> Iterator[str]:
    for text in (update.progress, update.evidence, update.challenges):
        said = dict(text.texts(language)) if text else {}
        yield from (said.get(one, "") for one in ("en", "fr"))


TRACKER_OUT: Final = Exporter(
    name="canada-tracker",
    title=N_("Empty form of the tracker"),
    suffix=".xlsx",
    scope=Scope.CYCLE,
    write=write,
)
"""The tracker's form."""
