"""What a browser may ask of the app, and what is left when it goes: real servers, real apps, a real connection."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import subprocess
import sys
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="the extra “serve” is not installed")
pytest.importorskip("textual_serve", reason="the extra “serve” is not installed")

from ogpkit.app.bounds import HIGHEST, WIDEST  # noqa: E402  only where it is installed
from ogpkit.app.web.visit import Request, request_in  # noqa: E402  as above

LIMIT = 120.0
TITLE = "countries/XX/cycles/2012-2013/commitments/portal.toml"
FILES = {
    "ogpkit.toml": '[workspace]\nname = "Two countries"\nlanguages = ["en"]\n',
    "countries/XX/country.toml": 'name = "Country X"\njoined = 2011-09-20\n',
    "countries/XX/cycles/2012-2013/cycle.toml": 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n',
    TITLE: 'title = "Zebra"\nchallenge = "public-resources"\nlead = "Office"\n',
}
SERVE = "from ogpkit.cli import main; raise SystemExit(main())"


@pytest.mark.parametrize(
    "message",
    ["", "{", "[]", "{}", "7", '"stdin"', '["stdin"]', '["stdin", {}]', '["resize"]', '["resize", 7]', "[" * 100_000]
    + [f'["resize", {{"width": {width}, "height": 24}}]' for width in ('"a"', "null", "[]", "1e999", "NaN")]
    + ['["other", 1]', "[null, null]", '[["stdin"], "x"]'],
)
def test_a_message_that_makes_no_sense_asks_for_nothing(message):
    assert request_in(message) is None


@pytest.mark.parametrize("width", [501, 100_000_000, 10**30, "100000000"])
def test_no_screen_is_larger_than_anybody_can_look_at(width):
    asked = request_in(json.dumps(["resize", {"width": width, "height": width}]))
    assert asked == Request("resize", width=WIDEST, height=HIGHEST)
    smaller = request_in(json.dumps(["resize", {"width": -width if isinstance(width, int) else 0, "height": 0}]))
    assert smaller == Request("resize", width=1, height=1)


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "work"
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    return folder


@pytest.fixture
def server(root):
    """A server; its address is read as soon as it is printed, and must be open then."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = str(found.getsockname()[1])
    words = [sys.executable, "-P", "-c", SERVE, "serve", "--port", port, str(root)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        process.address = process.stdout.readline().strip()
        yield process
        process.kill()


def children_of(process):
    """The processes that a process has begun."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return {int(child) for child in children.split()}


def is_alive(pid):
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


async def until(condition):
    async with asyncio.timeout(LIMIT):
        while not condition():  # noqa: ASYNC110  a process does not tell
            await asyncio.sleep(0.05)


class Browser:
    """A browser that shows the app."""

    def __init__(self, session, socket):
        self.session, self.socket, self.seen = session, socket, ""

    async def see(self, text):
        async with asyncio.timeout(LIMIT):
            while text not in self.seen:
                frame = await self.socket.receive()
                assert frame.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), frame
                if frame.type is aiohttp.WSMsgType.BINARY:
                    self.seen += plain(frame.data)

    async def look(self, seconds):
        """See whatever comes for a while; a cursor that blinks sends something for ever."""
        end = asyncio.get_running_loop().time() + seconds
        with suppress(TimeoutError):
            while (left := end - asyncio.get_running_loop().time()) > 0:
                frame = await self.socket.receive(timeout=left)
                if frame.type is aiohttp.WSMsgType.BINARY:
                    self.seen += plain(frame.data)

    async def type(self, keys):
        await self.socket.send_str(json.dumps(["stdin", keys]))


def plain(data):
    return re.sub(r"\x1b(?:\[[0-9;:?<>=]*[ -/]*[@-~]|.)", "", data.decode("utf-8", "replace"))


async def opened(server, size="width=100&height=30"):
    """A browser that has opened the address and the app in it."""
    session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
    async with session.get(server.address) as page:
        assert page.status == 200
    socket = await session.ws_connect(server.address.split("/?")[0] + f"/ws?{size}", max_msg_size=0)
    return Browser(session, socket)


async def typed(browser, text):
    """Type into the title of a commitment."""
    await browser.see("Country X")
    await browser.type("\x10")
    await browser.see("🔎")
    await browser.type("Zebra")
    await browser.see("portal.toml")
    await browser.type("\r")
    await browser.see("A short, concrete name")
    async with asyncio.timeout(LIMIT):
        while "Zebra+" not in browser.seen:
            await browser.type("\x1b[F+")
            await browser.look(1.0)  # the cursor comes a moment after the form
    for letter in text:
        await browser.type(letter)


def kept(root):
    journals = sorted((root / ".ogpkit/journal").glob("*.jsonl"))
    entries = [json.loads(line) for journal in journals for line in journal.read_text().splitlines() if line]
    texts = [entry["mine"] for entry in entries if entry.get("path") == TITLE]
    text = texts[-1] if texts else (root / TITLE).read_text("utf-8")
    return tomllib.loads(text)["title"].removeprefix("Zebra").lstrip("+")


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked at in /proc")


@needs_proc
@pytest.mark.parametrize("end", ["tab", "kill", "terminate"])
async def test_a_visit_that_ends_keeps_what_was_typed_and_leaves_no_process(server, root, end):
    browser = await opened(server, "width=100000000&height=100000000")
    letters = "abcdefghijklmnopqrstuvwxyz" * 2
    await typed(browser, letters)
    await browser.socket.send_str(json.dumps(["resize", {"width": 100_000_000, "height": 100_000_000}]))
    await browser.socket.send_str("nonsense")
    children = children_of(server)
    assert len(children) == 1
    await browser.see(letters[-30:])
    memory = max(memory_of(child) for child in children)
    if end == "tab":
        await browser.socket.close()
    else:
        server.send_signal(signal.SIGKILL if end == "kill" else signal.SIGTERM)
    await until(lambda: not any(map(is_alive, children)))
    await browser.session.close()
    assert kept(root) == letters
    assert memory < 1 << 20, "kilobytes; a screen of that size would have taken 21 GB"
    if end == "terminate":
        _out, err = server.communicate(timeout=LIMIT)
        assert "Traceback" not in err
        assert server.returncode == 0


def memory_of(pid):
    """The greatest memory that a process has had, in kilobytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
