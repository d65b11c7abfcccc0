"""Trackers as ministries keep them: their words, marks, HTML, deadlines and codes come in by a mapping alone, or are named."""

from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

import ogpkit_commitments
from ogpkit.api import Place, Plugins
from ogpkit.api.cli import main
from ogpkit.api.content import Cycle
from ogpkit.api.output import xlsx_bytes
from ogpkit.api.testing import WorkspaceBuilder
from ogpkit.api.text import Table
from ogpkit_commitments.exchange import PLAN_SHEET, PROGRESS_SHEET

PLACE = Place(country="KE", cycle="2012-2013")
FOLDER = "countries/KE/cycles/2012-2013/commitments/"
CYCLE = Cycle(start=date(2012, 4, 1), end=date(2013, 12, 31), edition="roadmap-2011")

CODE = '[commitment]\nkey = "Code"\nfields = { "title.en" = "Title" }\n'
END = '[commitment]\nkey = "Code"\nfields = { "title.en" = "Title", end = "End" }\n'
STEPS = '[commitment]\nkey = "Code"\nfields = { "title.en" = "Title" }\n[milestone]\nkey = "M"\nfields = { "title.en" = "Text", '


def build(folder):
    builder = WorkspaceBuilder(folder, Plugins.of({"commitments": ogpkit_commitments}))
    return builder.file("countries/KE/cycles/2012-2013/cycle.toml", CYCLE)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    return build(tmp_path_factory.mktemp("trackers")).workspace


def read(workspace, sheet, mapping):
    data = sheet if isinstance(sheet, bytes) else sheet.encode()
    return PLAN_SHEET.read(data, workspace, PLACE, mapping.encode())


def understood(found):
    assert not found.not_understood
    return {path.removeprefix(FOLDER).removesuffix(".toml"): values for path, values in found.files.items()}


def said(found):
    return [(one.row, one.column, one.message) for one in found.not_understood]


def test_words_for_nothing_and_for_a_status_come_from_the_mapping(empty):
    mapping = (
        'empty = ["Not Specified", "None Specified", "—"]\nwords = { "In Progress" = "limited" }\n'
        '[commitment]\nkey = "Code"\nfields = { "title.en" = "Title", partners = "Support", end = "End", lead = "Lead" }\n'
        '[milestone]\nkey = "M"\nfields = { "title.en" = "Text", status = "Status" }\n'
    )
    sheet = "Code,Title,Support,End,Lead,M,Text,Status\nC1,Open budget,None specified,Not Specified,–,M1,Portal,In progress\n"
    milestone = {"id": "m1", "title": {"en": "Portal"}, "status": "limited"}
    assert understood(read(empty, sheet, mapping)) == {
        "c1": {"title": {"en": "Open budget"}, "milestones": [milestone]}
    }


def test_a_word_for_nothing_that_nobody_explained_is_said(empty):
    mapping = '[commitment]\nkey = "Code"\nfields = { "title.en" = "Title", partners = "Support", end = "End" }\n'
    found = read(empty, "Code,Title,Support,End\nC1,Open budget,None Specified,Not Specified\n", mapping)
    assert [(row, column) for row, column, _message in said(found)] == [(2, "End")]
    assert "add it to `empty` in the mapping" in said(found)[0][2]
    assert any("“None Specified” is imported as text" in note for note in found.notes)


def test_a_word_may_mean_something_in_one_column_alone(empty):
    mapping = (
        '[commitment]\nkey = "Code"\nfields = { "title.en" = "Title", lead = "Lead", partners = "With" }\n'
        '[values."Lead"]\nMoF = "Ministry of Finance"\nX = ""\n'
    )
    found = understood(read(empty, "Code,Title,Lead,With\n1,Open budget,MOF,MoF; X\n2,Data,x,\n", mapping))
    assert found["1"] == {"title": {"en": "Open budget"}, "lead": "Ministry of Finance", "partners": ["MoF", "X"]}
    assert "lead" not in found["2"]


def test_words_of_a_column_that_is_not_there_are_refused(empty):
    found = read(empty, "Code,Title\n1,Open budget\n", f'{CODE}[values."Status"]\nA = "b"\n')
    assert said(found) == [(0, "Status", "The sheet does not have this column.")]


