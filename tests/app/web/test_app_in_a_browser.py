"""The app as a browser shows it, with nothing asked of anybody else. Needs Chromium and the extra `browser`."""

import re
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from ogpkit.devkit.testing.waiting import LONGEST

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
playwright = pytest.importorskip("playwright.sync_api", reason="the extra “browser” is not installed")
pytest.importorskip("textual_serve", reason="the extra “serve” is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)")

EXAMPLE = Path(__file__).parents[3] / "examples/networking-paper"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
HOME = "countries/XX/cycles/2012-2013"
FILES = {
    "ogpkit.toml": '[workspace]\nname = "One country"\nlanguages = ["en"]\n',
    "countries/XX/country.toml": 'name.en = "Country X"\nlanguages = ["en"]\njoined = 2011-09-20\n',
    f"{HOME}/cycle.toml": 'edition = "roadmap-2011"\nstart = {begun}\nend = {ends}\n\n'
    '[[history]]\nstage = "intent"\non = {begun}\n',
    f"{HOME}/commitments/portal.toml": 'title = "Publish mining revenues"\n\n'
    '[[milestones]]\nid = "map"\ntitle = "Map of two regions"\ndue = {yesterday}\nstatus = "not-started"\n',
    f"{HOME}/consultation/process.toml": "opens = {begun}\ncloses = {yesterday}\n",
    f"{HOME}/consultation/comments/0001.toml": 'received = {begun}\nauthor = "Ana"\ntext = "Publish payments."\n',
}


class BrowserScreen:
    """The app in a page of Chromium.

    Attributes:
        page: The page.
        asked: Every address that the page has asked for.
    """

    def __init__(self, page):
        self.page, self.asked, self._frames = page, [], []
        page.set_default_timeout(LONGEST * 1000)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: socket.on("framereceived", self._note))

    def _note(self, frame):
        self._frames.append(frame)

    def text(self):
        """Return all that the app has drawn, one after the other."""
        raw = b"".join(frame for frame in self._frames if isinstance(frame, bytes)).decode("utf-8", "replace")
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", raw)

    def wait(self, condition):
        """Wait until something is so; the test's own time limit ends what does not come."""
        while not condition():
            self.page.wait_for_timeout(100)

    def rest(self):
        """Wait until nothing more is drawn: the cursor is then where it belongs."""
        counts = []
        self.wait(lambda: counts.append(len(self._frames)) or counts[-8:] == [counts[-1]] * 8)

    def press(self, words):
        """Press keys, and wait until the app has drawn something for each."""
        for key in words.split():
            before = len(self._frames)
            self.page.keyboard.press(key)
            self.wait(lambda before=before: len(self._frames) > before)


@contextmanager
def served(root, *more):
    """Serve a workspace, and open it in a browser."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    code = "from ogpkit.cli import main; raise SystemExit(main())"
    words = [sys.executable, "-P", "-c", code, "serve", "--port", str(port), *more, str(root)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            address = process.stdout.readline().strip()
            with playwright.sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=LONGEST * 1000)
                screen = BrowserScreen(browser.new_page())
                screen.page.goto(address)
                yield screen
                browser.close()
        finally:
            process.terminate()
    assert all(url.startswith((f"http://127.0.0.1:{port}/", "data:", "blob:")) for url in screen.asked)


def test_it_opens_and_asks_nobody_else(tmp_path):
    root = shutil.copytree(EXAMPLE, tmp_path / "work")
    with served(root, "--read-only") as screen:
        screen.wait(lambda: "read-only" in screen.text())
        assert "Country X" in screen.text()
        # keys go to the app without a click
        assert screen.page.evaluate("document.activeElement.className") == "xterm-helper-textarea"
    assert list((root / ".ogpkit").glob("*.jsonl")) == []


def test_a_mornings_work_is_done_in_a_browser(tmp_path):
    today = date.today()  # noqa: DTZ011  the day of the app
    days = {"begun": today - timedelta(100), "yesterday": today - timedelta(1), "ends": today + timedelta(300)}
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text.format(**days) if "{" in text else text, "utf-8")

    def read(path):
        return (tmp_path / HOME / path).read_text("utf-8")

    with served(tmp_path) as screen:

        def begin(group, dialog):
            screen.wait(lambda: re.search(rf"\d {group}", screen.text()))
            found = re.findall(rf"(\d) {group}", screen.text())
            screen.press(f"{found[-1]} Enter")
            screen.wait(lambda: dialog in screen.text())
            screen.rest()

        begin("Overdue", "Report the progress of a milestone")
        screen.page.keyboard.type("https://example.org/map")
        screen.press("Control+j")
        screen.wait(lambda: 'status = "complete"' in read("commitments/portal.toml"))
        assert "https://example.org/map" in read("commitments/portal.toml")

        begin("Waiting for your answer", "What happens with the comment")
        screen.press("a Tab")
        screen.page.keyboard.type("Yes")
        screen.press("Control+j")
        screen.wait(lambda: 'outcome = "accepted"' in read("consultation/comments/0001.toml"))
        assert "Yes" in read("consultation/comments/0001.toml")

        begin("The next stage", "stage")
        screen.press("Control+j")
        screen.wait(lambda: read("cycle.toml").count("[[history]]") > 1)
