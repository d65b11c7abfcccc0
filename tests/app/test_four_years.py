"""Kenya's plan of 2023 to 2027 in the app at 80x24, with the keyboard alone; the screens stand in `docs/walks/four-years.txt`.

It takes minutes, so that it is walked before a release, with `OGPKIT_LONG_WALKS=1 pytest tests/app/test_four_years.py`, and with
`--update-screens` after an intended change. It is the plan of `tests/corpus/kenya.txt`,
where the same is done by commands.
"""

from __future__ import annotations

import importlib.util
import shutil
from datetime import date
from pathlib import Path

import pytest

from ogpkit.app.shell import OgpkitApp
from ogpkit.check.engine import check_workspace
from ogpkit.cli import main
from ogpkit.devkit.testing.waiting import until, wait_until_settled
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace

_SPEC = importlib.util.spec_from_file_location("keyboard", Path(__file__).with_name("keyboard.py"))
keyboard = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(keyboard)

pytestmark = pytest.mark.takes_minutes

WALK = Path(__file__).parents[2] / "docs/walks/four-years.txt"
SHEETS = Path(__file__).parents[1] / "corpus/kenya"
CYCLE = "KE/cycles/2023-2027/cycle.toml"
PROCESS = "2023-2027/consultation/process.toml"
REPORT = "2023-2027/reports/independent.toml"
RESULTS = "Requirement 5.1: were there at least two meetings a year on results?"
OFFICE = "Executive Office of the President"
SITE = "https://ogp.example.org"


class Coordinator(keyboard.Keyboard):
    """Somebody who sits down at the app on a day."""

    def __init__(self, pilot, sheets, seen):
        super().__init__(pilot)
        self.sheets, self.seen = sheets, seen

    async def see(self, title):
        await until(self.pilot, lambda: "not saved" not in self.screen)
        # where the line beneath the tabs is thick shows a moment later, on some machines
        screen = self.screen.translate(str.maketrans("╸╺", "━━"))
        self.seen.append(f"{title}\n{'=' * len(title)}\n{screen}")

    async def advance(self, stage, *, refused=""):
        await self.find(CYCLE)
        await self.act("Move the cycle to another stage", {"stage": stage, "by": OFFICE}, refused=refused)

    async def meet(self, topics, number, *, about_results=True):
        await self.act(
            "Add a meeting",
            {
                "about_results": "Yes" if about_results else "No",
                "minutes": f"{SITE}/minutes/{number}",
                "topics": (topics,),
            },
        )

    async def update(self, what):
        await self.act("Add an update", {"what": what})

    async def take_in(self, what, file):
        """Read a file in on the page “Import and export”: look at what it brings, then take it in."""
        await self.find("Page: Import and export")
        await self.choose(".importer", what)
        await self.put(".file", file)
        await self.strike(".look")
        await self.strike(".take-in")

    async def take_evidence(self, year):
        """Read in what the surveys say by which a member is scored each year."""
        await self.find("Go to Today")
        await self.take_in("Evidence of eligibility", f"evidence-{year}.csv")

    async def publish(self, product):
        """Note a product of the Independent Reporting Mechanism."""
        await self.find(REPORT)
        await self.push(("products",))
        position = keyboard.find_section(self.app.focused).at[-1]
        await self.fill({f"products.{position}.{key}": value for key, value in product.items()})


async def begin(one):
    await one.see("The new workspace")
    await one.write("countries/KE/country.toml", {"joined": "2011-09-20"})
    await one.push(("declaration",))
    await one.fill({"declaration.endorsed": "2012-04-17"})
    await one.push(("membership",))
    await one.fill({"membership.0.status": "Active", "membership.0.on": "2011-09-20"})
    await one.find("Go to Today")
    await one.take_in("Evidence of eligibility", "evidence.csv")
    await one.see("Evidence of eligibility is taken in")
    days = {"cocreation": "2023-05-02", "years": "Four years", "start": "2024-01-01"}
    await one.find("Kenya · KE")
    await one.act("Start a cycle", {"cycle": "KE/2023-2027"} | days)
    await one.find("Kenya · 2023-2027")
    await one.see("The cycle is begun")


async def note_brief(one):
    await one.find("Kenya · 2023-2027")
    await one.act("Create a document", {"kind": "Independent report"})
    await one.publish({"product": "co-creation-brief", "published": "2023-01-31", "url": f"{SITE}/brief"})


