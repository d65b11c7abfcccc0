"""Serves the app to browsers of this machine, to those alone that know the token in its address.

Each visit runs an app of its own. The token is asked for once; a cookie that no other site can send takes its place, so that it
does not stay in the address. A web page from elsewhere gets nowhere: neither its name for this machine nor its origin is taken.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiohttp import web
from textual_serve.server import Server

from ogpkit.app.bounds import HIGHEST, WIDEST
from ogpkit.app.web.visit import LONGEST, Visit, parse_bounded_number
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LOOPBACK: Final = "127.0.0.1"

_MOST: Final = 10
"""Browsers that look at the same time; each has a process of its own."""

_TO_LEAVE: Final = 5.0
"""Seconds for which the end of all visits is waited for."""


class NotListening(OgpkitError):
    """Raised when a port cannot be used."""


class AppServer(Server):
    """App of one workspace, for browsers of this machine."""

    def __init__(
        self, root: Path, port: int, *, read_only: bool, ready: Callable[[str], None], token: str = ""
    ) -> None:
        """Prepare; `serve` begins.

        Args:
            read_only: Whether nothing can be changed.
            ready: Called with the address, token included, once it can be opened.
            token: What a browser must know; a new one when left out.
        """
        super().__init__(
            "",
            host=LOOPBACK,
            port=port,
            title="ogpkit",
            templates_path=Path(__file__).parent / "templates",
        )
        self._words = list_app_words(root, read_only=read_only)
        self._visits = 0
        self._sockets: set[web.WebSocketResponse] = set()
        self.token = token or secrets.token_urlsafe(24)
        self._ready = ready
        self._cookie = f"ogpkit-{port}"

    @property
    def address(self) -> str:
        """Return the address that lets a browser in."""
        return f"http://{LOOPBACK}:{self.port}/?token={self.token}"

    def serve(self, debug: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  the library's signature
        """Serve until told to stop.

        Args:
            debug: Nothing.

        Raises:
            NotListening: The port cannot be used.
        """
        for name in ("aiohttp", "asyncio", "textual-serve"):  # a browser that goes away is nothing to be told
            logging.getLogger(name).addHandler(logging.NullHandler())
            logging.getLogger(name).propagate = False
        with suppress(KeyboardInterrupt):
            asyncio.run(self._serve())

    async def _serve(self) -> None:
        runner = web.AppRunner(await self._make_app(), shutdown_timeout=_TO_LEAVE, access_log=None)
        await runner.setup()
        try:
            await self._start_listening(runner)
            ended = self._listen_for_end()
            self._ready(self.address)
            await ended.wait()
        finally:
            await runner.cleanup()

    async def _start_listening(self, runner: web.AppRunner) -> None:
        try:
            await web.TCPSite(runner, self.host, self.port).start()
        except OSError as error:
            raise NotListening(
                _("Port {port} cannot be used: {reason}. Choose another port with --port.").format(
                    port=self.port, reason=os.strerror(error.errno) if error.errno else error
                )
            ) from error

    @staticmethod
    def _listen_for_end() -> asyncio.Event:
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                with suppress(NotImplementedError):  # Windows; Ctrl+C is an exception there
                    loop.add_signal_handler(getattr(signal, name), ended.set)
        return ended

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: nobody listens yet."""

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002  the library's signature
        """End every visit."""
        await asyncio.gather(*(socket.close() for socket in tuple(self._sockets)), return_exceptions=True)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run an app for a browser.

        Args:
            request: What the browser asks for.
        """
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=LONGEST, timeout=1.0)
        if self._visits >= _MOST:
            raise web.HTTPServiceUnavailable(text=_("Too many windows have this workspace open. Close one of them."))
        self._visits += 1
        try:
            await socket.prepare(request)
            self._sockets.add(socket)
            width = parse_bounded_number(request.query.get("width"), WIDEST) or 80
            height = parse_bounded_number(request.query.get("height"), HIGHEST) or 24
            await Visit(self._words, socket, self.download_manager).hold(width, height)
        finally:
            self._visits -= 1
            self._sockets.discard(socket)
        return socket

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard_request)
        return app

    @web.middleware
    async def _guard_request(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        here = {f"{name}:{self.port}" for name in (LOOPBACK, "localhost")}
        origin = request.headers.get("Origin", "")
        if request.host not in here or (origin and origin.removeprefix("http://") not in here):
            return self._refuse_request()
        if self._is(request.query.get("token", "")):
            entered = web.Response(status=303, headers={"Location": "/"})
            entered.set_cookie(self._cookie, self.token, httponly=True, samesite="Strict", path="/")
            return self._mark_private(entered)
        if not self._is(request.cookies.get(self._cookie, "")):
            return self._refuse_request()
        return self._mark_private(await handler(request))

    def _is(self, said: str) -> bool:
        return secrets.compare_digest(said.encode("utf-8", "replace"), self.token.encode())

    def _refuse_request(self) -> web.StreamResponse:
        text = _("Open the full address that “ogpkit serve” printed, including the token.")
        return self._mark_private(web.Response(status=403, text=text))

    @staticmethod
    def _mark_private(response: web.StreamResponse) -> web.StreamResponse:
        if not response.prepared:
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Frame-Options"] = "DENY"
            response.headers["X-Content-Type-Options"] = "nosniff"
            response.headers["Cache-Control"] = "no-store"
        return response


def list_app_words(root: Path, *, read_only: bool) -> list[str]:
    """Return the words that run the app in a process of its own.

    Args:
        read_only: Whether nothing can be changed.
    """
    begin = [sys.executable, "-P", "-c", "from ogpkit.cli import main; raise SystemExit(main())"]
    return [*begin, "app", *(["--read-only"] if read_only else []), "--", str(root.resolve())]
