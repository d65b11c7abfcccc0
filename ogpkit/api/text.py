"""What people read: translation, texts made safe to show, languages and scripts, blocks and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.exchange.cells import cell_text, day_text
    from ogpkit.exchange.tables import Table
    from ogpkit.exchange.tables import as_csv as table_csv
    from ogpkit.exchange.tables import as_json as table_json
    from ogpkit.exchange.tables import as_text as table_text
    from ogpkit.folding import folded as fold
    from ogpkit.language import LOCALES as LOCALE_FOLDER
    from ogpkit.language import _, _n
    from ogpkit.language import add_catalogues as add_catalogs
    from ogpkit.language import listed as join_list
    from ogpkit.language import marked as N_  # noqa: N812  its name in other gettext programs
    from ogpkit.language import own_language as message_language
    from ogpkit.language import preferred as preferred_language
    from ogpkit.language import speak as set_language
    from ogpkit.language import speaking as use_language
    from ogpkit.language import speaks as has_catalog
    from ogpkit.language import spoken as current_language
    from ogpkit.personal_data import Contact as ContactDetail
    from ogpkit.personal_data import contacts as find_contacts
    from ogpkit.personal_data import doubtful_contacts as find_doubtful_contacts
    from ogpkit.personal_data import official as official_contacts
    from ogpkit.personal_data import without_contacts as redact_contacts
    from ogpkit.phrase import Phrase
    from ogpkit.phrase import joined as join_phrases
    from ogpkit.phrase import named_language as language_phrase
    from ogpkit.phrase import pieces_of as phrase_parts
    from ogpkit.phrase import told as format_phrase
    from ogpkit.phrase import worded as localized
    from ogpkit.phrase import written as plain_text
    from ogpkit.scripts import direction as text_direction
    from ogpkit.scripts import from_left as isolate_ltr
    from ogpkit.scripts import from_right as is_rtl
    from ogpkit.scripts import holds_from_right as contains_rtl
    from ogpkit.scripts import language_name
    from ogpkit.scripts import steady as isolate_dates
    from ogpkit.untrusted import as_text as clean_text
    from ogpkit.untrusted import in_json as for_json
    from ogpkit.untrusted import in_path as sanitize_path
    from ogpkit.untrusted import in_xml as for_xml
    from ogpkit.untrusted import is_text
    from ogpkit.untrusted import on_one_line as sanitize_line
    from ogpkit.untrusted import shown as sanitize
    from ogpkit.writing import Block, Bullets, Cell, Grid, Heading, Inline, Link, Paragraph, Quote, Share
    from ogpkit.writing import Facts as KeyValues
    from ogpkit.writing import Said as LangText
    from ogpkit.writing import Writing as TextDocument
    from ogpkit.writing import in_order as as_tuple
    from ogpkit.writing import said as lang_text
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit.exchange.cells": ("cell_text", "day_text"),
            "ogpkit.exchange.tables": (
                "Table",
                "as_csv as table_csv",
                "as_json as table_json",
                "as_text as table_text",
            ),
            "ogpkit.folding": ("folded as fold",),
            "ogpkit.language": (
                "LOCALES as LOCALE_FOLDER",
                "_",
                "_n",
                "add_catalogues as add_catalogs",
                "listed as join_list",
                "marked as N_",
                "own_language as message_language",
                "preferred as preferred_language",
                "speak as set_language",
                "speaking as use_language",
                "speaks as has_catalog",
                "spoken as current_language",
            ),
            "ogpkit.personal_data": (
                "Contact as ContactDetail",
                "contacts as find_contacts",
                "doubtful_contacts as find_doubtful_contacts",
                "official as official_contacts",
                "without_contacts as redact_contacts",
            ),
            "ogpkit.phrase": (
                "Phrase",
                "joined as join_phrases",
                "named_language as language_phrase",
                "pieces_of as phrase_parts",
                "told as format_phrase",
                "worded as localized",
                "written as plain_text",
            ),
            "ogpkit.scripts": (
                "direction as text_direction",
                "from_left as isolate_ltr",
                "from_right as is_rtl",
                "holds_from_right as contains_rtl",
                "language_name",
                "steady as isolate_dates",
            ),
            "ogpkit.untrusted": (
                "as_text as clean_text",
                "in_json as for_json",
                "in_path as sanitize_path",
                "in_xml as for_xml",
                "is_text",
                "on_one_line as sanitize_line",
                "shown as sanitize",
            ),
            "ogpkit.writing": (
                "Block",
                "Bullets",
                "Cell",
                "Facts as KeyValues",
                "Grid",
                "Heading",
                "Inline",
                "Link",
                "Paragraph",
                "Quote",
                "Said as LangText",
                "Share",
                "Writing as TextDocument",
                "in_order as as_tuple",
                "said as lang_text",
            ),
        },
    )

__all__ = [
    "LOCALE_FOLDER",
    "N_",
    "Block",
    "Bullets",
    "Cell",
    "ContactDetail",
    "Grid",
    "Heading",
    "Inline",
    "KeyValues",
    "LangText",
    "Link",
    "Paragraph",
    "Phrase",
    "Quote",
    "Share",
    "Table",
    "TextDocument",
    "_",
    "_n",
    "add_catalogs",
    "as_tuple",
    "cell_text",
    "clean_text",
    "contains_rtl",
    "current_language",
    "day_text",
    "find_contacts",
    "find_doubtful_contacts",
    "fold",
    "for_json",
    "for_xml",
    "format_phrase",
    "has_catalog",
    "is_rtl",
    "is_text",
    "isolate_dates",
    "isolate_ltr",
    "join_list",
    "join_phrases",
    "lang_text",
    "language_name",
    "language_phrase",
    "localized",
    "message_language",
    "official_contacts",
    "phrase_parts",
    "plain_text",
    "preferred_language",
    "redact_contacts",
    "sanitize",
    "sanitize_line",
    "sanitize_path",
    "set_language",
    "table_csv",
    "table_json",
    "table_text",
    "text_direction",
    "use_language",
]
