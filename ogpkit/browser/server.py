"""Serves the app to browsers of this machine, to those alone that know the token in its address.

Each visit runs an app of its own. The token is asked for once; a cookie that no other site can send takes its place, so that it
does not stay in the address. A web page from elsewhere gets nowhere: neither its name for this machine nor its origin is taken.
"""

from __future__ import annotations

import os
import secrets
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiohttp import web
from textual_serve.server import Server

from ogpkit.language import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LOOPBACK: Final = "127.0.0.1"


class AppServer(Server):
    """The app of one workspace, for browsers of this machine."""

    def __init__(
        self, root: Path, port: int, *, read_only: bool, ready: Callable[[str], None], token: str = ""
    ) -> None:
        """Prepare; `serve` begins.

        Args:
            root: The workspace.
            port: The port.
            read_only: Whether nothing can be changed.
            ready: Called with the address, token included, once it can be opened.
            token: What a browser must know; a new one when left out.
        """
        super().__init__(
            command_of(root, read_only=read_only),
            host=LOOPBACK,
            port=port,
            title="ogpkit",
            templates_path=Path(__file__).parent / "templates",
        )
        self.token = token or secrets.token_urlsafe(24)
        self._ready = ready
        self._cookie = f"ogpkit-{port}"

    @property
    def address(self) -> str:
        """The address that lets a browser in."""
        return f"http://{LOOPBACK}:{self.port}/?token={self.token}"

    def initialize_logging(self) -> None:
        """Write no log: what matters is said by the command."""

    async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002  the library's signature
        """Say where the app is.

        Args:
            app: The application.
        """
        self._ready(self.address)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guarded)
        return app

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        here = {f"{name}:{self.port}" for name in (LOOPBACK, "localhost")}
        origin = request.headers.get("Origin", "")
        if request.host not in here or (origin and origin.removeprefix("http://") not in here):
            return self._refused()
        if self._is(request.query.get("token", "")):
            entered = web.Response(status=303, headers={"Location": "/"})
            entered.set_cookie(self._cookie, self.token, httponly=True, samesite="Strict", path="/")
            return self._private(entered)
        if not self._is(request.cookies.get(self._cookie, "")):
            return self._refused()
        return self._private(await handler(request))

    def _is(self, said: str) -> bool:
        return secrets.compare_digest(said.encode("utf-8", "replace"), self.token.encode())

    def _refused(self) -> web.StreamResponse:
        text = _("Open the address that “ogpkit serve” printed, with its token.")
        return self._private(web.Response(status=403, text=text))

    @staticmethod
    def _private(response: web.StreamResponse) -> web.StreamResponse:
        if not response.prepared:
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Frame-Options"] = "DENY"
            response.headers["X-Content-Type-Options"] = "nosniff"
            response.headers["Cache-Control"] = "no-store"
        return response


def command_of(root: Path, *, read_only: bool) -> str:
    """The words that run the app in a process of its own, as a shell takes them.

    Args:
        root: The workspace.
        read_only: Whether nothing can be changed.
    """
    begin = [sys.executable, "-P", "-c", "from ogpkit.cli import main; raise SystemExit(main())"]
    words = [*begin, "app", *(["--read-only"] if read_only else []), "--", str(root.resolve())]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
