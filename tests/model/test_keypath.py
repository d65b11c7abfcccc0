"""A key path reads as it stands in the file, with items counted from one."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from ogpkit.model.keypath import dotted


def test_items_are_counted_as_people_count():
    assert dotted(("milestones", 1, "title", "en")) == "milestones[2].title.en"
    assert dotted(("grid", 0, 2)) == "grid[1][3]"
    assert dotted(()) == ""


def test_keys_that_need_quotation_marks_have_them():
    assert dotted(("per-file-ignores", "countries/XY/**")) == 'per-file-ignores."countries/XY/**"'
    assert dotted(("", 'say "no"')) == '""."say \\"no\\""'


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=3))
def test_keys_are_written_as_toml_reads_them(keys):
    here = tomllib.loads(f"{dotted(tuple(keys))} = true")
    for key in keys:
        here = here[key]
    assert here is True
