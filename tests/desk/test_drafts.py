"""What was typed and can stand in no file is kept until somebody has seen it."""

from __future__ import annotations

import json

import pytest
from filelock import FileLock

from ogpkit.desk.drafts import Draft, forget_drafts, keep_drafts, kept_drafts

FIRST = Draft(path="a.toml", label="Joined", text="2012-04-")
SECOND = Draft(path="b.toml", label="Score", text="eleven")


def test_drafts_are_kept_beside_each_other_until_they_are_forgotten(tmp_path):
    assert kept_drafts(tmp_path) == ()
    assert keep_drafts(tmp_path, [FIRST])
    assert keep_drafts(tmp_path, [SECOND, FIRST])
    assert kept_drafts(tmp_path) == (FIRST, SECOND)
    forget_drafts(tmp_path)
    assert kept_drafts(tmp_path) == ()


@pytest.mark.parametrize("text", ["", "{", "[1]", "7", '[{"path": 1}]', "[" * 100_000, json.dumps({"a": 1})])
def test_a_file_that_cannot_be_understood_holds_none(tmp_path, text):
    (tmp_path / ".ogpkit/drafts").mkdir(parents=True)
    (tmp_path / ".ogpkit/drafts/drafts.json").write_text(text)
    assert kept_drafts(tmp_path) == ()


def test_a_link_is_neither_read_nor_followed(tmp_path):
    (tmp_path / ".ogpkit/drafts").mkdir(parents=True)
    foreign = tmp_path / "foreign"
    foreign.write_text(json.dumps([{"path": "a", "label": "b", "text": "c"}]))
    before = foreign.read_bytes()
    (tmp_path / ".ogpkit/drafts/drafts.json").symlink_to(foreign)
    assert kept_drafts(tmp_path) == ()
    assert keep_drafts(tmp_path, [FIRST]), "the link is replaced and not followed"
    assert kept_drafts(tmp_path) == (FIRST,)
    assert foreign.read_bytes() == before


def test_another_writer_is_not_waited_for_long(tmp_path):
    (tmp_path / ".ogpkit").mkdir()
    with FileLock(tmp_path / ".ogpkit/lock"):
        assert not keep_drafts(tmp_path, [FIRST])
