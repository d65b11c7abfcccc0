"""Days as people write them."""

from datetime import date

import pytest

from ogpkit.model import Cycle
from ogpkit.schema.convert import read_entity
from ogpkit.schema.mismatch import Mismatches
from ogpkit.text.dates import parse_loose_date


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("14/01/2014", date(2014, 1, 14)),
        ("30.06.2023", date(2023, 6, 30)),
        ("04.01.2014", date(2014, 1, 4)),
        ("2014/1/14", date(2014, 1, 14)),
        (" 14 / 01 / 2014 ", date(2014, 1, 14)),
        (44287, date(2021, 4, 1)),
        ("04/01/2014", None),
        ("14/01/14", None),
        ("31/02/2014", None),
        ("next Tuesday", None),
        (2014, None),
        (True, None),
        (44287.5, None),
    ],
)
def test_the_day_that_is_meant_is_known_where_there_is_but_one(value, meant):
    assert parse_loose_date(value) == meant


@pytest.mark.parametrize(("value", "remedy"), [("30/06/2023", "Write 2023-06-30."), (44287, "Write 2021-04-01.")])
def test_a_day_in_another_notation_is_answered_as_toml_writes_it(value, remedy):
    with pytest.raises(Mismatches) as caught:
        read_entity({"start": value, "end": date(2013, 3, 31), "edition": "roadmap-2011"}, Cycle)
    assert [found.remedy for found in caught.value.found] == [remedy]
