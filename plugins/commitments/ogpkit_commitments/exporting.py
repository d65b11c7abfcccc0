"""A plan as a sheet that comes back as it went out, as JSON, and as a document in Markdown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ogpkit.codec import written
from ogpkit.exchange.sheets import csv_bytes, xlsx_bytes
from ogpkit.exchange.tables import Table
from ogpkit.fields import Sort
from ogpkit.language import _, speaking
from ogpkit.untrusted import in_json
from ogpkit_commitments.mapping import Column, columns
from ogpkit_commitments.plan import ActionPlan, name_of, owed_languages
from ogpkit_commitments.rules.languages import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ogpkit.model import Commitment, Milestone, Translated
    from ogpkit.workspace import Workspace


def sheet(plan: ActionPlan, workspace: Workspace) -> Table:
    """One row for each of the lowest level of each commitment; columns that are empty everywhere are left out.

    Args:
        plan: The plan.
        workspace: Where it lies.
    """
    languages = languages_of(plan, workspace)
    known = list(columns(languages))
    rows = [_cells(known, row, workspace.language) for row in _rows(plan)]
    kept = [index for index, _column in enumerate(known) if any(row[index] is not None for row in rows)]
    return Table([known[index].heading for index in kept], [[row[index] for index in kept] for row in rows])


def languages_of(plan: ActionPlan, workspace: Workspace) -> tuple[str, ...]:
    """The languages of a plan: those owed and whatever else its texts are in.

    Args:
        plan: The plan.
        workspace: Where it lies.
    """
    found = dict.fromkeys((*workspace.settings.workspace.languages, *owed_languages(workspace, plan.cycle.country)))
    for document in (plan.cycle, *plan.commitments):
        for _at, text in texts(document.entity):
            found.update(dict.fromkeys(language for language, _text in text.texts(workspace.language)))
    return tuple(found)


def _rows(plan: ActionPlan) -> Iterator[Mapping[str, Mapping[str, Any]]]:
    for document in plan.commitments:
        commitment = {"id": document.id, **written(document.entity)}
        milestones = document.entity.milestones
        if not milestones:
            yield {"commitment": commitment}
        for milestone in milestones:
            own = {"commitment": commitment, "milestone": written(milestone)}
            if not milestone.indicators:
                yield own
            yield from ({**own, "indicator": written(indicator)} for indicator in milestone.indicators)


def _cells(known: list[Column], row: Mapping[str, Mapping[str, Any]], language: str) -> list[object]:
    return [_cell(column, row.get(column.level, {}), language) for column in known]


def _cell(column: Column, content: Mapping[str, Any], language: str) -> object:
    here: Any = content
    for key in column.path[:-1] if column.shape.sort is Sort.TRANSLATED else column.path:
        here = here.get(key) if isinstance(here, dict) else None
    if column.shape.sort is Sort.TRANSLATED:
        if isinstance(here, str):
            return here if column.path[-1] == language else None
        return here.get(column.path[-1]) if isinstance(here, dict) else None
    return "\n".join(str(item) for item in here) if isinstance(here, list) else here


def as_csv_file(plan: ActionPlan, workspace: Workspace) -> bytes:
    """The plan as CSV.

    Args:
        plan: The plan.
        workspace: Where it lies.
    """
    return csv_bytes(sheet(plan, workspace))


def as_xlsx_file(plan: ActionPlan, workspace: Workspace) -> bytes:
    """The plan as XLSX.

    Args:
        plan: The plan.
        workspace: Where it lies.
    """
    return xlsx_bytes({_("Plan"): sheet(plan, workspace)})


def as_json_file(plan: ActionPlan) -> bytes:
    """The plan as JSON: the cycle and its commitments as their files say them.

    Args:
        plan: The plan.
    """
    content = {
        "country": plan.cycle.country,
        "cycle": {"id": plan.cycle.cycle, **written(plan.cycle.entity)},
        "commitments": [{"id": one.id, **written(one.entity)} for one in plan.commitments],
    }
    return (in_json(json.dumps(content, ensure_ascii=False, indent=2, default=str)) + "\n").encode()


def as_markdown(plan: ActionPlan, workspace: Workspace, language: str) -> str:
    """The plan as a document in one language: existing efforts first, then the commitments (Roadmap V).

    Args:
        plan: The plan.
        workspace: Where it lies.
        language: The language of the document; a text that is missing in it is given in English.
    """
    with speaking(language):
        return "\n".join(_document(plan, workspace, language)).rstrip() + "\n"


def _document(plan: ActionPlan, workspace: Workspace, language: str) -> Iterator[str]:
    cycle = plan.cycle.entity
    yield f"# {escaped(_('Action plan of {country}').format(country=name_of(workspace, plan.cycle.country, language)))}"
    yield ""
    yield f"{cycle.start.isoformat()} – {cycle.end.isoformat()}"
    yield ""
    yield f"## {_('Existing efforts')}"
    for effort in cycle.efforts:
        yield from ("", f"### {_(effort.challenge.label)}", "", escaped(_best(effort.summary, language)))
        if effort.url:
            yield from ("", f"<{effort.url}>")
    yield from ("", f"## {_('Commitments')}")
    for document in plan.commitments:
        yield from _commitment(document.entity, document.id, language)


def _commitment(commitment: Commitment, identifier: str, language: str) -> Iterator[str]:
    number = f"{commitment.number} " if commitment.number else ""
    yield from ("", f"### {escaped(number + _best(commitment.title, language))} {{#{identifier}}}", "")
    facts = (
        (_("Grand challenge"), _(commitment.challenge.label) if commitment.challenge else ""),
        (_("Principles"), ", ".join(_(principle.label) for principle in commitment.principles)),
        (_("Lead"), commitment.lead),
        (_("Partners"), ", ".join(commitment.partners)),
        (_("Time frame"), " – ".join(day.isoformat() for day in (commitment.start, commitment.end) if day)),
    )
    yield from (f"- **{label}:** {escaped(said)}" for label, said in facts if said)
    for heading, text in (
        (_("Baseline"), commitment.baseline),
        (_("Ambition"), commitment.ambition),
        (_("Description"), commitment.description),
    ):
        if text:
            yield from ("", f"**{heading}.** {escaped(_best(text, language))}")
    if commitment.milestones:
        yield from ("", *_milestones(commitment.milestones, language))


def _milestones(milestones: tuple[Milestone, ...], language: str) -> Iterator[str]:
    heads = (_("Milestone"), _("Start"), _("Due"), _("Benchmark"), _("Status"))
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for milestone in milestones:
        due = milestone.due.isoformat() if milestone.due else _best(milestone.deadline, language)
        cells = (
            f"{milestone.number} {_best(milestone.title, language)}".strip(),
            milestone.start.isoformat() if milestone.start else "",
            due,
            _best(milestone.benchmark, language),
            _(milestone.status.label),
        )
        yield f"| {' | '.join(escaped(cell).replace('|', chr(92) + '|') for cell in cells)} |"
        for indicator in milestone.indicators:
            when = indicator.due.isoformat() if indicator.due else _best(indicator.deadline, language)
            said = f"{indicator.number} {_best(indicator.title, language)}".strip()
            inner = (f"– {said}", "", when, "", _(indicator.status.label))
            yield f"| {' | '.join(escaped(cell).replace('|', chr(92) + '|') for cell in inner)} |"


def _best(text: Translated | None, language: str) -> str:
    return text.best(language, "en") if text else ""


def escaped(text: str) -> str:
    """A text of a file within Markdown: on one line, and nothing in it is markup.

    Args:
        text: The text.
    """
    line = " ".join(text.split())
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>#" else letter for letter in line)


FORMS: Final[Mapping[str, Callable[[ActionPlan, Workspace, str], bytes]]] = {
    ".csv": lambda plan, workspace, _language: as_csv_file(plan, workspace),
    ".xlsx": lambda plan, workspace, _language: as_xlsx_file(plan, workspace),
    ".json": lambda plan, _workspace, _language: as_json_file(plan),
    ".md": lambda plan, workspace, language: as_markdown(plan, workspace, language).encode(),
}
"""How a plan is written, by the ending of the file."""
