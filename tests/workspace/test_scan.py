"""Which files count: all plan files and nothing else, whatever lies about in the folder."""

import os
import socket

import pytest

from ogpkit.workspace.scan import (
    FileEntry,
    NoWorkspace,
    find_upwards,
    find_workspace_root,
    is_matched,
    make_settings_entry,
    scan,
)


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "workspace"
    put(folder, "ogpkit.toml")
    return folder


def put(root, *paths):
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"a = 1\n")


def paths(root, *exclude):
    return [entry.path for entry in scan(root, exclude) if not entry.trouble]


def troubles(root, *exclude):
    return {entry.path: entry.trouble for entry in scan(root, exclude) if entry.trouble}


def test_only_plan_files_are_found_in_the_order_of_their_paths(root):
    put(root, "countries/KE/country.toml", "countries/GE/country.toml", "countries/GE/a/b/c.toml")
    put(root, "countries/KE/notes.md", "countries/toml", "pyproject.toml")
    assert paths(root) == [
        "countries/GE/a/b/c.toml",
        "countries/GE/country.toml",
        "countries/KE/country.toml",
        "ogpkit.toml",
    ]
    assert troubles(root) == {"pyproject.toml": "root"}  # whoever knows the kinds says whether it looks like one


def test_size_and_time_of_a_file_are_told(root):
    os.utime(root / "ogpkit.toml", ns=(7, 7))
    (entry,) = scan(root)
    assert entry == make_settings_entry(root)
    assert entry.touched == (root / "ogpkit.toml").stat().st_ctime_ns
    assert entry._replace(touched=0) == FileEntry("ogpkit.toml", size=6, modified=7)


def test_hidden_files_and_folders_do_not_count(root):
    put(root, ".git/config.toml", ".ogpkit/x.toml", "countries/.KE/country.toml", "countries/KE/.swap.toml")
    assert paths(root) == ["ogpkit.toml"]


def test_a_workspace_within_is_one_of_its_own(root):
    put(root, "examples/other/ogpkit.toml", "examples/other/countries/KE/country.toml", "examples/x.toml")
    assert paths(root) == ["examples/x.toml", "ogpkit.toml"]
    assert paths(root / "examples/other") == ["countries/KE/country.toml", "ogpkit.toml"]


def test_a_folder_that_is_called_like_a_file_is_a_folder(root):
    put(root, "countries/KE/country.toml/x.toml", "countries/GE/ogpkit.toml/y.toml", "countries/GE/country.toml")
    assert paths(root) == [
        "countries/GE/country.toml",
        "countries/GE/ogpkit.toml/y.toml",
        "countries/KE/country.toml/x.toml",
        "ogpkit.toml",
    ]


def test_a_link_to_a_file_within_the_workspace_is_a_file(root):
    put(root, "shared/country.toml", "countries/KE/x.toml")
    (root / "countries/KE/country.toml").symlink_to("../../shared/country.toml")
    assert "countries/KE/country.toml" in paths(root)
    assert troubles(root) == {}


@pytest.mark.parametrize(
    "target",
    ["../outside.toml", "/etc/hostname", "nowhere.toml", "country.toml", "../workspace-2/x.toml"],
    ids=["outside", "absolute", "nowhere", "itself", "a folder whose name begins alike"],
)
def test_a_link_that_leads_out_or_nowhere_is_named_and_not_followed(root, target):
    put(root.parent, "outside.toml", "workspace-2/x.toml")
    (root / "countries").mkdir()
    (root / "countries/country.toml").symlink_to(target if "workspace" not in target else f"../{target}")
    assert troubles(root) == {"countries/country.toml": "link"}
    assert paths(root) == ["ogpkit.toml"]


def test_links_in_a_circle_come_to_an_end_and_are_named(root):
    put(root, "countries/KE/country.toml")
    (root / "countries/KE/back").symlink_to("../..")
    (root / "countries/KE/here").symlink_to(".")
    (root / "countries/GE").symlink_to("KE")
    assert paths(root) == ["countries/KE/country.toml", "ogpkit.toml"]
    assert troubles(root) == dict.fromkeys(["countries/GE", "countries/KE/back", "countries/KE/here"], "linked-folder")
    assert troubles(root, "countries/GE", "countries/KE/*") == {}


