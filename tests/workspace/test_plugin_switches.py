"""Switching plugins off and on in a workspace's settings."""

from __future__ import annotations

import pytest

from ogpkit.workspace.plugin_switches import CannotSwitch, switch, switched_off


def settings(root):
    return (root / "ogpkit.toml").read_text("utf-8")


def test_where_there_are_no_settings_nothing_is_off(tmp_path):
    assert switched_off(tmp_path) == ()


@pytest.mark.parametrize("text", ["", "[workspace]\nname = 'X'\n", "[plugins]\n# none\n", "plugins.require = []\n"])
def test_the_list_is_made_where_there_is_none(tmp_path, text):
    (tmp_path / "ogpkit.toml").write_text(text, encoding="utf-8")
    assert switch(tmp_path, "eligibility", on=False)
    assert switched_off(tmp_path) == ("eligibility",)
    assert not set(text.splitlines()) - set(settings(tmp_path).splitlines())
    assert not switch(tmp_path, "eligibility", on=False)


def test_a_name_that_stands_twice_is_taken_off_twice(tmp_path):
    (tmp_path / "ogpkit.toml").write_text("[plugins]\ndisable = ['a', 'b', 'a']\n", encoding="utf-8")
    assert switch(tmp_path, "a", on=True)
    assert switched_off(tmp_path) == ("b",)


@pytest.mark.parametrize("text", ["[plugins", "plugins = 3", "[plugins]\ndisable = 'eligibility'"])
def test_settings_that_make_no_sense_are_not_touched(tmp_path, text):
    (tmp_path / "ogpkit.toml").write_text(text, encoding="utf-8")
    assert switched_off(tmp_path) == ()
    with pytest.raises(CannotSwitch):
        switch(tmp_path, "eligibility", on=False)
    assert settings(tmp_path) == text
