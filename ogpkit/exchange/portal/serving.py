"""The site on this machine alone, built again whenever a file of the workspace changes."""

from __future__ import annotations

import logging
import os
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Final, Protocol

from ogpkit.errors import OgpkitError
from ogpkit.exchange.portal.reloading import PLACE, Builds, add_script
from ogpkit.exchange.templates import TEMPLATES_FOLDER
from ogpkit.text.i18n import _
from ogpkit.workspace.watch import watch_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.exchange.portal.output import Outcome

LOOPBACK: Final = "127.0.0.1"


class Listener(Protocol):
    """Is told what happens while the site is served."""

    def report_ready(self, address: str) -> None:
        """Say that the site can be opened.

        Args:
            address: The address of its first page.
        """

    def report_built(self, outcome: Outcome) -> None:
        """Say that the site was built.

        Args:
            outcome: What was done.
        """

    def report_failure(self, error: OgpkitError) -> None:
        """Say that the site could not be built again, and is as it was.

        Args:
            error: What stood in the way.
        """

    def report_notice(self, text: str) -> None:
        """Say that something is not as it was meant to be, but goes on.

        Args:
            text: What, in the user's language.
        """


class PortTaken(OgpkitError):
    """Raised when another program listens on a port."""


class SiteServer(ThreadingHTTPServer):
    """Gives the files of one folder to this machine, and nothing else."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"

    def __init__(self, folder: Path, port: int, builds: Builds | None = None) -> None:
        """Listen on the loopback address.

        Args:
            folder: The folder of the site.
            port: The port; 0 takes one that is free.
            builds: The builds of the site, after each of which open pages are shown again; none when left out.

        Raises:
            PortTaken: Another program listens there.
        """
        self.builds = builds
        try:
            super().__init__((LOOPBACK, port), partial(_Handler, directory=os.path.realpath(folder)))
        except OSError as error:
            raise PortTaken(
                _("Port {port} cannot be used: {reason}. Choose another port with --port.").format(
                    port=port, reason=error.strerror or error
                )
            ) from error

    @property
    def address(self) -> str:
        """Return the address of the first page."""
        return f"http://{LOOPBACK}:{self.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    """Gives files, but no lists of folders, nothing hidden, and nothing through links that lead outside."""

    def send_head(self) -> Any:
        """Return the headers of a file, and the file."""
        if not self._is_meant() or not self._is_inside() or self.path.startswith(PLACE):
            return self._give_script()
        if self._find_builds() is not None and self._give_live_page():
            return None
        return super().send_head()

    def _find_builds(self) -> Builds | None:
        return self.server.builds if isinstance(self.server, SiteServer) else None

    def _give_script(self) -> None:
        """Give the script by which an open page learns of the next build; an address of nothing else leads nowhere."""
        path, _mark, query = self.path.partition("?")
        builds = self._find_builds()
        if builds is not None and self._is_meant() and path.startswith(PLACE):
            script = builds.find_script(path.removeprefix(PLACE), query)
            if script is not None:
                self._give(HTTPStatus.OK, "text/javascript", script)
                return
        self._tell_missing()

    def _give_live_page(self) -> bool:
        """Give a page with the script that shows it again after the next build; tell whether it is a page."""
        found = Path(self.translate_path(self.path))
        page = found / "index.html" if found.is_dir() and self.path.partition("?")[0].endswith("/") else found
        if page.suffix != ".html" or not page.is_file():
            return False
        self._give(HTTPStatus.OK, "text/html", add_script(page.read_bytes()))
        return True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with what is wrong; an address that leads nowhere gets the page that the site has for that."""
        if code == HTTPStatus.NOT_FOUND:
            self._tell_missing()
        else:
            super().send_error(code, message, explain)

    def _tell_missing(self) -> None:
        page = Path(self.directory, "404.html")
        if not page.is_file() or page.is_symlink() or not self._is_meant():
            super().send_error(HTTPStatus.NOT_FOUND)
            return
        self._give(HTTPStatus.NOT_FOUND, "text/html", page.read_bytes())

    def _give(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def list_directory(self, path: Any) -> None:  # noqa: ARG002  no folder is listed
        """Refuse."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """End them with what holds for every file."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the person at the keyboard did not ask which files a browser takes."""

    def _is_meant(self) -> bool:
        """Tell whether the request names this machine: a page from elsewhere that was led here under another name does not."""
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        return host in (LOOPBACK, "localhost")

    def _is_inside(self) -> bool:
        try:
            found = Path(os.path.realpath(self.translate_path(self.path)))
        except ValueError:  # a path with a null character
            return False
        root = Path(self.directory)
        return found.is_relative_to(root) and not any(part.startswith(".") for part in found.relative_to(root).parts)


def serve(
    build: Callable[[], Outcome],
    root: Path,
    out: Path,
    *,
    port: int,
    tell: Listener,
    stop: Event | None = None,
) -> None:
    """Serve the site until told to stop, or interrupted.

    Args:
        build: Builds the site.
        out: The folder of the site.
        port: The port; 0 takes one that is free.
        tell: Is told what happens.
        stop: Ends it when set.
    """
    ended = stop or Event()
    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # it would tell of Ctrl+C
    tell.report_built(build())
    builds = Builds()
    with SiteServer(out, port, builds) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        tell.report_ready(server.address)
        try:
            for _changed in watch_files(root, ended, also=[TEMPLATES_FOLDER], tell=tell.report_notice):
                try:
                    outcome = build()
                    if outcome.written or outcome.removed:
                        builds.add()
                    tell.report_built(outcome)
                except OgpkitError as error:  # a template may be half written
                    tell.report_failure(error)
        except KeyboardInterrupt:
            pass
        finally:
            ended.set()
            builds.add()  # so that no page waits for a server that ends
            server.shutdown()
            thread.join()
