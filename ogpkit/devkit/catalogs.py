"""The messages of ogpkit and of the plugins that come with it, collected for translators: `python -P -m ogpkit.devkit.catalogs`.

Messages stand in the code, in calls of `_`, `_n` and `N_`, and in declarations, whose labels, titles and help pass through
`_` when they are shown. They are collected into one template for the core and one for each plugin, which holds what the core
does not say too; the catalogue of each language is brought up to date with it and compiled. No file holds a date or a version of
a tool, so that it changes only when a message does.
"""

from __future__ import annotations

import ast
import re
import sys
from functools import partial
from importlib import import_module
from inspect import cleandoc, getfile
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Final, TypeVar

import attrs
import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.patterns.pattern import PatternCheck
from ogpkit.devkit.plain_catalogue import DOMAIN, PlainCatalogue
from ogpkit.exchange.questionnaires import Questionnaire
from ogpkit.model.annotations import Bounds, Reference
from ogpkit.model.vocabulary import Choice
from ogpkit.plugins.actions import Action
from ogpkit.plugins.contributions import Panel
from ogpkit.plugins.core_commands import CORE_COMMANDS, load_core_command
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.panel_sections import list_sections
from ogpkit.plugins.rules import Rule
from ogpkit.schema.fields import class_summary, fields_of
from ogpkit.schema.kinds import Extension, Kind
from ogpkit.text.i18n import LOCALE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from ogpkit.schema.fields import Shape

LOCALE: Final = LOCALE_FOLDER.name
"""The folder in each package in which its catalogues lie."""

LANGUAGES: Final = ("fr", "es", "ar")
"""The languages into which ogpkit is translated."""

_KEYWORDS: Final = {"_": 1, "_n": 2, "N_": 1, "marked": 1}
"""How many texts each takes."""

_SPOKEN: Final = ("title", "titles", "help", "explanation")
"""The attributes of contributions that a person reads."""

_OF_CLICK: Final[tuple[str | tuple[str, str], ...]] = (
    *("Usage:", "Options", "Commands", "Aborted!", "required", "default: {default}", "Show this message and exit."),
    *("Error: {message}", "Invalid value: {message}", "Invalid value for {param_hint}: {message}"),
    *("Missing command.", "Missing argument", "Missing option", "Missing parameter", "Error: invalid input"),
    *("No such option {name!r}.", "No such option: {name}", "No such command {name!r}."),
    *("Option {name!r} does not take a value.", "Argument {name!r} takes {nargs} values."),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}."),
    *("{value!r} is not a valid {number_type}.", "Choose from:\n\t{choices}", "file", "directory", "path"),
    *("{name} {filename!r} does not exist.", "{name} {filename!r} is a file.", "{name} {filename!r} is a directory."),
    *("{name} {filename!r} is not readable.", "Could not open file {filename!r}: {message}"),
)
"""What click says of its own accord and a person can meet; it asks the same catalogues."""

_PLURAL_FORMS: Final = re.compile(rb"Plural-Forms:\s*nplurals\s*=\s*\d")
"""In the header of a catalogue: how many forms a message with a number has, and which of them a number takes."""

_HEADER: Final = "# Messages of ogpkit and of the plugins that come with it: python -P -m ogpkit.devkit.catalogs"
_FOREIGN_HEADER: Final = "# Messages of a plugin of ogpkit: ogpkit plugin translate NAME"


@attrs.frozen
class Message:
    """Text to translate.

    Attributes:
        text: The English text; two where the number decides.
        file: Where it stands, from the package's folder on.
        package: The import package whose message it is.
        note: What it is, where the text alone does not say.
    """

    text: str | tuple[str, str]
    file: str
    package: str
    note: str = ""

    @property
    def notes(self) -> list[str]:
        """Return the note, for a catalogue."""
        return [self.note] if self.note else []


def collect_messages(plugins: Plugins, packages: Iterable[ModuleType]) -> Iterator[Message]:
    """Yield every message of packages, and of what all plugins contribute.

    Args:
        plugins: The plugins whose contributions are looked at.
        packages: The import packages whose code is looked at.
    """
    for package in packages:
        yield from _collect_from_code(package)
    yield from _collect_from_contributions(plugins)
    for package in packages:
        yield from _collect_from_choices(package)
    yield from _collect_from_commands(plugins)
    yield from (Message(text, "click", DOMAIN) for text in _OF_CLICK)


