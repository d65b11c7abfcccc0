"""A name is one of those that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

import attrs

from ogpkit.check.patterns.example_edits import Edit, change_file, find_values, report_unusable
from ogpkit.check.patterns.pattern import FieldPattern, RuleFacts, make_rule, word_message
from ogpkit.check.patterns.presence import is_missing
from ogpkit.check.suggestions import suggest_spelling
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.text.i18n import N_, _
from ogpkit.workspace.content import Document, Workspace

if TYPE_CHECKING:
    from ogpkit.check.patterns.field_paths import FoundValue
    from ogpkit.plugins.examples import Example
    from ogpkit.schema.kinds import Kind

E = TypeVar("E")


def one_of(
    subject: type[E] | Kind[E],
    *paths: str,
    known: Callable[[Document[E], Workspace], Iterable[str] | None],
    **facts: Unpack[RuleFacts],
) -> Rule[E]:
    """Return the rule that a name is one of those that are known, for example of the file's own.

    A name that is nearly a known one comes with a fix. Of a list, names that stand in it already are not proposed. A message
    may name `{value}`, a remedy `{known}` as well.

    Args:
        subject: The class of the documents, or their kind.
        paths: The paths of the names, for example `answers[].evidence[]`.
        known: Gives the names that may stand there; None where nobody can tell.
        facts: Code, title and whatever else `RuleFacts` lists.

    Raises:
        UnknownField: The class has no such field.
    """
    return make_rule(subject, [_Vocabulary.of(subject, paths, facts, known=known)], facts)


@attrs.frozen(kw_only=True)
class _Vocabulary(FieldPattern):
    known: Callable[[Document[Any], Workspace], Iterable[str] | None]

    def find(self, document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
        known = self.known(document, workspace)
        if known is None:
            return
        names = tuple(dict.fromkeys(known))
        for values in self.list_values(document):
            for found in values:
                if not is_missing(found.value) and found.value not in names:
                    yield self._report(found, names, document)

    def _report(self, found: FoundValue, known: tuple[str, ...], document: Document[Any]) -> Problem:
        is_item = isinstance(found.at[-1], int)
        beside = getattr(found.owner, found.field.name) if is_item else ()
        value = str(found.value)
        meant = suggest_spelling(found.at, value, [name for name in known if name not in beside])
        facts = {"value": value, "label": _(found.field.label), "known": ", ".join(name for name in known if name)}
        remedy = word_message(self.remedy, document, found.owners, **facts) if self.remedy else meant.remedy
        message = self.message or N_("“{value}” is not known here.")
        return Problem(
            message=word_message(message, document, found.owners, **facts), remedy=remedy, at=found.at, fix=meant.fix
        )

    def list_edits(self) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
        return (self._misspell,), ()

    def _misspell(self, example: Example) -> Mapping[str, str]:
        from ogpkit.workspace.patch import SetValue  # noqa: PLC0415  only who looks at an example needs it

        for found in find_values(example, self.entity, self.paths[0], self.table):
            if not is_missing(found.value):
                return change_file(example, self.entity, SetValue(found.at, f"{found.value}x"))
        raise report_unusable(self.paths[0].text, self.entity, "a name")
