"""One fault each: where it is found, by which code, and that following the remedy mends it.

`CASES` are faults that every kind of file can have. The rules of the plugins bring their own pairs of examples; the exact place
of each finding in a wrong example is kept in `rules/CODE.txt`. A new rule needs nothing but such a file: run `pytest tests/corpus
--update-findings` and read what it says.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import pytest

from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.engine import check_workspace
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace
from ogpkit_commitments.rules import RULE_FILE as COMMITMENTS
from ogpkit_consultation.rules import RULE_FILE as CONSULTATIONS

HERE = Path(__file__).parent
PLUGINS = Plugins.discover(third_party=False)
TODAY = date(2012, 6, 1)

SETTINGS = "ogpkit.toml"
COUNTRY = "countries/XX/country.toml"
EVIDENCE = "countries/XX/eligibility/2011.toml"
CYCLE = "countries/XX/cycles/2012-2013/cycle.toml"
COMMITMENT = "countries/XX/cycles/2012-2013/commitments/mining-revenues.toml"

CONSULTATION = "countries/XX/cycles/2012-2013/consultation/process.toml"
SESSION = "countries/XX/cycles/2012-2013/peer-sessions/2012-02-07-brasilia.toml"

RIGHT = {
    **{path: COMMITMENTS.example().files[path] for path in (SETTINGS, COUNTRY, CYCLE, COMMITMENT)},
    **{path: CONSULTATIONS.example().files[path] for path in (CONSULTATION, SESSION)},
    EVIDENCE: """\
edition = "roadmap-2011"

[fiscal_transparency]
executive_budget_proposal = true
audit_report = true
source = "Open Budget Index 2010"

[access_to_information]
status = "law"
source = "Right2Info.org survey 2010"

[asset_disclosure]
politicians = "public"
senior_officials = "public"
source = "Disclosure by Politicians, 2009"

