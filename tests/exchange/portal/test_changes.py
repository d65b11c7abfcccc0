"""What became of a commitment, on its page: from git, milestones, the plan and the reports."""

import os
import re
import shutil
import subprocess
from datetime import date

import pytest

from ogpkit.api.content import read_workspace
from ogpkit.api.output import History
from ogpkit.exchange.portal.frame import Options
from ogpkit.exchange.portal.site import list_site_files

COMMITMENT = "countries/XX/cycles/2012-2013/commitments/subnational-extractives.toml"
PAGE = "XX/2012-2013/commitments/subnational-extractives.html"


def git(root, *words, day="2013-01-01", written=""):
    moment, author = f"{day}T12:00:00+00:00", f"{written or day}T12:00:00+00:00"
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"GIT_AUTHOR_DATE": author, "GIT_COMMITTER_DATE": moment, "GIT_CONFIG_GLOBAL": os.devnull}
    who = ("-c", "user.name=Secret Name", "-c", "user.email=secret@example.org")
    subprocess.run(["git", *who, *words], cwd=root, env=env, check=True, capture_output=True)


def changed(root, day, old, new, written=""):
    file = root / COMMITMENT
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    git(root, "commit", "-qam", "Hidden message", day=day, written=written)


@pytest.fixture
def kept(workspace):
    """The example in a repository, with two changes of its commitment."""
    git(workspace, "init", "-q")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-qm", "Begin", day="2012-05-01")
    changed(workspace, "2012-06-01", 'lead = "', 'lead = "New ')
    changed(workspace, "2012-07-01", 'status = "limited"', 'status = "substantial"')
    return workspace


def rows(html):
    table = html[html.index('id="changes"') :].split("</table>")[0]
    found = re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1], re.DOTALL)
    return [
        tuple(re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)) for row in found
    ]


def site(root, plugins, today):
    """The files of the English site, made as they are asked for."""
    loaded = read_workspace(root, plugins.kinds, plugins.editions, today)
    with History(root) as history:
        yield from list_site_files(loaded.workspace, plugins, Options(languages=("en",)), history)


def page(root, plugins, today):
    """The page of the commitment; what comes after it in the site is not made."""
    return next(data for path, data in site(root, plugins, today) if path == f"en/{PAGE}").decode()


def test_what_changed_in_its_file_is_told_in_the_labels_of_the_fields(kept, plugins, today):
    html = page(kept, plugins, today)
    found = rows(html)
    lead = next(row for row in found if row[1] == "Lead")
    assert lead[0] == "June 1, 2012"
    assert lead[3] == f"New {lead[2]}"
    status = next(row for row in found if row[1].endswith("› Status"))
    assert status[0] == "July 1, 2012"
    assert status[2:] == ("Limited", "Substantial")
    assert ("May 1, 2012", "Its file was created", "", "") in found
    assert found.index(status) < found.index(lead)


def test_what_git_knows_of_later_days_is_not_told(kept, plugins):
    found = [(row[0], row[1].rpartition("› ")[2]) for row in rows(page(kept, plugins, date(2012, 6, 15)))]
    assert ("June 1, 2012", "Lead") in found
    assert not [what for day, what in found if day.startswith("July")]


@pytest.mark.parametrize(("day", "is_told"), [(14, False), (15, True), (16, True)])
def test_a_milestone_is_told_from_the_day_of_its_completion_on(workspace, plugins, day, is_told):
    html = page(workspace, plugins, date(2012, 12, day))
    assert ("Milestone completed" in html) is is_told


def test_nobody_is_named_in_it(kept, plugins, today):
    for path, data in site(kept, plugins, today):
        assert not re.search(rb"Secret Name|secret@example.org|Hidden message", data), path


def test_the_plan_the_milestones_and_the_reports_stand_in_it_without_git(workspace, plugins, today):
    found = [row[1] for row in rows(page(workspace, plugins, today))]
    assert "Plan deposited" in found
    assert any(what.startswith("Milestone completed: ") for what in found)
    assert "Its file was created" not in found


def test_a_new_commit_alone_is_seen_and_the_same_state_gives_the_same_site(kept, plugins, today):
    before = page(kept, plugins, today)
    assert page(kept, plugins, today) == before
    text = (kept / COMMITMENT).read_text()
    changed(kept, "2012-08-01", 'lead = "New ', 'lead = "Newest ')
    (kept / COMMITMENT).write_text(text)
    git(kept, "commit", "-qam", "Back", day="2012-09-01")
    after = page(kept, plugins, today)
    assert len(rows(after)) == len(rows(before)) + 2


