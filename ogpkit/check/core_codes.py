"""What can be wrong with any file, whatever its kind: the codes of the core, each explained with examples.

They are found while files are read, before any rule; `ogpkit explain` and the tests treat them like rules.
"""

from __future__ import annotations

from typing import Final

import attrs

from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.examples import Example
from ogpkit.text.i18n import N_

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
            N_("A file is in UTF-8"),
            N_(
                "Every language fits into UTF-8, and every computer reads it the same. Save the file with this encoding."
            ),
            None,
        ),
        (
            "OGP002",
            N_("A file is TOML"),
            N_("The line and column say where reading stopped; the mistake is there or just before."),
            _make_country_example('name = "Kenya\n', 'name = "Kenya"\n'),
        ),
        (
            "OGP003",
            N_("Every key is known"),
            N_("A key that ogpkit does not know would be read by nobody; most are misspelt."),
            _make_country_example('name = "Kenya"\nlangauges = ["sw"]\n', _COUNTRY),
        ),
        (
            "OGP004",
            N_("No key is missing that a file needs"),
            N_("Without this key the file does not say what it is there for."),
            _make_country_example('languages = ["sw"]\n', _COUNTRY),
        ),
        (
            "OGP005",
            N_("Every value is of the right sort"),
            N_("Texts stand in quotation marks; dates, numbers, true and false stand without them."),
            _make_country_example('name = "Kenya"\njoined = "2011-09-20"\n', _COUNTRY),
        ),
        (
            "OGP006",
            N_("A value is one of those that are possible"),
            N_("Some values are words out of a short list; the finding names them."),
            _make_country_example('name = "Kenya"\nlevel = "federal"\n', 'name = "Kenya"\nlevel = "national"\n'),
        ),
        (
            "OGP007",
            N_("A number is within its bounds"),
            N_("The number cannot be right; compare it with its source."),
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
                "Countries are named by the two letters of ISO 3166-1 (KE), local members by these and a name of their own "
                "(KE-elgeyo-marakwet), examples by the codes that ISO leaves to its users (XX)."
            ),
            (
                Example(files={"ogpkit.toml": _SETTINGS, "countries/UK/country.toml": 'name = "Britain"\n'}),
                Example(files={"ogpkit.toml": _SETTINGS, "countries/GB/country.toml": 'name = "Britain"\n'}),
            ),
        ),
        (
            "OGP009",
            N_("A language exists"),
            N_("Languages are named by the codes of ISO 639, for example es, ka or haw."),
            _make_country_example('name = "Kenya"\nlanguages = ["swahili"]\n', _COUNTRY),
        ),
        (
            "OGP010",
            N_("Addresses and identifiers are well formed"),
            N_(
                "A web address begins with https:// or http://; identifiers are lower-case letters, digits and hyphens, "
                "because they become names of files and parts of addresses."
            ),
            _make_country_example(
                'name = "Kenya"\n[contact]\nemail = "coordinator"\n',
                'name = "Kenya"\n[contact]\nemail = "coordinator@example.org"\n',
            ),
        ),
        (
            "OGP011",
            N_("A file lies in its place"),
            N_("What a file is follows from where it lies; in another place nobody reads it."),
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
            N_("An installed plugin knows every file"),
            N_(
                "A plan file that nobody reads is lost work: its name or folder is misspelt, the plugin that it is for is not "
                "installed or switched off, or it is no plan file and belongs under exclude in ogpkit.toml."
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
            N_("What a file refers to is there"),
            N_("Documents name each other by their identifiers: the name of the file, without its ending."),
            None,
        ),
        (
            "OGP015",
            N_("The settings name plugins and rules that there are"),
            N_(
                "A misspelt name under disable, ignore or per-file-ignores leaves nothing out, although somebody meant it to."
            ),
            _make_settings_example('[check]\nignore = ["OGP3"]\n', '[check]\nignore = ["OGP003"]\n'),
            Severity.WARNING,
        ),
        (
            "OGP016",
            N_("Every file can be read"),
            N_(
                "A link that leads out of the workspace is not followed, because what lies there is not under its control."
            ),
            None,
        ),
        (
            "OGP018",
            N_("The plugins that a workspace requires take part"),
            N_("Without such a plugin its files are read by nobody and its rules are not checked."),
            _make_settings_example('[plugins]\nrequire = ["utopia"]\n', "[plugins]\nrequire = []\n"),
        ),
        (
            "OGP020",
            N_("Every plugin works"),
            N_(
                "A plugin that fails costs only what it contributes, but what it would have checked was not checked. The "
                "finding names the plugin, its version and what failed."
            ),
            None,
        ),
        (
            "OGP022",
            N_("A silencing comment names a rule and a reason"),
            N_(
                "Whoever reads the file later must be able to see why a rule does not hold at this place. A comment without a "
                "code or without a reason silences nothing."
            ),
            _make_country_example(
                'name = "Kenya"\nlangauges = ["sw"]  # ogpkit: ignore OGP003\n',
                'name = "Kenya"\nlangauges = ["sw"]  # ogpkit: ignore OGP003: the old register reads this key\n',
            ),
            Severity.WARNING,
        ),
        (
            "OGP023",
            N_("A silencing comment silences something"),
            N_("A comment that is left over, or stands in the wrong place, would hide the next mistake."),
            _make_country_example(
                'name = "Kenya"  # ogpkit: ignore OGP003: the old register reads this key\n', 'name = "Kenya"\n'
            ),
            Severity.WARNING,
        ),
        (
            "OGP024",
            N_("A text holds no control characters, and a name is one line"),
            N_(
                "Nobody sees control characters, and a line end in a title breaks lists, calendars and tables. Texts "
                "that may have several lines keep their line ends."
            ),
            _make_country_example('name = "Kenya\\nRepublic"\n', 'name = "Kenya Republic"\n'),
            Severity.WARNING,
        ),
        (
            "OGP019",
            N_("The file that the settings extend is there"),
            N_(
                "With extend under [check], several workspaces share what they leave out of the check. The file lies in the same "
                "repository; a key that ogpkit.toml has itself takes the place of the one there."
            ),
            _make_settings_example('[check]\nextend = "../nowhere.toml"\n', "[check]\n"),
        ),
        (
            "OGP026",
            N_("Every cycle has its cycle.toml"),
            N_(
                "It holds the days of the cycle and what its plan says. Without it nothing is known of the cycle but its files, "
                "and most rules do not ask about them."
            ),
            _make_cycle_example(),
        ),
        (
            "OGP027",
            N_("A file needs no more than TOML 1.0"),
            N_(
                "ogpkit reads TOML 1.1, but most editors, checkers and programming languages still refuse the whole file. "
                "What is new in it can always be said in the older way."
            ),
            _make_country_example(
                'name = "Kenya"\ncontact = { email = "ogp@example.org", }\n',
                'name = "Kenya"\ncontact = { email = "ogp@example.org" }\n',
            ),
            Severity.WARNING,
        ),
        (
            "OGP028",
            N_("The settings leave something to be checked"),
            N_("Where exclude leaves out every file, a check finds nothing wrong whatever the files say."),
            None,
        ),
        (
            "OGP029",
            N_("The path patterns in the settings match something"),
            N_(
                "A pattern under exclude or per-file-ignores that matches nothing is misspelt, or left over from files that are "
                "gone. What git leaves out may be named all the same, because it is there on one computer and not on another."
            ),
            _make_settings_example(
                '[check.per-file-ignores]\n"countries/KN/**" = ["OGP003"]\n',
                '[check.per-file-ignores]\n"ogpkit.toml" = ["OGP003"]\n',
            ),
            Severity.WARNING,
        ),
    )
)
