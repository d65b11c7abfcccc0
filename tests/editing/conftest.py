"""A small workspace in a session."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Country
from ogpkit.plugins.examples import Example
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Scope
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.rules import Problem, Rule

KENYA = b"""# Whom to ask
name = "Kenya"   # as in ISO 3166
joined = 2011-09-20
sources = [
  "one",  # first
  "two",
]

[contact]
name = "Ana"
"""
BRAZIL = b'name = "Brazil"\n'
SETTINGS = b'[workspace]\nname = "Two countries"\nlanguages = ["en"]\n'

KE = "countries/KE/country.toml"
BR = "countries/BR/country.toml"


def _same_name(country, workspace):
    for other in workspace.all(Country):
        if other.path != country.path and other.entity.name == country.entity.name:
            yield Problem(message=f"named like {other.country}", remedy="Choose another name.", at=("name",))


def _shouted(country, workspace):
    name = country.entity.name.best("en")
    if name.isupper():
        yield Problem(message=f"{name} is shouted", remedy="Lower your voice.", at=("name",))


def _rule(code, check, scope):
    example = Example(files={})
    return Rule(
        code=code,
        title="A name is fit",
        section="Test 1",
        explanation="Names are read by people.",
        entity=Country,
        check=check,
        wrong=example,
        right=example,
        scope=scope,
    )


@hookimpl
def _rules():
    yield _rule("TST001", _shouted, Scope.DOCUMENT)
    yield _rule("TST002", _same_name, Scope.WORKSPACE)


@pytest.fixture
def plugins():
    return Plugins.of({"test": SimpleNamespace(ogpkit_rules=_rules)})


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "workspace"
    for path, content in {"ogpkit.toml": SETTINGS, KE: KENYA, BR: BRAZIL}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def session(root, plugins):
    session = WorkspaceSession.open(root, plugins)
    yield session
    session.close(give_up=True)


@pytest.fixture
def kenya():
    return KENYA
