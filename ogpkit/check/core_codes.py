"""What can be wrong with any file, whatever its kind: the codes of the core, each explained with examples.

They are found while files are read, before any rule; `ogpkit explain` and the tests treat them like rules.
"""

from __future__ import annotations

from typing import Final

import attrs

from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.examples import Example
from ogpkit.text.i18n import N_

WEAKENED: Final = "OGP032"
"""The code of a change that weakens what was promised; only a check that knows an earlier version can find it."""

CONTESTED: Final = "OGP033"
"""The code of what a merge has left to decide."""

OF_COMMENTS: Final = frozenset({"OGP022", "OGP023", CONTESTED})
"""The codes of what is wrong with comments that speak to the check: they are found anew whenever any file changes."""

_SETTINGS: Final = '[workspace]\nname = "Example"\nlanguages = ["en"]\n'
_COUNTRY: Final = 'name = "Kenya"\nlanguages = ["sw"]\njoined = 2011-09-20\n'


@attrs.frozen(kw_only=True)
class CoreCode:
    """Code for something that is wrong with a file itself.

    Attributes:
        code: The code.
        title: What is asked for, in one line of English.
        severity: How much it matters.
        explanation: Why, and how to mend it, in English.
        wrong: A workspace with the fault; None where no text can show it.
        right: The same, mended.
        section: Where the file formats are described.
    """

    code: str
    title: str
    severity: Severity = Severity.ERROR
    explanation: str
    wrong: Example | None = None
    right: Example | None = None
    section: str = "File formats"


Pair = tuple[Example, Example] | None
"""A wrong example and the same one mended."""


def _make_country_example(wrong: str, right: str) -> Pair:
    return (
        Example(files={"ogpkit.toml": _SETTINGS, "countries/KE/country.toml": wrong}),
        Example(files={"ogpkit.toml": _SETTINGS, "countries/KE/country.toml": right}),
    )


def _make_settings_example(wrong: str, right: str) -> Pair:
    return Example(files={"ogpkit.toml": _SETTINGS + wrong}), Example(files={"ogpkit.toml": _SETTINGS + right})


def _declare_code(code: str, title: str, explanation: str, pair: Pair, severity: Severity = Severity.ERROR) -> CoreCode:
    wrong, right = pair or (None, None)
    return CoreCode(code=code, title=title, severity=severity, explanation=explanation, wrong=wrong, right=right)


def _make_evidence_example(liberties: str) -> str:
    return f'edition = "roadmap-2011"\n[citizen_engagement]\ncivil_liberties = {liberties}\nsource = "EIU 2010"\n'