async def prepare_consultation(one):
    await one.find("Kenya · 2023-2027")
    await one.act("Start a consultation", {"opens": "2023-05-02", "closes": "2023-06-30"})
    await one.write(PROCESS, {"website": SITE, "published": "2023-04-11", "url": f"{SITE}/timeline"})
    await one.push(("repository",))
    await one.fill({"repository.url": f"{SITE}/documents"})
    await one.push(("awareness",))
    await one.fill({"awareness.0.on": "2023-04-12", "awareness.0.title": "Radio programmes in all counties"})
    await one.fill({"awareness.0.audience": ("citizens",)})
    await one.push(("events",))
    await one.fill(
        {
            "events.0.title": "Public hearing",
            "events.0.mechanism": "In person",
            "events.0.announced": "2023-04-11",
            "events.0.on": "2023-05-16",
            "events.0.groups": ("citizens", "civil-society"),
        }
    )
    await one.push(("forum",))
    await one.fill(
        {
            "forum.name": "Multi-stakeholder forum",
            "forum.url": f"{SITE}/forum",
            "forum.since": "2023-04-11",
            "forum.members": (OFFICE, "Civil society platform", "Association of counties"),
            "forum.meets_every_days": "180",
        }
    )
    await one.meet("Timeline and ways to take part", 1, about_results=False)
    await one.update("Timeline and ways to take part")
    await one.find("Kenya · 2023-2027")
    await one.find("Page: Consultation")
    await one.see("The consultation is announced")


async def open_cocreation(one):
    await one.advance("Co-creation")


async def hear_comments(one):
    await one.take_evidence(2023)
    await one.find("Kenya · 2023-2027")
    await one.take_in("Comments on the consultation", "comments.csv")
    await one.write(PROCESS, {"comments_url": f"{SITE}/comments"})


async def write_commitments(one):
    await one.find("Kenya · 2023-2027")
    title = "Who owns the companies that win contracts"
    await one.act("Add a commitment", {"title": title, "id": "owners", "lead": "Office of the Attorney-General"})
    await one.see("A commitment is begun: what the template of 2022 asks for")
    await one.fill(
        {
            "number": "1",
            "problem": "Nobody can see who owns the companies that win public contracts.",
            "done_so_far": "A law asks companies to name their owners to the registrar.",
            "solution": "A public register of the owners, linked to the register of contracts.",
            "results": "Every public contract names the owners of the company that won it.",
        }
    )
    await one.push(("reflects",))
    await one.fill({"reflects.transparency": "The register is public, free of charge and machine-readable."})
    law = {"title": "Regulations in force", "due": "2024-06-30", "outputs": "Notice in the gazette"}
    register = {"title": "Register is public", "due": "2026-12-31", "outputs": "The register"}
    await one.act("Add a milestone", law)
    await one.act("Add a milestone", register)
    await one.find("Kenya · 2023-2027")
    await one.take_in("Commitments from a sheet", "plan.csv")
    await one.find("2023-05-20-flu6eu.toml")
    said = {"outcome": "Accepted", "text": "Commitment 1 sets up a public register.", "commitments": ("owners",)}
    await one.act("Answer the comment", said)
    await one.find("2023-06-12-vacdhv.toml")
    said = {"outcome": "Accepted in part", "text": "Counties choose the markets.", "commitments": ("budgets",)}
    await one.act("Answer the comment", said)
    await one.meet("Draft of the plan", 2, about_results=False)
    await one.update("Comments and draft of the plan")
    await one.find("Kenya · 2023-2027")
    await one.find("Page: Action plan")
    await one.see("The commitments of the plan")


async def submit(one):
    await one.advance("Plan submitted", refused="Give the address of the published plan")
    await one.see("The plan cannot be submitted before it is published")
    await one.find(PROCESS)
    await one.push(("response",))
    await one.fill({"response.published": "2023-12-15", "response.url": f"{SITE}/response"})
    await one.find(CYCLE)
    await one.push(("plan",))
    await one.fill({"plan.url": f"{SITE}/plan", "plan.published": "2023-12-20"})
    await one.advance("Plan submitted")
    await one.meet("The plan", 3, about_results=False)
    await one.update("The plan and the reasoned response")
    await one.find("Kenya · 2023-2027")
    await one.see("The plan is submitted")


async def start(one):
    await one.advance("Implementation")


async def note_review(one):
    await one.publish({"product": "action-plan-review", "published": "2024-04-12", "url": f"{SITE}/review"})


async def meet_in_june(one):
    await one.find("Kenya · 2023-2027")
    await one.meet("Results of half a year", 4)
    await one.update("Minutes")


async def report_progress(one):
    await one.take_evidence(2024)
    await one.find("Kenya · 2023-2027")
    await one.take_in("Reports on the progress of milestones", "progress.csv")
    progress = {"commitment": "courts", "milestone": "rules", "status": "Limited", "done": "Two drafts were discussed."}
    await one.act("Report progress", progress)
    await one.find("Page: Action plan")
    await one.see("Half a year later: progress is reported")


async def meet_in_december(one):
    await one.find("Kenya · 2023-2027")
    await one.meet("Results of 2024", 5)
    await one.update("Progress of all commitments")


