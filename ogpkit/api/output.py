"""Files for elsewhere: documents, sheets, calendars, web pages, and what of a workspace is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.cli.overview import overview as overview_lines
    from ogpkit.exchange.documents import FOLDER as DOCUMENTS_FOLDER
    from ogpkit.exchange.documents import FORMATS, Format, document_file, documents_folder, export_file
    from ogpkit.exchange.documents import NotExported as ExportFailed
    from ogpkit.exchange.documents import export as run_exporter
    from ogpkit.exchange.documents import file_name as document_file_name
    from ogpkit.exchange.documents import in_format as render_document
    from ogpkit.exchange.documents import languages_for as document_languages
    from ogpkit.exchange.documents import within as safe_file_name
    from ogpkit.exchange.html import Hand as HtmlWriter
    from ogpkit.exchange.html import anchor as html_anchor
    from ogpkit.exchange.html import as_html as render_html
    from ogpkit.exchange.html import web as safe_web_address
    from ogpkit.exchange.ics import calendar_bytes
    from ogpkit.exchange.markdown import as_markdown as render_markdown
    from ogpkit.exchange.markdown import escaped as escape_markdown
    from ogpkit.exchange.outputs import WouldReplace, ensure_replaceable, write_files
    from ogpkit.exchange.publishing import Gate as PublicationGate
    from ogpkit.exchange.publishing import NoFigure as NotAFigure
    from ogpkit.exchange.publishing import Withheld as WithheldTable
    from ogpkit.exchange.publishing import audience_of as field_audience
    from ogpkit.exchange.publishing import public_workspace
    from ogpkit.exchange.sheets import csv_bytes, sheet_name, xlsx_bytes
    from ogpkit.exchange.templates import FOLDER as TEMPLATES_FOLDER
    from ogpkit.exchange.templates import PAGE_LIMITS, TemplateFault, sandboxed_environment, template_file
    from ogpkit.exchange.templates import Renderer as TemplateRenderer
    from ogpkit.exchange.templates import environment as template_environment
    from ogpkit.exchange.templates import filled as render_template
    from ogpkit.exchange.templates import own_templates as custom_templates
    from ogpkit.plugins.queries import NothingToWrite
    from ogpkit.plugins.queries import write_paper as build_document
    from ogpkit.workspace.atomic import writer_below as open_folder_writer
    from ogpkit.workspace.differences import Difference
    from ogpkit.workspace.differences import Mark as ItemLabel
    from ogpkit.workspace.differences import differences as find_differences
    from ogpkit.workspace.history import History, Revision
    from ogpkit.workspace.history import newest as newest_commit
    from ogpkit.workspace.output import CannotOutput
    from ogpkit.workspace.output import folder_within as output_folder
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit.cli.overview": ("overview as overview_lines",),
            "ogpkit.exchange.documents": (
                "FORMATS",
                "Format",
                "file_name as document_file_name",
                "in_format as render_document",
                "FOLDER as DOCUMENTS_FOLDER",
                "NotExported as ExportFailed",
                "document_file",
                "documents_folder",
                "export as run_exporter",
                "export_file",
                "languages_for as document_languages",
                "within as safe_file_name",
            ),
            "ogpkit.exchange.html": (
                "Hand as HtmlWriter",
                "anchor as html_anchor",
                "as_html as render_html",
                "web as safe_web_address",
            ),
            "ogpkit.exchange.ics": ("calendar_bytes",),
            "ogpkit.exchange.markdown": (
                "as_markdown as render_markdown",
                "escaped as escape_markdown",
            ),
            "ogpkit.exchange.outputs": (
                "WouldReplace",
                "ensure_replaceable",
                "write_files",
            ),
            "ogpkit.exchange.publishing": (
                "Gate as PublicationGate",
                "NoFigure as NotAFigure",
                "Withheld as WithheldTable",
                "audience_of as field_audience",
                "public_workspace",
            ),
            "ogpkit.exchange.sheets": (
                "csv_bytes",
                "sheet_name",
                "xlsx_bytes",
            ),
            "ogpkit.exchange.templates": (
                "FOLDER as TEMPLATES_FOLDER",
                "PAGE_LIMITS",
                "Renderer as TemplateRenderer",
                "TemplateFault",
                "environment as template_environment",
                "filled as render_template",
                "own_templates as custom_templates",
                "sandboxed_environment",
                "template_file",
            ),
            "ogpkit.plugins.queries": (
                "NothingToWrite",
                "write_paper as build_document",
            ),
            "ogpkit.workspace.atomic": ("writer_below as open_folder_writer",),
            "ogpkit.workspace.differences": (
                "Difference",
                "Mark as ItemLabel",
                "differences as find_differences",
            ),
            "ogpkit.workspace.history": (
                "History",
                "Revision",
                "newest as newest_commit",
            ),
            "ogpkit.workspace.output": (
                "CannotOutput",
                "folder_within as output_folder",
            ),
        },
    )

__all__ = [
    "DOCUMENTS_FOLDER",
    "FORMATS",
    "PAGE_LIMITS",
    "TEMPLATES_FOLDER",
    "CannotOutput",
    "Difference",
    "ExportFailed",
    "Format",
    "History",
    "HtmlWriter",
    "ItemLabel",
    "NotAFigure",
    "NothingToWrite",
    "PublicationGate",
    "Revision",
    "TemplateFault",
    "TemplateRenderer",
    "WithheldTable",
    "WouldReplace",
    "build_document",
    "calendar_bytes",
    "csv_bytes",
    "custom_templates",
    "document_file",
    "document_file_name",
    "document_languages",
    "documents_folder",
    "ensure_replaceable",
    "escape_markdown",
    "export_file",
    "field_audience",
    "find_differences",
    "html_anchor",
    "newest_commit",
    "open_folder_writer",
    "output_folder",
    "overview_lines",
    "public_workspace",
    "render_document",
    "render_html",
    "render_markdown",
    "render_template",
    "run_exporter",
    "safe_file_name",
    "safe_web_address",
    "sandboxed_environment",
    "sheet_name",
    "template_environment",
    "template_file",
    "write_files",
    "xlsx_bytes",
]
