"""The action plan as a document: existing efforts first, then the commitments (Roadmap V)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.contributions import Paper, Scope
from ogpkit.countries import called
from ogpkit.language import _, marked
from ogpkit.writing import Facts, Grid, Heading, Link, Paragraph, Writing
from ogpkit_commitments.plan import plan_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.contributions import Place
    from ogpkit.model import Commitment, Effort, Indicator, Milestone, Translated
    from ogpkit.workspace import Workspace
    from ogpkit.writing import Block, Cell
    from ogpkit_commitments.plan import ActionPlan


def write_plan(workspace: Workspace, place: Place, language: str) -> Writing | None:
    """The plan of a cycle as a document, or None where the cycle has no file that can be read.

    Args:
        workspace: The workspace.
        place: The cycle.
        language: The language of the document.
    """
    plan = plan_of(workspace, place.country, place.cycle)
    return plan_writing(plan, workspace, language) if plan else None


def plan_writing(plan: ActionPlan, workspace: Workspace, language: str) -> Writing:
    """A plan as a document in the language in use.

    Args:
        plan: The plan.
        workspace: Where it lies.
        language: The language wanted of texts; one that is missing in it is given in English.
    """
    cycle = plan.cycle.entity
    return Writing(
        title=_("Action plan of {country}").format(country=called(workspace, plan.cycle.country, language)),
        subtitle=f"{cycle.start.isoformat()} – {cycle.end.isoformat()}",
        language=language,
        blocks=(
            Heading(_("Existing efforts")),
            *(block for effort in cycle.efforts for block in _effort(effort, language)),
            Heading(_("Commitments")),
            *(block for one in plan.commitments for block in _commitment(one.entity, one.id, language)),
        ),
    )


def _effort(effort: Effort, language: str) -> Iterator[Block]:
    yield Heading(_(effort.challenge.label), level=2)
    yield Paragraph(_best(effort.summary, language))
    if effort.url:
        yield Paragraph([Link(effort.url, effort.url)])


def _commitment(commitment: Commitment, identifier: str, language: str) -> Iterator[Block]:
    yield Heading(f"{commitment.number} {_best(commitment.title, language)}".strip(), level=2, id=identifier)
    yield Facts(
        [
            (_("Grand challenge"), _(commitment.challenge.label) if commitment.challenge else None),
            (_("Principles"), ", ".join(_(principle.label) for principle in commitment.principles)),
            (_("Lead"), commitment.lead),
            (_("Partners"), ", ".join(commitment.partners)),
            (_("Time frame"), " – ".join(day.isoformat() for day in (commitment.start, commitment.end) if day)),
        ]
    )
    for heading, text in (
        (_("Baseline"), commitment.baseline),
        (_("Ambition"), commitment.ambition),
        (_("Description"), commitment.description),
    ):
        if text:
            yield from (Heading(heading, level=3), Paragraph(_best(text, language)))
    if commitment.milestones:
        yield _milestones(commitment.milestones, language)


def _milestones(milestones: tuple[Milestone, ...], language: str) -> Grid:
    return Grid(
        heads=(_("Milestone"), _("Start"), _("Due"), _("Benchmark"), _("Status")),
        rows=[row for milestone in milestones for row in _rows(milestone, language)],
        caption=_("Milestones"),
    )


def _rows(milestone: Milestone, language: str) -> Iterator[tuple[Cell, ...]]:
    yield (
        f"{milestone.number} {_best(milestone.title, language)}".strip(),
        milestone.start,
        milestone.due or _best(milestone.deadline, language),
        _best(milestone.benchmark, language),
        _(milestone.status.label),
    )
    for indicator in milestone.indicators:
        yield _indicator(indicator, language)


def _indicator(indicator: Indicator, language: str) -> tuple[Cell, ...]:
    said = f"{indicator.number} {_best(indicator.title, language)}".strip()
    return f"– {said}", None, indicator.due or _best(indicator.deadline, language), None, _(indicator.status.label)


def _best(text: Translated | None, language: str) -> str:
    return text.best(language, "en") if text else ""


PLAN_PAPER: Final = Paper(name="action-plan", title=marked("Action plan"), scope=Scope.CYCLE, write=write_plan)
"""The action plan of a cycle."""
