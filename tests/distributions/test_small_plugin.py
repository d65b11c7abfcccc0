"""What one more mechanism costs: a kind, a table, a stage graph, two lists, eleven rules and French, in one file.

It is complete in the app, on the command line, as a sheet, on the portal and in the schema; and a field that is added to it in
two lines of one file is in all of them.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent / "small_plugin/ogpkit_hearings"
PLACE = "GE/2012-2013"
FILE = "countries/GE/cycles/2012-2013/hearings/first-year.toml"
SHEET = """\
hearing.id,hearing.title.en,hearing.held,question.id,question.text.en,question.asked,question.due
first-year,Progress of the first year,2012-11-05,budget,When is the budget open?,2012-11-05,2012-12-05
first-year,Progress of the first year,2012-11-05,water,Who reads the meters?,2012-11-05,2013-06-01
"""
BREAK = "\n=====\n"
SCREEN = """
BREAK = "\\n=====\\n"
import asyncio
from datetime import date
from pathlib import Path
from ogpkit.api import Place, Plugins
from ogpkit.api.editing import WorkspaceSession
from ogpkit.api.testing import screen_at

async def show():
    for place, page in PLACES:
        session = WorkspaceSession.open(Path.cwd(), Plugins.discover(), date(2013, 1, 1))
        print(await screen_at(session, place, page=page, size=(160, 48)), end=BREAK)
        session.close(give_up=True)

cycle = dict(country="GE", cycle="2012-2013")
PLACES = [(Place(**cycle), "table-hearing-questions"), (Place(**cycle, path=FILE), "form")]
asyncio.run(show())
"""


class Installed:
    """The plugin as an installer leaves it, and a workspace."""

    def __init__(self, folder):
        self.site = folder / "site"
        self.root = folder / "workspace"
        shutil.copytree(PACKAGE, self.site / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
        metadata = self.site / "ogpkit_hearings-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: ogpkit-hearings\nVersion: 1.0\n", "utf-8")
        (metadata / "entry_points.txt").write_text("[ogpkit]\nhearings = ogpkit_hearings\n", "utf-8")

    def run(self, *words, status=0, **variables):
        environment = {**os.environ, "PYTHONPATH": str(self.site), "COLUMNS": "200", **variables}
        environment.pop("COVERAGE_PROCESS_START", None)
        where = self.root if self.root.is_dir() else self.site
        done = subprocess.run(
            [sys.executable, *words], cwd=where, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == status, f"{words}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def call(self, *words, **more):
        return self.run("-c", "import sys; from ogpkit.cli import main; sys.exit(main())", *words, **more)

    def screens(self):
        return self.run("-c", SCREEN.replace("FILE", repr(FILE)))

    def begin(self):
        """Set a workspace up and take the sheet in."""
        self.call("init", str(self.root), "--country", "GE", "--languages", "en")
        self.call("cycle", "new", PLACE, "--start", "2012-04-01", "--end", "2013-03-31", "--edition", "roadmap-2011")
        (self.root / "sheet.csv").write_text(SHEET, "utf-8")
        self.call("import", "hearings", "sheet.csv", PLACE)
        return self


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    return Installed(tmp_path_factory.mktemp("small")).begin()


def count_code(file):
    """Count the lines with code: no blanks, comments, docstrings."""
    source = file.read_text("utf-8")
    texts = (
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    )
    told = {line for text in texts for line in range(text.lineno, text.end_lineno + 1)}
    nothing = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    with file.open("rb") as stream:
        tokens = [one for one in tokenize.tokenize(stream.readline) if one.type not in (*nothing, tokenize.ENCODING)]
    return len({line for one in tokens for line in range(one.start[0], one.end[0] + 1)} - told)


def test_it_is_written_in_few_lines():
    assert count_code(PACKAGE / "__init__.py") <= 250


def test_it_keeps_every_contract(installed):
    assert "✗" not in installed.call("plugin", "check", "hearings")


def test_the_command_line_creates_shows_checks_and_knows_what_is_due(installed):
    rows = json.loads(installed.call("show", "hearing-questions", PLACE, "--format", "json"))
    assert [(row["id"], row["due"]) for row in rows] == [("budget", "2012-12-05"), ("water", "2013-06-01")]
    assert "HEA002" in installed.call("check", status=1)
    due = json.loads(installed.call("calendar", "--country", "GE", "--format", "json"))
    assert [one["due"] for one in due if "parliament" in one["what"]] == ["2012-12-05", "2013-06-01"]
    assert "2012-2013/hearings/" in installed.call("new", "hearing", PLACE, "--id", "second")
    installed.call("export", "hearing-questions-csv", PLACE, "--out", "out.csv")
    assert "Who reads the meters?" in (installed.root / "out.csv").read_text("utf-8")
    assert "questions" in installed.call("schema", "hearing")


def test_the_sheet_a_second_time_changes_nothing(installed):
    before = (installed.root / FILE).read_bytes()
    installed.call("import", "hearings", "sheet.csv", PLACE)
    assert (installed.root / FILE).read_bytes() == before


def test_the_app_shows_its_table_and_its_form(installed):
    table, form = installed.screens().split(BREAK)[:2]
    assert "✗ Overdue" in table
    assert "Witnesses" in form


def test_the_portal_has_a_page_and_open_data(installed):
    installed.call("portal", "build", "site")
    page = (installed.root / "site/en/GE/2012-2013/hearings/first-year.html").read_text("utf-8")
    assert "When is the budget open?" in page
    assert "water" in (installed.root / "site/data/table-hearing-questions.csv").read_text("utf-8")


def test_it_speaks_french(installed):
    said = installed.call("show", "hearing-questions", PLACE, OGPKIT_LANGUAGE="fr")
    assert "État" in said
    assert "Quelqu'un est entendu" in installed.call("explain", "HEA002", OGPKIT_LANGUAGE="fr")


FIELD = ("        answer: The answer.\n", "        member: The member of parliament who asks.\n")
LINE = ("    answer: Annotated[", '    member: str = ""\n')


def test_a_field_of_two_lines_in_one_file_is_everywhere(tmp_path):
    installed = Installed(tmp_path)
    source = installed.site / "ogpkit_hearings/__init__.py"
    text = source.read_text("utf-8")
    for passage, new in (FIELD, LINE):
        assert text.count(passage) == 1
        text = text.replace(passage, new + passage)
    source.write_text(text, "utf-8")
    installed.begin()
    sheet = SHEET.replace("question.due\n", "question.due,question.member\n").replace(
        "2013-06-01", "2013-06-01,Nino Beridze"
    )
    (installed.root / "sheet.csv").write_text(sheet, "utf-8")
    installed.call("import", "hearings", "sheet.csv", PLACE)
    installed.call("portal", "build", "site")
    installed.call("document", "hearings", PLACE, "--out", "papers")
    assert "Member" in installed.screens(), "form and table"
    assert "Nino Beridze" in installed.call("show", "hearing-questions", PLACE), "table"
    assert '"member"' in installed.call("schema", "hearing"), "schema"
    assert "Nino Beridze" in (installed.root / "site/en/GE/2012-2013/hearings/first-year.html").read_text("utf-8"), (
        "page"
    )
    assert "Nino Beridze" in (installed.root / "site/data/table-hearing-questions.csv").read_text("utf-8"), "open data"
    assert any("Nino Beridze" in one.read_text("utf-8") for one in (installed.root / "papers").glob("*.md")), "document"
    assert "fr: 2 of 49 still to be translated" in installed.call("plugin", "translate", "hearings"), "catalogue"
