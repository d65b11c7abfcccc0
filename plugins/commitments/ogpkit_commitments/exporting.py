"""A plan as a sheet that comes back as it went out, as JSON, and as a document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Exporter, OgpkitError, Scope
from ogpkit.api.content import Sort, entity_values, owed_languages
from ogpkit.api.output import csv_bytes, render_markdown, xlsx_bytes
from ogpkit.api.text import N_, Table, _, current_language, for_json, use_language
from ogpkit_commitments.mapping import Column, list_columns
from ogpkit_commitments.paper import plan_writing
from ogpkit_commitments.plan import plan_of
from ogpkit_commitments.rules.languages import list_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit_commitments.plan import ActionPlan


class NoPlan(OgpkitError):
    """Raised when a cycle has no plan."""


def build_sheet(plan: ActionPlan, workspace: Workspace) -> Table:
    """Return one row for each of the lowest level of each commitment; columns that are empty everywhere are left out.

    Args:
        workspace: Where it lies.
    """
    languages = list_languages(plan, workspace)
    known = list(list_columns(languages))
    rows = [_build_cells(known, row, workspace.language) for row in _list_rows(plan)]
    kept = [index for index, _column in enumerate(known) if any(row[index] is not None for row in rows)]
    return Table([known[index].heading for index in kept], [[row[index] for index in kept] for row in rows])


def list_languages(plan: ActionPlan, workspace: Workspace) -> tuple[str, ...]:
    """Return the languages of a plan: those owed and whatever else its texts are in.

    Args:
        workspace: Where it lies.
    """
    found = dict.fromkeys((*workspace.settings.workspace.languages, *owed_languages(workspace, plan.cycle.country)))
    for document in (plan.cycle, *plan.commitments):
        for _at, text in list_texts(document.entity):
            found.update(dict.fromkeys(language for language, _text in text.texts(workspace.language)))
    return tuple(found)


def _list_rows(plan: ActionPlan) -> Iterator[Mapping[str, Mapping[str, Any]]]:
    for document in plan.commitments:
        commitment = {"id": document.id, **entity_values(document.entity)}
        milestones = document.entity.milestones
        if not milestones:
            yield {"commitment": commitment}
        for milestone in milestones:
            own = {"commitment": commitment, "milestone": entity_values(milestone)}
            if not milestone.indicators:
                yield own
            yield from ({**own, "indicator": entity_values(indicator)} for indicator in milestone.indicators)


def _build_cells(known: list[Column], row: Mapping[str, Mapping[str, Any]], language: str) -> list[object]:
    return [_format_cell(column, row.get(column.level, {}), language) for column in known]


def _format_cell(column: Column, content: Mapping[str, Any], language: str) -> object:
    here: Any = content
    for key in column.path[:-1] if column.shape.sort is Sort.TRANSLATED else column.path:
        here = here.get(key) if isinstance(here, dict) else None
    if column.shape.sort is Sort.TRANSLATED:
        if isinstance(here, str):
            return here if column.path[-1] == language else None
        return here.get(column.path[-1]) if isinstance(here, dict) else None
    return "\n".join(str(item) for item in here) if isinstance(here, list) else here


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
