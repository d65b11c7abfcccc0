"""Rule editions: the numbers, tables and stage graphs of the OGP's rules at a time, as data in the plugins that own them.

An edition file is `<name>.toml` in a plugin's edition folder. Its top holds the edition's own facts; each of its tables is
a part and belongs to the plugin that declares the part. Parts of one edition come from several plugins and are merged; an
edition that extends another inherits every key that it does not give itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Generic, TypeVar, cast

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.annotations import Identifier
from ogpkit.model.country import CountryLevel
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import RuleForce, RuleLine
from ogpkit.schema.convert import read_entity

P = TypeVar("P")


@attrs.frozen(kw_only=True)
class EditionFacts:
    """Facts about an edition, apart from its rules.

    Attributes:
        title: Its name.
        extends: The edition that it changes; every key that it does not give comes from there.
        since: The day from which it holds.
        level: For members of which level it is chosen by date: countries, or local members.
        lines: The lines of rules in which it is chosen by date; all to which its tables belong when left out. Files may name it
            all the same.
        sources: Where its rules are published: titles or addresses.
        approach: What a member does by it, in a few sentences for the public; that of the edition which it changes when left out.
        recomputed: What in it was found by recomputing real data, and how many rows agree.
        unconfirmed: What in it rests on a source that could not be confirmed; verdicts that depend on it say so.
    """

    title: Translated = attrs.field(factory=Translated)
    extends: Identifier | None = None
    since: date | None = None
    level: CountryLevel = CountryLevel.NATIONAL
    lines: tuple[RuleLine, ...] | None = None
    sources: tuple[str, ...] = ()
    approach: Translated = attrs.field(factory=Translated)
    recomputed: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class EditionPart(Generic[P]):
    """Part of the editions that a plugin owns.

    Attributes:
        name: The table that is the plugin's own in every edition file.
        entity: The documented attrs class of that table.
        folder: The folder with the plugin's edition files; None when it only reads what others write in its table.
        line: The line of rules that it belongs to; by that it is chosen by date.
    """

    name: str
    entity: type[P]
    folder: Path | None = None
    line: RuleLine = RuleLine.PARTICIPATION


@attrs.frozen(kw_only=True)
class EditionSource:
    """One edition file as it was read.

    Attributes:
        edition: The name of the edition: the name of the file.
        plugin: The plugin whose file it is.
        content: Its tables.
        file: Where it lies.
    """

    edition: str
    plugin: str
    content: Mapping[str, object] = attrs.field(hash=False)
    file: str = attrs.field(default="", eq=False)


@attrs.frozen(kw_only=True)
class RuleForces:
    """Check rules that matter more or less under an edition than by themselves, or for which it does not ask.

    Attributes:
        rules: How much each matters, by its code.
    """

    rules: Mapping[str, RuleForce] = attrs.field(factory=dict, hash=False)


FORCES: Final = "rules"
"""The table of every part of an edition that says how much check rules matter under it."""


class UnknownEdition(OgpkitError):
    """Raised when no installed plugin knows an edition name."""


FACTS: Final = frozenset(field.name for field in attrs.fields(EditionFacts))
"""The keys at the top of an edition file that are the edition's own."""