def make_templates(plugins: Plugins) -> dict[str, PlainCatalogue]:
    """Return the messages as catalogues without translations, by import package; the core's come first and stand nowhere else.

    Args:
        plugins: The plugins whose messages are wanted.
    """
    packages = list_packages(plugins)
    made = {one.__name__: _make_empty_catalog(plugins, one.__name__) for one in packages}
    core = made[DOMAIN]
    for message in sorted(collect_messages(plugins, packages), key=lambda message: message.package != DOMAIN):
        wanted = made.get(message.package)
        if wanted is not None and (wanted is core or message.text not in core):
            wanted.add(message.text, locations=[(message.file, 0)], auto_comments=message.notes)
    return made


def make_template(plugins: Plugins, package: str) -> PlainCatalogue:
    """Return the messages of one plugin as a catalogue without translations; what the core's own template says stands only there.

    Args:
        plugins: All plugins.
        package: The import name of the plugin's package.
    """
    core = read(find_locale_folder(DOMAIN) / f"{DOMAIN}.pot")
    made = _make_empty_catalog(plugins, package)
    for message in collect_messages(plugins, [import_module(package)]):
        if message.package == package and message.text not in core:
            made.add(message.text, locations=[(message.file, 0)], auto_comments=message.notes)
    return made


def make_file_template(plugins: Plugins, module: str, file: Path) -> PlainCatalogue:
    """Return the messages of a plugin in one file as a catalogue without translations.

    Args:
        plugins: All plugins.
        module: The name under which its code runs; it has another one after each change, so that no catalogue holds it.
        file: The file.
    """
    core = read(find_locale_folder(DOMAIN) / f"{DOMAIN}.pot")
    made = PlainCatalogue(header_comment=_FOREIGN_HEADER)
    found = [Message(text, file.name, module) for text in find_messages(ast.parse(file.read_bytes()))]
    found += [*_collect_from_contributions(plugins), *_collect_labels(module), *_collect_from_commands(plugins)]
    for message in found:
        if message.package in (module, f"{module}.py") and message.text not in core:
            made.add(message.text, locations=[(file.name, 0)], auto_comments=message.notes)
    return made


def bring_file_up_to_date(wanted: Catalog, file: Path, languages: Iterable[str]) -> Iterator[str]:
    """Write the catalogues of a plugin in one file beside it; say how complete each is.

    Args:
        wanted: Its template.
        file: The file.
        languages: The languages to begin; those that have a catalogue are brought up to date too.
    """
    there = (one.name.split(".")[1] for one in file.parent.glob(f"{file.stem}.*.po"))
    yield f"{file.name}: {len(wanted)} messages"
    for language in sorted({*there, *languages}):
        beside = file.with_name(f"{file.stem}.{language}.po")
        made = update_catalog(language, wanted, beside)
        _write(beside, made)
        missing = sum(not is_translated(message.string) for message in made if message.id)
        yield f"{beside.name}: {missing} of {len(made)} still to be translated"


def _make_empty_catalog(plugins: Plugins, package: str) -> PlainCatalogue:
    own = {DOMAIN, *(one.source.partition(":")[0] for one in plugins.installed if one.distribution == DOMAIN)}
    return PlainCatalogue(header_comment=_HEADER if package in own else _FOREIGN_HEADER)


def find_locale_folder(package: str) -> Path:
    """Return where the catalogues of a package lie.

    Args:
        package: Its import name.
    """
    return _find_package_folder(import_module(package)) / LOCALE


def update_catalog(language: str, wanted: Catalog, old: Path) -> PlainCatalogue:
    """Return a language's catalogue with every message of the template and no other; what was translated stays.

    Args:
        language: The language's code.
        wanted: The template.
        old: The catalogue so far, if there is one.
    """
    made = PlainCatalogue(language, wanted.header_comment, _find_plural_catalog(language, old))
    known = read(old) if old.exists() else Catalog()
    for message in known:
        if message.id:
            made[message.id] = message
    made.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
    made.obsolete.clear()
    return made


