"""The bank over HTTP: an API for the shop, pages for the payer."""

import json
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from poincon_fakes.bank import pages
from poincon_fakes.bank.cards import BY_KEY
from poincon_fakes.bank.ledger import Ledger, Payment, State
from poincon_fakes.bank.signing import HEADER, Verdict, verify
from poincon_fakes.bank.teller import Entry, Step, Teller
from poincon_fakes.bank.wishes import Amounted, Fault, Faults, Named, NewPayment

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

BODY_LIMIT = 64_000
_CSS = (Path(__file__).parent / "bank.css").read_bytes()
_log = logging.getLogger("poincon_fakes.bank")

_URLS = Map([
    Rule("/healthz", endpoint="health", methods=["GET"]),
    Rule("/favicon.ico", endpoint="icon", methods=["GET"]),
    Rule("/bank.css", endpoint="css", methods=["GET"]),
    Rule("/", endpoint="home", methods=["GET"]),
    Rule("/pay/<page>", endpoint="page", methods=["GET"]),
    Rule("/pay/<page>", endpoint="pay", methods=["POST"]),
    Rule("/pay/<page>/challenge", endpoint="challenge", methods=["GET"]),
    Rule("/pay/<page>/challenge", endpoint="answer_challenge", methods=["POST"]),
    Rule("/pay/<page>/cancel", endpoint="give_up", methods=["POST"]),
    Rule("/payments", endpoint="api_create", methods=["POST"]),
    Rule("/payments", endpoint="api_list", methods=["GET"]),
    Rule("/payments/<payment_id>", endpoint="api_payment", methods=["GET"]),
    Rule("/payments/<payment_id>/refunds", endpoint="api_refund", methods=["POST"]),
    Rule("/payments/<payment_id>/capture", endpoint="api_capture", methods=["POST"]),
    Rule("/payments/<payment_id>/cancel", endpoint="api_cancel", methods=["POST"]),
    Rule("/control", endpoint="api_control", methods=["POST"]),
    Rule("/control", endpoint="api_faults", methods=["GET"]),
])  # fmt: skip


