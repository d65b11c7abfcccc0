"""The site on this machine: its files alone, for this machine alone, and new when a file changes."""

import http.client
import socket
from threading import Event, Thread

import pytest

from ogpkit.devkit.testing.waiting import LONGEST, wait_until
from ogpkit.exchange.portal.building import build
from ogpkit.exchange.portal.frame import Options
from ogpkit.exchange.portal.reloading import Builds
from ogpkit.exchange.portal.serving import PortTaken, SiteServer, serve


@pytest.fixture
def server(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<h1>Hail</h1>")
    (site / ".ogpkit-portal.json").write_text("{}")
    (site / "empty").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (site / "out.txt").symlink_to(tmp_path / "secret.txt")
    with SiteServer(site, 0) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        server.folder = site
        yield server
        server.shutdown()
        thread.join()


def asked(server, path, host=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=LONGEST)
    connection.putrequest("GET", path, skip_host=host is not None)
    if host is not None:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), answer.headers


def test_it_gives_the_pages(server):
    status, text, headers = asked(server, "/")
    assert (status, text) == (200, "<h1>Hail</h1>")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/out.txt",
        "/.ogpkit-portal.json",
        "/empty/",
        "/nowhere",
        "//etc/passwd",
        "/%00",
    ],
)
def test_it_gives_nothing_else(server, path):
    status, text, _headers = asked(server, path)
    assert status == 404
    assert "secret" not in text.replace("secret.txt", "")


@pytest.fixture
def live(server):
    server.builds = Builds()
    return server


def test_an_open_page_asks_for_the_next_build_and_is_shown_again(live):
    status, page, _headers = asked(live, "/")
    assert (status, page) == (200, "<h1>Hail</h1>")  # what has no end gets no script
    (live.folder / "page.html").write_text("<body><h1>Hail</h1></body>")
    assert asked(live, "/page.html?q=1")[1] == '<body><h1>Hail</h1><script src="/-/start.js"></script>\n</body>'
    assert "ask(0)" in asked(live, "/-/start.js")[1]
    said = []
    waiting = Thread(target=lambda: said.append(asked(live, "/-/changed.js?seen=0")[1]), daemon=True)
    waiting.start()
    live.builds.add()
    waiting.join(LONGEST)
    assert said == ["location.reload();\n"]
    assert asked(live, "/-/changed.js?seen=0")[1] == "location.reload();\n"


@pytest.mark.parametrize("path", ["/-/nothing.js", "/-/changed.js?seen=x", "/-/../.ogpkit-portal.json"])
def test_there_are_no_other_scripts(live, path):
    assert asked(live, path)[0] == 404


def test_a_site_that_is_not_built_again_has_no_script(server):
    (server.folder / "page.html").write_text("<body></body>")
    assert asked(server, "/page.html")[1] == "<body></body>"
    assert asked(server, "/-/start.js")[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "127.0.0.1.evil.example:1"])
def test_another_name_for_this_machine_is_not_answered(server, host):
    assert asked(server, "/", host)[0] == 404


def test_a_port_that_is_taken_is_named(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortTaken, match="Choose another port with --port"):
            SiteServer(tmp_path, taken.getsockname()[1])


@pytest.mark.parametrize("file", ["countries/XY/country.toml", "templates/page.html"])
def test_a_change_builds_it_again_and_a_broken_template_ends_nothing(workspace, tmp_path, plugins, file):
    (workspace / "templates").mkdir()
    (workspace / "templates/page.html").write_text("{{ title }} {{ content }}{% block more %}{% endblock %}")
    stop, ready, outcomes = Event(), Event(), []

    class Told:
        def report_ready(self, _address):
            ready.set()

        def report_built(self, outcome):
            outcomes.append(outcome)

        report_failure = report_notice = report_built

    def run():
        options = Options(languages=("en",), templates=workspace / "templates")
        out = tmp_path / "out"
        serve(lambda: build(workspace, out, plugins, options), workspace, out, port=0, tell=Told(), stop=stop)

    thread = Thread(target=run, daemon=True)
    thread.start()
    try:
        assert ready.wait(LONGEST)
        text, page = (workspace / file).read_text(), tmp_path / "out/en/XY.html"
        broken = "{% if %}" if file.startswith("templates") else ""

        def is_built_again():
            """The watch may begin a moment after the first page can be seen, so the file is written until it is noticed."""
            (workspace / file).write_text(broken or text.replace("Country Y", "Country Why"))
            return len(outcomes) > 1

        wait_until(is_built_again)
        if broken:
            assert "page.html:1 does not work" in str(outcomes[1])
            (workspace / file).write_text(text.replace("{{ title }}", "Our {{ title }}"))
        wait_until(lambda: page.exists() and ("Our Country Y" if broken else "Country Why") in page.read_text())
        wait_until(lambda: any(getattr(one, "written", ()) for one in outcomes[1:]))
    finally:
        stop.set()
        thread.join(LONGEST)
    assert not thread.is_alive()