def _make_cycle_example() -> Pair:
    home = "countries/KE/cycles/2012-2013"
    files = {
        "ogpkit.toml": _SETTINGS,
        "countries/KE/country.toml": _COUNTRY,
        f"{home}/commitments/budget-portal.toml": 'title = "Budget portal"\n',
    }
    cycle = {f"{home}/cycle.toml": 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n'}
    return Example(files=files), Example(files={**files, **cycle})


FAULT_CODES: Final = tuple(
    _declare_code(*facts)
    for facts in (
        (
            "OGP001",
            N_("Files are in UTF-8"),
            N_(
                "UTF-8 has the letters of every language, and every computer reads it in the same way. Save the file with "
                "this encoding."
            ),
            None,
        ),
        (
            "OGP002",
            N_("Files are TOML"),
            N_("The line and column show where reading stopped. The mistake is there or just before."),
            _make_country_example('name = "Kenya\n', 'name = "Kenya"\n'),
        ),
        (
            "OGP003",
            N_("Every key is known"),
            N_("ogpkit ignores a key that it does not know. Most such keys are misspelt."),
            _make_country_example('name = "Kenya"\nlangauges = ["sw"]\n', _COUNTRY),
        ),
        (
            "OGP004",
            N_("A file has every key that it needs"),
            N_("The file is not complete without this key."),
            _make_country_example('languages = ["sw"]\n', _COUNTRY),
        ),
        (
            "OGP005",
            N_("Every value is of the right type"),
            N_("Put texts in quotation marks. Write dates, numbers, true and false without them."),
            _make_country_example('name = "Kenya"\njoined = "2011-09-20"\n', _COUNTRY),
        ),
        (
            "OGP006",
            N_("A value is one of the allowed values"),
            N_("Some keys accept only words from a short list. The finding shows this list."),
            _make_country_example('name = "Kenya"\nlevel = "federal"\n', 'name = "Kenya"\nlevel = "national"\n'),
        ),
        (
            "OGP007",
            N_("A number is within its limits"),
            N_("This number cannot be right. Compare it with its source."),
            (
                Example(
                    files={
                        "ogpkit.toml": _SETTINGS,
                        "countries/KE/eligibility/2011.toml": _make_evidence_example("74.8"),
                    }
                ),
                Example(
                    files={
                        "ogpkit.toml": _SETTINGS,
                        "countries/KE/eligibility/2011.toml": _make_evidence_example("4.71"),
                    }
                ),
            ),
        ),
        (
            "OGP008",
            N_("A country exists"),
            N_(
                "Use the two letters of ISO 3166-1 for a country (KE). Add a name for a local member (KE-elgeyo-marakwet). "
                "Examples use codes that ISO leaves free (XX)."
            ),
            (
                Example(files={"ogpkit.toml": _SETTINGS, "countries/UK/country.toml": 'name = "Britain"\n'}),
                Example(files={"ogpkit.toml": _SETTINGS, "countries/GB/country.toml": 'name = "Britain"\n'}),
            ),
        ),
        (
            "OGP009",
            N_("A language exists"),
            N_("Use the codes of ISO 639 for languages, for example es, ka or haw."),
            _make_country_example('name = "Kenya"\nlanguages = ["swahili"]\n', _COUNTRY),
        ),
        (
            "OGP010",
            N_("Addresses and identifiers are valid"),
            N_(
                "A web address begins with https:// or http://. An identifier has only lower-case letters, digits and hyphens, "
                "because it becomes a file name and part of a web address."
            ),
            _make_country_example(
                'name = "Kenya"\n[contact]\nemail = "coordinator"\n',
                'name = "Kenya"\n[contact]\nemail = "coordinator@example.org"\n',
            ),
        ),
        (
            "OGP011",
            N_("A file is in the right folder"),
            N_("The folder of a file tells ogpkit what the file is about. ogpkit ignores a file in the wrong folder."),
            (
                Example(
                    files={
                        "ogpkit.toml": _SETTINGS,
                        "countries/KE/country.toml": _COUNTRY,
                        "countries/KE/2012/country.toml": _COUNTRY,
                    },
                ),
                Example(files={"ogpkit.toml": _SETTINGS, "countries/KE/country.toml": _COUNTRY}),
            ),
        ),
        (
            "OGP012",
            N_("Every file belongs to an installed plugin"),
            N_(
                "A file that no plugin reads is lost work. Its name or folder may be misspelt, or its plugin may be missing or "
                "switched off. If it is not a plan file, add it to exclude in ogpkit.toml."
            ),
            (
                Example(files={"ogpkit.toml": _SETTINGS, "treaties/paris.toml": 'title = "Paris"\n'}),
                Example(
                    files={
                        "ogpkit.toml": f'{_SETTINGS}exclude = ["treaties/**"]\n',
                        "treaties/paris.toml": 'title = "Paris"\n',
                    },
                ),
            ),
        ),
        (
            "OGP014",
            N_("What a file refers to exists"),
            N_("A document refers to another document by its identifier. This is the file name without the ending."),
            None,
        ),
        (
            "OGP015",
            N_("The settings name plugins and rules that exist"),
            N_("A misspelt name under disable, ignore or per-file-ignores has no effect."),
            _make_settings_example('[check]\nignore = ["OGP3"]\n', '[check]\nignore = ["OGP003"]\n'),
            Severity.WARNING,
        ),
        (
            "OGP016",
            N_("Every file can be read"),
            N_(
                "ogpkit does not follow a link that leads out of the workspace, because the workspace does not control "
                "what is there."
            ),
            None,
        ),
        (
            "OGP018",
            N_("The plugins that a workspace requires are in use"),
            N_("Without this plugin, ogpkit does not read its files and does not check its rules."),
            _make_settings_example('[plugins]\nrequire = ["utopia"]\n', "[plugins]\nrequire = []\n"),
        ),
        (
            "OGP020",
            N_("Every plugin works"),
            N_(
                "When a plugin fails, only its own checks are missing. The finding names the plugin, its version and what failed."
            ),
            None,
        ),
        (
            "OGP022",
            N_("A comment that silences a rule names the rule and a reason"),
            N_(
                "Later readers need to see why a rule does not apply here. A comment without a code or without a reason "
                "has no effect."
            ),
            _make_country_example(
                'name = "Kenya"\nlangauges = ["sw"]  # ogpkit: ignore OGP003\n',
                'name = "Kenya"\nlangauges = ["sw"]  # ogpkit: ignore OGP003: the old register reads this key\n',
            ),
            Severity.WARNING,
        ),
        (
            "OGP023",
            N_("A comment that silences a rule has a finding to silence"),
            N_("A comment that is out of date or in the wrong place would hide the next mistake."),
            _make_country_example(
                'name = "Kenya"  # ogpkit: ignore OGP003: the old register reads this key\n', 'name = "Kenya"\n'
            ),
            Severity.WARNING,
        ),
        (
            "OGP024",
            N_("A text has no control characters, and a name is on one line"),
            N_(
                "Control characters are invisible. A line break in a title breaks lists, calendars and tables. Longer texts can "
                "have several lines."
            ),
            _make_country_example('name = "Kenya\\nRepublic"\n', 'name = "Kenya Republic"\n'),
            Severity.WARNING,
        ),
        (
            "OGP019",
            N_("The file that the settings extend exists"),
            N_(
                "With extend under [check], several workspaces share settings from one file in the same repository. A key in "
                "ogpkit.toml replaces the same key in that file."
            ),
            _make_settings_example('[check]\nextend = "../nowhere.toml"\n', "[check]\n"),
        ),
        (
            "OGP026",
            N_("Every cycle has its cycle.toml"),
            N_(
                "This file has the dates of the cycle and the details of its plan. Without it, most rules cannot check the cycle."
            ),
            _make_cycle_example(),
        ),
        (
            "OGP027",
            N_("Files use only TOML 1.0"),
            N_(
                "ogpkit reads TOML 1.1, but most editors, checkers and programming languages cannot. You can always write "
                "the same "
                "in TOML 1.0."
            ),
            _make_country_example(
                'name = "Kenya"\ncontact = { email = "ogp@example.org", }\n',
                'name = "Kenya"\ncontact = { email = "ogp@example.org" }\n',
            ),
            Severity.WARNING,
        ),
        (
            "OGP028",
            N_("The settings leave some files to check"),
            N_("If exclude leaves out every file, the check finds nothing wrong, whatever the files contain."),
            None,
        ),
        (
            "OGP029",
            N_("The path patterns in the settings match files"),
            N_(
                "A pattern under exclude or per-file-ignores that matches no file is misspelt or out of date. You can name files "
                "that git ignores, because they exist on some computers only."
            ),
            _make_settings_example(
                '[check.per-file-ignores]\n"countries/KN/**" = ["OGP003"]\n',
                '[check.per-file-ignores]\n"ogpkit.toml" = ["OGP003"]\n',
            ),
            Severity.WARNING,
        ),
        (
            WEAKENED,
            N_("A change keeps what was promised"),
            N_(
                "The public was promised what a submitted plan says, and was given each answer. A later day, a lower target, a "
                "milestone that is gone or an answer that is withdrawn breaks that promise. “ogpkit check --changed” compares "
                "both versions. A refresh of the plan may change it, and records the reason."
            ),
            None,
            Severity.WARNING,
        ),
        (
            CONTESTED,
            N_("A merge leaves nothing to decide"),
            N_(
                "Two people changed the same value. The merge kept one version in the file and the other one in a comment above "
                "it, so that the file can be read. Someone must choose."
            ),
            _make_country_example(
                '# ogpkit: conflict: the other version says:\n#   name = "Republic of Kenya"\nname = "Kenya"\n',
                'name = "Republic of Kenya"\n',
            ),
        ),
    )
)
