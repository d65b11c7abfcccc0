"""Fields that a plugin adds to documents of the five mechanisms are on the pages about those documents."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import attrs
import pytest

import ogpkit_commitments
import ogpkit_consultation
import ogpkit_eligibility
import ogpkit_networking
import ogpkit_reporting
from ogpkit.api import Extension, Plugins, hookimpl
from ogpkit.api.testing import WorkspaceBuilder
from ogpkit.exchange.portal.frame import Options
from ogpkit.exchange.portal.site import list_site_files

CYCLE = """\
edition = "roadmap-2011"
start = 2012-04-01
end = 2013-03-31

[utopia]
note = "Über den Zyklus"

[[history]]
stage = "deposited"
on = 2012-04-10
"""
CONSULTATION = """\
published = 2011-11-15
opens = 2011-12-01
closes = 2012-01-31

[utopia]
note = "협의에 대하여"

[[events]]
title = "Hearing"
mechanism = "in-person"
announced = 2011-11-15
on = 2011-12-10

[events.utopia]
note = "عن الجلسة"
"""
EVIDENCE = """\
edition = "roadmap-2011"

[citizen_engagement]
civil_liberties = 8.5

[utopia]
note = "მტკიცებულების შესახებ"
"""
SELF_ASSESSMENT = """\
published = 2013-06-25

[utopia]
note = "À propos du bilan"

[[assessments]]
commitment = "portal"
completion = "complete"

[assessments.utopia]
note = "Sur l’engagement"
"""


@attrs.frozen(kw_only=True)
class Note:
    """What Utopia notes.

    Attributes:
        note: The note.
    """

    note: str = ""


@pytest.fixture
def site(tmp_path):
    places = (
        *(("cycle", ""), ("consultation", ""), ("consultation", "events"), ("eligibility", "")),
        *(("self-assessment", ""), ("self-assessment", "assessments")),
    )
    tables = [Extension(table="utopia", kind=kind, within=within, entity=Note) for kind, within in places]
    given = {
        "commitments": ogpkit_commitments,
        "consultation": ogpkit_consultation,
        "eligibility": ogpkit_eligibility,
        "networking": ogpkit_networking,
        "reporting": ogpkit_reporting,
        "utopia": SimpleNamespace(ogpkit_extensions=hookimpl(lambda: tables)),
    }
    plugins = Plugins.of(given)
    built = WorkspaceBuilder(tmp_path, plugins)
    at = "countries/XX/cycles/2012-2013"
    built.file("countries/XX/country.toml", 'name = "Country X"\n')
    built.file(f"{at}/cycle.toml", CYCLE)
    built.file(f"{at}/consultation/process.toml", CONSULTATION)
    built.file(f"{at}/reports/self-assessment.toml", SELF_ASSESSMENT)
    built.file("countries/XX/eligibility/2011.toml", EVIDENCE)
    files = list_site_files(built.workspace.on(date(2014, 1, 1)), plugins, Options(languages=("en",)))
    found = {path: content.decode("utf-8", "replace") for path, content in files}
    assert plugins.faults == ()
    return found


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("2012-2013/plan", "Über den Zyklus"),
        ("2012-2013/consultation", "협의에 대하여"),
        ("2012-2013/consultation", "عن الجلسة"),
        ("eligibility", "მტკიცებულების შესახებ"),
        ("2012-2013/reports", "À propos du bilan"),
        ("2012-2013/reports", "Sur l’engagement"),
    ],
)
def test_a_page_shows_what_a_plugin_adds_to_its_document(site, page, said):
    assert said in site[f"en/XX/{page}.html"]
