"""What the tests of this plugin share: the editions as they are shipped, and workspaces made of TOML text."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

import ogpkit_eligibility
from ogpkit.api import EditionPart, Editions, EditionSource, Kind, Kinds
from ogpkit.api.content import Country, Document, RuleLine, Workspace, example_workspace_folder, read_entity
from ogpkit_eligibility.criteria import CriteriaPart
from ogpkit_eligibility.model import Evidence

FOLDER = Path(ogpkit_eligibility.__file__).parent / "editions"


@pytest.fixture(scope="session")
def editions():
    sources = [
        EditionSource(edition=path.stem, plugin="eligibility", content=tomllib.loads(path.read_text("utf-8")))
        for path in sorted(FOLDER.glob("*.toml"))
    ]
    return Editions(
        sources, [EditionPart(name="eligibility", entity=CriteriaPart, folder=FOLDER, line=RuleLine.ELIGIBILITY)]
    )


@pytest.fixture(scope="session")
def part(editions):
    """Gives the criteria of an edition by its name."""
    return lambda name="roadmap-2011": editions.part(name, CriteriaPart)


@pytest.fixture(scope="session")
def kinds():
    from ogpkit_eligibility import ogpkit_kinds

    country = Kind(
        name="country", entity=Country, pattern="countries/{country}/country.toml", title="Country", titles="Countries"
    )
    return Kinds([country, *ogpkit_kinds()])


@pytest.fixture(scope="session")
def workspace(editions, kinds):
    """Makes a workspace of TOML text by path."""

    def make(files, today=date(2016, 3, 1)):
        documents = {}
        for path, text in files.items():
            if path == "ogpkit.toml":  # its settings are those that a workspace has by itself
                continue
            kind, names = kinds.match_path(path)
            content = tomllib.loads(text)
            content.pop("networking", None)  # a table of another plugin
            entity = read_entity(content, kind.entity)
            documents[path] = Document(path=path, kind=kind.name, names=names, entity=entity)
        return Workspace(documents=documents, kinds=kinds, editions=editions, today=today)

    return make


@pytest.fixture(scope="session")
def evidence():
    """Makes evidence of TOML text; the edition is that of 2011 where the text gives none."""

    def make(text):
        data = tomllib.loads(text)
        return read_entity({"edition": "roadmap-2011", **data}, Evidence)

    return make


@pytest.fixture(scope="session")
def countries(workspace):
    """Makes a workspace of countries with their evidence: X and Y of the Networking Mechanism paper, others of the cohort."""

    def make(*codes):
        files = {}
        for code in codes:
            folder = example_workspace_folder("networking-paper" if code in {"XX", "XY"} else "cohort-2011")
            home = folder / "countries" / code
            for path in (home / "country.toml", *sorted(home.glob("eligibility/*.toml"))):
                files[path.relative_to(folder).as_posix()] = path.read_text("utf-8")
        return workspace(files)

    return make
