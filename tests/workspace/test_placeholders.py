"""Texts that hold the place of one that nobody has written yet."""

from __future__ import annotations

import pytest

from ogpkit.workspace.placeholders import is_placeholder


@pytest.mark.parametrize(
    "text",
    [
        "TODO",
        "todo",
        " TBC. ",
        "[to be confirmed]",
        "xxx",
        "???",
        "Lorem ipsum dolor sit amet",
        "TODO: ask the ministry",
        "À compléter",
        "Por definir",
        "يحدد لاحقا",
        "First milestone",
        "FIXME later",
    ],
)
def test_what_stands_for_a_text_is_a_placeholder(text):
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Todo el país",
        "TBC Bank",
        "A first milestone of open budgets",
        "Todos los municipios",
        "XX",
        "To be published by June",
        "Completed",
        "x",
        "Confirmed",
        "Placeholders are replaced before the plan is published",
    ],
)
def test_a_text_that_says_something_is_none(text):
    assert not is_placeholder(text)
