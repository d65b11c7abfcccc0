"""Check rules, and the problems that they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

import attrs

from ogpkit.model.keypath import KeyPath
from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.examples import Example
from ogpkit.plugins.fixes import Fix, RelatedPlace
from ogpkit.plugins.places import Scope
from ogpkit.schema.form_words import AS_IN_FILES, FormWords
from ogpkit.workspace.content import Document, Workspace

E = TypeVar("E")


@attrs.frozen(kw_only=True)
class Problem:
    """Problem that a rule found: the place is a key path, which the check turns into line and column.

    Texts name keys in backticks, for example `refresh.published` or `kind = "government"`. A form shows the labels of their
    fields instead. For a key of files of another kind, name that kind before it, for example `story:kind`. A file's message
    leaves the kind out.

    Attributes:
        message: What is wrong, in the user's language.
        remedy: What to do about it.
        at: The key path of the value, or of the missing key.
        path: The file, when it is not the one that the rule was given.
        also: Other places that it is about.
        fix: A change that mends it, where one exists.
        add: A table, or a list of tables, to which something is to be added. The remedy begins with that, in the words of a
            file and in those of a form, so that it need not say it.
        in_form: What a form says instead, where the labels of fields are not enough.
    """

    message: str
    remedy: str
    at: KeyPath = ()
    path: str = ""
    also: tuple[RelatedPlace, ...] = ()
    fix: Fix | None = None
    add: KeyPath = ()
    in_form: FormWords = AS_IN_FILES


@attrs.frozen(kw_only=True)
class Rule(Generic[E]):
    """Check rule: a pure function over documents of one class.

    Attributes:
        code: Its code: the plugin's letters and a number, for example `ELI004`.
        title: What it asks for, in one line of English.
        severity: How much it matters.
        section: The section of the source that it enforces, for example `Roadmap I.4`.
        explanation: Why, and how to keep it, in English.
        entity: The class whose documents it is called for, one at a time; `object` for those of every kind.
        check: Yields a problem for each thing wrong.
        wrong: An example that breaks it.
        right: The same example, mended.
        more_wrong: Further examples that break it, for example the day before the one from which all is well.
        more_right: Further examples that keep it, for example that day itself and the day after.
        scope: Which other documents it looks at: those of the same cycle, those of the same country and of no country, or all.
            The settings and the country's own file may be looked at in every scope. A change elsewhere does not run the rule
            again.
        calendar: Whether a finding may come with the calendar alone, because the rule compares with `workspace.today`: what is
            right on one day is wrong on a later one, although nobody has changed a file.
        casts_doubt: Whether other rules build on the values that it finds wrong: those where the problem is, at its other places
            and in its fix. It is asked before them, and what they would say of such a value is left open.
        told_once: Whether findings of one file in the same words are told once, where the first stands, with the other places.
    """

    code: str
    title: str
    severity: Severity = Severity.ERROR
    section: str
    explanation: str
    entity: type[E]
    check: Callable[[Document[E], Workspace], Iterable[Problem]]
    wrong: Example
    right: Example
    more_wrong: tuple[Example, ...] = ()
    more_right: tuple[Example, ...] = ()
    scope: Scope = Scope.DOCUMENT
    calendar: bool = False
    casts_doubt: bool = False
    told_once: bool = False
