"""The guard around everything that belongs to a plugin: a failing plugin costs only what failed, and is never silent.

It catches what a plugin raises and its attempts to end the program, keeps what came before, and notes a fault with the
plugin's name. While a plugin is called, what it prints goes to the narration, so that it cannot spoil a command's data.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from inspect import unwrap
from pathlib import PurePath
from threading import Lock
from time import perf_counter
from traceback import clear_frames, extract_tb
from types import CodeType, GeneratorType
from typing import Final, TextIO, TypeVar

import attrs

from ogpkit import PACKAGE_DIR
from ogpkit.errors import OgpkitError
from ogpkit.plugins.interrupts import KEYBOARD
from ogpkit.plugins.tracing import PLUGIN_TRACE
from ogpkit.plugins.watchdog import WATCH, PluginTimeout, get_timeout
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

T = TypeVar("T")

LONGEST: Final = 500
"""How many characters of a plugin's own message are kept."""

PLACE_ATTRIBUTE: Final = "ogpkit_place"
"""The attribute of a function that ogpkit has made for a plugin: the file and line in the plugin that asked for it."""

MOST_VALUES: Final = 1_000_000
"""How many values a plugin may give at once: more than the whole partnership has, and less than fills the memory."""

_UNHURRIED: Final = 6
"""How many times as long a single answer may take before it is stopped; ogpkit's own number."""

_PATIENT: Final = 120
"""Likewise what a person has asked for: ten minutes."""

_OURS: Final = PACKAGE_DIR


@attrs.frozen(kw_only=True)
class Source:
    """Where a plugin comes from.

    Attributes:
        distribution: The installed distribution that declares it.
        version: The version of that distribution.
        package: The import package that its entry point names.
    """

    distribution: str = ""
    version: str = ""
    package: str = ""

    def __str__(self) -> str:
        """Return the distribution with its version, for messages."""
        return f"{self.distribution} {self.version}".strip()


@attrs.frozen(kw_only=True)
class PluginFault:
    """Something of a plugin that did not work and was left out.

    Attributes:
        plugin: The plugin's name.
        doing: What was asked of it, for example `hook ogpkit_rules` or `rule ELI003`.
        message: What went wrong; the plugin's own words are on one line and harmless for a terminal.
        remedy: What to do about it.
        distribution: The distribution that it comes from.
        version: The version of that distribution.
        where: The file and line in the plugin and the sort of error, for its author.
    """

    plugin: str
    doing: str
    message: str
    remedy: str
    distribution: str = ""
    version: str = ""
    where: str = ""

    @property
    def short_place(self) -> str:
        """Return file and line without the folders of this machine, for example `ogpkit_utopia/rules.py:12`."""
        file, colon, line = self.where.partition(" (")[0].rpartition(":")
        parts = PurePath(file).parts
        kept = parts[parts.index("site-packages") + 1 :] if "site-packages" in parts else parts[-2:]
        return "/".join(kept) + colon + line if file else ""


class NotAPlugin(OgpkitError):
    """Raised when a module does not keep to the contract; for plugin authors.

    Attributes:
        place: The file and line that are meant, as far as they are known.
    """

    def __init__(self, message: str, place: str = "") -> None:
        """Say what is wrong.

        Args:
            message: For the plugin's author.
            place: The file and line that are meant.
        """
        super().__init__(message)
        self.place = place


class TooMuch(OgpkitError):
    """Raised when a plugin gave more than anybody could use."""


class NotSeveral(OgpkitError):
    """Raised when a plugin gave something that cannot be gone through where several values were asked for."""


