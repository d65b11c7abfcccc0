"""`ogpkit schema`: the schemas of every kind."""

from __future__ import annotations

import json

import pytest
from jsonschema.validators import validator_for

from ogpkit.cli import main
from ogpkit.plugins import Plugins

NAMES = {kind.name for kind in Plugins.discover().kinds}


@pytest.fixture(autouse=True)
def _nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_every_installed_kind_has_a_schema_that_is_one(capsys):
    assert main(["schema"]) == 0
    schemas = json.loads(capsys.readouterr().out)
    assert set(schemas) == NAMES
    for schema in schemas.values():
        validator_for(schema).check_schema(schema)


def test_one_kind_in_the_older_draft(capsys):
    assert main(["schema", "country", "--draft", "draft-07"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_schemas_as_files(tmp_path, capsys):
    assert main(["schema", "--out", str(tmp_path / "new/schemas")]) == 0
    written = {file.name for file in (tmp_path / "new/schemas").iterdir()}
    assert written == {f"{name}.schema.json" for name in NAMES}
    assert json.loads((tmp_path / "new/schemas/country.schema.json").read_text("utf-8"))["title"] == "Country"
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "country.schema.json" in captured.err


def test_a_folder_that_cannot_be_written_is_said(tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["schema", "--out", str(tmp_path / "file/schemas")]) == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(("kind", "said"), [("contry", "Did you mean “country”?"), ("xyzzy", "country, ")])
def test_an_unknown_kind(capsys, kind, said):
    assert main(["schema", kind]) == 2
    assert said in capsys.readouterr().err