async def complete_guides(one):
    await one.find("Kenya · 2023-2027")
    await one.meet("Results and the refresh", 6)
    await one.update("Progress of all commitments")
    await one.act("Report progress", complete("budgets", "guides", "All 47 guides are online."))


async def begin_refresh(one):
    await one.take_evidence(2025)
    await one.advance("Refresh of the plan")
    await one.act("Record the refresh", {"begun": "2025-09-01"})


async def meet_about_refresh(one):
    await one.find("Kenya · 2023-2027")
    await one.meet("Results of 2025 and the refreshed plan", 7)
    await one.update("The refreshed plan")


async def refresh(one):
    await one.find("commitments/budgets.toml")
    changed = {"sort": "Changed", "reason": "Hearings begin a year earlier, as residents asked."}
    await one.act("Record what the refresh changed", changed)
    await one.find("commitments/budgets.toml")
    await one.unfold(("milestones", 1))
    await one.fill({"milestones.1.due": "2026-06-30"})
    await one.find("commitments/courts.toml")
    ended = {"sort": "Ended early", "reason": "The Judiciary takes it up in a plan of its own."}
    await one.act("Record what the refresh changed", ended)
    await one.find("Kenya · 2023-2027")
    begun = {"title": "Contracts that anybody can follow", "id": "procurement", "lead": "Public Procurement Authority"}
    await one.act("Add a commitment", begun)
    await one.fill(
        {
            "number": "4",
            "start": "2026-01-01",
            "problem": "Nobody can follow a contract from tender to payment.",
            "done_so_far": "Tenders are published.",
            "solution": "Data of each contract, from tender to payment.",
            "results": "Anybody can follow a contract to its last payment.",
        }
    )
    await one.push(("reflects",))
    await one.fill({"reflects.accountability": "Authorities answer questions about a contract within a month."})
    data = {"title": "Data of all contracts", "due": "2027-09-30", "outputs": "Open data"}
    await one.act("Add a milestone", data)
    await one.act("Record what the refresh changed", {"sort": "Added", "reason": "It follows from the register."})
    await one.find("Kenya · 2023-2027")
    summary = "One commitment is changed, one added and one ended."
    published = {"published": "2025-12-12", "url": f"{SITE}/refreshed", "summary": summary}
    await one.act("Record the refresh", published)
    await one.advance("Implementation")
    await one.publish({"product": "midterm-review", "published": "2025-12-12", "url": f"{SITE}/midterm"})
    await one.find("Kenya · 2023-2027")
    await one.find("Page: Action plan")
    await one.see("The plan is refreshed")


def complete(commitment, milestone, done):
    """What is typed of a milestone that is reached."""
    evidence = {"done": done, "evidence": (f"{SITE}/{milestone}",)}
    return {"commitment": commitment, "milestone": milestone, "status": "Complete"} | evidence


async def hold_hearings(one):
    await one.find("Kenya · 2023-2027")
    await one.meet("Results", 8)
    await one.update("Progress of all commitments")
    await one.act("Report progress", complete("budgets", "hearings", "Hearings were held in all counties."))


async def open_register(one):
    await one.take_evidence(2026)
    await one.find("Kenya · 2023-2027")
    await one.meet("Results of 2026", 9)
    await one.update("Progress of all commitments")
    await one.act("Report progress", complete("owners", "register-is-public", "The register is public."))


async def meet_in_may(one):
    await one.find("Kenya · 2023-2027")
    await one.meet("Results", 10)
    await one.update("Progress of all commitments")


async def complete_plan(one):
    await one.take_evidence(2027)
    await one.find("Kenya · 2023-2027")
    await one.meet("Results of the plan", 11)
    await one.update("Results of all commitments")
    await one.act(
        "Report progress", complete("procurement", "data-of-all-contracts", "Data of all contracts are public.")
    )
    await one.find("Page: Action plan")
    await one.see("The plan is implemented")


async def research(one):
    await one.advance("Results report")
    await one.find("Kenya · 2023-2027")
    await one.act("Create the independent report", {"researchers": ("A. Researcher",)})
    who = {"organisation": "University of X", "country": "KE", "standing": "Author of the yearly study of budgets."}
    await one.act("Describe a researcher", {"name": "A. Researcher"} | who)
    await one.find(REPORT)
    await one.act("Enter a stage", {"stage": "Research", "by": "Researcher"})
    await one.find("Kenya · 2023-2027")
    await one.act("Add an interview", {"id": "platform", "with": "Civil society platform", "group": "Civil society"})
    await one.act("Add a source", {"id": "repository", "title": "Document repository", "url": f"{SITE}/documents"})
    await one.find("Go to Today")
    await one.take_in("Experts' answers to the common questionnaire", "answers.csv")
    await one.find("Kenya · 2023-2027")
    held = {"question": RESULTS, "answer": "Yes", "reason": "Two meetings were held each year."}
    await one.act("Answer a question", held | {"evidence": ("platform",)})
    await one.find("Page: Reports")
    await one.see("The independent report is researched")


