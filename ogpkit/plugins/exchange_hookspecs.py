"""The hooks for what a workspace exchanges: files from and for elsewhere, documents, reports, referrals, public pages.

They follow those of `ogpkit.plugins.hookspecs` in every list of hooks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.plugins.hookspecs import hookspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.plugins.contributions import (
        DocumentTemplate,
        Exporter,
        Importer,
        Mask,
        Pages,
        ReferralTarget,
        ReportInputs,
    )
    from ogpkit.plugins.designs import Design
    from ogpkit.plugins.table_views import TableView


@hookspec
def ogpkit_importers() -> Iterable[Importer]:  # type: ignore[empty-body]  # a specification has no body
    """Return the files from elsewhere that this plugin can take documents out of.

    Contributes: `ogpkit.api.Importer`.
    Called: once in a run, by `ogpkit import`, and by the app when it first shows the page “Import and export”.
    Used: it is offered at places of `scope`. `read` is called with the file that a person names, and again when another program
        has changed the workspace meanwhile; it may take ten minutes. Nothing is written unless all was understood and accepted.
    Checked: it gives an `Import`; each path belongs to a kind; files that are there are changed only where they differ.
    Clash: a name belongs to the plugin that came first.
    Order: by name.
    Failure: an `OgpkitError` is told to the person as it is, anything else as a file that could not be read. Nothing is written.

    Example:
        >>> from ogpkit.api import Import, Importer, hookimpl
        >>> def read(data, workspace, place):
        ...     return Import(files={})
        >>> @hookimpl
        ... def ogpkit_importers():
        ...     yield Importer(name="utopia", title="Utopia's list", suffixes=(".txt",), read=read)
    """


@hookspec
def ogpkit_exporters() -> Iterable[Exporter]:  # type: ignore[empty-body]  # a specification has no body
    """Return the files for elsewhere that this plugin can write.

    Contributes: `ogpkit.api.Exporter`.
    Called: once in a run, by `ogpkit export`, and by the app when it first shows the page “Import and export”.
    Used: it is offered at places of `scope`. `write` is called each time that a person asks for the file, if it is `public` with
        a workspace of what is public; it may take ten minutes. What somebody has changed is replaced only if the person says so.
    Checked: it gives bytes; the name of the file cannot lead out of its folder.
    Clash: a name belongs to the plugin that came first.
    Order: by name.
    Failure: an `OgpkitError` is told to the person as it is, anything else as a file that could not be written.

    Example:
        >>> from ogpkit.api import Exporter, Scope, hookimpl
        >>> def write(workspace, place):
        ...     return b"Hail!"
        >>> @hookimpl
        ... def ogpkit_exporters():
        ...     yield Exporter(name="utopia", title="Utopia", suffix=".txt", scope=Scope.WORKSPACE, write=write)
    """


@hookspec
def ogpkit_tables() -> Iterable[TableView]:  # type: ignore[empty-body]  # a specification has no body
    """Return the tables that this plugin declares, each for every place where people meet it.

    Contributes: `ogpkit.api.TableView`.
    Called: once in a run, by `ogpkit show`, `ogpkit export`, the app when it shows the first place, and the portal.
    Used: its rows and columns are worked out for `ogpkit show NAME PLACE`, for the files of `exports`, for its tab in the app
        after each change if `panel` is set, and with a workspace of what is public for the open data if `open_data` is set.
    Checked: the name is an identifier; a column without `derive` is a field of the class of the rows; no column stands twice;
        each name in `shown` is a column; a file ends with `.csv` or `.xlsx`; a command is two words.
    Clash: a name belongs to the plugin that came first, and so does each name in `exports`, among those of exporters too.
    Order: by name; tabs by `order`, among those of panels.
    Failure: a table whose functions raise is not shown or written; the command says so, and its tab says why.

    Example:
        >>> from ogpkit.api import Scope, TableColumn, TableView, hookimpl
        >>> from ogpkit.api.content import Commitment
        >>> @hookimpl
        ... def ogpkit_tables():
        ...     yield TableView(
        ...         name="leads",
        ...         title="Who leads each commitment",
        ...         scope=Scope.CYCLE,
        ...         entity=Commitment,
        ...         columns=["title", "lead", TableColumn("steps", derive=lambda row: len(row.item.milestones))],
        ...     )
    """


@hookspec
def ogpkit_papers() -> Iterable[DocumentTemplate]:  # type: ignore[empty-body]  # a specification has no body
    """Return the documents that this plugin can write for people to hand in, each in any language and format.

    Contributes: `ogpkit.api.DocumentTemplate`.
    Called: once in a run, by `ogpkit document`, by the app when it first shows the page “Import and export”, and by the portal.
    Used: `write` is called for a place of `scope` and each language that is asked for or owed, while that is in use; by the
        portal for every place, with a workspace of what is public. It may take ten minutes. One document serves every format.
    Checked: it gives a `TextDocument`, or None where there is nothing to write it from; a command is two words.
    Clash: a name belongs to the plugin that came first.
    Order: by name.
    Failure: a document that raises is not written; the command or the app says so, the portal leaves it out.

    Example:
        >>> from ogpkit.api import DocumentTemplate, Scope, hookimpl
        >>> from ogpkit.api.text import Paragraph, TextDocument
        >>> def write(workspace, place, language):
        ...     return TextDocument(title="Utopia", language=language, blocks=[Paragraph("Hail!")])
        >>> @hookimpl
        ... def ogpkit_papers():
        ...     yield DocumentTemplate(name="utopia", title="Greetings", scope=Scope.WORKSPACE, write=write)
    """


@hookspec
def ogpkit_accounts() -> Iterable[ReportInputs]:  # type: ignore[empty-body]  # a specification has no body
    """Return what this mechanism can tell of its efforts in a cycle, for a report that another one writes.

    Contributes: `ogpkit.api.ReportInputs`.
    Called: once in a run, when a report is first drafted from what the mechanisms tell (`collect_report_inputs`).
    Used: `tell` is called for the cycle of the report, once for each language in which it is drafted.
    Checked: each value is a `ReportInput` whose attributes have the types of its class; one that is not is left out.
    Clash: none between plugins: what several plugins tell all goes into the draft.
    Order: by plugin name, then as yielded.
    Failure: a source that raises tells what it told before that.

    Example:
        >>> from ogpkit.api import ReportInput, ReportInputs, hookimpl
        >>> def tell(workspace, place, language):
        ...     yield ReportInput(text="Everybody was asked.", section="Utopia 4")
        >>> @hookimpl
        ... def ogpkit_accounts():
        ...     yield ReportInputs(name="utopia", title="Questions", tell=tell)
    """


@hookspec
def ogpkit_referrals() -> Iterable[ReferralTarget]:  # type: ignore[empty-body]  # a specification has no body
    """Return the needs for expertise that this plugin takes up, whoever found them.

    Contributes: `ogpkit.api.ReferralTarget`.
    Called: once in a run, when somebody first asks for expertise (`refer_need`).
    Used: `take_up` is called when a person hands a need on; it may take ten minutes. Whoever asked creates the document.
    Checked: it gives a `Referral`; after anything else the next plugin is asked.
    Clash: none between plugins. Where several plugins take needs up, the first that gives a document has the need.
    Order: by plugin name, then as yielded.
    Failure: after one that raises the next is asked; after the last the person reads that nobody takes the need up.

    Example:
        >>> from ogpkit.api import Referral, ReferralTarget, hookimpl
        >>> from ogpkit.api.content import Country
        >>> def take_up(workspace, need):
        ...     return Referral(path=f"needs/{need.country}.toml", entity=Country(name=need.text), id=need.country)
        >>> @hookimpl
        ... def ogpkit_referrals():
        ...     yield ReferralTarget(name="utopia", title="Utopia's advice", take_up=take_up)
    """


@hookspec
def ogpkit_pages() -> Iterable[Pages]:  # type: ignore[empty-body]  # a specification has no body
    """Return the pages that this plugin adds to the public portal.

    Contributes: `ogpkit.api.Pages`.
    Called: once in a run, when the portal is built.
    Used: `render` is called once for each language, while that is in use, or for each country; the workspace is what is public.
    Checked: each value is a `Page` whose attributes have the types of its class; one that is not is left out.
    Clash: an address belongs to the portal's own pages, then to the page that came first.
    Order: by plugin name, then as yielded; on the portal by address.
    Failure: a source that raises gives the pages that it gave before that.

    Example:
        >>> from ogpkit.api import Page, Pages, hookimpl
        >>> from ogpkit.api.text import Paragraph
        >>> @hookimpl
        ... def ogpkit_pages():
        ...     page = Page(address="utopia", title="Utopia", blocks=[Paragraph("Hail!")])
        ...     yield Pages(name="utopia", title="Utopia", render=lambda workspace, language: [page])
    """


@hookspec
def ogpkit_masks() -> Iterable[Mask]:  # type: ignore[empty-body]  # a specification has no body
    """Return the personal data that this plugin keeps out of every text that is published.

    A plugin says what of its own files is public where it declares them: `Kind.published` and `Extension.published` for
    whole files and tables, `Audience` beside the type of a field, `Kind.public_part` for what becomes public only later.
    What the gate (`ogpkit.exchange.publishing`) does not let pass, no page, document, feed or file of the portal is given.

    Contributes: `ogpkit.api.Mask`.
    Called: once in a run, when something is first made for the public: the portal, or an export for everybody.
    Used: `for_country` is called for each country of which something is published, what it gives for each text in its language.
    Checked: the types of its attributes.
    Clash: none between plugins: every text passes through the masks of all plugins.
    Order: by plugin name; each is given what the ones before it left.
    Failure: of a text for which a mask raises, nothing is published.

    Example:
        >>> import re
        >>> from ogpkit.api import Mask, hookimpl
        >>> def without_numbers(workspace, country):
        ...     return lambda text: re.sub("UT-[0-9]{9}", "[identity card]", text)
        >>> @hookimpl
        ... def ogpkit_masks():
        ...     yield Mask(name="cards", title="Identity cards", for_country=without_numbers)
    """


@hookspec
def ogpkit_designs() -> Iterable[Design]:  # type: ignore[empty-body]  # a specification has no body
    """Return the designs of the portal that this plugin brings: templates, a style sheet and pictures.

    Contributes: `ogpkit.api.Design`.
    Called: once in a run, when the portal is first built.
    Used: a file takes the place of ogpkit's own of the same name. The `templates` of the workspace come before it. A template
        that begins with `{% extends "ogpkit/page.html" %}` changes single blocks of ogpkit's own.
    Checked: the types of its attributes, and that the folder exists.
    Clash: none between plugins: of two files of one name, the one of the plugin that comes first is used.
    Order: by plugin name, then as yielded.
    Failure: a template that does not work stops the build, which names it.

    Example:
        >>> from pathlib import Path
        >>> from ogpkit.api import Design, hookimpl
        >>> @hookimpl
        ... def ogpkit_designs():
        ...     yield Design(name="utopia", folder=Path(__file__).parent)
    """
