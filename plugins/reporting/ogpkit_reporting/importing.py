"""Assessments and answers in from a sheet, each row accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import SheetImport, SheetLevel
from ogpkit.api.text import N_
from ogpkit_reporting.edition import get_rules
from ogpkit_reporting.irm_database import DATABASE
from ogpkit_reporting.kinds import INDEPENDENT, SELF_ASSESSMENT
from ogpkit_reporting.questionnaire import check_answer_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.api.content import Workspace
    from ogpkit_reporting.model import Answer


def _check_answer(workspace: Workspace, names: Mapping[str, str], answer: Answer) -> Iterator[tuple[str, str]]:
    part = get_rules(workspace, names["country"], names["cycle"])
    for message in check_answer_value(answer, part):
        yield "answer", message


ASSESSMENTS_SHEET: Final = SheetImport(
    name="assessments",
    title=N_("Governments' assessments of their commitments"),
    kind=SELF_ASSESSMENT,
    levels=(SheetLevel(within="assessments", key=("commitment",)),),
)
"""What a government says of its commitments, from a sheet; what the file says already of other commitments stays."""

ANSWERS_SHEET: Final = SheetImport(
    name="answers",
    title=N_("Experts' answers to the common questionnaire"),
    kind=INDEPENDENT,
    levels=(SheetLevel(within="answers", key=("question", "commitment", "cluster")),),
    check=_check_answer,
)
"""What experts answer, from a sheet; what the file says already of other questions and commitments stays."""

IMPORTERS: Final = (ASSESSMENTS_SHEET.importer, ANSWERS_SHEET.importer, DATABASE)
"""Everything that this plugin takes in."""