def test_pipes_and_sockets_are_not_waited_for(root, monkeypatch):
    (root / "countries").mkdir()
    monkeypatch.chdir(root / "countries")
    os.mkfifo("pipe.toml")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.toml")
        assert troubles(root) == {"countries/pipe.toml": "special", "countries/socket.toml": "special"}


@pytest.mark.parametrize(
    "name", ["a\nb.toml", "a\x1b[31m.toml", "a\u202eb.toml", os.fsdecode(b"\xff.toml"), "a\u200bb.toml"]
)
def test_names_that_cannot_be_shown_are_trouble(root, name):
    put(root, f"countries/{name}", f"{name}/x.toml")
    assert troubles(root) == {f"countries/{name}": "name", f"{name}/x.toml": "name"}


@pytest.mark.parametrize("name", ["საქართველო.toml", "مرحبا.toml", "a b.toml", "🌍.toml", "%n{x}[b].toml", "-rf.toml"])
def test_names_of_every_script_are_fine(root, name):
    put(root, f"countries/{name}")
    assert f"countries/{name}" in paths(root)


def test_a_folder_that_cannot_be_read_is_trouble(root, monkeypatch):
    put(root, "countries/KE/country.toml", "countries/GE/country.toml")
    real = os.scandir

    def refused(path):
        if str(path).endswith("KE"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refused)  # the superuser, who often runs tests, may read everything
    assert troubles(root) == {"countries/KE": "folder"}
    assert paths(root) == ["countries/GE/country.toml", "ogpkit.toml"]
    assert troubles(root, "countries/KE") == {}


def test_a_folder_without_settings_has_files_all_the_same(tmp_path):
    put(tmp_path, "countries/KE/country.toml")
    assert paths(tmp_path) == ["countries/KE/country.toml"]
    assert make_settings_entry(tmp_path).trouble
    assert troubles(tmp_path / "nowhere") == {".": "folder"}


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("tools/**", "tools/a/b.toml", True),
        ("tools/**", "tools-2/a.toml", False),
        ("tools/*", "tools/a.toml", True),
        ("tools/*", "tools/a/b.toml", False),
        ("tools", "tools/a/b.toml", True),
        ("tools/", "tools/a/b.toml", True),
        ("tools", "toolsmith/a.toml", False),
        ("countries/KE", "countries/KE/country.toml", True),
        ("countries/KE", "countries/KE-nairobi/country.toml", False),
        ("**/notes.toml", "notes.toml", True),
        ("**/notes.toml", "a/b/notes.toml", True),
        ("*/notes.toml", "a/b/notes.toml", False),
        ("countries/??/country.toml", "countries/KE/country.toml", True),
        ("a.toml", "abtoml", False),
        ("[ab].toml", "a.toml", False),
        ("[ab].toml", "[ab].toml", True),
        ("**", "a\nb/c.toml", True),
        ("", "a.toml", False),
        ("*.toml", "a/b.toml", False),
    ],
)
def test_patterns(pattern, path, matches):
    assert is_matched(path, (pattern,)) is matches


def test_what_is_excluded_is_not_even_looked_into(root, monkeypatch):
    put(root, "tools/a.toml", "data/b/c.toml", "countries/x.toml", "vendor/d/e.toml", "vendor/f.toml")
    seen = []
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: (seen.append(str(path)), real(path))[1])
    assert paths(root, "tools", "data/**", "vendor/*") == ["countries/x.toml", "ogpkit.toml", "vendor/d/e.toml"]
    assert {path.rsplit("/", 1)[-1] for path in seen} == {"workspace", "countries", "vendor", "d"}


def test_the_root_is_the_nearest_folder_upwards(root, tmp_path):
    put(root, "countries/KE/country.toml", "examples/other/ogpkit.toml")
    assert find_upwards(root / "countries/KE") == root.resolve()
    assert find_upwards(root / "countries/KE/country.toml") == root.resolve()
    assert find_upwards(root / "examples/other") == (root / "examples/other").resolve()
    assert find_upwards(tmp_path) is None


def test_a_workspace_below_is_named_where_there_is_one(tmp_path):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/ogpkit.toml").write_text("", "utf-8")
    with pytest.raises(NoWorkspace, match="add “--workspace plans”"):
        find_workspace_root(tmp_path)
    (tmp_path / "old/plans").mkdir(parents=True)
    (tmp_path / "old/plans/ogpkit.toml").write_text("", "utf-8")
    with pytest.raises(NoWorkspace, match="Go to the folder of your workspace"):
        find_workspace_root(tmp_path)
