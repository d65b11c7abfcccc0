"""New workspaces: an empty one for a country, or a copy of an example that comes with ogpkit."""

from __future__ import annotations

import atexit
import os
import shutil
import tarfile
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit import PACKAGE_DIR
from ogpkit.errors import OgpkitError
from ogpkit.model import Country
from ogpkit.model.country import CountryLevel
from ogpkit.model.translated import Translated
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.country_names import localized_country_name, official_languages
from ogpkit.workspace.layout import format_literal, format_new_file
from ogpkit.workspace.lock import COMMAND_TIMEOUT, lock_workspace
from ogpkit.workspace.write import CannotWrite, save

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PLACES: Final = (Path(PACKAGE_DIR, "examples"), Path(PACKAGE_DIR).parent / "examples")
"""Inside an installed package, where each is one packed file, and beside the package in a checkout."""

_PACKED: Final = ".tar.xz"


class NoExampleWorkspace(OgpkitError):
    """There is no example workspace of this name."""

    def __init__(self, name: str, there: tuple[str, ...]) -> None:
        """Say which there are.

        Args:
            name: The name that was asked for.
            there: The names of those that there are.
        """
        super().__init__(
            _("There is no example “{name}”. Choose one of: {names}.").format(name=name, names=", ".join(there) or "–")
        )


def example_workspaces() -> tuple[str, ...]:
    """Return the names of the example workspaces, in order."""
    found = {file.parent.name for place in _PLACES for file in place.glob("*/ogpkit.toml")}
    packed = {file.name.removesuffix(_PACKED) for place in _PLACES for file in place.glob(f"*{_PACKED}")}
    return tuple(sorted(found | packed))


def example_workspace_folder(name: str) -> Path:
    """Return the folder of an example workspace; it is to be copied, not written to.

    One that is packed is unpacked for as long as this process runs; `copy_example_workspace` does without that.

    Args:
        name: For example `cohort-2011`.

    Raises:
        NoExampleWorkspace: There is none of this name.
    """
    there = example_workspaces()
    if name not in there:
        raise NoExampleWorkspace(name, there)
    folder = next((place / name for place in _PLACES if (place / name / "ogpkit.toml").is_file()), None)
    return folder or _unpack_for_now(name)


def copy_example_workspace(name: str, folder: Path) -> None:
    """Copy an example workspace into a folder that is not there yet.

    Args:
        name: For example `cohort-2011`.
        folder: The folder.

    Raises:
        NoExampleWorkspace: There is none of this name.
    """
    archive = next((file for place in _PLACES if (file := place / f"{name}{_PACKED}").is_file()), None)
    if archive is None:
        shutil.copytree(
            example_workspace_folder(name), folder, ignore=shutil.ignore_patterns(".*"), copy_function=shutil.copyfile
        )
        return
    with tarfile.open(archive) as packed:
        for member in packed:
            content = packed.extractfile(member)
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read() if content else b"")


@cache
def _unpack_for_now(name: str) -> Path:
    made = Path(mkdtemp(prefix="ogpkit-example."))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    copy_example_workspace(name, made / name)
    return made / name


@attrs.frozen(kw_only=True)
class Beginning:
    """Everything that has to be known before a workspace can begin.

    Attributes:
        name: What a person calls the workspace.
        countries: Identifiers of its countries and local members.
        languages: The languages of the workspace. Texts without a language are in the first language.
    """

    name: str
    countries: tuple[str, ...]
    languages: tuple[str, ...]


class AlreadyThere(OgpkitError):
    """Raised when a new workspace would overwrite files."""


def suggest_languages(countries: tuple[str, ...]) -> tuple[str, ...]:
    """Return the official languages of countries, and English, in which plans and reports are owed too (Roadmap X, XI).

    Args:
        countries: Their identifiers.
    """
    official = (language for country in countries for language in official_languages(country))
    return tuple(dict.fromkeys([*official, "en"]))


def begin(root: Path, beginning: Beginning) -> tuple[str, ...]:
    """Write the first files of a workspace.

    Args:
        root: Its folder; made where it is not there yet.
        beginning: What it is about.

    Returns:
        The paths of the files.

    Raises:
        AlreadyThere: One of the files is there; nothing has been written.
        CannotWrite: The folder cannot be written to.
    """
    files = make_first_files(beginning)
    _ensure_free(root, files)
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite.of(root, error) from error
    with lock_workspace(root, COMMAND_TIMEOUT):
        _ensure_free(root, files)  # somebody else may have begun it meanwhile
        for path in reversed(tuple(files)):  # the settings last: what they stand in is a workspace
            save(root, path, files[path], None)
    return tuple(files)


def _ensure_free(root: Path, files: Iterable[str]) -> None:
    taken = [path for path in files if os.path.lexists(root / path)]
    if taken:
        raise AlreadyThere(
            _("{folder} is already a workspace, so {files} would be overwritten. Choose another folder.").format(
                folder=sanitize_line(str(root)), files=", ".join(taken)
            ),
        )


def make_first_files(beginning: Beginning) -> Mapping[str, bytes]:
    """Return the files of a new workspace, by path.

    Args:
        beginning: What it is about.
    """
    countries = {
        f"countries/{country}/country.toml": format_new_file(
            make_country(country, beginning.languages, is_alone=len(beginning.countries) == 1)
        )
        for country in beginning.countries
    }
    return {"ogpkit.toml": _make_settings(beginning).encode(), **countries}


def make_country(identifier: str, languages: tuple[str, ...], *, is_alone: bool = True) -> Country:
    """Return a new country, with its name in some languages as far as it is known.

    Args:
        identifier: Of the country or local member.
        languages: The languages; those that are not English are local ones.
        is_alone: Whether there is no other country, so that each of the languages is its own.
    """
    names = {language: name for language in languages if (name := localized_country_name(identifier, language))}
    official = official_languages(identifier)
    local = [language for language in languages if language != "en"]
    return Country(
        name=Translated.of(names or _make_title(identifier)),
        languages=tuple(language for language in local if language in official or is_alone),
        level=CountryLevel.LOCAL if "-" in identifier else CountryLevel.NATIONAL,
    )


def _make_title(identifier: str) -> str:
    """Return a name for one whose name nobody knows: of a local member, its own part of the identifier if that is a word."""
    own = identifier.partition("-")[2]
    return own.replace("-", " ").title() if any(letter.isalpha() for letter in own) else identifier


def _make_settings(beginning: Beginning) -> str:
    lines = (
        "# "
        + _(
            "The workspace itself. ogpkit finds files by their folder and name, for example countries/KE/country.toml."
        ),
        "[workspace]",
        f"name = {format_literal(beginning.name)}",
        "# " + _("The languages in which you write. A text without a language is in the first language."),
        f"languages = {format_literal(list(beginning.languages))}",
        "# " + _("Files that ogpkit ignores, for example “tools/**”."),
        "exclude = []",
        "",
        "[plugins]",
        "# " + _("Installed plugins to leave out. `ogpkit plugin list` shows all of them."),
        "disable = []",
        "",
        "[check]",
        "# " + _("Rules to leave out, by their code. `ogpkit explain CODE` says what a rule requires."),
        "ignore = []",
    )
    return "\n".join(lines) + "\n"
