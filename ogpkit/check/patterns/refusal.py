"""No value is one that a function refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

import attrs

from ogpkit.check.patterns.pattern import (
    FieldPattern,
    RuleFacts,
    find_addition,
    list_roots,
    make_rule,
    word_message,
)
from ogpkit.model.keypath import format_key_path
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.text.i18n import N_, _
from ogpkit.workspace.content import Document, Workspace

if TYPE_CHECKING:
    from ogpkit.check.patterns.example_edits import Edit
    from ogpkit.check.patterns.field_paths import FoundValue
    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.kinds import Kind

E = TypeVar("E")

Refusal = bool | Mapping[str, object]
"""Whether something is refused, or what the message and the remedy may name besides where it is."""


def refused(
    subject: type[E] | Kind[E],
    *paths: str,
    when: Callable[[Any, Document[E], Workspace], Refusal],
    **facts: Unpack[RuleFacts],
) -> Rule[E]:
    """Return the rule that a value is none that is refused; `message` and `remedy` say why and what to do.

    The pattern cannot know which value would be refused: give `wrong` and `right`.

    Args:
        subject: The class of the documents, or their kind.
        paths: The paths of the fields, for example `milestones[].due`; without one the document as a whole is meant.
        when: Tells whether it is refused. It gets the item of a list where the path ends with `[]`, or else the table in which
            the value belongs, then the document and the workspace. What it gives as a mapping, the message may name.
        facts: Code, title and whatever else `RuleFacts` lists.

    Raises:
        UnknownField: The class has no such field.
    """
    return make_rule(subject, [_Refusal.of(subject, paths, facts, when=when)], facts)


@attrs.frozen(kw_only=True)
class _Refusal(FieldPattern):
    when: Callable[[Any, Document[Any], Workspace], Refusal]

    def find(self, document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
        if not any(self.when(subject, document, workspace) for subject in self._list_asked(document)):
            return
        for at, owners, found in self._list_subjects(document):
            why = self.when(owners[0], document, workspace)
            if why:
                facts = {"value": found.value, "key": found.field.key, "label": _(found.field.label)} if found else {}
                named = {"table": format_key_path(at[:-1]), **facts, **(why if isinstance(why, Mapping) else {})}
                yield Problem(
                    message=word_message(self.message or N_("This is not allowed here."), document, owners, **named),
                    remedy=word_message(self.remedy or N_("Correct it."), document, owners, **named),
                    at=at,
                    add=find_addition(document, self.table, self.add),
                )

    def _list_asked(self, document: Document[Any]) -> Iterator[object]:
        """Yield what is asked about, without its place."""
        for root in self.list_owners(document):
            if not self.paths:
                yield root
            for path in self.paths:
                pairs = path.list_owned(root)
                yield from (item for _owner, item in pairs) if path.is_of_items else (owner for owner, _value in pairs)

    def _list_subjects(
        self, document: Document[Any]
    ) -> Iterator[tuple[KeyPath, tuple[object, ...], FoundValue | None]]:
        """Yield what is asked about, innermost first, with its key path, and the value where it is one of a field."""
        if not self.paths:
            for at, root in list_roots(document, self.table):
                yield at, (root, document.entity), None
        for values in self.list_values(document):
            for found in values:
                is_item = isinstance(found.at[-1], int)
                owners = (found.value, *found.owners) if is_item else found.owners
                yield found.at, owners, found

    def list_edits(self) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
        return (), ()
