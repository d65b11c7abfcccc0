"""Rule files: the texts and the examples of a plugin's rules as data, one table for each code.

The functions and patterns stay in Python and know nothing of the file. `RuleFile.describe` brings the two together, by code:

    RULE_FILE = RuleFile.read(Path(__file__).with_name("rules.toml"), kinds=[EVIDENCE, REVIEW])
    RULES = RULE_FILE.describe([expected(Review, "years", code="ELI014"), checked(Review, is_open, code="ELI015")])

Texts are read with the rules, since that costs next to nothing; examples are made when somebody looks at one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import attrs

from ogpkit.check.patterns.pattern import NO_EXAMPLE, PatternCheck, list_edited
from ogpkit.model.keypath import format_key_path
from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.examples import Example, FilesOnDemand, UnusableExample
from ogpkit.plugins.guard import NotAPlugin
from ogpkit.schema.convert import read_entity
from ogpkit.schema.kinds import Kind
from ogpkit.schema.mismatch import Mismatches
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from ogpkit.check.patterns.pattern import Pattern
    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.rules import Rule

T = TypeVar("T")

EXAMPLES: Final = "examples"
"""The table of a rule file that holds examples by name; every other table is a rule's."""

RIGHT: Final = "right"
"""The name of the example with which a rule begins that names none."""


class UnfitRuleFile(NotAPlugin):
    """Raised when a rule file and the rules of its plugin do not fit each other; for plugin authors."""


@attrs.frozen(kw_only=True)
class ExampleText:
    """Example of a rule file, by what is different in it from another one; the changes are made in this order.

    Attributes:
        from_: The name of the example that is changed. Without one, a right example begins with `right`, a wrong one with the
            rule's right one, and one that has a name of its own with a workspace that has nothing but settings and a country.
        kinds: Paths of files that hold the example of their kind.
        files: Further files by path; an empty text takes a file away.
        append: What stands at the end of files, by path.
        replace: Passages and what stands there instead.
        remove: Passages that are taken out.
        cut_from: A passage that is taken out with all that comes after it in its file.
        today: The day on which it is looked at.
    """

    from_: str = ""
    kinds: tuple[str, ...] = ()
    files: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    append: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    replace: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    remove: tuple[str, ...] = ()
    cut_from: str = ""
    today: date | None = None


@attrs.frozen(kw_only=True)
class PartText:
    """Words of a further part of a rule.

    Attributes:
        message: What is wrong, in English; the words of the pattern when left out.
        remedy: What to do about it, likewise.
        add: As in `RuleFacts`.
    """

    message: str = ""
    remedy: str = ""
    add: str = ""


@attrs.frozen(kw_only=True)
class RuleText:
    """Table of a rule file: what a rule says of itself. Line breaks in a text are spaces.

    Attributes:
        title: As in `Rule`.
        severity: As in `Rule`; what the code says when left out.
        section: Likewise; of a pattern of stages it is the graph's.
        explanation: As in `Rule`.
        calendar: Likewise.
        casts_doubt: Likewise.
        told_once: Likewise.
        message: The words of a pattern, as in `RuleFacts`.
        remedy: Likewise.
        add: Likewise.
        also: Likewise for its further patterns, in the order in which the rule is given them.
        example: The example of which a pattern makes wrong ones, where that is not the right one.
        wrong: A wrong example; a pattern makes one of the right example when it is left out.
        right: The right one.
        more_wrong: Further wrong examples.
        more_right: Further right ones.
    """

    title: str
    severity: Severity | None = None
    section: str = ""
    explanation: str
    calendar: bool = False
    casts_doubt: bool = False
    told_once: bool = False
    message: str = ""
    remedy: str = ""
    add: str = ""
    also: tuple[PartText, ...] = ()
    example: ExampleText | None = None
    wrong: ExampleText | None = None
    right: ExampleText | None = None
    more_wrong: tuple[ExampleText, ...] = ()
    more_right: tuple[ExampleText, ...] = ()