def test_drafts_from_before_the_plan_was_deposited_stay_with_their_authors(workspace, plugins, today):
    git(workspace, "init", "-q")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-qm", "Begin", day="2012-03-01")
    changed(workspace, "2012-03-02", 'lead = "', 'lead = "Confidential ')
    changed(workspace, "2012-04-09", 'lead = "Confidential ', 'lead = "')
    changed(workspace, "2012-04-11", 'lead = "', 'lead = "New ')
    html = page(workspace, plugins, today)
    assert "Confidential" not in html
    assert [row[0] for row in rows(html) if row[1] == "Lead"] == ["April 11, 2012"]
    cycle = workspace / "countries/XX/cycles/2012-2013/cycle.toml"
    cycle.write_text(cycle.read_text().replace('stage = "deposited"', 'stage = "drafting"'))
    assert f"en/{PAGE}" not in dict(site(workspace, plugins, today))


def test_a_long_history_is_cut_and_says_so(kept, plugins, today):
    for number in range(22):
        lead = "New " if number == 0 else f"{number - 1} "
        changed(kept, f"2012-08-{number + 1:02}", f'lead = "{lead}', f'lead = "{number} ')
    html = page(kept, plugins, today)
    assert "5 older versions of the file are not shown here. They are in git." in html
    assert len([row for row in rows(html) if row[1] == "Lead"]) == 20


def test_a_version_that_cannot_be_read_costs_its_rows_alone(kept, plugins, today):
    text = (kept / COMMITMENT).read_text()
    (kept / COMMITMENT).write_text("not = = toml <script>")
    git(kept, "commit", "-qam", "Broken", day="2012-08-01")
    (kept / COMMITMENT).write_text(text)
    git(kept, "commit", "-qam", "Mended", day="2012-08-02")
    assert any(row[1] == "Lead" for row in rows(page(kept, plugins, today)))


def test_what_was_typed_once_does_not_act(kept, plugins, today):
    changed(kept, "2012-08-01", 'lead = "New ', 'lead = "<script>alert(1)</script> ')
    changed(kept, "2012-08-02", 'lead = "<script>alert(1)</script> ', 'lead = "')
    html = page(kept, plugins, today)
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_copy_without_git_has_no_changes_of_its_file(kept, plugins, today):
    shutil.rmtree(kept / ".git")
    assert all(row[1] != "Lead" for row in rows(page(kept, plugins, today)))


def test_what_was_taken_out_on_the_day_of_the_deposit_was_never_public(workspace, plugins, today):
    git(workspace, "init", "-q")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-qm", "Begin", day="2012-03-01")
    changed(workspace, "2012-03-02", 'lead = "', 'lead = "Confidential ')
    changed(workspace, "2012-04-10", 'lead = "Confidential ', 'lead = "')
    html = page(workspace, plugins, today)
    assert "Confidential" not in html
    assert all(row[1] != "Lead" for row in rows(html))


def test_what_stood_there_for_less_than_a_day_was_never_public(kept, plugins, today):
    changed(kept, "2012-08-01", 'lead = "New ', 'lead = "Slip ')
    changed(kept, "2012-08-01", 'lead = "Slip ', 'lead = "Newest ')
    html = page(kept, plugins, today)
    assert "Slip" not in html
    assert next(row for row in rows(html) if row[1] == "Lead")[3].startswith("Newest")


WITHDRAWN = [
    ("New Amina Wanjiru, amina@example.org, ", ""),
    ("New Amina Wanjiru, +254 20 222 1111, ", "New "),
    ("New care of Amina Wanjiru ", "New "),
    ("New Amina Wanjiru of ", "New [name] of "),
    ("New Amina Wanjiru of ", "New █████ of "),
    ("New ნინო ბერიძე ", "New "),
    ("New 김민준 ", "New "),
    ("New أمينة وانجيرو ", "New "),
]


