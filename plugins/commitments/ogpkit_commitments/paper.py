"""The action plan as a document: existing efforts first, then the commitments (Roadmap V)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import DocumentTemplate, Scope
from ogpkit.api.content import Principle, country_name
from ogpkit.api.text import (
    N_,
    Grid,
    Heading,
    KeyValues,
    LangText,
    Link,
    Paragraph,
    Share,
    TextDocument,
    _,
    format_phrase,
    join_list,
    join_phrases,
    lang_text,
    plain_text,
)
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.plan import plan_of
from ogpkit_commitments.progress import measure_progress
from ogpkit_commitments.publication import is_deposited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ogpkit.api import Place
    from ogpkit.api.content import Commitment, Effort, Indicator, Milestone, Translated, Workspace
    from ogpkit.api.text import Block, Cell
    from ogpkit_commitments.edition import CommitmentsPart
    from ogpkit_commitments.plan import ActionPlan


def write_plan(workspace: Workspace, place: Place, language: str) -> TextDocument | None:
    """Return the plan of a cycle as a document, or None where the cycle has no file that can be read.

    Args:
        place: The cycle.
        language: The language of the document.
    """
    plan = plan_of(workspace, place.country, place.cycle)
    return plan_writing(plan, workspace, language) if plan and has_content(plan, workspace) else None


def has_content(plan: ActionPlan, workspace: Workspace) -> bool:
    """Tell whether there is a plan to write; for the public there is none before it is deposited.

    Args:
        workspace: Where it lies.
    """
    return not workspace.is_public or is_deposited(plan.cycle.entity, workspace)


def plan_writing(plan: ActionPlan, workspace: Workspace, language: str) -> TextDocument:
    """Return a plan as a document in the language in use.

    Args:
        workspace: Where it lies.
        language: The language wanted of texts; one that is missing in it is given in English, and says so.
    """
    cycle = plan.cycle.entity
    wording = Wording(language, workspace.language)
    return TextDocument(
        title=format_phrase(
            _("Action plan of {country}"), country=country_name(workspace, plan.cycle.country, language)
        ),
        subtitle=_format_period(plan),
        language=language,
        blocks=(
            Heading(_("Existing efforts")),
            *(block for effort in cycle.efforts for block in build_effort(effort, wording)),
            Heading(_("Commitments")),
            *(block for one in plan.commitments for block in _build_commitment(one.entity, one.id, wording)),
        ),
    )


def write_list(workspace: Workspace, place: Place, language: str) -> TextDocument | None:
    """Return the commitments of a cycle and their milestones as two tables, or None where the cycle has no file.

    Args:
        place: The cycle.
        language: The language of the document.
    """
    plan = plan_of(workspace, place.country, place.cycle)
    if plan is None or not has_content(plan, workspace):
        return None
    wording = Wording(language, workspace.language)
    part = get_rules(plan.cycle.entity.edition, workspace)
    return TextDocument(
        title=format_phrase(_("Commitments of {country}"), country=country_name(workspace, place.country, language)),
        subtitle=_format_period(plan),
        language=language,
        dated=workspace.today,
        blocks=(
            Grid(
                heads=(
                    *(_("Number"), _("Commitment"), _("Grand challenge"), _("Lead"), _("End"), _("Milestones")),
                    *(_("Complete"), _("Done")),
                ),
                rows=[_list_row(one.entity, part, workspace.today, wording) for one in plan.commitments],
                caption=_("Commitments"),
            ),
            Grid(
                heads=(_("Commitment"), *list_milestone_heads()),
                rows=[
                    (wording.translate(one.entity.title), *row)
                    for one in plan.commitments
                    for milestone in one.entity.milestones
                    for row in list_milestone_rows(milestone, wording)
                ],
                caption=_("Milestones"),
            ),
        ),
    )


@attrs.frozen
class Wording:
    """How the texts of a plan come into a document.

    Attributes:
        language: The language of the document.
        plain: The language of plain strings in the workspace.
    """

    language: str
    plain: str

    def translate(self, text: Translated | None) -> LangText | None:
        """Return a text, marked with its language where it is not the document's."""
        return lang_text(text, self.language, self.plain)

    def format_names(self, *names: str) -> LangText | None:
        """Return names, for example of ministries, in the language of plain strings.

        Args:
            names: The names; none gives None.
        """
        return plain_text(", ".join(names), self.plain)

    def build_heading(self, text: Translated, number: str = "", *, level: int = 1, id: str = "") -> Heading:
        """Return a heading with a number before it.

        Args:
            number: The number; empty where there is none.
            id: A name by which a link finds it.
        """
        found = self.translate(text) or LangText("–")
        return Heading(join_phrases(" ", (number, found)), level=level, id=id)


