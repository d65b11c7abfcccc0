"""The reference of kinds is what the kinds themselves declare, and each of its examples is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogpkit.devkit.reference.kinds import render_kinds
from ogpkit.plugins.manager import Plugins
from ogpkit.schema.convert import read_entity
from ogpkit.schema.fields import Sort, fields_of
from ogpkit.schema.mismatch import Mismatches
from ogpkit.workspace.key_reference import list_keys, make_example, shorten_example
from ogpkit.workspace.toml import parse_toml

FILE = Path(__file__).parents[3] / "docs" / "kinds.md"
PLUGINS = Plugins.discover(third_party=False)
ENTRIES = [(kind.name, entry) for kind in PLUGINS.kinds for entry in list_keys(kind)]


def find_mismatches(said, entity):
    try:
        read_entity(dict(said), entity)
    except Mismatches as error:
        return error.found
    return ()


def test_the_reference_is_up_to_date():
    """After a change of a kind: `python -P -m ogpkit.devkit.reference.kinds > docs/kinds.md`."""
    assert FILE.read_text("utf-8") == render_kinds(PLUGINS)


@pytest.mark.parametrize("kind", list(PLUGINS.kinds), ids=lambda kind: kind.name)
def test_every_key_is_explained(kind):
    text = FILE.read_text("utf-8")
    for entry in list_keys(kind):
        assert f"| `{entry.path}` |" in text
        assert entry.field.help


def test_each_example_is_a_value_that_its_key_takes():
    for kind, entry in ENTRIES:
        field = entry.field
        if field.shape.nested() is not None:
            assert entry.example.startswith("[")
            continue
        said = parse_toml(entry.example.encode())
        assert said.keys() == {field.key}, (kind, entry)
        assert [one for one in find_mismatches(said, field.owner) if one.at[0] == field.key] == [], (kind, entry)


def test_an_example_can_be_made_for_every_field():
    for kind in PLUGINS.kinds:
        for field in fields_of(kind.entity):
            if field.shape.nested() is None:
                made = make_example(field.shape)
                assert isinstance(made, list) is (field.shape.sort is Sort.LIST)


@pytest.mark.parametrize(
    ("example", "short"),
    [
        ('name = "Kenya"', 'name = "Kenya"'),
        ('text = """\none\ntwo"""', 'text = "…"'),
        ("list = [\n  1,\n]", "list = […]"),
        (f'text = "{"a" * 90}"', f'text = "{"a" * 70}…"'),
    ],
)
def test_a_long_example_is_cut(example, short):
    assert shorten_example(example) == short
