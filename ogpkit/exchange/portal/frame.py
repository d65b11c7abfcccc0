"""What is around the content of every page: words, languages, templates, and the page for addresses that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.exchange.html import HtmlWriter, safe_web_address
from ogpkit.exchange.portal.addresses import make_file_name
from ogpkit.exchange.portal.looks import HERE
from ogpkit.exchange.templates import render_template, template_environment
from ogpkit.text.i18n import _, use_language
from ogpkit.text.sanitize import for_xml
from ogpkit.text.scripts import language_name

if TYPE_CHECKING:
    from pathlib import Path

    from ogpkit.exchange.templates import TemplateRenderer
    from ogpkit.workspace.content import Workspace


@attrs.frozen(kw_only=True)
class Options:
    """Choices that can be made about a site.

    Attributes:
        languages: Its languages, those of the workspace where it is empty; the first one greets who comes without a page
            in mind.
        base: Its address on the web, for feeds; empty leaves references relative.
        templates: A folder with templates of the country's own.
        documents: The formats in which the documents that people hand in are offered.
        designs: Folders with designs of plugins; what the country has of its own comes before them.
    """

    languages: tuple[str, ...] = ()
    base: str = ""
    templates: Path | None = None
    documents: tuple[str, ...] = ()
    designs: tuple[Path, ...] = ()

    @property
    def folders(self) -> tuple[Path, ...]:
        """Return all folders with templates that are not ogpkit's own, the first before the others."""
        return (*((self.templates,) if self.templates else ()), *self.designs)


def make_environment(options: Options) -> TemplateRenderer:
    """Return what renders the templates of pages.

    Args:
        options: What was chosen, with the folders of templates.
    """
    return template_environment(options.templates, *options.designs, HERE / "templates")


def make_language_link(
    language: str, reference: str, *, same: bool, current: bool = False, whole: str = ""
) -> dict[str, object]:
    """Return a link to a page in a language, as templates take it.

    Args:
        reference: The reference to the page.
        same: Whether it is the same page.
        current: Whether it is the page itself.
        whole: Its address on the web, which search engines ask for; empty where it is not known.
    """
    link = {"code": language, "name": language_name(language), "href": reference, "whole": whole or reference}
    return {**link, "same": same, "current": current}


def list_frame_words() -> dict[str, str]:
    """Return what the frame of every page says, in the language in use."""
    return {
        "skip": _("Skip to the content"),
        "main": _("Main"),
        "news": _("What is new"),
        "data": _("Open data"),
        "about": _("About OGP"),  # “About” alone is the heading of a column elsewhere
        "search": _("Search"),
        "search_here": _("Search this website"),
        "languages": _("Languages"),
        "trail": _("You are here"),
        "contents": _("On this page"),
        "below": _("In this section"),
        "mentions": _("Pages that refer to this page"),
        "made": _("Made with ogpkit from open files."),
        "foot": _("About this website"),
        "contact": _("Contact"),
        "licence": _("Licence of the data"),
        "accessibility": _("Accessibility"),
        "newest": _("Last update"),
        "no_script": _("The search needs JavaScript. Without it, you can reach every page from the home page."),
        "found": _("Pages found: {count}"),
        "more": _("Show more results"),
    }


def end_file(html: str) -> bytes:
    """Return a page as the bytes of its file.

    Args:
        html: The page.
    """
    return (html.rstrip("\n") + "\n").encode("utf-8", "backslashreplace")


def make_missing_page(name: str, options: Options) -> bytes:
    """Return the page for addresses that lead nowhere, which servers give at any depth.

    Args:
        name: What the site is called.
        options: Its languages, its address on the web, and the folders of templates.
    """
    root = f"{options.base}/"
    said = []
    for language in options.languages:
        with use_language(language):
            words = (_("This page does not exist."), _("Go to the home page"), _("Search"))
        hand = HtmlWriter(language)
        home, search = (root + make_file_name(language, address) for address in ("", "search"))
        said.append({"code": language, "own": hand.own_words, "words": words, "home": home, "search": search})
    values = {"site": for_xml(name), "root": root, "languages": said}
    return end_file(render_template(make_environment(options), "missing.html", values))


def get_base(workspace: Workspace, chosen: str) -> str:
    """Return the address of the site on the web, without a slash at its end; empty where nobody says it.

    Args:
        chosen: The address that was chosen for this build.
    """
    said = workspace.settings.portal.address.strip()
    return (chosen or safe_web_address(said) or "").rstrip("/")
