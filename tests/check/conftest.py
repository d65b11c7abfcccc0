"""Small workspaces on the disk, and plugins made for one test."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from ogpkit.check.engine import check_workspace
from ogpkit.plugins.examples import Example
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.rules import Rule
from ogpkit.workspace.load import read_workspace

SETTINGS = '[workspace]\nname = "Example"\nlanguages = ["en"]\n'
TODAY = date(2013, 6, 30)


def plugin(*, rules=(), kinds=(), extensions=()):
    """A plugin that contributes these values."""
    return SimpleNamespace(
        ogpkit_rules=hookimpl(lambda: iter(rules)),
        ogpkit_kinds=hookimpl(lambda: iter(kinds)),
        ogpkit_extensions=hookimpl(lambda: iter(extensions)),
    )


def rule(code, check, entity=object, **more):
    """A rule of which only the check matters."""
    example = Example(files={"ogpkit.toml": SETTINGS})
    return Rule(
        code=code,
        title="A rule",
        section="Roadmap I",
        explanation="Because.",
        entity=entity,
        check=check,
        wrong=example,
        right=example,
        **more,
    )


@pytest.fixture
def make():
    """The ways to make a rule and a plugin."""
    return SimpleNamespace(plugin=plugin, rule=rule, plugins=lambda **more: Plugins.of({"utopia": plugin(**more)}))


@pytest.fixture
def write(tmp_path):
    """Write files of a workspace; gives its root."""

    def written(files, *, settings=SETTINGS):
        for path, text in {"ogpkit.toml": settings, **files}.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return written


@pytest.fixture
def found(write):
    """Write files and check them; gives the findings."""

    def checked(files, plugins=None, only=(), *, settings=SETTINGS, today=TODAY):
        plugins = plugins or Plugins.of({})
        return check_workspace(
            read_workspace(write(files, settings=settings), plugins.kinds, plugins.editions, today), plugins, only
        )

    return checked
