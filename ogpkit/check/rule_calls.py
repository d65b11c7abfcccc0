"""Asking rules: each about the documents that it is for, under a guard, and with what they turn on left open."""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps
from itertools import islice
from types import GeneratorType
from typing import TYPE_CHECKING, Any, Final, TypeGuard, cast

import attrs

from ogpkit.check.fault_findings import CORE, SECTIONS, SEVERITIES
from ogpkit.check.finding import Finding
from ogpkit.errors import OgpkitError
from ogpkit.model.vocabulary import RuleForce, Severity
from ogpkit.plugins.fixes import Fix, RelatedPlace
from ogpkit.plugins.guard import TooMuch
from ogpkit.plugins.places import Scope
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.plugins.typecheck import find_misfit, verify_attributes
from ogpkit.schema.form_words import FormWords, tell_to_add
from ogpkit.schema.naming import FieldNames, say_in_file
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.positions import START
from ogpkit.workspace.rule_sets import find_force
from ogpkit.workspace.scan import is_matched

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ogpkit.check.selection import RuleSelection
    from ogpkit.check.watching import Question
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.workspace.content import Document, Workspace

MOST_PROBLEMS: Final = 250
"""How many findings of one rule a file may have; ogpkit's own number. More tell nobody more."""

_AT_ONCE: Final = 50
"""Documents that a rule is asked about in one call: the guard costs as much as a quick rule, and waits only so long."""


class NotAProblem(OgpkitError):
    """Raised when a rule gave something else than a problem."""


def find_question(workspace: Workspace) -> Question | None:
    """Return where it is noted that an answer turns on what could not be understood; None where everything was."""
    return getattr(workspace, "question", None)


def ask_rules(
    plugins: Plugins,
    rules: Iterable[OwnedContribution[Rule[Any]]],
    workspace: Workspace,
    chosen: RuleSelection,
    only: Mapping[str, Collection[str]] | None,
) -> Iterator[tuple[Finding, ...]]:
    """Yield what some rules say of some documents after the other."""
    question = find_question(workspace)
    for rule in rules:
        if question is not None:
            question.leave_open(rule.value.code, rule.value.entity)
        is_general = rule.value.entity is object
        subjects: Collection[Document[Any]] = (
            workspace.documents.values() if is_general else workspace.all(rule.value.entity)
        )
        if only is not None:
            wanted = only[rule.value.code]
            if question is None and len(wanted) < len(subjects):  # after a change few of many are asked about
                there = (workspace.documents.get(path) for path in sorted(wanted))
                subjects = [one for one in there if one and (is_general or one.entity.__class__ is rule.value.entity)]
            else:
                subjects = [document for document in subjects if document.path in wanted]
        if rule.value.scope is Scope.DOCUMENT and (silent := chosen.list_silent(rule.value.code)):
            subjects = [one for one in subjects if not is_matched(one.path, silent)]
        if rule.value.code in workspace.editions.forced_rules:
            subjects = [one for one in subjects if _is_asked_of(one, rule.value.code, workspace, question)]
        waiting = iter(subjects)
        while some := tuple(islice(waiting, _AT_ONCE)):
            yield tuple(_ask_rule(plugins, rule, some, workspace, question))


def _is_asked_of(document: Document[Any], code: str, workspace: Workspace, question: Question | None) -> bool:
    """Tell whether the rule set of a document's cycle asks for a rule, as far as it is known which one that is."""
    if question is None:
        return find_force(code, document, workspace) is not RuleForce.OFF
    forces = question.ask(code, lambda one, where: [find_force(code, one, where)], document, workspace)
    return any(force is not RuleForce.OFF for force in cast("Iterable[RuleForce | None]", forces))


