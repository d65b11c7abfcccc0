"""Loading plugins one at a time and calling their hooks one at a time; the only module that touches pluggy's manager."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs
from pluggy import PluginManager

from ogpkit import hookspecs, language
from ogpkit.errors import OgpkitError
from ogpkit.guard import Guard, Source
from ogpkit.language import _
from ogpkit.owned import Owned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.discovery import Declared

State: TypeAlias = Literal["on", "off", "failed"]

_SPECS: Final = tuple(name for name in vars(hookspecs) if name.startswith("ogpkit_"))


class NotAPlugin(OgpkitError):
    """A module that does not keep to the contract; for plugin authors."""


@attrs.frozen(kw_only=True)
class Plugin:
    """A plugin that is installed.

    Attributes:
        name: Its identity: the name of its entry point.
        version: The version of its distribution.
        distribution: The distribution that declares it.
        source: What its entry point names, for example `ogpkit_eligibility`.
        state: Whether it is on, switched off, or could not be loaded.
        hooks: The hooks that it implements.
        module: The module, when it is on.
    """

    name: str
    version: str = ""
    distribution: str = ""
    source: str = ""
    state: State
    hooks: tuple[str, ...] = ()
    module: object = attrs.field(default=None, eq=False, repr=False)


class Registry:
    """The plugins in the order in which they come first, and the guard around them.

    Attributes:
        guard: Collects the faults of all plugins.
        sources: Where each plugin comes from, by name.
        plugins: Every plugin, in the order in which they were taken in.
        seconds: How long each took so far, by name.
    """

    def __init__(self) -> None:
        """Start without plugins."""
        self.sources: dict[str, Source] = {}
        self.guard = Guard(self.sources)
        self.plugins: list[Plugin] = []
        self.seconds: dict[str, float] = {}
        self._manager = PluginManager(hookspecs.GROUP)
        self._manager.add_hookspecs(hookspecs)

    def leave_out(self, declared: Declared, state: State) -> None:
        """Remember a plugin that is not loaded.

        Args:
            declared: The plugin.
            state: Why.
        """
        self.sources.setdefault(declared.name, declared.source)
        self._remember(declared, state)

    def load(self, declared: Declared) -> None:
        """Import a plugin and take its hooks in; what goes wrong costs this plugin only.

        Args:
            declared: The plugin.
        """
        self.sources[declared.name] = declared.source
        started = perf_counter()
        module = self.guard.guarded(declared.name, "import", declared.load, None)
        hooks = self._hooks_of(declared.name, module) if module is not None else None
        self._spend(declared.name, started)
        if hooks is None:
            self._remember(declared, "failed")
            return
        self._remember(declared, "on", hooks, module)
        self.guard.guarded(declared.name, "translations", lambda: _add_translations(module), None)

    def call(self, hook: str) -> Iterator[Owned[Any]]:
        """Call a hook of every plugin that implements it, one after another.

        Args:
            hook: Its name.
        """
        implementations = {found.plugin_name: found for found in getattr(self._manager.hook, hook).get_hookimpls()}
        for plugin in self.plugins:
            if plugin.state == "on" and plugin.name in implementations:
                started = perf_counter()
                values = self.guard.each(plugin.name, f"hook {hook}", implementations[plugin.name].function)
                self._spend(plugin.name, started)
                yield from (Owned(plugin.name, value) for value in values)

    def _hooks_of(self, name: str, module: object) -> tuple[str, ...] | None:
        hooks = self.guard.guarded(name, "hooks", lambda: self._register(name, module), None)
        if hooks is None and self._manager.has_plugin(name):
            self._manager.unregister(name=name)
        return hooks

    def _register(self, name: str, module: object) -> tuple[str, ...]:
        self._manager.register(module, name)
        callers = self._manager.get_hookcallers(module) or []
        for caller in callers:
            if not caller.has_spec():
                near = get_close_matches(caller.name, _SPECS, 1)
                advice = _(" Did you mean {hook}?").format(hook=near[0]) if near else ""
                raise NotAPlugin(_("There is no hook called {hook}.").format(hook=caller.name) + advice)
        hooks = tuple(caller.name for caller in callers)
        for forgotten in (hook for hook in _SPECS if hook not in hooks and callable(getattr(module, hook, None))):
            raise NotAPlugin(_("{hook} is not marked with hookimpl.").format(hook=forgotten))
        return tuple(hook for hook in _SPECS if hook in hooks)

    def _remember(self, declared: Declared, state: State, hooks: tuple[str, ...] = (), module: object = None) -> None:
        self.plugins.append(
            Plugin(
                name=declared.name,
                version=declared.source.version,
                distribution=declared.source.distribution,
                source=declared.value,
                state=state,
                hooks=hooks,
                module=module,
            ),
        )

    def _spend(self, name: str, started: float) -> None:
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - started


def _add_translations(module: object) -> None:
    """Take in the catalogues in the folder `locale` beside a plugin's module, if it has one."""
    file = getattr(module, "__file__", None)
    folder = Path(file).parent / "locale" if file else None
    if folder and folder.is_dir():
        language.add_catalogues(folder)
