"""`ogpkit lsp`, driven by a client over its standard streams as an editor does it."""

from __future__ import annotations

import pytest

from ogpkit.cli import main

pytest.importorskip("pygls")

PLAN = "countries/KE/cycles/2012-2013/"
BUDGET = f"{PLAN}commitments/open-budget.toml"
COMMENTS = f"{PLAN}consultation/comments/2012-01-10-a.toml"


def codes(diagnostics):
    return sorted({one["code"] for one in diagnostics})


def apply(text, edits):
    """Make edits as an editor does, which counts in UTF-16."""
    for edit in sorted(edits, key=lambda one: (one["range"]["start"]["line"], one["range"]["start"]["character"]))[
        ::-1
    ]:
        ends = []
        for place in (edit["range"]["start"], edit["range"]["end"]):
            lines = text.split("\n")
            line = lines[place["line"]].encode("utf-16-le")[: 2 * place["character"]].decode("utf-16-le")
            ends.append(sum(len(one) + 1 for one in lines[: place["line"]]) + len(line))
        text = text[: ends[0]] + edit["newText"] + text[ends[1] :]
    return text


def test_findings_come_while_somebody_types_and_go_again(editor):
    uri = editor.open(BUDGET)
    before = editor.wait_for_findings(uri)
    editor.type(uri, editor.files[BUDGET].replace("challenge", "chalenge"))
    after = editor.wait_for_findings(uri)
    assert set(codes(after)) - set(codes(before)) == {"OGP003"}
    (found,) = [one for one in after if one["code"] == "OGP003"]
    assert found["range"] == {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 8}}
    assert found["message"] == "The key `chalenge` is not known here.\nDid you mean `challenge`?"
    assert found["source"] == "ogpkit"
    editor.type(uri, editor.files[BUDGET])
    assert editor.wait_for_findings(uri) == before


def test_what_is_typed_in_one_file_shows_in_another_that_is_open(editor):
    comments = editor.open(COMMENTS)
    assert "OGP014" not in codes(editor.wait_for_findings(comments))
    other = editor.open(f"{PLAN}commitments/new-one.toml", editor.files[BUDGET])
    editor.type(comments, editor.files[COMMENTS].replace("open-budget", "new-one"))
    editor.type(other, editor.files[BUDGET].replace("lead", "lede"))
    editor.wait_for_findings(other)
    assert "OGP014" not in codes(editor.diagnostics[comments])
    editor.close(other)  # it was never saved
    assert "OGP014" in codes(editor.wait_for_findings(comments))


def test_places_are_counted_as_the_editor_counts_them(editor):
    uri = editor.open(BUDGET)
    editor.wait_for_findings(uri)
    # one letter of two units before the value, in an inline table
    rest = editor.files[BUDGET].partition("challenge")[2]
    editor.type(uri, f'title = {{ en = "🎉", xq = "x" }}\nchallenge{rest}')
    found = [one for one in editor.wait_for_findings(uri) if one["code"] == "OGP009"]
    assert [one["range"]["start"] for one in found] == [{"line": 0, "character": 21}]
    editor.type(uri, editor.files[BUDGET].replace("\n", "\r\n").replace("challenge", "chalenge"))
    (found,) = [one for one in editor.wait_for_findings(uri) if one["code"] == "OGP003"]
    assert found["range"]["end"] == {"line": 2, "character": 8}


@pytest.mark.parametrize(
    "text",
    [
        "title = ",
        "[[[",
        "a = '''\n",
        "\x00",
        "\ud800 = 1",
        "x = 1\rtitle = 2",
        '"\u2028" = "\u0085\n"',
        "[reflects.x]\n[reflects]\n",
    ],
)
def test_no_text_ends_the_server(editor, text):
    uri = editor.open(BUDGET)
    editor.wait_for_findings(uri)
    editor.type(uri, text)
    for line in range(2):
        for character in (0, 3, 400):
            editor.at("textDocument/hover", uri, line, character)
            assert isinstance(editor.at("textDocument/completion", uri, line, character), list)
    assert isinstance(editor.fixes(uri, 0), list)
    assert editor.diagnostics[uri]


