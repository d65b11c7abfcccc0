"""The plan of the Networking Mechanism paper's Country X, as its files say it."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Plugins
from ogpkit.api.content import read_workspace

CYCLE = """\
edition = "roadmap-2011"
start = 2012-04-01                  # implementation begins
end = 2013-03-31
challenges = ["public-resources"]   # at least one of the five

[[efforts]]
challenge = "public-resources"
summary.en = "EITI member since 2008."
summary.es = "Miembro de la EITI desde 2008."

[plan]
url.en = "https://example.org/plan-en.pdf"
url.es = "https://example.org/plan-es.pdf"

[[history]]
stage = "consultation"
on = 2011-12-01

[[history]]
stage = "peer-consultation"
on = 2012-02-07
"""

EXTRACTIVES = """\
title.en = "Publish mining revenues by region"
title.es = "Publicar ingresos mineros por región"
challenge = "public-resources"
principles = ["transparency", "participation", "innovation"]
lead = "Ministry of Mines"
start = 2012-04-01
end = 2014-03-31

[[milestones]]
id = "portal"
title.en = "Map of two regions online"
due = 2012-12-31
status = "complete"
completed = 2012-12-15

[[milestones]]
id = "all-regions"
title.en = "All nine regions online"
due = 2014-03-31
status = "limited"
"""

SCHOOLS = """\
title.en = "Publish what schools spend"
challenge = "public-services"
principles = ["transparency"]

[[milestones]]
id = "standard"
title.en = "Standard agreed"
due = 2012-06-30
status = "substantial"

[[milestones]]
id = "first"
title.en = "First release"
due = 2013-02-15

[[milestones]]
id = "app"
title.en = "App for parents"
due = 2013-03-01
status = "withdrawn"
"""


@pytest.fixture(scope="session")
def plugins():
    return Plugins.discover()


@pytest.fixture
def root(tmp_path):
    """A workspace with one plan of two commitments."""
    files = {
        "ogpkit.toml": '[workspace]\nname = "Paper"\nlanguages = ["en", "es"]\n',
        "countries/XX/country.toml": 'name.en = "Country X"\nname.es = "País X"\nlanguages = ["es"]\njoined = 2011-09-20\n',
        "countries/XX/cycles/2012-2013/cycle.toml": CYCLE,
        "countries/XX/cycles/2012-2013/commitments/extractives.toml": EXTRACTIVES,
        "countries/XX/cycles/2012-2013/commitments/schools.toml": SCHOOLS,
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def workspace(root, plugins):
    return read_workspace(root, plugins.kinds, plugins.editions, date(2013, 1, 20)).workspace
