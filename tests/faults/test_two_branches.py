"""Two people at once: what each begins on a branch of git is all there once both are merged, in whatever order."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.api.content import Milestone
from ogpkit.app.forms.rows import default_item
from ogpkit.cli import main
from ogpkit.model.identifiers import make_content_name

GIT = shutil.which("git")
CYCLE = "countries/KE/cycles/2012-2013"
PORTAL = f"{CYCLE}/commitments/portal.toml"
FIRST = "comment,date,name\nMore open data,2011-12-05,Ana\nPublish audits,2011-12-05,Ben\n"
SECOND = "comment,date,name\nPublish audits soon,2011-12-05,Ben\nOpen the register,2011-12-06,Asha\n"
ORDERS = pytest.mark.parametrize("order", [("ana", "ben"), ("ben", "ana")], ids=" then ".join)

pytestmark = pytest.mark.skipif(GIT is None, reason="git is not installed")


class Repository:
    """A workspace in git, and what people say on branches of it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *words: str, may_fail: bool = False) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", "-C", self.root, *who, *words], capture_output=True, encoding="utf-8", check=not may_fail
        )
        return done.stdout

    def commit(self, branch: str, work) -> None:
        self.git("checkout", "-q", "-B", branch, "main")
        work(self.root)
        self.git("add", "-A")
        self.git("commit", "-qm", branch)

    def merge(self, *branches: str) -> list[str]:
        """Merge branches into main; returns the files that git could not merge."""
        self.git("checkout", "-q", "main")
        for branch in branches:
            self.git("merge", "-q", branch, may_fail=True)
        return self.git("diff", "--name-only", "--diff-filter=U").split()

    def list_files(self, folder: str) -> list[Path]:
        return sorted((self.root / folder).rglob("*.toml"))


@pytest.fixture
def repository(tmp_path, monkeypatch):
    root = tmp_path / "w"
    assert main(["init", str(root), "--country", "KE", "--languages", "en"]) == 0
    monkeypatch.chdir(root)
    assert main(["cycle", "new", "KE/2012-2013", "--start", "2012-04-01", "--end", "2013-12-31"]) == 0
    assert main(["consultation", "begin", "KE/2012-2013", "--opens", "2011-12-01", "--closes", "2012-01-31"]) == 0
    assert main(["commitment", "new", "KE/2012-2013", "--title", "Portal"]) == 0
    made = Repository(root)
    made.git("init", "-q", "-b", "main")
    made.git("add", "-A")
    made.git("commit", "-qm", "base")
    return made


def take_in(tmp_path, name, content):
    sheet = tmp_path / name
    sheet.write_text(content, "utf-8")
    return lambda _root: main(["consultation", "import", "KE/2012-2013", str(sheet)])


def texts(repository):
    return sorted(path.read_text("utf-8").partition('text = "')[2].partition('"')[0] for path in _comments(repository))


def _comments(repository):
    return repository.list_files(f"{CYCLE}/consultation/comments")


@ORDERS
def test_comments_of_two_people_are_all_there(repository, tmp_path, order, capsys):
    repository.commit("ana", take_in(tmp_path, "a.csv", FIRST))
    repository.commit("ben", take_in(tmp_path, "b.csv", SECOND))
    assert repository.merge(*order) == []
    assert texts(repository) == ["More open data", "Open the register", "Publish audits", "Publish audits soon"]
    capsys.readouterr()
    main(["check", "--format", "concise"])
    assert "OGP002" not in capsys.readouterr().out


@ORDERS
def test_the_same_sheet_on_two_branches_comes_in_once(repository, tmp_path, order):
    repository.commit("ana", take_in(tmp_path, "a.csv", FIRST))
    repository.commit("ben", take_in(tmp_path, "a.csv", FIRST))
    assert repository.merge(*order) == []
    assert texts(repository) == ["More open data", "Publish audits"]