def test_hover_explains_a_key_its_value_and_a_comment(editor):
    uri = editor.open(COMMENTS, "# ogpkit: ignore CON999, OGP003: for a test\n" + editor.files[COMMENTS])
    said = editor.at("textDocument/hover", uri, 2, 1)["contents"]["value"]
    assert said.startswith("**Text (required)** — `text`")
    assert "```toml\ntext = " in said
    assert editor.at("textDocument/hover", uri, 3, 20)["contents"]["value"].startswith("Open the budget 🎉 now\n\n")
    assert "OGP003: " in editor.at("textDocument/hover", uri, 0, 30)["contents"]["value"]
    assert editor.at("textDocument/hover", uri, 4, 0) is None


def test_hover_tells_the_rules_about_a_key(editor):
    uri = editor.open(BUDGET)
    said = editor.at("textDocument/hover", uri, 2, 3)["contents"]["value"]
    assert "- `public-resources`: More Effectively Managing Public Resources" in said
    said = editor.at("textDocument/hover", uri, 3, 3)["contents"]["value"]
    assert "Rules about it:\n\n- COM022: " in said


def test_nothing_in_a_file_is_markup_in_hover(editor):
    title = "[x](http://evil) <script> `a` **b**"
    budget = editor.open(BUDGET, editor.files[BUDGET].replace("Open the budget 🎉 now", title))
    uri = editor.open(COMMENTS)
    said = editor.at("textDocument/hover", uri, 2, 20)["contents"]["value"].split("\n")[0]
    assert said == r"\[x\](http://evil) \<script\> \`a\` \*\*b\*\*"
    editor.close(budget)


@pytest.mark.parametrize(
    ("path", "text", "place", "expected"),
    [
        (BUDGET, 'challenge = "pub|"', "public-resources", '"public-resources"'),
        (BUDGET, "challenge = |", "public-resources", '"public-resources"'),
        (BUDGET, "le|", "lead", 'lead = ""'),
        (BUDGET, "le|ad = 1", "lead", "lead"),
        (BUDGET, "title.|", "sw", 'sw = ""'),
        (BUDGET, "[mil|]", "[[milestones]]", "[[milestones]]"),
        (BUDGET, "[[milestones]]\nd|", "due", "due = "),
        (BUDGET, "[[milestones]]\nindicators = [{ ti|", "title", 'title = ""'),
        (BUDGET, 'topics = [\n"a\nchallenge = "|', "public-resources", "public-resources"),
        (COMMENTS, 'commitments = ["open-courts", "o|"]', "open-budget", "open-budget"),
        ("countries/KE/country.toml", 'languages = ["|"]', "sw", "sw"),
        ("countries/KE/country.toml", "languages = [|]", "haw", ""),
        ("ogpkit.toml", "[wor|", "[workspace]", "[workspace]"),
    ],
)
def test_completion_offers_what_can_be_written(editor, path, text, place, expected):
    uri = editor.open(path, text.replace("|", ""))
    before = text[: text.index("|")]
    items = editor.at("textDocument/completion", uri, before.count("\n"), len(before) - before.rfind("\n") - 1)
    found = {one["label"]: one["textEdit"]["newText"].strip('"') for one in items}
    assert found.get(place, "") == expected.strip('"')


def test_completion_leaves_out_what_is_there_and_says_what_a_name_means(editor):
    uri = editor.open(BUDGET, editor.files[BUDGET].replace("[reflects]", "p\n[reflects]"))
    found = {one["label"] for one in editor.at("textDocument/completion", uri, 5, 1)}
    assert "partners" in found
    assert "challenge" not in found
    uri = editor.open(COMMENTS, 'commitments = [""]')
    (item,) = [one for one in editor.at("textDocument/completion", uri, 0, 16) if one["label"] == "open-budget"]
    assert item["detail"] == "Open the budget 🎉 now"


