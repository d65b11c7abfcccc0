"""A country's own Word file with names in braces: filled with what its files say, harmless, and refused in plain words."""

import json
import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from ogpkit.api import Place, Plugins
from ogpkit.api.content import read_workspace
from ogpkit.cli import main
from ogpkit.exchange import word_templates
from ogpkit.exchange.word_filling import fill
from ogpkit.exchange.word_start import make_word_template
from ogpkit.exchange.word_templates import WordTemplateFault, fill_word_template
from ogpkit.text.blocks import TextDocument

pytest.importorskip("docxtpl", reason="the extra “documents” is not installed")

EXAMPLE = Path(__file__).parents[2] / "examples/networking-paper"
PLACE = Place(country="XX", cycle="2012-2013")
COMMITMENT = "countries/XX/cycles/2012-2013/commitments/subnational-extractives.toml"
TITLE = "Publish mining revenues and concessions by region"


class Here:
    """What fills in a file, without a process of its own, which other tests have."""

    def __init__(self, *_words):
        pass

    def ask(self, request, content):
        return fill(json.loads(json.dumps(request)), content, str)

    def close(self):
        pass


@pytest.fixture(scope="module")
def plugins():
    return Plugins.discover(third_party=False)


@pytest.fixture
def filled(plugins, tmp_path, monkeypatch):
    """Fills in a file of these paragraphs, or a whole file; gives the lines of what comes out."""
    monkeypatch.setattr(word_templates, "Sandbox", Here)

    def filled(*paragraphs, root=EXAMPLE, file=b""):
        (tmp_path / "own.docx").write_bytes(file or write_template(*paragraphs))
        workspace = read_workspace(root, plugins.kinds, plugins.editions).workspace
        writing = TextDocument(title="Plan & more", language="en", blocks=())
        return read_lines(fill_word_template(tmp_path / "own.docx", writing, workspace, PLACE))

    return filled


def write_template(*paragraphs):
    document, out = Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def read_lines(content):
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_names_are_filled_in_and_loops_repeat(filled):
    found = filled(
        "{{ document.title }}, from {{ cycle.start }}",
        "{%p for commitment in commitments %}",
        "{{ loop.index }}. {{ commitment.title }} ({{ commitment.milestones | length }})",
        "{%p for milestone in commitment.milestones %}",
        "{{ milestone.title }}: {{ milestone.due or milestone.deadline }}",
        "{%p endfor %}",
        "{%p endfor %}",
    )
    assert found[:2] == ["Plan & more, from April 1, 2012", f"1. {TITLE} (2)"]
    assert len(found) == 4
    assert any(line.endswith(", 2012") for line in found[2:])


def test_what_somebody_typed_is_text(filled, tmp_path):
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "work"))
    file = root / COMMITMENT
    file.write_text(file.read_text().replace(TITLE, "<w:p/> & {{ 7*7 }} {% raw %} **bold**"))
    found = filled("{% for commitment in commitments %}{{ commitment.title }}{% endfor %}", root=root)
    assert found == ["<w:p/> & {{ 7*7 }} {% raw %} bold"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ cycle.strat }}", "own.docx: “cycle” has no name “strat”. Did you mean “start”?"),
        ("{{ plan }}", "own.docx: ogpkit knows no “plan”. You can use: document, commitments,"),
        (
            "{% for one in commitments %}{{ one.titel }}{% endfor %}",
            "“commitments” has no name “titel”. Did you mean “title”?",
        ),
        ("{% for one in commitments %}", "has no end. Add `{% endfor %}` or"),
        ("Dear {{ cycle.start", "cannot read this paragraph: “Dear {{ cycle.start”"),
        ("{{ document.title.__class__ }}", "knows no “__class__”"),
        ("{{ commitments | secret }}", "No filter named 'secret'"),
    ],
)
def test_a_wrong_name_is_refused_in_plain_words(filled, text, said):
    with pytest.raises(WordTemplateFault, match=re.escape(said)):
        filled(text)


def test_a_file_that_loads_something_from_elsewhere_is_refused(filled):
    document, out = Document(), BytesIO()
    document.part.relate_to("https://evil.example/pixel.png", "http://x/relationships/image", is_external=True)
    document.save(out)
    with pytest.raises(WordTemplateFault, match="Word loads https://evil"):
        filled(file=out.getvalue())


def test_a_file_that_is_no_word_file_is_refused(filled):
    with pytest.raises(WordTemplateFault, match=r"^own.docx: .*damaged"):
        filled(file=b"Hello")


def test_the_file_to_start_with_can_be_filled_in_as_it_is(filled, plugins):
    paper = next(one.value for one in plugins.papers if one.value.name == "action-plan")
    started = make_word_template(paper, plugins.kinds)
    text = "".join(read_lines(started))
    assert "{{ commitment.lead }}" in text
    assert "internal_contact" not in text
    assert ".irm." not in text
    found = filled(file=started)
    assert TITLE in found
    assert not any("{{" in line or "{%" in line or "{#" in line for line in found)


def test_the_command_starts_a_file_and_fills_in_the_one_of_the_language(tmp_path, monkeypatch, capsys):
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "work"))
    monkeypatch.chdir(root)
    (root / "templates").mkdir()
    (root / "templates/action-plan.docx").write_bytes(write_template("For all"))
    assert (
        main(["document", "action-plan", "--start-template", "templates/action-plan-es.docx", "--language", "es"]) == 0
    )
    assert main(["document", "action-plan", "XX/2012-2013", "--format", "docx"]) == 0
    assert read_lines((root / "action-plan-XX-2012-2013-en.docx").read_bytes()) == ["For all"]
    spanish = read_lines((root / "action-plan-XX-2012-2013-es.docx").read_bytes())
    assert {"Compromisos", "1 de abril de 2012"} <= set(spanish)
    (root / "templates/action-plan.docx").write_bytes(write_template("{{ plan }}"))
    assert main(["document", "action-plan", "XX/2012-2013", "--format", "docx"]) == 1
    assert "templates/action-plan.docx: ogpkit knows no “plan”" in capsys.readouterr().err
