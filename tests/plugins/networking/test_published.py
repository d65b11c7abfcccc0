"""What is public, what is handed in and what is told to others; and what stays between the parties."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from ogpkit.api import Place
from ogpkit.api.content import collect_report_inputs, collect_statuses, read_workspace
from ogpkit.api.output import NothingToWrite, build_document, build_sheet, render_markdown
from ogpkit.api.text import TextDocument, table_csv, use_language
from ogpkit_networking.pages import render
from ogpkit_networking.views import AGREEMENTS, TABLES

EXAMPLE = Path(__file__).parents[3] / "examples/networking-paper"

SECRET = """\
country = "XX"
opened = 2012-01-01
manager = "Ana Case"
request = "Secret request"
topics = ["extractives"]
notes = "Secret note"

[contact]
name = "Secret person"
email = "secret@example.org"

[[introductions]]
on = 2012-01-02
provider = "geo-tech"
note = "Secret remark"
outcome = "selected"

[[dialogue]]
on = 2012-01-03
from = "XX"
to = "geo-tech"
summary = "Secret sentence"

[[expectations]]
party = "XX"
text = "Secret expectation"

[agreement]
signed = 2012-02-01
providers = ["geo-tech"]
terms = "Secret terms"
{url}
[[history]]
stage = "received"
on = 2012-01-01

[[history]]
stage = "closed"
on = 2012-02-02
"""


def text_of(page, language="en"):
    return render_markdown(TextDocument(title=page.title, language=language, blocks=page.blocks))


def pages(content, language="en"):
    with use_language(language):
        return {page.address: text_of(page, language) for page in render(content, language)}


@pytest.mark.parametrize(("url", "public"), [("", False), ('url = "https://example.org/agreement"\n', True)])
def test_requests_dialogues_and_contacts_are_on_no_page(loaded, url, public):
    said = "\n".join(pages(loaded({"networking/cases/one.toml": SECRET.replace("{url}", url)})).values())
    assert "Secret" not in said
    for address in ("secret@example.org", "sales@example.org", "office@example.org", "Ana Case"):
        assert address not in said
    assert ("https://example.org/agreement" in said) is public


def test_the_page_names_the_members_the_providers_and_the_figures(loaded):
    said = pages(loaded({"networking/cases/one.toml": SECRET.replace("{url}", "")}))["networking"]
    assert "| Global Integrity | yes |" in said
    assert "Civic Commons" in said
    assert "Open data, Strategy and objectives" in said
    assert "It does not implement projects." in said


def test_who_is_not_ready_is_not_listed(loaded):
    away = 'name = "Gone Fishing"\nkind = "private"\nexpertise = ["sms"]\nready = false\n'
    assert "Gone Fishing" not in pages(loaded({"networking/providers/gone.toml": away}))["networking"]


@pytest.mark.parametrize("language", ["fr", "es"])
def test_pages_are_in_the_language_that_is_asked_for(loaded, language):
    content = loaded()
    said = pages(content, language)
    assert said.keys() == pages(content, "en").keys()
    assert said["networking"] != pages(content, "en")["networking"]


def test_a_workspace_without_the_mechanism_has_no_pages_and_no_standings(written, plugins):
    content = read_workspace(
        written(
            {
                "ogpkit.toml": '[workspace]\nlanguages = ["en"]\n',
                "countries/XX/country.toml": 'name = "X"\njoined = 2011-09-20\n',
            }
        ),
        plugins.kinds,
        plugins.editions,
    ).workspace
    assert list(render(content, "en")) == []
    assert [one for one in collect_statuses(content, Place(country="XX"), plugins) if one.plugin == "networking"] == []


def test_the_steering_committee_has_its_page(loaded):
    committee = '[[governments]]\ncountry = "BR"\n\n[[civil_society]]\nname = "MKSS"\ncountry = "IN"\n'
    committee += '\n[[chairs]]\nyear = 2011\ncountries = ["BR"]\n'
    said = pages(loaded({"partnership/steering-committee.toml": committee}))["steering-committee"]
    assert "MKSS" in said
    assert "2011" in said


@pytest.fixture
def example(plugins):
    return read_workspace(EXAMPLE, plugins.kinds, plugins.editions, date(2012, 3, 1)).workspace


def paper(plugins):
    return next(one for one in plugins.papers if one.value.name == "networking-agreement")


def test_the_agreement_is_written_for_signature(example, plugins):
    said = render_markdown(build_document(paper(plugins), example, Place(country="XX"), "en", plugins))
    assert "Revenue Watch Institute" in said
    assert "Twelve days of advice; the software is free for the regions" in said
    assert "neither a party to this agreement nor an" in said
    with pytest.raises(NothingToWrite):
        build_document(paper(plugins), example, Place(country="XA"), "en", plugins)


def test_a_report_is_told_which_expertise_was_sought(example, plugins):
    told = [
        one.value
        for one in collect_report_inputs(example, Place(country="XX", cycle="2012-2013"), "en", plugins)
        if one.plugin == "networking"
    ]
    (account,) = told
    assert account.text.startswith("On October 3, 2011 the government asked the Networking Mechanism for expertise")
    assert (
        "An agreement was signed with Revenue Watch Institute, Vecinos del Cobre, Geo Tech, Mapa Común." in account.text
    )
    assert account.section == "Roadmap XII"


SCOPED = """\
country = "XY"
opened = 2012-03-01
manager = "Ana Case"
request = "Open data."

[[history]]
stage = "received"
on = 2012-03-01

[[history]]
stage = "scoping"
on = 2012-03-02
"""


def test_a_country_is_told_how_its_requests_stand(loaded, plugins):
    content = loaded({"networking/cases/xy-open-data.toml": SCOPED})
    said = [one.value for one in collect_statuses(content, Place(country="XY"), plugins) if one.plugin == "networking"]
    assert said[0].headline == "1 request for expertise open: Scoping"
    assert said[0].shown_by == (Place(path="networking/cases/xy-open-data.toml"),)
    assert [one.expectation for one in said] == [None, "sharing"]


def test_the_one_agreement_of_the_example_is_a_row_with_its_terms(example):
    heads, *rows = csv.reader(table_csv(build_sheet(AGREEMENTS, example, Place())).splitlines())
    [row] = [dict(zip(heads, one, strict=True)) for one in rows]
    assert (row["case"], row["country"], row["agreement.signed"]) == ("xx-extractives", "XX", "2012-02-01")
    assert row["agreement.terms.en"].startswith("Twelve days of advice")


@pytest.mark.parametrize("view", [view for view in TABLES if view is not AGREEMENTS], ids=lambda view: view.name)
def test_tables_are_sheets(example, view):
    rows = list(csv.reader(table_csv(build_sheet(view, example, Place())).splitlines()))
    assert len(rows) > 2
    assert len({len(row) for row in rows}) == 1


def test_a_government_that_offers_its_expertise_shares(loaded, plugins):
    offer = 'name = "Integrity Agency"\nkind = "government"\nbased_in = "XY"\nexpertise = ["asset-disclosure"]\n'
    content = loaded({"networking/providers/agency.toml": offer})
    said = [one.value for one in collect_statuses(content, Place(country="XY"), plugins) if one.plugin == "networking"]
    assert [one.headline for one in said] == ["Offers its expertise to other countries"]
