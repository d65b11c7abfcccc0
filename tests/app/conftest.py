"""A small workspace, the app on it, and pictures of its screens as text.

`pytest tests/app --update-screens` writes the pictures anew; look at the difference before you commit it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.events import Paste
from textual.notifications import Notifications
from textual.widgets import Input

import ogpkit_commitments
import ogpkit_eligibility
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.shell import OgpkitApp
from ogpkit.devkit.testing import waiting
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place

SCREENS = Path(__file__).parent / "screens"
TODAY = date(2012, 5, 1)

FILES = {
    "ogpkit.toml": """\
[workspace]
name = "Two countries"
languages = ["en", "es"]   # first: the language of plain strings
""",
    "countries/XX/country.toml": """\
name.en = "Country X"
name.es = "País X"
languages = ["es"]         # local languages
joined = 2011-09-20        # letter of intent

[contact]
institution = "Ministry of Mines"
""",
    "countries/XX/eligibility/2011.toml": """\
# Evidence only
edition = "roadmap-2011"

[fiscal_transparency]
executive_budget_proposal = true
audit_report = true
source = "Open Budget Index 2010"

[access_to_information]
status = "constitution"
source = "Right2Info.org survey 2010"

[asset_disclosure]
politicians = "public"
senior_officials = "non-public"
source = "Disclosure by Politicians, 2009"

[citizen_engagement]
civil_liberties = 6.18              # 0 to 10
source = "EIU Democracy Index 2010"
""",
    "countries/XX/cycles/2012-2013/cycle.toml": """\
edition = "roadmap-2011"
start = 2012-04-01
end = 2013-03-31
challenges = ["public-resources"]
""",
    "countries/XX/cycles/2012-2013/commitments/portal.toml": """\
title.en = "Publish mining revenues"
title.es = "Publicar ingresos mineros"
challenge = "public-resources"
principles = ["transparency"]
lead = "Ministry of Mines"

[[milestones]]
id = "map"                 # the first one
title.en = "Map of two regions"
due = 2012-12-31

[[milestones]]
id = "all"
title.en = "All regions"
due = 2014-03-31
""",
    "countries/CI/country.toml": 'name = "Côte d\'Ivoire"\n',
}


def pytest_addoption(parser):
    parser.addoption("--update-screens", action="store_true", help="write the pictures of the app's screens anew")


@pytest.fixture
def plugins():
    return Plugins.of({"eligibility": ogpkit_eligibility, "commitments": ogpkit_commitments})


@pytest.fixture
def files():
    """The text of every file, as it was at the start."""
    return FILES


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "workspace"
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    return folder


@pytest.fixture
def session(root, plugins):
    session = WorkspaceSession.open(root, plugins, TODAY)
    yield session
    session.close(give_up=True)


@pytest.fixture
def settled():
    """Waits until nothing is under way."""
    return waiting.wait_until_settled


@pytest.fixture
def until():
    """Waits until something is so."""
    return waiting.until


@pytest.fixture
def opened(session):
    """Opens the app and gives the pilot."""

    def opened(size=(100, 40), on=None):
        return OgpkitApp(on or session).run_test(size=size)

    return opened


@pytest.fixture
def gone(settled):
    """Goes to a place and waits until it is there."""

    async def gone(pilot, place):
        pilot.app.start_going(place)
        await settled(pilot)

    return gone


SCORE = Place(country="XX", path="countries/XX/eligibility/2011.toml", at=("citizen_engagement", "civil_liberties"))


@pytest.fixture
def score():
    """The field of the score for civil liberties, of 6.18 in the file."""

    def score(pilot):
        return next(box for box in pilot.app.query(FieldBox) if box.at == SCORE.at)

    return score


@pytest.fixture
def typed(settled, gone, score):
    """Writes into the field of the score as a person does: go there, select everything, paste."""

    async def typed(pilot, text):
        await gone(pilot, SCORE)
        field = score(pilot).query_one(Input)
        assert pilot.app.focused is field
        field.select_all()
        field.post_message(Paste(text))  # at once: on a busy machine, letters come so slowly that each is saved
        await settled(pilot)

    return typed


@pytest.fixture
def said(monkeypatch):
    """What the app has told in notes at the edge of the screen, those included that have gone again."""
    told = []
    add = Notifications.add

    def note(notifications, notification):
        told.append((notifications, notification.message))
        return add(notifications, notification)

    monkeypatch.setattr(Notifications, "add", note)

    def said(pilot):
        return [message for notifications, message in told if notifications is pilot.app._notifications]

    return said


@pytest.fixture
def pictured(request):
    """Compares what is on the screen with the picture of this name."""

    def pictured(app, name):
        picture = SCREENS / f"{name}.txt"
        seen = screen_text(app)
        if request.config.getoption("--update-screens", default=False):
            SCREENS.mkdir(exist_ok=True)
            picture.write_text(seen, "utf-8")
        assert seen == picture.read_text("utf-8"), f"{name} looks different; --update-screens if that is meant"

    return pictured
