"""What differs between two versions of a file, field by field."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.model import Commitment, Country
from ogpkit.workspace.differences import Mark, differences

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "title", "due", "milestones", "reflects", "indicators", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


def told(before, after, entity=Commitment):
    return [(one.labels, one.language, one.before, one.after) for one in differences(entity, before, after)]


def test_a_value_that_is_another_one_is_told_with_its_label():
    before = {"title": "Maps", "lead": "Mines", "end": date(2012, 1, 1)}
    after = {"title": "Maps", "lead": "Finance", "end": date(2013, 1, 1)}
    assert told(before, after) == [
        (("Lead",), "", "Mines", "Finance"),
        (("End",), "", date(2012, 1, 1), date(2013, 1, 1)),
    ]


def test_each_language_is_compared():
    assert told({"title": "Maps"}, {"title": {"en": "Maps", "es": "Mapas"}}) == [
        (("Title",), "", "Maps", None),
        (("Title",), "en", None, "Maps"),
        (("Title",), "es", None, "Mapas"),
    ]


def test_an_item_is_known_by_its_id_wherever_it_stands():
    one, two = {"id": "one", "title": "One"}, {"id": "two", "title": "Two", "status": "limited"}
    changed = {**two, "status": "complete"}
    assert told({"milestones": [one, two]}, {"milestones": [changed, one]}) == [
        (("Milestones", Mark("Two"), "Status"), "", "limited", "complete")
    ]


@pytest.mark.parametrize("label", ["Notes"])
def test_what_is_internal_is_not_told(label):
    assert all(label not in labels for labels, *_rest in told({"notes": "a"}, {"notes": "b"}, Country))


@given(VALUES, VALUES)
def test_whatever_a_file_held_is_compared(before, after):
    assert told(before, before) == []
    told(before, after)