@ORDERS
@pytest.mark.parametrize("kind", ["comment", "commitment", "case", "provider", "story"])
def test_documents_that_two_people_begin_are_two(repository, order, kind):
    def begin(_root):
        assert main(["new", kind, *(["KE/2012-2013"] if kind in ("comment", "commitment") else [])]) == 0

    there = set(repository.list_files(""))
    repository.commit("ana", begin)
    repository.commit("ben", begin)
    assert repository.merge(*order) == []
    begun = set(repository.list_files("")) - there
    assert len(begun) == 2


@ORDERS
def test_requests_of_one_country_about_one_topic_are_two_cases(repository, order):
    words = ["networking", "new", "KE", "--topic", "open-data", "--on", "2012-02-01"]
    repository.commit("ana", lambda _root: main([*words, "Who can help with schools?"]))
    repository.commit("ben", lambda _root: main([*words, "Who can help with clinics?"]))
    assert repository.merge(*order) == []
    assert len(repository.list_files("networking/cases")) == 2


def add_milestone(title, id):
    def add(root):
        with (root / PORTAL).open("a", encoding="utf-8") as file:
            file.write(f'\n[[milestones]]\nid = "{id}"\ntitle = "{title}"\ndue = 2013-01-31\n')

    return add


@ORDERS
def test_two_milestones_under_one_id_are_both_kept(repository, order, capsys):
    repository.commit("ana", add_milestone("Publish the budget", "m3"))
    repository.commit("ben", add_milestone("Publish the audits", "m3"))
    assert repository.merge(*order) == [PORTAL]
    capsys.readouterr()
    main(["check", "--format", "concise", "--select", "OGP002"])
    said = capsys.readouterr().out
    assert "keep both, one after the other. Give each its own id" in said

    merged = repository.root / PORTAL
    lines = merged.read_text("utf-8").splitlines(keepends=True)
    marks = ("<<<<<<<", "=======", ">>>>>>>")
    kept = ['\n[[milestones]]\nid = "m3"\n' if one.startswith("=======") else one for one in lines]
    merged.write_text("".join(one for one in kept if not one.startswith(marks)), "utf-8")
    main(["check", "--format", "concise", "--select", "COM021"])
    said = capsys.readouterr().out
    assert "Keep both, and give this milestone another id." in said
    assert main(["check", "--fix", "--unsafe-fixes", "--select", "COM021"]) in (0, 1)
    text = merged.read_text("utf-8")
    assert "Publish the budget" in text
    assert "Publish the audits" in text


def test_a_file_of_one_name_on_two_branches_is_kept_twice(repository, capsys):
    path = f"{CYCLE}/consultation/comments/ministry.toml"

    def write(text):
        def write(root):
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_text(f'received = 2011-12-05\ntext = "{text}"\n', "utf-8")

        return write

    repository.commit("ana", write("More open data"))
    repository.commit("ben", write("Publish audits"))
    assert repository.merge("ana", "ben") == [path]
    capsys.readouterr()
    main(["check", "--format", "concise", "--select", "OGP002"])
    said = capsys.readouterr().out
    assert "keep one" not in said
    assert "keep both" in said


def test_new_milestones_of_the_form_have_no_order():
    names = {default_item(Milestone, "milestones", [])["id"] for _time in range(20)}
    assert len(names) == 20


@given(st.lists(st.text(min_size=1), unique=True, max_size=30), st.randoms(use_true_random=False))
def test_a_name_depends_on_the_content_and_on_nothing_else(contents, chance):
    shuffled = chance.sample(contents, len(contents))
    assert {one: make_content_name("a", one) for one in contents} == {
        one: make_content_name("a", one) for one in shuffled
    }


@given(st.lists(st.text(), max_size=30))
def test_every_content_gets_a_name_of_its_own_in_one_folder(contents):
    taken: set[str] = set()
    for one in contents:
        taken.add(make_content_name("a", one, taken))
    assert len(taken) == len(contents)
