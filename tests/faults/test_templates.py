"""Templates of a workspace from elsewhere: what reaches out, never ends or is nested without end is named, and ends with 1."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from time import monotonic

import pytest

from ogpkit.cli import main
from ogpkit.exchange import pdf, templates
from ogpkit.exchange.html import render_html
from ogpkit.exchange.pdf import TooLongForPdf, render_pdf
from ogpkit.exchange.sandbox import Limits
from ogpkit.exchange.templates import TemplateFault
from ogpkit.text.blocks import Heading, KeyValues, Paragraph, TextDocument
from ogpkit.text.inline import LangText

EXAMPLE = Path(__file__).parents[2] / "examples/networking-paper"
SECRET = "what only this machine knows"
WRITING = TextDocument(title="Plan", language="en", blocks=[Heading("One"), Paragraph("words")])
LIMIT = 120
"""Seconds that only a hang reaches; a template may have one second of processor time here, and a page twenty otherwise."""

JINJA = {
    "loop": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "range": "{% for a in range(9**12) %}a{% endfor %}",
    "power": "{{ 9**(9**9) }}",
    "growth": "{{ 'a' * 9**10 }}",
    "width": "{{ '%99999999999d'|format(1) }}",
    "recursion": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "itself": "{% include 'document.html' %}",
    "depth": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "blocks": "{% if 1 %}" * 2000 + "{% endif %}" * 2000,
    "outside": "{% include '/etc/passwd' %}",
    "above": "{% include '../secret.txt' %}",
    "class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals": "{{ cycler.__init__.__globals__['os'].popen('id').read() }}",
    "attribute": "{{ ''|attr('__class__')|attr('__mro__') }}",
    "format": "{{ '{0.__class__.__mro__}'.format(title) }}{{ nothing }}",
    "import": "{% import 'nothing' as x %}",
}
TYPST = {
    "package": '#import "@preview/cetz:0.3.0"',
    "outside": '#read("/etc/passwd")',
    "above": '#read("../secret.txt")',
    "far above": '#read("../../../../../../etc/passwd")',
    "loop": "#while true {}",
    "growth": '#let a = "a"\n#for i in range(99) { a = a + a }\n#a',
    "recursion": "#let f(x) = f(x + 1)\n#f(1)",
    "depth": "#" + "(" * 5000 + ")" * 5000,
    "itself": '#include "document.typ"',
    "plugin": '#plugin("/bin/true")',
}


@pytest.fixture
def short(monkeypatch):
    """The same limits as ever, but sooner reached."""
    limits = Limits(seconds=1, megabytes=512)
    monkeypatch.setattr(templates, "PAGE_LIMITS", limits)
    monkeypatch.setattr(pdf, "LIMITS", limits)


def refused(tmp_path, name, said, write):
    """Write a document with a template; gives the fault, and how long it took."""
    folder = tmp_path / "templates"
    folder.mkdir(parents=True)
    (tmp_path / "secret.txt").write_text(SECRET)
    (folder / name).write_text(said)
    begun = monotonic()
    with pytest.raises(TemplateFault) as caught:
        write(WRITING, folder)
    assert monotonic() - begun < LIMIT
    return str(caught.value)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(
    ("name", "cases", "write"),
    [
        ("document.html", JINJA, render_html),
        pytest.param(
            "document.typ",
            TYPST,
            render_pdf,
            marks=pytest.mark.skipif(find_spec("typst") is None, reason="typst is not installed"),
        ),
    ],
)
def test_what_reaches_out_or_never_ends_is_named_and_stopped(tmp_path, name, cases, write):
    def one(case):
        return refused(tmp_path / case.replace(" ", "-"), name, cases[case], write)

    with ThreadPoolExecutor(2) as pool:
        for case, said in zip(cases, pool.map(one, cases), strict=True):
            assert f"templates/{name}" in said, case
            assert SECRET not in said
            assert "root:" not in said
            assert "Traceback" not in said


@pytest.mark.parametrize(("form", "name"), [("html", "document.html"), ("pdf", "document.typ")])
def test_a_command_ends_with_1_and_names_the_template(tmp_path, monkeypatch, capsys, form, name):
    shutil.copytree(EXAMPLE, tmp_path / "work")
    (tmp_path / "work/templates").mkdir()
    (tmp_path / "work/templates" / name).write_text("{{ nothing }}" if form == "html" else "#nothing")
    monkeypatch.chdir(tmp_path / "work")
    assert main(["document", "action-plan", "XX/2012-2013", "--language", "en", "--format", form]) == 1
    assert f"templates/{name}" in capsys.readouterr().err


@pytest.mark.skipif(find_spec("typst") is None, reason="typst is not installed")
def test_a_long_plan_is_set_and_a_text_of_four_megabytes_is_refused():
    text = "Payments are published by project, region and quarter, as open data under a free licence. " * 8
    blocks = [
        block
        for number in range(140)
        for block in (
            Heading(f"Commitment {number}"),
            KeyValues([("Lead", "Ministry"), ("Level", "national")]),
            *(Paragraph([LangText(text, "en")]) for _paragraph in range(8)),
        )
    ]
    pypdf = pytest.importorskip("pypdf")
    made = render_pdf(TextDocument(title="Plan", language="en", blocks=blocks))
    assert len(pypdf.PdfReader(BytesIO(made)).pages) >= 200
    with pytest.raises(TooLongForPdf, match="DOCX or HTML"):
        render_pdf(TextDocument(title="Plan", language="en", blocks=[Paragraph("words " * 700_000)]))
