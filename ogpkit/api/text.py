"""What people read: translation, texts made safe to show, languages and scripts, blocks and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.text.blocks import Block, Bullets, Cell, Grid, Heading, Inline, Link, Paragraph, Quote, Share
    from ogpkit.text.blocks import Facts as KeyValues
    from ogpkit.text.blocks import Said as LangText
    from ogpkit.text.blocks import Writing as TextDocument
    from ogpkit.text.blocks import in_order as as_tuple
    from ogpkit.text.blocks import said as lang_text
    from ogpkit.text.i18n import LOCALES as LOCALE_FOLDER
    from ogpkit.text.i18n import _, _n
    from ogpkit.text.i18n import add_catalogues as add_catalogs
    from ogpkit.text.i18n import listed as join_list
    from ogpkit.text.i18n import marked as N_  # noqa: N812  its name in other gettext programs
    from ogpkit.text.i18n import own_language as message_language
    from ogpkit.text.i18n import preferred as preferred_language
    from ogpkit.text.i18n import speak as set_language
    from ogpkit.text.i18n import speaking as use_language
    from ogpkit.text.i18n import speaks as has_catalog
    from ogpkit.text.i18n import spoken as current_language
    from ogpkit.text.normalize import folded as fold
    from ogpkit.text.phrase import Phrase
    from ogpkit.text.phrase import joined as join_phrases
    from ogpkit.text.phrase import named_language as language_phrase
    from ogpkit.text.phrase import pieces_of as phrase_parts
    from ogpkit.text.phrase import told as format_phrase
    from ogpkit.text.phrase import worded as localized
    from ogpkit.text.phrase import written as plain_text
    from ogpkit.text.sanitize import as_text as clean_text
    from ogpkit.text.sanitize import in_json as for_json
    from ogpkit.text.sanitize import in_path as sanitize_path
    from ogpkit.text.sanitize import in_xml as for_xml
    from ogpkit.text.sanitize import is_text
    from ogpkit.text.sanitize import on_one_line as sanitize_line
    from ogpkit.text.sanitize import shown as sanitize
    from ogpkit.text.scripts import direction as text_direction
    from ogpkit.text.scripts import from_left as isolate_ltr
    from ogpkit.text.scripts import from_right as is_rtl
    from ogpkit.text.scripts import holds_from_right as contains_rtl
    from ogpkit.text.scripts import language_name
    from ogpkit.text.scripts import steady as isolate_dates
    from ogpkit.text.tables import Table, cell_text, day_text
    from ogpkit.text.tables import as_csv as table_csv
    from ogpkit.text.tables import as_json as table_json
    from ogpkit.text.tables import as_text as table_text
    from ogpkit.workspace.personal_data import Contact as ContactDetail
    from ogpkit.workspace.personal_data import contacts as find_contacts
    from ogpkit.workspace.personal_data import doubtful_contacts as find_doubtful_contacts
    from ogpkit.workspace.personal_data import official as official_contacts
    from ogpkit.workspace.personal_data import without_contacts as redact_contacts
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit.text.blocks": (
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
            "ogpkit.text.i18n": (
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
            "ogpkit.text.normalize": ("folded as fold",),
            "ogpkit.text.phrase": (
                "Phrase",
                "joined as join_phrases",
                "named_language as language_phrase",
                "pieces_of as phrase_parts",
                "told as format_phrase",
                "worded as localized",
                "written as plain_text",
            ),
            "ogpkit.text.sanitize": (
                "as_text as clean_text",
                "in_json as for_json",
                "in_path as sanitize_path",
                "in_xml as for_xml",
                "is_text",
                "on_one_line as sanitize_line",
                "shown as sanitize",
            ),
            "ogpkit.text.scripts": (
                "direction as text_direction",
                "from_left as isolate_ltr",
                "from_right as is_rtl",
                "holds_from_right as contains_rtl",
                "language_name",
                "steady as isolate_dates",
            ),
            "ogpkit.text.tables": (
                "cell_text",
                "day_text",
                "Table",
                "as_csv as table_csv",
                "as_json as table_json",
                "as_text as table_text",
            ),
            "ogpkit.workspace.personal_data": (
                "Contact as ContactDetail",
                "contacts as find_contacts",
                "doubtful_contacts as find_doubtful_contacts",
                "official as official_contacts",
                "without_contacts as redact_contacts",
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
