"""Fields as text: what a page or a document says of a field comes from its declaration."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated

import attrs
import pytest

from ogpkit.api import Kind, Kinds
from ogpkit.api.content import (
    Audience,
    Choice,
    Commitment,
    CountryCode,
    Document,
    LanguageCode,
    Length,
    MailAddress,
    Reference,
    Settings,
    TextFormat,
    Translated,
    WebAddress,
    Workspace,
    WorkspaceSettings,
)
from ogpkit.api.output import FieldText
from ogpkit.api.text import Grid, Heading, KeyValues, LangText, Link, Paragraph, use_language


class Colour(Choice):
    """How it goes."""

    RED = "red", "Complete"
    AMBER = "amber", "Limited"


@attrs.frozen(kw_only=True)
class Step:
    """A step.

    Attributes:
        id: Its name.
        title: What is done.
        due: By when.
        deadline: The same in words.
        colour: How it goes.
    """

    id: str
    title: Translated
    due: date | None = None
    deadline: Translated | None = None
    colour: Colour | None = None


@attrs.frozen(kw_only=True)
class Visit:
    """A visit.

    Attributes:
        title: What it was about.
        lead: Who went.
        country: Where to.
        languages: What was spoken.
        colours: How it went.
        seen: How many were seen.
        open: Whether anybody could come.
        began: When it began.
        photos: What shows it.
        report: The report in each language.
        by_group: How many came, by group.
        findings: What was found.
        mail: An address.
        notes: For colleagues.
        steps: What follows.
        next: What is first.
    """

    title: Translated
    lead: str = ""
    country: CountryCode | None = None
    languages: tuple[LanguageCode, ...] = ()
    colours: tuple[Colour, ...] = ()
    seen: int | None = None
    open: bool | None = None
    began: datetime | None = None
    photos: tuple[WebAddress, ...] = ()
    report: Annotated[Translated, TextFormat.WEBPAGE] | None = None
    by_group: Mapping[str, int] = attrs.field(factory=dict)
    findings: Annotated[Translated, Length.LONG] | None = None
    mail: MailAddress | None = None
    notes: Annotated[str, Audience.INTERNAL] = ""
    steps: tuple[Step, ...] = ()
    next: Step | None = None


VISIT = Visit(
    title=Translated.of({"fr": "Visite", "ar": "زيارة"}),
    lead="수자원부",
    country="KE",
    languages=("ar", "fr"),
    colours=(Colour.RED, Colour.AMBER),
    seen=3,
    open=False,
    began=datetime(2024, 2, 29, 9, 30, tzinfo=UTC),
    photos=("https://example.org/1", "https://example.org/2"),
    report=Translated.of({"en": "https://example.org/en", "fr": "https://example.org/fr"}),
    by_group={"ქალები": 2},
    findings=Translated.of({"fr": "L’eau manque."}),
    mail="a@example.org",
    notes="Nobody else's business",
    steps=(
        Step(id="a", title=Translated.of({"fr": "Creuser"}), due=date(2024, 3, 31)),
        Step(id="b", title=Translated.of({"fr": "Payer"}), deadline=Translated.of({"fr": "à l’automne"})),
    ),
    next=Step(id="a", title=Translated.of({"fr": "Creuser"}), colour=Colour.AMBER),
)

SETTINGS = Settings(workspace=WorkspaceSettings(languages=("ko", "fr")))


@pytest.fixture
def text():
    return FieldText(Workspace(settings=SETTINGS), "fr")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("title", LangText("Visite")),
        ("lead", LangText("수자원부", "ko")),
        ("languages", "arabe, français"),
        ("seen", 3),
        ("open", False),
        ("began", "2024-02-29 09:30+00:00"),
        ("report", Link("https://example.org/fr", "https://example.org/fr")),
        ("by_group", "ქალები\u00a0: 2"),
        ("next.title", LangText("Creuser")),
    ],
)
def test_what_a_field_says_follows_from_its_declaration(text, name, said):
    with use_language("fr"):
        assert text.cell(VISIT, name) == said


def test_choices_are_in_the_language_in_use(text):
    with use_language("ar"):
        arabic = text.cell(VISIT, "colours")
    assert arabic == "مكتملة، تقدم محدود"


def test_a_text_that_is_missing_in_the_language_says_in_which_it_is():
    korean = FieldText(Workspace(), "ko")
    assert korean.cell(VISIT, "findings") == LangText("L’eau manque.", "fr")


def test_the_first_of_several_fields_that_says_anything_counts(text):
    grid = text.grid(VISIT.steps, "title", "due|deadline", caption="Steps")
    assert grid == Grid(
        heads=("Title", "Due"),
        rows=[(LangText("Creuser"), date(2024, 3, 31)), (LangText("Payer"), LangText("à l’automne"))],
        caption="Steps",
    )


def test_a_grid_without_rows_has_its_headings_still(text):
    assert text.grid((), "title", "due", caption="Steps", of=Step).heads == ("Title", "Due")
    with pytest.raises(ValueError, match="of"):
        text.grid((), "title", caption="Steps")


def test_a_name_that_no_field_has_is_a_mistake_of_the_author(text):
    with pytest.raises(AttributeError, match="Visit has no field 'leads'"):
        text.key_values(VISIT, "leads")
    with pytest.raises(AttributeError, match="Step has no field 'dues'"):
        text.grid(VISIT.steps, "dues", caption="Steps")


def test_addresses_get_a_row_each_and_other_rows_stand_between(text):
    found = text.key_values(VISIT, "seen", ("Day", "today"), "photos")
    assert found.rows == (
        ("Seen", 3),
        ("Day", "today"),
        ("Photos", Link("https://example.org/1", "https://example.org/1")),
        ("Photos", Link("https://example.org/2", "https://example.org/2")),
    )


def test_sentences_stand_under_their_label(text):
    found = list(text.paragraphs(VISIT, "findings", level=3))
    assert found == [Heading("Findings", level=3), Paragraph([LangText("L’eau manque.")])]
    assert not list(text.paragraphs(Visit(title=Translated.of("x")), "findings"))


def test_details_say_everything_but_what_is_internal(text):
    blocks = list(text.details(VISIT, without=("title",)))
    said = str(blocks)
    facts = dict(blocks[0].rows)
    assert isinstance(blocks[0], KeyValues)
    assert facts["Lead"] == LangText("수자원부", "ko")
    assert "L’eau manque." in said
    assert "Creuser" in said
    assert "à l’automne" in said
    assert "Nobody else's business" not in said
    assert "a@example.org" not in said
    inside = FieldText(text.workspace, "fr", internal=True)
    assert "Nobody else's business" in str(list(inside.details(VISIT)))


def test_details_leave_out_columns_that_nothing_fills_in(text):
    [grid] = [block for block in text.details(VISIT) if isinstance(block, Grid)]
    assert grid.heads == ("Title", "Due", "Deadline")


def test_what_is_not_for_the_readers_is_taken_out_of_every_text(text):
    masked = attrs.evolve(text, mask=lambda words: words.replace("manque", "…").replace("수자원부", "…"))
    assert masked.cell(VISIT, "findings") == LangText("L’eau ….")
    assert masked.cell(VISIT, "lead") == LangText("…", "ko")
    assert masked.cell(VISIT, "languages") == text.cell(VISIT, "languages")


@attrs.frozen(kw_only=True)
class Remark:
    """A remark.

    Attributes:
        about: The commitment.
        others: Other commitments.
        step: A step of the visit.
    """

    about: Annotated[str, Reference("commitment", within="cycle")]
    others: tuple[Annotated[str, Reference("commitment", within="cycle")], ...] = ()
    step: Annotated[str, Reference("visit", items="steps")] | None = None


@attrs.frozen(kw_only=True)
class Remarks:
    """Remarks on a cycle.

    Attributes:
        remarks: The remarks.
    """

    remarks: tuple[Remark, ...] = ()


CYCLES = "countries/{country}/cycles/{cycle}"
KINDS = Kinds(
    [
        Kind(name="commitment", entity=Commitment, pattern=f"{CYCLES}/commitments/{{id}}.toml", title="C", titles="C"),
        Kind(name="remarks", entity=Remarks, pattern=f"{CYCLES}/remarks.toml", title="R", titles="R"),
        Kind(name="visit", entity=Visit, pattern="visits/{id}.toml", title="V", titles="V"),
    ]
)


def remarks(*, is_public=False, **said):
    """A remark in a workspace with two cycles whose commitments have the same identifiers."""
    remark = Remark(**said)
    documents = [
        Document(
            path=f"countries/KE/cycles/{cycle}/commitments/open.toml",
            kind="commitment",
            names={"country": "KE", "cycle": cycle, "id": "open"},
            entity=Commitment(title=Translated.of({"fr": f"Ouvrir {cycle}"}), number="2"),
        )
        for cycle in ("2012", "2014")
    ]
    documents.append(
        Document(
            path="countries/KE/cycles/2014/remarks.toml",
            kind="remarks",
            names={"country": "KE", "cycle": "2014"},
            entity=Remarks(remarks=(remark,)),
        )
    )
    documents.append(Document(path="visits/first.toml", kind="visit", names={"id": "first"}, entity=VISIT))
    workspace = Workspace(
        documents={one.path: one for one in documents}, kinds=KINDS, is_public=is_public, settings=SETTINGS
    )
    return FieldText(workspace, "fr"), remark


def test_the_name_of_a_document_is_written_as_its_title_in_the_same_cycle():
    text, remark = remarks(about="open")
    assert text.cell(remark, "about") == "2 Ouvrir 2014"


def test_on_the_portal_a_title_leads_to_the_page():
    text, remark = remarks(about="open", is_public=True)
    assert text.cell(remark, "about") == Link("2 Ouvrir 2014", "KE/2014/commitments/open")


def test_a_name_of_what_is_not_there_stays_a_name():
    text, remark = remarks(about="gone")
    assert text.cell(remark, "about") == "gone"


def test_several_names_become_several_titles():
    text, remark = remarks(about="open", others=("open", "gone"))
    assert text.cell(remark, "others") == "2 Ouvrir 2014, gone"


def test_the_name_of_an_item_becomes_the_title_of_the_item():
    text, remark = remarks(about="open", step="b")
    assert text.cell(remark, "step") == "Payer"


def test_a_table_that_stands_in_no_file_keeps_the_name():
    text, _remark = remarks(about="open")
    assert text.cell(Remark(about="open"), "about") == "open"
