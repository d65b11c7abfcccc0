"""What is public: everything that the Roadmap asks for, and nobody's address or number unless they agreed."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place, remove_once, replace_once
from ogpkit.api.content import collect_report_inputs
from ogpkit.api.editing import read_sheet
from ogpkit.api.output import (
    build_document,
    build_sheet,
    list_exporters,
    public_workspace,
    render_markdown,
    run_exporter,
)
from ogpkit.api.text import Heading, Link, Quote, use_language
from ogpkit_consultation.pages import PAGES, page_of
from ogpkit_consultation.rules import RULE_FILE
from ogpkit_consultation.views import COMMENTS

COMMENT = RULE_FILE.example().files["countries/XX/cycles/2012-2013/consultation/comments/0001.toml"]
PROCESS = RULE_FILE.example().files["countries/XX/cycles/2012-2013/consultation/process.toml"]

PLACE = Place(country="XX", cycle="2012-2013")
HOME = "countries/XX/cycles/2012-2013/consultation/comments"
PRIVATE = """\
received = 2011-12-12
author = "Ana Pérez"
group = "citizens"
language = "ar"
text = "يجب نشر المدفوعات: ana@example.org, +34 612 345 678"
email = "ana.perez@example.org"
telephone = "+34 612 999 888"
"""
SECRETS = ("ana@example.org", "612 345 678", "ana.perez@example.org", "612 999 888")


def public_texts(workspace, plugins):
    """Everything that this plugin makes public, as texts."""
    paper = next(owned for owned in plugins.papers if owned.value.name == "consultation-summary")
    yield render_markdown(build_document(paper, workspace, PLACE, "en", plugins))
    for name in ("comments-csv", "comments-xlsx"):
        exporter = next(owned for owned in list_exporters(plugins) if owned.value.name == name)
        sheet = read_sheet(run_exporter(exporter, workspace, PLACE, plugins))
        yield "\n".join(str(cell) for _number, row in sheet.rows for cell in row.values())
    yield repr(list(PAGES.render(workspace, "en")))
    yield repr(collect_report_inputs(workspace, PLACE, "en", plugins))


def test_addresses_and_numbers_are_nowhere_in_what_is_public(read, plugins):
    workspace = read(more={f"{HOME}/0002.toml": PRIVATE})
    texts = list(public_texts(workspace, plugins))
    assert len(texts) == 5
    for text in texts:
        assert [secret for secret in SECRETS if secret in text] == []
    assert all("Ana Pérez" in text for text in texts[:4]), "a name is public unless its bearer asks"
    assert all("يجب نشر المدفوعات" in text for text in texts[:4])


def test_the_page_of_findings_alone_claims_nothing_else(read):
    process = """
