"""The documentation says of every kind when it is public, and names every field that never is."""

from pathlib import Path

import pytest

from ogpkit.model import Audience
from ogpkit.plugins.manager import Plugins
from ogpkit.schema.fields import field_audience, fields_of

PAGE = Path(__file__).parents[2] / "docs/portal-and-documents.md"
ROWS = {
    cells[1].strip(" `"): cells
    for line in PAGE.read_text("utf-8").splitlines()
    if line.startswith("| `") and len(cells := line.split("|")) == 5
}
KINDS = tuple(Plugins.discover(third_party=False).kinds)


def internal(entity, path=()):
    for field in fields_of(entity):
        here = (*path, field.key)
        if field_audience(field, Audience.PUBLIC) is not Audience.PUBLIC:
            yield ".".join(here)
        elif field.shape.nested():
            yield from internal(field.shape.nested(), here)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_its_row_with_the_fields_that_are_never_public(kind):
    _before, _name, since, never, _after = ROWS[kind.name]
    assert since.strip()
    if not never.strip().endswith(("everything", "and all other fields")):
        assert {name for name in internal(kind.entity) if f"`{name}`" not in never} == set()
