"""The form of the settings of a workspace has those of each plugin, and keeps those of plugins that are not there."""

from __future__ import annotations

from types import SimpleNamespace

import attrs
from textual.widgets import Input

from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.key_gate import wait_until_idle
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.app.workspace_app import StyledApp
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.providing import hookimpl
from ogpkit.schema.kinds import SettingsTable

SOURCE = '[workspace]\nname = "Georgia"\n\n[plugins.absent]\nlist = [1]  # kept\n\n[plugins.late]\ngrace = 3  # days\n'


@attrs.frozen
class Lateness:
    """What counts as late.

    Attributes:
        grace: Days after a due date until it is overdue.
    """

    grace: int = 14


async def test_the_settings_of_a_plugin_are_read_and_changed_in_the_form(root, settled):
    (root / "ogpkit.toml").write_bytes(SOURCE.encode())
    late = SimpleNamespace(ogpkit_settings=hookimpl(lambda: [SettingsTable(entity=Lateness, title="Lateness")]))
    session = WorkspaceSession.open(root, Plugins.of({"late": late}))

    class Settings(StyledApp):
        def compose(self):
            yield DocumentForm(session, "ogpkit.toml")

    async with Settings().run_test(size=(110, 80)) as pilot:
        await settled(pilot)
        [box] = [box for box in pilot.app.query(FieldBox) if box.at == ("plugins", "late", "grace")]
        field = box.query_one(Input)
        assert field.value == "3"
        field.focus()
        field.value = "5"
        await wait_until_idle(field, 10_000)
        pilot.app.query_one(DocumentForm).flush()
        await settled(pilot)
        assert session.source("ogpkit.toml").decode() == SOURCE.replace("grace = 3", "grace = 5")
    session.close(give_up=True)
