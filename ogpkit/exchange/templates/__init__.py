"""How documents and pages look; a country's own file of the same name in `templates/` of its workspace takes its place.

document.html     a document as HTML (Jinja)
document.typ      a document as PDF (Typst)
reference.docx    the styles of a document in Word; there is none here, Word's own stand in for it
NAME.docx         a document in Word whole, with names in braces; there is none here either
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ogpkit import serve_old_names
from ogpkit.errors import OgpkitError
from ogpkit.exchange.sandbox import Call, ChildFailure, Limits, OutOfBounds, Sandbox, pack
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from markupsafe import Markup

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "FOLDER", "Renderer", "environment", "filled", "own_templates")


HERE: Final = Path(__file__).parent

_LONGEST_REASON: Final = 500
"""Characters of what an engine says that are passed on."""

TEMPLATES_FOLDER: Final = "templates"
"""The folder of a workspace in which it keeps templates of its own."""


PAGE_LIMITS: Final = Limits(seconds=20, megabytes=1024)
"""What a country's own template may take for one page; ogpkit's own numbers."""


class TemplateFault(OgpkitError):
    """Raised when a template of the country's own does not work."""

    exit_code = 1

    def __init__(self, template: str, reason: str) -> None:
        """Name the template and what is wrong.

        Args:
            template: The file in the folder of templates, with line and column where they are known.
            reason: What the engine says.
        """
        self.template = template
        self.reason = reason
        said = sanitize_line(_(reason) if reason else "–")[:_LONGEST_REASON]
        super().__init__(
            _(
                "The template {file} does not work: {reason}. Correct it, or move it out of {folder}/ to use ogpkit's own "
                "template."
            ).format(file=sanitize_line(f"{TEMPLATES_FOLDER}/{template}"), reason=said, folder=TEMPLATES_FOLDER)
        )


def custom_templates(root: Path) -> Path | None:
    """Return the folder in which a workspace keeps templates of its own, or None where it has none.

    Raises:
        TemplateFault: Something in it leads out of it; a workspace from elsewhere shall not read what lies on this machine.
    """
    folder = root / TEMPLATES_FOLDER
    if not folder.is_dir():
        return None
    inside = root.resolve() / TEMPLATES_FOLDER
    for entry in (folder, *folder.rglob("*")):
        if not entry.resolve().is_relative_to(inside):
            raise TemplateFault(entry.name, _("it is outside its folder"))
    return folder


def template_file(name: str, templates: Path | None) -> Path | None:
    """Return the file of a template: the country's own, else ogpkit's, else None.

    Args:
        templates: The country's own folder.
    """
    own = templates / name if templates else None
    found = own if own and own.is_file() else HERE / name
    return found if found.is_file() else None


def find_word_template(document: str, language: str, templates: Path | None) -> Path | None:
    """Return the country's own Word file for a document: the one of the language before the one of all languages.

    Args:
        document: The name of the document.
        language: Its language.
        templates: The folder with templates of the country's own.
    """
    if templates is None:
        return None
    named = (templates / f"{document}-{language}.docx", templates / f"{document}.docx")
    return next((one for one in named if one.is_file()), None)


def sandboxed_environment(folders: tuple[Path, ...]) -> Environment:
    """Return a Jinja environment for HTML: everything is escaped, and a template can reach nothing but what it is given.

    Args:
        folders: Where the templates are, the first one before the others.
    """
    from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined  # noqa: PLC0415  only HTML needs it
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    ours = [folder for folder in folders if folder.is_relative_to(HERE.parent)]
    return ImmutableSandboxedEnvironment(
        # a page of a country's own, or of a plugin, can fill single blocks of ogpkit's: {% extends "ogpkit/page.html" %}
        loader=ChoiceLoader([FileSystemLoader(folders), PrefixLoader({"ogpkit": FileSystemLoader(ours)})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class TemplateRenderer:
    """Renders HTML templates: ogpkit's own here, those of a country in a child process that cannot run for ever."""

    def __init__(self, folders: tuple[Path, ...], *, is_trusted: bool) -> None:
        """Say where the templates are.

        Args:
            folders: Their folders, the first one before the others.
            is_trusted: Whether all of them are ogpkit's own.
        """
        self._folders = folders
        self._environment = sandboxed_environment(folders) if is_trusted else None
        self._sandbox = Sandbox("render", PAGE_LIMITS)

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """Return the text of a template with its values filled in.

        Args:
            name: The template.
            values: What it is given.

        Raises:
            TemplateFault: The template does not work, or takes too much.
        """
        if self._environment is not None:
            return self._environment.get_template(name).render(values)
        calls: list[Call] = []
        request = {"folders": [str(folder) for folder in self._folders], "name": name, "values": pack(values, calls)}
        try:
            return self._sandbox.ask(request, calls=calls).decode("utf-8", "surrogatepass")
        except ChildFailure as failure:
            raise TemplateFault(failure.place or name, failure.reason) from failure
        except OutOfBounds as bounds:
            raise TemplateFault(name, str(bounds)) from bounds


@cache
def template_environment(templates: Path | None = None, *more: Path) -> TemplateRenderer:
    """Return what renders HTML templates, to be given to `render_template`.

    Args:
        templates: The country's own folder, which comes first.
        more: Further folders, which come before ogpkit's own.
    """
    own = templates if templates and any(templates.rglob("*.html")) else None
    return TemplateRenderer((*([own] if own else []), *more, HERE), is_trusted=own is None)


def render_template(environment: TemplateRenderer, name: str, values: Mapping[str, object]) -> Markup:
    """Return the text of a template with its values filled in, which is HTML already.

    Args:
        environment: What renders it.
        name: The template.
        values: What it is given.

    Raises:
        TemplateFault: The template does not work.
    """
    from markupsafe import Markup  # noqa: PLC0415  only HTML needs it

    return Markup(environment.render(name, values))  # noqa: S704  everything in it has been escaped
