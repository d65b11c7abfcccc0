"""The directory comes in from a sheet as it went out, and nothing is written unless all of it is understood."""

from __future__ import annotations

import pytest

from ogpkit.api import Place
from ogpkit.api.content import entity_values, read_entity
from ogpkit.api.output import build_sheet, xlsx_bytes
from ogpkit.api.text import Table, table_csv
from ogpkit_networking.importing import PROVIDER_IMPORT
from ogpkit_networking.model import Provider
from ogpkit_networking.views import PROVIDERS

read_providers = PROVIDER_IMPORT.read


def in_xlsx(table):
    """The same table as a spreadsheet program holds it: lists are texts."""
    rows = [[", ".join(cell) if isinstance(cell, tuple) else cell for cell in row] for row in table.rows]
    return xlsx_bytes({"Providers": Table(table.columns, rows)})


def laid_over(content, path, said):
    """What a provider's file says once an import has been accepted."""
    before = entity_values(content.documents[path].entity)
    return before | said


@pytest.mark.parametrize("write", [lambda table: table_csv(table).encode(), in_xlsx], ids=["csv", "xlsx"])
def test_what_went_out_comes_in_again(loaded, write):
    content = loaded()
    table = build_sheet(PROVIDERS, content)
    read = read_providers(write(table), content, Place())
    assert read.not_understood == ()
    assert read.records == 8
    assert {path: read_entity(laid_over(content, path, said), Provider) for path, said in read.files.items()} == {
        one.path: one.entity for one in content.all(Provider)
    }, "contacts stay though no sheet holds them"


def test_new_ones_get_an_identifier_of_their_name(loaded):
    sheet = (
        "name;kind;expertise;ready;description.fr\nÉtat Ouvert;non-government;open-data, budgets;no;Données ouvertes\n"
    )
    read = read_providers(sheet.encode(), loaded(), Place())
    (path,) = read.files
    provider = read_entity(read.files[path], Provider)
    assert path == "networking/providers/etat-ouvert.toml"
    assert provider.expertise == ("open-data", "budgets")
    assert provider.ready is False
    assert provider.description.best("fr") == "Données ouvertes"


@pytest.mark.parametrize(
    ("sheet", "column", "said"),
    [
        ("name,kind,colour\nA,private,red\n", "colour", "ogpkit does not know this name"),
        ("kind\nprivate\n", "name", "required"),
        ("name,kind\nA,charity\n", "kind", "charity"),
        ("name,kind,countries\nA,private,Atlantis\n", "countries", "Atlantis"),
        ("name,kind\n!!!,private\n", "provider", "identifier"),
        ("name,kind\nA,private\nA,private\n", "provider", "a duplicate of row 2"),
        ("provider,name,kind\n../../evil,A,private\n", "provider", "identifier"),
        ("name,kind,ready\nA,private,perhaps\n", "ready", ""),
    ],
)
def test_what_is_not_understood_is_said_with_its_column(loaded, sheet, column, said):
    read = read_providers(sheet.encode(), loaded(), Place())
    assert [(one.column, said in one.message) for one in read.not_understood] == [(column, True)]


def test_what_is_no_sheet_says_so(loaded):
    assert read_providers(b"PK nonsense", loaded(), Place()).not_understood
