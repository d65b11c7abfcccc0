"""Git merges plan files by what they say: both are kept, or a person is asked about exactly the values in question."""

import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from ogpkit.api.cli import main
from ogpkit.editing.git_merge import CONFLICT_MARK, merge_versions
from ogpkit.editing.merge_marks import MarkSort, decide_value, list_marked_values
from ogpkit.workspace.toml import find_toml_value, is_same

WORDS = st.sampled_from(["one", "two", "three"])
SCALARS = WORDS | st.integers(0, 3) | st.dates(min_value=date(2012, 1, 1)) | st.booleans()
MILESTONES = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from("abcd")}, optional={"title": WORDS, "due": SCALARS, "status": WORDS, "lead": WORDS}
    ),
    max_size=4,
    unique_by=lambda item: item["id"],
)
DOCUMENTS = st.fixed_dictionaries(
    {"title": WORDS},
    optional={
        "lead": WORDS,
        "start": SCALARS,
        "partners": st.lists(WORDS, max_size=3, unique=True),
        "contact": st.fixed_dictionaries({}, optional={"name": WORDS, "email": WORDS}),
        "milestones": MILESTONES,
    },
)


def write(values):
    return tomli_w.dumps(values).encode()


def leaves(value, at=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*at, key))
    elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        for item in value:
            yield from leaves({key: one for key, one in item.items() if key != "id"}, (*at, f"#{item.get('id')}"))
    elif isinstance(value, list):
        yield from ((at, repr(item)) for item in value)
    else:
        yield at, repr(value)


def changed(base, after):
    """The values that an edit added or made other ones, by identity."""
    return set(leaves(after)) - set(leaves(base))


@settings(max_examples=2000)
@given(base=DOCUMENTS, mine=DOCUMENTS, theirs=DOCUMENTS)
def test_two_edits_are_both_kept_or_the_values_in_question_are_named(base, mine, theirs):
    merged = merge_versions(write(base), write(mine), write(theirs))
    said = tomllib.loads(merged.content.decode())  # readable, whatever happened
    if merged.is_clean:
        there = set(leaves(said))
        assert changed(base, mine) <= there
        assert changed(base, theirs) <= there
        assert not changed(mine, base) & there - changed(base, theirs)
        assert not changed(theirs, base) & there - changed(base, mine)
    else:
        assert merged.contested
        assert merged.content.count(CONFLICT_MARK.encode()) == len(merged.contested)
        for at in merged.contested:  # mine is what stays, unless mine is gone and a person is asked whether it stays so
            own = find_toml_value(mine, find_own_place(said, mine, at))
            assert own is None or is_same(find_toml_value(said, at), own)


def is_declared(at):
    """Whether the documents above may have a key at a place."""
    keys = tuple(part for part in at if isinstance(part, str))
    return len(keys) == 1 or keys[0] in {"contact", "milestones"}


@settings(max_examples=500)
@given(base=DOCUMENTS, mine=DOCUMENTS, theirs=DOCUMENTS, keeps_mine=st.booleans())
def test_what_is_marked_can_be_decided_value_by_value(base, mine, theirs, keeps_mine):
    content = merged = merge_versions(write(base), write(mine), write(theirs)).content
    while marks := list_marked_values(content, is_declared):
        first = marks[0]
        assert first.sort is not MarkSort.UNKNOWN
        content = decide_value(content, first, first.ours if keeps_mine else first.theirs)
        assert len(list_marked_values(content, is_declared)) <= len(marks) - 1
        assert is_same(find_toml_value(tomllib.loads(content.decode()), first.at), first.theirs) or (
            keeps_mine or first.sort is MarkSort.ITEM
        )
    assert CONFLICT_MARK.encode() not in content
    assert not keeps_mine or is_same(tomllib.loads(content.decode()), tomllib.loads(merged.decode()))


@pytest.mark.parametrize(
    ("theirs", "chosen", "due"),
    [
        (b"due = 2023-09-30", "ours", "due = 2023-03-31   # by law\n"),
        (b"due = 2023-09-30", "theirs", "due = 2023-09-30   # by law\n"),
        (b"due = 2023-09-30", "another", "due = 2023-06-30   # by law\n"),
        (b"", "theirs", ""),
    ],
)
def test_a_decision_takes_the_mark_away_and_keeps_the_comments(theirs, chosen, due):
    mine = BASE.replace(b"2022-12-31", b"2023-03-31")
    content = merge_versions(BASE, mine, BASE.replace(b"due = 2022-12-31", theirs)).content
    [marked] = list_marked_values(content)
    assert (marked.at, marked.ours) == (("due",), date(2023, 3, 31))
    value = {"ours": marked.ours, "theirs": marked.theirs, "another": date(2023, 6, 30)}[chosen]
    wanted = mine.decode().replace("due = 2023-03-31   # by law\n", due)
    assert decide_value(content, marked, value).decode() == wanted


def find_own_place(merged, mine, at):
    """Where a value of the merged file is in another version: items are known by their identifiers."""
    place = ()
    for number, part in enumerate(at):
        if isinstance(part, int):
            name = find_toml_value(merged, at[: number + 1])["id"]
            items = find_toml_value(mine, place) or []
            place = (*place, next((index for index, item in enumerate(items) if item["id"] == name), len(items)))
        else:
            place = (*place, part)
    return place


@settings(max_examples=200)
@given(base=DOCUMENTS, other=DOCUMENTS)
def test_where_one_side_changed_nothing_the_other_one_is_taken_as_it_is(base, other):
    assert merge_versions(write(base), write(base), write(other)).content == write(other)
    assert merge_versions(write(base), write(other), write(base)).content == write(other)
    assert merge_versions(write(base), write(other), write(other)).content == write(other)


