"""One class with a field of every sort, and data that fit it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

import attrs
import pytest

from ogpkit.model import (
    Bounds,
    Choice,
    CountryCode,
    Form,
    Identifier,
    LanguageCode,
    MailAddress,
    Refers,
    Translated,
    Webpage,
)


class Colour(Choice):
    """A colour."""

    RED = "red"
    DARK_BLUE = "dark-blue"


@attrs.frozen(kw_only=True)
class Inner:
    """A table in a table."""

    id: Identifier
    page: Webpage | None = None


@attrs.frozen(kw_only=True)
class Everything:
    """One field of every sort."""

    text: str
    translated: Translated
    whole: int = 0
    number: float = 0.0
    score: Annotated[float, Bounds(0, 10, "points")] | None = None
    days: Annotated[int, Bounds(least=1, unit="days")] = 1
    truth: bool = False
    day: date | None = None
    moment: datetime | None = None
    colour: Colour = Colour.RED
    inner: Inner | None = None
    inners: tuple[Inner, ...] = ()
    grid: tuple[tuple[int, ...], ...] = ()
    by_name: Mapping[str, Inner] = attrs.field(factory=dict)
    counts: Mapping[str, int] = attrs.field(factory=dict)
    colours: tuple[Colour, ...] = ()
    from_: CountryCode | None = None
    speaks: tuple[LanguageCode, ...] = ()
    email: MailAddress | None = None
    url: Annotated[Translated, Form.WEBPAGE] | None = None
    case: Annotated[str, Refers("case")] | None = None
    cases: tuple[Annotated[str, Refers("case", within="country")], ...] = ()


@pytest.fixture(scope="session")
def everything():
    return Everything


@pytest.fixture(scope="session")
def colour():
    return Colour


FULL = """
text = "a"
translated.en = "One"
translated.es = "Uno"
whole = 3
number = 4
score = 6.18
truth = true
day = 2012-04-01
moment = 2012-04-01T09:30:00Z
colour = "dark-blue"
grid = [[1, 2], []]
colours = ["red"]
from = "KE"
speaks = ["sw", "haw"]
case = "xy-open-data"
cases = ["a", "b"]
counts = { a = 1 }

[inner]
id = "one"

[[inners]]
id = "two"
page = "https://example.org"

[by_name.first]
id = "three"
"""


@pytest.fixture
def full():
    """Data that give nearly every field, as a parser gives them."""
    return tomllib.loads(FULL)


@pytest.fixture
def small():
    """Data that give only what is required."""
    return {"text": "a", "translated": "b"}
