"""How documents and pages look; a country's own file of the same name in `templates/` of its workspace takes its place.

document.html     a document as HTML (Jinja)
document.typ      a document as PDF (Typst)
reference.docx    the styles of a document in Word; there is none here, Word's own stand in for it
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from markupsafe import Markup

HERE: Final = Path(__file__).parent

FOLDER: Final = "templates"
"""Where a workspace keeps its own."""


class TemplateFault(OgpkitError):
    """A template of the country's own that does not work."""

    def __init__(self, template: str, reason: str) -> None:
        """Name the template and what is wrong.

        Args:
            template: The file.
            reason: What the engine says.
        """
        self.template = template
        self.reason = reason
        super().__init__(
            _(
                "The template {file} does not work: {reason}. Mend it, or move it out of {folder}/ to use ogpkit's own."
            ).format(file=on_one_line(template), reason=on_one_line(reason), folder=FOLDER)
        )


def own_templates(root: Path) -> Path | None:
    """The folder in which a workspace keeps templates of its own, or None where it has none.

    Args:
        root: The workspace.

    Raises:
        TemplateFault: Something in it leads out of it; a workspace from elsewhere shall not read what lies on this machine.
    """
    folder = root / FOLDER
    if not folder.is_dir():
        return None
    inside = root.resolve() / FOLDER
    for entry in (folder, *folder.rglob("*")):
        if not entry.resolve().is_relative_to(inside):
            raise TemplateFault(entry.name, _("it leads out of its folder"))
    return folder


def template_file(name: str, templates: Path | None) -> Path | None:
    """The file of a template: the country's own, else ogpkit's, else None.

    Args:
        name: Its name.
        templates: The country's own folder.
    """
    own = templates / name if templates else None
    found = own if own and own.is_file() else HERE / name
    return found if found.is_file() else None


@cache
def environment(templates: Path | None = None, *more: Path) -> Environment:
    """What renders HTML templates: everything is escaped, and a template can reach nothing but what it is given.

    Args:
        templates: The country's own folder, which comes first.
        more: Further folders, which come before ogpkit's own.
    """
    from jinja2 import FileSystemLoader, StrictUndefined  # noqa: PLC0415  only HTML needs it
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    folders = [*([templates] if templates else []), *more, HERE]
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def filled(environment: Environment, name: str, values: Mapping[str, object]) -> Markup:
    """A template with its values.

    Args:
        environment: What renders it.
        name: The template.
        values: What it is given.

    Raises:
        TemplateFault: The template does not work.
    """
    from jinja2 import TemplateError  # noqa: PLC0415  only HTML needs it
    from markupsafe import Markup  # noqa: PLC0415

    try:
        return Markup(environment.get_template(name).render(values))  # noqa: S704  everything in it has been escaped
    except (TemplateError, TypeError, AttributeError, ArithmeticError, LookupError, UnicodeDecodeError) as error:
        raise TemplateFault(name, str(error)) from error
