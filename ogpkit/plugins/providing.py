"""Hooks in one line: what a plugin gives, named by module and name or given as it is, and imported when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import reduce
from importlib import import_module
from inspect import currentframe
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
import pluggy

from ogpkit.plugins.guard import PLACE_ATTRIBUTE, NotAPlugin
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from types import ModuleType

ENTRY_POINT_GROUP: Final = "ogpkit"
"""The entry point group in which a distribution names its plugin."""

hookimpl: Final = pluggy.HookimplMarker(ENTRY_POINT_GROUP)
"""Marks a function of a plugin as the implementation of the hook of the same name."""

HookFunction: TypeAlias = Callable[[], Iterator[Any]]

_TARGET: Final = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*:[^\W\d]\w*(\.[^\W\d]\w*)*")


def provide(first: object, /, *others: object) -> HookFunction:
    """Return the implementation of a hook that gives these values; assign it to the name of the hook.

        ogpkit_kinds = provide("ogpkit_utopia.kinds", "TREATY", "BUDGET")
        ogpkit_rules = provide("ogpkit_utopia.rules", "RULES")
        ogpkit_panels = provide(Panel(name="costs", title="Costs", scope=Scope.CYCLE, load="ogpkit_utopia.panel:CostsPanel"))

    The items of a tuple or a list are given one by one. Where there is something to decide, write a function and mark it
    with `hookimpl`.

    Args:
        first: The module in which the values are, imported when ogpkit calls the hook; or the first value itself.
        others: The names of the values in that module, with dots where one lies in another, such as `SHEET.importer`; or
            further values.
    """
    caller = currentframe()
    caller = caller.f_back if caller else None
    place = f"{caller.f_code.co_filename}:{caller.f_lineno}" if caller else ""

    def give_values() -> Iterator[Any]:
        values = _import_values(first, others, place) if isinstance(first, str) else (first, *others)
        for value in values:
            if isinstance(value, tuple | list):
                yield from value
            else:
                yield value

    setattr(give_values, PLACE_ATTRIBUTE, place)
    return hookimpl(give_values)


def _import_values(module: str, names: tuple[object, ...], place: str) -> Iterator[Any]:
    if not names:
        raise NotAPlugin(_("Say what to import from the module {module}.").format(module=module), place)
    for name in names:
        if not isinstance(name, str):
            raise NotAPlugin(
                _("After the module {module}, give the names to import as texts.").format(module=module), place
            )
        yield import_named(module, name, place)


def import_named(module: str, name: str, place: str = "") -> Any:
    """Import what a module has under a name, which may have dots.

    Args:
        place: The file and line that names it, if they are known.

    Raises:
        NotAPlugin: There is no such module, or it does not have the name.
    """
    return reduce(
        lambda owner, part: _get_attribute(owner, part, module, place), name.split("."), _import(module, place)
    )


def _import(module: str, place: str) -> ModuleType:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name and f"{module}.".startswith(f"{error.name}."):
            raise NotAPlugin(_("There is no module {module}.").format(module=error.name), place) from error
        raise  # one that it imports itself


def _get_attribute(owner: object, name: str, module: str, place: str) -> Any:
    try:
        return getattr(owner, name)
    except AttributeError as error:
        near = get_close_matches(name, dir(owner), 1)
        advice = " " + _("Did you mean {name}?").format(name=near[0]) if near else ""
        raise NotAPlugin(
            _("The module {module} has no {name}.").format(module=module, name=name) + advice, place
        ) from error


@attrs.frozen
class NamedLoader:
    """Imports something when it is called.

    Attributes:
        target: What, as `module:name`.
    """

    target: str

    def __call__(self) -> Any:
        """Import it.

        Raises:
            NotAPlugin: The text does not name it, or it is not there.
        """
        if not self.is_valid:
            raise NotAPlugin(self.complaint)
        module, _colon, name = self.target.partition(":")
        return import_named(module, name)

    @property
    def is_valid(self) -> bool:
        """Tell whether the text has the form of a module and a name."""
        return bool(_TARGET.fullmatch(self.target))

    @property
    def complaint(self) -> str:
        """Return what to tell the author of a text that does not have that form."""
        return _("“{target}” does not say what to load. Write the module and the name, such as {example}.").format(
            target=self.target, example="ogpkit_utopia.panel:CostsPanel"
        )


def make_loader(load: str | Callable[[], Any]) -> Callable[[], Any]:
    """Return the function that loads something, made of a text such as `ogpkit_utopia.panel:CostsPanel` where one is given."""
    return NamedLoader(load) if isinstance(load, str) else load
