"""The plugins that are installed and everything that they contribute, typed and under a guard.

Nothing else touches pluggy. Each hook is called once, on first use, one plugin after another: the core's own contributions
first, then those of the plugins that come with ogpkit, then the others, in the order of their names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import attrs

from ogpkit import __version__, serve_old_methods
from ogpkit.plugins.conflicts import ConflictResolver
from ogpkit.plugins.discovery import CORE, DiscoveredPlugin, fits_this_version, list_declared_plugins, resolve_names
from ogpkit.plugins.edition_claims import refuse_keys
from ogpkit.plugins.edition_files import read_folder, select_fitting
from ogpkit.plugins.guard import MOST_VALUES, PluginFault, Source
from ogpkit.plugins.named_kinds import report_misspelt_kinds
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.registry import Plugin, Registry
from ogpkit.plugins.stages import with_guards
from ogpkit.plugins.typecheck import verify_type
from ogpkit.plugins.validation import (
    make_settings_extension,
    verify_action,
    verify_command,
    verify_document,
    verify_extension,
    verify_kind,
    verify_loader,
    verify_part,
    verify_settings,
)
from ogpkit.schema.kinds import Kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from ogpkit.plugins.actions import Action
    from ogpkit.plugins.cli_commands import CliCommand
    from ogpkit.plugins.contributions import (
        AppCommand,
        DocumentTemplate,
        DueDates,
        Events,
        Exporter,
        Importer,
        Mask,
        Pages,
        Panel,
        ReferralTarget,
        ReportInputs,
        StatusSource,
        Tasks,
    )
    from ogpkit.plugins.designs import Design
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.rules import Rule
    from ogpkit.plugins.stages import StageGraph, StageGuard
    from ogpkit.plugins.table_views import TableView
    from ogpkit.plugins.tours import Tour
    from ogpkit.schema.editions import Editions, EditionSource
    from ogpkit.schema.kinds import Kind, SettingsTable

__all__ = ["HOOKS", "OwnedContribution", "Plugin", "PluginFault", "Plugins", "installed_plugins"]

T = TypeVar("T")
E = TypeVar("E")


class _ValueClasses(Mapping[str, type]):
    """The class of what each hook yields; its module is imported when somebody first asks for it."""

    _places: Final[Mapping[str, str]] = {
        "ogpkit_kinds": "ogpkit.schema.kinds:Kind",
        "ogpkit_extensions": "ogpkit.schema.kinds:Extension",
        "ogpkit_settings": "ogpkit.schema.kinds:SettingsTable",
        "ogpkit_editions": "ogpkit.schema.editions:EditionPart",
        "ogpkit_rules": "ogpkit.plugins.rules:Rule",
        "ogpkit_stages": "ogpkit.plugins.stages:StageGraph",
        "ogpkit_stage_guards": "ogpkit.plugins.stages:StageGuard",
        "ogpkit_obligations": "ogpkit.plugins.contributions:DueDates",
        "ogpkit_tasks": "ogpkit.plugins.contributions:Tasks",
        "ogpkit_events": "ogpkit.plugins.contributions:Events",
        "ogpkit_standings": "ogpkit.plugins.contributions:StatusSource",
        "ogpkit_panels": "ogpkit.plugins.contributions:Panel",
        "ogpkit_actions": "ogpkit.plugins.actions:Action",
        "ogpkit_app_commands": "ogpkit.plugins.contributions:AppCommand",
        "ogpkit_tours": "ogpkit.plugins.tours:Tour",
        "ogpkit_cli_commands": "ogpkit.plugins.cli_commands:CliCommand",
        "ogpkit_importers": "ogpkit.plugins.contributions:Importer",
        "ogpkit_exporters": "ogpkit.plugins.contributions:Exporter",
        "ogpkit_tables": "ogpkit.plugins.table_views:TableView",
        "ogpkit_papers": "ogpkit.plugins.contributions:DocumentTemplate",
        "ogpkit_accounts": "ogpkit.plugins.contributions:ReportInputs",
        "ogpkit_referrals": "ogpkit.plugins.contributions:ReferralTarget",
        "ogpkit_pages": "ogpkit.plugins.contributions:Pages",
        "ogpkit_masks": "ogpkit.plugins.contributions:Mask",
        "ogpkit_designs": "ogpkit.plugins.designs:Design",
    }

    def __getitem__(self, hook: str) -> type:
        module, _colon, name = self._places[hook].partition(":")
        found: type = getattr(import_module(module), name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


HOOKS: Final[Mapping[str, type]] = _ValueClasses()
"""What each hook yields."""


class Plugins:
    """Installed plugins, and what they contribute."""

    if not TYPE_CHECKING:
        __getattr__ = serve_old_methods("ogpkit.api.Plugins", guarded="call", each="collect", graph_of="find_graph")

    def __init__(self, registry: Registry) -> None:
        """Take in the plugins that could be loaded; use `discover`, or `of` in tests."""
        self._registry = registry
        self._guard = registry.guard
        self._claims = ConflictResolver(registry.guard, registry.sources)
        self._contributions: dict[str, tuple[OwnedContribution[Any], ...]] = {}

    @classmethod
    def discover(
        cls,
        disabled: Collection[str] = (),
        *,
        third_party: bool = True,
        root: Path | None = None,
        files: Sequence[str] = (),
    ) -> Plugins:
        """Load the core and the installed plugins, and those in one file that a workspace names.

        Args:
            disabled: Names of plugins that are not to be imported at all.
            third_party: Whether to load plugins that do not come with ogpkit.
            root: The workspace in which plugins in one file lie.
            files: Their names in its folder `plugins`.
        """
        registry = Registry()
        _load_core(registry)
        _load_installed(registry, disabled, third_party=third_party)
        if root is not None and files and third_party:
            from ogpkit.plugins.file_plugins import load_plugin_files  # noqa: PLC0415  few workspaces have some

            load_plugin_files(registry, root, files, disabled)
        return cls(registry)

    @classmethod
    def of(cls, modules: Mapping[str, object], *, core: bool = True) -> Plugins:
        """Take plugins that are no installed distributions, for tests.

        Args:
            modules: A module, or an object with hook functions as attributes, by the plugin's name.
            core: Whether the core's own contributions are there.
        """
        registry = Registry()
        if core:
            _load_core(registry)
        for name in sorted(modules):
            module = modules[name]
            registry.load(DiscoveredPlugin(name=name, value=name, source=Source(), load=lambda module=module: module))  # type: ignore[misc]
        return cls(registry)

    @property
    def installed(self) -> tuple[Plugin, ...]:
        """Return every plugin that is installed, those that are off or could not be loaded included, by name."""
        return tuple(sorted(self._registry.plugins, key=lambda plugin: (plugin.name, plugin.distribution)))

    @property
    def faults(self) -> tuple[PluginFault, ...]:
        """Return what did not work so far, in the order in which it happened; grows as plugins are called."""
        return self._guard.faults

    def milliseconds(self, plugin: str) -> float:
        """Return how long a plugin took so far: its import and its hooks.

        Args:
            plugin: Its name.
        """
        return 1000 * self._registry.seconds.get(plugin, 0.0)

    def call_all(self) -> Mapping[str, tuple[OwnedContribution[Any], ...]]:
        """Call every hook that has not been called yet, so that every fault is known; what each gives, by hook."""
        _read = self.editions, self.kinds, self.panels
        return {hook: self._collect(hook) for hook in HOOKS}

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
        """Call something of a plugin; whatever it raises becomes a fault.

        Args:
            plugin: The plugin's name.
            doing: What is asked of it, for example `rule ELI003`.
            call: Does it.
            otherwise: What to give when it fails.
            patient: Whether it may take as long as it wants, because a person has asked for it.
            verify: Raises what is wrong with the answer, which is then not used.
        """
        return self._guard.call(plugin, doing, call, otherwise, patient=patient, verify=verify)

    def collect(
        self,
        plugin: str,
        doing: str,
        call: Callable[[], Iterable[T]],
        most: int = MOST_VALUES,
        verify: Callable[[T], object] | None = None,
    ) -> tuple[T, ...]:
        """Call something of a plugin that gives several values; what came before a fault is kept.

        Args:
            plugin: The plugin's name.
            doing: What is asked of it.
            call: Gives the values, possibly one by one.
            most: How many values are taken at most.
            verify: Raises what is wrong with a value, which is then left out while the others are kept.
        """
        return self._guard.collect(plugin, doing, call, most, verify)

    def report(self, plugin: str, doing: str, message: str, remedy: str = "", where: str = "") -> None:
        """Note that something of a plugin is not as it should be although it did not raise.

        Args:
            plugin: The plugin's name.
            doing: What was asked of it.
            message: What is wrong.
            remedy: What to do about it; to tell those who maintain it, when left out.
            where: The file and line in the plugin, as far as they are known.
        """
        self._guard.report(plugin, doing, message, remedy, where)

    @property
    def owned_kinds(self) -> tuple[OwnedContribution[Kind[Any]], ...]:
        """Return the kinds of document, each with the plugin that owns it."""
        return self._collect("ogpkit_kinds")

    @cached_property
    def kinds(self) -> Kinds:
        """Return the kinds of document, with the extension tables on each."""
        kinds = self.owned_kinds
        extensions = self._collect("ogpkit_extensions")
        report_misspelt_kinds((*kinds, *extensions), kinds, self._guard)
        tables = (*(owned.value for owned in extensions), *map(make_settings_extension, self.settings))
        return Kinds((owned.value for owned in kinds), tables)

    @property
    def settings(self) -> tuple[OwnedContribution[SettingsTable[Any]], ...]:
        """Return the settings of plugins that a workspace may write down, by plugin."""
        return self._collect("ogpkit_settings")

    @cached_property
    def editions(self) -> Editions:
        """Return the rule editions, merged from the files of all plugins."""
        parts = self._collect("ogpkit_editions")
        folders = dict.fromkeys((part.plugin, part.value.folder) for part in parts if part.value.folder)
        sources: list[EditionSource] = []
        for plugin, folder in folders:
            sources.extend(read_folder(folder, plugin, self._guard))
        sources = refuse_keys(sources, parts, self._guard, is_complete=self._is_complete)
        return select_fitting(sources, [part.value for part in parts], self._guard)

    @property
    def _is_complete(self) -> bool:
        """Tell whether every plugin that is installed takes part: what none of them knows, nobody knows."""
        return all(plugin.state == "on" for plugin in self._registry.plugins)

    @cached_property
    def rules(self) -> tuple[OwnedContribution[Rule[Any]], ...]:
        """Return the check rules, by code."""
        return tuple(sorted(self._collect("ogpkit_rules"), key=lambda rule: str(rule.value.code)))

    @cached_property
    def stages(self) -> tuple[OwnedContribution[StageGraph[Any]], ...]:
        """Return the stage graphs, by plugin, each with the guards that other plugins add to it."""
        guards = [_watch_guard(self, owned) for owned in self.stage_guards]
        return tuple(
            OwnedContribution(owned.plugin, with_guards(owned.value, guards))
            for owned in self._collect("ogpkit_stages")
        )

    @property
    def stage_guards(self) -> tuple[OwnedContribution[StageGuard[Any]], ...]:
        """Return the conditions that plugins set for the stages of others, by plugin."""
        return self._collect("ogpkit_stage_guards")

    def find_graph(self, entity: type[E]) -> StageGraph[E] | None:
        """Return the stage graph of a class of documents, if it has one.

        Args:
            entity: The class.
        """
        graphs = (owned.value for owned in self.stages if owned.value.entity is entity)
        return cast("StageGraph[E] | None", next(graphs, None))

    @property
    def obligations(self) -> tuple[OwnedContribution[DueDates], ...]:
        """Return the sources of obligations, by plugin."""
        return self._collect("ogpkit_obligations")

    @property
    def tasks(self) -> tuple[OwnedContribution[Tasks], ...]:
        """Return the sources of what waits for the people who work here, by plugin."""
        return self._collect("ogpkit_tasks")

    @property
    def events(self) -> tuple[OwnedContribution[Events], ...]:
        """Return the sources of events, by plugin."""
        return self._collect("ogpkit_events")

    @property
    def standings(self) -> tuple[OwnedContribution[StatusSource], ...]:
        """Return the sources of standings, by plugin."""
        return self._collect("ogpkit_standings")

    @cached_property
    def panels(self) -> tuple[OwnedContribution[Panel], ...]:
        """Return the panels of the app, in the order of their tabs."""
        panels = self._collect("ogpkit_panels")
        report_misspelt_kinds(panels, self.owned_kinds, self._guard)
        return tuple(sorted(panels, key=lambda panel: panel.value.order))

    @cached_property
    def actions(self) -> tuple[OwnedContribution[Action[Any]], ...]:
        """Return what people can do, by title."""
        return tuple(sorted(self._collect("ogpkit_actions"), key=lambda action: str(action.value.title)))

    @cached_property
    def app_commands(self) -> tuple[OwnedContribution[AppCommand], ...]:
        """Return the commands of the app's palette, by title."""
        return tuple(sorted(self._collect("ogpkit_app_commands"), key=lambda command: str(command.value.title)))

    @cached_property
    def tours(self) -> tuple[OwnedContribution[Tour], ...]:
        """Return the tours of the app, in their order."""
        return tuple(sorted(self._collect("ogpkit_tours"), key=lambda tour: (tour.value.order, tour.value.name)))

    @cached_property
    def cli_commands(self) -> tuple[OwnedContribution[CliCommand], ...]:
        """Return the commands that plugins add to the command line, by name."""
        return self._sort_by_name("ogpkit_cli_commands")

    @cached_property
    def importers(self) -> tuple[OwnedContribution[Importer], ...]:
        """Return the importers, by name."""
        return self._sort_by_name("ogpkit_importers")

    @cached_property
    def exporters(self) -> tuple[OwnedContribution[Exporter], ...]:
        """Return the exporters, by name."""
        return self._sort_by_name("ogpkit_exporters")

    @cached_property
    def tables(self) -> tuple[OwnedContribution[TableView], ...]:
        """Return the declared tables, by name."""
        return self._sort_by_name("ogpkit_tables")

    @cached_property
    def papers(self) -> tuple[OwnedContribution[DocumentTemplate], ...]:
        """Return the documents that people can hand in, by name."""
        return self._sort_by_name("ogpkit_papers")

    @property
    def accounts(self) -> tuple[OwnedContribution[ReportInputs], ...]:
        """Return the sources of accounts, by plugin."""
        return self._collect("ogpkit_accounts")

    @property
    def referrals(self) -> tuple[OwnedContribution[ReferralTarget], ...]:
        """Return the mechanisms that take needs for expertise up, by plugin."""
        return self._collect("ogpkit_referrals")

    @property
    def pages(self) -> tuple[OwnedContribution[Pages], ...]:
        """Return the sources of portal pages, by plugin."""
        return self._collect("ogpkit_pages")

    @property
    def masks(self) -> tuple[OwnedContribution[Mask], ...]:
        """Return what keeps personal data out of what is public, by plugin."""
        return self._collect("ogpkit_masks")

    @property
    def designs(self) -> tuple[OwnedContribution[Design], ...]:
        """Return the designs of the portal, by plugin."""
        return self._collect("ogpkit_designs")

    def _sort_by_name(self, hook: str) -> tuple[OwnedContribution[Any], ...]:
        return tuple(sorted(self._collect(hook), key=lambda owned: str(owned.value.name)))

    def _collect(self, hook: str) -> tuple[OwnedContribution[Any], ...]:
        """Return what all plugins give for a hook and what can stand, in the order of the plugins; each is asked once."""
        if hook not in self._contributions:
            kept = self._claims.accept(hook, self._registry.call(hook, partial(_verify, self, hook)))
            self._contributions[hook] = tuple(sorted(kept, key=lambda owned: owned.turn))
        return self._contributions[hook]


