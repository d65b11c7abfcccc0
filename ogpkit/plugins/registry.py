"""Loading plugins one at a time and calling their hooks one at a time; the only module that touches pluggy's manager."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs
from pluggy import PluginManager

from ogpkit.plugins import exchange_hookspecs, hookspecs
from ogpkit.plugins.guard import Guard, NotAPlugin, Source, find_origin
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.providing import ENTRY_POINT_GROUP
from ogpkit.text import i18n
from ogpkit.text.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pluggy import HookimplOpts

    from ogpkit.plugins.discovery import DiscoveredPlugin

State: TypeAlias = Literal["on", "off", "failed"]

SPECIFICATIONS: Final[Mapping[str, Callable[..., object]]] = {
    name: value
    for module in (hookspecs, exchange_hookspecs)
    for name, value in vars(module).items()
    if name.startswith("ogpkit_")
}
"""What specifies each hook, by name."""

_WRAPS: Final = N_(
    "{hook} is marked with {option}=True, but a plugin cannot wrap the values of other plugins. Leave {option} out and yield "
    "your own values. Use tryfirst=True or trylast=True to put them first or last."
)


@attrs.frozen(kw_only=True)
class Plugin:
    """Plugin that is installed.

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
    """Plugins in the order in which they come first, and the guard around them.

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
        self._manager = PluginManager(ENTRY_POINT_GROUP)
        self._manager.add_hookspecs(hookspecs)
        self._manager.add_hookspecs(exchange_hookspecs)

    def skip(self, declared: DiscoveredPlugin, state: State) -> None:
        """Remember a plugin that is not loaded.

        Args:
            state: The reason.
        """
        self.sources.setdefault(declared.name, declared.source)
        self._remember(declared, state)

    def load(self, declared: DiscoveredPlugin) -> None:
        """Import a plugin and take its hooks in; what goes wrong costs this plugin only."""
        self.sources[declared.name] = declared.source
        started = perf_counter()
        module = self.guard.call(declared.name, "import", declared.load, None)
        hooks = self._list_hooks(declared.name, module) if module is not None else None
        self._spend(declared.name, started)
        if hooks is None:
            self._remember(declared, "failed")
            return
        self._remember(declared, "on", hooks, module)
        self.guard.call(declared.name, "translations", lambda: _add_translations(declared, module), None)

    def call(self, hook: str, verify: Callable[[Any], object]) -> Iterator[OwnedContribution[Any]]:
        """Call a hook of every plugin that implements it, one after another.

        It is called in the order in which plugins come first, so that no plugin takes what another one has by asking to be
        called before it. Where that plugin wants what it gives to stand is the value's turn.

        Args:
            hook: Its name.
            verify: Raises what is wrong with a value, which is then left out.
        """
        implementations = getattr(self._manager.hook, hook).get_hookimpls()
        for plugin in self.plugins:
            for implementation in implementations:
                if plugin.state == "on" and implementation.plugin_name == plugin.name:
                    started = perf_counter()
                    values = self.guard.collect_placed(
                        plugin.name, f"hook {hook}", implementation.function, verify=verify
                    )
                    self._spend(plugin.name, started)
                    turn = implementation.trylast - implementation.tryfirst
                    yield from (OwnedContribution(plugin.name, value, turn, where) for value, where in values)

    def _list_hooks(self, name: str, module: object) -> tuple[str, ...] | None:
        hooks = self.guard.call(name, "hooks", lambda: self._register(name, module), None)
        if hooks is None and self._manager.has_plugin(name):
            self._manager.unregister(name=name)
        return hooks

    def _register(self, name: str, module: object) -> tuple[str, ...]:
        for attribute in dir(module):
            options = self._manager.parse_hookimpl_opts(module, attribute)
            if options is not None:
                _verify(options.get("specname") or attribute, options, getattr(module, attribute))
        self._manager.register(module, name)
        hooks = {caller.name for caller in self._manager.get_hookcallers(module) or ()}
        for hook in SPECIFICATIONS:
            unmarked = getattr(module, hook, None)
            if hook not in hooks and callable(unmarked):
                raise NotAPlugin(_("{hook} is not marked with hookimpl.").format(hook=hook), find_origin(unmarked))
        return tuple(hook for hook in SPECIFICATIONS if hook in hooks)

    def _remember(
        self, declared: DiscoveredPlugin, state: State, hooks: tuple[str, ...] = (), module: object = None
    ) -> None:
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


def _verify(hook: str, options: HookimplOpts, function: Callable[..., object]) -> None:
    """Refuse a function that is marked as the implementation of a hook and could never be called.

    Raises:
        NotAPlugin: There is no such hook, or the function wants to wrap those of other plugins.
    """
    if hook not in SPECIFICATIONS:
        if not options.get("optionalhook"):
            near = get_close_matches(hook, SPECIFICATIONS, 1)
            advice = _(" Did you mean {hook}?").format(hook=near[0]) if near else ""
            raise NotAPlugin(_("There is no hook called {hook}.").format(hook=hook) + advice, find_origin(function))
        return
    for option in ("wrapper", "hookwrapper"):
        if options.get(option):
            raise NotAPlugin(_(_WRAPS).format(hook=hook, option=option), find_origin(function))


def _add_translations(declared: DiscoveredPlugin, module: object) -> None:
    """Take in the catalogues in the folder `locale` beside a plugin's module, if it has one, or those that came with it."""
    owners = [declared.name, *filter(None, (declared.source.package.partition(".")[0],))]
    if declared.catalogs is not None:
        i18n.add_po_catalogs(declared.catalogs, owners)
        return
    file = getattr(module, "__file__", None)
    folder = Path(file).parent / "locale" if file else None
    if folder and folder.is_dir():
        i18n.add_catalogs(folder, () if declared.source.package == "ogpkit" else owners)
