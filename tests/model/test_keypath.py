"""A key path reads as it stands in the file, with items counted from one."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from ogpkit.model.keypath import format_key_path


def test_items_are_counted_as_people_count():
    assert format_key_path(("milestones", 1, "title", "en")) == "milestones[2].title.en"
    assert format_key_path(("grid", 0, 2)) == "grid[1][3]"
    assert format_key_path(()) == ""


def test_keys_that_need_quotation_marks_have_them():
    assert format_key_path(("per-file-ignores", "countries/XY/**")) == 'per-file-ignores."countries/XY/**"'
    assert format_key_path(("", 'say "no"')) == '""."say \\"no\\""'


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=3))
def test_keys_are_written_as_toml_reads_them(keys):
    here = tomllib.loads(f"{format_key_path(tuple(keys))} = true")
    for key in keys:
        here = here[key]
    assert here is True