MARKS = f'{CODE}[commitment.flags.principles]\n"Transparency?" = "transparency"\n"Participation?" = "participation"\n'


@pytest.mark.parametrize(
    ("row", "principles"),
    [
        ("1,0", ["transparency"]),
        ("X,oui", ["transparency", "participation"]),
        ("✓,нет", ["transparency"]),
        ("no,0", []),
        (",", None),
        ("نعم,", ["transparency"]),
    ],
)
def test_columns_of_yes_and_no_become_a_list(empty, row, principles):
    found = read(empty, f"Code,Title,Transparency?,Participation?\n1,Open budget,{row}\n", MARKS)
    assert understood(found)["1"].get("principles") == principles


def test_a_mark_that_is_neither_yes_nor_no_is_named(empty):
    found = read(empty, "Code,Title,Transparency?,Participation?\n1,Open budget,partly,1\n", MARKS)
    assert said(found) == [(2, "Transparency?", "“partly” is not yes or no.")]


def test_a_mark_for_an_item_that_does_not_exist_is_named(empty):
    mapping = MARKS.replace('"transparency"', '"openness"')
    assert "openness" in said(read(empty, "Code,Title,Transparency?,Participation?\n1,A,1,1\n", mapping))[0][2]


def test_several_columns_make_one_field(empty):
    mapping = f'{CODE}[commitment.joined]\n"description.en" = ["What", "How"]\npartners = ["With", "And with"]\n'
    sheet = "Code,Title,What,How,With,And with\n1,Open budget,Publish it.,Monthly.,A; B,B; C\n2,Data,,Soon.,,C\n"
    found = understood(read(empty, sheet, mapping))
    assert (found["1"]["description"], found["1"]["partners"]) == ({"en": "Publish it.\nMonthly."}, ["A", "B", "C"])
    assert (found["2"]["description"], found["2"]["partners"]) == ({"en": "Soon."}, ["C"])


SPLIT = '[commitment]\n[commitment.split."Commitment"]\nby = " – "\ninto = ["key", "title.en"]\n'


def test_one_column_makes_several_fields(empty):
    found = read(empty, "Commitment\nC1 – Open budget – now\nC2 – Data\n", SPLIT)
    assert understood(found) == {"c1": {"title": {"en": "Open budget – now"}}, "c2": {"title": {"en": "Data"}}}


def test_a_cell_that_cannot_be_divided_is_named(empty):
    assert said(read(empty, "Commitment\nC1\n", SPLIT))[0] == (
        2,
        "Commitment",
        "“C1” has no “–” at which ogpkit can split it.",
    )


HTML = '[commitment]\nkey = "Code"\nfields = { "title.en" = "Title", "description.en" = "What" }\n'
PAGE = "Code,Title,What\n1,Open&nbsp;budget,<p>Publish:</p><ul><li>tables</li><li>a <b>portal</b></li></ul>\n"


def test_html_becomes_text_where_the_mapping_says_so(empty):
    found = understood(read(empty, PAGE, f"html = true\n{HTML}"))
    assert found["1"]["title"] == {"en": "Open budget"}
    assert found["1"]["description"]["en"].split() == ["Publish:", "-", "tables", "-", "a", "portal"]


def test_the_address_of_a_link_is_kept(empty):
    sheet = 'Code,Title,What\n1,A,"See <a href=""https://a.example/x"">the law</a>, <a href=""https://b.example"">https://b.example</a>"\n'
    found = understood(read(empty, sheet, f"html = true\n{HTML}"))
    assert found["1"]["description"] == {"en": "See the law (https://a.example/x), https://b.example"}


def test_html_that_stays_is_said(empty):
    found = read(empty, PAGE, HTML)
    assert understood(found)["1"]["title"] == {"en": "Open&nbsp;budget"}
    assert len([note for note in found.notes if "contains HTML" in note and "html = true" in note]) == 2


@pytest.mark.parametrize("text", ["Spend < 5 and > 3", "R&D; more", "<none>", "a <- b"])
def test_a_text_with_signs_of_html_is_no_html(empty, text):
    found = read(empty, f'Code,Title\n1,"{text}"\n', f"html = true\n{CODE}")
    assert understood(found)["1"]["title"] == {"en": text}


