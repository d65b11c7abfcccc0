"""Settings of a plugin: declared once, written in `ogpkit.toml`, read with their type."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Annotated

import attrs
import pytest

from ogpkit.api import Plugins, SettingsTable, hookimpl
from ogpkit.api.content import Audience, Bounds, json_schema
from ogpkit.api.editing import SetValue
from ogpkit.api.testing import WorkspaceBuilder
from ogpkit.exchange.publishing import public_workspace

HEAD = '[workspace]\nname = "Georgia"\nlanguages = ["en"]\n\n'


@attrs.frozen
class Lateness:
    """What counts as late.

    Attributes:
        grace: Days after a due date until it is overdue.
        register: The file of the departments.
        chased_by: Who is told.
    """

    grace: Annotated[int, Bounds(0, 90)] = 14
    register: str = "departments.toml"
    chased_by: Annotated[str, Audience.INTERNAL] = ""


@attrs.frozen
class Strict:
    """Settings that nobody can leave out.

    Attributes:
        key: A key.
    """

    key: str


def declare(**hooks):
    return SimpleNamespace(
        **{f"ogpkit_{name}": hookimpl(lambda values=values: values) for name, values in hooks.items()}
    )


@pytest.fixture
def plugins():
    return Plugins.of({"late": declare(settings=[SettingsTable(entity=Lateness, title="Lateness")]), "idle": declare()})


@pytest.fixture
def workspace(tmp_path, plugins):
    def build(text):
        return WorkspaceBuilder(tmp_path, plugins).files({"ogpkit.toml": HEAD + text})

    return build


def test_a_plugin_reads_what_the_file_says(workspace):
    found = workspace("[plugins.late]\ngrace = 3\n").load().workspace.plugin_settings(Lateness)
    assert found == Lateness(grace=3)


@pytest.mark.parametrize("text", ["", "[plugins]\ndisable = []\n", "[plugins.late]\n", '[plugins.late]\ngrace = "x"\n'])
def test_a_plugin_reads_the_defaults_where_nothing_is_said(workspace, text):
    assert workspace(text).load().workspace.plugin_settings(Lateness) == Lateness()


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("grase = 3", "OGP003", "grace"),
        ('grace = "three"', "OGP005", "a whole number"),
        ("grace = 400", "OGP007", "90"),
    ],
)
def test_a_slip_in_the_settings_is_found_at_its_line(workspace, line, code, said):
    [finding] = workspace(f"[plugins.late]\n{line}\n").findings()
    assert (finding.path, finding.code, finding.line) == ("ogpkit.toml", code, 6)
    assert said in finding.message + finding.remedy


def test_settings_of_a_plugin_that_is_not_there_are_kept_and_no_problem(workspace):
    built = workspace('[plugins]\ndisable = []\n\n[plugins.canada]\ndepartments = ["fin"]\n')
    assert built.findings() == ()
    session = built.session()
    session.change("ogpkit.toml", [SetValue(("plugins", "late", "grace"), 5)], "Grace")
    session.save()
    session.close(give_up=True)
    assert '[plugins.canada]\ndepartments = ["fin"]\n' in (built.root / "ogpkit.toml").read_text("utf-8")
    assert built.load().workspace.plugin_settings(Lateness).grace == 5


def test_a_misspelt_name_of_a_plugin_is_found_with_the_nearest(workspace):
    [finding] = workspace("[plugins.lates]\ngrace = 3\n").findings()
    assert finding.code == "OGP015"
    assert "[plugins.late]" in finding.remedy


def test_settings_for_a_plugin_that_has_none_are_found(workspace):
    [finding] = workspace("[plugins.idle]\ngrace = 3\n").findings()
    assert (finding.code, finding.message) == ("OGP015", "The plugin “idle” has no settings.")


def test_pages_see_settings_without_what_is_internal(workspace, plugins):
    loaded = workspace('[plugins.late]\ngrace = 3\nregister = "a@b.ge"\nchased_by = "Nino"\n').load().workspace
    found = public_workspace(loaded, plugins).plugin_settings(Lateness)
    assert found.grace == 3
    assert found.chased_by == ""
    assert "a@b.ge" not in found.register


def test_the_schema_of_the_settings_knows_the_table(plugins):
    kind = plugins.kinds.by_name("workspace")
    tables = {one.path: one.entity for one in plugins.kinds.extensions("workspace")}
    schema = json_schema(kind.entity, title=kind.title, extensions=tables)
    text = str(schema)
    assert "'late'" in text
    assert "Days after a due date until it is overdue." in text


@pytest.mark.parametrize(
    ("name", "tables", "said"),
    [
        ("strict", [SettingsTable(entity=Strict)], "needs a default"),
        ("disable", [SettingsTable(entity=Lateness)], "already uses"),
        ("twice", [SettingsTable(entity=Lateness), SettingsTable(entity=Strict)], "needs a default"),
    ],
)
def test_settings_that_no_file_could_leave_out_are_refused(name, tables, said):
    plugins = Plugins.of({name: declare(settings=tables)})
    assert [owned.value.entity for owned in plugins.settings] == ([Lateness] if name == "twice" else [])
    assert said in plugins.faults[0].message
