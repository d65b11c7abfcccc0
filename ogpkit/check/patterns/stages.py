"""A history follows its stage graph, and what its last stage needs is there."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

import attrs

from ogpkit.check.patterns.example_edits import Edit, change_file, report_unusable, shift
from ogpkit.check.patterns.pattern import RuleFacts, make_rule, word_message
from ogpkit.check.suggestions import suggest_spelling
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.plugins.stages import StageGraph, stage_title
from ogpkit.schema.form_words import FormWords
from ogpkit.text.i18n import N_, _, join_list
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ogpkit.model.cycle import Step
    from ogpkit.plugins.examples import Example
    from ogpkit.plugins.stages import Stage
    from ogpkit.workspace.content import Document, Workspace

E = TypeVar("E")


def follows_stages(graph: StageGraph[E], *, may_begin_anywhere: bool = False, **facts: Unpack[RuleFacts]) -> Rule[E]:
    """Return the rule that a history has known stages, each after one that it may follow, and days in order.

    Two steps on one day are allowed. Where the rule set is not known, only the days are looked at.

    Args:
        graph: The stage graph of the documents.
        may_begin_anywhere: Whether a history may begin with a stage that is not a first one.
        facts: Code, title and whatever else `RuleFacts` lists; the section is the graph's when left out.
    """
    facts.setdefault("section", graph.section)
    return make_rule(graph.entity, [_StageOrder(graph, may_begin_anywhere)], facts)


def meets_stage_guards(graph: StageGraph[E], **facts: Unpack[RuleFacts]) -> Rule[E]:
    """Return the rule that what the last stage of a history needs is there; the remedy is what its guards say.

    A message may name `{stage}`. The pattern cannot know what a guard asks for: give `wrong` and `right`.

    Args:
        graph: The stage graph of the documents, with its guards.
        facts: Code, title and whatever else `RuleFacts` lists; the section is the graph's when left out.
    """
    facts.setdefault("section", graph.section)
    return make_rule(graph.entity, [_StageNeeds(graph, facts.get("message", ""))], facts)


@attrs.frozen
class _StageOrder:
    graph: StageGraph[Any]
    may_begin_anywhere: bool
    message: str = ""
    remedy: str = ""

    def find(self, document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
        history = self.graph.history(document.entity)
        stages = self.graph.stages(document, workspace)
        key = self.graph.history_key
        title = partial(stage_title, self.graph, document, workspace)
        yield from _find_unknown(history, stages, key)
        if history and not self.may_begin_anywhere:
            yield from _check_beginning(history[0], stages, key, title)
        for position, (before, step) in enumerate(pairwise(history), start=1):
            if before.stage in stages and step.stage in stages and step.stage not in stages[before.stage].next:
                yield Problem(
                    message=_("“{stage}” cannot follow “{before}”.").format(stage=step.stage, before=before.stage),
                    remedy=_("These stages can follow it: {next}.").format(
                        next=", ".join(stages[before.stage].next) or "–"
                    ),
                    at=(key, position, "stage"),
                    in_form=FormWords(
                        message=_("“{stage}” cannot follow “{before}”.").format(
                            stage=title(step.stage), before=title(before.stage)
                        ),
                        remedy=_("These stages can follow it: {next}.").format(
                            next=join_list(map(title, stages[before.stage].next)) or "–"
                        ),
                    ),
                )
            if step.on < before.on:
                yield Problem(
                    message=_("This step is dated {day}, before the previous step on {before}.").format(
                        day=step.on, before=before.on
                    ),
                    remedy=_("Put the steps in date order, or correct the date."),
                    at=(key, position, "on"),
                )

    def list_edits(self) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
        before, day, after = (partial(self._move_last, by=by) for by in (-1, 0, 1))
        return (before, self._misspell), (day, after)

    def _move_last(self, example: Example, by: int) -> Mapping[str, str]:
        from ogpkit.workspace.patch import SetValue  # noqa: PLC0415  only who looks at an example needs it

        history = self._read_history(example)
        if len(history) < 2:  # noqa: PLR2004  two steps have an order
            raise report_unusable(self.graph.history_key, self.graph.entity, "two steps")
        at = (self.graph.history_key, len(history) - 1, "on")
        return change_file(example, self.graph.entity, SetValue(at, shift(history[-2]["on"], by)))

    def _misspell(self, example: Example) -> Mapping[str, str]:
        from ogpkit.workspace.patch import SetValue  # noqa: PLC0415  only who looks at an example needs it

        history = self._read_history(example)
        if not history:
            raise report_unusable(self.graph.history_key, self.graph.entity, "a step")
        at = (self.graph.history_key, len(history) - 1, "stage")
        return change_file(example, self.graph.entity, SetValue(at, f"{history[-1]['stage']}x"))

    def _read_history(self, example: Example) -> list[dict[str, Any]]:
        data: dict[str, Any] = parse_toml(example.files[example.path_of(self.graph.entity)].encode())
        several: list[dict[str, Any]] = data.get(self.graph.history_key, [])
        return several


def _find_unknown(history: Sequence[Step], stages: Mapping[str, Stage], key: str) -> Iterator[Problem]:
    for position, step in enumerate(history):
        # a rule set that nobody knows has no stages, which another rule says
        if stages and step.stage not in stages:
            at = (key, position, "stage")
            meant = suggest_spelling(at, step.stage, stages)
            yield Problem(
                message=_("There is no stage “{stage}”.").format(stage=step.stage),
                remedy=meant.remedy,
                at=at,
                fix=meant.fix,
            )


def _check_beginning(
    step: Step, stages: Mapping[str, Stage], key: str, title: Callable[[str], str]
) -> Iterator[Problem]:
    first = [name for name, stage in stages.items() if stage.first] or list(stages)[:1]
    # a history that begins in the middle hides how the document came there
    if step.stage in stages and step.stage not in first:
        message = _("The history starts with “{stage}”, which is not a first stage.")
        remedy = _("Add the steps before it. The first step is {first}.")
        yield Problem(
            message=message.format(stage=step.stage),
            remedy=remedy.format(first=", ".join(first)),
            at=(key, 0, "stage"),
            in_form=FormWords(
                message=message.format(stage=title(step.stage)),
                remedy=remedy.format(first=join_list(map(title, first))),
            ),
        )


@attrs.frozen
class _StageNeeds:
    graph: StageGraph[Any]
    message: str = ""
    remedy: str = ""

    def find(self, document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
        history = self.graph.history(document.entity)
        if not history:
            return
        stage = history[-1].stage
        default = N_("The last stage in the history is “{stage}”, but something that this stage requires is missing.")
        title = stage_title(self.graph, document, workspace, stage)
        in_file, in_form = (
            word_message(self.message or default, document, (document.entity,), stage=name) for name in (stage, title)
        )
        for guard in self.graph.guards.get(stage, ()):
            for missing in guard(document, workspace):
                yield Problem(
                    message=in_file,
                    remedy=str(missing),
                    at=(self.graph.history_key, len(history) - 1, "stage"),
                    in_form=FormWords(message=in_form),
                )

    def list_edits(self) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
        return (), ()