WORDS = f'dates = "season"\n{STEPS}due = "Due" }}\n[months]\nspring = 5\nwinter = 12\n'


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("From spring 2012 to winter 2013", date(2013, 12, 31)),
        ("Q3 2013", date(2013, 9, 30)),
        ("By the end of 2013", date(2013, 12, 31)),
        ("Ongoing", None),
        ("2026-27", None),
        ("2012-13", None),
        ("2012-11", date(2012, 11, 30)),
        ("when funds allow", None),
    ],
)
def test_a_deadline_in_words_is_kept_in_words_too(empty, cell, due):
    found = read(empty, f"Code,Title,M,Text,Due\n1,Open budget,M1,Portal,{cell}\n", WORDS)
    (milestone,) = understood(found)["1"]["milestones"]
    assert (milestone.get("due"), milestone["deadline"]) == (due, {"en": cell})
    assert any("is not a date, so ogpkit imports it as text" in note for note in found.notes) is (due is None)


def test_a_day_among_deadlines_in_words_needs_no_words(empty):
    found = read(empty, "Code,Title,M,Text,Due\n1,Open budget,M1,Portal,31/12/2013\n", WORDS)
    assert understood(found)["1"]["milestones"] == [{"id": "m1", "title": {"en": "Portal"}, "due": date(2013, 12, 31)}]


@pytest.mark.parametrize("cell", ["03/04/2013", "31 Dec 13", "2013-02-30", "31/13/2013"])
def test_a_day_that_is_wrong_does_not_become_words(empty, cell):
    found = read(empty, f"Code,Title,M,Text,Due\n1,Open budget,M1,Portal,{cell}\n", WORDS)
    assert [(row, column) for row, column, _message in said(found)] == [(2, "Due")]


def test_a_field_that_keeps_no_words_refuses_them(empty):
    found = read(empty, "Code,Title,End\n1,Open budget,Ongoing\n", f'dates = "season"\n{END}')
    assert [(row, column) for row, column, _message in said(found)] == [(2, "End")]


def test_words_go_to_the_column_that_the_mapping_says(empty):
    mapping = WORDS.replace('due = "Due"', 'due = "Due", "deadline.fr" = "Due"')
    found = read(empty, "Code,Title,M,Text,Due\n1,Open budget,M1,Portal,En continu\n", mapping)
    assert understood(found)["1"]["milestones"][0]["deadline"] == {"fr": "En continu"}


@pytest.mark.parametrize(
    ("code", "name"),
    [("١", "1"), ("التزام ٢", "2"), ("ვალდებულება 2", "2"), ("C01.2", "c01-2"), ("C 1", "c-1"), ("1–2", "1-2")],
)
def test_a_code_in_any_script_becomes_an_identifier(empty, code, name):
    assert list(understood(read(empty, f"Code,Title\n{code},Open budget\n", CODE))) == [name]


@pytest.mark.parametrize(
    ("one", "other"), [("1.1", "1-1"), ("C 1", "C1"), ("C1", "c1"), ("التزام ٢", "نشاط ٢"), ("١", "1"), ("a_1", "A-1")]
)
def test_codes_that_differ_in_signs_alone_are_named_with_both(empty, one, other):
    found = read(empty, f"Code,Title\n{one},Open budget\n{other},Data\n", CODE)
    ((row, column, message),) = said(found)
    assert (row, column) == (3, "Code")
    assert f"“{other}” and “{one}” in row 2 give the same identifier" in message
    assert "another column for `key`" in message


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("CON", "not a possible file name on Windows"),
        ("aux", "not a possible file name on Windows"),
        ("x" * 150, "too long for an identifier"),
        ("Обязательство", "cannot make an identifier"),
        ("1/2", "cannot make an identifier"),
        ("", "does not name the commitment"),
    ],
)
def test_a_code_that_cannot_be_used_is_named_with_the_reason(empty, code, reason):
    ((row, column, message),) = said(read(empty, f'Code,Title\n"{code}",Open budget\n', CODE))
    assert (row, column) == (2, "Code")
    assert reason in message


def test_codes_of_milestones_are_told_apart_within_their_commitment(empty):
    mapping = f"{STEPS[:-2]} }}\n"
    sheet = "Code,Title,M,Text\n1,Open budget,M 1,Portal\n1,Open budget,M1,Law\n2,Data,M1,List\n"
    assert [(row, column) for row, column, _message in said(read(empty, sheet, mapping))] == [(3, "M")]


