"""Fixtures for the tests of a plugin.

A `conftest.py` takes them in with one line:

    pytest_plugins = ["ogpkit.api.testing"]

`ogpkit_plugins` are all installed plugins, `ogpkit_workspace` is a workspace to fill, `ogpkit_examples` one with the example of
every kind, and `ogpkit_screen` gives what a person sees of the app at a place:

    async def test_the_panel_says_hello(ogpkit_examples, ogpkit_screen):
        place = Place(country="GE")
        assert "Hello" in await ogpkit_screen(ogpkit_examples, place, page="utopia")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from ogpkit.devkit.testing.screens import screen_at
from ogpkit.devkit.testing.workspaces import WorkspaceBuilder, example_workspace
from ogpkit.plugins.manager import Plugins
from ogpkit.text.i18n import use_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ogpkit.plugins.places import Place


class Screen(Protocol):
    """Opens the app at a place and gives its screen as text."""

    async def __call__(
        self, workspace: WorkspaceBuilder, place: Place, *, page: str = "", size: tuple[int, int] = (80, 24)
    ) -> str:
        """Give the screen.

        Args:
            workspace: The workspace that the app opens.
            place: Where to go.
            page: The name of the panel to show; the first one when left out.
            size: Columns and lines.
        """


@pytest.fixture(scope="session")
def ogpkit_plugins() -> Plugins:
    """Provide all installed plugins."""
    return Plugins.discover()


@pytest.fixture(autouse=True)
def _ogpkit_in_english() -> Iterator[None]:
    """Speak English, whatever the environment asks for; a test of a translation uses `ogpkit.api.text.use_language`."""
    with use_language("en"):
        yield


@pytest.fixture
def ogpkit_workspace(tmp_path: Path, ogpkit_plugins: Plugins) -> WorkspaceBuilder:
    """Provide a workspace with settings and nothing else."""
    return WorkspaceBuilder(tmp_path / "workspace", ogpkit_plugins)


@pytest.fixture
def ogpkit_examples(tmp_path: Path, ogpkit_plugins: Plugins) -> WorkspaceBuilder:
    """Provide a workspace with the example of every installed kind."""
    return example_workspace(tmp_path / "examples", ogpkit_plugins)


@pytest.fixture
def ogpkit_screen() -> Screen:
    """Provide a function that opens the app on a workspace and gives its screen as text."""

    async def screen(
        workspace: WorkspaceBuilder, place: Place, *, page: str = "", size: tuple[int, int] = (80, 24)
    ) -> str:
        session = workspace.session()
        try:
            return await screen_at(session, place, page=page, size=size)
        finally:
            session.close(give_up=True)

    return screen
