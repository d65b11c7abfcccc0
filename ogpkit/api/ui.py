"""What panels of the app are made of. This is the one module of the API that leads to Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.app.forms.choices import Mark as TextCheckbox
    from ogpkit.app.forms.choices import OneOf as SingleChoice
    from ogpkit.app.forms.choices import SomeOf as MultiChoice
    from ogpkit.app.forms.choices import options_of as choice_options
    from ogpkit.app.live import Following as LiveWidget
    from ogpkit.app.places import SIGNS as VERDICT_SIGNS
    from ogpkit.app.places import GoTo as Navigate
    from ogpkit.app.places import above as parent_place
    from ogpkit.app.places import document_title
    from ogpkit.app.places import is_there as has_place
    from ogpkit.app.places import page_of as place_page
    from ogpkit.app.places import place_of as document_place
    from ogpkit.app.places import place_of_path as path_place
    from ogpkit.app.places import scope_of as place_scope
    from ogpkit.app.places import title_of as place_title
    from ogpkit.app.places import trail_of as place_trail
    from ogpkit.app.places import worst as worst_verdict
    from ogpkit.app.safe_text import PlainText, line_text, plain_line
    from ogpkit.app.safe_text import excerpt as text_excerpt
    from ogpkit.app.safe_text import in_direction as align_lines
    from ogpkit.app.safe_text import in_order as order_letters
    from ogpkit.app.safe_text import orders_letters as has_bidi_support
    from ogpkit.app.safe_text import plain as plain_content
    from ogpkit.app.widgets.bar import bar as text_bar
    from ogpkit.app.widgets.document_form import DocumentForm
    from ogpkit.app.widgets.problem_list import ProblemList
    from ogpkit.app.widgets.table import Listing as RecordTable
    from ogpkit.app.widgets.tabs import Parts as SubTabs
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit.app.forms.choices": (
                "Mark as TextCheckbox",
                "OneOf as SingleChoice",
                "SomeOf as MultiChoice",
                "options_of as choice_options",
            ),
            "ogpkit.app.live": ("Following as LiveWidget",),
            "ogpkit.app.places": (
                "GoTo as Navigate",
                "SIGNS as VERDICT_SIGNS",
                "above as parent_place",
                "document_title",
                "is_there as has_place",
                "page_of as place_page",
                "place_of as document_place",
                "place_of_path as path_place",
                "scope_of as place_scope",
                "title_of as place_title",
                "trail_of as place_trail",
                "worst as worst_verdict",
            ),
            "ogpkit.app.safe_text": (
                "excerpt as text_excerpt",
                "in_direction as align_lines",
                "in_order as order_letters",
                "orders_letters as has_bidi_support",
                "line_text",
                "plain as plain_content",
                "plain_line",
                "PlainText",
            ),
            "ogpkit.app.widgets.bar": ("bar as text_bar",),
            "ogpkit.app.widgets.document_form": ("DocumentForm",),
            "ogpkit.app.widgets.problem_list": ("ProblemList",),
            "ogpkit.app.widgets.table": ("Listing as RecordTable",),
            "ogpkit.app.widgets.tabs": ("Parts as SubTabs",),
        },
    )

__all__ = [
    "VERDICT_SIGNS",
    "DocumentForm",
    "LiveWidget",
    "MultiChoice",
    "Navigate",
    "PlainText",
    "ProblemList",
    "RecordTable",
    "SingleChoice",
    "SubTabs",
    "TextCheckbox",
    "align_lines",
    "choice_options",
    "document_place",
    "document_title",
    "has_bidi_support",
    "has_place",
    "line_text",
    "order_letters",
    "parent_place",
    "path_place",
    "place_page",
    "place_scope",
    "place_title",
    "place_trail",
    "plain_content",
    "plain_line",
    "text_bar",
    "text_excerpt",
    "worst_verdict",
]
