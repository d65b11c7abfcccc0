"""A text is there in every language that is owed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

import attrs

from ogpkit.check.patterns.field_paths import FieldPath
from ogpkit.check.patterns.pattern import RuleFacts, entity_of, list_roots, make_rule, word_message
from ogpkit.model.annotations import TextFormat
from ogpkit.model.translated import Translated
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.schema.fields import Sort, fields_of
from ogpkit.schema.form_words import FormWords
from ogpkit.schema.kinds import Extension
from ogpkit.schema.walk import walk_texts
from ogpkit.text.i18n import N_, _, join_list
from ogpkit.workspace.countries import owed_languages

if TYPE_CHECKING:
    from ogpkit.check.patterns.example_edits import Edit
    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.examples import Example
    from ogpkit.schema.fields import Field
    from ogpkit.schema.kinds import Kind
    from ogpkit.workspace.content import Document, Workspace

E = TypeVar("E")


def in_owed_languages(
    subject: type[E] | Kind[E],
    *paths: str,
    when: Callable[[E], bool] | None = None,
    even_if_missing: bool = False,
    **facts: Unpack[RuleFacts],
) -> Rule[E]:
    """Return the rule that a text is there in every language that the country owes: its own ones and English.

    A text that is missing altogether is left to the rule that expects it. A message may name `{languages}`, those that are
    missing, and `{keys}`, what has to be added.

    Args:
        subject: The class of the documents, or their kind.
        paths: The paths of the texts; every text of the document but addresses when left out.
        when: Tells of the document whether its texts are owed; they always are when left out.
        even_if_missing: Whether a text that is missing altogether is found too; only where paths are given.
        facts: Code, title and whatever else `RuleFacts` lists.

    Raises:
        UnknownField: The class has no such field.
    """
    entity, table = entity_of(subject), facts.get("table")
    pattern = _Languages(
        paths=tuple(FieldPath.parse(table.entity if table else entity, path) for path in paths),
        table=table,
        when=when,
        even_if_missing=even_if_missing,
        message=facts.get("message", ""),
        remedy=facts.get("remedy", ""),
    )
    return make_rule(subject, [pattern], facts)


@attrs.frozen(kw_only=True)
class _Languages:
    paths: tuple[FieldPath, ...]
    table: Extension[Any] | None
    when: Callable[[Any], bool] | None
    even_if_missing: bool
    message: str
    remedy: str

    def find(self, document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
        if self.when and not self.when(document.entity):
            return
        owed = owed_languages(workspace, document.country)
        for root, entity in list_roots(document, self.table):
            if not self.paths and not _is_text_missing(entity, owed, workspace.language):
                continue
            for at, text in self._list_texts(entity, root):
                if (text or self.even_if_missing) and (missing := text.missing(owed, workspace.language)):
                    yield self._report(at, missing, document)

    def _list_texts(self, entity: object, at: KeyPath) -> Iterator[tuple[KeyPath, Translated]]:
        if not self.paths:
            yield from walk_texts(entity, at)
        for path in self.paths:
            there = False
            for found in path.find(entity, at):
                there = True
                yield found.at, found.value if isinstance(found.value, Translated) else Translated()
            # of a list each item has its own text, but a table that is not there lacks the one that belongs in it
            if not there and path.depth == 0:
                yield (*at, *path.text.split(".")), Translated()

    def _report(self, at: KeyPath, missing: tuple[str, ...], document: Document[Any]) -> Problem:
        facts = {
            "languages": join_list(f"`{language}`" for language in missing),
            "keys": join_list(f"`{at[-1]}.{language}`" for language in missing),
        }
        owners = (document.entity,)
        return Problem(
            message=word_message(
                self.message or N_("This text is missing in: {languages}."), document, owners, **facts
            ),
            remedy=word_message(self.remedy or N_("Add {keys}."), document, owners, **facts),
            at=at,
            in_form=FormWords(remedy="" if self.remedy else _("Enter {keys}.").format(**facts)),
        )

    def list_edits(self) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
        return (_add_language,), ()


def _add_language(example: Example) -> Mapping[str, str]:
    return example.replace("languages = []", 'languages = ["es"]').files


@cache
def _list_text_fields(entity: type) -> tuple[Field, ...]:
    """Return the fields of a class that are texts in several languages, or tables; addresses are none."""
    return tuple(
        field
        for field in fields_of(entity)
        if (field.shape.sort is Sort.TRANSLATED and field.shape.meaning(TextFormat) is None)
        or (field.shape.sort in (Sort.TABLE, Sort.LIST) and field.shape.nested())
    )


def _is_text_missing(entity: object, owed: tuple[str, ...], default: str) -> bool:
    """Tell whether any text is missing in an owed language; nearly none is, and then no key path is needed."""
    plain_is_enough = set(owed) <= {default}
    waiting = [entity]
    for table in waiting:
        for value in _get_content(type(table))(table):  # type: ignore[arg-type]
            if type(value) is Translated:
                if value.plain is not None and plain_is_enough:
                    continue
                if value and value.missing(owed, default):
                    return True
            elif type(value) is tuple:
                waiting.extend(value)
            elif value is not None:
                waiting.append(value)
    return False


@cache
def _get_content(entity: type) -> Callable[[object], tuple[object, ...]]:
    """Return what gives the texts and the tables of an entity of a class."""
    names = [field.name for field in _list_text_fields(entity)]
    if len(names) < 2:  # noqa: PLR2004  for one name attrgetter gives no tuple
        return lambda table: tuple(getattr(table, name) for name in names)
    return attrgetter(*names)
