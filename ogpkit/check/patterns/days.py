"""Days, or years, are in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, Unpack, cast

import attrs

from ogpkit.check.patterns.example_edits import Edit, change_file, find_values, report_unusable, shift
from ogpkit.check.patterns.field_paths import FieldPath, FoundValue
from ogpkit.check.patterns.pattern import RuleFacts, entity_of, list_roots, make_rule, word_message
from ogpkit.plugins.fixes import Fix, RelatedPlace, swap_fix
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.schema.kinds import Extension
from ogpkit.text.i18n import N_, _

if TYPE_CHECKING:
    from datetime import date

    from ogpkit.plugins.examples import Example
    from ogpkit.schema.kinds import Kind
    from ogpkit.workspace.content import Document, Workspace

E = TypeVar("E")


def ordered(
    subject: type[E] | Kind[E],
    earlier: str,
    *later: str,
    may_be_same: bool = True,
    may_swap: Callable[[Any, E], bool] | None = None,
    **facts: Unpack[RuleFacts],
) -> Rule[E]:
    """Return the rule that one day is not before another; years are compared alike.

    Two days of the same table come with a fix that exchanges them. The examples are the day before, the day itself and the day
    after. A message may name `{earlier}` and `{later}`, the two days, and their labels `{earlier_label}` and `{later_label}`.

    Args:
        subject: The class of the documents, or their kind.
        earlier: The path of the earlier day, for example `start` or `milestones[].start`.
        later: The paths of the later days, in the same table as the earlier one or in tables below it.
        may_be_same: Whether both may be the same day.
        may_swap: Tells of the table and the document whether the exchange would be right; it always may when left out.
        facts: Code, title and whatever else `RuleFacts` lists.

    Raises:
        UnknownField: The class has no such field.
    """
    entity, table = entity_of(subject), facts.get("table")
    owner = table.entity if table else entity
    patterns = [
        _Order(
            entity=entity,
            table=table,
            earlier=FieldPath.parse(owner, earlier),
            later=FieldPath.parse(owner, path),
            may_be_same=may_be_same,
            may_swap=may_swap,
            message=facts.get("message", ""),
            remedy=facts.get("remedy", ""),
        )
        for path in later
    ]
    return make_rule(subject, patterns, facts)


@attrs.frozen(kw_only=True)
class _Order:
    entity: type
    table: Extension[Any] | None
    earlier: FieldPath
    later: FieldPath
    may_be_same: bool
    may_swap: Callable[[Any, Any], bool] | None
    message: str
    remedy: str

    @property
    def paths(self) -> tuple[FieldPath, ...]:
        """Return the fields that it looks at."""
        return (self.earlier, self.later)

    def find(self, document: Document[Any], _workspace: Workspace) -> Iterator[Problem]:
        for at, root in list_roots(document, self.table):
            if self._is_kept(root):
                continue
            above = (document.entity,) if at else ()
            for first, last in self._pair(
                self.earlier.find(root, at, above), self.later.find(root, at, above), len(at)
            ):
                if not self._is_in_order(first.value, last.value):
                    yield self._report(first, last, document)

    def _is_kept(self, root: object) -> bool:
        """Tell whether the days of a table are in order without a look at which belongs to which, as nearly all are."""
        earlier, later = self.earlier.list_owned(root), self.later.list_owned(root)
        if self.earlier.steps[:-1] == self.later.steps[:-1] and not self.later.is_of_items:  # they stand in pairs
            pairs = ((first, last) for (_owner, first), (_same, last) in zip(earlier, later, strict=True))
            return all(self._is_in_order(first, last) for first, last in pairs if first and last)
        first = max((cast("date", day) for _owner, day in earlier if day), default=None)
        last = min((cast("date", day) for _owner, day in later if day), default=None)
        return first is None or last is None or self._is_in_order(first, last)

    def _is_in_order(self, earlier: object, later: object) -> bool:
        before, after = cast("date", earlier), cast("date", later)
        return before < after or (before == after and self.may_be_same)

    def _pair(
        self, earlier: Iterator[FoundValue], later: Iterator[FoundValue], lead: int
    ) -> Iterator[tuple[FoundValue, FoundValue]]:
        """Yield each later day with the earlier one of the same table, or of the one around it.

        Args:
            lead: How many parts of a key path lead to the table in which the paths begin.
        """
        size = lead + self.earlier.depth
        first = {found.at[:size]: found for found in earlier if found.value is not None}
        for found in later:
            if found.value is not None and (one := first.get(found.at[:size])):
                yield one, found

    def _report(self, first: FoundValue, last: FoundValue, document: Document[Any]) -> Problem:
        facts = {
            "earlier": first.value,
            "later": last.value,
            "earlier_label": _(first.field.label),
            "later_label": _(last.field.label),
        }
        same = N_("“{later_label}” is {later}, the same day as “{earlier_label}”.")
        before = N_("“{later_label}” is {later}, before “{earlier_label}”, which is {earlier}.")
        default = same if last.value == first.value else before
        remedy = self.remedy or N_("Correct one of the two dates.")
        fix = self._exchange(first, last, document)
        return Problem(
            message=word_message(self.message or default, document, last.owners, **facts),
            remedy=word_message(remedy, document, last.owners, **facts),
            at=last.at,
            fix=fix,
            # an exchange names the other day itself
            also=() if fix else (RelatedPlace(path=document.path, at=first.at),),
        )

    def _exchange(self, first: FoundValue, last: FoundValue, document: Document[Any]) -> Fix | None:
        if first.at[:-1] != last.at[:-1] or first.value == last.value:
            return None
        if self.may_swap and not self.may_swap(first.owner, document.entity):
            return None
        title = _("Swap `{one}` and `{other}`").format(one=first.field.key, other=last.field.key)
        return swap_fix(title, (last.at, last.value), (first.at, first.value))

    def list_edits(self) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
        before, day, after = (partial(self._move, by=by) for by in (-1, 0, 1))
        return ((before,), (day, after)) if self.may_be_same else ((before, day), (after,))

    def _move(self, example: Example, by: int) -> Mapping[str, str]:
        from ogpkit.workspace.patch import SetValue  # noqa: PLC0415  only who looks at an example needs it

        earlier = find_values(example, self.entity, self.earlier, self.table)
        later = find_values(example, self.entity, self.later, self.table)
        lead = len(self.table.path) + len(self.table.lists) if self.table else 0
        for first, last in self._pair(earlier, later, lead):
            return change_file(example, self.entity, SetValue(last.at, shift(first.value, by)))
        raise report_unusable(self.later.text, self.entity, "a day")
