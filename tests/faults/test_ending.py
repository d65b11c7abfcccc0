"""What was typed is kept, and the terminal is as it was before, however the app is ended."""

from __future__ import annotations

import os
import signal
import time

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals and signals differ")

LETTERS = "".join(chr(ord("a") + number % 26) for number in range(60))
_OURS = {1000, 1003, 1004, 1006, 1015, 1016, 1049, 2004, 2048}
"""Alternate screen, reports of the mouse, of the focus and of the size, bracketed paste."""


def typed(app, text):
    for letter in text:
        app.type(letter)
        app.read(0.01)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_keeps_what_was_typed_and_gives_the_terminal_back(app, kept, number):
    opened = app()
    typed(opened, LETTERS)
    opened.process.send_signal(number)
    assert opened.wait_for_end() == 128 + number
    assert kept() == LETTERS
    assert not opened.modes & _OURS
    assert 25 in opened.modes, "the cursor is hidden"
    assert opened.attributes == opened.before
    assert "Traceback" not in opened.text


def test_a_closed_terminal_keeps_what_was_typed_and_leaves_no_process(app, kept):
    opened = app()
    typed(opened, LETTERS)
    opened.wait_for_text(LETTERS[-20:])
    opened.close()
    begin = time.monotonic()
    assert opened.wait_for_end() == 128 + signal.SIGHUP
    print(time.monotonic() - begin)
    assert kept() == LETTERS
