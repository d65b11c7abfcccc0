"""A plan as a sheet that comes back as it went out, as JSON, and as a document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ogpkit.api import Exporter, OgpkitError, Scope
from ogpkit.api.content import entity_values
from ogpkit.api.output import csv_bytes, render_markdown, xlsx_bytes
from ogpkit.api.text import N_, _, current_language, for_json, use_language
from ogpkit_commitments.importing import PLAN_SHEET
from ogpkit_commitments.paper import plan_writing
from ogpkit_commitments.plan import plan_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.text import Table
    from ogpkit_commitments.plan import ActionPlan


class NoPlan(OgpkitError):
    """Raised when a cycle has no plan."""


def build_sheet(plan: ActionPlan, workspace: Workspace) -> Table:
    """Return one row for each of the lowest level of each commitment; columns that are empty everywhere are left out.

    Args:
        workspace: Where it lies.
    """
    return PLAN_SHEET.build_table(workspace, plan.commitments)


def export_csv(plan: ActionPlan, workspace: Workspace) -> bytes:
    """Return the plan as CSV.

    Args:
        workspace: Where it lies.
    """
    return csv_bytes(build_sheet(plan, workspace))


def export_xlsx(plan: ActionPlan, workspace: Workspace) -> bytes:
    """Return the plan as XLSX.

    Args:
        workspace: Where it lies.
    """
    return xlsx_bytes({_("Plan"): build_sheet(plan, workspace)})


def export_json(plan: ActionPlan) -> bytes:
    """Return the plan as JSON: the cycle and its commitments as their files say them."""
    content = {
        "country": plan.cycle.country,
        "cycle": {"id": plan.cycle.cycle, **entity_values(plan.cycle.entity)},
        "commitments": [{"id": one.id, **entity_values(one.entity)} for one in plan.commitments],
    }
    return (for_json(json.dumps(content, ensure_ascii=False, indent=2, default=str)) + "\n").encode()


def export_markdown(plan: ActionPlan, workspace: Workspace, language: str) -> bytes:
    """Return the plan as a document in Markdown.

    Args:
        workspace: Where it lies.
        language: The language of the document.
    """
    with use_language(language):
        return render_markdown(plan_writing(plan, workspace, language)).encode()


FORMS: Final[Mapping[str, Callable[[ActionPlan, Workspace, str], bytes]]] = {
    ".csv": lambda plan, workspace, _language: export_csv(plan, workspace),
    ".xlsx": lambda plan, workspace, _language: export_xlsx(plan, workspace),
    ".json": lambda plan, _workspace, _language: export_json(plan),
    ".md": export_markdown,
}
"""How a plan is written, by the ending of the file."""


def _make_export(suffix: str) -> Callable[[Workspace, Place], bytes]:
    def write(workspace: Workspace, place: Place) -> bytes:
        plan = plan_of(workspace, place.country, place.cycle)
        if plan is None:
            raise NoPlan(_("{cycle} has no cycle.toml that can be read.").format(cycle=place.cycle))
        return FORMS[suffix](plan, workspace, current_language())

    return write


PLAN_EXPORTERS: Final = tuple(
    Exporter(name=f"plan-{suffix[1:]}", title=title, suffix=suffix, scope=Scope.CYCLE, write=_make_export(suffix))
    for suffix, title in (
        (".xlsx", N_("The plan as a sheet to take in again (XLSX)")),
        (".csv", N_("The plan as a sheet to take in again (CSV)")),
        (".json", N_("The plan for programs (JSON)")),
    )
)
"""A plan as sheets that come back as they went out, and for programs."""