findings_published = 2012-06-01
findings_url = "https://example.org/process.csv"
findings = [
  { question = "Step 5: In-person consultations", answer = "Yes" },
  { question = "_In-person consultations", answer = "1" },
  { question = "_Number of steps followed (out of 6)", answer = "1" },
]
"""
    [page] = PAGES.render(read(process=process, comment=None, session=None), "en")
    said = repr(page.blocks)
    assert "Step 5: In-person consultations" in said
    assert "Number of steps followed (out of 6)" in said
    assert "'_" not in said, "codes that repeat an answer"
    assert "https://example.org/process.csv" in said
    assert "No one has taken part" not in said
    assert "0 written comments" not in said


def test_who_agreed_is_published_with_their_address(read, plugins):
    workspace = read(more={f"{HOME}/0002.toml": f"publish_contact = true\n{PRIVATE}"})
    text = next(public_texts(workspace, plugins))
    assert "ana.perez" in text
    assert "612 999 888" in text


def test_who_asked_not_to_be_named_is_not(read, plugins):
    workspace = read(more={f"{HOME}/0002.toml": f"anonymous = true\n{PRIVATE}"})
    for text in [*public_texts(workspace, plugins)][:4]:
        assert "Ana" not in text
        assert "not named" in text


@pytest.mark.parametrize("signed", ["Ana Pérez", "ANA  PÉREZ", "Pérez, Ana"])
def test_who_asked_not_to_be_named_is_not_named_by_their_own_words_either(read, plugins, signed):
    words = f"text = 'Publish the payments. {signed}'\n"
    lines = [line for line in PRIVATE.splitlines(keepends=True) if not line.startswith("text")]
    workspace = read(more={f"{HOME}/0002.toml": f"anonymous = true\npublish_contact = true\n{''.join(lines)}{words}"})
    for given in (workspace, public_workspace(workspace, plugins)):
        for text in [*public_texts(given, plugins)][:4]:
            assert "Publish the payments." in text
            assert "pérez" not in text.casefold()
    comment = public_workspace(workspace, plugins).documents[f"{HOME}/0002.toml"].entity
    assert comment.text.startswith("Publish the payments. [")


def test_an_address_in_place_of_a_name_is_no_name(read, plugins):
    workspace = read(more={f"{HOME}/0002.toml": replace_once(PRIVATE, '"Ana Pérez"', '"ana.perez@example.org"')})
    assert all("ana.perez" not in text for text in public_texts(workspace, plugins))


def test_the_report_says_all_that_is_asked_of_it(read, plugins):
    paper = next(owned for owned in plugins.papers if owned.value.name == "consultation-summary")
    writing = build_document(paper, read(more={f"{HOME}/0002.toml": PRIVATE}), PLACE, "en", plugins)
    text = render_markdown(writing)
    chapters = [block.text for block in writing.blocks if isinstance(block, Heading) and block.level == 1]
    assert chapters == [
        "What was done",
        "Who took part",
        "What changed",
        "Every comment and its answer",
        "Forum for consultation on implementation",
        "Consultation with peers",
    ]
    assert "| Civil society | 1 |  | 1 |" in text
    assert "| In person | 1 | 140 | 0 |" in text
    assert "1 comment, 1 of them led to a change." in text
    assert "Payments are now reported by project" in text
    quotes = [block for block in writing.blocks if isinstance(block, Quote)]
    assert [(one.language, one.by) for one in quotes] == [("es", "Publish What You Pay"), ("ar", "Ana Pérez")]
    assert "Not answered yet" in text
    assert "Training added to the first milestone" in text


@pytest.mark.parametrize(("language", "title"), [("fr", "Consultation publique"), ("es", "Consulta pública")])
def test_the_report_is_written_in_every_owed_language(read, plugins, language, title):
    paper = next(owned for owned in plugins.papers if owned.value.name == "consultation-summary")
    writing = build_document(paper, read(), PLACE, language, plugins)
    assert title in writing.title
    english = build_document(paper, read(), PLACE, "en", plugins)
    headings = [[block.text for block in one.blocks if isinstance(block, Heading)] for one in (writing, english)]
    same = [mine for mine, theirs in zip(*headings, strict=True) if mine == theirs]
    assert [one for one in same if "Brasília" not in one and "mining" not in one] == []


def test_without_a_consultation_there_is_nothing_to_write(read, plugins):
    from ogpkit.api.output import NothingToWrite

    paper = next(owned for owned in plugins.papers if owned.value.name == "consultation-summary")
    with pytest.raises(NothingToWrite):
        build_document(paper, read(process=""), PLACE, "en", plugins)


def pages(workspace, language="en"):
    return {page.address: page for page in PAGES.render(workspace, language) if not page.is_part}


def test_a_comment_keeps_its_address_whatever_else_comes_and_goes(read):
    more = {f"{HOME}/{number:04}.toml": replace_once(COMMENT, "Los", f"{number} Los") for number in (2, 200, 201, 950)}
    few, many = pages(read()), pages(read(more={**more, f"{HOME}/ministry.toml": COMMENT}))
    home = "XX/2012-2013/consultation"
    assert set(few) == {home, f"{home}/comments/1"}
    assert set(many) == {home, *(f"{home}/comments/{name}" for name in ("1", "2", "5", "others"))}
    for found in (few, many):
        assert "comment-0001" in [
            block.id for block in found[f"{home}/comments/1"].blocks if isinstance(block, Heading)
        ]
    assert [page_of(name) for name in ("0001", "0200", "0201", "ministry", "0000")] == ["1", "1", "2", "others", "1"]


def test_every_link_of_the_pages_leads_to_a_page_and_a_place_on_it(read):
    from itertools import chain

    found = pages(read(more={f"{HOME}/0002.toml": PRIVATE}))
    names = {address: {getattr(block, "id", "") for block in page.blocks} for address, page in found.items()}

    def links(value):
        if isinstance(value, Link):
            yield value.address
        elif isinstance(value, tuple):
            yield from chain.from_iterable(map(links, value))

    here = [
        address
        for page in found.values()
        for block in page.blocks
        for name in ("rows", "pieces", "items")
        for address in links(getattr(block, name, ()))
        if not address.startswith("http")
    ]
    assert here
    for address in here:
        page, _hash, name = address.partition("#")
        assert page in found
        assert not name or name in names[page]


def test_pages_are_in_the_language_that_was_asked_for(read):
    with use_language("en"):
        page = pages(read(), "es")["XX/2012-2013/consultation"]
    assert "consulta pública" in page.title


def test_the_accounts_tell_of_each_principle_and_of_peers(read, plugins):
    told = [
        owned.value for owned in collect_report_inputs(read(), PLACE, "en", plugins) if owned.plugin == "consultation"
    ]
    assert [one.section for one in told] == [f"Roadmap IV.{number}" for number in range(1, 6)] + [
        "Roadmap IV.2",
        "Roadmap VIII",
    ]
    assert told[0].text.startswith(
        "Process and timeline are online before the consultation: kept. The process and timeline were"
    )
    assert "Peers of 2 other countries discussed the commitments in 1 session." in told[-1].text
    assert all(one.shown_by for one in told)
    broken = remove_once(PROCESS, '"private-sector", ')
    said = [owned.value.text for owned in collect_report_inputs(read(process=broken), PLACE, "en", plugins)]
    assert any("not kept" in text and "The consultation did not include “Private sector”" in text for text in said), (
        "gaps are told too"
    )


def test_the_sheet_of_comments_has_public_columns_only(read):
    heads = list(build_sheet(COMMENTS, read(), PLACE).columns)
    assert heads == [
        "id",
        "received",
        "author",
        "group",
        "language",
        "commitments",
        "outcome",
        "answered",
        "text",
        "answer",
        "url",
    ]


def test_looked_at_today_the_report_bears_the_day_of_the_summary(read, plugins):
    paper = next(owned for owned in plugins.papers if owned.value.name == "consultation-summary")
    assert build_document(paper, read(), PLACE, "en", plugins).dated == date(2012, 2, 20)
