"""A mailbox that runs: an SMTP sink and its pages, started and stopped together."""

import asyncio
import json
import logging
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from aiosmtpd.smtp import SMTP, Envelope, Session
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from poincon_fakes.mailbox import pages
from poincon_fakes.mailbox.letters import Folder, Letter

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SIZE_LIMIT = 20_000_000
_CSS = (Path(__file__).parent / "mailbox.css").read_bytes()
_OWN_POLICY = (
    "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: http://127.0.0.1:* "
    "http://localhost:*; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_log = logging.getLogger("poincon_fakes.mailbox")
_URLS = Map([
    Rule("/healthz", endpoint="health"),
    Rule("/favicon.ico", endpoint="icon"),
    Rule("/mailbox.css", endpoint="css"),
    Rule("/", endpoint="listing"),
    Rule("/messages.json", endpoint="messages"),
    Rule("/mail/<letter_id>", endpoint="letter"),
    Rule("/mail/<letter_id>/html", endpoint="html"),
    Rule("/mail/<letter_id>/source", endpoint="source"),
    Rule("/mail/<letter_id>/parts/<int:number>", endpoint="part"),
])  # fmt: skip


class Sink:
    """What the SMTP server does with a mail: keep it."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content or b""
        letter_id = self._folder.put(content if isinstance(content, bytes) else content.encode())
        _log.info("mail %s kept", letter_id)
        return "250 kept"


class Web:
    """The WSGI application. Only reading: every address answers GET alone."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        request = Request(environ)
        return self._answer(request)(environ, start_response)

    def _answer(self, request: Request) -> Response:
        language = request.accept_languages.best_match(["fr", "en"]) or "fr"
        try:
            endpoint, values = _URLS.bind_to_environ(request.environ).match(method="GET")
            response: Response = getattr(self, f"_{endpoint}")(language, **values)
        except NotFound:
            return _html(pages.unknown(language), status=404)
        except HTTPException as error:
            return Response(error.name, error.code)
        return response

    def _listing(self, language: str) -> Response:
        return _html(pages.listing(self._folder.letters(), language))

    def _messages(self, _language: str) -> Response:
        """The same list for programs, without the attachments' content."""
        return _plain(json.dumps([_told(letter) for letter in self._folder.letters()]), "application/json")

    def _letter(self, language: str, letter_id: str) -> Response:
        return _html(pages.letter(self._known(letter_id), language))

    def _html(self, _language: str, letter_id: str) -> Response:
        return _html(pages.framed(self._known(letter_id)), policy=_MAIL_POLICY)

    def _source(self, _language: str, letter_id: str) -> Response:
        self._known(letter_id)
        return _plain(self._folder.raw(letter_id) or b"", "text/plain; charset=utf-8")

    def _part(self, _language: str, letter_id: str, number: int) -> Response:
        for part in self._known(letter_id).attachments:
            if part.number == number:
                kind = part.kind if part.is_picture else "application/octet-stream"
                how = "inline" if part.is_picture else "attachment"
                named = {"Content-Disposition": f"{how}; filename*=UTF-8''{quote(part.name, safe='')}"}
                return _plain(part.content, kind, named)
        raise NotFound

    def _css(self, _language: str) -> Response:
        return _plain(_CSS, "text/css; charset=utf-8")

    def _icon(self, _language: str) -> Response:
        return Response(status=204)

    def _health(self, _language: str) -> Response:
        return _plain("ok\n", "text/plain; charset=utf-8")

    def _known(self, letter_id: str) -> Letter:
        letter = self._folder.letter(letter_id)
        if letter is None:
            raise NotFound
        return letter


class Mailbox:
    """A mailbox on two ports of 127.0.0.1; port 0 takes a free one. Start it once, stop it once."""

    def __init__(self, *, folder: Path, web_port: int = 0, smtp_port: int = 0) -> None:
        kept = Folder(folder)
        self._web = make_server("127.0.0.1", web_port, Web(kept), threaded=True, request_handler=_Silent)
        self._socket = socket.create_server(("127.0.0.1", smtp_port))
        self._loop, self._stopping = asyncio.new_event_loop(), asyncio.Event()
        self._sink = Sink(kept)

    @property
    def url(self) -> str:
        """The pages' address, without a final slash."""
        return f"http://127.0.0.1:{self._web.port}"

    @property
    def smtp_port(self) -> int:
        return int(self._socket.getsockname()[1])

    def serve(self) -> None:
        """Serves until `stop()` is called from elsewhere."""
        pages_thread = threading.Thread(target=self._web.serve_forever, args=(0.1,), name="mailbox-pages")
        pages_thread.start()
        self._loop.run_until_complete(self._take_mail())
        self._web.shutdown()
        pages_thread.join()
        self._web.server_close()
        self._loop.close()

    def stop(self) -> None:
        """Asks `serve()` to end."""
        self._loop.call_soon_threadsafe(self._stopping.set)

    async def _take_mail(self) -> None:
        server = await self._loop.create_server(self._smtp, sock=self._socket)
        await self._stopping.wait()
        server.close()
        server.close_clients()
        await server.wait_closed()

    def _smtp(self) -> SMTP:
        return SMTP(
            self._sink, hostname="mailbox", data_size_limit=SIZE_LIMIT, enable_SMTPUTF8=True, loop=self._loop
        )


class _Silent(WSGIRequestHandler):
    """Addresses and subjects stay out of the log."""

    def log(self, *_: object, **__: object) -> None:
        return


@contextmanager
def running(mailbox: Mailbox) -> Iterator[Mailbox]:
    """A mailbox in a thread of this process, for tests."""
    thread = threading.Thread(target=mailbox.serve, name="mailbox", daemon=True)
    thread.start()
    try:
        yield mailbox
    finally:
        mailbox.stop()
        thread.join()


def _told(letter: Letter) -> dict[str, object]:
    return {
        "id": letter.id,
        "from": letter.sender,
        "to": letter.to,
        "subject": letter.subject,
        "date": letter.sent,
        "attachments": [part.name for part in letter.attachments],
        "text": letter.text,
        "html": letter.html,
    }


def _html(text: str, *, status: int = 200, policy: str = _OWN_POLICY) -> Response:
    headers = _HEADERS | {"Content-Security-Policy": policy}
    return Response(text, status, content_type="text/html; charset=utf-8", headers=headers)


def _plain(content: bytes | str, kind: str, more: dict[str, str] | None = None) -> Response:
    return Response(content, content_type=kind, headers=_HEADERS | (more or {}))