BASE = b"""\
# The forum's first wish.
title = "Register"
due = 2022-12-31   # by law
lead = "Treasury"

[[milestones]]
id = "law"
title = "Law in force"
"""


def test_comments_of_both_sides_are_kept():
    mine = BASE.replace(b"# The forum's first wish.", b"# The forum's second wish.\n# We asked twice.")
    theirs = BASE.replace(b'"Treasury"', b'"Registry"  # since June')
    merged = merge_versions(BASE, mine, theirs)
    assert merged.is_clean
    for comment in (b"# The forum's second wish.", b"# We asked twice.", b"# by law", b"# since June"):
        assert merged.content.count(comment) == 1


def test_what_both_changed_is_marked_and_the_file_can_be_read():
    mine, theirs = (BASE.replace(b"2022-12-31", day) for day in (b"2023-03-31", b"2023-09-30"))
    merged = merge_versions(BASE, mine, theirs.replace(b'"Treasury"', b'"Registry"'))
    assert merged.contested == (("due",),)
    assert merged.content.decode() == (
        "# The forum's first wish.\n"
        'title = "Register"\n'
        "# ogpkit: conflict: the other version says:\n"
        "#   due = 2023-09-30\n"
        "due = 2023-03-31   # by law\n"
        'lead = "Registry"\n'
        "\n[[milestones]]\n"
        'id = "law"\n'
        'title = "Law in force"\n'
    )


@pytest.mark.parametrize("mine_removes", [True, False])
def test_an_item_deleted_here_and_changed_there_stays_and_is_marked(mine_removes):
    base = BASE + b'\n[[milestones]]\nid = "site"\ntitle = "Site online"\n'
    gone = base.replace(b'[[milestones]]\nid = "law"\ntitle = "Law in force"\n', b"")
    changed = base.replace(b"Law in force", b"The law is in force")
    merged = merge_versions(base, *((gone, changed) if mine_removes else (changed, gone)))
    assert merged.contested == (("milestones", 0),)
    said = merged.content.decode()
    assert "# ogpkit: conflict: one version deletes this item, and the other one changes it.\n" in said
    assert [one["title"] for one in tomllib.loads(said)["milestones"]] == ["The law is in force", "Site online"]


def test_a_version_that_cannot_be_read_leaves_mine_as_it_is():
    merged = merge_versions(BASE, BASE + b"x = 1\n", b"title = ")
    assert (merged.content, merged.is_readable, merged.is_clean) == (BASE + b"x = 1\n", False, False)


def git(*words, check=True):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    return subprocess.run(["git", *identity, *words], check=check, capture_output=True, text=True)


@pytest.fixture
def offices(tmp_path, begin_repository):
    """A workspace in git, set up with the program of this environment."""
    root = tmp_path / "plan"
    file = root / "countries/XX/cycles/2022-2023/commitments/register.toml"
    file.parent.mkdir(parents=True)
    (root / "ogpkit.toml").write_text('[workspace]\nname = "X"\nlanguages = ["en"]\n', "utf-8")
    file.write_bytes(BASE)
    begin_repository(root)
    return file


def edit_on(branch, file, content):
    git("checkout", "-q", "-B", branch, "main")
    file.write_bytes(content)
    git("commit", "-qam", branch)


def test_git_merges_the_work_of_two_offices(offices, capsys):
    added = b'\n[[milestones]]\nid = "%s"\ntitle = "%s"\n'
    edit_on("legal", offices, BASE.replace(b"Law in force", b"The law is in force") + added % (b"site", b"Site online"))
    edit_on("finance", offices, BASE.replace(b'"Treasury"', b'"Registry"') + added % (b"budget", b"Budget voted"))
    done = git("merge", "-q", "legal", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    said = tomllib.loads(offices.read_text("utf-8"))
    assert said["lead"] == "Registry"
    assert {one["title"] for one in said["milestones"]} == {"The law is in force", "Site online", "Budget voted"}


def test_git_stops_where_somebody_has_to_choose_and_the_check_says_where(offices, capsys):
    edit_on("legal", offices, BASE.replace(b"2022-12-31", b"2023-03-31"))
    edit_on("finance", offices, BASE.replace(b"2022-12-31", b"2023-09-30"))
    done = git("merge", "-q", "legal", check=False)
    assert done.returncode == 1
    assert "register.toml: both versions changed due. Open the file and choose one." in done.stdout + done.stderr
    assert "UU countries" in git("status", "--porcelain").stdout
    main(["check", "--format", "concise", "--select", "OGP033"])
    (found,) = capsys.readouterr().out.splitlines()[-1:]
    assert ":3:1: OGP033 error: Two people changed this value, and the merge could not keep both." in found


def test_setting_up_asks_first_shows_what_it_does_and_does_it_once(offices, capsys, monkeypatch):
    before = Path(".git/config").read_text("utf-8")
    monkeypatch.setattr("click.confirm", lambda *_words, **_more: (_ for _ in ()).throw(__import__("click").Abort()))
    assert main(["git-setup"]) != 0
    assert "*.toml diff=ogpkit merge=ogpkit" in capsys.readouterr().out
    assert Path(".git/config").read_text("utf-8") == before
    assert main(["git-setup", "--yes"]) == 0
    assert Path(".gitattributes").read_text("utf-8") == "*.toml diff=ogpkit merge=ogpkit\n"


def test_a_workspace_outside_of_git_is_named(tmp_path, monkeypatch, capsys):
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nname = "X"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["git-setup", "--yes"]) == 2
    assert "Run “git init” first." in capsys.readouterr().err