def _ask_rule(
    plugins: Plugins,
    rule: OwnedContribution[Rule[Any]],
    some: Iterable[Document[Any]],
    workspace: Workspace,
    question: Question | None,
) -> Iterator[Finding]:
    """Yield what a rule says of some documents; where it fails at one, the others are looked at all the same."""
    doing = f"rule {rule.value.code}"
    subjects = iter(some)
    is_over = is_asked = False

    def list_problems() -> Iterator[tuple[Document[Any], object]]:
        nonlocal is_over, is_asked
        is_asked = True
        for document in subjects:
            given: object = (
                question.ask(rule.value.code, rule.value.check, document, workspace)
                if question
                else rule.value.check(document, workspace)
            )
            if type(given) is not GeneratorType and not isinstance(given, Iterable):  # the first costs next to nothing
                raise NotAProblem(_("It returned {value}, not several values.").format(value=type(given).__name__))
            for number, problem in enumerate(given):
                if number == MOST_PROBLEMS:
                    raise TooMuch(
                        _("It returned more than {most} at once. ogpkit left the others out.").format(
                            most=MOST_PROBLEMS
                        )
                    )
                yield document, problem
        is_over = True

    while not is_over:  # a failure ends the call, after which the documents behind it are still to be looked at
        is_asked = False
        for document, problem in plugins.collect(rule.plugin, doing, list_problems, _AT_ONCE * MOST_PROBLEMS):
            verified = problem if _is_plain(problem) else _verify_under_guard(plugins, rule, problem)
            if verified is not None:
                force = find_force(rule.value.code, document, workspace)
                finding = make_finding(document, verified, workspace, rule)
                yield finding if force is None else attrs.evolve(finding, severity=Severity(force.value))
        if not is_asked:  # it was given up, since it took too long
            return


def _is_plain(problem: object) -> TypeGuard[Problem]:
    """Tell whether a plugin's problem is made of nothing that could do anything of its own, so that no guard is needed."""
    return (
        type(problem) is Problem
        and all(type(text) is str for text in (problem.message, problem.remedy, problem.path))
        and "\0" not in problem.path
        and type(problem.at) is tuple
        and all(type(part) is str or type(part) is int for part in problem.at)
        and type(problem.also) is tuple
        and all(type(also) is RelatedPlace and find_misfit(also) is None for also in problem.also)
        and type(problem.add) is tuple
        and all(type(part) is str or type(part) is int for part in problem.add)
        and type(problem.in_form) is FormWords
        and type(problem.in_form.message) is type(problem.in_form.remedy) is str
        and (problem.fix is None or (type(problem.fix) is Fix and find_misfit(problem.fix) is None))
    )


def _verify_under_guard(plugins: Plugins, rule: OwnedContribution[Rule[Any]], problem: object) -> Problem | None:
    """Return a problem that can be used; of another one it is noted what is wrong with it, at the place of the rule."""

    @wraps(rule.value.check)
    def give() -> Any:
        return problem

    found: Problem | None = plugins.call(rule.plugin, f"rule {rule.value.code}", give, None, verify=_verify_problem)
    return found


def _verify_problem(problem: object) -> None:
    """Refuse what a rule gave when it is no problem, or one of which a field is of the wrong type.

    Raises:
        NotAProblem: It is none.
        UnexpectedType: A field does not fit.
    """
    if type(problem) is not Problem:
        raise NotAProblem(_("It returned a {given} instead of a Problem.").format(given=type(problem).__name__))
    verify_attributes(problem)
    if "\0" in problem.path:
        raise NotAProblem(_("The path in its Problem is not a valid file path."))


def make_finding(
    subject: Document[Any],
    problem: Problem,
    workspace: Workspace,
    rule: OwnedContribution[Rule[Any]] | None = None,
    *,
    code: str = "",
) -> Finding:
    """Return the finding that tells a problem.

    Args:
        subject: The document that was asked about.
        problem: What is wrong.
        workspace: Where it lies.
        rule: The rule that says it.
        code: The code where no rule does.
    """
    code = rule.value.code if rule else code
    path, kinds, in_form = problem.path or subject.path, workspace.kinds, problem.in_form
    message, remedy = say_in_file(problem.message, kinds), say_in_file(problem.remedy, kinds)
    if (message, remedy) != (problem.message, problem.remedy):  # a form names the fields of other kinds by their labels
        in_form = FormWords(message=in_form.message or problem.message, remedy=in_form.remedy or problem.remedy)
    if problem.add:
        in_file, on_screen = tell_to_add(FieldNames.of_file(kinds, path), problem.add)
        in_form = attrs.evolve(in_form, remedy=f"{on_screen} {in_form.remedy or remedy}".rstrip())
        remedy = f"{in_file} {remedy}".rstrip()
    return Finding(
        path=path,
        span=START,
        at=problem.at,
        code=code,
        severity=rule.value.severity if rule else SEVERITIES[code],
        message=sanitize_line(message),
        remedy=sanitize_line(remedy),
        section=rule.value.section if rule else SECTIONS[code],
        plugin=rule.plugin if rule else CORE,
        also=problem.also,
        fix=problem.fix,
        subject=subject.path,
        calendar=rule is not None and rule.value.calendar,
        add=problem.add,
        in_form=in_form,
    )
