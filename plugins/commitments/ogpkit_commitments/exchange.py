"""A plan out and in: as a sheet that comes back as it went out, as JSON, and as a document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Exporter, Scope, SheetImport, SheetLevel
from ogpkit.api.content import entity_values
from ogpkit.api.output import csv_bytes, render_markdown, xlsx_bytes
from ogpkit.api.text import N_, _, _n, current_language, for_json, join_list, use_language
from ogpkit_commitments.kinds import COMMITMENT, SheetMapping
from ogpkit_commitments.paper import plan_writing
from ogpkit_commitments.plan import find_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit_commitments.plan import ActionPlan


def _count_records(rows: int, files: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    milestones = [item for commitment in files.values() for item in commitment.get("milestones", ())]
    indicators = [item for milestone in milestones for item in milestone.get("indicators", ())]
    parts = (
        _n("{count} commitment", "{count} commitments", len(files)).format(count=len(files)),
        _n("{count} milestone", "{count} milestones", len(milestones)).format(count=len(milestones)),
        _n("{count} indicator", "{count} indicators", len(indicators)).format(count=len(indicators)),
    )
    yield _n("{count} row: {parts}.", "{count} rows: {parts}.", rows).format(count=rows, parts=join_list(parts))


PLAN_SHEET: Final = SheetImport(
    name="plan",
    title=N_("Commitments from a sheet"),
    kind=COMMITMENT,
    scope=Scope.CYCLE,
    levels=(
        SheetLevel(name="commitment"),
        SheetLevel(name="milestone", within="milestones"),
        SheetLevel(name="indicator", within="milestones.indicators"),
    ),
    mapping=SheetMapping,
    summarize=_count_records,
)
"""A plan as a sheet: as it goes out it comes in again, with the tables that other plugins add to it."""


PROGRESS_SHEET: Final = SheetImport(
    name="progress",
    title=N_("Reports on the progress of milestones"),
    kind=COMMITMENT,
    scope=Scope.CYCLE,
    levels=(
        SheetLevel(name="commitment"),
        SheetLevel(name="milestone", within="milestones"),
        SheetLevel(name="update", within="milestones.updates", key=("on",)),
    ),
)
"""What departments report of milestones, one row a report; a report of the same day is said anew."""


INDICATOR_PROGRESS_SHEET: Final = SheetImport(
    name="indicator-progress",
    title=N_("Reports on the progress of indicators"),
    kind=COMMITMENT,
    scope=Scope.CYCLE,
    levels=(*PLAN_SHEET.levels, SheetLevel(name="update", within="milestones.indicators.updates", key=("on",))),
)
"""The same of indicators, for countries that report on them: a tracker with one row for each indicator and period."""


IMPORTERS: Final = (PLAN_SHEET.importer, PROGRESS_SHEET.importer, INDICATOR_PROGRESS_SHEET.importer)
"""Everything that this plugin takes in."""


def write_csv(plan: ActionPlan, workspace: Workspace, _language: str) -> bytes:
    """Return the plan as CSV: one row for each of the lowest level of each commitment.

    Args:
        workspace: Where it lies.
    """
    return csv_bytes(PLAN_SHEET.build_table(workspace, plan.commitments))


def write_xlsx(plan: ActionPlan, workspace: Workspace, _language: str) -> bytes:
    """Return the plan as XLSX, with the same rows.

    Args:
        workspace: Where it lies.
    """
    return xlsx_bytes({_("Plan"): PLAN_SHEET.build_table(workspace, plan.commitments)})


def write_json(plan: ActionPlan, _workspace: Workspace, _language: str) -> bytes:
    """Return the plan as JSON: the cycle and its commitments as their files say them."""
    content = {
        "country": plan.cycle.country,
        "cycle": {"id": plan.cycle.cycle, **entity_values(plan.cycle.entity)},
        "commitments": [{"id": one.id, **entity_values(one.entity)} for one in plan.commitments],
    }
    return (for_json(json.dumps(content, ensure_ascii=False, indent=2, default=str)) + "\n").encode()


def write_markdown(plan: ActionPlan, workspace: Workspace, language: str) -> bytes:
    """Return the plan as a document in Markdown.

    Args:
        workspace: Where it lies.
        language: The language of the document.
    """
    with use_language(language):
        return render_markdown(plan_writing(plan, workspace, language)).encode()


FORMS: Final[Mapping[str, Callable[[ActionPlan, Workspace, str], bytes]]] = {
    ".csv": write_csv,
    ".xlsx": write_xlsx,
    ".json": write_json,
    ".md": write_markdown,
}
"""How a plan is written, by the ending of the file."""


def _make_export(suffix: str) -> Callable[[Workspace, Place], bytes]:
    def write(workspace: Workspace, place: Place) -> bytes:
        return FORMS[suffix](find_plan(workspace, place), workspace, current_language())

    return write


PLAN_EXPORTERS: Final = tuple(
    Exporter(name=f"plan-{suffix[1:]}", title=title, suffix=suffix, scope=Scope.CYCLE, write=_make_export(suffix))
    for suffix, title in (
        (".xlsx", N_("The plan as a sheet that can be imported again (XLSX)")),
        (".csv", N_("The plan as a sheet that can be imported again (CSV)")),
        (".json", N_("The plan as data (JSON)")),
    )
)
"""A plan as sheets that come back as they went out, and for programs."""