[citizen_engagement]
civil_liberties = 6.18
source = "EIU Democracy Index 2010"
""",
}


@attrs.frozen
class Case:
    """A file with one fault.

    Attributes:
        name: What is wrong.
        path: The file.
        old: What stands there in the right file.
        new: What stands there instead.
        found: Line, column and code.
        follow: Codes of findings in other files that are as true.
        then: What whoever follows the remedy writes instead of `new`; None where it is what the right file says.
    """

    name: str
    path: str
    old: str
    new: str
    found: str
    then: str | None = None
    follow: tuple[str, ...] = ()

    def files(self, text: str) -> dict[str, str]:
        """The workspace with some text in the place of the right one."""
        assert self.old in RIGHT[self.path]
        return RIGHT | {self.path: RIGHT[self.path].replace(self.old, text, 1)}


CASES = [
    Case("latin-1", COUNTRY, '"Country X"', '"Pa\udce9s X"', "1:11 OGP001", then='"País X"'),
    Case("utf-16", COUNTRY, 'name = "Country X"', "\udcff\udcfen\x00a\x00", "1:1 OGP001"),
    Case("quote-missing-at-end", COUNTRY, '"Country X"', '"Country X', "1:18 OGP002"),
    Case("quote-missing-at-start", COUNTRY, '"Country X"', 'Country X"', "1:8 OGP002"),
    Case("quotes-typographic", COUNTRY, '"Country X"', "“Country X”", "1:8 OGP002"),
    Case("quotes-missing", COUNTRY, '"Country X"', "Country", "1:8 OGP002", then='"Country"'),
    Case("colon-for-equals", COUNTRY, "name = ", "name: ", "1:7 OGP002"),
    Case("equals-missing", COUNTRY, 'name = "Country X"', 'name "Country X"', "1:6 OGP002"),
    Case("equals-twice", COUNTRY, "name = ", "name == ", "1:7 OGP002"),
    Case("key-missing", COUNTRY, "name = ", "= ", "1:1 OGP002"),
    Case("value-missing", COUNTRY, 'name = "Country X"', "name =", "1:7 OGP002"),
    Case(
        "two-on-a-line",
        COUNTRY,
        '"Country X"',
        '"Country X" level = "national"',
        "1:20 OGP002",
        then='"Country X"\nlevel = "national"',
    ),
    Case("key-twice", COUNTRY, '"Country X"', '"Country X"\nname = "X"', "2:1 OGP002"),
    Case("table-twice", EVIDENCE, "[asset_disclosure]", "[asset_disclosure]\n[asset_disclosure]", "13:2 OGP002"),
    Case("bracket-missing", EVIDENCE, "[asset_disclosure]", "[asset_disclosure", "12:18 OGP002"),
    Case("bracket-too-many", EVIDENCE, "[asset_disclosure]", "[asset_disclosure]]", "12:19 OGP002"),
    Case("list-not-closed", CYCLE, '["public-resources"]', '["public-resources"', "6:1 OGP002"),
    Case(
        "list-comma-missing",
        COMMITMENT,
        '"transparency", "part',
        '"transparency" "part',
        "3:30 OGP002",
    ),
    Case(
        "list-comma-twice",
        COMMITMENT,
        '"transparency", "part',
        '"transparency",, "part',
        "3:30 OGP002",
    ),
    Case("date-german", CYCLE, "start = 2012-04-01", "start = 01.04.2012", "2:9 OGP002"),
    Case("date-american", CYCLE, "start = 2012-04-01", "start = 04/01/2012", "2:9 OGP002"),
    Case("date-month-13", CYCLE, "start = 2012-04-01", "start = 2012-13-01", "2:9 OGP002"),
    Case(
        "date-february-30", CYCLE, "start = 2012-04-01", "start = 2012-02-30", "2:9 OGP002", then="start = 2012-02-28"
    ),
    Case("date-short-year", CYCLE, "start = 2012-04-01", "start = 12-04-01", "2:9 OGP002"),
    Case("date-one-digit", CYCLE, "start = 2012-04-01", "start = 2012-4-1", "2:9 OGP002"),
    Case("truth-capital", EVIDENCE, "audit_report = true", "audit_report = True", "5:16 OGP002"),
    Case("truth-yes", EVIDENCE, "audit_report = true", "audit_report = yes", "5:16 OGP002"),
    Case("number-comma", EVIDENCE, "= 6.18", "= 6,18", "18:20 OGP002"),
    Case("number-leading-zero", EVIDENCE, "= 6.18", "= 06.18", "18:19 OGP002"),
    Case("number-no-fraction", EVIDENCE, "= 6.18", "= 6.", "18:21 OGP002", then="= 6.0"),
    Case("number-unit", EVIDENCE, "= 6.18", "= 6.18 points", "18:19 OGP002"),
    Case("backslash", COUNTRY, '"Country X"', '"C:\\plans"', "1:12 OGP002", then='"C:\\\\plans"'),
    Case("text-over-lines", COUNTRY, '"Country X"', '"Country\nX"', "1:16 OGP002", then='"Country X"'),
    Case(
        "merge-markers",
        COUNTRY,
        'name = "Country X"',
        '<<<<<<< HEAD\nname = "Country X"\n=======\nname = "X"\n>>>>>>> other',
        "1:1 OGP002",
    ),
    Case(
        "comment-slashes",
        COUNTRY,
        "languages = []",
        "languages = [] // none",
        "2:16 OGP002",
        then="languages = [] # none",
    ),
    Case(
        "control-character",
        COUNTRY,
        '"Country X"',
        '"Country\x01X"',
        "1:16 OGP002",
        then='"CountryX"',
    ),
    Case("json", COUNTRY, 'name = "Country X"', '{"name": "Country X"}', "1:1 OGP002"),
    Case("yaml", COUNTRY, 'name = "Country X"', "- name: Country X", "1:3 OGP002"),
    Case("key-with-letters", COUNTRY, 'name = "Country X"', 'näme = "Country X"', "1:2 OGP002"),
    Case(
        "dotted-key-of-a-text",
        COUNTRY,
        'name = "Country X"',
        'name = "Country X"\nname.fr = "Pays X"',
        "2:1 OGP002",
    ),
    Case("key-misspelt", COUNTRY, "languages = []", "langauges = []", "2:1 OGP003"),
    Case("key-capital", COUNTRY, "languages = []", "Languages = []", "2:1 OGP003"),
    Case("key-hyphen", EVIDENCE, "audit_report", "audit-report", "5:1 OGP003"),
    Case(
        "key-unknown",
        COUNTRY,
        "languages = []",
        "languages = []\npopulation = 9",
        "3:1 OGP003",
        then="languages = []",
    ),
    Case("key-in-another-language", CYCLE, "challenges", "desafios", "4:1 OGP003"),
    Case(
        "key-in-a-list-item",
        COMMITMENT,
        'id = "portal"',
        'id = "portal"\nowner = "x"',
        "23:1 OGP003",
        then='id = "portal"',
    ),
    Case("table-misspelt", CYCLE, "[declaration]", "[declaraton]", "13:2 OGP003"),
    Case(
        "table-unknown",
        COUNTRY,
        "languages = []",
        "languages = []\n[people]\na = 1",
        "3:2 OGP003",
        then="languages = []",
    ),
    Case("list-of-tables-misspelt", CYCLE, "[[efforts]]", "[[effort]]", "6:3 OGP003"),
    Case("settings-key", SETTINGS, "languages", "language", "3:1 OGP003"),
    Case("settings-table", SETTINGS, '["en"]\n', '["en"]\n[cheque]\n', "4:2 OGP003", then='["en"]\n'),
    Case(
        "settings-check-key",
        SETTINGS,
        '["en"]\n',
        '["en"]\n[check]\nignores = []\n',
        "5:1 OGP003",
        then='["en"]\n[check]\nignore = []\n',
    ),
    Case(
        "missing-name",
        COUNTRY,
        'name = "Country X"\n',
        "",
        "1:1 OGP004",
        then='name = "Country X"\n',
    ),
    Case("missing-edition", EVIDENCE, 'edition = "roadmap-2011"\n', "", "1:1 OGP004"),
    Case("missing-start", CYCLE, "start = 2012-04-01\n", "", "1:1 OGP004"),
    Case(
        "missing-title",
        COMMITMENT,
        'title = "Publish mining revenues by region"\n',
        "",
        "1:1 OGP004",
    ),
    Case("missing-id-in-item", COMMITMENT, 'id = "portal"\n', "", "21:1 OGP004"),
    Case("missing-stage-in-item", CYCLE, 'stage = "deposited"\n', "", "20:1 OGP004"),
    Case("missing-day-in-item", CYCLE, "on = 2012-04-10\n", "", "20:1 OGP004"),
    Case("missing-endorsed", CYCLE, "endorsed = 2012-04-17\n", "", "13:2 OGP004"),
    Case(
        "missing-challenge-in-effort",
        CYCLE,
        '[[efforts]]\nchallenge = "public-resources"\n',
        "[[efforts]]\n",
        "6:1 OGP004",
    ),
    Case("type-number-for-text", COUNTRY, '"Country X"', "5", "1:8 OGP005", then='"5"'),
    Case("type-date-quoted", CYCLE, "start = 2012-04-01", 'start = "2012-04-01"', "2:9 OGP005"),
    Case("type-date-in-words", CYCLE, "start = 2012-04-01", 'start = "1 April 2012"', "2:9 OGP005"),
    Case("type-date-with-time", CYCLE, "start = 2012-04-01", "start = 2012-04-01T08:00:00", "2:9 OGP005"),
    Case("type-time-for-date", CYCLE, "start = 2012-04-01", "start = 08:00:00", "2:9 OGP005"),
    Case("type-year-for-date", CYCLE, "start = 2012-04-01", "start = 2012", "2:9 OGP005"),
    Case("type-date-for-number", EVIDENCE, "= 6.18", "= 2010-06-18", "18:19 OGP005"),
    Case("type-text-for-list", CYCLE, '["public-resources"]', '"public-resources"', "4:14 OGP005"),
    Case("type-table-for-list", CYCLE, "[[efforts]]", "[efforts]", "6:2 OGP005"),
    Case("type-number-quoted", EVIDENCE, "= 6.18", '= "6.18"', "18:19 OGP005"),
    Case("type-truth-quoted", EVIDENCE, "audit_report = true", 'audit_report = "true"', "5:16 OGP005"),
    Case("type-truth-number", EVIDENCE, "audit_report = true", "audit_report = 1", "5:16 OGP005"),
    Case("type-truth-in-words", EVIDENCE, "audit_report = true", 'audit_report = "published"', "5:16 OGP005"),
    Case(
        "type-list-of-numbers",
        COMMITMENT,
        '"transparency", "part',
        '1, "part',
        "3:15 OGP005",
    ),
    Case(
        "type-text-for-table",
        CYCLE,
        '[plan]\nurl = "https://example.org/plan.pdf"\n',
        'plan = "https://example.org/plan.pdf"\n',
        "10:1 OGP003",
    ),
    Case(
        "type-list-for-text",
        COMMITMENT,
        'lead = "Ministry of Mines"',
        'lead = ["Ministry of Mines"]',
        "5:8 OGP005",
    ),
    Case(
        "type-truth-for-text",
        COMMITMENT,
        'lead = "Ministry of Mines"',
        "lead = true",
        "5:8 OGP005",
        then='lead = "true"',
    ),
    Case("type-number-in-item", COMMITMENT, "due = 2012-12-31", "due = 2012", "25:7 OGP005"),
    Case("type-nested-list", CYCLE, '["public-resources"]', '[["public-resources"]]', "4:15 OGP005"),
    Case("type-settings-list", SETTINGS, '["en"]', '"en"', "3:13 OGP005"),
    Case(
        "type-translated-number",
        COMMITMENT,
        'title = "Publish mining revenues by region"',
        "title = 7",
        "1:9 OGP005",
    ),
    Case(
        "type-translated-item",
        COMMITMENT,
        'title = "Publish mining revenues by region"',
        "title.en = 7",
        "1:12 OGP005",
        then='title.en = "7"',
    ),
    Case("choice-misspelt", CYCLE, '["public-resources"]', '["public-resource"]', "4:15 OGP006"),
    Case("choice-capital", CYCLE, '["public-resources"]', '["Public-Resources"]', "4:15 OGP006"),
    Case(
        "choice-label", CYCLE, '["public-resources"]', '["More Effectively Managing Public Resources"]', "4:15 OGP006"
    ),
    Case(
        "choice-unknown",
        COMMITMENT,
        '"transparency", "part',
        '"honesty", "part',
        "3:15 OGP006",
    ),
    Case(
        "choice-empty",
        COMMITMENT,
        'challenge = "public-resources"',
        'challenge = ""',
        "2:13 OGP006",
    ),
    Case("choice-in-evidence", EVIDENCE, 'status = "law"', 'status = "laws"', "9:10 OGP006"),
    Case(
        "choice-level",
        COUNTRY,
        "languages = []",
        'languages = []\nlevel = "federal"',
        "3:9 OGP006",
        then='languages = []\nlevel = "national"',
    ),
    Case(
        "choice-status",
        COMMITMENT,
        'benchmark = "2 of 9 regions"',
        'benchmark = "2 of 9 regions"\nstatus = "done"',
        "27:10 OGP006",
        then='benchmark = "2 of 9 regions"\nstatus = "not-started"',
    ),
    Case(
        "choice-severity",
        SETTINGS,
        '["en"]\n',
        '["en"]\n[check]\nmin-severity = "fatal"\n',
        "5:16 OGP006",
        then='["en"]\n[check]\nmin-severity = "error"\n',
    ),
    Case("bounds-above", EVIDENCE, "= 6.18", "= 61.8", "18:19 OGP007"),
    Case("bounds-below", EVIDENCE, "= 6.18", "= -6.18", "18:19 OGP007"),
    Case("number-infinite", EVIDENCE, "= 6.18", "= inf", "18:19 OGP007"),
    Case("number-undefined", EVIDENCE, "= 6.18", "= nan", "18:19 OGP007"),
    Case(
        "language-name",
        COUNTRY,
        "languages = []",
        'languages = ["swahili"]',
        "2:14 OGP009",
        then='languages = ["en"]',
    ),
    Case(
        "language-three-letters",
        COUNTRY,
        "languages = []",
        'languages = ["eng"]',
        "2:14 OGP009",
        then='languages = ["en"]',
    ),
    Case(
        "language-capital",
        COUNTRY,
        "languages = []",
        'languages = ["EN"]',
        "2:14 OGP009",
        then='languages = ["en"]',
    ),
    Case(
        "language-key",
        COUNTRY,
        'name = "Country X"',
        'name.english = "Country X"',
        "1:6 OGP009",
        then='name.en = "Country X"',
    ),
    Case(
        "language-key-item",
        COMMITMENT,
        'title = "Map of two regions online"',
        'title.xx = "Map of two regions online"',
        "23:7 OGP009",
    ),
    Case("language-settings", SETTINGS, '["en"]', '["en", "klingon"]', "3:20 OGP009", then='["en"]'),
    Case(
        "mail-without-at",
        COUNTRY,
        "languages = []",
        'languages = []\ncontact.email = "ogp.example.org"',
        "3:17 OGP010",
        then='languages = []\ncontact.email = "ogp@example.org"',
    ),
    Case(
        "mail-with-name",
        COUNTRY,
        "languages = []",
        'languages = []\ncontact.email = "OGP <ogp@example.org>"',
        "3:17 OGP010",
        then='languages = []\ncontact.email = "ogp@example.org"',
    ),
    Case("webpage-without-scheme", CYCLE, '"https://example.org/plan.pdf"', '"example.org/plan.pdf"', "11:7 OGP010"),
    Case("webpage-file", CYCLE, '"https://example.org/plan.pdf"', '"plan.pdf"', "11:7 OGP010"),
    Case(
        "webpage-spaces", CYCLE, '"https://example.org/plan.pdf"', '"https://example.org/the plan.pdf"', "11:7 OGP010"
    ),
    Case(
        "identifier-spaces", COMMITMENT, 'id = "portal"', 'id = "the portal"', "22:6 OGP010", then='id = "the-portal"'
    ),
    Case("identifier-capital", COMMITMENT, 'id = "portal"', 'id = "Portal"', "22:6 OGP010"),
    Case("identifier-dots", COMMITMENT, 'id = "portal"', 'id = "../portal"', "22:6 OGP010", then='id = "portal"'),
    Case("identifier-empty", COMMITMENT, 'id = "portal"', 'id = ""', "22:6 OGP010"),
    Case(
        "ignore-unknown",
        SETTINGS,
        '["en"]\n',
        '["en"]\n[check]\nignore = ["ELI099"]\n',
        "5:11 OGP015",
        then='["en"]\n[check]\nignore = []\n',
    ),
    Case(
        "ignore-small-letters",
        SETTINGS,
        '["en"]\n',
        '["en"]\n[check]\nignore = ["ogp003"]\n',
        "5:11 OGP015",
        then='["en"]\n[check]\nignore = ["OGP003"]\n',
    ),
    Case(
        "select-unknown",
        SETTINGS,
        '["en"]\n',
        '["en"]\n[check]\nselect = ["OGP", "ELI", "COM", "XYZ"]\n',
        "5:32 OGP015",
        then='["en"]\n[check]\nselect = ["OGP", "ELI", "COM"]\n',
    ),
    Case(
        "per-file-ignores-unknown",
        SETTINGS,
        '["en"]\n',
        '["en"]\n[check]\nper-file-ignores."countries/**" = ["OGP3"]\n',
        "5:36 OGP015",
        then='["en"]\n[check]\nper-file-ignores."countries/**" = ["OGP003"]\n',
    ),
    Case(
        "disable-unknown",
        SETTINGS,
        '["en"]\n',
        '["en"]\n[plugins]\ndisable = ["eligibilty"]\n',
        "5:12 OGP015",
        then='["en"]\n[plugins]\ndisable = []\n',
    ),
    Case(
        "disable-core",
        SETTINGS,
        '["en"]\n',
        '["en"]\n[plugins]\ndisable = ["ogpkit"]\n',
        "5:12 OGP015",
        then='["en"]\n[plugins]\ndisable = []\n',
    ),
    Case(
        "require-absent",
        SETTINGS,
        '["en"]\n',
        '["en"]\n[plugins]\nrequire = ["utopia"]\n',
        "5:12 OGP018",
        then='["en"]\n[plugins]\nrequire = []\n',
    ),
    Case("edition-misspelt", EVIDENCE, '"roadmap-2011"', '"roadmap-2001"', "1:11 OGP013"),
    Case("steps-out-of-order", CYCLE, "on = 2012-04-10", "on = 2011-11-10", "22:6 COM020"),
    Case("milestone-ends-before-it-starts", COMMITMENT, "start = 2013-01-01", "start = 2014-04-01", "32:7 COM011"),
    Case("milestone-after-the-end", COMMITMENT, "due = 2014-03-31", "due = 2014-04-30", "32:7 COM008"),
    Case("silence-without-code", COUNTRY, '"Country X"', '"Country X" # ogpkit: ignore', "1:20 OGP022"),
    Case("silence-without-reason", COUNTRY, '"Country X"', '"Country X" # ogpkit: ignore OGP003', "1:20 OGP022"),
    Case(
        "silence-for-nothing", COUNTRY, '"Country X"', '"Country X" # ogpkit: ignore OGP003: as agreed', "1:20 OGP023"
    ),
    Case(
        "silence-of-another-key",
        COUNTRY,
        "languages = []",
        "# ogpkit: ignore OGP003: as agreed\nlanguages = []",
        "2:1 OGP023",
        then="languages = []",
    ),
    Case("a-last-comma", COUNTRY, "languages = []", 'contact = { email = "a@b.org", }', "2:30 OGP027"),
    Case(
        "a-time-without-seconds",
        COUNTRY,
        "languages = []",
        "joined = 2011-09-20 10:00",
        "2:10 OGP005",
    ),
    Case(
        "key-beside-the-right-one",
        COUNTRY,
        "languages = []",
        'languages = []\nlangauges = ["es"]',
        "3:1 OGP003",
    ),
    Case("dash-for-hyphen", CYCLE, "start = 2012-04-01", 'start = "2012–04–01"', "2:9 OGP005"),
    Case("cyrillic-key", COUNTRY, "languages = []", '"lаnguages" = []', "2:1 OGP003"),
    Case(
        "several-names-in-one-text",
        COMMITMENT,
        "[reflects]",
        'partners = "Attorney General, TI"\n\n[reflects]',
        "11:12 OGP005",
    ),
    Case("path-for-an-address", CYCLE, "https://example.org/plan.pdf", "documents/plan.pdf", "11:7 OGP010"),
    Case("picture", COUNTRY, 'name = "Country X"', "\udc89PNG\n", "1:1 OGP001"),
]


@pytest.fixture
def found(tmp_path):
    """Write files and check them."""

    def checked(files, today=TODAY):
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
        return check_workspace(read_workspace(tmp_path, PLUGINS.kinds, PLUGINS.editions, today), PLUGINS)

    return checked


def test_the_right_files_are_right(found):
    assert found(RIGHT) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_is_found_at_its_place_and_the_remedy_mends_it(case, found):
    findings = found(case.files(case.new))
    here = [finding for finding in findings if finding.path == case.path]
    assert [f"{finding.line}:{finding.column} {finding.code}" for finding in here] == [case.found]
    assert {finding.code for finding in findings if finding.path != case.path} == set(case.follow)
    assert here[0].remedy
    assert (here[0].span.end_line, here[0].span.end_column) >= (here[0].line, here[0].column)
    assert found(case.files(case.old if case.then is None else case.then)) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_remedy_names_is_what_mends(case, found):
    """A remedy that gives the very text to be written is right about it."""
    finding = next(one for one in found(case.files(case.new)) if one.path == case.path)
    if finding.fix is None or finding.fix.rename or finding.fix.value is None:
        return
    from ogpkit.check.autofix import apply_fixes_to

    source = case.files(case.new)[case.path].encode()
    mended, count = apply_fixes_to(source, [finding.fix])
    assert count == 1
    remaining = found(case.files(case.new) | {case.path: mended.decode()})
    assert finding.code not in [one.code for one in remaining if one.path == case.path and one.at == finding.at]


RULES = [one for one in (*FAULT_CODES, *(owned.value for owned in PLUGINS.rules)) if one.wrong is not None]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_rule_finds_its_wrong_example_and_not_its_right_one(rule, found, request, tmp_path):
    default = {SETTINGS: '[workspace]\nlanguages = ["en"]\n'}
    day = date(2016, 3, 1)
    findings = found(default | dict(rule.wrong.files), rule.wrong.today or day)
    said = "".join(
        f"{one.path}:{one.line}:{one.column}-{one.span.end_line}:{one.span.end_column} {one.code} {one.remedy}\n"
        for one in findings
        if one.code == rule.code
    )
    expected = HERE / "rules" / f"{rule.code}.txt"
    if request.config.getoption("--update-findings", default=False):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(said, "utf-8")
    assert said
    assert said == expected.read_text("utf-8")
    for path in rule.wrong.files:
        (tmp_path / path).unlink()
    right = found(default | dict(rule.right.files), rule.right.today or day)
    assert rule.code not in [one.code for one in right]


def test_the_catalogue_is_large_and_names_only_known_rules():
    assert len(CASES) + len(RULES) >= 150
    assert {file.stem for file in (HERE / "rules").glob("*.txt")} == {rule.code for rule in RULES}