@pytest.mark.parametrize(("personal", "instead"), WITHDRAWN)
def test_what_was_withdrawn_as_personal_does_not_come_back(kept, plugins, today, personal, instead):
    changed(kept, "2012-08-01", 'lead = "New ', f'lead = "{personal}')
    changed(kept, "2012-08-02", "Residents", "All residents")
    changed(kept, "2012-08-03", f'lead = "{personal}', f'lead = "{instead}')
    files = dict(site(kept, plugins, today))
    for path, data in files.items():
        assert not re.search("Wanjiru|amina|222 1111|ბერიძე|김민준|وانجيرو", data.decode("utf-8", "replace")), path
    found = [row for row in rows(files[f"en/{PAGE}"].decode()) if row[1] == "Lead"]
    assert found[0][0] == "August 3, 2012"
    assert found[0][2] == "Not shown: it was removed"
    assert found[1][3] == "Not shown: it was removed"


def test_what_a_text_said_before_is_shown_when_it_says_something_else_now(kept, plugins, today):
    changed(kept, "2012-08-01", 'lead = "New ', 'lead = "Newest ')
    lead = next(row for row in rows(page(kept, plugins, today)) if row[1] == "Lead")
    assert lead[2].startswith("New ")
    assert lead[3].startswith("Newest ")


def test_a_withdrawn_name_is_not_in_the_label_of_its_milestone(kept, plugins, today):
    file = kept / COMMITMENT
    text = file.read_text()
    file.write_text(text + '\n[[milestones]]\nid = "session"\ntitle.en = "Ask Amina Wanjiru, amina@example.org"\n')
    git(kept, "commit", "-qam", "One more", day="2012-08-01")
    changed(kept, "2012-08-02", 'title.en = "Ask Amina Wanjiru, amina@example.org"', 'title.en = "Help session"')
    html = page(kept, plugins, today)
    assert "Wanjiru" not in html
    assert "Help session" in html


def test_what_was_removed_before_its_branch_was_merged_was_never_public(kept, plugins, today):
    git(kept, "branch", "-M", "main")
    git(kept, "checkout", "-qb", "proposal")
    changed(kept, "2012-08-01", 'lead = "New ', 'lead = "Quetzal ')
    changed(kept, "2012-08-05", 'lead = "Quetzal ', 'lead = "Merged ')
    git(kept, "checkout", "-q", "main")
    git(kept, "merge", "-q", "--no-ff", "-m", "Merge", "proposal", day="2012-09-01")
    html = page(kept, plugins, today)
    assert "Quetzal" not in html
    lead = next(row for row in rows(html) if row[1] == "Lead")
    assert lead[0] == "September 1, 2012"
    assert "Merged" in " ".join(lead)


def test_what_a_branch_said_before_it_reached_the_main_line_is_not_public(kept, plugins, today):
    changed(kept, "2012-09-01", 'lead = "New ', 'lead = "Quetzal ', written="2012-08-01")
    changed(kept, "2012-09-01", 'lead = "Quetzal ', 'lead = "Newest ', written="2012-08-05")
    html = page(kept, plugins, today)
    assert "Quetzal" not in html
    assert next(row for row in rows(html) if row[1] == "Lead")[0] == "September 1, 2012"


def test_the_names_of_partners_that_were_all_taken_away_do_not_come_back(kept, plugins, today):
    file = kept / COMMITMENT
    text = file.read_text()
    taken = re.sub(r"(?m)^partners = .*\n", "", text)
    file.write_text(f'partners = ["Amina Wanjiru", "Otieno Onyango"]\n{taken}')
    git(kept, "commit", "-qam", "Partners", day="2012-08-01")
    file.write_text(taken)
    git(kept, "commit", "-qam", "None", day="2012-08-02")
    assert not re.search("Wanjiru|Onyango", page(kept, plugins, today))


def test_a_commitment_has_a_feed_of_its_own_in_each_language(made, examples):
    files = made(examples / "networking-paper", "en", "es", base="https://ogp.example.org/")
    feeds = [files[f"{language}/{PAGE.removesuffix('.html')}.atom"].decode() for language in ("en", "es")]
    days = [re.findall("<updated>(.*?)</updated>", feed) for feed in feeds]
    assert days[0] == days[1]
    assert "Milestone completed: Concession map of two regions online" in feeds[0]
    assert "The government assessed the commitment: Substantial" in feeds[0]
    assert f'href="https://ogp.example.org/en/{PAGE}' in feeds[0]
    page = files[f"en/{PAGE}"].decode()
    assert page.count('href="subnational-extractives.atom"') == 2
