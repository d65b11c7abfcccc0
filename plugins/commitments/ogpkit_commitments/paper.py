"""The action plan as a document: existing efforts first, then the commitments (Roadmap V)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import DocumentTemplate, Scope
from ogpkit.api.content import Commitment, Milestone, country_name
from ogpkit.api.output import FieldText, build_grid
from ogpkit.api.text import (
    N_,
    Heading,
    LangText,
    TextDocument,
    _,
    format_phrase,
    join_number,
    period_phrase,
)
from ogpkit_commitments.declaration import build_endorsement, build_text
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.plan import is_deposited, plan_of
from ogpkit_commitments.views import COMMITMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Effort, Indicator, Workspace
    from ogpkit.api.text import Block, Cell, Grid
    from ogpkit_commitments.plan import ActionPlan


_LISTED: Final = ("number", "title", "challenge", "lead", "end", "milestones", "complete", "percent")
"""What the list of commitments says of each."""

_DATA: Final = tuple(
    f"reflects.data.{key}" for key in ("open", "comprehensive", "timely", "free", "raw", "machine_readable")
)
"""What a commitment says of open data standards."""

_KINDS: Final = tuple(f"reflects.{name}_kinds" for name in ("participation", "accountability", "innovation"))
"""What kind of each principle a commitment brings."""


_FACTS: Final = (
    *(
        "challenge",
        "further_challenges",
        "challenge_areas",
        "policy_areas",
        "goals",
        "principles",
        "level",
        "further_levels",
    ),
    *("origin", "continues", "implementation_plan", "lead", "partners"),
    *("stakeholders.government", "stakeholders.civil_society", "stakeholders.others", "start", "end"),
    *("reflects.open_data", *_DATA, *_KINDS, "contact.institution", "contact.name", "contact.email", "url"),
)
"""What a commitment says in a few words."""

_SENTENCES: Final = (
    *("problem", "baseline", "done_so_far", "adds", "ambition", "description", "solution", "results", "resources"),
    *(f"reflects.{name}" for name in ("transparency", "participation", "accountability", "innovation")),
)
"""What a commitment says in whole sentences."""


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
    text = FieldText(workspace, language)
    form = get_rules(workspace, plan.cycle.country, plan.cycle.cycle).form
    return TextDocument(
        title=format_phrase(
            _("Action plan of {country}"), country=country_name(workspace, plan.cycle.country, language)
        ),
        subtitle=_format_period(plan, language),
        language=language,
        blocks=(
            Heading(_("Existing efforts")),
            *(block for effort in cycle.efforts for block in build_effort(effort, text)),
            *text.added(cycle, level=1),
            Heading(_("Commitments")),
            *(block for one in plan.commitments for block in _build_form(one.entity, one.id, text, form)),
            *_build_declaration(plan, workspace),
        ),
    )


def _build_declaration(plan: ActionPlan, workspace: Workspace) -> Iterator[Block]:
    here = plan.cycle.country, plan.cycle.cycle
    endorsed = tuple(build_endorsement(workspace, *here))
    # a plan that is still written comes before the declaration (Roadmap IX), so that there is nothing to say of it
    if endorsed:
        yield Heading(_("Declaration of Principles"))
        yield from endorsed
        yield from build_text(workspace, *here)


def write_list(workspace: Workspace, place: Place, language: str) -> TextDocument | None:
    """Return the commitments of a cycle and their milestones as two tables, or None where the cycle has no file.

    Args:
        place: The cycle.
        language: The language of the document.
    """
    plan = plan_of(workspace, place.country, place.cycle)
    if plan is None or not has_content(plan, workspace):
        return None
    text = FieldText(workspace, language)
    owners = {id(step): one.entity for one in plan.commitments for step in _list_steps(one.entity.milestones)}
    return TextDocument(
        title=format_phrase(_("Commitments of {country}"), country=country_name(workspace, place.country, language)),
        subtitle=_format_period(plan, language),
        language=language,
        dated=workspace.today,
        blocks=(
            build_grid(COMMITMENTS, workspace, place, _LISTED),
            _build_steps(
                [step for one in plan.commitments for step in one.entity.milestones],
                text,
                (_("Commitment"), lambda step: text.title(owners[id(step)])),
            ),
        ),
    )


def build_heading(
    text: FieldText, entity: Commitment | Milestone | Indicator, *, level: int = 1, id: str = ""
) -> Heading:
    """Return the title of a part of a plan as a heading, with its number before it.

    Args:
        text: How fields come into the document.
        id: A name by which a link finds it.
    """
    title = join_number(entity.number, text.title(entity) or LangText("–"))
    return Heading(title, level=level, id=id)


def _format_period(plan: ActionPlan, language: str) -> str:
    return period_phrase(plan.cycle.entity.start, plan.cycle.entity.end, language)


def build_effort(effort: Effort, text: FieldText) -> Iterator[Block]:
    """Yield what exists already about a grand challenge (Roadmap V)."""
    yield Heading(_(effort.challenge.label), level=2)
    yield from text.paragraphs(effort, "summary", "url", headed=False)
    yield from text.added(effort, level=3)


def _build_form(commitment: Commitment, identifier: str, text: FieldText, form: tuple[str, ...]) -> Iterator[Block]:
    """Yield a commitment as OGP's templates have it: one table of its fields, and one of its milestones.

    Args:
        form: The fields that come first, in their order.
    """
    yield build_heading(text, commitment, level=2, id=identifier)
    others = (name for name in (*_FACTS, *_SENTENCES) if name not in form)
    yield text.key_values(commitment, *form, *others)
    yield from _build_rest(commitment, text, level=3)
    if commitment.milestones:
        yield _build_steps(commitment.milestones, text)


def build_commitment(commitment: Commitment, text: FieldText, *, level: int) -> Iterator[Block]:
    """Yield what a commitment says beside its title and its milestones (Roadmap V to VII).

    Args:
        text: How fields come into the document.
        level: The level of its headings.
    """
    yield text.key_values(commitment, *_FACTS)
    yield from text.paragraphs(commitment, *_SENTENCES, level=level)
    yield from _build_rest(commitment, text, level=level)


def _build_rest(commitment: Commitment, text: FieldText, *, level: int) -> Iterator[Block]:
    """Yield what other plugins say of a commitment, and how refreshes changed it."""
    yield from text.added(commitment, level=level)
    if commitment.changes:
        yield text.grid(commitment.changes, "on", "sort", "reason", caption=_("Changes when the plan was refreshed"))


def build_updates(step: Milestone | Indicator, text: FieldText) -> Iterator[Grid]:
    """Yield the reports on the progress of a milestone or an indicator, oldest first; nothing where there are none.

    Args:
        text: How fields come into the document.
    """
    if step.updates:
        updates = sorted(step.updates, key=lambda one: one.on)
        yield text.grid(
            updates,
            *("on", "status", "percent", "done", "challenges", "evidence"),
            caption=_("Progress reports"),
        )


def _build_steps(
    milestones: Iterable[Milestone], text: FieldText, *before: tuple[str, Callable[[Milestone | Indicator], Cell]]
) -> Grid:
    """Return milestones, each followed by what it is verified by."""
    return text.grid(
        _list_steps(milestones),
        *before,
        (_("Milestone"), lambda step: _build_step_title(step, text)),
        *("lead", "partners", "start", "due|deadline", "benchmark", "outputs", "status"),
        caption=_("Milestones"),
        of=Milestone,
    )


def _list_steps(milestones: Iterable[Milestone]) -> list[Milestone | Indicator]:
    steps: list[Milestone | Indicator] = []
    for milestone in milestones:
        steps += [milestone, *milestone.indicators]
    return steps


def _build_step_title(step: Milestone | Indicator, text: FieldText) -> LangText:
    number = step.number if isinstance(step, Milestone) else f"– {step.number}".strip()
    title = text.title(step) or LangText("–")
    return LangText(f"{number} {title.text}".strip(), title.language)


PLAN_PAPER: Final = DocumentTemplate(name="action-plan", title=N_("Action plan"), scope=Scope.CYCLE, write=write_plan)
"""The action plan of a cycle."""

LIST_PAPER: Final = DocumentTemplate(
    name="commitments", title=N_("List of commitments"), scope=Scope.CYCLE, write=write_list
)
"""The commitments of a cycle and how far they are."""
