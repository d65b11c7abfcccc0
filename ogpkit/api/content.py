"""What a workspace holds: entities, what their fields mean, documents, and what is derived from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit.accounts import accounts as collect_report_inputs
    from ogpkit.calendar import obligations as collect_due_dates
    from ogpkit.codec import Mismatch, Mismatches, MismatchSort, check_values
    from ogpkit.codec import read as read_entity
    from ogpkit.codec import references as find_references
    from ogpkit.codec.nearest import nearest as nearest_word
    from ogpkit.codec.nearest import nearest_country, nearest_language
    from ogpkit.codec.writing import plain as toml_value
    from ogpkit.codec.writing import written as entity_values
    from ogpkit.countries import called as country_name
    from ogpkit.countries import owed_languages
    from ogpkit.examples import NoExample as NoExampleWorkspace
    from ogpkit.examples import example as example_workspace_folder
    from ogpkit.examples import examples as example_workspaces
    from ogpkit.fields import Field, Shape, Sort, UnsupportedField, fields_of
    from ogpkit.fields import documented as attribute_docs
    from ogpkit.fields import summary_of as class_summary
    from ogpkit.fields import undocumented as undocumented_fields
    from ogpkit.keypath import KeyPath
    from ogpkit.keypath import dotted as format_key_path
    from ogpkit.model import (
        Commitment,
        Contact,
        Country,
        CountryLevel,
        GrandChallenge,
        Indicator,
        Level,
        Milestone,
        MilestoneStatus,
        Origin,
        Principle,
        Reflection,
    )
    from ogpkit.model.choices import Choice
    from ogpkit.model.cycle import Cycle, Declaration, Effort, Plan, Step
    from ogpkit.model.expectations import CommonExpectation
    from ogpkit.model.identifiers import COUNTRY as COUNTRY_PATTERN
    from ogpkit.model.identifiers import IDENTIFIER as IDENTIFIER_PATTERN
    from ogpkit.model.identifiers import LANGUAGE as LANGUAGE_PATTERN
    from ogpkit.model.identifiers import country_name as english_country_name
    from ogpkit.model.identifiers import (
        free_identifier,
        is_country,
        is_identifier,
        is_language,
        is_user_assigned,
        iso_countries,
    )
    from ogpkit.model.identifiers import identifier_from as make_identifier
    from ogpkit.model.meanings import (
        Audience,
        Bounds,
        CountryCode,
        Identifier,
        LanguageCode,
        Length,
        LongText,
        MailAddress,
        ShortText,
    )
    from ogpkit.model.meanings import Form as TextFormat
    from ogpkit.model.meanings import Refers as Reference
    from ogpkit.model.meanings import Webpage as WebAddress
    from ogpkit.model.translated import Translated
    from ogpkit.places import country_code as find_country_code
    from ogpkit.places import name_in as localized_country_name
    from ogpkit.places import nearest_countries, official_languages
    from ogpkit.referral import NobodyTakesUp as NoReferralTarget
    from ogpkit.referral import referred as refer_need
    from ogpkit.schema import Schema as JsonSchema
    from ogpkit.schema import in_json as json_value
    from ogpkit.schema import schema_of as json_schema
    from ogpkit.settings import CheckSettings, PluginSettings, Settings, WorkspaceSettings
    from ogpkit.standings import standings as collect_statuses
    from ogpkit.storage.load import Fault as FileProblem
    from ogpkit.storage.load import Loaded as LoadedWorkspace
    from ogpkit.storage.load import NoWorkspace, read_document
    from ogpkit.storage.load import find_root as find_workspace_root
    from ogpkit.storage.load import load as read_workspace
    from ogpkit.storage.load import settings_of as read_settings
    from ogpkit.storage.toml import NotToml, NotUtf8
    from ogpkit.storage.toml import parse as parse_toml
    from ogpkit.storage.toml import text_of as decode_toml
    from ogpkit.workspace import Document, Workspace
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit.accounts": ("accounts as collect_report_inputs",),
            "ogpkit.calendar": ("obligations as collect_due_dates",),
            "ogpkit.codec": (
                "Mismatch",
                "MismatchSort",
                "Mismatches",
                "check_values",
                "read as read_entity",
                "references as find_references",
            ),
            "ogpkit.codec.nearest": ("nearest as nearest_word", "nearest_country", "nearest_language"),
            "ogpkit.codec.writing": ("plain as toml_value", "written as entity_values"),
            "ogpkit.countries": ("called as country_name", "owed_languages"),
            "ogpkit.examples": (
                "NoExample as NoExampleWorkspace",
                "example as example_workspace_folder",
                "examples as example_workspaces",
            ),
            "ogpkit.fields": (
                "Field",
                "Shape",
                "Sort",
                "UnsupportedField",
                "documented as attribute_docs",
                "fields_of",
                "summary_of as class_summary",
                "undocumented as undocumented_fields",
            ),
            "ogpkit.keypath": ("KeyPath", "dotted as format_key_path"),
            "ogpkit.model": (
                "Commitment",
                "Contact",
                "Country",
                "CountryLevel",
                "GrandChallenge",
                "Indicator",
                "Level",
                "Milestone",
                "MilestoneStatus",
                "Origin",
                "Principle",
                "Reflection",
            ),
            "ogpkit.model.choices": ("Choice",),
            "ogpkit.model.cycle": ("Cycle", "Declaration", "Effort", "Plan", "Step"),
            "ogpkit.model.expectations": ("CommonExpectation",),
            "ogpkit.model.identifiers": (
                "COUNTRY as COUNTRY_PATTERN",
                "IDENTIFIER as IDENTIFIER_PATTERN",
                "LANGUAGE as LANGUAGE_PATTERN",
                "country_name as english_country_name",
                "free_identifier",
                "identifier_from as make_identifier",
                "is_country",
                "is_identifier",
                "is_language",
                "is_user_assigned",
                "iso_countries",
            ),
            "ogpkit.model.meanings": (
                "Audience",
                "Bounds",
                "CountryCode",
                "Form as TextFormat",
                "Identifier",
                "LanguageCode",
                "Length",
                "LongText",
                "MailAddress",
                "Refers as Reference",
                "ShortText",
                "Webpage as WebAddress",
            ),
            "ogpkit.model.translated": ("Translated",),
            "ogpkit.places": (
                "country_code as find_country_code",
                "name_in as localized_country_name",
                "nearest_countries",
                "official_languages",
            ),
            "ogpkit.referral": ("NobodyTakesUp as NoReferralTarget", "referred as refer_need"),
            "ogpkit.schema": ("Schema as JsonSchema", "in_json as json_value", "schema_of as json_schema"),
            "ogpkit.settings": ("CheckSettings", "PluginSettings", "Settings", "WorkspaceSettings"),
            "ogpkit.standings": ("standings as collect_statuses",),
            "ogpkit.storage.load": (
                "Fault as FileProblem",
                "Loaded as LoadedWorkspace",
                "NoWorkspace",
                "find_root as find_workspace_root",
                "load as read_workspace",
                "read_document",
                "settings_of as read_settings",
            ),
            "ogpkit.storage.toml": ("NotToml", "NotUtf8", "parse as parse_toml", "text_of as decode_toml"),
            "ogpkit.workspace": ("Document", "Workspace"),
        },
    )

__all__ = [
    "COUNTRY_PATTERN",
    "IDENTIFIER_PATTERN",
    "LANGUAGE_PATTERN",
    "Audience",
    "Bounds",
    "CheckSettings",
    "Choice",
    "Commitment",
    "CommonExpectation",
    "Contact",
    "Country",
    "CountryCode",
    "CountryLevel",
    "Cycle",
    "Declaration",
    "Document",
    "Effort",
    "Field",
    "FileProblem",
    "GrandChallenge",
    "Identifier",
    "Indicator",
    "JsonSchema",
    "KeyPath",
    "LanguageCode",
    "Length",
    "Level",
    "LoadedWorkspace",
    "LongText",
    "MailAddress",
    "Milestone",
    "MilestoneStatus",
    "Mismatch",
    "MismatchSort",
    "Mismatches",
    "NoExampleWorkspace",
    "NoReferralTarget",
    "NoWorkspace",
    "NotToml",
    "NotUtf8",
    "Origin",
    "Plan",
    "PluginSettings",
    "Principle",
    "Reference",
    "Reflection",
    "Settings",
    "Shape",
    "ShortText",
    "Sort",
    "Step",
    "TextFormat",
    "Translated",
    "UnsupportedField",
    "WebAddress",
    "Workspace",
    "WorkspaceSettings",
    "attribute_docs",
    "check_values",
    "class_summary",
    "collect_due_dates",
    "collect_report_inputs",
    "collect_statuses",
    "country_name",
    "decode_toml",
    "english_country_name",
    "entity_values",
    "example_workspace_folder",
    "example_workspaces",
    "fields_of",
    "find_country_code",
    "find_references",
    "find_workspace_root",
    "format_key_path",
    "free_identifier",
    "is_country",
    "is_identifier",
    "is_language",
    "is_user_assigned",
    "iso_countries",
    "json_schema",
    "json_value",
    "localized_country_name",
    "make_identifier",
    "nearest_countries",
    "nearest_country",
    "nearest_language",
    "nearest_word",
    "official_languages",
    "owed_languages",
    "parse_toml",
    "read_document",
    "read_entity",
    "read_settings",
    "read_workspace",
    "refer_need",
    "toml_value",
    "undocumented_fields",
]