def test_a_code_that_is_nearly_there_makes_no_second_document(tmp_path):
    workspace = build(tmp_path).file(f"{FOLDER}c1.toml", 'title.en = "Open budget"\n').workspace
    ((_row, column, message),) = said(read(workspace, "Code,Title\nC 1,Open budget\n", CODE))
    assert (column, "c1 already exists" in message) == ("Code", True)
    assert list(understood(read(workspace, "Code,Title\nC1,Open budget\n", CODE))) == ["c1"]


@pytest.fixture
def kenya(tmp_path, monkeypatch, capsys):
    """A new workspace with a cycle, made as a person makes it."""
    assert main(["init", str(tmp_path / "w"), "--name", "W", "--country", "KE", "--languages", "en"]) == 0
    monkeypatch.chdir(tmp_path / "w")
    assert main(["cycle", "new", "KE/2012-2013", "--start", "2012-04-01", "--end", "2013-12-31"]) == 0
    (tmp_path / "plan.csv").write_text("Code,Title,End\nC1,Open budget,03/04/2013\n", "utf-8")
    (tmp_path / "mapping.toml").write_text(END, "utf-8")
    capsys.readouterr()
    return SimpleNamespace(root=tmp_path / "w", capsys=capsys)


COMMANDS = (["plan", "import", "KE/2012-2013", "../plan.csv"], ["import", "plan", "../plan.csv", "KE/2012-2013"])


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("days", "day"), [("day-first", "2013-04-03"), ("month-first", "2013-03-04")])
def test_a_command_says_in_which_order_days_are(kenya, command, days, day):
    assert main([*command, "--mapping", "../mapping.toml", "--days", days]) == 0
    assert f"end = {day}\n" in (kenya.root / FOLDER / "c1.toml").read_text("utf-8")


def test_a_day_that_can_be_two_is_told_with_both_and_the_option(kenya):
    assert main(["plan", "import", "KE/2012-2013", "../plan.csv", "--mapping", "../mapping.toml"]) == 1
    printed = kenya.capsys.readouterr().err
    assert "“03/04/2013” could be 2013-04-03 or 2013-03-04" in printed
    assert "--days day-first" in printed


def test_an_import_that_knows_its_days_takes_no_order(kenya):
    assert main(["import", "irm", "../plan.csv", "--days", "iso"]) == 1
    assert "Leave out --days" in kenya.capsys.readouterr().err


DAYS = st.dates(date(2012, 1, 1), date(2020, 12, 31))
WRITTEN = (
    "{d:02}/{m:02}/{y}",
    "{m:02}/{d:02}/{y}",
    "{d}.{m}.{y}",
    "{y}-{m:02}-{d:02}",
    "{y}/{m}/{d} 00:00",
    "{d:02}-{m:02}-{y}",
)
ORDERS = {"": WRITTEN[2:5], "day-first": (WRITTEN[0], *WRITTEN[2:]), "month-first": WRITTEN[1:2], "iso": WRITTEN[3:5]}


@given(day=DAYS, form=st.sampled_from(WRITTEN), order=st.sampled_from(list(ORDERS)))
def test_a_day_in_a_sheet_is_itself_or_refused(empty, day, form, order):
    cell = form.format(d=day.day, m=day.month, y=day.year)
    said_order = f'order = "{order}"\n' if order else ""
    found = read(empty, f"Code,Title,End\n1,Open budget,{cell}\n", said_order + END)
    if form in ORDERS[order]:
        assert understood(found)["1"]["end"] == day
    elif not order:  # nothing was said: it can be but one day, or is refused
        assert found.not_understood or understood(found)["1"]["end"] == day
    elif not found.not_understood:  # who says the wrong order reads the wrong day, as long as it is one
        assert understood(found)["1"]["end"] in {day, day.replace(month=min(day.day, 12), day=day.month)}


def test_a_workbook_and_a_csv_file_say_the_same(empty):
    rows = [("1", "Open budget", date(2013, 12, 31)), ("2", "Data", 41639), ("3", "Law", "31 déc. 2013")]
    found = read(empty, xlsx_bytes({"Plan": Table(("Code", "Title", "End"), rows)}), END)
    assert {values["end"] for values in understood(found).values()} == {date(2013, 12, 31)}
    assert len(found.files) == 3


