"""Assessments and answers in from a sheet, each row accounted for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.api import Import, Importer, ImportProblem
from ogpkit.api.content import Cycle, Mismatches, check_values, read_entity
from ogpkit.api.editing import NoSheet, read_sheet
from ogpkit.api.text import N_, _
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.kinds import INDEPENDENT, SELF_ASSESSMENT
from ogpkit_reporting.model import Answer, Assessment, IndependentReport, SelfAssessment
from ogpkit_reporting.questionnaire import check_answer_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import SheetValue

_PLACE: Final = ("country", "cycle")
_TRUTH: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@attrs.frozen(kw_only=True)
class _Columns:
    """Content of the columns of a sheet.

    Attributes:
        plain: Columns whose cells are the value itself.
        truths: Columns whose cells say yes or no.
        lists: Columns whose cells hold several values, separated by spaces or lines.
        texts: Columns that come once a language, as `summary.en`.
    """

    plain: tuple[str, ...]
    truths: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    def has_place(self, heading: str) -> bool:
        """Tell whether a column has a place."""
        return heading in (*_PLACE, *self.plain, *self.truths, *self.lists) or heading.partition(".")[0] in self.texts


_ASSESSMENTS: Final = _Columns(
    plain=("commitment", "completion"), truths=("on_time",), lists=("evidence",), texts=("summary",)
)
_ANSWERS: Final = _Columns(plain=("question", "commitment", "answer"), lists=("evidence",), texts=("reason",))


@attrs.define
class _Taking:
    """Content that has been taken out of a sheet so far.

    Attributes:
        files: The entities by path.
        trouble: What had no place.
        seen: What each row was about, so that nothing is given twice.
    """

    files: dict[str, Any] = attrs.field(factory=dict)
    trouble: list[ImportProblem] = attrs.field(factory=list)
    seen: set[tuple[str, ...]] = attrs.field(factory=set)

    def refuse(self, row: int, column: str, message: str) -> None:
        """Note what was not understood.

        Args:
            row: The row in the sheet.
            message: What to do.
        """
        self.trouble.append(ImportProblem(row=row, column=column, message=message))


def read_assessments(data: bytes, workspace: Workspace, _place: Place) -> Import:
    """Take what governments say of their commitments out of a sheet; what a file says already of others stays.

    Args:
        data: CSV or XLSX with `country`, `cycle`, `commitment`, `completion`, `on_time`, `summary.en` and so on, `evidence`.
        workspace: The workspace that it would go into.
    """
    return _read(data, workspace, _ASSESSMENTS, _import_assessment)


def read_answers(data: bytes, workspace: Workspace, _place: Place) -> Import:
    """Take experts' answers out of a sheet; answers to other questions stay.

    Args:
        data: CSV or XLSX with `country`, `cycle`, `question`, `commitment`, `answer`, `reason.en` and so on, `evidence`.
        workspace: The workspace that it would go into.
    """
    return _read(data, workspace, _ANSWERS, _answer)


def _read(
    data: bytes,
    workspace: Workspace,
    columns: _Columns,
    take: Callable[[_Taking, int, dict[str, str], dict[str, object], Workspace], None],
) -> Import:
    taking = _Taking()
    try:
        sheet = read_sheet(data)
    except NoSheet as error:
        taking.refuse(0, "", str(error))
        return Import(files={}, not_understood=tuple(taking.trouble))
    for heading in (*_PLACE, *(one for one in columns.plain if one != "commitment" or columns is _ASSESSMENTS)):
        if heading not in sheet.headings:
            taking.refuse(0, heading, _("This column is needed."))
    for heading in sheet.headings:
        if not columns.has_place(heading):
            known = ", ".join((*_PLACE, *columns.plain, *columns.truths, *columns.lists, *columns.texts))
            taking.refuse(0, heading, _("Nothing here has this name; the columns are: {known}.").format(known=known))
    if not taking.trouble:
        for number, cells in sheet.rows:
            row = {heading: _format_cell(cell) for heading, cell in cells.items()}
            names = {key: row.get(key, "") for key in _PLACE}
            if workspace.one(Cycle, names["country"], names["cycle"]) is None:
                message = _("There is no cycle {place} in this workspace.").format(
                    place=f"{names['country']}/{names['cycle']}"
                )
                taking.refuse(number, "cycle", message)
                continue
            take(taking, number, names, dict(_read_values(taking, number, row, columns)), workspace)
    return Import(files=taking.files, not_understood=tuple(taking.trouble), records=len(sheet.rows))


def _format_cell(cell: SheetValue) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell if cell is not None else "").strip()


def _read_values(
    taking: _Taking, number: int, row: Mapping[str, str], columns: _Columns
) -> Iterator[tuple[str, object]]:
    texts: dict[str, dict[str, str]] = {}
    for heading, cell in row.items():
        if not cell or heading in _PLACE:
            continue
        name, _dot, language = heading.partition(".")
        if heading in columns.plain:
            yield heading, cell
        elif heading in columns.lists:
            yield heading, cell.split()
        elif heading in columns.truths:
            if cell.casefold() in _TRUTH:
                yield heading, _TRUTH[cell.casefold()]
            else:
                taking.refuse(number, heading, _("Write yes or no, or leave it empty."))
        else:
            texts.setdefault(name, {})[language] = cell
    for name, said in texts.items():
        yield name, said[""] if set(said) == {""} else {language: text for language, text in said.items() if language}


def _read_item(taking: _Taking, number: int, values: dict[str, object], wanted: type) -> Any:
    """Return the item that a row gives, or None when something in it cannot stand."""
    try:
        item: object = read_entity(values, wanted)
        found = check_values(item)
    except Mismatches as error:
        item, found = None, error.found
    for one in found:
        column = ".".join(str(key) for key in one.at)
        taking.refuse(number, column, f"{one.message[:1].upper()}{one.message[1:]} {one.remedy}")
    return None if found else item


def _import_assessment(
    taking: _Taking, number: int, names: dict[str, str], values: dict[str, object], workspace: Workspace
) -> None:
    item = _read_item(taking, number, values, Assessment)
    if item is None or not _check_commitment(taking, number, names, item.commitment, workspace):
        return
    if not _check_first(taking, number, (*names.values(), item.commitment)):
        return
    path = SELF_ASSESSMENT.pattern.fill(names)
    there = taking.files.get(path) or _get_entity(workspace.one(SelfAssessment, **names), SelfAssessment())
    assessments = _replace_item(there.assessments, item, lambda one: one.commitment)
    taking.files[path] = attrs.evolve(there, assessments=assessments)


def _answer(
    taking: _Taking, number: int, names: dict[str, str], values: dict[str, object], workspace: Workspace
) -> None:
    item = _read_item(taking, number, values, Answer)
    if item is None:
        return
    part = get_rules(workspace, names["country"], names["cycle"])
    trouble = list(check_answer_value(item.question, item.commitment or "", item.answer, part))
    for message in trouble:
        taking.refuse(number, "answer", message)
    if trouble or (item.commitment and not _check_commitment(taking, number, names, item.commitment, workspace)):
        return
    if not _check_first(taking, number, (*names.values(), item.question, item.commitment or "")):
        return
    path = INDEPENDENT.pattern.fill(names)
    there = taking.files.get(path) or _get_entity(workspace.one(IndependentReport, **names), IndependentReport())
    answers = _replace_item(there.answers, item, lambda one: (one.question, one.commitment))
    taking.files[path] = attrs.evolve(there, answers=answers)


def _get_entity(document: Any, otherwise: Any) -> Any:
    return document.entity if document else otherwise


def _replace_item(there: Sequence[Any], item: Any, mark: Callable[[Any], object]) -> tuple[Any, ...]:
    """Return a list with an item in the place of the one that it replaces, else at its end."""
    marks = [mark(one) for one in there]
    if mark(item) not in marks:
        return (*there, item)
    at = marks.index(mark(item))
    return (*there[:at], item, *there[at + 1 :])


def _check_commitment(
    taking: _Taking, number: int, names: dict[str, str], commitment: str, workspace: Workspace
) -> bool:
    if workspace.find("commitment", commitment, names["country"], names["cycle"]):
        return True
    taking.refuse(number, "commitment", _("There is no commitment “{id}” in this cycle.").format(id=commitment))
    return False


def _check_first(taking: _Taking, number: int, about: tuple[str, ...]) -> bool:
    if about not in taking.seen:
        taking.seen.add(about)
        return True
    taking.refuse(number, "commitment", _("This is given twice in the sheet."))
    return False


IMPORTERS: Final = (
    Importer(
        name="assessments",
        title=N_("Governments' assessments of their commitments"),
        suffixes=(".csv", ".xlsx"),
        read=read_assessments,
    ),
    Importer(
        name="answers",
        title=N_("Experts' answers to the common questionnaire"),
        suffixes=(".csv", ".xlsx"),
        read=read_answers,
    ),
)
"""What governments and experts say, from a sheet."""
