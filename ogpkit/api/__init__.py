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
    from ogpkit.contributions import Account as ReportInput
    from ogpkit.contributions import Accounts as ReportInputs
    from ogpkit.contributions import (
        AppCommand,
        CliCommand,
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
    from ogpkit.contributions import NotUnderstood as ImportProblem
    from ogpkit.contributions import Obligation as DueDate
    from ogpkit.contributions import Obligations as DueDates
    from ogpkit.contributions import Paper as DocumentTemplate
    from ogpkit.contributions import Referrals as ReferralTarget
    from ogpkit.contributions import Standing as Status
    from ogpkit.contributions import Standings as StatusSource
    from ogpkit.deprecation import OgpkitDeprecation as OgpkitDeprecationWarning
    from ogpkit.deprecation import deprecated as warn_deprecated
    from ogpkit.deprecation import renamed as redirect_names
    from ogpkit.derived import NotWanted as UnexpectedType
    from ogpkit.derived import derived as collect
    from ogpkit.editions import EditionFacts, EditionPart, Editions, EditionSource, UnknownEdition
    from ogpkit.editions import merged as merge_tables
    from ogpkit.errors import OgpkitError
    from ogpkit.fix import Also as RelatedPlace
    from ogpkit.fix import Fix
    from ogpkit.fix import exchanged as swap_fix
    from ogpkit.hookspecs import GROUP as ENTRY_POINT_GROUP
    from ogpkit.hookspecs import hookimpl
    from ogpkit.kinds import Extension, Kind, Kinds, PathPattern
    from ogpkit.passages import instead as replace_once
    from ogpkit.passages import without as remove_once
    from ogpkit.plugins import Owned as OwnedContribution
    from ogpkit.plugins import Plugin, PluginFault, Plugins
    from ogpkit.respelling import Respelt as SpellingSuggestion
    from ogpkit.respelling import is_alike as differs_only_in_form
    from ogpkit.respelling import respelt as suggest_spelling
    from ogpkit.respelling import written_so as spelling_fix
    from ogpkit.severity import Severity
    from ogpkit.stages import Guard, Stage, StageGraph, StageGuard
    from ogpkit.stages import guarded_too as with_guards
    from ogpkit.stages import obstacles as blockers
    from ogpkit.stages import possible as next_stages
    from ogpkit.stages import reached as current_stage
    from ogpkit.stages import title_of as stage_title
else:
    __getattr__, __dir__ = export_lazily(
        __name__,
        {
            "ogpkit": ("__version__",),
            "ogpkit.contributions": (
                "Account as ReportInput",
                "Accounts as ReportInputs",
                "AppCommand",
                "CliCommand",
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
            "ogpkit.deprecation": (
                "OgpkitDeprecation as OgpkitDeprecationWarning",
                "deprecated as warn_deprecated",
                "renamed as redirect_names",
            ),
            "ogpkit.derived": ("NotWanted as UnexpectedType", "derived as collect"),
            "ogpkit.editions": (
                "EditionFacts",
                "EditionPart",
                "EditionSource",
                "Editions",
                "UnknownEdition",
                "merged as merge_tables",
            ),
            "ogpkit.errors": ("OgpkitError",),
            "ogpkit.fix": ("Also as RelatedPlace", "Fix", "exchanged as swap_fix"),
            "ogpkit.hookspecs": ("GROUP as ENTRY_POINT_GROUP", "hookimpl"),
            "ogpkit.kinds": ("Extension", "Kind", "Kinds", "PathPattern"),
            "ogpkit.passages": ("instead as replace_once", "without as remove_once"),
            "ogpkit.plugins": ("Owned as OwnedContribution", "Plugin", "PluginFault", "Plugins"),
            "ogpkit.respelling": (
                "Respelt as SpellingSuggestion",
                "is_alike as differs_only_in_form",
                "respelt as suggest_spelling",
                "written_so as spelling_fix",
            ),
            "ogpkit.severity": ("Severity",),
            "ogpkit.stages": (
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
