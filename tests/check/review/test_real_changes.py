"""Changes of real plans are told as a person would tell them."""

import re
import tomllib
from pathlib import Path

import attrs
import pytest

from ogpkit.check.review.plan_changes import FileDeed, find_plan_changes
from ogpkit.check.review.wording import describe_file
from ogpkit.plugins.manager import Plugins
from ogpkit.text.i18n import catalog_languages, use_language

CASES = tomllib.loads(Path(__file__).with_name("real_changes.toml").read_text("utf-8"))
KINDS = Plugins.discover(third_party=False).kinds


@attrs.frozen
class Held:
    """A version of a workspace that holds some files."""

    files: dict
    label: str = "a version"

    def identify_files(self, _length):
        return dict(self.files)

    def read_files(self, paths):
        return {path: self.files[path].encode() for path in paths if path in self.files}


def change(case):
    base = CASES["base"][case["base"]]
    after = base["text"]
    for old, new in case.get("replace", {}).items():
        assert after.count(old) == 1, old
        after = after.replace(old, new)
    if "swap" in case:
        tables = re.split(r"(?m)^(?=\[\[milestones\.indicators\]\])", after)
        first, second = (next(n for n, one in enumerate(tables) if f'id = "{name}"' in one) for name in case["swap"])
        tables[first], tables[second] = tables[second], tables[first]
        after = "".join(tables)
    return base["path"], base["text"], after + case.get("append", "")


def tell(before, after):
    plan = find_plan_changes(Held(before), Held(after), KINDS)
    return [
        (f"{line.within}: " if line.within else "")
        + line.text
        + "".join(f" | {piece.mark}{piece.text}" for piece in line.pieces)
        for one in plan.files
        for line in describe_file(one, plan)
    ]


@pytest.mark.parametrize("case", CASES["change"], ids=lambda case: case["name"])
def test_a_change_is_told_as_a_person_told_it(case):
    path, before, after = change(case)
    assert tell({path: before}, {path: after}) == case["expected"]


@pytest.mark.parametrize("case", CASES["change"], ids=lambda case: case["name"])
def test_a_change_taken_back_leaves_nothing(case):
    path, before, after = change(case)
    assert tell({path: before}, {path: before}) == []
    assert tell({path: after}, {path: before}) != []


@pytest.mark.parametrize("language", sorted(catalog_languages()))
def test_a_change_can_be_told_in_every_language(language):
    with use_language(language):
        for case in CASES["change"]:
            path, before, after = change(case)
            told = tell({path: before}, {path: after})
            assert len(told) == len(case["expected"])
            assert told != case["expected"] or language == "en"


def test_a_file_with_another_name_is_the_same_document():
    base = CASES["base"]["kenya"]
    other = base["path"].replace("open-data", "judiciary")
    plan = find_plan_changes(
        Held({base["path"]: base["text"]}), Held({other: base["text"].replace('"Judiciary"', '"The Judiciary"')}), KINDS
    )
    (one,) = plan.files
    assert (one.deed, one.path, one.former) == (FileDeed.MOVED, other, base["path"])
    assert [(each.before, each.after) for each in one.differences] == [("Judiciary", "The Judiciary")]


def test_another_document_is_not_the_same_under_another_name():
    base = CASES["base"]["kenya"]
    other = base["path"].replace("open-data", "budgets")
    plan = find_plan_changes(Held({base["path"]: base["text"]}), Held({other: 'title.en = "Budgets"\n'}), KINDS)
    assert {one.deed for one in plan.files} == {FileDeed.ADDED, FileDeed.REMOVED}


def test_only_comments_and_order_are_told_as_such():
    base = CASES["base"]["kenya"]
    lines = base["text"].strip().split("\n")
    said = tell({base["path"]: base["text"]}, {base["path"]: "\n".join(["# new", *reversed(lines)])})
    assert said == ["Only comments, order or spacing changed. The document says the same."]
    assert tell({base["path"]: base["text"]}, {base["path"]: base["text"].replace("\n", "\r\n")}) == []


def test_a_file_that_is_no_toml_is_named():
    base = CASES["base"]["kenya"]
    said = tell({base["path"]: base["text"]}, {base["path"]: "title = "})
    assert said == ["ogpkit cannot compare this file: one version is not valid TOML. Run “ogpkit check”."]
