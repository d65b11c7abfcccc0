"""Each of the five principles: a workspace that keeps it, one that breaks it, and what is not due yet."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from ogpkit.api import Verdict, remove_once, replace_once
from ogpkit_consultation.dossier import find_dossier
from ogpkit_consultation.principles import POINTS, judge_principles
from ogpkit_consultation.rules import RULE_FILE

COMMENT = RULE_FILE.example().files["countries/XX/cycles/2012-2013/consultation/comments/0001.toml"]
CYCLE = RULE_FILE.example().files["countries/XX/cycles/2012-2013/cycle.toml"]
PROCESS = RULE_FILE.example().files["countries/XX/cycles/2012-2013/consultation/process.toml"]

ONLINE = PROCESS[PROCESS.index('[[events]]\ntitle = "Web forum"') : PROCESS.index("[summary]")]
AWARENESS = PROCESS[PROCESS.index("[[awareness]]") : PROCESS.index("[[events]]")]
FORUM = PROCESS[PROCESS.index("[forum]") :]
CLOSED = "closes = 2012-01-31"

BROKEN = [
    (1, replace_once(PROCESS, "published = 2011-11-15", "published = 2011-12-01"), "published on 2011-12-01"),
    (1, remove_once(PROCESS, "published = 2011-11-15\n"), "its process and timeline were published is missing"),
    (
        1,
        remove_once(PROCESS, 'url = "https://example.org/consultation"\n'),
        "The address of the process and timeline is missing",
    ),
    (1, remove_once(PROCESS, "opens = 2011-12-01\n"), "on which day the consultation opens"),
    (1, replace_once(PROCESS, CLOSED, "closes = 2011-11-30"), "before it opens"),
    (2, remove_once(PROCESS, '"private-sector", '), "The consultation did not include “Private sector”"),
    (2, remove_once(PROCESS, "published = 2012-02-20\n"), "should have been published by 2012-03-31"),
    (2, remove_once(PROCESS, 'url = "https://example.org/summary"\n'), "not online in: English"),
    (3, remove_once(PROCESS, AWARENESS), "Nothing was done"),
    (4, replace_once(PROCESS, "announced = 2011-11-18", "announced = 2011-12-01"), "was announced 9 days in advance"),
    (4, replace_once(PROCESS, "announced = 2011-11-18", "announced = 2011-12-09"), "was announced 1 day in advance"),
    (4, replace_once(PROCESS, "announced = 2011-11-18", "announced = 2011-12-10"), "was announced 0 days in advance"),
    (4, replace_once(PROCESS, "announced = 2011-11-18", "announced = 2011-12-11"), "only after it started"),
    (
        4,
        remove_once(PROCESS, "announced = 2011-11-18\n"),
        "The day on which “Regional hearing” was announced is missing",
    ),
    (4, remove_once(PROCESS, ONLINE), "no opportunity to take part by this mechanism: Online"),
    (
        4,
        replace_once(PROCESS, '"in-person"', '"broadcast"'),
        "no opportunity to take part by this mechanism: In person",
    ),
    (5, remove_once(PROCESS, FORUM), "not named a forum"),
    (5, remove_once(PROCESS, 'members = ["Ministry of Mines", "Publish What You Pay"]\n'), "members of the forum"),
    (
        5,
        replace_once(PROCESS, "meets_every_days = 90", "meets_every_days = 30"),
        "44 days. It promised to meet every 30 days",
    ),
]


def of(workspace, number):
    found = judge_principles(find_dossier(workspace, "XX", "2012-2013"))
    assert [one.requirement.number for one in found] == ["1", "2", "3", "4", "5"]
    return found[number - 1]


@pytest.mark.parametrize("number", range(1, 6))
def test_a_principle_is_kept_and_something_shows_it(read, number):
    one = of(read(), number)
    assert one.verdict is Verdict.GOOD
    assert one.shown
    assert (one.lacking, one.waiting) == ((), ())


@pytest.mark.parametrize(("number", "process", "said"), BROKEN)
def test_a_principle_is_broken_and_it_is_said_how(read, number, process, said):
    workspace = read(process=process)
    one = of(workspace, number)
    assert one.verdict is Verdict.BAD
    assert said in " ".join(lacking.message for lacking in one.lacking)
    if "opens = " in process and "closes = 2011" not in process:
        others = [of(workspace, other).verdict for other in range(1, 6) if other != number]
        assert others == [Verdict.GOOD] * 4, "the other principles are kept all the same"


def test_a_comment_of_a_group_counts_as_its_voice(read):
    """Civil society was at no event, and wrote."""
    assert of(read(process=PROCESS.replace('"civil-society", ', "")), 2).verdict is Verdict.GOOD
    silent = read(process=PROCESS.replace('"civil-society", ', ""), comment="")
    assert of(silent, 2).verdict is Verdict.BAD


def test_a_comment_that_is_not_online_breaks_the_second_principle(read):
    comment = remove_once(COMMENT, 'url = "https://example.org/comments/1"\n')
    assert of(read(comment=comment), 2).verdict is Verdict.BAD
    together = f'comments_url = "https://example.org/comments"\n{PROCESS}'
    assert of(read(comment=comment, process=together), 2).verdict is Verdict.GOOD


def test_twenty_comments_are_named_and_the_others_counted(read):
    comment = remove_once(COMMENT, 'url = "https://example.org/comments/1"\n')
    more = {
        f"countries/XX/cycles/2012-2013/consultation/comments/{number:04}.toml": replace_once(
            comment, "Los", f"{number} Los"
        )
        for number in range(1, 26)
    }
    lacking = of(read(more=more), 2).lacking
    assert len(lacking) == 21
    assert lacking[0].message == "Comment 0001 is not online."
    assert lacking[-1].message == "5 more written comments are not online."
    assert "25 written comments are not online." in of(read(more=more), 2).faults


def test_comments_that_the_site_shows_are_online(read):
    """The public view is what the site is made of, and each of its comments has a place on a page."""
    comment = remove_once(COMMENT, 'url = "https://example.org/comments/1"\n')
    public = attrs.evolve(read(comment=comment), is_public=True)
    assert of(public, 2).faults == []


def test_awareness_only_before_is_a_gap_and_no_breach(read):
    poster = AWARENESS[AWARENESS.rindex("[[awareness]]") :]
    assert of(read(process=remove_once(PROCESS, poster)), 3).verdict is Verdict.ATTENTION
    going_on = replace_once(remove_once(PROCESS, poster), "on = 2011-11-20", "on = 2011-11-20\nuntil = 2011-12-24")
    assert of(read(process=going_on), 3).verdict is Verdict.GOOD


BARE = "opens = 2011-12-01\ncloses = 2012-01-31\n"


@pytest.mark.parametrize("number", range(1, 6))
def test_before_anything_is_due_nothing_is_broken(read, number):
    one = of(read(process=BARE, comment="", today=date(2011, 10, 1)), number)
    assert one.verdict is Verdict.UNKNOWN
    assert one.lacking == ()
    assert one.waiting


def test_nobody_is_asked_for_what_came_after_the_day_of_looking(read):
    """Halfway through: the summary is to come, and the hearing has been."""
    one = of(
        read(
            process=remove_once(PROCESS, 'published = 2012-02-20\nurl = "https://example.org/summary"\n'),
            today=date(2011, 12, 20),
        ),
        2,
    )
    assert one.verdict is Verdict.UNKNOWN
    assert [str(waiting.due) for waiting in one.waiting] == ["2012-03-31"]


def test_by_a_rule_set_that_nobody_knows_nothing_is_asked_for(read):
    workspace = read(cycle=replace_once(CYCLE, "roadmap-2011", "roadmap-1911"), process=remove_once(PROCESS, ONLINE))
    assert judge_principles(find_dossier(workspace, "XX", "2012-2013")) == ()


def test_the_roadmap_has_five_principles_and_each_of_its_points_once(read):
    found = [one.requirement for one in judge_principles(find_dossier(read(), "XX", "2012-2013"))]
    assert [one.section for one in found] == [f"Roadmap IV.{number}" for number in range(1, 6)]
    codes = [code for one in found for code in one.points]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= POINTS.keys()


def test_the_standards_of_2022_have_eight_requirements(read):
    cycle = replace_once(CYCLE, "roadmap-2011", "standards-2022")
    found = judge_principles(find_dossier(read(cycle=cycle), "XX", "2012-2013"))
    numbers = [one.requirement.number for one in found]
    assert numbers == ["1.1", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "5.1"]
    verdicts = {one.requirement.number: one.verdict for one in found}
    assert verdicts["2.1"] is Verdict.BAD, "there is no website in the file"
    assert verdicts["3.1"] is Verdict.GOOD, "the timeline was public sixteen days before"
    assert verdicts["4.1"] is Verdict.GOOD, "every comment has an answer"


def test_the_standards_of_2022_ask_for_public_rules_of_the_forum(read):
    cycle = replace_once(CYCLE, "roadmap-2011", "standards-2022")
    lacking = judge_principles(find_dossier(read(cycle=cycle), "XX", "2012-2013"))[0].lacking
    assert [one.message for one in lacking] == ["The address of the forum's rules is missing."]
    assert of(read(), 5).lacking == ()
