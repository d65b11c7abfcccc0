"""Exports of platforms and forms: what is the text and what a count is known, or asked for, and never guessed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.api import Place
from ogpkit.api.content import parse_toml
from ogpkit_consultation.importing import ReadingOptions, read_comments
from ogpkit_consultation.platforms import turn_page

PLACE = Place(country="XX", cycle="2012-2013")

DECIDIM = """\
id;category/name/en;title;body;votes;comments;created_at;url
1;Budget;Contracts;Publish all contracts in one place.;2;0;2011-12-05 22:29:15 +0100;https://example.org/1
2;Budget;Audits;Publish the audit reports.;5;3;2011-12-06 10:00:00 +0100;https://example.org/2
3;Data;Addresses;Open the address register.;1;0;2011-12-07 10:00:00 +0100;https://example.org/3
"""
DECIDIM_IN_LANGUAGES = """\
id,component/id,title/en,title/fr,body/en,body/fr,state,supports,published_at,url
1,7,Contracts,,<p>Publish all contracts &amp; annexes.</p>,,accepted,4,2011-12-05 22:29:15 UTC,https://example.org/1
2,7,,Adresses,,<p>Ouvrez le registre<br>des adresses.</p>,,0,2011-12-06 10:00:00 UTC,https://example.org/2
3,7,Gone,,I take this back.,,withdrawn,0,2011-12-07 10:00:00 UTC,https://example.org/3
4,7,Mines,Mines,Publish payments.,Publiez les paiements.,,0,2011-12-08 10:00:00 UTC,https://example.org/4
"""
DECIDIM_COMMENTS = """\
id,created_at,body,locale,author/id,author/name,alignment,depth,commentable_id,commentable_type,root_commentable_url
9,2011-12-05 22:29:15 UTC,A good idea.,en,4,Asha Otieno,1,0,1,Decidim::Proposals::Proposal,https://example.org/1
"""
POLIS = """\
timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1323126955000,Mon Dec 05 2011 23:15:55 GMT+0000,0,12,50,1,1,Publish payments by project.
1323126956,Mon Dec 05 2011 23:15:56 GMT+0000,1,4,3,9,-1,Buy my watches.
1323126957,Mon Dec 05 2011 23:15:57 GMT+0000,2,4,3,9,0,Nobody has looked at this.
"""
CONSUL = {
    "data": {
        "proposals": {
            "edges": [
                {
                    "node": {
                        "id": 1,
                        "title": "Contratos",
                        "summary": "Publicarlos",
                        "description": "<p>Publiquen <strong>todos</strong> los contratos.</p>",
                        "comments_count": 7,
                        "public_created_at": "2011-12-05 22:00:00 +0100",
                        "public_author": {"username": "Ana"},
                        "comments": {"edges": [{"node": {"id": 5}}, {"node": {"id": 6}}]},
                    }
                }
            ]
        }
    }
}
DISCOURSE = {
    "title": "Which data should be open?",
    "suggested_topics": [{"id": number, "title": "Other"} for number in range(5)],
    "post_stream": {
        "posts": [
            {
                "id": 11,
                "name": "Nino",
                "username": "nino",
                "created_at": "2011-12-05T22:00:00.000Z",
                "cooked": "<p>გამოაქვეყნეთ &nbsp;გადახდები.</p>",
                "post_number": 1,
                "post_type": 1,
                "hidden": False,
            },
            {
                "id": 12,
                "username": "spam",
                "created_at": "2011-12-05T22:01:00.000Z",
                "cooked": "<p>Buy!</p>",
                "hidden": True,
            },
            {
                "id": 13,
                "username": "system",
                "created_at": "2011-12-05T22:02:00.000Z",
                "cooked": "Closed",
                "post_type": 3,
            },
        ],
        "stream": [11, 12, 13, 14],
    },
}
GOOGLE = """\
Timestamp,Email Address,What should become open first?,Why does it matter to you?
2011-12-05 10:00:00,asha@example.org,Payments by project,Nobody knows where the money of the mines goes.
2011-12-05 11:00:00,,Budgets,
"""


@pytest.fixture
def read(opened, tmp_path):
    session = opened(comment="")

    def read(content, name="export.csv", **said):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return read_comments([path], ReadingOptions(**said), session.workspace, PLACE)

    return read


def texts(found):
    return [one.text for one in found.files.values()]


def test_a_count_of_comments_is_not_the_text_of_decidim_s_proposals(read):
    found = read(DECIDIM)
    assert found.not_understood == ()
    assert texts(found) == [
        "Contracts\n\nPublish all contracts in one place.",
        "Audits\n\nPublish the audit reports.",
        "Addresses\n\nOpen the address register.",
    ]
    first = next(iter(found.files.values()))
    assert (str(first.received), first.url) == ("2011-12-05", "https://example.org/1")
    assert "export.csv: This is an export of Decidim." in found.notes
    assert "export.csv: title, body → text" in found.notes
    assert "export.csv: comments → left out" in found.notes


def test_texts_by_language_without_what_was_withdrawn(read):
    found = read(DECIDIM_IN_LANGUAGES)
    assert [one.language for one in found.files.values()][:2] == ["en", "fr"]
    assert texts(found) == [
        "Contracts\n\nPublish all contracts & annexes.",
        "Adresses\n\nOuvrez le registre\ndes adresses.",
        "[en] Mines\n\n[fr] Mines\n\n[en] Publish payments.\n\n[fr] Publiez les paiements.",
    ], "of a text in several languages none is lost"
    assert "export.csv: 1 row is left out because of its value in “state”: 4." in found.notes
    assert "export.csv: 2 comments were written as web pages. Only their text is imported." in found.notes


def test_a_text_that_is_kept_by_language_in_its_cell(read):
    body = json.dumps({"fr": "<p>Publiez.</p>", "machine_translations": {"en": "Publish."}}).replace('"', '""')
    found = read(f'id,title,body,component/id,created_at\n1,"{{""fr"": ""Contrats""}}","{body}",7,2011-12-05\n')
    assert [(one.language, one.text) for one in found.files.values()] == [("fr", "Contrats\n\nPubliez.")]


def test_comments_on_proposals_of_decidim(read):
    (one,) = read(DECIDIM_COMMENTS).files.values()
    assert (one.text, one.author, one.language, one.url) == (
        "A good idea.",
        "Asha Otieno",
        "en",
        "https://example.org/1",
    )


def test_what_polis_moderated_out_stays_out_unless_asked_for(read):
    found = read(POLIS)
    assert texts(found) == ["Publish payments by project.", "Nobody has looked at this."]
    assert {str(one.received) for one in found.files.values()} == {"2011-12-05"}
    assert "export.csv: 1 row is left out because of its value in “moderated”: 3." in found.notes
    assert texts(read(POLIS, only={"moderated": ("1",)})) == ["Publish payments by project."]
    assert len(read(POLIS, only={"moderated": ("*",)}).files) == 3


def test_proposals_out_of_the_interface_of_consul(read):
    found = read(CONSUL, "proposals.json")
    (one,) = found.files.values()
    assert one.text == "Contratos\n\nPublicarlos\n\nPubliquen todos los contratos."
    assert (one.author, str(one.received)) == ("Ana", "2011-12-05")


def test_a_topic_of_discourse_says_what_was_hidden_and_what_it_lacks(read):
    found = read(DISCOURSE, "42.json")
    assert [(one.text, one.author) for one in found.files.values()] == [("გამოაქვეყნეთ  გადახდები.", "Nino")]
    said = "\n".join(found.notes)
    assert "because of its value in “hidden”: 3" in said
    assert "because of its value in “post_type”: 4" in said
    assert "contains 3 of the 4 posts" in said


def test_a_form_with_several_questions_asks_which_and_keeps_every_answer(read):
    found = read(GOOGLE)
    assert not found.files
    said = found.not_understood[0].message
    assert "“Why does it matter to you?” (Nobody knows where the money of the mines goes.)" in said
    assert "--column text=HEADING" in said
    asked = ("What should become open first?", "Why does it matter to you?")
    assert texts(read(GOOGLE, columns={"text": asked})) == [
        "What should become open first?\nPayments by project\n\n"
        "Why does it matter to you?\nNobody knows where the money of the mines goes.",
        "What should become open first?\nBudgets",
    ]


def test_a_form_of_microsoft_with_its_own_columns(read):
    heads = "ID,Start time,Completion time,Email,Name,What should become open first?,Why does it matter to you?"
    row = (
        "1,12/5/11 10:00:00,2011-12-05 10:02:00,anonymous@example.org,Asha,Payments,Nobody knows where the money goes."
    )
    asked = ("What should become open first?", "Why does it matter to you?")
    (one,) = read(f"{heads}\n{row}\n", columns={"text": asked}).files.values()
    assert (one.author, str(one.received)) == ("Asha", "2011-12-05")
    assert one.text.endswith("Why does it matter to you?\nNobody knows where the money goes.")


@pytest.mark.parametrize(
    "sheet",
    [
        "comment,proposal,date\nI agree with this very much,Publish all contracts in one place,2012-01-01\n",
        "text,date,remarks\nPublish,2012-01-01,This came with three signatures\n",
        "Q1,date\nPublish all contracts in one place,2012-01-01\n",
    ],
)
def test_what_could_be_the_text_is_asked_for_and_nothing_is_written(read, sheet):
    found = read(sheet)
    assert not found.files
    assert "It is not clear which column contains the text of a comment." in found.not_understood[0].message


def test_a_title_stands_above_the_text_and_a_count_is_left_out(read):
    found = read("title,description,comments,date\nMines,Publish payments.,12,2012-01-01\n")
    assert texts(found) == ["Mines\n\nPublish payments."]


def test_rows_are_chosen_by_what_a_column_says(read):
    sheet = "text,date,region\nPublish,2012-01-01,Kenya\nPubliez,2012-01-01,Togo\n"
    assert texts(read(sheet, only={"region": ("Kenya",)})) == ["Publish"]
    assert texts(read(sheet, leave_out={"region": ("Ken*",)})) == ["Publiez"]


def test_a_mapping_says_what_the_columns_of_comments_are(read):
    mapping = b'order = "day-first"\nignore_others = true\n\n[comment]\nfields = { text = "Idea", received = "On" }\n'
    sheet = "Idea,On,Number\nPublish payments.,03/04/2012,7\n"
    (one,) = read(sheet, mapping=mapping).files.values()
    assert (one.text, one.received) == ("Publish payments.", date(2012, 4, 3))


def test_the_command_takes_rows_columns_and_a_mapping(written, tmp_path, monkeypatch, capsys):
    from ogpkit.api.cli import main

    root = written(comment="")
    monkeypatch.chdir(root)
    (tmp_path / "polis.csv").write_text(POLIS, "utf-8")
    words = ["consultation", "import", "XX/2012-2013", str(tmp_path / "polis.csv")]
    assert main([*words, "--only", "moderated=1", "--preview"]) == 0
    assert "1 new comment." in capsys.readouterr().err
    assert main([*words, "--leave-out", "moderated"]) == 2
    assert "HEADING=WORD" in capsys.readouterr().err
    assert main(words) == 0
    capsys.readouterr()
    assert main(words) == 0
    assert "0 new comments." in capsys.readouterr().err


@given(st.text())
def test_a_text_that_is_no_page_stays_as_it_is(text):
    plain, was_page = turn_page(text)
    assert was_page or plain == text.strip()


def test_every_platform_is_declared_with_its_source():
    from pathlib import Path

    import ogpkit_consultation

    source = Path(ogpkit_consultation.__file__).with_name("platforms.toml").read_text("utf-8")
    for name in parse_toml(source.encode()):
        assert source[: source.index(f"[{name}]")].rstrip().rpartition("\n")[2].startswith("# ")
