"""Writing a site: only what changed, nothing of anybody else's, nothing outside."""

import json
import os
import stat

import pytest

from ogpkit.api.editing import CannotWrite
from ogpkit.exchange.portal.building import build
from ogpkit.exchange.portal.output import RECORD, NotThePortals, Output, OutsideTheSite

COMMITMENT = "countries/XX/cycles/2012-2013/commitments/subnational-extractives.toml"


def write(folder, files, fingerprint="f"):
    return Output(folder).write_all(files.items(), lambda: fingerprint)


def test_a_second_build_of_the_same_writes_nothing(workspace, tmp_path, plugins, today, on_disk):
    first = build(workspace, tmp_path / "out", plugins, today=today)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    second = build(workspace, tmp_path / "out", plugins, today=today)
    assert (first.written > 50, second.written, second.removed) == (True, 0, 0)
    assert second.kept == first.written
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == before


def test_two_builds_elsewhere_give_the_same_bytes_the_record_included(workspace, tmp_path, plugins, today, on_disk):
    for name in ("one", "two"):
        build(workspace, tmp_path / name, plugins, today=today)
    assert on_disk(tmp_path / "one") == on_disk(tmp_path / "two")


def test_a_change_writes_the_pages_that_it_is_about(workspace, tmp_path, plugins, today, on_disk):
    build(workspace, tmp_path / "out", plugins, today=today)
    before = on_disk(tmp_path / "out")
    file = workspace / "countries/XY/country.toml"
    file.write_text(file.read_text().replace("Country Y", "Country Why"))
    outcome = build(workspace, tmp_path / "out", plugins, today=today)
    after = on_disk(tmp_path / "out")
    changed = {path for path in after if before.get(path) != after[path]}
    assert {"en/XY.html", "en/index.html", "data/country.csv"} <= changed
    assert not any("commitments" in path or "plan" in path for path in changed)
    assert outcome.written == len(changed - {RECORD})


def test_what_is_gone_from_the_workspace_is_gone_from_the_site(workspace, tmp_path, plugins, today):
    out = tmp_path / "out"
    build(workspace, out, plugins, today=today)
    page = out / "en/XX/2012-2013/commitments/subnational-extractives.html"
    assert page.is_file()
    (workspace / COMMITMENT).unlink()
    assert build(workspace, out, plugins, today=today).removed >= 2
    assert not page.parent.exists()


def test_a_file_that_somebody_changed_is_made_again(workspace, tmp_path, plugins, today):
    build(workspace, tmp_path / "out", plugins, today=today)
    page = tmp_path / "out/en/XX.html"
    right = page.read_bytes()
    page.write_text("vandal")
    assert build(workspace, tmp_path / "out", plugins, today=today).written == 1
    assert page.read_bytes() == right


def test_a_stale_file_that_somebody_changed_is_left(tmp_path):
    write(tmp_path, {"a.html": b"1", "b.html": b"2"})
    (tmp_path / "b.html").write_text("mine now")
    outcome = write(tmp_path, {"a.html": b"1"})
    assert outcome.left == ("b.html",)
    assert (tmp_path / "b.html").read_text() == "mine now"


def test_a_file_of_somebody_else_s_is_never_replaced_nor_removed(tmp_path):
    (tmp_path / "a.html").write_text("theirs")
    (tmp_path / "CNAME").write_text("ogp.example.org")
    with pytest.raises(NotThePortals, match=r"a\.html already exists"):
        write(tmp_path, {"0.html": b"0", "a.html": b"1"})
    assert (tmp_path / "a.html").read_text() == "theirs"
    (tmp_path / "a.html").unlink()
    write(tmp_path, {"0.html": b"0", "a.html": b"1"})
    write(tmp_path, {})
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD, "CNAME"]


def test_a_build_that_was_killed_is_taken_up_again(tmp_path):
    def files():
        yield "a.html", b"1"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Output(tmp_path).write_all(files(), lambda: "f")
    assert write(tmp_path, {"a.html": b"changed", "b.html": b"2"}).written == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD, "a.html", "b.html"]


@pytest.mark.parametrize("path", ["../a.html", "/etc/a.html", "x/../../a.html", "", "a\\b", "a\0b"])
def test_nothing_is_written_outside(tmp_path, path):
    with pytest.raises((OutsideTheSite, CannotWrite, ValueError)):
        write(tmp_path / "out", {path: b"1"})
    assert [entry.name for entry in tmp_path.iterdir()] in ([], ["out"])


def test_a_folder_that_leads_outside_is_refused(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "en").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutsideTheSite):
        write(tmp_path / "out", {"en/a.html": b"1"})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_that_took_the_place_of_a_file_is_replaced_and_not_followed(tmp_path):
    (tmp_path / "victim").write_text("precious")
    write(tmp_path / "out", {"a.html": b"1"})
    (tmp_path / "out/a.html").unlink()
    (tmp_path / "out/a.html").symlink_to(tmp_path / "victim")
    write(tmp_path / "out", {"a.html": b"2"})
    assert (tmp_path / "victim").read_text() == "precious"
    assert not (tmp_path / "out/a.html").is_symlink()


@pytest.mark.parametrize(
    "record", ["", "{", "[]", '{"files": []}', '{"files": {"../victim": "x", "/etc/passwd": "y"}}', "null"]
)
def test_a_record_that_somebody_wrote_takes_nothing_away(tmp_path, record):
    (tmp_path / "victim").write_text("precious")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / RECORD).write_text(record)
    write(tmp_path / "out", {"a.html": b"1"})
    assert (tmp_path / "victim").read_text() == "precious"


def test_a_template_is_part_of_what_a_site_is_made_of(workspace, tmp_path, plugins, today):
    build(workspace, tmp_path / "out", plugins, today=today)
    (workspace / "templates").mkdir()
    (workspace / "templates" / "style.css").write_text("body { color: green }")
    assert build(workspace, tmp_path / "out", plugins, today=today).written == 1


def test_the_record_holds_every_file(workspace, tmp_path, plugins, today, on_disk):
    build(workspace, tmp_path / "out", plugins, today=today)
    recorded = json.loads((tmp_path / "out" / RECORD).read_text())["files"]
    assert recorded.keys() == on_disk(tmp_path / "out").keys() - {RECORD}


@pytest.mark.skipif(
    os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="the right to write is asked of users alone"
)
def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(CannotWrite):
        write(tmp_path / "out", {"a.html": b"1"})


def test_a_file_where_the_folder_should_be_is_named(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(CannotWrite, match="out"):
        write(tmp_path / "out", {"a.html": b"1"})
