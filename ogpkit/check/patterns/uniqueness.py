"""A value stands once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

import attrs

from ogpkit.check.patterns.example_edits import Edit, change_file, find_values, report_unusable
from ogpkit.check.patterns.pattern import FieldPattern, RuleFacts, make_rule, word_message
from ogpkit.check.patterns.presence import is_missing
from ogpkit.model.annotations import TextFormat
from ogpkit.model.identifiers import free_identifier
from ogpkit.model.keypath import format_key_path
from ogpkit.plugins.fixes import Fix
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.text.i18n import N_, _
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from ogpkit.check.patterns.field_paths import FoundValue
    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.examples import Example
    from ogpkit.schema.kinds import Kind
    from ogpkit.workspace.content import Document, Workspace

E = TypeVar("E")


def unique(
    subject: type[E] | Kind[E],
    *paths: str,
    by: Callable[[Any], object] | None = None,
    **facts: Unpack[RuleFacts],
) -> Rule[E]:
    """Return the rule that a value stands once in a document.

    A name that is taken gets a free one as its fix, and a plain value that stands in one list twice goes.

    Args:
        subject: The class of the documents, or their kind.
        paths: The paths of the fields, for example `milestones[].id` or `principles[]`; of several no two values are the same.
        by: Gives, for the table in which a value stands, what may stand once only, where that is more than the value.
        facts: Code, title and whatever else `RuleFacts` lists.

    Raises:
        UnknownField: The class has no such field.
    """
    return make_rule(subject, [_Uniqueness.of(subject, paths, facts, by=by)], facts)


@attrs.frozen(kw_only=True)
class _Uniqueness(FieldPattern):
    by: Callable[[Any], object] | None

    def find(self, document: Document[Any], _workspace: Workspace) -> Iterator[Problem]:
        for values in self.list_values(document) if self._is_in_doubt(document) else ():
            several = [found for found in values if not is_missing(found.value)]
            seen: set[object] = set()
            for found in several:
                value = self.by(found.owner) if self.by else found.value
                if value in seen:
                    yield self._report(found, several, document)
                seen.add(value)

    def _is_in_doubt(self, document: Document[Any]) -> bool:
        """Tell whether some value stands twice, without a look at where."""
        for root in self.list_owners(document):
            pairs = [pair for path in self.paths for pair in path.list_owned(root) if not is_missing(pair[1])]
            if len({self.by(owner) if self.by else value for owner, value in pairs}) < len(pairs):
                return True
        return False

    def _report(self, found: FoundValue, several: list[FoundValue], document: Document[Any]) -> Problem:
        facts = {"label": _(found.field.label), "value": found.value, "table": format_key_path(found.at[:-1])}
        is_item = isinstance(found.at[-1], int)
        remedy = N_("Delete the second entry.") if is_item else N_("Give each entry a different value.")
        return Problem(
            message=word_message(self.message or N_("“{value}” appears twice."), document, found.owners, **facts),
            remedy=word_message(self.remedy or remedy, document, found.owners, **facts),
            at=found.at,
            fix=self._suggest(found, several),
        )

    def _suggest(self, found: FoundValue, several: list[FoundValue]) -> Fix | None:
        if isinstance(found.at[-1], int):
            return Fix(title=_("Delete the second entry."), at=found.at)
        if found.field.shape.meaning(TextFormat) is not TextFormat.IDENTIFIER or self.by:
            return None
        # somebody has to look at it: others may mean this one by its old name
        free = free_identifier(str(found.value), {str(one.value) for one in several})
        return Fix(title=_("Rename it to {id}").format(id=free), at=found.at, value=free, safe=False)

    def list_edits(self) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
        return (self._repeat,), ()

    def _repeat(self, example: Example) -> Mapping[str, str]:
        from ogpkit.workspace.patch import InsertItem, value_at  # noqa: PLC0415  only who looks at an example needs it

        for found in find_values(example, self.entity, self.paths[0], self.table):
            if not is_missing(found.value):
                at: KeyPath = found.at if isinstance(found.at[-1], int) else found.at[:-1]
                data = parse_toml(example.files[example.path_of(self.entity)].encode())
                several = value_at(data, at[:-1])
                position = len(several) if isinstance(several, list) else 0
                return change_file(example, self.entity, InsertItem(at[:-1], position, value_at(data, at)))
        raise report_unusable(self.paths[0].text, self.entity, "a value")
