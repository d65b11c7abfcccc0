"""Every fix that a rule gives: it touches nothing else, its finding is gone, no other comes, once is enough."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from datetime import date

import attrs
import pytest

from ogpkit.check.autofix import apply_fixes, apply_fixes_to
from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.engine import check_workspace
from ogpkit.check.selection import RuleSelection
from ogpkit.plugins.examples import Example
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.positions import Positions
from ogpkit.workspace.toml import parse_toml
from ogpkit_commitments.rules import RULE_FILE as COMMITMENTS
from ogpkit_consultation.rules import RULE_FILE as CONSULTATION
from ogpkit_networking.rules import RULE_FILE as NETWORKING
from ogpkit_reporting.model import IndependentReport
from ogpkit_reporting.rules import RULE_FILE as REPORTING

PLUGINS = Plugins.discover(third_party=False)
DOUBTING = {owned.value.code for owned in PLUGINS.rules if owned.value.casts_doubt}
RULES = {one.code: one for one in (*FAULT_CODES, *(owned.value for owned in PLUGINS.rules))}
DAY = date(2016, 3, 1)
DONE = 'benchmark = "2 of 9 regions"\ncompleted = 2012-05-15\nevidence = ["https://example.org/map"]\n'
FORUM = '[[answers]]\nquestion = "consultation-forum"\n'


@attrs.frozen
class Wrong:
    """A right workspace with one thing written wrongly.

    Attributes:
        code: The rule that finds it.
        right: The right workspace.
        old: What stands in the right one.
        new: What stands there instead.
        mended: What the fix makes of it; what stood there before when empty.
        safe: Whether the fix may be made without asking.
        is_added: Whether the fix adds a key, which may come to stand at another line.
    """

    code: str
    right: object
    old: str
    new: str
    mended: str = ""
    safe: bool = False
    is_added: bool = False

    def files(self, text):
        """The workspace with a text in its place."""
        (path,) = [path for path, content in self.right.files.items() if self.old in content][:1]
        return dict(self.right.files) | {path: self.right.files[path].replace(self.old, text, 1)}


COM, CON, NET, REP = (file.example() for file in (COMMITMENTS, CONSULTATION, NETWORKING, REPORTING))
ELI = RULES["ELI016"].right
COMMITTEE = NETWORKING.example("steering")
CLUSTERS = REPORTING.example("clusters")
TWO_OF_ONE_NAME = Example(
    files={
        **NET.files,
        "networking/providers/mining-watches.toml": NET.files["networking/providers/mining-watch.toml"].replace(
            "Mining Watch", "Mining Watches"
        ),
    },
    today=NET.today,
)
STORY = NETWORKING.example("story")
CASES = [
    Wrong("COM003", COM, 'challenge = "public-resources"\nprinc', 'challenge = "public-services"\nprinc'),
    Wrong("COM003", COM, 'challenge = "public-resources"\nprinc', "princ", is_added=True),
    Wrong("COM011", COM, "start = 2013-01-01\ndue = 2014-03-31", "start = 2014-03-31\ndue = 2013-01-01"),
    Wrong("OGP010", COM, 'stage = "deposited"', 'stage = "Deposited"', safe=True),
    Wrong("COM020", COM, 'stage = "deposited"', 'stage = "depositted"'),
    Wrong("COM021", COM, 'id = "all-regions"', 'id = "portal"', 'id = "portal-2"'),
    Wrong("COM023", COM, "start = 2012-04-01\nend = 2013-03-31", "start = 2013-03-31\nend = 2012-04-01"),
    Wrong("COM024", COM, "start = 2012-04-01\nend = 2014-03-31", "start = 2014-03-31\nend = 2012-04-01"),
    Wrong("COM026", COM, 'benchmark = "2 of 9 regions"\n', DONE, DONE + 'status = "complete"\n', is_added=True),
    Wrong("COM030", COM, '["transparency", ', '["transparency", "transparency", ', safe=True),
    Wrong("COM029", COM, '["public-resources"]', '["public-resources", "public-resources"]', safe=True),
    Wrong(
        "COM031", COM, '"Publish mining revenues by region"', '" Publish  mining revenues by region\u00a0"', safe=True
    ),
    Wrong(
        "OGP024",
        COM,
        'title = "Map of two regions online"',
        'title.en = "Map of two\\n regions online"',
        'title.en = "Map of two regions online"',
        safe=True,
    ),
    Wrong("CON016", CON, "on = 2011-12-01\nuntil = 2012-01-31", "on = 2012-01-31\nuntil = 2011-12-01"),
    Wrong(
        "CON017",
        CON,
        "participants = 140",
        "participants = 140\nby_group = { Citizens = 12 }",
        "participants = 140\nby_group = { citizens = 12 }",
        safe=True,
    ),
    Wrong(
        "CON017",
        CON,
        "participants = 140",
        "participants = 140\nby_group = { citizen = 12 }",
        "participants = 140\nby_group = { citizens = 12 }",
    ),
    Wrong("ELI015", ELI, '["fiscal_transparency"]', "[]"),
    Wrong("OGP010", ELI, 'stage = "findings"', 'stage = "Findings"', safe=True),
    Wrong("ELI016", ELI, 'stage = "findings"', 'stage = "finding"'),
    Wrong("OGP010", NET, 'stage = "agreed"', 'stage = "Agreed"', safe=True),
    Wrong("NET002", NET, 'stage = "agreed"', 'stage = "agred"'),
    Wrong("NET005", NET, 'commitments = ["mining-revenues"]', 'commitments = ["mining-revenue"]'),
    Wrong(
        "NET009",
        NET,
        'provider = "mining-watch"\npurpose',
        'provider = "mining-watch"\nwith = ["mining-watch"]\npurpose',
        'provider = "mining-watch"\nwith = []\npurpose',
        safe=True,
    ),
    Wrong("NET010", NET, 'to = "mining-watch"', 'to = "mining-wach"'),
    Wrong(
        "NET012",
        NET,
        "signed = 2012-02-01\n",
        "signed = 2012-02-01\nstart = 2012-06-01\nend = 2012-03-01\n",
        "signed = 2012-02-01\nstart = 2012-03-01\nend = 2012-06-01\n",
    ),
    Wrong("NET013", TWO_OF_ONE_NAME, 'providers = ["mining-watch"]', 'providers = ["mining-watches"]'),
    Wrong("NET014", NET, 'party = "mining-watch"', 'party = "mining-wach"'),
    Wrong("NET016", NET, 'expertise = ["extractives"]', 'expertise = ["extractive"]'),
    Wrong("NET017", NET, 'topics = ["extractives"]', 'topics = ["extractive"]'),
    Wrong(
        "NET020",
        COMMITTEE,
        '["US", "BR"]\n',
        '["US", "BR"]\ncivil_society = ["Revenue Watch Institut"]\n',
        '["US", "BR"]\ncivil_society = ["Revenue Watch Institute"]\n',
    ),
    Wrong("NET021", COMMITTEE, "since = 2011\nuntil = 2014", "since = 2014\nuntil = 2011"),
    Wrong("OGP010", REP, 'stage = "peer-review"', 'stage = "Peer-review"', safe=True),
    Wrong("REP015", REP, 'stage = "peer-review"', 'stage = "peer-revue"'),
    Wrong("REP016", REP, 'on = 2013-06-15\nby = "researcher"', 'on = 2013-06-15\nby = "government"'),
    Wrong("OGP010", REP, 'answer = "limited"', 'answer = "Limited"', safe=True),
    Wrong("REP022", REP, 'answer = "limited"', 'answer = "limitted"'),
    Wrong("REP022", REP, 'question = "consultation-forum"', 'question = "consultation_forum"', safe=True),
    Wrong(
        "REP027",
        REP.append(IndependentReport, '[[sources]]\nid = "minutes"\ntitle = "Minutes"\n'),
        'id = "minutes"',
        'id = "coalition"',
        'id = "coalition-2"',
    ),
    Wrong("REP026", REP, 'evidence = ["coalition"]', 'evidence = ["coalitoin"]'),
    Wrong(
        "NET031",
        STORY.replace("accepted = 2012-02-10", "accepted = 2012-02-11"),
        'on = 2012-02-10\nstate = "accepted"\naccepted = 2012-02-11',
        'on = 2012-02-11\nstate = "accepted"\naccepted = 2012-02-10',
    ),
    Wrong("REP046", RULES["REP046"].right, 'id = "fewer"', 'id = "owners"', 'id = "owners-2"'),
    Wrong("REP048", RULES["REP048"].right, 'product = "action-plan-review"', 'product = "action-plan-revue"'),
    Wrong("REP040", CLUSTERS, 'cluster = "money"', 'cluster = "mony"'),
    Wrong(
        "REP041",
        CLUSTERS.append(
            IndependentReport, '[[clusters]]\nid = "schools"\ntitle = "Schools"\ncommitments = ["schools"]\n'
        ),
        'id = "schools"',
        'id = "money"',
        'id = "money-2"',
    ),
]


@pytest.fixture
def look(tmp_path):
    """Check files that lie nowhere."""

    def looked(files, today):
        files = {"ogpkit.toml": b'[workspace]\nlanguages = ["en"]\n'} | {
            path: text if isinstance(text, bytes) else text.encode() for path, text in files.items()
        }
        (tmp_path / "ogpkit.toml").write_bytes(files["ogpkit.toml"])
        loaded = read_workspace(tmp_path, PLUGINS.kinds, PLUGINS.editions, today, files)
        return check_workspace(loaded, PLUGINS, (), files.__getitem__, RuleSelection()), files

    return looked


def commented(text):
    """A file with a comment at the end of each line that can have one."""
    lines = text.split("\n")
    may = "'''" not in text
    return "\n".join(f"{line}  # {number}" if line and may else line for number, line in enumerate(lines))


def key(finding):
    return finding.code, finding.path, finding.at


def places(fix):
    return [fix.at, *(place for other in fix.together for place in places(other))]


def lines_of(source, fix):
    """The lines that a fix is about; of a table that is taken out all that are in it."""
    lines = set()
    content = source.decode().split("\n")
    for place in places(fix):
        span = Positions.of(source).place(place)
        end = span.end_line
        if fix.value is None and not fix.rename and content[span.line - 1].startswith("["):
            end = next((number for number in range(end, len(content)) if content[number].startswith("[")), len(content))
        lines |= set(range(span.line, end + 1))
    return lines


def verify(look, files, today, finding, right):
    """A fix touches its own lines only, keeps every comment, ends its finding, begets none and comes to rest."""
    before, files = look(files, today)
    source = files[finding.path]
    after, count = apply_fixes_to(source, [finding.fix])
    assert count == 1
    touched = lines_of(source, finding.fix)
    old, new = (content.decode().split("\n") for content in (source, after))
    for how, start, end, _begin, _stop in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        assert how in ("equal", "insert") or touched >= set(range(start + 1, end + 1)), old[start:end]
    if how != "delete":
        assert re.findall("#.*", after.decode()) == re.findall("#.*", source.decode())
    mended = files | {finding.path: after}
    later, _ = look(mended, today)
    assert key(finding) not in {key(one) for one in later}
    expected = Counter(key(one)[:2] for one in before) | Counter(key(one)[:2] for one in look(right, today)[0])
    if finding.code not in DOUBTING:  # what was left open for it may come to light
        assert not Counter(key(one)[:2] for one in later) - expected, "a finding that the right file has not"
    again = apply_fixes_to(after, [one.fix for one in later if key(one)[:2] == key(finding)[:2] and one.fix])
    assert again[1] == sum(1 for one in before if key(one)[:2] == key(finding)[:2] and one.fix) - 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.new[:24]}")
def test_a_fix_makes_of_a_wrong_file_the_right_one(case, look):
    today = case.right.today or DAY
    before, wrong = look(case.files(case.new), today)
    (finding,) = [one for one in before if one.code == case.code and one.fix]
    assert finding.fix.safe is case.safe
    after, _ = apply_fixes_to(wrong[finding.path], [finding.fix])
    right = case.files(case.mended or case.old)[finding.path]
    if case.is_added:
        assert parse_toml(after) == parse_toml(right.encode())
    else:
        assert after.decode() == right
    verify(look, wrong, today, finding, case.right.files)


@pytest.mark.parametrize("code", sorted(code for code, rule in RULES.items() if rule.wrong))
def test_the_fixes_in_wrong_examples_hold(code, look):
    rule = RULES[code]
    today = rule.wrong.today or DAY
    files = {path: commented(text) for path, text in rule.wrong.files.items()}
    for finding in look(files, today)[0]:
        if finding.code == code and finding.fix:
            verify(look, files, today, finding, rule.right.files)


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("code", sorted(code for code, rule in RULES.items() if rule.wrong))
def test_all_fixes_twice_are_all_fixes_once(code, unsafe, look):
    rule = RULES[code]
    today = rule.wrong.today or DAY
    _, files = look(rule.wrong.files, today)
    once = apply_fixes(lambda instead: look(files | instead, today)[0], files.__getitem__, unsafe=unsafe)
    files |= once.after
    assert apply_fixes(lambda instead: look(files | instead, today)[0], files.__getitem__, unsafe=unsafe).after == {}


def test_every_rule_that_has_a_fix_has_a_case(look):
    """The codes of all rules whose wrong example, or whose case above, has a fix."""
    in_examples = {
        code
        for code, rule in RULES.items()
        if rule.wrong
        and any(one.code == code and one.fix for one in look(rule.wrong.files, rule.wrong.today or DAY)[0])
    }
    with_fix = in_examples | {case.code for case in CASES}
    assert with_fix == set(WITH_FIX)


WITH_FIX = (
    *("COM003", "COM011", "COM020", "COM021", "COM023", "COM024", "COM026", "COM029", "COM030", "COM031"),
    *("CON016", "CON017", "CON025"),
    *("ELI003", "ELI004", "ELI015", "ELI016"),
    *(
        "NET002",
        "NET005",
        "NET009",
        "NET010",
        "NET012",
        "NET013",
        "NET014",
        "NET016",
        "NET017",
        "NET020",
        "NET021",
        "NET031",
    ),
    *("OGP003", "OGP005", "OGP010", "OGP013", "OGP017", "OGP024"),
    *("REP015", "REP016", "REP022", "REP026", "REP027", "REP040", "REP041", "REP046", "REP048"),
)
"""Every other rule asks for what only people know: what was promised, done, paid, published or agreed."""
