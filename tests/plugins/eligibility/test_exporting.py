"""Scores and evidence as files for elsewhere."""

from __future__ import annotations

import json

import attrs
import pytest

from ogpkit.api import Place
from ogpkit.api.content import read_entity
from ogpkit.api.output import build_sheet, csv_bytes
from ogpkit_eligibility.model import Evidence
from ogpkit_eligibility.views import EVIDENCE_IMPORT, SCORES_EXPORT, TABLES, record
from ogpkit_eligibility.years import list_years


@pytest.fixture
def some(countries):
    """Countries with evidence, and two with a published result."""
    return countries("GE", "PG", "XX", "XY")


def exported(name, place, country=""):
    tables = {table.name: table for table in TABLES}
    if name in tables:
        return csv_bytes(build_sheet(tables[name], place, Place(country=country))).decode("utf-8-sig")
    return SCORES_EXPORT.write(place, Place(country=country)).decode()


def take_in(sheet, there, place):
    """What a sheet brings into a workspace that has nothing of it yet."""
    found = EVIDENCE_IMPORT.read(sheet, there, place)
    return attrs.evolve(found, files={path: read_entity(said, Evidence) for path, said in found.files.items()})


def test_scores_as_csv(some):
    lines = exported("eligibility-scores", some).splitlines()
    assert lines[0] == (
        "country,year,edition,fiscal_transparency,access_to_information,asset_disclosure,citizen_engagement,"
        "points,possible,share,eligible,points_most,certain"
    )
    assert lines[-2:] == [
        "XX,2011,roadmap-2011,4,3,3,3,13,16,0.8125,true,13,true",
        "XY,2011,roadmap-2011,,4,2,2,8,12,0.6667,false,8,true",
    ]


def test_scores_as_json_are_the_records(some):
    assert json.loads(exported("eligibility-scores-json", some)) == [record(year) for year in list_years(some)]


def test_an_export_can_be_for_one_country(some):
    years = json.loads(exported("eligibility-scores-json", some, "GE"))
    assert [(one["country"], one["year"]) for one in years] == [("GE", 2011), ("GE", 2014)]


def test_evidence_goes_out_and_comes_in_unchanged(some, workspace):
    """What is exported can be edited in a sheet and imported again; the columns are the same."""
    found = take_in(exported("eligibility-evidence", some).encode(), workspace({}), Place())
    assert found.not_understood == ()
    evidence = {path: document.entity for path, document in some.documents.items() if "/eligibility/" in path}
    assert dict(found.files) == evidence


def test_a_text_that_a_sheet_takes_for_a_formula_comes_in_as_it_was(workspace):
    path = "countries/KE/eligibility/2011.toml"
    place = workspace({path: 'edition = "roadmap-2011"\n[citizen_engagement]\ncivil_liberties = 5.0\nsource = "=1+1"'})
    sheet = exported("eligibility-evidence", place)
    assert "'=1+1" in sheet
    assert take_in(sheet.encode(), workspace({}), Place()).files[path] == place.documents[path].entity
