"""Paying at the sandbox bank as people do: on its page, with a test card."""

import time
from http import HTTPStatus
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, ProxyHandler, build_opener

from django.conf import settings

PAID = "4970 1000 0000 0014"
REFUSED = "4970 1000 0000 0071"  # insufficient funds
SECONDS = 5.0
PATIENCE = 4.0
PAUSE = 0.2


class _Staying(HTTPRedirectHandler):
    """The bank sends the browser back to a shop that is not open yet."""

    def redirect_request(self, *_: object) -> None:
        return None


_browser = build_opener(_Staying, ProxyHandler({}))


def answers(*, patience: float = PATIENCE) -> bool:
    """Tell whether the bank is there; one that is just opening is waited for."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            with _browser.open(f"{settings.BANK_URL}/healthz", timeout=SECONDS):
                return True
        except OSError:
            time.sleep(PAUSE)
    return False


def type_in(page_url: str, card: str) -> None:
    """Fill a payment page in with a card; a page that was used before stays as it is."""
    entry = urlencode({"number": card, "expiry": "12/39", "security_code": "123"}).encode()
    try:
        with _browser.open(page_url, entry, timeout=SECONDS):
            pass
    except HTTPError as answer:
        if answer.code != HTTPStatus.SEE_OTHER:
            raise
