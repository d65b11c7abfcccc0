"""What a workspace holds: entities, what their fields mean, documents, and what is derived from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
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
    from ogpkit.model.annotations import (
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
    from ogpkit.model.annotations import Form as TextFormat
    from ogpkit.model.annotations import Refers as Reference
    from ogpkit.model.annotations import Webpage as WebAddress
    from ogpkit.model.cycle import Cycle, Declaration, Effort, Plan, Step
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
    from ogpkit.model.keypath import KeyPath
    from ogpkit.model.keypath import dotted as format_key_path
    from ogpkit.model.translated import Translated
    from ogpkit.model.vocabulary import Choice, CommonExpectation
    from ogpkit.plugins.queries import NobodyTakesUp as NoReferralTarget
    from ogpkit.plugins.queries import accounts as collect_report_inputs
    from ogpkit.plugins.queries import obligations as collect_due_dates
    from ogpkit.plugins.queries import referred as refer_need
    from ogpkit.plugins.queries import standings as collect_statuses
    from ogpkit.schema.constraints import check_values
    from ogpkit.schema.constraints import references as find_references
    from ogpkit.schema.convert import plain as toml_value
    from ogpkit.schema.convert import read as read_entity
    from ogpkit.schema.convert import written as entity_values
    from ogpkit.schema.fields import Field, Shape, Sort, UnsupportedField, fields_of
    from ogpkit.schema.fields import documented as attribute_docs
    from ogpkit.schema.fields import summary_of as class_summary
    from ogpkit.schema.fields import undocumented as undocumented_fields
    from ogpkit.schema.json_schema import Schema as JsonSchema
    from ogpkit.schema.json_schema import in_json as json_value
    from ogpkit.schema.json_schema import schema_of as json_schema
    from ogpkit.schema.mismatch import Mismatch, Mismatches, MismatchSort
    from ogpkit.schema.suggest import nearest as nearest_word
    from ogpkit.schema.suggest import nearest_country, nearest_language
    from ogpkit.workspace.content import Document, Workspace
    from ogpkit.workspace.countries import called as country_name
    from ogpkit.workspace.countries import owed_languages
    from ogpkit.workspace.country_names import country_code as find_country_code
    from ogpkit.workspace.country_names import name_in as localized_country_name
    from ogpkit.workspace.country_names import nearest_countries, official_languages
    from ogpkit.workspace.create import NoExample as NoExampleWorkspace
    from ogpkit.workspace.create import example as example_workspace_folder
    from ogpkit.workspace.create import examples as example_workspaces
    from ogpkit.workspace.load import Fault as FileProblem
    from ogpkit.workspace.load import Loaded as LoadedWorkspace
    from ogpkit.workspace.load import NoWorkspace, read_document
    from ogpkit.workspace.load import find_root as find_workspace_root
    from ogpkit.workspace.load import load as read_workspace
    from ogpkit.workspace.load import settings_of as read_settings
    from ogpkit.workspace.settings import CheckSettings, PluginSettings, Settings, WorkspaceSettings
    from ogpkit.workspace.toml import NotToml, NotUtf8
    from ogpkit.workspace.toml import parse as parse_toml
    from ogpkit.workspace.toml import text_of as decode_toml
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
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
            "ogpkit.model.annotations": (
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
            "ogpkit.model.cycle": (
                "Cycle",
                "Declaration",
                "Effort",
                "Plan",
                "Step",
            ),
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
            "ogpkit.model.keypath": (
                "KeyPath",
                "dotted as format_key_path",
            ),
            "ogpkit.model.translated": ("Translated",),
            "ogpkit.model.vocabulary": (
                "Choice",
                "CommonExpectation",
            ),
            "ogpkit.plugins.queries": (
                "accounts as collect_report_inputs",
                "obligations as collect_due_dates",
                "NobodyTakesUp as NoReferralTarget",
                "referred as refer_need",
                "standings as collect_statuses",
            ),
            "ogpkit.schema.constraints": (
                "check_values",
                "references as find_references",
            ),
            "ogpkit.schema.convert": (
                "read as read_entity",
                "plain as toml_value",
                "written as entity_values",
            ),
            "ogpkit.schema.fields": (
                "Field",
                "Shape",
                "Sort",
                "UnsupportedField",
                "documented as attribute_docs",
                "fields_of",
                "summary_of as class_summary",
                "undocumented as undocumented_fields",
            ),
            "ogpkit.schema.json_schema": (
                "Schema as JsonSchema",
                "in_json as json_value",
                "schema_of as json_schema",
            ),
            "ogpkit.schema.mismatch": (
                "Mismatch",
                "MismatchSort",
                "Mismatches",
            ),
            "ogpkit.schema.suggest": (
                "nearest as nearest_word",
                "nearest_country",
                "nearest_language",
            ),
            "ogpkit.workspace.content": (
                "Document",
                "Workspace",
            ),
            "ogpkit.workspace.countries": (
                "called as country_name",
                "owed_languages",
            ),
            "ogpkit.workspace.country_names": (
                "country_code as find_country_code",
                "name_in as localized_country_name",
                "nearest_countries",
                "official_languages",
            ),
            "ogpkit.workspace.create": (
                "NoExample as NoExampleWorkspace",
                "example as example_workspace_folder",
                "examples as example_workspaces",
            ),
            "ogpkit.workspace.load": (
                "Fault as FileProblem",
                "Loaded as LoadedWorkspace",
                "NoWorkspace",
                "find_root as find_workspace_root",
                "load as read_workspace",
                "read_document",
                "settings_of as read_settings",
            ),
            "ogpkit.workspace.settings": (
                "CheckSettings",
                "PluginSettings",
                "Settings",
                "WorkspaceSettings",
            ),
            "ogpkit.workspace.toml": (
                "NotToml",
                "NotUtf8",
                "parse as parse_toml",
                "text_of as decode_toml",
            ),
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