async def review_draft(one):
    await one.find(REPORT)
    await one.act("Enter a stage", {"stage": "Peer review", "by": "Researcher"})
    await one.find("Kenya · 2023-2027")
    review = {"reviewer": "B. Expert", "text": "Say what ended the third commitment.", "commitment": "courts"}
    await one.act("Add a review", review)
    answer = "The Judiciary took it up in a plan of its own."
    await one.act("Answer or resolve a remark", {"sort": "Review", "number": "1", "answer": answer})
    await one.find(REPORT)
    await one.act("Enter a stage", {"stage": "Government comment", "by": "Independent Reporting Mechanism"})


async def comment(one):
    await one.find("Kenya · 2023-2027")
    said = {"text": "The register has answered 12,000 requests.", "commitment": "owners"}
    await one.act("Add a government comment", said)
    await one.act("Answer or resolve a remark", {"sort": "Government comment", "number": "1", "resolved": "Yes"})
    await one.find(REPORT)
    await one.act("Enter a stage", {"stage": "Final", "by": "Researcher"})


async def close(one):
    await one.find("Kenya · 2023-2027")
    published = {"report": "Independent report", "url": f"{SITE}/results", "deposited": "Yes"}
    await one.act("Publish a report", published)
    await one.find(REPORT)
    await one.act("Enter a stage", {"stage": "Published", "by": "Independent Reporting Mechanism"})
    await one.find("Kenya · 2023-2027")
    await one.act("Respond to the report", {"url": f"{SITE}/answer", "text": "We thank the researcher."})
    await one.find(REPORT)
    await one.act("Enter a stage", {"stage": "Government response", "by": "Government"})
    await one.advance("Closed")
    await one.find("Kenya · 2023-2027")
    await one.see("The cycle is closed")


DAYS = (
    ("2022-10-20", begin),
    ("2023-01-31", note_brief),
    ("2023-04-11", prepare_consultation),
    ("2023-05-02", open_cocreation),
    ("2023-07-03", hear_comments),
    ("2023-09-20", write_commitments),
    ("2023-12-20", submit),
    ("2024-01-02", start),
    ("2024-04-12", note_review),
    ("2024-06-14", meet_in_june),
    ("2024-07-05", report_progress),
    ("2024-12-06", meet_in_december),
    ("2025-06-02", complete_guides),
    ("2025-09-01", begin_refresh),
    ("2025-11-26", meet_about_refresh),
    ("2025-12-12", refresh),
    ("2026-05-20", hold_hearings),
    ("2026-11-12", open_register),
    ("2027-05-06", meet_in_may),
    ("2027-10-29", complete_plan),
    ("2028-01-10", research),
    ("2028-02-01", review_draft),
    ("2028-02-20", comment),
    ("2028-04-20", close),
)


async def sit_down(root, day, work, seen):
    """Open the app on a day, do the work of that day, and leave."""
    app = OgpkitApp(WorkspaceSession.open(root, Plugins.discover(third_party=False), date.fromisoformat(day)))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        one = Coordinator(pilot, root.parent, seen)
        if len(app.screen_stack) > 1:  # who has just begun is shown the tours
            await one.see("The new workspace: the tours are offered")
            await one.press("escape")
        await work(one)
        await wait_until_settled(pilot)
        app.session.save()


@pytest.mark.timeout(3600)  # two minutes by itself: every field of four years is gone to with Tab
async def test_a_plan_of_four_years_is_walked_with_the_keyboard(tmp_path, monkeypatch, request):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    shutil.copytree(SHEETS, tmp_path, dirs_exist_ok=True)
    sheet = tmp_path / "progress.csv"  # the app makes identifiers from titles
    said = sheet.read_text("utf-8").replace(",law,", ",regulations-in-force,")
    sheet.write_text(said.replace(",register,", ",register-is-public,"), "utf-8")
    root, seen = tmp_path / "kenya", []
    main(["init", str(root), "--name", "Open government in Kenya", "--country", "KE", "--languages", "en"])
    for day, work in DAYS:
        await sit_down(root, day, work, seen)
        # on no evening is anything wrong, least of all by a rule that does not hold for this plan
        assert [one.code for one in check(root, day)] == [], day
    if request.config.getoption("--update-screens", default=False):
        WALK.write_text("\n".join(seen), "utf-8")
    assert "\n".join(seen) == WALK.read_text("utf-8")


def check(root, day):
    """What is wrong on a day."""
    plugins = Plugins.discover(third_party=False)
    return check_workspace(
        read_workspace(root, plugins.kinds, plugins.editions, today=date.fromisoformat(day)), plugins
    )
