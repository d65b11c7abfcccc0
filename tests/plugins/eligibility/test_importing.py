"""Evidence from a sheet: what is understood, and what is named by row and column."""

from __future__ import annotations

import pytest

from ogpkit.api import Place
from ogpkit.api.output import xlsx_bytes
from ogpkit.api.text import Table
from ogpkit_eligibility.views import EVIDENCE_IMPORT

read_evidence = EVIDENCE_IMPORT.read

HEAD = "country,year,edition,access_to_information.status,access_to_information.source,citizen_engagement.civil_liberties\n"


def test_a_row_becomes_a_file(workspace):
    found = read_evidence(
        (HEAD + "KE,2011,roadmap-2011,constitution,Right2Info,5.29\n").encode(), workspace({}), Place()
    )
    assert (found.not_understood, found.records) == ((), 1)
    assert found.files == {
        "countries/KE/eligibility/2011.toml": {
            "edition": "roadmap-2011",
            "access_to_information": {"status": "constitution", "source": "Right2Info"},
            "citizen_engagement": {"civil_liberties": 5.29},
        }
    }


def test_an_empty_cell_leaves_what_the_workspace_says(workspace):
    path = "countries/KE/eligibility/2011.toml"
    there = workspace({path: 'edition = "roadmap-2011"\n[fiscal_transparency]\naudit_report = true\nsource = "OBI"\n'})
    found = read_evidence((HEAD + "KE,2011,,law,Right2Info,\n").encode(), there, Place())
    assert found.not_understood == ()
    assert found.files == {path: {"access_to_information": {"status": "law", "source": "Right2Info"}}}


@pytest.mark.parametrize("cell", ["oui", "Yes", True, "1", 1])
def test_yes_comes_from_workbooks_and_in_other_languages(workspace, cell):
    sheet = xlsx_bytes(
        {
            "Evidence": Table(
                ("country", "year", "edition", "fiscal_transparency.audit_report"), [("KE", 2011, "roadmap-2011", cell)]
            )
        }
    )
    found = read_evidence(sheet, workspace({}), Place())
    assert found.not_understood == ()
    (content,) = found.files.values()
    assert content["fiscal_transparency"] == {"audit_report": True}


def test_labels_are_understood_as_headings(workspace):
    sheet = "Pays;Année;edition;Access to information: Status\nKE;2011;roadmap-2011;A law is in place\n"
    found = read_evidence(sheet.replace("Pays;Année", "Country;Year").encode(), workspace({}), Place())
    assert found.not_understood == ()
    (content,) = found.files.values()
    assert content["access_to_information"] == {"status": "law"}


def where(found):
    return [(one.row, one.column) for one in found.not_understood]


def test_what_is_not_understood_is_named_by_row_and_column(workspace):
    rows = (
        "QQ1,2011,roadmap-2011,law,x,5\n"
        "KE,11,roadmap-2011,law,x,5\n"
        "KE,2011,roadmap-2011,laws,x,5\n"
        "GH,2011,roadmap-2011,law,x,high\n"
        "PE,2011,roadmap-2011,law,x,11\n"
        "UY,2011,roadmap-2011,law,x,5\n"
        "UY,2011,roadmap-2011,law,x,5\n"
        "CL,2011,,law,x,5\n"
    )
    found = read_evidence((HEAD + rows).encode(), workspace({}), Place())
    assert where(found) == [
        (2, "country"),
        (3, "year"),
        (4, "access_to_information.status"),
        (5, "citizen_engagement.civil_liberties"),
        (6, "citizen_engagement.civil_liberties"),
        (8, "year"),
        (9, "edition"),
    ]
    assert list(found.files) == ["countries/UY/eligibility/2011.toml"]


def test_an_unknown_column_is_named_and_the_rest_is_taken(workspace):
    found = read_evidence(b"country,year,edition,colour\nKE,2011,roadmap-2011,red\n", workspace({}), Place())
    assert where(found) == [(0, "colour")]
    assert len(found.files) == 1


def test_a_sheet_without_country_or_year_gives_nothing(workspace):
    assert where(read_evidence(b"land\nKE\n", workspace({}), Place()))[:2] == [(0, "country"), (0, "year")]


def test_no_sheet_at_all_is_said(workspace):
    assert where(read_evidence(b"\xff\xfe\x00", workspace({}), Place())) == [(0, "")]
