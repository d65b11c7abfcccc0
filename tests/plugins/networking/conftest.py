"""Workspaces of the Networking Mechanism: that of the paper's two countries before anything has happened, and small ones."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place
from ogpkit.api.content import Translated, read_workspace
from ogpkit.api.editing import WorkspaceSession
from ogpkit.plugins.actions import is_day_of_action
from ogpkit_networking.actions import ACTIONS

FILES = {
    "ogpkit.toml": '[workspace]\nname = "The paper"\nlanguages = ["en"]\n',
    "countries/XX/country.toml": """\
name = "Country X"
languages = ["es"]
joined = 2011-09-20

[networking]
neighbours = ["XA", "XB"]           # user-assigned codes have no borders of their own
""",
    "countries/XX/cycles/2012-2013/cycle.toml": """\
edition = "roadmap-2011"
start = 2012-04-01
end = 2013-03-31
challenges = ["public-resources"]
""",
    "countries/XY/country.toml": 'name = "Country Y"\nlanguages = []\njoined = 2011-09-20\n',
    "countries/XA/country.toml": 'name = "Country A"\nlanguages = ["es"]\njoined = 2011-09-20\n',
    "countries/XA/cycles/2011-2012/cycle.toml": 'edition = "roadmap-2011"\nstart = 2011-01-01\nend = 2011-12-31\n',
    "countries/XA/cycles/2011-2012/commitments/royalties.toml": """\
title.en = "Publish mining royalties of each region"
challenge = "public-resources"
partners = ["Vecinos del Cobre"]

[[milestones]]
id = "all"
title.en = "All regions online"
due = 2011-12-31
status = "complete"
completed = 2011-12-01
""",
    "networking/committee.toml": """\
case_managers = ["Ana Case"]

[[members]]
name = "Global Integrity"
chair = true

[[members]]
name = "World Bank Institute"

[contact]
institution = "Global Integrity"
email = "office@example.org"
telephone = "+1 555 0100"
""",
    "networking/providers/revenue-watch-institute.toml": """\
name = "Revenue Watch Institute"
kind = "non-government"
expertise = ["extractives", "revenue-transparency"]
challenges = ["public-resources"]
""",
    "networking/providers/vecinos-del-cobre.toml": """\
name = "Vecinos del Cobre"
kind = "non-government"
description.es = "Transparencia minera con los gobiernos locales: regalías y concesiones en cada región."
countries = ["XA"]
languages = ["es"]
expertise = ["extractives", "sub-national"]
""",
    "networking/providers/montana-abierta.toml": """\
name = "Montaña Abierta"
kind = "non-government"
description.es = "Buenas prácticas de transparencia minera en las regiones, con el gobierno nacional."
countries = ["XB"]
languages = ["es"]
expertise = ["extractives", "sub-national"]
""",
    "networking/providers/geo-tech.toml": """\
name = "Geo Tech"
kind = "private"
description.en = "Geo-referencing software."
expertise = ["geo-referencing", "software"]

[contact]
name = "Sales session"
email = "sales@example.org"
""",
    "networking/providers/mapa-comun.toml": """\
name = "Mapa Común"
kind = "non-government"
countries = ["XX"]
languages = ["es"]
expertise = ["geo-referencing", "community-engagement"]
offers = ["expertise"]
""",
    "networking/providers/civic-commons.toml": """\
name = "Civic Commons"
kind = "non-government"
description.en = "Strategy and objectives behind open government data."
expertise = ["open-data", "strategy"]
challenges = ["public-services", "public-resources"]
""",
    "networking/providers/chart-house.toml": """\
name = "Chart House"
kind = "private"
description.en = "A data visualisation platform for open data about public spending."
expertise = ["data-visualisation"]
""",
    "networking/providers/app-factory.toml": """\
name = "App Factory"
kind = "private"
description.en = "Web and mobile solutions for opening up government data."
expertise = ["mobile", "online-platforms"]
""",
}


@pytest.fixture
def written(tmp_path):
    """Writes files under a folder and gives the folder; those of the paper's countries where none are given."""

    def write(files=FILES):
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def root(written):
    return written()


@pytest.fixture
def session(root, plugins):
    session = WorkspaceSession.open(root, plugins, date(2012, 3, 31))
    yield session
    session.close(give_up=True)


@pytest.fixture
def act():
    """Does in a session what an action says, as its command and its dialog do."""

    def act(session, word, path="", **said):
        action = next(one for one in ACTIONS if one.name == f"networking-{word}")
        day = {field.name: session.workspace.today for field in action.fields if is_day_of_action(field)}
        return action.run(session, Place(path=path), action.parameters(**{**day, **said}))

    return act


@pytest.fixture
def begin(act):
    """Begins a case in a session and gives its path."""

    def begin(session, request="Mines.", country="XX", **said):
        return act(session, "new", country=country, request=Translated.of(request), **said).place.path

    return begin


@pytest.fixture
def loaded(written, plugins):
    """Writes files beside those of the paper's countries, and reads the workspace."""

    def read(more=None, today=date(2012, 3, 31)):
        return read_workspace(written({**FILES, **(more or {})}), plugins.kinds, plugins.editions, today).workspace

    return read


@pytest.fixture
def told(session):
    """The codes that the check finds in a file; NET007 apart, because the session stays on one day while a case goes on."""

    def told(path):
        codes = [finding.code for finding in session.findings if finding.path == path]
        return [code for code in codes if code != "NET007"]

    return told
