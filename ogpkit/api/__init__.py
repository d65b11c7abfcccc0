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
    from ogpkit.check.suggestions import Respelt as SpellingSuggestion
    from ogpkit.check.suggestions import is_alike as differs_only_in_form
    from ogpkit.check.suggestions import respelt as suggest_spelling
    from ogpkit.check.suggestions import written_so as spelling_fix
    from ogpkit.devkit.example_text import instead as replace_once
    from ogpkit.devkit.example_text import without as remove_once
    from ogpkit.errors import OgpkitError
    from ogpkit.model.vocabulary import Severity
    from ogpkit.plugins.contributions import Account as ReportInput
    from ogpkit.plugins.contributions import Accounts as ReportInputs
    from ogpkit.plugins.contributions import (
        AppCommand,
        CliCommand,
        Event,
        Events,
        Example,
        Exporter,
        Import,
        Importer,
        Mask,
        Need,
        Page,
        Pages,
        Panel,
        Place,
        Problem,
        Referral,
        Rule,
        Scope,
        Verdict,
    )
    from ogpkit.plugins.contributions import NotUnderstood as ImportProblem
    from ogpkit.plugins.contributions import Obligation as DueDate
    from ogpkit.plugins.contributions import Obligations as DueDates
    from ogpkit.plugins.contributions import Paper as DocumentTemplate
    from ogpkit.plugins.contributions import Referrals as ReferralTarget
    from ogpkit.plugins.contributions import Standing as Status
    from ogpkit.plugins.contributions import Standings as StatusSource
    from ogpkit.plugins.deprecation import OgpkitDeprecation as OgpkitDeprecationWarning
    from ogpkit.plugins.deprecation import deprecated as warn_deprecated
    from ogpkit.plugins.deprecation import renamed as redirect_names
    from ogpkit.plugins.fixes import Also as RelatedPlace
    from ogpkit.plugins.fixes import Fix
    from ogpkit.plugins.fixes import exchanged as swap_fix
    from ogpkit.plugins.hookspecs import GROUP as ENTRY_POINT_GROUP
    from ogpkit.plugins.hookspecs import hookimpl
    from ogpkit.plugins.manager import Owned as OwnedContribution
    from ogpkit.plugins.manager import Plugin, PluginFault, Plugins
    from ogpkit.plugins.queries import NotWanted as UnexpectedType
    from ogpkit.plugins.queries import derived as collect
    from ogpkit.plugins.stages import Guard, Stage, StageGraph, StageGuard
    from ogpkit.plugins.stages import guarded_too as with_guards
    from ogpkit.plugins.stages import obstacles as blockers
    from ogpkit.plugins.stages import possible as next_stages
    from ogpkit.plugins.stages import reached as current_stage
    from ogpkit.plugins.stages import title_of as stage_title
    from ogpkit.schema.editions import EditionFacts, EditionPart, Editions, EditionSource, UnknownEdition
    from ogpkit.schema.editions import merged as merge_tables
    from ogpkit.schema.kinds import Extension, Kind, Kinds, PathPattern
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit": ("__version__",),
            "ogpkit.check.suggestions": (
                "Respelt as SpellingSuggestion",
                "is_alike as differs_only_in_form",
                "respelt as suggest_spelling",
                "written_so as spelling_fix",
            ),
            "ogpkit.devkit.example_text": (
                "instead as replace_once",
                "without as remove_once",
            ),
            "ogpkit.errors": ("OgpkitError",),
            "ogpkit.model.vocabulary": ("Severity",),
            "ogpkit.plugins.contributions": (
                "Account as ReportInput",
                "Accounts as ReportInputs",
                "AppCommand",
                "CliCommand",
                "Event",
                "Events",
                "Event",
                "Events",
                "Example",
                "Exporter",
                "Import",
                "Importer",
                "Mask",
                "Need",
                "NotUnderstood as ImportProblem",
                "Obligation as DueDate",
                "Obligations as DueDates",
                "Page",
                "Pages",
                "Panel",
                "Paper as DocumentTemplate",
                "Place",
                "Problem",
                "Referral",
                "Referrals as ReferralTarget",
                "Rule",
                "Scope",
                "Standing as Status",
                "Standings as StatusSource",
                "Verdict",
            ),
            "ogpkit.plugins.deprecation": (
                "OgpkitDeprecation as OgpkitDeprecationWarning",
                "deprecated as warn_deprecated",
                "renamed as redirect_names",
            ),
            "ogpkit.plugins.fixes": (
                "Also as RelatedPlace",
                "Fix",
                "exchanged as swap_fix",
            ),
            "ogpkit.plugins.hookspecs": (
                "GROUP as ENTRY_POINT_GROUP",
                "hookimpl",
            ),
            "ogpkit.plugins.manager": (
                "Owned as OwnedContribution",
                "Plugin",
                "PluginFault",
                "Plugins",
            ),
            "ogpkit.plugins.queries": (
                "NotWanted as UnexpectedType",
                "derived as collect",
            ),
            "ogpkit.plugins.stages": (
                "Guard",
                "Stage",
                "StageGraph",
                "StageGuard",
                "guarded_too as with_guards",
                "obstacles as blockers",
                "possible as next_stages",
                "reached as current_stage",
                "title_of as stage_title",
            ),
            "ogpkit.schema.editions": (
                "EditionFacts",
                "EditionPart",
                "EditionSource",
                "Editions",
                "UnknownEdition",
                "merged as merge_tables",
            ),
            "ogpkit.schema.kinds": (
                "Extension",
                "Kind",
                "Kinds",
                "PathPattern",
            ),
        },
    )

__all__ = [
    "ENTRY_POINT_GROUP",
    "AppCommand",
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
    "Mask",
    "Need",
    "OgpkitDeprecationWarning",
    "OgpkitError",
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
    "Rule",
    "Scope",
    "Severity",
    "SpellingSuggestion",
    "Stage",
    "StageGraph",
    "StageGuard",
    "Status",
    "StatusSource",
    "UnexpectedType",
    "UnknownEdition",
    "Verdict",
    "__version__",
    "blockers",
    "collect",
    "current_stage",
    "differs_only_in_form",
    "hookimpl",
    "merge_tables",
    "next_stages",
    "redirect_names",
    "remove_once",
    "replace_once",
    "spelling_fix",
    "stage_title",
    "suggest_spelling",
    "swap_fix",
    "warn_deprecated",
    "with_guards",
]
