"""Documents on the pages of what they are about, and the same from the app."""

from io import BytesIO

import pytest
from docx import Document

from ogpkit.api import Place
from ogpkit.api.editing import SetValue, WorkspaceSession


@pytest.fixture
def run(workspace, plugins):
    session = WorkspaceSession.open(workspace, plugins)
    commands = {command.name: command.run for command in (owned.value for owned in plugins.app_commands)}
    yield session, lambda name, **place: commands[name](session, Place(**place))
    session.close(give_up=True)


def test_a_cycle_offers_its_documents_in_every_owed_language(made, examples):
    files = made(examples / "networking-paper", "en", documents=("docx", "html"))
    names = {path for path in files if path.startswith("documents/") and "-XX-2012-2013-" in path}
    assert {
        f"documents/action-plan-XX-2012-2013-{language}.{form}"
        for language in ("en", "es")
        for form in ("docx", "html")
    } <= names
    page = files["en/XX/2012-2013.html"].decode()
    assert all(f'<a href="../../{name}">' in page for name in names)
    assert (
        Document(BytesIO(files["documents/action-plan-XX-2012-2013-es.docx"])).paragraphs[0].text
        == "Plan de acción: País X"
    )


def test_without_formats_there_are_none(made, examples):
    assert not any(path.startswith("documents/") for path in made(examples / "networking-paper", "en"))


def test_the_app_builds_the_site_with_what_is_not_saved_yet(run, workspace):
    session, command = run
    session.change("countries/XY/country.toml", [SetValue(("name",), "Country Why")], "Name")
    assert "site" in command("portal-build")
    assert "Country Why" in (workspace / "site/en/XY.html").read_text()
    assert ", 0 were" not in command("portal-build")


def test_the_app_writes_the_documents_of_a_cycle(run, workspace):
    _session, command = run
    assert command("portal-documents", country="XX", cycle="2012-2013").endswith(": 10")
    papers = ("action-plan", "commitments", "consultation-summary", "independent-report", "self-assessment")
    assert sorted(path.name for path in (workspace / "documents").iterdir()) == [
        f"{name}-XX-2012-2013-{language}.docx" for name in papers for language in ("en", "es")
    ]


def test_what_is_not_public_yet_is_no_document(made, workspace):
    cycle = workspace / "countries/XX/cycles/2012-2013"
    for name, old, new in (
        ("cycle.toml", 'stage = "deposited"', 'stage = "drafting"'),
        ("consultation/process.toml", "published = 2011-11-15", ""),
        ("reports/self-assessment.toml", "published = 2013-06-25", ""),
        ("reports/independent.toml", 'stage = "published"', 'stage = "peer-review"'),
    ):
        file = cycle / name
        text = file.read_text()
        assert old in text, name
        file.write_text(text.replace(old, new, 1))
    for file in (workspace / "networking/cases").glob("*.toml"):
        file.write_text(file.read_text().replace("\nsigned = ", "\n# signed = "))
    files = made(workspace, "en", documents=("md",))
    assert [path for path in files if path.startswith("documents/")] == []
    assert "en/XX/2012-2013.html" in files
    assert "en/XX/2012-2013/plan.html" not in files
    assert b"Plan not deposited yet" in files["en/XX/2012-2013.html"]
    assert b"not published yet" in files["en/XX/2012-2013.html"]