def make_workbook(rows, *, formats=(), since_1904=False):
    """Return a workbook as xlsxwriter writes it, with a format for the numbers of each column."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "date_1904": since_1904}) as workbook:
        sheet = workbook.add_worksheet("Plan")
        styles = [
            workbook.add_format({"num_format": form}) if form else None for form in (*formats, *[""] * len(rows[0]))
        ]
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell, styles[column] if row else None)
    return out.getvalue()


REPORT = (
    '[commitment]\nkey = "C"\nfields = { "title.en" = "C" }\n[milestone]\nkey = "M"\nfields = { "title.en" = "M" }\n'
    '[update]\nkey = "On"\nfields = { percent = "Done" }\n'
)


SHOWN = [
    ("0%", 0.45, 45),
    ("0.0 %", 0.29, 29),
    ("0%", 1, 100),
    ("0%", 0, 0),
    ("0", 45, 45),
    ('0"%"', 45, 45),
]


@pytest.mark.parametrize(("form", "value", "percent"), SHOWN)
def test_a_share_of_a_workbook_is_what_a_person_sees(empty, form, value, percent):
    rows = [("C", "M", "On", "Done"), ("c", "m", "2013-01-31", value)]
    found = PROGRESS_SHEET.read(make_workbook(rows, formats=("", "", "", form)), empty, PLACE, REPORT.encode())
    assert understood(found)["c"]["milestones"][0]["updates"][0]["percent"] == percent


def test_a_share_that_is_shown_as_a_fraction_is_refused(empty):
    found = PROGRESS_SHEET.read(
        make_workbook([("C", "M", "On", "Done"), ("c", "m", "2013-01-31", 0.45)]), empty, PLACE, REPORT.encode()
    )
    assert [(row, column) for row, column, _message in said(found)] == [(2, "Done")]


@pytest.mark.parametrize(("since_1904", "number"), [(False, 41639), (True, 40177)])
def test_the_number_of_a_day_counts_from_where_the_workbook_says(empty, since_1904, number):
    rows = [("Code", "Title", "End"), ("1", "A", number), ("2", "B", date(2013, 12, 31))]
    for form in ("0", "yyyy-mm-dd"):
        found = understood(read(empty, make_workbook(rows, formats=("", "", form), since_1904=since_1904), END))
        assert {values["end"] for values in found.values()} == {date(2013, 12, 31)}


def test_a_second_import_changes_nothing(kenya):
    text = "Code,Title,M,Text,Due\nC 1,Open budget,M.1,Portal,From spring 2012 to winter 2013\nC 1,Open budget,M.2,Law,Ongoing\n"
    (kenya.root.parent / "plan.csv").write_text(text, "utf-8")
    (kenya.root.parent / "mapping.toml").write_text(WORDS, "utf-8")
    command = ["plan", "import", "KE/2012-2013", "../plan.csv", "--mapping", "../mapping.toml"]
    assert main(command) == 0
    before = (kenya.root / FOLDER / "c-1.toml").read_bytes()
    assert main(command) == 0
    assert "0 new or changed files" in kenya.capsys.readouterr().err
    assert (kenya.root / FOLDER / "c-1.toml").read_bytes() == before


def test_headings_of_ogpkit_itself_are_found_below_a_title(kenya):
    sheet = "Plan of Kenya,,\n\nUpdated in June,,\ncommitment.id,commitment.title,commitment.lead\nc1,Open budget,Treasury\n"
    (kenya.root / "../plan.csv").write_text(sheet, "utf-8")
    assert main(["plan", "import", "KE/2012-2013", "../plan.csv"]) == 0
    assert "The headings are in row 4" in kenya.capsys.readouterr().err
    assert 'lead = "Treasury"' in (kenya.root / FOLDER / "c1.toml").read_text("utf-8")


def test_a_cell_that_is_called_like_a_heading_by_chance_is_none(empty):
    found = PLAN_SHEET.read(b"Numero,Titel\nTitle,lead of all of us\nStatus,x\n", empty, PLACE)
    assert {one.row for one in found.not_understood} == {0}
    assert not any("headings are those" in note for note in found.notes)
