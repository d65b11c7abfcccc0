"""The guard: whatever belongs to a plugin costs only itself, and is never silent."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading

import pytest

from ogpkit.plugins.guard import LONGEST, Guard, PluginFault, Source, redirect_stdout
from ogpkit.plugins.watchdog import PluginTimeout


@pytest.fixture
def guard():
    return Guard({"utopia": Source(distribution="ogpkit-utopia", version="1.2", package="utopia")})


def failing(error):
    """A call that raises."""

    def call():
        raise error

    return call


def test_what_works_passes_through_without_a_fault(guard):
    assert guard.call("utopia", "rule UTO001", lambda: 42, 0) == 42
    assert guard.collect("utopia", "rule UTO001", lambda: (n for n in (1, 2))) == (1, 2)
    assert guard.faults == ()


class OfItsOwn(BaseException):
    """No `except Exception` catches it."""


@pytest.mark.parametrize(
    "error",
    [
        ValueError("no"),
        SystemExit(0),
        RecursionError("no"),
        AssertionError("no"),
        MemoryError("no"),
        GeneratorExit(),
        asyncio.CancelledError(),
        KeyboardInterrupt(),
        StopIteration(),
        PluginTimeout(),
        OfItsOwn("no"),
        BaseExceptionGroup("no", [OfItsOwn("no")]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_failing_call_gives_what_was_agreed_and_is_a_fault(guard, error):
    assert guard.call("utopia", "rule UTO001", failing(error), "nothing") == "nothing"
    [fault] = guard.faults
    assert (fault.plugin, fault.doing) == ("utopia", "rule UTO001")
    assert (fault.distribution, fault.version) == ("ogpkit-utopia", "1.2")
    assert "ogpkit-utopia 1.2" in fault.remedy


def test_the_person_at_the_keyboard_can_always_interrupt(guard):
    def press():
        signal.raise_signal(signal.SIGINT)

    def press_and_keep_it():
        try:
            press()
        except BaseException:  # noqa: BLE001
            return ()

    def press_within():
        return guard.call("utopia", "inner", press_and_keep_it, ())

    for call in (press, press_and_keep_it, press_within):
        with pytest.raises(KeyboardInterrupt):
            guard.call("utopia", "rule UTO001", call, None)
        with pytest.raises(KeyboardInterrupt):
            guard.collect("utopia", "rule UTO001", call)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert guard.call("utopia", "rule UTO001", lambda: 42, 0) == 42


def test_what_a_generator_gave_before_it_failed_is_kept(guard):
    def late():
        yield 1
        yield 2
        raise ValueError("the third is missing")

    assert guard.collect("utopia", "rule UTO001", late) == (1, 2)
    [fault] = guard.faults
    assert fault.message == "the third is missing"


@pytest.mark.parametrize(("count", "kept", "faults"), [(2, 2, 0), (3, 3, 0), (4, 3, 1)])
def test_a_call_may_give_as_many_values_as_the_limit_and_no_more(guard, count, kept, faults):
    assert guard.collect("utopia", "rule UTO001", lambda: range(count), most=3) == tuple(range(kept))
    assert len(guard.faults) == faults


@pytest.mark.parametrize("value", [None, 3, object()])
def test_a_single_value_where_several_belong_is_a_fault(guard, value):
    assert guard.collect("utopia", "rule UTO001", lambda: value) == ()
    assert type(value).__name__ in guard.faults[0].message


def test_the_same_fault_is_noted_once(guard):
    for _time in range(3):
        guard.call("utopia", "rule UTO001", failing(ValueError("no")), None)
    guard.call("utopia", "rule UTO002", failing(ValueError("no")), None)
    assert [fault.doing for fault in guard.faults] == ["rule UTO001", "rule UTO002"]


def test_a_plugin_s_words_cannot_act_in_a_terminal_and_are_one_short_line(guard):
    guard.call("utopia", "rule\nUTO001", failing(ValueError("\x1b[31mred\n\nlines" + "x" * 5000)), None)
    [fault] = guard.faults
    assert fault.message.startswith("<U+001B>[31mred lines")
    assert len(fault.message) <= LONGEST
    assert fault.doing == "rule UTO001"


def test_an_exception_that_cannot_even_speak_is_a_fault_like_others(guard):
    class Mute(Exception):
        def __str__(self):
            raise RuntimeError("no words")

    assert guard.call("utopia", "rule UTO001", failing(Mute()), "kept") == "kept"
    assert guard.faults[0].message == "It stopped without saying why."


def test_the_author_learns_the_place_in_the_plugin_and_the_sort_of_error(guard, tmp_path, monkeypatch):
    (tmp_path / "utopia.py").write_text("def check():\n    return {}['budget']\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "utopia", raising=False)
    import utopia

    guard.call("utopia", "rule UTO001", utopia.check, None)
    [fault] = guard.faults
    assert fault.where == f"{tmp_path / 'utopia.py'}:2 (KeyError)"
    assert "Traceback" not in repr(fault)


def test_the_place_is_in_the_plugin_even_when_a_library_below_it_raised(guard, tmp_path, monkeypatch):
    (tmp_path / "utopia.py").write_text("import json\n\ndef check():\n    return json.loads('{')\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "utopia", raising=False)
    import utopia

    guard.call("utopia", "rule UTO001", utopia.check, None)
    assert guard.faults[0].where == f"{tmp_path / 'utopia.py'}:4 (JSONDecodeError)"


def test_the_place_of_a_syntax_error_is_in_the_file_that_has_it(guard):
    guard.call("utopia", "import", lambda: compile("a b", "utopia.py", "exec"), None)
    assert guard.faults[0].where == "utopia.py:1 (SyntaxError)"


def test_what_a_plugin_prints_goes_to_the_narration(guard, capsys):
    guard.call("utopia", "rule UTO001", lambda: print("noise"), None)
    guard.collect("utopia", "rule UTO001", lambda: [print("more noise")])
    print("data")
    said = capsys.readouterr()
    assert said.out == "data\n"
    assert said.err == "noise\nmore noise\n"


def test_standard_output_comes_back_when_calls_of_several_threads_overlap():
    before, entered, leave = sys.stdout, threading.Event(), threading.Event()

    def hold():
        with redirect_stdout():
            entered.set()
            leave.wait(60)

    thread = threading.Thread(target=hold)
    with redirect_stdout():
        thread.start()
        assert entered.wait(60)
        assert sys.stdout is sys.stderr
    assert sys.stdout is sys.stderr
    leave.set()
    thread.join()
    assert sys.stdout is before


def test_a_report_without_an_exception_is_made_plain_too(guard):
    guard.report("utopia", "name", "two\nlines\x07", "Do something.")
    assert guard.faults == (
        PluginFault(
            plugin="utopia",
            doing="name",
            message="two lines<U+0007>",
            remedy="Do something.",
            distribution="ogpkit-utopia",
            version="1.2",
        ),
    )
