"""Files for elsewhere: documents, sheets, calendars, web pages, and what of a workspace is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.cli.overview import overview_lines
    from ogpkit.exchange.documents import (
        DOCUMENTS_FOLDER,
        FORMATS,
        ExportFailed,
        Format,
        document_file,
        document_file_name,
        document_languages,
        documents_folder,
        export_file,
        render_document,
        run_exporter,
        safe_file_name,
    )
    from ogpkit.exchange.field_text import FieldText
    from ogpkit.exchange.html import HtmlWriter, html_anchor, render_html, safe_web_address
    from ogpkit.exchange.ics import calendar_bytes
    from ogpkit.exchange.markdown import render_markdown
    from ogpkit.exchange.outputs import WouldReplace, ensure_replaceable, write_files
    from ogpkit.exchange.publishing import NotAFigure, PublicationGate, WithheldTable, public_workspace
    from ogpkit.exchange.questionnaires import Questionnaire, make_form, write_form_file
    from ogpkit.exchange.sheet_writing import csv_bytes, sheet_name, xlsx_bytes
    from ogpkit.exchange.table_files import list_exporters
    from ogpkit.exchange.templates import (
        PAGE_LIMITS,
        TEMPLATES_FOLDER,
        TemplateFault,
        TemplateRenderer,
        custom_templates,
        render_template,
        sandboxed_environment,
        template_environment,
        template_file,
    )
    from ogpkit.plugins.queries import NothingToWrite, build_document
    from ogpkit.plugins.table_rows import build_grid, build_sheet, build_table, document_title, field_columns
    from ogpkit.schema.fields import field_audience
    from ogpkit.text.sanitize import escape_markdown
    from ogpkit.workspace.atomic import open_folder_writer
    from ogpkit.workspace.differences import Difference, ItemLabel, find_differences
    from ogpkit.workspace.history import History, Revision, newest_commit
    from ogpkit.workspace.output import CannotOutput, output_folder
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit.cli.overview": ("overview_lines",),
            "ogpkit.exchange.documents": (
                "FORMATS",
                "Format",
                "document_file_name",
                "render_document",
                "DOCUMENTS_FOLDER",
                "ExportFailed",
                "document_file",
                "documents_folder",
                "run_exporter",
                "export_file",
                "document_languages",
                "safe_file_name",
            ),
            "ogpkit.exchange.field_text": ("FieldText",),
            "ogpkit.exchange.html": (
                "HtmlWriter",
                "html_anchor",
                "render_html",
                "safe_web_address",
            ),
            "ogpkit.exchange.ics": ("calendar_bytes",),
            "ogpkit.exchange.markdown": ("render_markdown",),
            "ogpkit.exchange.outputs": (
                "WouldReplace",
                "ensure_replaceable",
                "write_files",
            ),
            "ogpkit.exchange.publishing": (
                "PublicationGate",
                "NotAFigure",
                "WithheldTable",
                "public_workspace",
            ),
            "ogpkit.exchange.questionnaires": (
                "Questionnaire",
                "make_form",
                "write_form_file",
            ),
            "ogpkit.exchange.sheet_writing": (
                "csv_bytes",
                "sheet_name",
                "xlsx_bytes",
            ),
            "ogpkit.exchange.table_files": ("list_exporters",),
            "ogpkit.exchange.templates": (
                "TEMPLATES_FOLDER",
                "PAGE_LIMITS",
                "TemplateRenderer",
                "TemplateFault",
                "template_environment",
                "render_template",
                "custom_templates",
                "sandboxed_environment",
                "template_file",
            ),
            "ogpkit.plugins.table_rows": (
                "build_grid",
                "build_sheet",
                "build_table",
                "document_title",
                "field_columns",
            ),
            "ogpkit.plugins.queries": (
                "NothingToWrite",
                "build_document",
            ),
            "ogpkit.schema.fields": ("field_audience",),
            "ogpkit.text.sanitize": ("escape_markdown",),
            "ogpkit.workspace.atomic": ("open_folder_writer",),
            "ogpkit.workspace.differences": (
                "Difference",
                "ItemLabel",
                "find_differences",
            ),
            "ogpkit.workspace.history": (
                "History",
                "Revision",
                "newest_commit",
            ),
            "ogpkit.workspace.output": (
                "CannotOutput",
                "output_folder",
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
    "FieldText",
    "Format",
    "History",
    "HtmlWriter",
    "ItemLabel",
    "NotAFigure",
    "NothingToWrite",
    "PublicationGate",
    "Questionnaire",
    "Revision",
    "TemplateFault",
    "TemplateRenderer",
    "WithheldTable",
    "WouldReplace",
    "build_document",
    "build_grid",
    "build_sheet",
    "build_table",
    "calendar_bytes",
    "csv_bytes",
    "custom_templates",
    "document_file",
    "document_file_name",
    "document_languages",
    "document_title",
    "documents_folder",
    "ensure_replaceable",
    "escape_markdown",
    "export_file",
    "field_audience",
    "field_columns",
    "find_differences",
    "html_anchor",
    "list_exporters",
    "make_form",
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
    "write_form_file",
    "xlsx_bytes",
]
