"""What plugins from elsewhere give, asked for once by the check, so that what fails is known before somebody needs it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from ogpkit.model.cycle import Step
from ogpkit.plugins.discovery import CORE
from ogpkit.plugins.places import Place
from ogpkit.plugins.stages import Stage
from ogpkit.plugins.typecheck import UnexpectedType, verify_type
from ogpkit.schema.suggest import nearest_word
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.stages import StageGuard
    from ogpkit.workspace.content import Workspace

_MOST: Final = 50
"""Documents of a stage graph that are asked for their stages; one edition gives the same to all."""


def try_sources(workspace: Workspace, plugins: Plugins) -> None:
    """Ask the sources of every plugin that does not come with ogpkit once, so that those that fail are known.

    Args:
        workspace: What the files say.
    """
    foreign = {plugin.name for plugin in plugins.installed if plugin.state == "on" and plugin.distribution != CORE}
    if not foreign:
        return
    from ogpkit.plugins.queries import collect_due_dates, collect_statuses  # noqa: PLC0415  few have plugins from elsewhere

    known = _try_stages(workspace, plugins, foreign)
    _verify_guards(plugins, foreign, known)
    collect_due_dates(workspace, plugins, foreign)
    for country in workspace.countries:
        for cycle in ("", *workspace.cycles(country)):
            collect_statuses(workspace, Place(country=country, cycle=cycle), plugins, foreign)


def _try_stages(workspace: Workspace, plugins: Plugins, foreign: Collection[str]) -> Mapping[str, set[str]]:
    """Ask the stage graphs for what they give, where a plugin from elsewhere has to do with them.

    Returns:
        The stages that documents have, by the name of their graph.
    """
    guarded = {owned.value.graph for owned in plugins.stage_guards if owned.plugin in foreign}
    known: dict[str, set[str]] = {}
    nothing: Sequence[Step] = ()
    for owned in plugins.stages:
        graph, plugin = owned.value, owned.plugin
        stages = known.setdefault(graph.name, set())
        if plugin not in foreign and graph.name not in guarded:
            continue
        for document in islice(workspace.all(graph.entity), _MOST):
            ask = partial(graph.stages, document, workspace)
            stages.update(plugins.call(plugin, f"stages of {graph.name}", ask, {}, verify=_verify_stages))
            tell = partial(graph.history, document.entity)
            plugins.call(plugin, f"history of {graph.name}", tell, nothing, verify=_verify_history)
    return known


def _verify_stages(given: object) -> None:
    if not isinstance(given, Mapping):
        raise UnexpectedType(_describe(given, Mapping))
    for name, stage in given.items():
        verify_type(name, str)
        verify_type(stage, Stage)


def _verify_history(given: object) -> None:
    if not isinstance(given, tuple | list):
        raise UnexpectedType(_describe(given, tuple))
    for step in given:
        if not all(hasattr(step, name) for name in ("stage", "on", "by", "note")):
            raise UnexpectedType(_describe(step, Step))


def _describe(given: object, wanted: type) -> str:
    return _("It returned a {given} instead of a {wanted}.").format(
        given=sanitize_line(type(given).__name__), wanted=wanted.__name__
    )


def _verify_guards(plugins: Plugins, foreign: Collection[str], known: Mapping[str, set[str]]) -> None:
    """Note every guard of a graph or of a stage that there is not, where it is spelt like one: it would stand against nothing.

    Any other may be of a plugin that is not installed, or of an edition that no document follows.
    """
    for owned in plugins.stage_guards:
        guard: StageGuard[Any] = owned.value
        stages = known.get(guard.graph)
        if owned.plugin not in foreign or (stages is not None and guard.stage in ("", *stages)):
            continue
        if stages is None:
            near = nearest_word(guard.graph, list(known))
            message = _("There is no stage graph called “{name}”.").format(name=sanitize_line(guard.graph))
        else:
            near = nearest_word(guard.stage, sorted(stages))
            message = _("There is no stage “{stage}” in the stage graph “{graph}”.").format(
                stage=sanitize_line(guard.stage), graph=guard.graph
            )
        if near is not None:
            remedy = _("Did you mean `{key}`?").format(key=near)
            plugins.report(owned.plugin, f"stage guard {guard.name}", message, remedy, owned.where)
