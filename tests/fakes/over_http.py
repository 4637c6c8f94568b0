"""Talking to the stand-ins over HTTP, as the shop and as a payer's browser."""

import json
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from poincon_fakes.bank.server import Bank
from poincon_fakes.bank.signing import HEADER, Verdict, sign

SECRET = "a secret of the tests"


@dataclass
class Answer:
    """What came back over HTTP."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        return self.headers["Location"]

    @property
    def code(self) -> str:
        """The error's code."""
        return str(self.json["error"]["code"])


def ask(method: str, url: str, body: bytes = b"", **headers: str) -> Answer:
    """One request, no redirect followed."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=10)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    found = Answer(answer.status, dict(answer.getheaders()), answer.read())
    connection.close()
    return found


@dataclass
class Shop:
    """The shop's side: signs its calls, and keeps the messages it gets."""

    url: str
    secrets: list[str] = field(default_factory=lambda: [SECRET])
    heard: list[dict[str, Any]] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    """Statuses to answer the next messages with; then 204."""
    bank: Bank | None = None
    operations: int = 0

    def call(self, method: str, path: str, wish: dict[str, Any] | None = None) -> Answer:
        body = json.dumps(wish).encode() if wish is not None else b""
        signature = sign(self.secrets, body, int(time.time()))
        return ask(method, self.bank_url + path, body, **{HEADER: signature})

    @property
    def bank_url(self) -> str:
        assert self.bank is not None
        return self.bank.url

    def wish(self, **other: Any) -> dict[str, Any]:
        """A good payment to ask for."""
        self.operations += 1
        return {
            "operation_id": f"create-{self.operations}",
            "amount_minor": 12_900,
            "currency": "EUR",
            "reference": "K7M-4QX",
            "merchant": "Calmea",
            "language": "fr",
            "mode": "test",
            "return_url": f"{self.url}/return/K7M-4QX",
            "cancel_url": f"{self.url}/cancel/K7M-4QX",
            "notify_url": f"{self.url}/messages",
            "expires_at": int(time.time()) + 600,
        } | other

    def create(self, **other: Any) -> dict[str, Any]:
        answer = self.call("POST", "/payments", self.wish(**other))
        assert answer.status == 201, answer.text
        created: dict[str, Any] = answer.json
        return created

    def payment(self, created: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = self.call("GET", f"/payments/{created['id']}").json
        return found

    def told(self, created: dict[str, Any]) -> list[str]:
        """The types of the messages heard about a payment, in their order."""
        return [message["type"] for message in self.heard if message["payment_id"] == created["id"]]


def pay(page_url: str, number: str, *, expiry: str = "12/30", security_code: str = "123") -> Answer:
    """Sends the card form."""
    typed = {"number": number, "expiry": expiry, "security_code": security_code}
    return post_form(page_url, typed)


def post_form(url: str, typed: dict[str, str]) -> Answer:
    return ask("POST", url, urlencode(typed).encode(), Content_Type="application/x-www-form-urlencoded")


class Page(HTMLParser):
    """What can be seen and filled in on a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inputs: dict[str, dict[str, str]] = {}
        self.forms: list[str] = []
        self.links: list[str] = []
        self.labels: set[str] = set()
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.code = ""
        self._in_code = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes |= set(found)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "input":
            self.inputs[found["name"]] = found
        elif tag == "form":
            self.forms.append(found["action"])
        elif tag == "a":
            self.links.append(found["href"])
        elif tag == "label":
            self.labels.add(found["for"])
        self._in_code = found.get("id") == "shown-code"

    def handle_data(self, data: str) -> None:
        if self._in_code:
            self.code, self._in_code = data, False
