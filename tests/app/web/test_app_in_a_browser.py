"""The app as a browser shows it, with nothing asked of anybody else. Needs Chromium and the extra `browser`."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ogpkit.devkit.testing.waiting import LONGEST

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
playwright = pytest.importorskip("playwright.sync_api", reason="the extra “browser” is not installed")
pytest.importorskip("textual_serve", reason="the extra “serve” is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)")

EXAMPLE = Path(__file__).parents[3] / "examples/networking-paper"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def test_it_opens_and_asks_nobody_else(tmp_path):
    root = shutil.copytree(EXAMPLE, tmp_path / "work")
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    words = [
        sys.executable,
        "-P",
        "-c",
        "from ogpkit.cli import main; raise SystemExit(main())",
        "serve",
        "--port",
        str(port),
    ]
    frames, asked = [], []

    def received(frame):
        frames.append(frame)

    with subprocess.Popen(
        [*words, "--read-only", str(root)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            address = process.stdout.readline().strip()
            with playwright.sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=LONGEST * 1000)
                page = browser.new_page()
                page.set_default_timeout(LONGEST * 1000)
                page.on("request", lambda request: asked.append(request.url))
                page.on("websocket", lambda socket: socket.on("framereceived", received))
                page.goto(address)
                shown = ""
                while "read-only" not in shown:  # the test's own time limit ends what does not come
                    page.wait_for_timeout(200)
                    raw = b"".join(frame for frame in frames if isinstance(frame, bytes)).decode("utf-8", "replace")
                    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", raw)
                assert "Country X" in shown
                # keys go to the app without a click
                assert page.evaluate("document.activeElement.className") == "xterm-helper-textarea"
                browser.close()
        finally:
            process.terminate()
    assert all(url.startswith((f"http://127.0.0.1:{port}/", "data:", "blob:")) for url in asked)
    assert list((root / ".ogpkit").glob("*.jsonl")) == []
