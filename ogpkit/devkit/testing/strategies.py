"""Hypothesis strategies for declared classes, for the property tests of the core and of plugins.

from hypothesis import given
from ogpkit.api.content import entity_values, read_entity
from ogpkit.api.testing import entities

@given(entities(MyTable))
def test_what_is_written_reads_the_same(table):
assert read_entity(entity_values(table), MyTable) == table
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from hypothesis import strategies as st

from ogpkit.model.annotations import Bounds, Length, TextFormat
from ogpkit.model.identifiers import IDENTIFIER_PATTERN
from ogpkit.model.translated import Translated
from ogpkit.schema.fields import Field, Shape, Sort, fields_of
from ogpkit.text.sanitize import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

E = TypeVar("E")
Strategy = st.SearchStrategy[Any]

_LANGUAGES: Final = ("en", "es", "fr", "sw", "haw", "pt-BR", "zh-Hant")
_COUNTRIES: Final = ("KE", "MX", "TZ", "XX", "KE-elgeyo-marakwet")


def texts() -> st.SearchStrategy[str]:
    """Return a Hypothesis strategy for texts that a TOML file can hold: every script, control characters too.

    There are no halves of surrogate pairs among them, which no file in UTF-8 has.
    """
    return st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def _letters(*, on_one_line: bool) -> st.SearchStrategy[str]:
    """Return what a text of a field holds: no control characters, line ends only where it may have several lines, never blank."""
    clean = texts().map(clean_text).map(lambda text: text.replace("\n", " ") if on_one_line else text)
    return clean.map(lambda text: text if text.strip() else "x")


def entities(entity: type[E]) -> st.SearchStrategy[E]:
    """Return a Hypothesis strategy for a declared class: each value is what its field means, within bounds and of its form.

    Args:
        entity: An attrs class. Rules of its own across fields (attrs validators) are not known here: filter for them.
    """
    return st.builds(entity, **{field.name: _draw_value(field) for field in fields_of(entity)})


def _draw_value(field: Field) -> Strategy:
    strategy = _draw_values(field.shape)
    return strategy if field.required else st.just(field.default) | strategy


def _draw_values(shape: Shape) -> Strategy:
    return _STRATEGIES[shape.sort](shape)


def _draw_text(shape: Shape) -> Strategy:
    form = shape.meaning(TextFormat)
    return _FORMS[form] if form else _letters(on_one_line=shape.meaning(Length) is not Length.LONG)


def _draw_translated(shape: Shape) -> Strategy:
    by_language = st.dictionaries(st.sampled_from(_LANGUAGES), _draw_text(shape), min_size=1)
    return st.builds(Translated.of, _draw_text(shape) | by_language)


def _draw_integer(shape: Shape) -> Strategy:
    bounds = shape.meaning(Bounds) or Bounds()
    least = -(2**63) if bounds.least is None else int(-(-bounds.least // 1))
    greatest = 2**63 - 1 if bounds.greatest is None else int(bounds.greatest // 1)
    return st.integers(least, greatest)


def _draw_number(shape: Shape) -> Strategy:
    bounds = shape.meaning(Bounds) or Bounds()
    return st.floats(bounds.least, bounds.greatest, allow_nan=False, allow_infinity=False)


def _list(shape: Shape) -> Strategy:
    return st.lists(_draw_values(cast("Shape", shape.item)), max_size=3).map(tuple)


def _draw_mapping(shape: Shape) -> Strategy:
    return st.dictionaries(texts(), _draw_values(cast("Shape", shape.item)), max_size=3)


def _match(pattern: str) -> st.SearchStrategy[str]:
    """Return what a pattern matches.

    Hypothesis asks a codec about each letter that there is when no alphabet is named, which takes five seconds in a new folder.
    """
    return st.from_regex(pattern, fullmatch=True, alphabet=st.characters(exclude_categories=["Cs"]))


_FORMS: Final[Mapping[TextFormat, st.SearchStrategy[str]]] = {
    TextFormat.COUNTRY: st.sampled_from(_COUNTRIES),
    TextFormat.LANGUAGE: st.sampled_from(_LANGUAGES),
    TextFormat.WEBPAGE: _match(r"https?://[a-z]{1,9}\.example/[a-z0-9/?=é]{0,9}"),
    TextFormat.MAIL: _match(r"[a-z]{1,9}\.?[a-z]@[a-z]{1,9}\.example"),
    TextFormat.IDENTIFIER: _match(IDENTIFIER_PATTERN.pattern).filter(str.isascii),
}
_STRATEGIES: Final[Mapping[Sort, Callable[[Shape], Strategy]]] = {
    Sort.TEXT: _draw_text,
    Sort.TRANSLATED: _draw_translated,
    Sort.WHOLE: _draw_integer,
    Sort.NUMBER: _draw_number,
    Sort.TRUTH: lambda _shape: st.booleans(),
    Sort.DATE: lambda _shape: st.dates(),
    Sort.MOMENT: lambda _shape: st.datetimes(timezones=st.none() | st.just(UTC)),
    Sort.CHOICE: lambda shape: st.sampled_from(shape.choices),
    Sort.TABLE: lambda shape: entities(cast("type", shape.table)),
    Sort.LIST: _list,
    Sort.MAPPING: _draw_mapping,
}
