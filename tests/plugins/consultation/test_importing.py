"""Comments in from forms, mails and text files: understood or told, and each of them once."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from email.message import EmailMessage
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.api import Place
from ogpkit.api.content import DayOrder, fields_of, parse_cell
from ogpkit.api.editing import describe_import, make_import_files
from ogpkit.api.output import xlsx_bytes
from ogpkit.api.text import Table
from ogpkit_consultation.importing import COMMENT_SHEET, ReadingOptions, make_comment_name, read_comments
from ogpkit_consultation.model import Comment, Group

PLACE = Place(country="XX", cycle="2012-2013")
FORM = """\
Timestamp,Your name,E-mail address,Sector,Idioma,Your comment,Browser
2011-12-10 14:30:22,Asha,asha@example.org,NGO,Swahili,Malipo yachapishwe kwa kila mradi.,Firefox
2011-12-11,ნინო,,მოქალაქე,ka-GE,გამოაქვეყნეთ გადახდები.,Chrome
2011-12-12,,,Empresa,Español,"Publiquen los pagos,
por proyecto.",Edge
"""


@pytest.fixture
def file(tmp_path):
    def file(name, content):
        path = tmp_path / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return file


def taken_in(session, *files, reading=None):
    found = read_comments(files, reading or ReadingOptions(), session.workspace, PLACE)
    if not found.not_understood:
        make_import_files(session, found, "Import of comments")
    return found


def said_of(found):
    return "\n".join(describe_import(found))


def comments(session):
    return [one.entity for one in session.workspace.all(Comment)]


def test_a_form_s_export_in_several_languages(opened, file):
    session = opened(comment="")
    found = taken_in(session, file("form.csv", FORM))
    assert found.not_understood == ()
    assert "form.csv: Browser → left out" in found.notes
    assert [path.rsplit("/", 1)[1][:10] for path in found.files] == ["2011-12-10", "2011-12-11", "2011-12-12"]
    assert [(str(one.received), one.author, one.group, one.language, one.email) for one in comments(session)] == [
        ("2011-12-10", "Asha", Group.CIVIL_SOCIETY, "sw", "asha@example.org"),
        ("2011-12-11", "ნინო", Group.CITIZENS, "ka", None),
        ("2011-12-12", "", Group.PRIVATE_SECTOR, "es", None),
    ]
    assert comments(session)[2].text == "Publiquen los pagos,\npor proyecto."
    assert session.undo_title == "Import of comments"
    session.undo()
    assert comments(session) == []


def test_importing_twice_changes_nothing_even_after_a_comment_was_edited(opened, file):
    session = opened(comment="")
    form = file("form.csv", FORM)
    taken_in(session, form)
    from ogpkit.api.editing import SetValue

    session.change(session.workspace.all(Comment)[0].path, [SetValue(("text",), "Malipo yachapishwe.")], "Shorten")
    before = {path: session.source(path) for path in session.workspace.documents}
    found = taken_in(session, form)
    assert not found.files
    assert [note for note in found.notes if "already imported" in note] == [
        f"form.csv:{row}: already imported as {one.id}." for row, one in enumerate(session.workspace.all(Comment), 2)
    ]
    assert {path: session.source(path) for path in session.workspace.documents} == before


def test_a_workbook_says_the_same_as_a_csv_file(opened, file):
    session = opened(comment="")
    heads = ("received", "author", "text", "language")
    rows = [(date(2011, 12, 10), "Asha", "Malipo yachapishwe.", "sw"), (date(2011, 12, 11), "Nino", "=1+1", "ka")]
    taken_in(session, file("form.xlsx", xlsx_bytes({"Answers": Table(heads, rows)})))
    assert [(str(one.received), one.text) for one in comments(session)] == [
        ("2011-12-10", "Malipo yachapishwe."),
        ("2011-12-11", "=1+1"),
    ]


def mail(text, sender="Asha <asha@example.org>"):
    made = EmailMessage()
    made["From"], made["Date"] = sender, "Sat, 10 Dec 2011 10:00:00 +0300"
    made.set_content(text)
    return made.as_bytes()


def test_a_folder_of_mails_and_texts_with_what_came_in_twice(opened, file):
    session = opened()
    file("a.eml", mail("Malipo yachapishwe kwa kila mradi."))
    file("b.eml", mail("> Malipo yachapishwe\n> kwa kila mradi."))
    file("c.eml", mail("Malipo yachapishwe kwa kila mradi.", "Juma <juma@example.org>"))
    file("d.txt", "“Malipo  yachapishwe kwa kila mradi.”\n")
    file("e.txt", "Los pagos deben publicarse por proyecto.")
    file("f.docx", b"PK")
    file(".hidden.txt", "no")
    folder = file("g.txt", "Gracias.").parent
    found = taken_in(session, folder, reading=ReadingOptions(received=date(2011, 12, 20), language="sw"))
    first = next(iter(found.files)).rpartition("/")[2].removesuffix(".toml")
    assert found.notes == (
        "f.docx: left out.",
        f"b.eml: already imported as {first}.",
        f"d.txt: already imported as {first}.",
        "e.txt: already imported as 0001.",
        "3 new comments.",
    )
    assert [(one.author, one.language, str(one.received)) for one in found.files.values()] == [
        ("Asha", "sw", "2011-12-10"),
        ("Juma", "sw", "2011-12-10"),
        ("", "sw", "2011-12-20"),
    ], "the same words of another author are another comment"


def test_what_is_left_out_of_a_mail_is_said(opened, file):
    session = opened(comment="")
    below = "2012년 4월 1일 (일) 오후 3:00, 행정부 <ogp@example.org>님이 작성:\n> Tell us."
    found = taken_in(session, file("a.eml", mail(f"Malipo yachapishwe.\n\n{below}\n")))
    assert [one.text for one in comments(session)] == ["Malipo yachapishwe."]
    (note,) = [one for one in found.notes if "left out" in one]
    assert note.startswith("a.eml: 2 lines below the text are left out. They begin: “2012년 4월 1일")


def test_a_text_is_read_in_its_encoding_or_not_at_all(opened, file):
    arabic = "يجب نشر المدفوعات"
    session = opened(comment="")
    windows = file("windows.txt", arabic.encode("windows-1256"))
    found = taken_in(session, windows)
    assert "--encoding" in found.not_understood[0].message
    taken_in(session, windows, reading=ReadingOptions(encoding="windows-1256"))
    taken_in(session, file("utf16.txt", "سؤال".encode("utf-16")))
    assert [one.text for one in comments(session)] == [arabic, "سؤال"]


def test_a_sheet_in_a_code_page_is_not_taken_for_latin(opened, file):
    arabic = "يجب نشر المدفوعات"
    sheet = file("form.csv", f"text,received\n{arabic},2012-01-01\n".encode("windows-1256"))
    session = opened(comment="")
    found = taken_in(session, sheet)
    assert "--encoding" in found.not_understood[0].message
    taken_in(session, sheet, reading=ReadingOptions(encoding="windows-1256"))
    assert [one.text for one in comments(session)] == [arabic]


def test_the_language_of_letters_that_only_one_language_of_the_country_has(opened, file):
    country = 'name = "Country X"\nlanguages = ["ka", "sw"]\n'
    session = opened(comment="", country=country)
    taken_in(session, file("a.txt", "გამოაქვეყნეთ გადახდები."), file("b.txt", "Malipo yachapishwe."))
    assert {one.language for one in comments(session)} == {"ka", None}, "Latin letters are Swahili's and English's"


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("text,received\nWords,03/04/2012\n", "could be 2012"),
        ("text,received\nWords,tomorrow\n", "is not a date"),
        ("text\nWords\n", "received"),
        ("text,received,group\nWords,2012-01-01,aliens\n", "is not one of civil-society"),
        ("text,received,language\nWords,2012-01-01,Klingonish\n", "is not a language"),
        ("text,received,commitments\nWords,2012-01-01,nothing\n", "“nothing” is not in this cycle"),
        ("text,received,email\nWords,2012-01-01,none\n", "email"),
        ("text,received,anonymous\nWords,2012-01-01,perhaps\n", "is not yes or no"),
        ("words,received\nWords,2012-01-01\n", "This column is required. The sheet has: words"),
    ],
)
def test_what_is_not_understood_is_told_and_nothing_is_written(opened, file, sheet, said):
    session = opened(comment="")
    found = taken_in(session, file("form.csv", sheet))
    assert said in said_of(found)
    assert found.not_understood
    assert comments(session) == []


def test_columns_and_days_can_be_named(opened, file):
    session = opened(comment="")
    sheet = file("form.csv", "Q7,When\nWords,03/04/2012\n,04/04/2012\n")
    columns = {"text": ("Q7",), "received": ("When",)}
    found = taken_in(session, sheet, reading=ReadingOptions(columns=columns, days=DayOrder.DAY_FIRST))
    assert "form.csv: Row 3 is empty and is left out." in found.notes
    assert [str(one.received) for one in comments(session)] == ["2012-04-03"]


def test_a_name_is_made_of_day_and_words_whatever_else_there_is(opened, file):
    home = "countries/XX/cycles/2012-2013/consultation/comments"
    reading = ReadingOptions(received=date(2011, 12, 20))
    (alone,) = taken_in(opened(comment=""), file("a.txt", "New words"), reading=reading).files
    assert re.fullmatch(f"{home}/2011-12-20-[a-z2-7]{{6}}.toml", alone)
    more = {
        f"{home}/00120.toml": 'received = 2011-12-10\ntext = "x"\n',
        f"{home}/ministry.toml": 'received = 2011-12-10\ntext = "New letters"\n',
    }
    session = opened(more=more)
    again = taken_in(session, file("a.txt", "New words"), file("b.txt", "New letters"), reading=reading)
    assert list(again.files) == [alone]
    assert "b.txt: already imported as ministry." in again.notes, "names of before go on being known"


def test_two_comments_with_one_day_and_the_same_words_get_two_names(opened, file):
    session = opened(comment="")
    form = file("form.csv", "text,received,author\nPublish,2012-01-01,Ana\nPublish,2012-01-01,Ben\n")
    first, second = sorted(taken_in(session, form).files, key=len)
    assert second.startswith(first.removesuffix(".toml"))


@given(text=st.text(), number=st.integers(10**8, 10**9 - 1))
def test_nobody_can_try_out_on_a_name_who_wrote_or_called(text, number):
    def named(author, email, called):
        said = f"{text}\n{author}\nCall {called} or write to {email}."
        return make_comment_name(Comment(received=date(2012, 1, 1), text=said, author=author, email=email), ())

    assert named("Asha Otieno", "asha@example.org", f"0{number}") == named(
        "Juma Mwangi", "juma@example.org", "0712345678"
    )


def test_text_that_would_act_in_a_terminal_is_shown_as_what_it_is(opened, file):
    session = opened(comment="")
    found = taken_in(session, file("form.csv", "text,received,\x1b[31mred\nWords,2012-01-01,x\n"))
    assert "\x1b" not in said_of(found)
    assert comments(session)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Marca temporal", "received"),
        ("Votre commentaire", "text"),
        ("comment", "text"),
        ("البريد الإلكتروني", "email"),
        ("ელ. ფოსტა", "email"),
        ("Publish contact", "publish_contact"),
        ("Shoe size", None),
        ("response", None),
        ("source", None),
    ],
)
def test_headings_are_understood_in_many_languages(opened, heading, field):
    sheet = f"{heading}\n".encode() if field == "text" else f"text,{heading}\nWords,\n".encode()
    found = COMMENT_SHEET.read(sheet, opened().workspace, PLACE)
    expected = f"{heading} → {field}" if field else f"{heading} → left out"
    assert expected in found.notes


def test_what_stands_under_no_heading_is_told(opened, file):
    session = opened(comment="")
    found = taken_in(session, file("form.csv", "text,received\nWords,2012-01-01,more\n"))
    said = "form.csv: row 2, C: This cell has no heading. Give its column a heading, or empty the cell."
    assert said in found.notes
    assert len(comments(session)) == 1


def test_every_group_is_understood_by_what_people_call_it():
    shape = next(field.shape for field in fields_of(Comment) if field.key == "group")
    for group in Group:
        assert parse_cell(group.value, shape, COMMENT_SHEET.cells) == group
        assert parse_cell(group.label, shape, COMMENT_SHEET.cells) == group
    assert parse_cell("Société civile", shape, COMMENT_SHEET.cells) == Group.CIVIL_SOCIETY


def test_a_column_that_somebody_names_goes_before_what_its_heading_means(opened, file):
    session = opened(comment="")
    form = file("form.csv", "text,received,Q7\nTitle,2012-01-01,Words\n")
    taken_in(session, form, reading=ReadingOptions(columns={"text": ("Q7",)}))
    assert [one.text for one in comments(session)] == ["Words"]
    found = taken_in(session, form, reading=ReadingOptions(columns={"text": ("Q8",)}))
    assert "The sheet has no column “Q8”. It has: text, received, Q7." in said_of(found)


def test_a_form_is_an_import_like_any_other(opened):
    session = opened(comment="")
    found = COMMENT_SHEET.read(FORM.encode(), session.workspace, PLACE)
    make_import_files(session, found, "Import")
    assert [one.author for one in comments(session)] == ["Asha", "ნინო", ""]
    again = COMMENT_SHEET.read(FORM.encode(), session.workspace, PLACE)
    assert not again.files
    assert f"Row 2 already exists, as {session.workspace.all(Comment)[0].id}." in again.notes


def test_a_sheet_in_the_form_of_libreoffice_is_taken_in(opened, file):
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in (("text", "received"), ("Publish all payments.", "2012-01-01"))
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f'<doc><table:table table:name="Form">{cells}</table:table></doc>')
    session = opened(comment="")
    assert taken_in(session, file("form.ods", out.getvalue())).not_understood == ()
    assert [one.text for one in comments(session)] == ["Publish all payments."]
