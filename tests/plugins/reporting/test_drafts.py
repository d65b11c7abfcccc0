"""Drafts that were sent stay as they were sent; whoever changes or loses one is found."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api.content import Translated, read_workspace
from ogpkit.api.editing import SetValue, StageBlocked, WorkspaceSession
from ogpkit.api.testing import check_workspace
from ogpkit_reporting.drafts import SentDraftState, build_path, keep_draft, list_sendings, name_of
from ogpkit_reporting.model import Review, SentDraft

INDEPENDENT = "countries/XX/cycles/2012-2013/reports/independent.toml"


def states(work):
    return [one.kept for one in list_sendings(work.independent, work.session.workspace, work.reports.part)]


def codes(root, plugins):
    return [
        one.code
        for one in check_workspace(read_workspace(root, plugins.kinds, plugins.editions, date(2013, 5, 12)), plugins)
        if "/reports/" in one.path
    ]


@pytest.fixture
def sent(answered, blank):
    """A report that was sent to peer review, saved."""
    before = answered.session.source(INDEPENDENT).decode()
    draft = answered.advance("peer-review", date(2013, 5, 10), "researcher")
    answered.session.save()
    answered.session.refresh()
    return answered, before, blank / build_path("XX", "2012-2013", draft)


def test_the_draft_is_kept_word_for_word_under_what_identifies_it(sent, blank, plugins):
    work, before, file = sent
    kept = work.session.workspace.one(SentDraft, "XX", "2012-2013")
    assert kept.entity.text == before
    assert file.stem == name_of(before) == work.independent.entity.history[-1].draft
    assert states(work) == [SentDraftState.AS_SENT]
    assert codes(blank, plugins) == []


def test_the_report_goes_on_and_the_draft_stays(sent):
    work, before, _file = sent
    work.add(Review(on=date(2013, 5, 20), reviewer="Expert", text=Translated.of({"en": "Name the interviews."})))
    work.settle("review", 1, {"en": "They are named now."}, resolved=True)
    work.session.save()
    plugins = work.session.plugins
    saved = read_workspace(work.session.root, plugins.kinds, plugins.editions).workspace
    assert saved.one(SentDraft).entity.text == before
    work.advance("government-comment", date(2013, 5, 25), "irm")
    names = [one.draft for one in list_sendings(work.independent, work.session.workspace, work.reports.part)]
    assert len(set(names)) == 2
    assert states(work) == [SentDraftState.AS_SENT, SentDraftState.AS_SENT]


def test_the_same_text_sent_twice_is_kept_once(sent):
    work, _before, _file = sent
    work.advance("research", date(2013, 5, 11), "expert-committee")
    history = work.independent.entity.history
    assert len(history) == 4
    draft = work.advance("peer-review", date(2013, 5, 12), "researcher")
    assert draft != history[2].draft  # the history itself is part of what was sent
    assert states(work) == [SentDraftState.AS_SENT, SentDraftState.AS_SENT]


def test_a_changed_word_is_found_and_nothing_goes_on(sent, blank, plugins):
    work, _before, file = sent
    file.write_text(file.read_text("utf-8").replace("As we saw.", "As we were told."), "utf-8")
    assert codes(blank, plugins) == ["REP018"]
    work.session.refresh()
    assert states(work) == [SentDraftState.CHANGED]
    with pytest.raises(StageBlocked, match=r"has changed\. Restore countries/XX"):
        work.advance("government-comment", date(2013, 5, 25), "irm")


def test_a_lost_draft_is_found(sent, blank, plugins):
    work, _before, file = sent
    file.unlink()
    assert codes(blank, plugins) == ["REP017"]
    work.session.refresh()
    assert states(work) == [SentDraftState.LOST]


def test_a_changed_draft_under_a_new_name_does_not_help(sent, blank, plugins):
    """Whoever renames the file to fit the changed text still has the history against them."""
    _work, before, file = sent
    changed = before.replace("As we saw.", "As we were told.")
    file.rename(file.with_name(f"{name_of(changed)}.toml"))
    file.with_name(f"{name_of(changed)}.toml").write_text(f"text = '''\n{changed}'''\n", "utf-8")
    assert codes(blank, plugins) == ["REP017"]


def test_a_name_taken_out_of_the_history_is_noticed(sent, blank, plugins):
    file = blank / INDEPENDENT
    lines = [line for line in file.read_text("utf-8").splitlines(keepends=True) if not line.startswith("draft = ")]
    file.write_text("".join(lines), "utf-8")
    assert codes(blank, plugins) == ["REP019"]


def test_line_ends_of_another_system_are_no_change(sent, blank, plugins):
    _work, _before, file = sent
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert codes(blank, plugins) == []


def test_a_report_with_quotes_letters_and_comments_of_every_sort(work, blank, plugins, make_work):
    """What was sent is a file like any other, with whatever people write in theirs."""
    work.begin(["Ana “Q” O'Neill", "ნინო", 'with """ quotes', "back\\slash"], date(2013, 3, 15))
    work.session.save()
    file = blank / INDEPENDENT
    file.write_bytes(b"# \xd8\xaa\xd9\x82\xd8\xb1\xd9\x8a\xd8\xb1 '''\r\n" + file.read_bytes().replace(b"\n", b"\r\n"))
    session = WorkspaceSession.open(blank, plugins, date(2013, 4, 1))
    again = make_work(session)
    text = session.source(INDEPENDENT).decode().replace("\r\n", "\n")
    draft = keep_draft(session, again.independent, "peer-review")["draft"]
    session.save()
    found = read_workspace(blank, plugins.kinds, plugins.editions).workspace.one(SentDraft, "XX", "2012-2013", draft)
    assert found.entity.text == text
    assert name_of(found.entity.text) == draft
    session.close(give_up=True)


def test_a_move_is_undone_with_its_draft(sent, blank):
    work, before, _file = sent
    session = work.session
    session.undo()
    assert session.source(INDEPENDENT).decode() == before
    session.undo()
    assert session.workspace.one(SentDraft, "XX", "2012-2013") is None


def test_a_draft_can_be_changed_in_the_app_and_that_is_found_too(sent):
    work, _before, file = sent
    path = file.relative_to(work.session.root).as_posix()
    work.session.change(path, [SetValue(("text",), "Something else\n")], "Change what was sent")
    assert {"REP018"} <= {one.code for one in work.session.findings}
