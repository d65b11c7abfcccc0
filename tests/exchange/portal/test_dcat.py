"""The catalogue of open data, as portals of open data read it (DCAT-AP)."""

import json
from datetime import date

import pytest

from ogpkit.api.content import Settings, Workspace, WorkspaceSettings
from ogpkit.exchange.portal.dcat import Distribution, write_catalogue
from ogpkit.workspace.settings import PortalSettings

BASE = "https://ogp.example.org/plans"


@pytest.fixture(scope="module")
def site(made, examples):
    return made(examples / "networking-paper", "en", base=f"{BASE}/")


@pytest.fixture(scope="module")
def catalogue(site):
    return json.loads(site["data/dcat.jsonld"])


def test_each_file_of_the_data_package_is_a_distribution_of_its_size(site, catalogue):
    (dataset,) = catalogue["dcat:dataset"]
    package = {f"data/{one['path']}" for one in json.loads(site["data/datapackage.json"])["resources"]}
    sizes = {
        one["dcat:downloadURL"]["@id"].removeprefix(f"{BASE}/"): int(one["dcat:byteSize"]["@value"])
        for one in dataset["dcat:distribution"]
    }
    assert sizes == {path: len(site[path]) for path in package}


def test_it_says_what_dcat_ap_requires(catalogue):
    (dataset,) = catalogue["dcat:dataset"]
    for one in (catalogue, dataset):
        assert one["dct:title"]["@value"] == "Two countries of the Networking Mechanism paper"
        assert [said["@language"] for said in one["dct:description"]] == ["en", "es"]
        assert one["dct:description"][0]["@value"].startswith("Commitments, milestones, consultations and reports")
        assert one["dct:publisher"]["foaf:name"]
    assert dataset["dct:temporal"]["dcat:startDate"]["@value"] == "2012-04-01"
    assert dataset["dcat:landingPage"]["@id"] == f"{BASE}/en/data.html"
    assert all("dcat:accessURL" in one for one in dataset["dcat:distribution"])


def test_licence_and_contact_are_links_where_they_can_be():
    settings = Settings(
        workspace=WorkspaceSettings(licence="CC-BY-4.0"), portal=PortalSettings(contact="ogp@example.org")
    )
    workspace = Workspace(settings=settings, today=date(2013, 7, 15))
    file = Distribution(path="data/x.csv", title="X", media_type="text/csv", size=3)
    said = json.loads(write_catalogue(workspace, "Name", [file], ""))
    assert said["dct:license"] == {"@id": "https://spdx.org/licenses/CC-BY-4.0.html"}
    (dataset,) = said["dcat:dataset"]
    assert dataset["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:ogp@example.org"}
    assert dataset["dcat:distribution"][0]["dcat:downloadURL"] == {"@id": "../data/x.csv"}
