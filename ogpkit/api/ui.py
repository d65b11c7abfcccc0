"""What panels of the app are made of. This is the one module of the API that leads to Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.app.forms.choices import MultiChoice, SingleChoice, TextCheckbox, choice_options
    from ogpkit.app.live import LiveWidget
    from ogpkit.app.places import (
        Navigate,
        document_place,
        has_place,
        parent_place,
        path_place,
        place_page,
        place_scope,
        place_title,
        place_trail,
        worst_verdict,
    )
    from ogpkit.app.safe_text import (
        PlainText,
        align_lines,
        has_bidi_support,
        line_text,
        order_letters,
        plain_content,
        plain_line,
        text_excerpt,
    )
    from ogpkit.app.screens.action_dialog import start_action
    from ogpkit.app.widgets.document_form import DocumentForm
    from ogpkit.app.widgets.problem_list import ProblemList
    from ogpkit.app.widgets.table import RecordTable
    from ogpkit.app.widgets.table_list import TableList, make_table_list
    from ogpkit.app.widgets.tabs import SubTabs
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit.app.forms.choices": (
                "TextCheckbox",
                "SingleChoice",
                "MultiChoice",
                "choice_options",
            ),
            "ogpkit.app.live": ("LiveWidget",),
            "ogpkit.app.places": (
                "Navigate",
                "parent_place",
                "has_place",
                "place_page",
                "document_place",
                "path_place",
                "place_scope",
                "place_title",
                "place_trail",
                "worst_verdict",
            ),
            "ogpkit.app.safe_text": (
                "text_excerpt",
                "align_lines",
                "order_letters",
                "has_bidi_support",
                "line_text",
                "plain_content",
                "plain_line",
                "PlainText",
            ),
            "ogpkit.app.screens.action_dialog": ("start_action",),
            "ogpkit.app.widgets.document_form": ("DocumentForm",),
            "ogpkit.app.widgets.problem_list": ("ProblemList",),
            "ogpkit.app.widgets.table": ("RecordTable",),
            "ogpkit.app.widgets.table_list": ("TableList", "make_table_list"),
            "ogpkit.app.widgets.tabs": ("SubTabs",),
        },
        moved=("VERDICT_SIGNS", "document_title", "text_bar"),
    )

__all__ = [
    "DocumentForm",
    "LiveWidget",
    "MultiChoice",
    "Navigate",
    "PlainText",
    "ProblemList",
    "RecordTable",
    "SingleChoice",
    "SubTabs",
    "TableList",
    "TextCheckbox",
    "align_lines",
    "choice_options",
    "document_place",
    "has_bidi_support",
    "has_place",
    "line_text",
    "make_table_list",
    "order_letters",
    "parent_place",
    "path_place",
    "place_page",
    "place_scope",
    "place_title",
    "place_trail",
    "plain_content",
    "plain_line",
    "start_action",
    "text_excerpt",
    "worst_verdict",
]
