"""The table of all rule sets, made of their declarations: `docs/rule-set-table.md`.

python -P -m ogpkit.devkit.reference.rule_sets > docs/rule-set-table.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final, cast

from ogpkit.devkit.reference.markdown import escape_text, render_table
from ogpkit.model.country import CountryLevel
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import RuleLine
from ogpkit.plugins.manager import Plugins
from ogpkit.schema.editions import FORCES
from ogpkit.schema.fields import Sort, fields_of

if TYPE_CHECKING:
    from datetime import date

    from ogpkit.schema.editions import Editions
    from ogpkit.schema.fields import Field

_INTRODUCTION: Final = """\
# All rule sets

<!-- Made of the editions of the plugins by `python -P -m ogpkit.devkit.reference.rule_sets`. -->

Which rule set holds when, where it comes from, what it asks and how sure that is. [The rules of the day](rule-sets.md) says how
ogpkit chooses one. `ogpkit cycle rules` lists them, and `ogpkit cycle rules COUNTRY/CYCLE` says which hold for a plan.

- **[C]** It was read in the sources that are named.
- **[D]** It was derived from real data.
- **[U]** It could not be confirmed. What rests on it is advice.

A rule set inherits from the one that it extends. Below stands what is its own.
"""

_CHOSEN_BY: Final = {
    RuleLine.ELIGIBILITY: "Chosen by the year of scoring.",
    RuleLine.PARTICIPATION: "Chosen by the day on which co-creation begins.",
    RuleLine.IRM: "Chosen by the day on which the plan was submitted.",
}

_UNSURE: Final = "unconfirmed"
"""The key, at any depth, of what could not be confirmed."""

_NOT_ASKED: Final = frozenset({FORCES, _UNSURE, "section", "sources"})
"""What a part says beside what it asks."""

_LONG: Final = 120
"""From this length on a value is told by its number."""


def index() -> str:
    """Return the tables, and a chapter for each rule set, as Markdown."""
    editions = Plugins.discover(third_party=False).editions
    lines = [_INTRODUCTION]
    for line in RuleLine:
        lines += [f"## {line.label}", "", _CHOSEN_BY[line], "", *_render_line(editions, line)]
        if editions.list_line(line, CountryLevel.LOCAL):
            lines += ["For local members:", "", *_render_line(editions, line, CountryLevel.LOCAL)]
    lines += ["## What each asks", ""]
    for name in editions.names:
        lines += _render_chapter(editions, name)
    return "\n".join(lines).rstrip("\n") + "\n"


def _render_line(editions: Editions, line: RuleLine, level: CountryLevel = CountryLevel.NATIONAL) -> Iterator[str]:
    known = editions.list_line(line, level)
    rows = []
    for (since, name), (until, _next) in zip_longest(known, known[1:], fillvalue=(None, "")):
        facts = editions.facts(name)
        asked = "; ".join(_list_asked(editions, name, line)) or "–"
        rows.append(
            (
                f"[`{name}`](#{name})<br>{escape_text(facts.title.best('en'))}",
                _describe_validity(cast("date", since), until),
                asked,
                "<br>".join(escape_text(one) for one in facts.sources) or "–",
                "<br>".join(_list_marks(editions, name)),
            )
        )
    yield from render_table(("Rule set", "Holds", "What it asks", "Sources", "How sure"), rows)


def _describe_validity(since: date, until: date | None) -> str:
    return f"{since} to {until - timedelta(days=1)}" if until else f"since {since}"


def _list_asked(editions: Editions, name: str, line: RuleLine) -> Iterator[str]:
    """Yield what a rule set itself asks in a line of rules, shortly."""
    for entity, own in editions.list_own_parts(name):
        if editions.line_of(entity) is line:
            for field, value in _list_values(entity, own):
                said = _describe(value)
                count = f"{len(value)}" if isinstance(value, list | Mapping) and len(said) > _LONG else said
                yield f"{escape_text(field.label)}: {escape_text(count)}"


def _list_values(entity: type, own: Mapping[str, object]) -> Iterator[tuple[Field, object]]:
    for field in fields_of(entity):
        if field.key in own and _is_asked(field.key):
            value = own[field.key]
            is_text = field.shape.sort is Sort.TRANSLATED
            yield field, Translated.of(cast("Any", value)).best("en") if is_text else value


def _is_asked(key: str) -> bool:
    return key not in _NOT_ASKED and not key.endswith(_UNSURE)


def _describe(value: object) -> str:
    """Return a value of an edition in words: titles of what has some, names of the rest."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        names = [_name(one, "") for one in value]
        return ("; ".join(names) if all(names) else f"{len(names)}") or "none"  # whole sentences have no name
    if isinstance(value, Mapping):
        return "; ".join(_name(one, str(key)) for key, one in value.items() if _is_asked(str(key))) or "none"
    return str(value)


def _name(value: object, key: str) -> str:
    """Return one value of a list or a table in words."""
    if not isinstance(value, Mapping):
        return f"{key.replace('_', ' ')} {_describe(value)}".strip()
    if value.get("is_asked") is False or value.get("is_made") is False:
        return f"no longer: {key}"
    title = value.get("title") or value.get("reason") or {}
    words = Translated.of(cast("Any", title)).best("en")
    return f"{value.get('number', '')} {words or value.get('id') or key.replace('_', ' ')}".strip()


def _list_marks(editions: Editions, name: str) -> Iterator[str]:
    facts = editions.facts(name)
    if facts.sources:
        yield "[C] read in the sources"
    yield from (f"[D] {escape_text(one)}" for one in facts.recomputed)
    said = [*facts.unconfirmed]
    for _entity, own in editions.list_own_parts(name):
        said += _find_unsure(own)
    yield from (f"[U] {escape_text(one)}" for one in dict.fromkeys(said))


def _find_unsure(value: object, about: str = "") -> Iterator[str]:
    """Yield what could not be confirmed, at any depth, with what it is about."""
    if isinstance(value, list):
        for one in value:
            yield from _find_unsure(one)
    if isinstance(value, Mapping):
        about = f"{value['number']}: " if "number" in value and "title" in value else ""
        for key, one in value.items():
            if str(key).endswith(_UNSURE):
                found = one if isinstance(one, list) else [one]
                yield from (about + Translated.of(cast("Any", text)).best("en") for text in found)
            else:
                yield from _find_unsure(one)


def _render_chapter(editions: Editions, name: str) -> Iterator[str]:
    facts = editions.facts(name)
    yield from (f"### {name}", "")
    if title := facts.title.best("en"):
        yield from (escape_text(title) + (f". It extends `{facts.extends}`." if facts.extends else "."), "")
    for entity, own in editions.list_own_parts(name):
        for field, value in _list_values(entity, own):
            yield f"- {escape_text(field.label)}: {escape_text(_describe(value))}. *{escape_text(field.help)}*"
    forces = ", ".join(f"{code} {force.value}" for code, force in editions.list_forces(name))
    if forces:
        yield f"- How much rules of the check matter: {forces}."
    yield from (f"- {mark}" for mark in _list_marks(editions, name))
    yield ""


if __name__ == "__main__":
    sys.stdout.write(index())
