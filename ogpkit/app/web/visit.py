"""One visit of a browser: an app in a process of its own, and what may be said to it."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import attrs
from textual_serve.app_service import AppService

from ogpkit.app.bounds import HIGHEST, WIDEST

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Sequence

    from aiohttp import web
    from textual_serve.download_manager import DownloadManager

LONGEST: Final = 1 << 20
"""Bytes of one message of a browser; a text that is pasted is one."""

_GREATEST_PACKET: Final = 1 << 26
"""Bytes of one packet of the app."""

_RATE: Final = 1 << 18
"""Bytes that a browser may send in a second; nobody types so fast."""

_TURN: Final = 0.1
"""Seconds between two new sizes, of which a window that is being drawn larger makes very many."""

_TO_LEAVE: Final = 3.0
"""Seconds that an app has to keep its work and end before it is stopped; what it had journaled is kept then too."""


@attrs.frozen
class Request:
    """Request of a browser.

    Attributes:
        kind: What.
        text: What was typed, or is to be sent back.
        width: Columns.
        height: Lines.
    """

    kind: str
    text: str = ""
    width: int = 0
    height: int = 0


def request_in(message: str) -> Request | None:
    """Return what a message of a browser asks for; None when it makes no sense.

    Args:
        message: The message, as it came.
    """
    try:
        said = json.loads(message)
    except (ValueError, RecursionError):
        return None
    kind, given = (*said, None, None)[:2] if isinstance(said, list) else (None, None)
    if kind in ("blur", "focus"):
        return Request(kind)
    if kind in ("stdin", "ping") and isinstance(given, str | int):
        return Request(kind, text=str(given))
    if kind == "resize" and isinstance(given, dict):
        width, height = (
            parse_bounded_number(given.get("width"), WIDEST),
            parse_bounded_number(given.get("height"), HIGHEST),
        )
        return Request(kind, width=width, height=height) if width and height else None
    return None


def parse_bounded_number(said: object, most: int) -> int:
    """Return a number of columns or lines within bounds; 0 when it is none.

    Args:
        said: What was said, a number or its digits.
        most: The greatest one that is taken.
    """
    try:
        return max(min(int(said), most), 1) if isinstance(said, str | int | float) else 0
    except (ValueError, OverflowError):
        return 0


class Visit(AppService):
    """App for one browser, with bounds for what the browser may ask."""

    def __init__(self, words: Sequence[str], socket: web.WebSocketResponse, downloads: DownloadManager) -> None:
        """Prepare; `hold` begins.

        Args:
            words: The command that runs the app.
            socket: The connection to the browser.
            downloads: Hands files on to the browser.
        """
        super().__init__(
            "",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._close,
            download_manager=downloads,
        )
        self._words = words
        self._socket = socket
        self._size: tuple[int, int] | None = None
        self._sizing: asyncio.Task[None] | None = None

    async def _close(self) -> None:
        await self._socket.close()

    async def hold(self, width: int, height: int) -> None:
        """Run the app for as long as the browser looks at it and the app goes on.

        Args:
            width: Columns.
            height: Lines.
        """
        await self.start(width, height)
        try:
            await self._listen()
        finally:
            await self.stop()

    async def _listen(self) -> None:
        from aiohttp import WSMsgType  # noqa: PLC0415  with the server

        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            request = request_in(message.data)
            if request is not None:
                await self._answer(request)
            await asyncio.sleep(len(message.data) / _RATE)

    async def _answer(self, request: Request) -> None:
        if request.kind == "stdin":
            await self.send_bytes(request.text.encode("utf-8", "replace"))
        elif request.kind == "resize":
            self._size = (request.width, request.height)
            if self._sizing is None or self._sizing.done():
                self._sizing = asyncio.create_task(self._tell_size())
        elif request.kind == "ping":
            await self._socket.send_json(["pong", request.text])
        elif request.kind == "blur":
            await self.blur()
        elif request.kind == "focus":
            await self.focus()

    async def _tell_size(self) -> None:
        while self._size is not None:
            size, self._size = self._size, None
            await self.set_terminal_size(*size)
            await asyncio.sleep(_TURN)

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = process = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=None,  # why it could not begin is said where the server was started
            env=self._build_environment(width, height),
            start_new_session=True,  # Ctrl+C is for the server, which tells the app
        )
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Hand on what the app shows until it ends."""
        process = self._process
        if process is None or process.stdout is None:
            return
        stdout = process.stdout
        with suppress(asyncio.IncompleteReadError, ConnectionError, ValueError):
            while await stdout.readline() not in (b"__GANGLION__\n", b""):
                pass
            while True:
                kind, size = await stdout.readexactly(1), int.from_bytes(await stdout.readexactly(4), "big")
                if size > _GREATEST_PACKET:
                    break
                await self._hand_on(kind, await stdout.readexactly(size))
        await self._socket.close()

    async def _hand_on(self, kind: bytes, packet: bytes) -> None:
        if self._socket.closed:
            return
        if kind == b"D":
            await self.on_data(packet)
        elif kind == b"M":
            await self.on_meta(packet)
        elif kind == b"P":
            await self.on_packed(packet)

    async def stop(self) -> None:
        """End the app: it is told, and given the time to keep what was typed, and stopped if it does not end."""
        process, task = self._process, self._task
        self._task = None
        if process is None or task is None:
            return
        if self._sizing is not None:
            self._sizing.cancel()
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        if process.stdin is not None:
            with suppress(RuntimeError, OSError):
                process.stdin.write(self.encode_packet(b"M", b'{"type": "quit"}'))
                process.stdin.close()
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(process.wait()), _TO_LEAVE)
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await process.wait()
