"""What an installation of ogpkit lacks: packages, programs, fonts, and a terminal that shows what the app draws."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit import __version__
from ogpkit.errors import OgpkitError
from ogpkit.model.vocabulary import Choice
from ogpkit.text.i18n import N_, _, catalog_languages, join_list
from ogpkit.text.sanitize import sanitize_line, sanitize_path
from ogpkit.text.scripts import language_name
from ogpkit.workspace.git import GitFailed, GitUnavailable, run_git
from ogpkit.workspace.user_files import find_user_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from packaging.requirements import Requirement

EXTRAS: Final[Mapping[str, str]] = {
    "documents": N_("PDF documents and Word templates"),
    "serve": N_("The app in a browser"),
    "lsp": N_("Findings in an editor"),
    "fmt": N_("The formatter"),
}
"""The parts that a person can add, by the name of the extra that installs them."""

LEAST_SIZE: Final = (80, 24)
"""Columns and lines that the app needs."""

DRAWN: Final = "│ ─ ┌ ┘ ▔ ▎ █ ● ○ ✓ ⚠ → … “”"
"""Signs with which the app draws."""


class State(Choice):
    """State of a part of an installation."""

    READY = "ready"
    LIMITED = "limited"
    MISSING = "missing"


@attrs.frozen
class Part:
    """Part of an installation.

    Attributes:
        name: Its name for programs.
        label: What a person calls it.
        state: Whether it works; what is limited or missing has a remedy.
        about: What was found.
        remedy: What to do.
        is_needed: Whether ogpkit does not work without it, rather than one of its extras.
    """

    name: str
    label: str
    state: State
    about: str = ""
    remedy: str = ""
    is_needed: bool = False


def list_parts(root: Path | None, languages: Iterable[str]) -> Iterator[Part]:
    """Yield all parts of the installation, what is needed first.

    Args:
        root: The workspace in which somebody asks, if any.
        languages: The languages of its documents; those of ogpkit itself where there are none.
    """
    spoken = tuple(dict.fromkeys(languages)) or ("en", *catalog_languages())
    yield _check_packages()
    yield _check_git()
    yield _check_folders()
    yield from _list_terminal_parts(os.environ)
    yield _check_editor(os.environ)
    yield from map(_check_extra, EXTRAS)
    if find_spec("typst") is not None:
        yield _check_fonts(spoken)
    if root is not None:
        yield from _list_git_settings(root)


def _check_packages() -> Part:
    wrong = [one for one in _list_requirements("") if not _is_met(one)]
    label, about = _("Packages"), f"ogpkit {__version__}, Python {sys.version.split()[0]}"
    if not wrong:
        return Part("packages", label, State.READY, about, is_needed=True)
    said = _("These packages are missing or have a wrong version: {names}.").format(names=join_list(map(str, wrong)))
    return Part("packages", label, State.MISSING, said, _say_install(wrong), is_needed=True)


def _check_extra(extra: str) -> Part:
    wanted = list(_list_requirements(extra))
    wrong = [one for one in wanted if not _is_met(one)]
    label = _(EXTRAS[extra])
    if not wrong:
        return Part(extra, label, State.READY)
    state = State.MISSING if len(wrong) == len(wanted) else State.LIMITED
    names = join_list(one.name for one in wrong)
    return Part(extra, label, state, _("Not installed: {names}.").format(names=names), _say_install(wrong))


def _list_requirements(extra: str) -> Iterator[Requirement]:
    """Yield what an extra needs, or ogpkit itself for an empty one; an executable file has everything in it."""
    from packaging.requirements import Requirement  # noqa: PLC0415  no other command needs it

    try:
        declared = requires("ogpkit") or []
    except PackageNotFoundError:
        return
    for one in map(Requirement, declared):
        is_for_it = one.marker is None or one.marker.evaluate({"extra": extra})
        if is_for_it and (not extra or (one.marker is not None and not one.marker.evaluate({"extra": ""}))):
            yield one


def _is_met(wanted: Requirement) -> bool:
    try:
        return wanted.specifier.contains(version(wanted.name), prereleases=True)
    except PackageNotFoundError:
        return False


def _say_install(wanted: Iterable[Requirement]) -> str:
    """Return the command that installs packages, as ogpkit itself was installed."""
    home = Path(sys.prefix).as_posix()
    names = " ".join(shlex.quote(f"{one.name}{one.specifier}") for one in wanted)
    if "/pipx/venvs/" in home:
        command = f"pipx inject ogpkit {names}"
    elif "/uv/tools/" in home:
        command = f"uv pip install --python {shlex.quote(sys.executable)} {names}"
    else:
        command = f"{shlex.quote(sys.executable)} -m pip install {names}"
    return _("Run: {command}").format(command=command)


def _check_git() -> Part:
    label = "git"
    try:
        about = run_git(Path.cwd(), "version").decode("utf-8", "replace")
    except GitUnavailable:
        said = _("ogpkit cannot show who changed what, and cannot compare versions.")
        return Part("git", label, State.MISSING, said, _("Install git."), is_needed=True)
    except (GitFailed, OSError) as error:
        return Part("git", label, State.LIMITED, sanitize_line(str(error)), _("Install git again."), is_needed=True)
    return Part("git", label, State.READY, sanitize_line(about).removeprefix("git version "), is_needed=True)


def _check_folders() -> Part:
    label = _("Your folders")
    for sort in ("config", "data", "cache"):
        folder = find_user_folder(sort)
        there = next((one for one in (folder, *folder.parents) if one.exists()), None) if folder else None
        if folder is None or there is None or not there.is_dir() or not os.access(there, os.W_OK):
            shown = sanitize_path(str(folder)) if folder else "–"
            said = _("ogpkit cannot write in {folder}.").format(folder=shown)
            remedy = _("Name a folder of yours in the variable {name}.").format(name=f"OGPKIT_{sort.upper()}_DIR")
            return Part("folders", label, State.MISSING, said, remedy, is_needed=True)
    return Part("folders", label, State.READY, is_needed=True)


def _list_terminal_parts(environment: Mapping[str, str]) -> Iterator[Part]:
    encoding = (sys.stdout.encoding or "").lower().replace("-", "").replace("_", "")
    label = _("Letters")
    if encoding != "utf8":
        said = _("Your terminal uses {encoding}, which lacks many letters.").format(encoding=sys.stdout.encoding or "–")
        remedy = _("Choose UTF-8, for example with the variable {name}.").format(name="LC_ALL=C.UTF-8")
        yield Part("letters", label, State.LIMITED, said, remedy, is_needed=True)
    else:
        said = _("Your terminal must show these signs: {signs} If you see boxes, choose another font.")
        yield Part("letters", label, State.READY, said.format(signs=DRAWN), is_needed=True)
    if not sys.stdout.isatty():
        said = _("This is not a terminal, so ogpkit cannot check its size and colours.")
        yield Part("terminal", _("Terminal"), State.READY, said)
        return
    yield _check_size()
    yield _check_colours(environment)


def _check_size() -> Part:
    columns, lines = shutil.get_terminal_size()
    label, size = _("Size"), _("{columns} columns and {lines} lines").format(columns=columns, lines=lines)
    if columns < LEAST_SIZE[0] or lines < LEAST_SIZE[1]:
        remedy = _("Make the window larger, or the letters smaller. The app needs {columns} columns and {lines} lines.")
        return Part("size", label, State.LIMITED, size, remedy.format(columns=LEAST_SIZE[0], lines=LEAST_SIZE[1]))
    return Part("size", label, State.READY, size)


def _check_colours(environment: Mapping[str, str]) -> Part:
    from rich.console import Console  # noqa: PLC0415  few commands need it

    label = _("Colours")
    system = Console().color_system
    kind = sanitize_line(environment.get("TERM", ""))
    if kind == "dumb" or (sys.platform != "win32" and not kind):
        said = _("This terminal cannot draw (TERM={kind}).").format(kind=kind or "–")
        return Part("colours", label, State.LIMITED, said, _("Open ogpkit in another terminal."))
    if environment.get("NO_COLOR"):
        said = _("The variable {name} turns colours off.").format(name="NO_COLOR")
        return Part("colours", label, State.LIMITED, said, _("Delete the variable if you want colours."))
    if system in {"truecolor", "256"}:
        return Part("colours", label, State.READY, _("16 million") if system == "truecolor" else "256")
    remedy = _("If your terminal has more colours, set the variable {name}.").format(name="COLORTERM=truecolor")
    return Part("colours", label, State.LIMITED, "16" if system else _("No colours"), remedy)


def _check_editor(environment: Mapping[str, str]) -> Part:
    from ogpkit.app.external_editor import NoEditor, find_editor  # noqa: PLC0415  it comes with the app

    try:
        return Part("editor", _("Your editor"), State.READY, sanitize_line(find_editor(environment)[0]))
    except NoEditor as error:
        about = _("You cannot edit a file or a long text in your own editor.")
        return Part("editor", _("Your editor"), State.MISSING, about, str(error))


def _check_fonts(languages: tuple[str, ...]) -> Part:
    """Set the name of each language, as PDF does it, and tell whether a font has its letters."""
    from ogpkit.exchange.pdf import render_pdf  # noqa: PLC0415  few commands need it
    from ogpkit.text.blocks import Paragraph, TextDocument  # noqa: PLC0415  as above
    from ogpkit.text.inline import LangText  # noqa: PLC0415  as above

    label = _("Fonts for PDF")
    names = {language: language_name(language) for language in languages}
    blocks = [Paragraph([LangText(name, language)]) for language, name in names.items()]
    try:
        render_pdf(TextDocument(title="ogpkit", language="en", blocks=blocks))
    except OgpkitError as error:
        return Part("fonts", label, State.MISSING, "", str(error))
    return Part("fonts", label, State.READY, join_list(names.values()))


def _list_git_settings(root: Path) -> Iterator[Part]:
    """Yield whether git merges plan files with ogpkit, where a workspace is in git."""
    label = _("Merging with git")
    try:
        run_git(root, "rev-parse", "--git-dir")
    except (GitFailed, GitUnavailable):
        return
    try:
        driver = shlex.split(run_git(root, "config", "--get", "merge.ogpkit.driver").decode("utf-8", "replace"))
    except (GitFailed, GitUnavailable, ValueError):
        driver = []
    if driver and shutil.which(driver[0]):
        yield Part("git-setup", label, State.READY)
    elif driver:
        said = _("git calls a program that no longer exists: {program}.").format(program=sanitize_path(driver[0]))
        yield Part("git-setup", label, State.LIMITED, said, _("Run “ogpkit git-setup”."))
    else:
        said = _("git merges plan files line by line.")
        yield Part("git-setup", label, State.LIMITED, said, _("Run “ogpkit git-setup”."))