def _watch_guard(plugins: Plugins, owned: OwnedContribution[StageGuard[Any]]) -> StageGuard[Any]:
    """Return a guard of which a failure is a fault of its plugin and stands against nothing."""
    guard, doing = owned.value.guard, f"stage guard {owned.value.name}"
    return attrs.evolve(
        owned.value,
        guard=lambda document, workspace: plugins.collect(
            owned.plugin, doing, partial(guard, document, workspace), verify=partial(verify_type, wanted=str)
        ),
    )


def _verify(plugins: Plugins, hook: str, value: Any) -> None:
    """Refuse a value of a hook that cannot be used."""
    verify_type(value, HOOKS[hook], is_exact=True)
    if hook == "ogpkit_extensions":
        known = {kind.value.name: kind.value for kind in plugins.owned_kinds}
        verify_extension(value, known.get(value.kind))
    elif hook == "ogpkit_actions":
        verify_action(value, plugins.kinds.by_name(value.kind))
    elif hook in _VERIFIERS:
        _VERIFIERS[hook](value)


def _verify_table(view: TableView) -> None:
    from ogpkit.plugins.table_views import verify_table  # noqa: PLC0415  loaded with the first table, as is what follows

    verify_table(view)


def _verify_tour(tour: Tour) -> None:
    from ogpkit.plugins.tours import verify_tour  # noqa: PLC0415

    verify_tour(tour)


