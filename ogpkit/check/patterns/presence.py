"""A value is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

import attrs

from ogpkit.check.patterns.example_edits import Edit, change_file, find_values, report_unusable
from ogpkit.check.patterns.pattern import FieldPattern, RuleFacts, find_addition, make_rule, word_message
from ogpkit.model.keypath import format_key_path
from ogpkit.plugins.fixes import Fix
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.schema.form_words import FormWords, ask_for_entry
from ogpkit.text.i18n import N_, _
from ogpkit.workspace.content import Document, Workspace

if TYPE_CHECKING:
    from ogpkit.check.patterns.field_paths import FoundValue
    from ogpkit.plugins.examples import Example
    from ogpkit.schema.kinds import Kind

E = TypeVar("E")


def expected(
    subject: type[E] | Kind[E],
    *paths: str,
    when: Callable[[Any], bool] | None = None,
    fix: Callable[[Document[E], Workspace], Fix | None] | None = None,
    **facts: Unpack[RuleFacts],
) -> Rule[E]:
    """Return the rule that a value is there.

    Texts of spaces only, empty lists and empty tables are not there; `false` and 0 are. Where a table on the way is not there,
    nothing is expected in it.

    Args:
        subject: The class of the documents, or their kind.
        paths: The paths of the fields, for example `lead` or `milestones[].reason`.
        when: Tells of the table in which the value belongs whether it is expected; always when left out.
        fix: Gives the change that mends it, where one is known.
        facts: Code, title and whatever else `RuleFacts` lists.

    Raises:
        UnknownField: The class has no such field.
    """
    return make_rule(subject, [_Presence.of(subject, paths, facts, when=when, fix=fix)], facts)


def is_missing(value: object) -> bool:
    """Tell whether a value says nothing.

    Args:
        value: The value of a field.
    """
    if value is None or value is False or isinstance(value, int | float):
        return value is None
    return not value.strip() if isinstance(value, str) else not value


@attrs.frozen(kw_only=True)
class _Presence(FieldPattern):
    when: Callable[[Any], bool] | None
    fix: Callable[[Document[Any], Workspace], Fix | None] | None

    def find(self, document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
        roots = self.list_owners(document)
        pairs = (pair for root in roots for path in self.paths for pair in path.list_owned(root))
        if not any(self._is_owed(value, owner) for owner, value in pairs):
            return
        for values in self.list_values(document):
            for found in values:
                if self._is_owed(found.value, found.owner):
                    fix = self.fix(document, workspace) if self.fix else None
                    yield self._report(found, document, fix)

    def _is_owed(self, value: object, owner: object) -> bool:
        """Tell whether a value is missing that is expected in its table."""
        return is_missing(value) and (self.when is None or self.when(owner))

    def _report(self, found: FoundValue, document: Document[Any], fix: Fix | None) -> Problem:
        facts = {
            "label": _(found.field.label),
            "key": found.field.key,
            "table": format_key_path(found.at[:-1]),
            "help": _(found.field.help),
        }
        default = N_("“{label}” is missing in `{table}`.") if found.at[:-1] else N_("“{label}” is missing.")
        return Problem(
            message=word_message(self.message or default, document, found.owners, **facts),
            remedy=word_message(self.remedy or N_("Add `{key}`: {help}"), document, found.owners, **facts),
            at=found.at,
            fix=fix,
            add=find_addition(document, self.table, self.add),
            in_form=FormWords(
                message="" if self.message else _("`{key}` is empty.").format(key=found.field.key),
                remedy="" if self.remedy or self.add else f"{ask_for_entry(found.field.shape)} {facts['help']}".strip(),
            ),
        )

    def list_edits(self) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
        return (self._take_away,), ()

    def _take_away(self, example: Example) -> Mapping[str, str]:
        from ogpkit.workspace.patch import RemoveValue  # noqa: PLC0415  only who looks at an example needs it

        for path in self.paths:
            for found in find_values(example, self.entity, path, self.table):
                if not is_missing(found.value) and (self.when is None or self.when(found.owner)):
                    return change_file(example, self.entity, RemoveValue(found.at))
        raise report_unusable(self.paths[0].text, self.entity, "a value that is expected")