@attrs.frozen
class RuleFile:
    """What a rule file says.

    Attributes:
        file: Where it lies.
        kinds: The kinds whose examples it uses, or whose documents its patterns look at.
        examples: Its examples that have names.
        texts: What it says of each rule, by code.
    """

    file: Path
    kinds: tuple[Kind[Any], ...]
    examples: Mapping[str, ExampleText]
    texts: Mapping[str, RuleText]
    _made: dict[str, Example] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    @classmethod
    def read(cls, file: Path, kinds: Iterable[Kind[Any]] = ()) -> RuleFile:
        """Return what a rule file says.

        Args:
            file: Where it lies, for example `Path(__file__).with_name("rules.toml")`.
            kinds: The kinds whose examples it uses, or whose documents its patterns look at.

        Raises:
            UnfitRuleFile: It cannot be read, or has a key that no rule file has.
        """
        try:
            tables = parse_toml(file.read_bytes())
        except (NotToml, NotUtf8) as error:
            raise UnfitRuleFile(f"{file.name} cannot be read: {error}", f"{file}:{error.line}") from None
        except OSError as error:
            raise UnfitRuleFile(f"{file.name} cannot be read: {error.strerror}.", str(file)) from None
        named = tables.pop(EXAMPLES, {})
        names = named if isinstance(named, dict) else ("",)
        return cls(
            file,
            tuple(kinds),
            {name: _read_table(file, (EXAMPLES, name), named, ExampleText) for name in names},
            {code: _read_table(file, (code,), tables, RuleText) for code in tables},
        )

    def describe(self, rules: Iterable[Rule[Any]]) -> tuple[Rule[Any], ...]:
        """Return rules with what the file says of them.

        Args:
            rules: Rules with a code and without texts, made by `checked` and the patterns.

        Raises:
            UnfitRuleFile: A code has no table, or a table no rule; a rule has no wrong example.
        """
        given = {rule.code: rule for rule in rules}
        for code in given:
            if code not in self.texts:
                raise UnfitRuleFile(f"{self.file.name} says nothing of {code}: add a table [{code}].", str(self.file))
        for code in self.texts.keys() - given.keys():
            raise self._report((code,), f"No rule has the code {code}: take the table away, or correct the code.")
        return tuple(self._describe(rule, self.texts[code]) for code, rule in given.items())

    def example(self, name: str = RIGHT) -> Example:
        """Return an example that has a name.

        Args:
            name: Its name in `[examples]`.

        Raises:
            UnfitRuleFile: The file has no example of that name.
        """
        return self._make_named(name, (EXAMPLES, name))

    def _describe(self, rule: Rule[Any], text: RuleText) -> Rule[Any]:
        """Return a rule with its texts and examples."""
        right = self._make(text.right or ExampleText(), (rule.code, "right"))
        wrong = [self._make(text.wrong, (rule.code, "wrong"), right)] if text.wrong else []
        # who gives a wrong example of their own gets none made of the right one, but where they ask for it
        example = self._make(text.example, (rule.code, "example"), right) if text.example else None if wrong else right
        check = _word(rule.check, text) if isinstance(rule.check, PatternCheck) else rule.check
        if len(text.also) > (len(check.groups) - 1 if isinstance(check, PatternCheck) else 0):
            raise self._report((rule.code, "also"), f"{rule.code} has fewer further patterns than that.")
        parts = check.parts if isinstance(check, PatternCheck) and example else ()
        made_wrong, made_right = list_edited(parts, example or NO_EXAMPLE)
        wrong += made_wrong
        wrong += self._make_all(text.more_wrong, (rule.code, "more_wrong"), right)
        if not wrong:
            raise self._report((rule.code,), f"{rule.code} has no wrong example: add a table [{rule.code}.wrong].")
        return attrs.evolve(
            rule,
            title=_join_lines(text.title),
            severity=text.severity or rule.severity,
            section=text.section or rule.section,
            explanation=_join_lines(text.explanation),
            calendar=text.calendar or rule.calendar,
            casts_doubt=text.casts_doubt or rule.casts_doubt,
            told_once=text.told_once or rule.told_once,
            check=check,
            wrong=wrong[0],
            right=right,
            more_wrong=tuple(wrong[1:]),
            more_right=(*made_right, *self._make_all(text.more_right, (rule.code, "more_right"), right)),
        )

    def _make_all(self, texts: Iterable[ExampleText], at: KeyPath, base: Example) -> list[Example]:
        return [self._make(text, (*at, position), base) for position, text in enumerate(texts)]

    def _make(self, text: ExampleText, at: KeyPath, base: Example | None = None) -> Example:
        """Return an example, whose files are made when somebody looks.

        Args:
            text: What is different in it.
            at: Where it stands in the rule file.
            base: What it begins with where it names no other.
        """
        if text.from_ or base is None:
            base = self._make_named(text.from_ or RIGHT, at)
        return self._change(text, at, base)

    def _make_named(self, name: str, at: KeyPath, above: tuple[str, ...] = ()) -> Example:
        """Return an example that has a name.

        Args:
            name: Its name.
            at: Where it is named in the rule file.
            above: The names of those that begin with it.
        """
        if name not in self.examples:
            raise self._report(
                at, f"There is no example “{name}”: add a table [{EXAMPLES}.{name}], or begin with another."
            )
        if name in above:
            raise self._report(at, f"The example “{name}” begins with itself.")
        if name not in self._made:
            text, own = self.examples[name], (EXAMPLES, name)
            base = self._make_named(text.from_, (*own, "from"), (*above, name)) if text.from_ else Example.of()
            self._made[name] = self._change(text, own, base)
        return self._made[name]

    def _change(self, text: ExampleText, at: KeyPath, base: Example) -> Example:
        if text == ExampleText(from_=text.from_):
            return base
        gone = {path for path, content in text.files.items() if not content}
        own = {path: self._find_kind(path, (*at, "kinds")) for path in text.kinds}
        described: dict[type, str] = {kind.entity: path for path, kind in own.items()}
        for path in (path for path in text.files if path not in gone):
            for kind in (kind for kind in self.kinds if kind.pattern.match(path)):
                described.setdefault(kind.entity, path)
        texts = {**{path: kind.example for path, kind in own.items()}, **text.files}
        return attrs.evolve(
            base,
            files=FilesOnDemand(partial(self._make_files, base, text, texts, at)),
            today=text.today or base.today,
            # an example is about the file with which it began, as long as that is there
            paths={**described, **{entity: path for entity, path in base.paths.items() if path not in gone}},
        )

    def _find_kind(self, path: str, at: KeyPath) -> Kind[Any]:
        for kind in self.kinds:
            if kind.pattern.match(path) is not None:
                return kind
        raise self._report(at, f"“{path}” is a file of none of the kinds that were given to RuleFile.read.")

    def _make_files(self, base: Example, text: ExampleText, files: Mapping[str, str], at: KeyPath) -> Mapping[str, str]:
        try:
            made = base.with_files(files)
            for path, more in text.append.items():
                made = made.with_files({path: f"{made.files[path]}\n{more}"})
            for old, new in text.replace.items():
                made = made.replace(old, new)
            for passage in text.remove:
                made = made.remove(passage)
            return (made.cut_from(text.cut_from) if text.cut_from else made).files
        except UnusableExample as error:
            raise UnusableExample(f"{self.file.name}, [{format_key_path(at)}]: {error}") from None
        except KeyError as error:
            raise UnusableExample(f"{self.file.name}, [{format_key_path(at)}]: there is no file {error}.") from None

    def _report(self, at: KeyPath, message: str) -> UnfitRuleFile:
        return _report(self.file, at, message)


