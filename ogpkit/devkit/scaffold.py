"""A new plugin: a whole distribution, made of one of the two in the folder `scaffold`.

The worked plugin is called utopia, the smallest useful one atlantis. Both are tested like any other; a new one differs from them
in its names only.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit import PACKAGE_DIR
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line, sanitize_path

if TYPE_CHECKING:
    from collections.abc import Collection

_PLACES: Final = (Path(PACKAGE_DIR, "scaffold"), Path(PACKAGE_DIR).parent / "scaffold")
"""Inside an installed package, and beside the package in a checkout."""

_WORKED: Final = "utopia"
_MINIMAL: Final = "atlantis"
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CODES: Final = re.compile(r"[A-Z]{3}")
_LEFT_BEHIND: Final = ("__pycache__", ".pytest_cache", ".hypothesis", ".venv", "dist")
_TEXTS: Final = (".py", ".toml", ".md", ".po", ".pot", ".gitignore", "run", "py.typed")


class CannotBegin(OgpkitError):
    """Raised when a plugin cannot be begun as it was asked for."""


@attrs.frozen(kw_only=True)
class NewPlugin:
    """Everything that has to be known of a plugin before it can begin.

    Attributes:
        name: Its identity, for example `canada`: lower-case letters, digits and hyphens.
        title: What people call the country or the body whose it is.
        codes: The three capital letters at the start of its rule codes.
    """

    name: str
    title: str
    codes: str

    @property
    def package(self) -> str:
        """Return the name of its import package."""
        return f"ogpkit_{self.name.replace('-', '_')}"

    @property
    def distribution(self) -> str:
        """Return the name of its distribution, and of its folder."""
        return f"ogpkit-{self.name}"


def suggest_codes(name: str) -> str:
    """Return the letters with which the rules of a plugin may begin.

    Args:
        name: The plugin's name.
    """
    return re.sub(r"[^a-z]", "", name)[:3].upper().ljust(3, "X")


def verify(plugin: NewPlugin, names: Collection[str], codes: Collection[str]) -> None:
    """Refuse names that cannot be used or are taken.

    Args:
        names: The names of installed plugins and commands.
        codes: The letters of the rules of installed plugins.

    Raises:
        CannotBegin: A name cannot be used.
    """
    if not _NAME.fullmatch(plugin.name):
        raise CannotBegin(
            _("“{name}” cannot be the name of a plugin. Use lower-case letters, digits and hyphens.").format(
                name=sanitize_line(plugin.name)
            )
        )
    if plugin.name in names:
        raise CannotBegin(
            _("There is already a plugin or command called “{name}”. Choose another name.").format(name=plugin.name)
        )
    if not plugin.title.strip() or not all(letter.isalnum() or letter in " '’.-" for letter in plugin.title):
        raise CannotBegin(_("Use only letters, digits, spaces, hyphens and apostrophes in the title."))
    if not _CODES.fullmatch(plugin.codes):
        raise CannotBegin(_("Rule codes start with three capital letters, for example UTO."))
    if plugin.codes in codes:
        raise CannotBegin(
            _(
                "The rule codes of an installed plugin already start with {codes}. Choose other letters with --codes."
            ).format(codes=plugin.codes)
        )


def begin_plugin(plugin: NewPlugin, folder: Path, *, minimal: bool = False) -> tuple[str, ...]:
    """Write a distribution.

    Args:
        plugin: What it is called.
        folder: Where; it must not hold anything yet.
        minimal: Whether it is the smallest useful one, with a kind and a rule, and not the worked one.

    Returns:
        The files, relative to the folder.

    Raises:
        CannotBegin: There is something in the folder.
    """
    from ogpkit.devkit.catalogs import compile_catalogue  # noqa: PLC0415  Babel is needed for this only

    if folder.exists() and any(folder.iterdir()):
        raise CannotBegin(_("{folder} is not empty. Choose another folder.").format(folder=sanitize_path(str(folder))))
    model = _MINIMAL if minimal else _WORKED
    top = _find_model(model)
    written: list[str] = []
    for source in _list_files(top):
        path = _rename_in_text(source.relative_to(top).as_posix(), model, plugin)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_rename_in_text(source.read_text("utf-8"), model, plugin), encoding="utf-8", newline="\n")
        target.chmod(source.stat().st_mode & 0o777)
        written.append(path)
    for catalogue in sorted(folder.rglob("*.po")):
        compile_catalogue(catalogue)
        written.append(catalogue.with_suffix(".mo").relative_to(folder).as_posix())
    return tuple(sorted(written))


def _rename_in_text(text: str, model: str, plugin: NewPlugin) -> str:
    for worked, new in (
        (f"ogpkit_{model}", plugin.package),
        (f"{model[:3].upper()}001", f"{plugin.codes}001"),
        (model.title(), plugin.title),
        (model, plugin.name),
    ):
        text = text.replace(worked, new)
    return text


def _find_model(model: str) -> Path:
    folders = (place / f"ogpkit-{model}" for place in _PLACES)
    return next(folder for folder in folders if (folder / "pyproject.toml").is_file())


def _list_files(top: Path) -> list[Path]:
    files = (file for file in top.rglob("*") if file.is_file() and file.name.endswith(_TEXTS))
    return sorted(file for file in files if not set(file.relative_to(top).parts) & set(_LEFT_BEHIND))