_VERIFIERS: Final[Mapping[str, Callable[[Any], None]]] = {
    "ogpkit_kinds": verify_kind,
    "ogpkit_editions": verify_part,
    "ogpkit_cli_commands": verify_command,
    "ogpkit_panels": verify_loader,
    "ogpkit_tables": _verify_table,
    "ogpkit_papers": verify_document,
    "ogpkit_settings": verify_settings,
    "ogpkit_tours": _verify_tour,
}
"""What refuses a value of each hook that is of the right type and still cannot be used."""


def installed_plugins(session: EditSession) -> Plugins:
    """Return the plugins that take part in a workspace that is being edited.

    Raises:
        TypeError: It is a session of another program.
    """
    if not isinstance(session.plugins, Plugins):
        raise TypeError(f"A {type(session).__name__} has no installed plugins.")
    return session.plugins


def _load_core(registry: Registry) -> None:
    """Load the core's contributions by the name of their module, as any plugin's are; they stand above this module."""
    source = Source(distribution=CORE, version=__version__, package=CORE)
    registry.load(
        DiscoveredPlugin(name=CORE, value="ogpkit.builtin", source=source, load=lambda: import_module("ogpkit.builtin"))
    )


def _load_installed(registry: Registry, disabled: Collection[str], *, third_party: bool) -> None:
    """Load the plugins that are installed, those that come with ogpkit first."""
    kept, refused = resolve_names(list_declared_plugins(registry.guard), registry.guard)
    for plugin in refused:
        registry.skip(plugin, "failed")
    for plugin in sorted(kept, key=lambda plugin: not plugin.first_party):
        if plugin.name in disabled or not (third_party or plugin.first_party):
            registry.skip(plugin, "off")
        elif fits_this_version(plugin, registry.guard):
            registry.load(plugin)
        else:
            registry.skip(plugin, "failed")