def test_fixes_are_those_of_the_check(editor):
    wrong = editor.files[BUDGET].replace("challenge", "Challenge").replace("lead =", "lede =")
    uri = editor.open(BUDGET, wrong)
    (action,) = editor.fixes(uri, 2, ["quickfix"])
    assert action["isPreferred"] is True
    assert apply(wrong, action["edit"]["changes"][uri]) == wrong.replace("Challenge", "challenge")
    (all_safe,) = editor.fixes(uri, 0, ["source.fixAll"])
    assert apply(wrong, all_safe["edit"]["changes"][uri]) == wrong.replace("Challenge", "challenge")


def test_a_file_outside_a_workspace_has_no_findings_and_a_message(editor, tmp_path):
    editor.write_files(tmp_path, {"other.toml": "title = \n"})
    uri = editor.open("other.toml", root=tmp_path)
    assert editor.at("textDocument/completion", uri, 0, 8) == []
    assert editor.at("textDocument/hover", uri, 0, 1) is None
    assert uri not in editor.diagnostics
    (said,) = [one["params"]["message"] for one in editor.said if one["method"] == "window/showMessage"]
    assert "not in a workspace" in said


def test_several_workspaces_can_be_open(editor, tmp_path):
    editor.write_files(tmp_path, {"ogpkit.toml": "[workspace]\n", "countries/GE/country.toml": 'nme = "Georgia"\n'})
    here = editor.open("countries/KE/country.toml")
    there = editor.open("countries/GE/country.toml", root=tmp_path)
    assert "OGP003" in codes(editor.wait_for_findings(there))
    assert "OGP003" not in codes(editor.diagnostics.get(here, []))


def test_what_other_programs_change_counts_from_the_next_save_on(editor):
    comments = editor.open(COMMENTS)
    editor.wait_for_findings(comments)
    file = editor.root / BUDGET
    moved = file.rename(file.with_name("elsewhere.toml"))
    try:
        editor.send("textDocument/didSave", {"textDocument": {"uri": comments}})
        assert "OGP014" in codes(editor.wait_for_findings(comments))
    finally:
        moved.rename(file)
    editor.send("workspace/didChangeWatchedFiles", {"changes": []})
    assert "OGP014" not in codes(editor.wait_for_findings(comments))


def names_of(root, answers):
    """Return where answers are, as paths and lines."""
    return sorted((one["uri"].removeprefix(f"{root.as_uri()}/"), one["range"]["start"]["line"]) for one in answers)


def test_one_goes_to_what_a_value_names_and_finds_who_names_it(editor):
    uri = editor.open(COMMENTS)
    found = editor.at("textDocument/definition", uri, 2, 20)
    assert names_of(editor.root, [found]) == [(BUDGET, 0)]
    answer = editor.at("textDocument/references", uri, 2, 20, context={"includeDeclaration": True})
    assert names_of(editor.root, answer) == [(BUDGET, 0), (COMMENTS, 2)]
    budget = editor.open(BUDGET)
    answer = editor.at("textDocument/references", budget, 0, 12, context={"includeDeclaration": False})
    assert names_of(editor.root, answer) == [(COMMENTS, 2)]
    assert editor.at("textDocument/definition", budget, 3, 2) is None


def test_a_new_name_of_a_document_reaches_its_file_and_all_that_names_it(editor):
    uri = editor.open(COMMENTS)
    settings = editor.open("ogpkit.toml", editor.files["ogpkit.toml"] + f'[[check.ignore]]\npaths = ["{BUDGET}"]\n')
    ready = editor.at("textDocument/prepareRename", uri, 2, 20)
    assert ready["placeholder"] == "open-budget"
    assert ready["range"] == {"start": {"line": 2, "character": 15}, "end": {"line": 2, "character": 28}}
    changes = editor.at("textDocument/rename", uri, 2, 20, newName="open-treasury")["documentChanges"]
    *edits, renamed = changes
    assert renamed["kind"] == "rename"
    assert renamed["newUri"] == editor.uri(BUDGET.replace("open-budget", "open-treasury"))
    text = editor.files[COMMENTS]
    assert [one["textDocument"]["uri"] for one in edits] == [uri, settings]
    assert apply(text, edits[0]["edits"]) == text.replace("open-budget", "open-treasury")
    assert edits[1]["edits"][0]["newText"] == f'"{BUDGET.replace("open-budget", "open-treasury")}"'