class Guard:
    """Calls what belongs to plugins and collects their faults, each once."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        """Start with no faults.

        Args:
            sources: Where each plugin comes from, by its name; may grow.
        """
        self._sources = sources
        self._faults: dict[PluginFault, None] = {}
        self._given_up: set[tuple[str, str]] = set()

    @property
    def faults(self) -> tuple[PluginFault, ...]:
        """Return all faults so far, in the order in which they happened."""
        return tuple(self._faults)

    def note(self, fault: PluginFault) -> None:
        """Keep a fault, unless the same one is known."""
        self._faults.setdefault(fault)

    def report(self, plugin: str, doing: str, message: str, remedy: str = "", where: str = "") -> None:
        """Note that something of a plugin is left out although it did not raise.

        Args:
            plugin: The plugin's name.
            doing: What was asked of it.
            message: What is wrong.
            remedy: What to do about it; to tell those who maintain it, when left out.
            where: The file and line in the plugin, as far as they are known.
        """
        source = self._sources.get(plugin, Source())
        self.note(
            PluginFault(
                plugin=plugin,
                doing=sanitize_line(doing),
                message=sanitize_line(message)[:LONGEST],
                remedy=remedy or _find_remedy(source),
                distribution=source.distribution,
                version=source.version,
                where=sanitize_line(where),
            ),
        )

    def call(
        self,
        plugin: str,
        doing: str,
        call: Callable[[], T],
        otherwise: T,
        *,
        patient: bool = False,
        verify: Callable[[T], object] | None = None,
    ) -> T:
        """Call something of a plugin; when it takes too long, that is noted, and in the end it is stopped.

        Args:
            plugin: The plugin's name.
            doing: What is asked of it, for example `command hail`.
            call: Does it.
            otherwise: What to give when it fails.
            patient: Whether it may take minutes, because a person has asked for it.
            verify: Raises what is wrong with the answer, which is then not used.
        """
        kept = [otherwise]

        def ask() -> None:
            answer = call()
            if verify is None or self._is_accepted(plugin, doing, partial(verify, answer), find_origin(call)):
                kept[0] = answer

        self._watch_and_trace(plugin, doing, ask, _PATIENT if patient else _UNHURRIED, kept)
        return kept[0]

    def collect(
        self,
        plugin: str,
        doing: str,
        call: Callable[[], Iterable[T]],
        most: int = MOST_VALUES,
        verify: Callable[[T], object] | None = None,
    ) -> tuple[T, ...]:
        """Call something of a plugin that gives several values; what came before a fault is kept.

        It is stopped when it takes too long or gives too much, and is not asked again after it took too long.

        Args:
            plugin: The plugin's name.
            doing: What is asked of it, for example `rule ELI003`.
            call: Gives the values, possibly one by one.
            most: How many values are taken at most.
            verify: Raises what is wrong with a value, which is then left out while the others are kept.
        """
        return tuple(value for value, _where in self.collect_placed(plugin, doing, call, most, verify))

    def collect_placed(
        self,
        plugin: str,
        doing: str,
        call: Callable[[], Iterable[T]],
        most: int = MOST_VALUES,
        verify: Callable[[T], object] | None = None,
    ) -> tuple[tuple[T, str], ...]:
        """Call something of a plugin as `collect` does, and return each value with the file and line that gave it."""
        kept: list[T] = []
        places: list[str] = []

        def ask() -> None:
            values = call()
            if not isinstance(values, Iterable):
                raise NotSeveral(_("It returned {value}, not several values.").format(value=type(values).__name__))
            try:
                for number, value in enumerate(values):
                    if number == most:
                        raise TooMuch(
                            _("It returned more than {most} at once. ogpkit left the others out.").format(most=most)
                        )
                    where = find_origin(call, values) if verify else ""
                    if verify is None or self._is_accepted(plugin, doing, partial(verify, value), where):
                        kept.append(value)
                        places.append(where)
            finally:
                if isinstance(values, Generator):
                    values.close()  # here, where it is watched, and not whenever somebody tidies up

        if (plugin, doing) not in self._given_up:
            self._watch_and_trace(plugin, doing, ask, 1, kept)
        return tuple(zip(kept, places, strict=True))

    def _watch_and_trace(
        self, plugin: str, doing: str, ask: Callable[[], None], times: int, kept: Sequence[object]
    ) -> None:
        if not PLUGIN_TRACE.shows_calls:
            self._watch(plugin, doing, ask, times)
            return
        started = perf_counter()
        self._watch(plugin, doing, ask, times)
        PLUGIN_TRACE.write_call(plugin, doing, perf_counter() - started, kept)

    def _is_accepted(self, plugin: str, doing: str, verify: Callable[[], object], where: str) -> bool:
        """Tell whether a value can be used; if not, what is wrong with it is noted with the line that gave it."""
        try:
            verify()
        except Exception as error:  # noqa: BLE001  a value may raise whatever its plugin likes when it is looked at
            at = getattr(error, "place", "") or where
            self.report(plugin, doing, _describe_exception(error), where=f"{at} ({type(error).__name__})".strip())
            return False
        return True

    def _watch(self, plugin: str, doing: str, ask: Callable[[], None], times: int) -> None:
        watched = WATCH.begin(times, (plugin, doing))
        stopped: PluginTimeout | None = None
        with redirect_stdout(), KEYBOARD.listen():
            try:
                try:
                    self._ask(plugin, doing, ask)
                finally:
                    WATCH.end(watched)
            except PluginTimeout as overdue:
                stopped = overdue
        if stopped or (watched.late and times != _PATIENT):
            self._note_timeout(plugin, doing, stopped, times if stopped else 1)

    def _ask(self, plugin: str, doing: str, ask: Callable[[], None]) -> None:
        """Ask a plugin for something, and note what it raises; what took too long is the caller's.

        Raises:
            PluginTimeout: It was interrupted.
        """
        try:
            ask()
        except PluginTimeout as overdue:
            if WATCH.has_interrupted():
                raise
            self._note_fault(plugin, doing, overdue)
        except BaseException as error:  # noqa: BLE001  whatever a plugin raises costs only itself
            self._note_fault(plugin, doing, error)
            clear_frames(error.__traceback__)  # what it keeps open ends here, where it is watched

    def _note_timeout(self, plugin: str, doing: str, stopped: PluginTimeout | None, times: int) -> None:
        self._given_up.add((plugin, doing))
        source = self._sources.get(plugin, Source())
        said = _("It was stopped after {seconds} seconds.") if stopped else _("It took more than {seconds} seconds.")
        self.note(
            PluginFault(
                plugin=plugin,
                doing=sanitize_line(doing),
                message=said.format(seconds=f"{times * get_timeout():g}"),
                remedy=_find_remedy(source),
                distribution=source.distribution,
                version=source.version,
                where=_find_place(stopped, source.package) if stopped else "",
            )
        )

    def _note_fault(self, plugin: str, doing: str, error: BaseException) -> None:
        if PLUGIN_TRACE.shows_tracebacks:
            PLUGIN_TRACE.write_traceback(plugin, doing, error)
        source = self._sources.get(plugin, Source())
        self.note(
            PluginFault(
                plugin=plugin,
                doing=sanitize_line(doing),
                message=_describe_exception(error),
                remedy=_find_remedy(source),
                distribution=source.distribution,
                version=source.version,
                where=_find_place(error, source.package),
            ),
        )


def _describe_exception(error: BaseException) -> str:
    """Return what an exception says, which may itself go wrong, in harmless words."""
    if isinstance(error, SystemExit):
        return _("It tried to end the program.")
    if isinstance(error, KeyboardInterrupt):
        return _("It acted as if Ctrl+C had been pressed.")
    try:
        said = str(error)[: 4 * LONGEST]
    except BaseException:  # noqa: BLE001  the exception is the plugin's too
        said = ""
    line = sanitize_line(said)[:LONGEST]
    return line or _("It stopped without saying why.")


def _find_remedy(source: Source) -> str:
    if not source.distribution:
        return _("Tell the people who maintain the plugin.")
    return _("Tell the people who maintain {source}, or switch the plugin off.").format(
        source=sanitize_line(str(source))
    )


def _find_place(error: BaseException, package: str) -> str:
    """Return the innermost place in the plugin, else the innermost outside ogpkit, with the sort of error."""
    sort = sanitize_line(type(error).__name__)
    if isinstance(error, SyntaxError) and error.filename:
        return sanitize_line(f"{error.filename}:{error.lineno or 0} ({sort})")
    if isinstance(error, NotAPlugin) and error.place:
        return sanitize_line(f"{error.place} ({sort})")
    frames = [(frame.filename, frame.lineno or 0) for frame in extract_tb(error.__traceback__)]
    folders = _list_folders(package)
    inside = [frame for frame in frames if folders and frame[0].startswith(folders)]
    outside = [frame for frame in frames if not frame[0].startswith((_OURS, "<frozen"))]
    file, line = next(reversed(inside or outside), ("", 0))
    return sanitize_line(f"{file}:{line} ({sort})") if file else f"({sort})"


def find_origin(call: Callable[..., object], values: object = None) -> str:
    """Return the file and line of a plugin that gave a value: where its generator stands, or where its function begins.

    Args:
        call: What was called.
        values: What it gave, when that gives its values one by one.
    """
    place = getattr(call, PLACE_ATTRIBUTE, "")
    if place:
        return str(place)
    while isinstance(values, GeneratorType) and isinstance(values.gi_yieldfrom, GeneratorType):
        values = values.gi_yieldfrom
    if isinstance(values, GeneratorType) and values.gi_frame is not None:
        return f"{values.gi_code.co_filename}:{values.gi_frame.f_lineno}"
    while isinstance(call, partial) or hasattr(call, "__wrapped__"):
        call = call.func if isinstance(call, partial) else unwrap(call)
    code = getattr(call, "__code__", None)
    return f"{code.co_filename}:{code.co_firstlineno}" if isinstance(code, CodeType) else ""


def _list_folders(package: str) -> tuple[str, ...]:
    """Return where the modules of an import package lie, without importing it."""
    try:
        spec = find_spec(package.split(".", maxsplit=1)[0]) if package else None
    except (ImportError, ValueError):
        return ()
    if spec is None:
        return ()
    return tuple(spec.submodule_search_locations or ([spec.origin] if spec.origin else ()))


class _Aside:
    """Who has turned standard output aside; several threads may be at it at the same time."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.depth = 0
        self.before: TextIO = sys.stdout
        self.hook = sys.unraisablehook

    def enter(self) -> None:
        with self.lock:
            if self.depth == 0:
                self.before, sys.stdout = sys.stdout, sys.stderr
                self.hook, sys.unraisablehook = sys.unraisablehook, _pass_over
            self.depth += 1

    def leave(self) -> None:
        with self.lock:
            self.depth -= 1
            if self.depth == 0:
                sys.stdout, sys.unraisablehook = self.before, self.hook


def _pass_over(_unraisable: object) -> None:
    """Print no traceback of what a plugin raises while its own things are tidied up: nothing depends on it."""


_aside = _Aside()


@contextmanager
def redirect_stdout() -> Iterator[None]:
    """Let what is printed meanwhile go to standard error, where the narration is."""
    _aside.enter()
    try:
        yield
    finally:
        _aside.leave()
