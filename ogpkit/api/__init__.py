"""What a plugin declares: hooks, kinds of document, rules, rule editions, stages, and what it adds to ogpkit.

This package is the public face of ogpkit: plugins import from here and from nowhere else in it. `ogpkit.api` is for declaring;
`ogpkit.api.content` for what a workspace holds, `ogpkit.api.text` for what people read, `ogpkit.api.editing` for changing and
importing files, `ogpkit.api.output` for documents and other files for elsewhere, `ogpkit.api.ui` for panels of the app,
`ogpkit.api.cli` for commands and `ogpkit.api.testing` for tests. Nothing is defined here, and importing a module of it imports
nothing else: a name is resolved when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api._lazy import export_lazily

if TYPE_CHECKING:
    from ogpkit import __version__
    from ogpkit.check.patterns import (
        RuleFacts,
        UnknownField,
        expected,
        follows_stages,
        in_owed_languages,
        meets_stage_guards,
        one_of,
        ordered,
        unique,
    )
    from ogpkit.check.suggestions import SpellingSuggestion, differs_only_in_form, spelling_fix, suggest_spelling
    from ogpkit.devkit.example_text import remove_once, replace_once
    from ogpkit.errors import OgpkitError
    from ogpkit.exchange.sheet_imports import SheetImport
    from ogpkit.model.vocabulary import Severity
    from ogpkit.plugins.actions import Action, ActionResult, Argument, NoParameters, Option
    from ogpkit.plugins.contributions import (
        AppCommand,
        CliCommand,
        DocumentTemplate,
        DueDate,
        DueDates,
        Event,
        Events,
        Exporter,
        Import,
        Importer,
        ImportProblem,
        Mask,
        Need,
        Page,
        Pages,
        Panel,
        Problem,
        Referral,
        ReferralTarget,
        ReportInput,
        ReportInputs,
        Rule,
        SettingsTable,
        StatusSource,
    )
    from ogpkit.plugins.deprecation import OgpkitDeprecationWarning, redirect_names, warn_deprecated
    from ogpkit.plugins.examples import Example, UnusableExample
    from ogpkit.plugins.fixes import Fix, RelatedPlace, swap_fix
    from ogpkit.plugins.hookspecs import ENTRY_POINT_GROUP, hookimpl
    from ogpkit.plugins.manager import Plugin, PluginFault, Plugins
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place, Scope, Status, Verdict
    from ogpkit.plugins.queries import collect
    from ogpkit.plugins.stages import (
        Guard,
        Stage,
        StageGraph,
        StageGuard,
        blockers,
        current_stage,
        next_stages,
        stage_title,
        with_guards,
    )
    from ogpkit.plugins.table_views import TableColumn, TableRow, TableView
    from ogpkit.plugins.typecheck import UnexpectedType
    from ogpkit.schema.editions import EditionFacts, EditionPart, Editions, EditionSource, UnknownEdition, merge_tables
    from ogpkit.schema.kinds import Extension, Kind, Kinds, NamePattern, PathPattern
    from ogpkit.schema.sheet_levels import KnownRows, LevelMapping, RowNumbers, SheetDescription, SheetLevel
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit": ("__version__",),
            "ogpkit.check.patterns": (
                "RuleFacts",
                "UnknownField",
                "expected",
                "follows_stages",
                "in_owed_languages",
                "meets_stage_guards",
                "one_of",
                "ordered",
                "unique",
            ),
            "ogpkit.check.suggestions": (
                "SpellingSuggestion",
                "differs_only_in_form",
                "suggest_spelling",
                "spelling_fix",
            ),
            "ogpkit.devkit.example_text": ("replace_once", "remove_once"),
            "ogpkit.errors": ("OgpkitError",),
            "ogpkit.schema.sheet_levels": ("KnownRows", "LevelMapping", "RowNumbers", "SheetDescription", "SheetLevel"),
            "ogpkit.exchange.sheet_imports": ("SheetImport",),
            "ogpkit.model.vocabulary": ("Severity",),
            "ogpkit.plugins.actions": ("Action", "ActionResult", "Argument", "NoParameters", "Option"),
            "ogpkit.plugins.contributions": (
                "ReportInput",
                "ReportInputs",
                "AppCommand",
                "CliCommand",
                "Event",
                "Events",
                "Exporter",
                "Import",
                "Importer",
                "Mask",
                "Need",
                "ImportProblem",
                "DueDate",
                "DueDates",
                "Page",
                "Pages",
                "Panel",
                "DocumentTemplate",
                "Problem",
                "Referral",
                "ReferralTarget",
                "Rule",
                "SettingsTable",
                "StatusSource",
            ),
            "ogpkit.plugins.deprecation": ("OgpkitDeprecationWarning", "warn_deprecated", "redirect_names"),
            "ogpkit.plugins.examples": ("Example", "UnusableExample"),
            "ogpkit.plugins.fixes": ("RelatedPlace", "Fix", "swap_fix"),
            "ogpkit.plugins.hookspecs": ("ENTRY_POINT_GROUP", "hookimpl"),
            "ogpkit.plugins.manager": ("Plugin", "PluginFault", "Plugins"),
            "ogpkit.plugins.owned": ("OwnedContribution",),
            "ogpkit.plugins.places": ("Place", "Scope", "Status", "Verdict"),
            "ogpkit.plugins.queries": ("collect",),
            "ogpkit.plugins.stages": (
                "Guard",
                "Stage",
                "StageGraph",
                "StageGuard",
                "with_guards",
                "blockers",
                "next_stages",
                "current_stage",
                "stage_title",
            ),
            "ogpkit.plugins.table_views": ("TableColumn", "TableRow", "TableView"),
            "ogpkit.plugins.typecheck": ("UnexpectedType",),
            "ogpkit.schema.editions": (
                "EditionFacts",
                "EditionPart",
                "EditionSource",
                "Editions",
                "UnknownEdition",
                "merge_tables",
            ),
            "ogpkit.schema.kinds": ("Extension", "Kind", "Kinds", "NamePattern", "PathPattern"),
        },
    )

__all__ = [
    "ENTRY_POINT_GROUP",
    "Action",
    "ActionResult",
    "AppCommand",
    "Argument",
    "CliCommand",
    "DocumentTemplate",
    "DueDate",
    "DueDates",
    "EditionFacts",
    "EditionPart",
    "EditionSource",
    "Editions",
    "Event",
    "Events",
    "Example",
    "Exporter",
    "Extension",
    "Fix",
    "Guard",
    "Import",
    "ImportProblem",
    "Importer",
    "Kind",
    "Kinds",
    "KnownRows",
    "LevelMapping",
    "Mask",
    "NamePattern",
    "Need",
    "NoParameters",
    "OgpkitDeprecationWarning",
    "OgpkitError",
    "Option",
    "OwnedContribution",
    "Page",
    "Pages",
    "Panel",
    "PathPattern",
    "Place",
    "Plugin",
    "PluginFault",
    "Plugins",
    "Problem",
    "Referral",
    "ReferralTarget",
    "RelatedPlace",
    "ReportInput",
    "ReportInputs",
    "RowNumbers",
    "Rule",
    "RuleFacts",
    "Scope",
    "SettingsTable",
    "Severity",
    "SheetDescription",
    "SheetImport",
    "SheetLevel",
    "SpellingSuggestion",
    "Stage",
    "StageGraph",
    "StageGuard",
    "Status",
    "StatusSource",
    "TableColumn",
    "TableRow",
    "TableView",
    "UnexpectedType",
    "UnknownEdition",
    "UnknownField",
    "UnusableExample",
    "Verdict",
    "__version__",
    "blockers",
    "collect",
    "current_stage",
    "differs_only_in_form",
    "expected",
    "follows_stages",
    "hookimpl",
    "in_owed_languages",
    "meets_stage_guards",
    "merge_tables",
    "next_stages",
    "one_of",
    "ordered",
    "redirect_names",
    "remove_once",
    "replace_once",
    "spelling_fix",
    "stage_title",
    "suggest_spelling",
    "swap_fix",
    "unique",
    "warn_deprecated",
    "with_guards",
]
