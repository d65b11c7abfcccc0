"""Tables of other plugins under the indicators of a milestone: read, checked, shown in the form, and in the schema."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Annotated

import attrs
import pytest
from textual.widgets import Input

import ogpkit_commitments
from ogpkit.api import Extension, Place, Plugins, hookimpl
from ogpkit.api.content import Bounds
from ogpkit.api.testing import WorkspaceBuilder, open_app
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.cli.commands.schema import json_schema

PATH = "countries/XX/cycles/2012-2013/commitments/portal.toml"

COMMITMENT = """\
title = "A portal"

[[milestones]]
id = "one"
title = "One"

[[milestones.indicators]]
id = "first"
title = "First"

[[milestones.indicators]]
id = "second"
title = "Second"

[milestones.indicators.utopia]
weight = 3
"""


@attrs.frozen(kw_only=True)
class Weight:
    """What an indicator weighs.

    Attributes:
        weight: How much.
    """

    weight: Annotated[int, Bounds(0, 10)] = 1


@pytest.fixture
def built(tmp_path):
    extension = Extension(
        table="utopia", kind="commitment", within="milestones.indicators", entity=Weight, title="Weight"
    )
    utopia = SimpleNamespace(ogpkit_extensions=hookimpl(lambda: [extension]))
    plugins = Plugins.of({"commitments": ogpkit_commitments, "utopia": utopia})
    assert plugins.call_all()
    assert plugins.faults == ()
    return WorkspaceBuilder(tmp_path, plugins).file(PATH, COMMITMENT)


def test_they_are_read_where_they_stand(built):
    document = built.workspace.documents[PATH]
    at = ("milestones", 0, "indicators", 1)
    assert document.extension(Weight, at) == Weight(weight=3)
    assert dict(document.extensions_of(Weight)) == {(*at, "utopia"): Weight(weight=3)}
    assert [one.id for one in document.entity.milestones[0].indicators] == ["first", "second"]


def test_what_is_wrong_in_them_is_found_at_its_place(built):
    built.file(PATH, COMMITMENT.replace("weight = 3", "weight = 11"))
    [finding] = [one for one in built.findings() if one.code == "OGP007"]
    assert (finding.span.line, finding.at) == (16, ("milestones", 0, "indicators", 1, "utopia", "weight"))


async def test_the_form_has_them(built):
    session = built.session()
    at = ("milestones", 0, "indicators", 1, "utopia", "weight")
    async with open_app(session, Place(path=PATH, at=at), size=(100, 60)) as (app, _host):
        boxes = [box for box in app.query(FieldBox) if box.at[-1] == "weight"]
        assert [box.at for box in boxes] == [at]
        assert boxes[0].query_one(Input).value == "3"
    session.close(give_up=True)


def test_the_schema_has_them(built):
    kind = built.workspace.kinds.by_name("commitment")
    extensions = {one.path: one.entity for one in built.workspace.kinds.extensions("commitment")}
    schema = json_schema(kind.entity, title=kind.title, extensions=extensions)
    assert schema["$defs"]["Indicator"]["properties"]["utopia"]["allOf"] == [{"$ref": "#/$defs/Weight"}]


@pytest.mark.parametrize(
    "within", ["milestones.numbers", "milestones.title", "indicators", "milestones.indicators.due"]
)
def test_what_has_no_place_is_refused(within):
    extension = Extension(table="utopia", kind="commitment", within=within, entity=Weight)
    utopia = SimpleNamespace(ogpkit_extensions=hookimpl(lambda: [extension]))
    plugins = Plugins.of({"commitments": ogpkit_commitments, "utopia": utopia})
    plugins.call_all()
    assert [fault.plugin for fault in plugins.faults] == ["utopia"]