def _find_plural_catalog(language: str, file: Path) -> Catalog | None:
    """Return the catalogue by whose header the forms of messages are counted.

    The file so far, or else the core's in that language.
    """
    own = (LOCALE_FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po" for code in (language, language.partition("_")[0]))
    declared = (one for one in (file, *own) if one.exists() and _PLURAL_FORMS.search(one.read_bytes()))
    return next(map(read, declared), None)


def read(file: Path) -> Catalog:
    """Return a catalogue or a template.

    Args:
        file: The `.po` or `.pot` file.
    """
    with file.open("rb") as source:
        return read_po(source)


def update() -> Iterator[str]:
    """Bring the catalogues of everything that comes with ogpkit up to date; say how complete each is."""
    for package, wanted in make_templates(Plugins.discover(third_party=False)).items():
        yield from bring_up_to_date(package, wanted, LANGUAGES)


def bring_up_to_date(package: str, wanted: Catalog, languages: Iterable[str]) -> Iterator[str]:
    """Write the template of a package, and its catalogues, as text and compiled; say how complete each is.

    Args:
        package: Its import name.
        wanted: Its template.
        languages: The languages in which there are to be catalogues.
    """
    folder = find_locale_folder(package)
    folder.mkdir(exist_ok=True)
    _write(folder / f"{DOMAIN}.pot", wanted)
    yield f"{package}: {len(wanted)} messages"
    for language in languages:
        file = folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        made = update_catalog(language, wanted, file)
        _write(file, made)
        _compile(file, made)
        missing = sum(not is_translated(message.string) for message in made if message.id)
        yield f"{package}, {language}: {missing} of {len(made)} still to be translated"


def compile_catalogue(file: Path) -> None:
    """Write the compiled form of a catalogue beside it.

    Args:
        file: The `.po` file, in the folder of its language.
    """
    catalogue = read(file)
    _compile(file, update_catalog(file.parent.parent.name, catalogue, file))


def is_translated(text: object) -> bool:
    """Tell whether a message has a translation in every form that it needs.

    Args:
        text: The translation, or one for each number.
    """
    return all(text) if isinstance(text, (tuple, list)) else bool(text)


def _write(file: Path, catalogue: Catalog) -> None:
    with file.open("wb") as target:
        write_po(target, catalogue, width=0, include_lineno=False, sort_by_file=True, ignore_obsolete=True)


def _compile(file: Path, catalogue: Catalog) -> None:
    """Leave out what is not translated in every form.

    A form without a text would be compiled as the English of another number.
    """
    whole = PlainCatalogue(catalogue.locale, counts=catalogue)
    for message in catalogue:
        if message.id and is_translated(message.string):
            whole[message.id] = message
    with file.with_suffix(".mo").open("wb") as target:
        write_mo(target, whole)


def list_packages(plugins: Plugins) -> list[ModuleType]:
    """Return the packages of the core and of the plugins that are in use; a single module is none."""
    names = dict.fromkeys((DOMAIN, *(one.source.partition(":")[0] for one in plugins.installed if one.state == "on")))
    found = [import_module(name) for name in names if name and "." not in name]
    return [one for one in found if hasattr(one, "__path__")]  # a single module has no folder of its own


def _find_package_folder(package: ModuleType) -> Path:
    return Path(getfile(package)).parent


def _collect_from_code(package: ModuleType) -> Iterator[Message]:
    folder = _find_package_folder(package)
    for file in sorted(_list_modules(folder)):
        name = f"{package.__name__}/{file.relative_to(folder).as_posix()}"
        yield from (Message(text, name, package.__name__) for text in find_messages(ast.parse(file.read_bytes())))


def _list_modules(folder: Path) -> Iterator[Path]:
    """Yield the modules of a package and of the packages in it; a folder that is no package holds data."""
    yield from folder.glob("*.py")
    for below in folder.iterdir():
        if (below / "__init__.py").exists():
            yield from _list_modules(below)


def find_messages(code: ast.AST) -> Iterator[str | tuple[str, str]]:
    """Yield the messages in a piece of code, in its order; those within f-strings too, which Babel's extractor passes over.

    Args:
        code: Parsed Python.
    """
    if isinstance(code, ast.Call) and isinstance(code.func, ast.Name) and code.func.id in _KEYWORDS:
        texts = [one.value for one in code.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        wanted = _KEYWORDS[code.func.id]
        if len(texts) >= wanted and texts[0]:
            yield texts[0] if wanted == 1 else (texts[0], texts[1])
    for below in ast.iter_child_nodes(code):
        yield from find_messages(below)


def _collect_from_contributions(plugins: Plugins) -> Iterator[Message]:
    shown: set[type] = set()
    packages = {one.name: one.source.partition(":")[0].partition(".")[0] for one in plugins.installed}
    for hook, owned in plugins.call_all().items():
        for plugin, value in ((one.plugin, one.value) for one in owned):
            where = f"{hook.removeprefix('ogpkit_')} of {_describe_value(value)}"
            for attribute in _SPOKEN:
                yield from _make_messages(
                    getattr(value, attribute, ""), f"{packages[plugin]}/__init__.py", f"{attribute}: {where}"
                )
            for text in _list_inner_texts(value):
                yield from _make_messages(text, f"{packages[plugin]}/__init__.py", f"in {where}")
            if isinstance(value, (Kind, Extension, Action)):
                entity = value.parameters if isinstance(value, Action) else value.entity
                yield from _collect_from_class(entity, shown)
            if isinstance(value, Extension):
                yield from _make_messages(class_summary(value.entity), _find_file(value.entity), "help of a table")
    for fault in FAULT_CODES:
        for attribute in _SPOKEN:
            yield from _make_messages(
                getattr(fault, attribute, ""), "ogpkit/check/core_codes.py", f"{attribute} of {fault.code}"
            )


def _list_inner_texts(value: object) -> Iterator[str]:
    """Yield what a person reads of the parts of a contribution: what a rule's patterns say, what stands on a panel's tabs."""
    if isinstance(value, Rule) and isinstance(value.check, PatternCheck):
        for part in value.check.parts:
            yield from (part.message, part.remedy)
    if isinstance(value, Panel):
        for section in list_sections(value.list_sections()):
            yield from (section.title, getattr(section, "legend", ""))


def _describe_value(value: object) -> str:
    return str(getattr(value, "code", "") or getattr(value, "name", "") or getattr(value, "table", ""))


def _collect_from_class(entity: type, shown: set[type]) -> Iterator[Message]:
    if entity in shown:
        return
    shown.add(entity)
    for field in fields_of(entity):
        where = f"{entity.__name__}.{field.key}"
        yield from _make_messages(field.label, _find_file(field.owner), f"label of {where}")
        yield from _make_messages(field.help, _find_file(field.owner), f"help of {where}")
        yield from _collect_from_shape(field.shape, _find_file(field.owner), where)
        if nested := field.shape.nested():
            yield from _collect_from_class(nested, shown)


def _collect_from_shape(shape: Shape, file: str, where: str) -> Iterator[Message]:
    if bounds := shape.meaning(Bounds):
        yield from _make_messages(bounds.unit, file, f"what is counted in {where}")
    if refers := shape.meaning(Reference):
        yield from _make_messages(refers.kind, file, f"what {where} names: “There is no … here”")
    if shape.item:
        yield from _collect_from_shape(shape.item, file, where)


def _collect_from_choices(package: ModuleType) -> Iterator[Message]:
    for module in walk_packages([str(_find_package_folder(package))], f"{package.__name__}."):
        if not module.name.startswith(("ogpkit.devkit.testing", "ogpkit.devkit.catalogs")):
            try:
                import_module(module.name)
            except ModuleNotFoundError as error:  # a part of the core whose extra is not installed
                if (error.name or DOMAIN).partition(".")[0] == package.__name__:
                    raise
    yield from _collect_labels(package.__name__)


def _collect_labels(package: str) -> Iterator[Message]:
    for choice in sorted(_list_subclasses(Choice), key=lambda one: (one.__module__, one.__name__)):
        if choice.__module__.partition(".")[0] == package:
            for one in choice:
                yield from _make_messages(one.label, _find_file(choice), f"{choice.__name__} “{one.value}”")
    # a form for people outside is shown on a page, and is no kind of file
    for asked in sorted(_list_subclasses(Questionnaire), key=lambda one: (one.__module__, one.__name__)):
        # attrs makes a slotted class anew; the one of which it was made is still listed for a while
        if asked.__module__.partition(".")[0] == package and attrs.has(asked):
            yield from _collect_from_class(asked, set())


T = TypeVar("T")


def _list_subclasses(base: type[T]) -> Iterator[type[T]]:
    for one in base.__subclasses__():
        yield one
        yield from _list_subclasses(one)


def _collect_from_commands(plugins: Plugins) -> Iterator[Message]:
    loads: list[Callable[[], click.Command]] = [lambda: import_module("ogpkit.cli.group").ogpkit]
    loads += [partial(load_core_command, word) for word in CORE_COMMANDS]
    loads += [owned.value.load for owned in plugins.cli_commands]
    for load in loads:
        yield from _collect_from_command(load())


def _collect_from_command(command: click.Command) -> Iterator[Message]:
    file = _find_file(command.callback) if command.callback else f"{DOMAIN}/cli/group.py"
    yield from _make_messages(cleandoc(command.help or ""), file, f"help of the command {command.name}")
    for option in command.params:
        if isinstance(option, click.Option):
            yield from _make_messages(option.help or "", file, f"help of {option.opts[0]}")
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from _collect_from_command(below)


def _find_file(thing: object) -> str:
    """Return where something is declared, from the package's folder on."""
    module = getattr(thing, "__module__", "")
    # what a package declares itself belongs to the package, as what its modules declare
    is_package = hasattr(sys.modules.get(module), "__path__")
    return f"{module.replace('.', '/')}{'/__init__' if is_package else ''}.py"


def _make_messages(text: object, file: str, note: str) -> Iterable[Message]:
    package = file.partition("/")[0]
    return [Message(text, file, package, note)] if isinstance(text, str) and text else []


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in update())