def _format_period(plan: ActionPlan) -> str:
    return f"{plan.cycle.entity.start.isoformat()} – {plan.cycle.entity.end.isoformat()}"


def build_effort(effort: Effort, wording: Wording) -> Iterator[Block]:
    """Yield what exists already about a grand challenge (Roadmap V).

    Args:
        wording: How texts come into the document.
    """
    yield Heading(_(effort.challenge.label), level=2)
    if found := wording.translate(effort.summary):
        yield Paragraph([found])
    if effort.url:
        yield Paragraph([Link(effort.url, effort.url)])


def _build_commitment(commitment: Commitment, identifier: str, wording: Wording) -> Iterator[Block]:
    yield wording.build_heading(commitment.title, commitment.number, level=2, id=identifier)
    yield from build_commitment(commitment, wording, level=3)
    if commitment.milestones:
        yield Grid(
            heads=list_milestone_heads(),
            rows=[row for milestone in commitment.milestones for row in list_milestone_rows(milestone, wording)],
            caption=_("Milestones"),
        )


def build_commitment(commitment: Commitment, wording: Wording, *, level: int) -> Iterator[Block]:
    """Yield what a commitment says beside its title and its milestones (Roadmap V to VII).

    Args:
        wording: How texts come into the document.
        level: The level of its headings.
    """
    yield KeyValues(
        [
            (_("Grand challenge"), _(commitment.challenge.label) if commitment.challenge else None),
            (_("Principles"), join_list(_(principle.label) for principle in commitment.principles)),
            (_("Level"), _(commitment.level.label)),
            (_("Origin"), _(commitment.origin.label)),
            (_("Lead"), wording.format_names(commitment.lead)),
            (_("Partners"), wording.format_names(*commitment.partners)),
            (_("Start"), commitment.start),
            (_("End"), commitment.end),
        ]
    )
    reflects = commitment.reflects
    for heading, text in (
        (_("Baseline"), commitment.baseline),
        (_("Ambition"), commitment.ambition),
        (_("Description"), commitment.description),
        (_(Principle.TRANSPARENCY.label), reflects.transparency if reflects else None),
        (_(Principle.PARTICIPATION.label), reflects.participation if reflects else None),
        (_(Principle.ACCOUNTABILITY.label), reflects.accountability if reflects else None),
        (_(Principle.INNOVATION.label), reflects.innovation if reflects else None),
    ):
        if found := wording.translate(text):
            yield from (Heading(heading, level=level), Paragraph([found]))


def list_milestone_heads() -> tuple[str, ...]:
    """Return what stands above the rows of milestones, in the language in use."""
    return _("Milestone"), _("Start"), _("Due"), _("Benchmark"), _("Status")


def list_milestone_rows(milestone: Milestone, wording: Wording) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a milestone and of what it is verified by.

    Args:
        wording: How texts come into the document.
    """
    yield (
        _add_number(milestone.number, wording.translate(milestone.title)),
        milestone.start,
        milestone.due or wording.translate(milestone.deadline),
        wording.translate(milestone.benchmark),
        _(milestone.status.label),
    )
    for indicator in milestone.indicators:
        yield _build_indicator(indicator, wording)


def _build_indicator(indicator: Indicator, wording: Wording) -> tuple[Cell, ...]:
    title = _add_number(f"– {indicator.number}".strip(), wording.translate(indicator.title))
    return title, None, indicator.due or wording.translate(indicator.deadline), None, _(indicator.status.label)


def _add_number(number: str, title: LangText | None) -> LangText:
    return LangText(f"{number} {title.text if title else ''}".strip(), title.language if title else "")


def _list_row(commitment: Commitment, part: CommitmentsPart, today: date, wording: Wording) -> tuple[Cell, ...]:
    done = measure_progress(commitment.milestones, part, today)
    return (
        commitment.number,
        wording.translate(commitment.title),
        _(commitment.challenge.label) if commitment.challenge else None,
        wording.format_names(commitment.lead),
        commitment.end,
        done.milestones,
        done.complete,
        None if done.share is None else Share(done.share),
    )


PLAN_PAPER: Final = DocumentTemplate(name="action-plan", title=N_("Action plan"), scope=Scope.CYCLE, write=write_plan)
"""The action plan of a cycle."""

LIST_PAPER: Final = DocumentTemplate(
    name="commitments", title=N_("List of commitments"), scope=Scope.CYCLE, write=write_list
)
"""The commitments of a cycle and how far they are."""
