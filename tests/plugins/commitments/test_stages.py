"""A cycle from consultation to declaration: what is missing is said, and the declaration waits for the deposit."""

from datetime import date

import pytest

from ogpkit.api.editing import SetValue, StageBlocked, WorkspaceSession, advance_stage

CYCLE = "countries/XX/cycles/2012-2013/cycle.toml"


@pytest.fixture
def session(root, plugins):
    return WorkspaceSession.open(root, plugins, date(2012, 4, 17))


def test_the_declaration_is_refused_before_the_deposit(session):
    with pytest.raises(StageBlocked, match="Deposit the plan first"):
        advance_stage(session, CYCLE, "declared", date(2012, 4, 17))


def test_a_deposit_says_everything_that_is_missing(session):
    session.change(
        CYCLE, [SetValue(("challenges",), ["public-resources", "safer-communities"])], "Choose another challenge"
    )
    session.change(
        CYCLE, [SetValue(("plan", "url"), {"en": "https://example.org/plan-en.pdf"})], "Take the Spanish plan away"
    )
    with pytest.raises(StageBlocked) as refused:
        advance_stage(session, CYCLE, "deposited", date(2012, 4, 10))
    assert refused.value.missing == (
        "Add a commitment for “Creating Safer Communities”.",
        "Describe the existing efforts on “Creating Safer Communities”.",
        "Give the address of the published plan in: es.",
    )


def test_deposit_then_declaration_with_undo_of_each(session, root):
    before = (root / CYCLE).read_bytes()
    advance_stage(session, CYCLE, "deposited", date(2012, 4, 10), by="Office of the President")
    with pytest.raises(StageBlocked, match="Record the day"):
        advance_stage(session, CYCLE, "declared", date(2012, 4, 17))
    session.change(CYCLE, [SetValue(("declaration",), {"endorsed": date(2012, 4, 17)})], "Endorse")
    session.settle()
    advance_stage(session, CYCLE, "declared", date(2012, 4, 17))
    session.save()
    written = (root / CYCLE).read_text(encoding="utf-8")
    assert '[[history]]\nstage = "deposited"\non = 2012-04-10\nby = "Office of the President"\n' in written
    assert "# implementation begins" in written
    for _step in range(3):
        session.undo()
    session.save()
    assert (root / CYCLE).read_bytes() == before


@pytest.mark.parametrize(
    ("stage", "on", "told"),
    [
        ("implementation", date(2012, 4, 1), "The next stage can be: "),
        ("deposited", date(2012, 1, 1), "The last step was on February 7, 2012"),
        ("party", date(2012, 4, 1), "There is no stage “party”"),
    ],
)
def test_a_forbidden_move_says_why(session, stage, on, told):
    with pytest.raises(StageBlocked, match=told):
        advance_stage(session, CYCLE, stage, on)
