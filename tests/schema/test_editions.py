"""Rule editions: parts of several plugins, inherited from earlier editions."""

import attrs
import pytest

from ogpkit.schema.editions import EditionPart, Editions, EditionSource, UnknownEdition


@attrs.frozen(kw_only=True)
class Consulting:
    """How to consult.

    Attributes:
        days: How long before.
        ways: In how many ways.
    """

    days: int
    ways: int = 1


PARTS = [EditionPart(name="consulting", entity=Consulting)]
FIRST = EditionSource(
    edition="first",
    plugin="consultation",
    content={"title": "First", "consulting": {"days": 14, "ways": 2}},
)
SECOND = EditionSource(
    edition="second",
    plugin="consultation",
    content={"extends": "first", "consulting": {"days": 30}},
)


def test_an_edition_gives_each_part_as_its_class():
    assert Editions([FIRST], PARTS).part("first", Consulting) == Consulting(days=14, ways=2)


def test_an_edition_inherits_what_it_does_not_say():
    assert Editions([FIRST, SECOND], PARTS).part("second", Consulting) == Consulting(days=30, ways=2)


def test_a_country_s_own_plugin_may_lay_its_numbers_over_another_s_part():
    national = EditionSource(edition="second", plugin="utopia", content={"consulting": {"ways": 3}})
    assert Editions([FIRST, SECOND, national], PARTS).part("second", Consulting) == Consulting(days=30, ways=3)


def test_an_edition_or_a_part_that_does_not_exist_is_none():
    assert Editions([FIRST], PARTS).part("third", Consulting) is None
    assert Editions([FIRST], ()).part("first", Consulting) is None


def test_editions_that_extend_each_other_in_a_circle_end():
    circle = EditionSource(edition="first", plugin="x", content={"extends": "second", "consulting": {"days": 1}})
    assert Editions([circle, SECOND], PARTS).part("second", Consulting) == Consulting(days=30)


def test_the_facts_of_an_edition():
    editions = Editions([FIRST, SECOND], PARTS)
    assert editions.facts("first").title.best("en") == "First"
    assert editions.facts("second").extends == "first"
    assert editions.names == ("first", "second")
    with pytest.raises(UnknownEdition):
        editions.facts("third")
