"""Two ways to visit: inside this process, to see the server's own time, and over HTTP as a browser does."""

import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

FORM = "application/x-www-form-urlencoded"
HOST = "127.0.0.1"

JSON = "application/json"

type Fields = dict[str, str]
type Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wish:
    """A request as it is sent."""

    method: str
    path: str
    body: bytes = b""
    kind: str = ""
    headers: Headers = field(default_factory=dict)


def by_hand(path: str, form: Fields | None) -> Wish:
    """Return what a browser sends: the wish for a page, or a form."""
    if form is None:
        return Wish("GET", path, headers={"Accept": "text/html"})
    return Wish("POST", path, urlencode(form).encode(), FORM, {"Accept": "text/html"})


def by_program(method: str, path: str, told: object, headers: Headers) -> Wish:
    """Return what a program sends."""
    body = b"" if told is None else json.dumps(told).encode()
    return Wish(method, path, body, JSON if body else "", headers)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, the milliseconds until its last byte, and how many of them this process computed."""

    status: int
    location: str
    body: str
    took: float
    computed: float = 0.0


class Visitor(Protocol):
    """Somebody with cookies of their own."""

    def ask(self, path: str, form: Fields | None = None) -> Answer:
        """Get a page, or send a form."""

    def send(self, wish: Wish) -> Answer:
        """Send any request."""


class Cookies:
    """What the server asked to be remembered."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def note(self, headers: list[tuple[str, str]]) -> None:
        for name, value in headers:
            if name.lower() == "set-cookie":
                self._kept |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}

    @property
    def header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._kept.items())


class Inside:
    """Calls the WSGI application itself: from the request to the last byte, without any network."""

    def __init__(self, application: Callable[..., Any], port: int) -> None:
        self._application, self._port, self._cookies = application, port, Cookies()

    def ask(self, path: str, form: Fields | None = None) -> Answer:
        return self.send(by_hand(path, form))

    def send(self, wish: Wish) -> Answer:
        environ = self._environ(wish)
        told: list[tuple[str, list[tuple[str, str]]]] = []
        began, computing = time.perf_counter(), time.thread_time()
        chunks = self._application(environ, lambda status, headers, _=None: told.append((status, headers)))
        body = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        took, computed = (time.perf_counter() - began) * 1000, (time.thread_time() - computing) * 1000
        status, headers = told[0]
        self._cookies.note(headers)
        location = next((value for name, value in headers if name.lower() == "location"), "")
        return Answer(int(status.split()[0]), location, body.decode(errors="replace"), took, computed)

    def _environ(self, wish: Wish) -> dict[str, Any]:
        parts = urlsplit(wish.path)
        sent = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in wish.headers.items()}
        return sent | {
            "REQUEST_METHOD": wish.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": str(self._port),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": HOST,
            "HTTP_HOST": f"{HOST}:{self._port}",
            "HTTP_ACCEPT_LANGUAGE": "fr",
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "HTTP_COOKIE": self._cookies.header,
            "CONTENT_TYPE": wish.kind,
            "CONTENT_LENGTH": str(len(wish.body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(wish.body),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }


class OverHttp:
    """Keeps one connection to the web server of the demo."""

    def __init__(self, port: int) -> None:
        self._connection, self._cookies = http.client.HTTPConnection(HOST, port, timeout=60), Cookies()

    def ask(self, path: str, form: Fields | None = None) -> Answer:
        return self.send(by_hand(path, form))

    def send(self, wish: Wish) -> Answer:
        headers = {"Accept-Language": "fr", "Sec-Fetch-Site": "same-origin", **wish.headers}
        headers |= {"Cookie": self._cookies.header} if self._cookies.header else {}
        headers |= {"Content-Type": wish.kind} if wish.kind else {}
        began = time.perf_counter()
        self._connection.request(wish.method, wish.path, wish.body or None, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        took = (time.perf_counter() - began) * 1000
        self._cookies.note(answer.getheaders())
        return Answer(answer.status, answer.getheader("Location", ""), content.decode(errors="replace"), took)