def _read_table(file: Path, at: KeyPath, tables: object, entity: type[T]) -> T:
    """Return a table of a rule file.

    Args:
        at: Its keys.
        tables: The tables among which it stands.
        entity: The class that describes it.
    """
    data = tables.get(at[-1]) if isinstance(tables, dict) else None
    if not isinstance(data, dict):
        raise _report(file, at, f"“{format_key_path(at)}” is no table.")
    try:
        return read_entity(data, entity, at)
    except Mismatches as error:
        first = error.found[0]
        raise _report(file, first.at, f"{first.message} {first.remedy}") from None


def _report(file: Path, at: KeyPath, message: str) -> UnfitRuleFile:
    from ogpkit.workspace.positions import Positions  # noqa: PLC0415  only the author of a plugin needs it

    line = Positions.of(file.read_bytes()).place(at).line
    return UnfitRuleFile(f"{file.name}, line {line}: {message}", f"{file}:{line}")


def _word(check: PatternCheck, text: RuleText) -> PatternCheck:
    """Return the patterns of a rule with the words of the file, where it has some."""
    words: list[RuleText | PartText] = [text, *text.also, *([PartText()] * len(check.groups))]
    groups = tuple(
        tuple(_word_part(part, said) for part in group) for group, said in zip(check.groups, words, strict=False)
    )
    return attrs.evolve(check, groups=groups)


def _word_part(part: Any, said: RuleText | PartText) -> Pattern:
    if not (said.message or said.remedy or said.add):
        return cast("Pattern", part)
    more = {"add": said.add} if said.add else {}
    worded: Pattern = attrs.evolve(
        part, message=_join_lines(said.message) or part.message, remedy=_join_lines(said.remedy) or part.remedy, **more
    )
    return worded


def _join_lines(text: str) -> str:
    return " ".join(text.split())
