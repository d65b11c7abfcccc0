"""What an update needs before it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Example, Problem, Rule, Scope, Severity, expected, in_owed_languages, unique
from ogpkit.api.content import Commitment
from ogpkit.api.text import _, join_list
from ogpkit_gb.model import LEADERSHIP, REGISTER, UPDATE, Leadership, Status, Update
from ogpkit_gb.quarters import SECTION, get_rules, list_missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace

_CYCLE: Final = "countries/GB/cycles/2024-2025"
_FILES: Final = {
    "ogpkit.toml": '[workspace]\nname = "Example"\nlanguages = ["en"]\n',
    "countries/GB/country.toml": 'name.en = "United Kingdom"\nlanguages = ["cy"]\n',
    "countries/GB/departments.toml": REGISTER.example,
    f"{_CYCLE}/cycle.toml": 'edition = "united-kingdom"\nstart = 2024-01-01\nend = 2025-12-31\n',
    f"{_CYCLE}/updates/2024-q1.toml": UPDATE.example,
}
_LED: Final = f"{_CYCLE}/commitments/ownership.toml"
_LED_BY: Final = 'title.en = "Ownership"\n\n[gb]\ndepartment = "cabinet-office"\nspecificity = 4\n'
_RIGHT: Final = Example(files={**_FILES, _LED: _LED_BY}, paths={Commitment: _LED})
_NOT_TOLD: Final = Example(files={**_RIGHT.files, f"{_CYCLE}/updates/2024-q1.toml": "published = 2024-04-18\n"})


def has_lead(document: Document[Commitment], workspace: Workspace) -> Iterator[Problem]:
    """Check that a commitment says which department leads it, where departments report."""
    found = document.extension(Leadership)
    if get_rules(workspace, document.country, document.cycle).days is not None and not (found and found.department):
        yield Problem(
            message=_("No department leads this commitment."),
            remedy=_("Add `department` under `gb`: a department of the register."),
            at=("gb", "department"),
        )


def is_whole(document: Document[Update], workspace: Workspace) -> Iterator[Problem]:
    """Check that every department that leads a commitment has reported on a quarter that is published."""
    missing = list_missing(document, workspace)
    if document.entity.published and missing:
        yield Problem(
            message=_("These departments have not reported: {departments}.").format(departments=join_list(missing)),
            remedy=_("Add a report for each department, or delete `published` until all have reported."),
            at=("published",),
        )


RULES: Final = (
    Rule(
        code="GBR001",
        title="A department leads each commitment",
        section=SECTION,
        entity=Commitment,
        check=has_lead,
        explanation="People ask the department that leads a commitment about its progress.",
        scope=Scope.CYCLE,
        wrong=Example(files={**_RIGHT.files, _LED: 'title.en = "Ownership"\n'}),
        right=_RIGHT,
    ),
    expected(
        UPDATE,
        "reports[].recovery",
        code="GBR002",
        title="A red report has a recovery plan",
        section=SECTION,
        when=lambda report: report.status is Status.RED,
        explanation="A department that is off track says how the work will recover.",
        message="{department} is red, but does not say how its work will recover.",
        remedy="Add `recovery`: what the department does, and by when.",
    ),
    expected(
        UPDATE,
        "reports[].narrative",
        code="GBR003",
        title="A report says what was done",
        section=SECTION,
        explanation="A colour alone does not say what happened.",
    ),
    unique(
        UPDATE,
        "reports[].department",
        code="GBR004",
        title="Each department reports once a quarter",
        section=SECTION,
        explanation="Two reports of one department on the same quarter can contradict each other.",
    ),
    in_owed_languages(
        UPDATE,
        code="GBR005",
        title="Updates are in English and Welsh",
        section=SECTION,
        severity=Severity.WARNING,
        explanation="People in Wales can read about their country in Welsh.",
    ),
    Rule(
        code="GBR006",
        title="Every department reports on each quarter",
        section=SECTION,
        entity=Update,
        check=is_whole,
        explanation="An update is complete when every department that leads a commitment has reported.",
        scope=Scope.CYCLE,
        wrong=_NOT_TOLD,
        right=_RIGHT,
    ),
    expected(
        Commitment,
        "specificity",
        table=LEADERSHIP,
        example=_RIGHT,
        code="GBR007",
        title="Milestones have a score for specificity",
        section=SECTION,
        severity=Severity.ADVICE,
        explanation="The score shows officials which milestones are vague.",
    ),
)
"""The rules about leads and updates."""