class Web:
    """The WSGI application."""

    def __init__(self, teller: Teller, ledger: Ledger, secrets: Callable[[], Sequence[str]]) -> None:
        self._teller, self._ledger, self._secrets = teller, ledger, secrets

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        request = Request(environ)
        request.max_content_length = BODY_LIMIT
        return self._answer(request)(environ, start_response)

    def _answer(self, request: Request) -> Response:
        endpoint = "unknown"
        try:
            endpoint, values = _URLS.bind_to_environ(request.environ).match()
            response: Response = getattr(self, f"_{endpoint}")(request, **values)
        except Fault as fault:
            is_api = endpoint.startswith("api")
            response = (
                _refusal(fault) if is_api else _html(pages.unknown(_language(request)), status=fault.status)
            )
        except HTTPException as error:
            response = _refusal(Fault(error.code or 400, _slug(error.name), error.name))
        # The path holds the payment's secret page and a form the card: only the endpoint is written down.
        _log.info("%s %s %s", request.method, endpoint, response.status_code)
        return response

    # The shop's side

    def _api_create(self, request: Request) -> Response:
        return self._api(request, lambda body: self._teller.create(NewPayment.read(body)), status=201)

    def _api_list(self, request: Request) -> Response:
        wanted = request.args.get("operation_id", "")
        since, until = request.args.get("since", 0, int), request.args.get("until", 10**11, int)

        def act(_: bytes) -> dict[str, Any]:
            return {"payments": self._teller.payments(operation_id=wanted, since=since, until=until)}

        return self._api(request, act)

    def _api_payment(self, request: Request, payment_id: str) -> Response:
        return self._api(request, lambda _: self._teller.payment(payment_id))

    def _api_refund(self, request: Request, payment_id: str) -> Response:
        return self._api(request, lambda body: self._teller.refund(payment_id, Amounted.read(body)))

    def _api_capture(self, request: Request, payment_id: str) -> Response:
        return self._api(request, lambda body: self._teller.capture(payment_id, Amounted.read(body)))

    def _api_cancel(self, request: Request, payment_id: str) -> Response:
        return self._api(request, lambda body: self._teller.cancel(payment_id, Named.read(body)))

    def _api_control(self, request: Request) -> Response:
        """Switches faults on for everybody; an empty object switches them all off."""
        faults = Faults.read(self._authentic(request))
        with self._ledger.transaction():
            self._ledger.set_control(faults.chosen())
        return _json({"faults": faults.chosen()})

    def _api_faults(self, request: Request) -> Response:
        self._authentic(request)
        with self._ledger.transaction():
            return _json({"faults": self._ledger.control()})

    def _api(
        self, request: Request, act: Callable[[bytes], dict[str, Any]], *, status: int = 200
    ) -> Response:
        body = self._authentic(request)
        with self._ledger.transaction():
            faults = self._teller.faults()
        if faults.answer_delay_seconds:
            time.sleep(faults.answer_delay_seconds)
        if request.method == "POST" and self._uses_up("refuse_calls"):
            raise Fault(503, "unavailable", "the bank is closed for a moment")
        answer = act(body)
        if request.method == "POST" and self._uses_up("lose_answers"):
            raise Fault(502, "answer_lost", "the bank acted, but its answer was lost")
        return _json(answer, status=status)

    def _uses_up(self, fault: str) -> bool:
        with self._ledger.transaction():
            control = self._ledger.control()
            left = int(control.get(fault, 0))
            if left:
                self._ledger.set_control(control | {fault: left - 1})
            return left > 0

    def _authentic(self, request: Request) -> bytes:
        body = request.get_data()
        verdict = verify(self._secrets(), body, request.headers.get(HEADER, ""), int(time.time()))
        if verdict is not Verdict.GOOD:
            raise Fault(401, verdict, "the request is not signed as agreed")
        return body

    # The payer's side

    def _page(self, request: Request, page: str) -> Response:
        payment, step = self._teller.opened(page)
        if step is Step.FORM:
            card = BY_KEY.get(request.args.get("card", ""))
            entry = pages.entry_of(card, datetime.now(UTC).date()) if card else {}
            is_again = payment.state is State.REFUSED
            return _html(pages.paying(payment, entry=entry, faults={}, after_refusal=is_again), payment)
        return self._next(payment, step, is_reading=True)

    def _pay(self, request: Request, page: str) -> Response:
        payment, step = self._teller.opened(page)
        if step not in (Step.FORM, Step.CHALLENGE):
            return self._next(payment, step)
        names = ("number", "expiry", "security_code")
        typed = {name: request.form.get(name, "")[:40] for name in names}
        entry = Entry(**typed)
        if faults := entry.faults():
            kept = {"number": typed["number"], "expiry": typed["expiry"]}
            said = pages.paying(payment, entry=kept, faults=faults, after_refusal=False)
            return _html(said, payment, status=422)
        return self._next(*self._teller.pay(page, entry))

    def _challenge(self, _request: Request, page: str) -> Response:
        payment, step = self._teller.opened(page)
        if step is Step.CHALLENGE:
            return _html(pages.challenge(payment, is_wrong=False), payment)
        return self._next(payment, step, is_reading=True)

    def _answer_challenge(self, request: Request, page: str) -> Response:
        if request.form.get("answer") == "decline":
            return self._next(*self._teller.decline(page))
        payment, step, is_right = self._teller.answer(page, request.form.get("code", ""))
        if step is Step.CHALLENGE and not is_right:
            return _html(pages.challenge(payment, is_wrong=True), payment, status=422)
        return self._next(payment, step)

    def _give_up(self, _request: Request, page: str) -> Response:
        payment = self._teller.give_up(page)
        is_cancelled = payment.state is State.CANCELLED
        return _see_other(payment.cancel_url if is_cancelled else payment.return_url)

    def _home(self, request: Request) -> Response:
        with self._ledger.transaction():
            latest = self._ledger.latest(20)
        return _html(pages.home(latest, _language(request)))

    def _css(self, _request: Request) -> Response:
        return Response(
            _CSS, content_type="text/css; charset=utf-8", headers={"Cache-Control": "max-age=3600"}
        )

    def _icon(self, _request: Request) -> Response:
        return Response(status=204)

    def _health(self, _request: Request) -> Response:
        return Response("ok\n", content_type="text/plain; charset=utf-8")

    def _next(self, payment: Payment, step: Step, *, is_reading: bool = False) -> Response:
        """Where the browser goes: after a form always by a 303, so that reloading repeats nothing."""
        if step is Step.FORM:
            return _see_other(f"/pay/{payment.page}")
        if step is Step.CHALLENGE:
            return _see_other(f"/pay/{payment.page}/challenge")
        if is_reading or step is Step.STAY:
            return _html(pages.ended(payment, stays=step is Step.STAY), payment)
        return _see_other(payment.return_url)


def _json(answer: dict[str, Any], *, status: int = 200) -> Response:
    return Response(json.dumps(answer), status, content_type="application/json", headers=_HEADERS)


def _refusal(fault: Fault) -> Response:
    return _json({"error": {"code": fault.code, "message": fault.message}}, status=fault.status)


def _html(text: str, payment: Payment | None = None, *, status: int = 200) -> Response:
    """A page whose forms lead nowhere but here and, by redirect, to the shop that asked."""
    shop = sorted({_origin(payment.return_url), _origin(payment.cancel_url)}) if payment else []
    policy = (
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action {' '.join(["'self'", *shop])}"
    )
    headers = _HEADERS | {"Content-Security-Policy": policy}
    return Response(text, status, content_type="text/html; charset=utf-8", headers=headers)


def _see_other(url: str) -> Response:
    return Response("", 303, headers=_HEADERS | {"Location": url})


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _language(request: Request) -> str:
    return request.accept_languages.best_match(["fr", "en"]) or "fr"


def _slug(name: str) -> str:
    return name.lower().replace(" ", "_")


_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
