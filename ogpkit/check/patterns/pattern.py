"""What all patterns share: the parts of a rule, its messages, and how a rule is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol, Self, TypedDict, TypeVar, Unpack

import attrs

from ogpkit.check.patterns.example_edits import Edit, make_edited
from ogpkit.check.patterns.field_paths import FieldPath, FoundValue
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import Choice, Severity
from ogpkit.plugins.examples import Example
from ogpkit.plugins.places import Scope
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.schema.kinds import Extension, Kind
from ogpkit.text.i18n import _, current_language

if TYPE_CHECKING:
    from ogpkit.model.keypath import KeyPath
    from ogpkit.workspace.content import Document, Workspace

E = TypeVar("E")

Check = Callable[["Document[Any]", "Workspace"], Iterable[Problem]]
"""Yields a problem for each thing wrong, as `Rule.check` does."""

NO_EXAMPLE: Final = Example(files={})
"""What a part of a rule has instead of examples of its own."""


class RuleFacts(TypedDict, total=False):
    """What every pattern takes besides what it looks for.

    Attributes:
        code: As in `Rule`; a part of another rule, given to it as `also`, leaves code, title, section and explanation out.
        title: As in `Rule`.
        severity: As in `Rule`.
        section: As in `Rule`.
        explanation: As in `Rule`.
        scope: As in `Rule`.
        message: What is wrong, in English, instead of the pattern's own words. It may name in braces the fields of the table in
            which the value stands, those of the tables around it, and `{value}`, `{key}`, `{table}`, `{id}`. What it names
            in backticks, such as `refresh.published` or `story:kind = "government"`, has its label in a form.
        remedy: What to do about it, likewise.
        add: The path of a table, or of a list of tables, to which something is to be added, for example `forum.meetings`. The
            remedy begins with that, in the words of a file and in those of a form.
        example: The right example, of which the pattern makes the wrong ones; of a kind it is the kind's own when left out.
        wrong: A wrong example instead of those that the pattern would make.
        right: The right example that goes with it.
        also: More that the same rule asks for: parts made by these constructors, or functions as in `Rule.check`.
        table: The extension table in which the path begins, where it is not the document.
    """

    code: str
    title: str
    severity: Severity
    section: str
    explanation: str
    scope: Scope
    message: str
    remedy: str
    example: Example
    wrong: Example
    right: Example
    add: str
    also: Iterable[Rule[Any] | Check]
    table: Extension[Any]


class Pattern(Protocol):
    """One thing that a rule asks for.

    Attributes:
        message: The plugin's own words for what is wrong; empty for those of the pattern.
        remedy: The plugin's own words for what to do; empty for those of the pattern.
    """

    @property
    def message(self) -> str:
        """Return the plugin's own words for what is wrong."""

    @property
    def remedy(self) -> str:
        """Return the plugin's own words for what to do."""

    def find(self, document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
        """Yield what is wrong in a document.

        Args:
            document: The document.
            workspace: Where it lies.
        """

    def list_edits(self) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
        """Return the edits that make a right example wrong, and those after which it is right still."""


@attrs.frozen
class PatternCheck:
    """The check of a rule that is made of patterns.

    Attributes:
        groups: The patterns of the rule itself, and then those of each further part.
        others: Functions that look for what no pattern knows.
    """

    groups: tuple[tuple[Pattern, ...], ...]
    others: tuple[Check, ...] = ()

    @property
    def parts(self) -> tuple[Pattern, ...]:
        """Return all patterns."""
        return tuple(part for group in self.groups for part in group)

    def __call__(self, document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
        """Yield what is wrong in a document.

        Args:
            document: The document.
            workspace: Where it lies.
        """
        for group in self.groups:
            for part in group:
                yield from part.find(document, workspace)
        for check in self.others:
            yield from check(document, workspace)


def entity_of(subject: type[E] | Kind[E]) -> type[E]:
    """Return the class that a rule is about.

    Args:
        subject: The class, or its kind.
    """
    return subject.entity if isinstance(subject, Kind) else subject


@attrs.frozen(kw_only=True)
class FieldPattern:
    """What every pattern has that looks at the values of some fields.

    Attributes:
        entity: The class of the documents.
        paths: The fields.
        table: The extension table in which the paths begin, where it is not the document.
        message: The plugin's own words for what is wrong; empty for those of the pattern.
        remedy: The plugin's own words for what to do; empty for those of the pattern.
        add: The path of a table to which something is to be added, from the table in which the paths begin; may be empty.
    """

    entity: type
    paths: tuple[FieldPath, ...]
    table: Extension[Any] | None
    message: str
    remedy: str
    add: str = ""

    @classmethod
    def of(cls, subject: type | Kind[Any], paths: Iterable[str], facts: RuleFacts, **own: Any) -> Self:
        """Return the pattern for the fields of a rule.

        Args:
            own: What the pattern needs beside the fields.

        Raises:
            UnknownField: The class has no such field.
        """
        entity, table = entity_of(subject), facts.get("table")
        owner = table.entity if table else entity
        return cls(
            entity=entity,
            paths=tuple(FieldPath.parse(owner, path) for path in paths),
            table=table,
            message=facts.get("message", ""),
            remedy=facts.get("remedy", ""),
            add=facts.get("add", ""),
            **own,
        )

    def list_owners(self, document: Document[Any]) -> list[object]:
        """Return the tables of a document in which the paths begin, without their places."""
        return [root for _at, root in list_roots(document, self.table)]

    def list_values(self, document: Document[Any]) -> Iterator[tuple[FoundValue, ...]]:
        """Yield the values of the fields in a document, or in each extension table of it."""
        for at, root in list_roots(document, self.table):
            above = (document.entity,) if at else ()
            yield tuple(found for path in self.paths for found in path.find(root, at, above))


def make_rule(subject: type[E] | Kind[E], patterns: Iterable[Pattern], facts: RuleFacts) -> Rule[E]:
    """Return the rule that asks for what some patterns look for.

    Args:
        subject: The class of its documents, or their kind.
        patterns: What the rule asks for.
        facts: What the plugin says of it.
    """
    others = tuple(facts.get("also", ()))
    groups = (tuple(patterns), *(group for one in others for group in _list_groups(one)))
    parts = tuple(part for group in groups for part in group)
    functions = tuple(check for one in others for check in _list_checks(one))
    given = [one for one in others if isinstance(one, Rule) and one.wrong is not NO_EXAMPLE]
    example = facts.get("example")
    # a part leaves its examples to the rule that it is a part of
    if example is None and isinstance(subject, Kind) and "code" in facts and "wrong" not in facts:
        example = Example.of(subject)
    wrong, right = list_edited(parts, example) if example else ([], [])
    wrong += [shown for one in given for shown in (one.wrong, *one.more_wrong)]
    right += [shown for one in given for shown in (one.right, *one.more_right)]
    if "wrong" in facts:
        wrong.insert(0, facts["wrong"])
    return Rule(
        code=facts.get("code", ""),
        title=facts.get("title", ""),
        severity=facts.get("severity", Severity.ERROR),
        section=facts.get("section", ""),
        explanation=facts.get("explanation", ""),
        entity=entity_of(subject),
        check=functions[0] if len(functions) == 1 and not parts else PatternCheck(groups, functions),
        wrong=wrong[0] if wrong else NO_EXAMPLE,
        right=facts.get("right") or example or NO_EXAMPLE,
        more_wrong=tuple(wrong[1:]),
        more_right=tuple(right),
        scope=facts.get("scope", Scope.DOCUMENT),
    )


def list_edited(parts: Iterable[Pattern], example: Example) -> tuple[list[Example], list[Example]]:
    """Return the wrong examples that patterns make of a right one, and the right ones.

    Args:
        parts: The patterns.
        example: The right example.
    """
    edits = [part.list_edits() for part in parts]
    wrong = [make_edited(example, edit) for several, _right in edits for edit in several]
    right = [make_edited(example, edit) for _wrong, several in edits for edit in several]
    return wrong, right


def checked(
    subject: type[E] | Kind[E],
    *checks: Callable[[Document[E], Workspace], Iterable[Problem]],
    **facts: Unpack[RuleFacts],
) -> Rule[E]:
    """Return the rule that functions look after; give `wrong` and `right`, unless a rule file has them.

    Args:
        subject: The class of the documents, or their kind.
        checks: Each yields a problem for each thing wrong, as `Rule.check` does.
        facts: Code, title and whatever else `RuleFacts` lists.
    """
    return make_rule(subject, [], {**facts, "also": [*checks, *facts.get("also", ())]})


def _list_groups(one: Rule[Any] | Check) -> tuple[tuple[Pattern, ...], ...]:
    return one.check.groups if isinstance(one, Rule) and isinstance(one.check, PatternCheck) else ()


def _list_checks(one: Rule[Any] | Check) -> tuple[Check, ...]:
    if not isinstance(one, Rule):
        return (one,)
    return one.check.others if isinstance(one.check, PatternCheck) else (one.check,)


def list_roots(document: Document[Any], table: Extension[Any] | None) -> Iterator[tuple[KeyPath, object]]:
    """Yield the tables of a document in which the path of a rule begins, with their key paths.

    Args:
        document: The document.
        table: The extension table in which it begins; None for the document itself.
    """
    if table is None:
        yield (), document.entity
    else:
        yield from document.extensions_of(table.entity)


def find_addition(document: Document[Any], table: Extension[Any] | None, path: str) -> KeyPath:
    """Return where something is to be added in a document; empty where the rule does not say.

    Args:
        document: The document.
        table: The extension table in which the path begins; None for the document itself.
        path: For example `forum.meetings`.
    """
    root = next((at for at, _root in list_roots(document, table)), ()) if path else ()
    return (*root, *path.split(".")) if path else ()


class MessageFacts(dict[str, object]):
    """What a message may name in braces: some facts, and the fields of the tables in which the value stands."""

    def __init__(self, document: Document[Any], owners: Iterable[object], facts: Mapping[str, object]) -> None:
        """Take what may be named.

        Args:
            document: The document, for its identifier and the names in its path.
            owners: The tables in which the value stands, innermost first.
            facts: What comes before their fields.
        """
        super().__init__({key: show_value(value) for key, value in facts.items()})
        self._document = document
        self._owners = tuple(owners)

    def __missing__(self, key: str) -> object:
        """Return a field of the innermost table that has it.

        Args:
            key: The name in the message.
        """
        for owner in self._owners:
            for name in (key, f"{key}_"):
                if hasattr(owner, name):
                    value = getattr(owner, name)
                    return value if isinstance(value, Choice) else show_value(value)
        return self._document.id if key == "id" else self._document.names[key]


def show_value(value: object) -> object:
    """Return a value as a message names it.

    Args:
        value: Anything that a field holds.
    """
    if isinstance(value, Choice):
        return _(value.label)
    return value.best(current_language(), "en") if isinstance(value, Translated) else value


def word_message(text: str, document: Document[Any], owners: Iterable[object], **facts: object) -> str:
    """Return a message in the language in use, with what it names in braces filled in.

    Args:
        text: The message, in English.
        document: The document that it is about.
        owners: The tables in which the value stands, innermost first.
        facts: What else it may name.
    """
    return _(text).format_map(MessageFacts(document, owners, facts))