class Editions:
    """Installed editions; gives each part as its plugin's class."""

    def __init__(self, sources: Iterable[EditionSource] = (), parts: Iterable[EditionPart[Any]] = ()) -> None:
        """Merge the files of all plugins.

        Args:
            sources: Edition files, in the order in which later ones win. What does not fit its declaration has been left
                out before (`select_fitting`), so that no plugin's file can spoil the part of another one.
            parts: The declared parts.
        """
        declared = tuple(parts)
        self._names = {part.entity: part.name for part in declared}
        self._lines = {part.entity: part.line for part in declared}
        self._raw: dict[str, dict[str, object]] = {}
        for source in sources:
            self._raw[source.edition] = merge_tables(self._raw.get(source.edition, {}), source.content)
        self._whole: dict[str, Mapping[str, object]] = {}
        self._parts: dict[tuple[int, type], object] = {}
        self._facts: dict[str, EditionFacts] = {}
        self._dated: dict[tuple[RuleLine, CountryLevel], tuple[tuple[date, str], ...]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all editions, in order."""
        return tuple(sorted(self._raw))

    def facts(self, edition: str) -> EditionFacts:
        """Return what an edition is.

        Args:
            edition: Its name.

        Raises:
            UnknownEdition: No installed plugin knows it.
        """
        own = self._raw.get(edition)
        if own is None:
            raise UnknownEdition(edition)
        if edition not in self._facts:
            self._facts[edition] = read_entity({key: own[key] for key in own if key in FACTS}, EditionFacts)
        return self._facts[edition]

    def part(self, edition: str, entity: type[P]) -> P | None:
        """Return a part of an edition, with all that it inherits; None when the edition or this part of it does not exist.

        Args:
            edition: The edition's name.
            entity: The class that a plugin declared for its part.
        """
        table = self._merge(edition, ()).get(self._names.get(entity, ""))
        if table is None:
            return None
        key = (id(table), entity)  # an edition that says nothing more has the very table of the one that it extends
        if key not in self._parts:
            self._parts[key] = _read_part(cast("dict[str, object]", table), entity)
        return cast("P", self._parts[key])

    def line_of(self, entity: type) -> RuleLine:
        """Return the line of rules that a part belongs to.

        Args:
            entity: The class that a plugin declared for its part.
        """
        return self._lines.get(entity, RuleLine.PARTICIPATION)

    def list_line(self, line: RuleLine, level: CountryLevel = CountryLevel.NATIONAL) -> tuple[tuple[date, str], ...]:
        """Return the editions that change something in a line of rules, each with the day from which it holds, oldest first.

        Args:
            line: The line.
            level: Those for members of this level.
        """
        if (line, level) not in self._dated:
            tables = {name for entity, name in self._names.items() if self._lines[entity] is line}
            found = [(self.facts(name), name) for name, own in self._raw.items() if tables & own.keys()]
            dated = [
                (facts.since, name)
                for facts, name in found
                if facts.since and facts.level is level and line in (facts.lines or (line,))
            ]
            self._dated[line, level] = tuple(sorted(dated))
        return self._dated[line, level]

    def find_held(self, line: RuleLine, day: date, level: CountryLevel = CountryLevel.NATIONAL) -> str:
        """Return the newest edition of a line that held on a day; the oldest one for a day before all of them.

        Args:
            line: The line.
            level: The level of the member. Before there were rules for local members, those for countries held for them.

        Returns:
            Its name; empty where no installed plugin has one with a day.
        """
        if level is CountryLevel.LOCAL:
            own = [name for since, name in self.list_line(line, level) if since <= day]
            if own:
                return own[-1]
        known = self.list_line(line)
        held = [name for since, name in known if since <= day]
        return held[-1] if held else known[0][1] if known else ""

    @cached_property
    def forced_rules(self) -> frozenset[str]:
        """Return the codes of the check rules of which some edition says how much they matter under it."""
        tables = (table for own in self._raw.values() for table in own.values() if isinstance(table, Mapping))
        return frozenset(code for table in tables for code in cast("Mapping[str, object]", table.get(FORCES, {})))

    def list_own_parts(self, edition: str) -> Iterator[tuple[type, Mapping[str, object]]]:
        """Yield what an edition itself says in each part, without what it inherits: the class of the part, and its table.

        Args:
            edition: Its name.
        """
        own = self._raw.get(edition, {})
        for entity, name in self._names.items():
            if isinstance(table := own.get(name), Mapping):
                yield entity, cast("Mapping[str, object]", table)

    def list_forces(self, edition: str) -> Iterator[tuple[str, RuleForce]]:
        """Yield the check rules of which an edition itself says how much they matter, by code.

        Args:
            edition: Its name.
        """
        own = self._raw.get(edition, {})
        tables = (own.get(name) for name in self._names.values())
        for table in tables:
            forces = table.get(FORCES, {}) if isinstance(table, Mapping) else {}
            yield from ((code, RuleForce(force)) for code, force in forces.items())

    def find_force(self, edition: str, code: str, line: RuleLine | None = None) -> RuleForce | None:
        """Return how much a check rule matters under an edition; None where neither it nor what it extends says so.

        Args:
            edition: Its name.
            code: The code of the rule.
            line: The line of rules whose parts are asked; all of them when left out.
        """
        whole = self._merge(edition, ())
        for entity, name in self._names.items():
            table = whole.get(name)
            if isinstance(table, Mapping) and line in {None, self._lines[entity]} and code in table.get(FORCES, {}):
                return RuleForce(table[FORCES][code])
        return None

    def _merge(self, edition: str, seen: tuple[str, ...]) -> Mapping[str, object]:
        if edition not in self._whole:
            own = self._raw.get(edition, {})
            parent = own.get("extends")
            inherits = isinstance(parent, str) and parent not in (*seen, edition)
            inherited = self._merge(cast("str", parent), (*seen, edition)) if inherits else {}
            self._whole[edition] = merge_tables(inherited, own)
        return self._whole[edition]


def _read_part(table: dict[str, object], entity: type[P]) -> P:
    """Return a plugin's part of an edition; what it says of check rules is for the check, and verified here."""
    if FORCES not in table:
        return read_entity(table, entity)
    read_entity({FORCES: table[FORCES]}, RuleForces)
    return read_entity({key: value for key, value in table.items() if key != FORCES}, entity)


def merge_tables(under: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Lay one table over another: tables are merged key by key, everything else is replaced.

    Args:
        under: The table below.
        over: The table on top; it wins.
    """
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        result[key] = (
            merge_tables(cast("Mapping[str, object]", below), cast("Mapping[str, object]", value)) if both else value
        )
    return result
