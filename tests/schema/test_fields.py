"""What a declared class says about its fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

import attrs
import pytest

from ogpkit import model
from ogpkit.model import Bounds, Choice, Country, CountryCode, Length, Reference, TextFormat, Translated, WebAddress
from ogpkit.schema.fields import Field, Sort, UnsupportedField, class_summary, fields_of, undocumented_fields


class Colour(Choice):
    """A colour."""

    RED = "red"
    DARK_BLUE = "dark-blue"


@attrs.frozen(kw_only=True)
class Inner:
    """A table in a table.

    Attributes:
        note: What there is to say.
    """

    note: str = ""
    bare: int = 0


@attrs.frozen(kw_only=True)
class Everything:
    """One field of every sort,
    and some that mean more.

    More text, which is no summary.

    Attributes:
        text: A text.
        translated: A text that goes on
            in a second line, with a colon: here.
        whole (int): A whole number.
        from_: Who sent it.

    Example:
        not_a_field: This is another section.
    """

    text: str
    translated: Translated
    whole: int
    number: float
    truth: bool
    day: date
    moment: datetime
    colour: Colour
    inner: Inner
    from_: CountryCode
    outside: Annotated[Translated | None, Length.LONG] = None
    inside: Annotated[int, Bounds(0, 10)] | None = None
    both: Annotated[Annotated[str, TextFormat.IDENTIFIER] | None, Reference("commitment")] = None
    pages: tuple[WebAddress, ...] = ()
    inners: tuple[Inner, ...] = ()
    free: Mapping[str, int] = attrs.field(factory=dict)
    renamed: str = attrs.field(default="", metadata={"key": "per-file", "label": "Per file, please"})
    derived: str = attrs.field(default="", init=False)


def field(name: str) -> Field:
    return next(field for field in fields_of(Everything) if field.name == name)


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("text", Sort.TEXT),
        ("translated", Sort.TRANSLATED),
        ("whole", Sort.WHOLE),
        ("number", Sort.NUMBER),
        ("truth", Sort.TRUTH),
        ("day", Sort.DATE),
        ("moment", Sort.MOMENT),
        ("colour", Sort.CHOICE),
        ("inner", Sort.TABLE),
        ("pages", Sort.LIST),
        ("free", Sort.MAPPING),
    ],
)
def test_each_type_has_its_sort(name, sort):
    assert field(name).shape.sort is sort


def test_fields_come_in_the_order_of_declaration_and_without_derived_ones():
    names = [field.name for field in fields_of(Everything)]
    assert names[:3] == ["text", "translated", "whole"]
    assert names[-1] == "renamed"


def test_the_key_is_the_name_without_its_last_underscore_or_as_declared():
    assert field("from_").key == "from"
    assert field("renamed").key == "per-file"
    assert field("text").key == "text"


def test_the_label_is_made_of_the_key_unless_given():
    assert field("from_").label == "From"
    assert field("renamed").label == "Per file, please"
    assert fields_of(model.Contact)[0].label == "Institution"


def test_help_is_what_the_docstring_says():
    assert field("text").help == "A text."
    assert field("translated").help == "A text that goes on in a second line, with a colon: here."
    assert field("whole").help == "A whole number."
    assert field("from_").help == "Who sent it."
    assert field("number").help == ""


def test_the_summary_is_the_first_paragraph():
    assert class_summary(Everything) == "One field of every sort, and some that mean more."


def test_undocumented_fields_are_named():
    assert "number" in undocumented_fields(Everything)
    assert "text" not in undocumented_fields(Everything)
    assert "inner.bare" not in undocumented_fields(Everything)
    assert {"inner.bare", "inners.bare"} <= set(undocumented_fields(Everything, nested=True))


@pytest.mark.parametrize("entity", [model.Country, model.Cycle, model.Commitment])
def test_every_field_of_the_core_is_documented(entity):
    assert undocumented_fields(entity, nested=True) == ()


def test_meanings_are_found_wherever_they_stand():
    assert field("outside").shape.meaning(Length) is Length.LONG
    assert field("inside").shape.meaning(Bounds) == Bounds(0, 10)
    assert field("both").shape.meaning(TextFormat) is TextFormat.IDENTIFIER
    assert field("both").shape.meaning(Reference) == Reference("commitment")
    pages = field("pages").shape
    assert pages.meaning(TextFormat) is None
    assert pages.item is not None
    assert pages.item.meaning(TextFormat) is TextFormat.WEBPAGE


def test_required_optional_and_default():
    assert field("text").required
    assert field("text").default is attrs.NOTHING
    assert not field("pages").required
    assert field("free").default == {}
    assert field("outside").optional
    assert field("outside").default is None
    assert not field("pages").optional


def test_choices_and_tables():
    assert field("colour").shape.choices == (Colour.RED, Colour.DARK_BLUE)
    assert field("inner").shape.nested() is Inner
    assert field("inners").shape.nested() is Inner
    assert field("pages").shape.nested() is None


def declared(annotation: object, **options: object) -> type:
    cls = type("Odd", (), {"__annotations__": {"odd": annotation}, "odd": attrs.field(**options)})
    return attrs.frozen(kw_only=True)(cls)


@pytest.mark.parametrize(
    ("annotation", "options"),
    [
        (list[str], {}),
        (str | int, {}),
        (str | int | None, {"default": None}),
        (tuple[str, int], {}),
        (tuple[str | None, ...], {}),
        (dict[str, str], {}),
        (Mapping[int, str], {}),
        (object, {}),
        (complex, {}),
        (str | None, {}),
        (str | None, {"default": "x"}),
        (Annotated[str, Bounds(0, 1)], {}),
        (Annotated[tuple[str, ...], Reference("commitment")], {}),
        (str, {"default": attrs.Factory(lambda odd: "x", takes_self=True)}),
    ],
)
def test_what_no_file_can_hold_is_refused_with_class_and_field(annotation, options):
    with pytest.raises(UnsupportedField, match=r"Odd\.odd: "):
        fields_of(declared(annotation, **options))


@attrs.frozen
class Circle:
    """A table that holds itself."""

    circles: tuple[Circle, ...] = ()


@attrs.frozen
class Unresolved:
    """A field of a type that is nowhere."""

    odd: Nowhere  # noqa: F821


@attrs.frozen
class Twins:
    """Two fields with one key."""

    from_: str
    other: str = attrs.field(metadata={"key": "from"})


@attrs.frozen
class Taken:
    """A field whose name the machinery needs."""

    converter: str


@pytest.mark.parametrize(
    ("entity", "message"),
    [
        (Circle, "would hold itself"),
        (Unresolved, "Nowhere"),
        (Twins, "used twice"),
        (Taken, "`converter_`"),
        (int, "not an attrs class"),
    ],
)
def test_other_declarations_that_cannot_work_are_refused(entity, message):
    with pytest.raises(UnsupportedField, match=message):
        fields_of(entity)


def test_a_nested_table_is_looked_at_when_its_holder_is():
    odd = declared(list[str])
    with pytest.raises(UnsupportedField, match=r"Odd\.odd"):
        fields_of(declared(tuple[odd, ...]))


def test_docstrings_wait_until_somebody_asks(monkeypatch):
    """Checking ten thousand files must not pay for texts that nobody reads."""

    def never(entity):
        raise AssertionError

    monkeypatch.setattr("ogpkit.schema.fields.attribute_docs", never)
    assert fields_of(Country)[0].label == "Name"
    with pytest.raises(AssertionError):
        _ = fields_of(Country)[0].help