@pytest.mark.parametrize(
    ("name", "said"),
    [("Open Budget", "cannot be an identifier"), ("open-courts", "already taken"), ("aux", "cannot be an identifier")],
)
def test_a_name_that_nothing_can_have_is_refused_with_the_reason(editor, name, said):
    uri = editor.open(COMMENTS)
    answer = editor.at("textDocument/rename", uri, 2, 20, newName=name)
    assert said in answer["message"]
    assert "no identifier here" in editor.at("textDocument/rename", uri, 1, 3, newName="x")["message"]


def test_a_new_name_of_an_item_reaches_all_that_names_it(editor):
    report = '[[recommendations]]\nid = "r1"\ntext = "Publish."\n'
    reports = f"{PLAN}reports/"
    first = editor.open(f"{reports}independent.toml", report)
    second = editor.open(
        f"{reports}recommendations.toml", '[[responses]]\nrecommendation = "r1"\nanswer = "accepted"\non = 2013-07-10\n'
    )
    assert editor.at("textDocument/definition", second, 1, 19)["range"]["start"] == {"line": 1, "character": 5}
    changes = editor.at("textDocument/rename", first, 1, 6, newName="r2")["documentChanges"]
    assert [(one["textDocument"]["uri"], one["edits"][0]["newText"]) for one in changes] == [
        (first, '"r2"'),
        (second, '"r2"'),
    ]
    assert "already taken" in editor.at("textDocument/rename", first, 1, 6, newName="r1")["message"]


def test_symbols_are_the_tables_and_keys_of_a_file(editor):
    text = editor.files[BUDGET] + '\n[[milestones]]\nid = "a"\ntitle = "Law 🎉"\n\n[[milestones]]\nid = "b"\n'
    uri = editor.open(BUDGET, text)
    symbols = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    keys = ["title.en", "title.ar", "challenge", "lead"]
    assert [one["name"] for one in symbols] == [*keys, "reflects", "milestones[1]", "milestones[2]"]
    milestone = symbols[5]
    assert milestone["detail"] == "Law 🎉"
    assert [one["name"] for one in milestone["children"]] == ["id", "title"]
    assert milestone["range"] == {"start": {"line": 8, "character": 0}, "end": {"line": 10, "character": 16}}


def test_documents_are_found_by_words_of_their_titles(editor):
    editor.open(BUDGET)
    found = editor.ask("workspace/symbol", {"query": "NOW courts"})
    assert [(one["name"], one["containerName"]) for one in found] == [
        ("open-courts Open the courts 🎉 now", f"{PLAN}commitments/open-courts.toml"),
    ]
    assert editor.ask("workspace/symbol", {"query": "nowhere"}) == []


def test_tables_long_values_and_comments_can_be_folded(editor):
    text = '# a\n# b\ntitle = """\nlong\n"""\ntopics = ["a"] # c\n[reflects]\ntransparency = "x"\n\n[x]\n'
    uri = editor.open(BUDGET, text)
    folds = editor.ask("textDocument/foldingRange", {"textDocument": {"uri": uri}})
    found = [(one["startLine"], one["endLine"], one.get("kind")) for one in folds]
    assert found == [(0, 1, "comment"), (2, 4, None), (6, 7, None)]


def test_without_its_part_the_command_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr("ogpkit.cli.commands.serve.find_spec", lambda _name: None)
    assert main(["lsp"]) == 2
    assert "pip install pygls" in capsys.readouterr().err
