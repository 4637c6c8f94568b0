"""Carries the messages to the shop until each was answered with a 2xx, and looks after what falls due."""

import http.client
import logging
import threading
import time
import urllib.request
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from poincon_fakes.bank.ledger import Ledger, Notice
from poincon_fakes.bank.signing import HEADER, TOLERANCE, sign
from poincon_fakes.bank.teller import Teller

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0
TIMEOUT = 10
AT_ONCE, MOST = 4, 20

_log = logging.getLogger("poincon_fakes.bank")


class Courier(threading.Thread):
    """A thread that delivers. Each message is told at least once; order is not promised."""

    def __init__(
        self, ledger: Ledger, teller: Teller, secrets: Callable[[], Sequence[str]], *, tick: float = 0.1
    ) -> None:
        super().__init__(name="courier", daemon=True)
        self._ledger, self._teller, self._secrets, self._tick = ledger, teller, secrets, tick
        self._stopping = threading.Event()

    def run(self) -> None:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while not self._stopping.wait(self._tick):
                self._teller.sweep()
                with self._ledger.transaction():
                    due = self._ledger.next_notices(time.time(), MOST)
                rounds: dict[str, list[Notice]] = {}
                for notice in due:
                    rounds.setdefault(notice.payment_id, []).append(notice)
                list(pool.map(self._carry_all, rounds.values()))

    def stop(self) -> None:
        """Ends after the deliveries under way; what is left goes out after the next start."""
        self._stopping.set()
        self.join()

    def _carry_all(self, notices: Sequence[Notice]) -> None:
        """One payment's messages, in their order as long as none fails."""
        for notice in notices:
            self._carry(notice)

    def _carry(self, notice: Notice) -> None:
        status = post(notice, self._secrets(), int(time.time()))
        with self._ledger.transaction():
            if 200 <= status < 300:
                self._ledger.delivered(notice.id, time.time())
            else:
                self._ledger.postponed(notice.id, time.time() + pause(notice.attempts))
        _log.info("message %s: attempt %s answered %s", notice.id, notice.attempts + 1, status)


def pause(attempts: int) -> float:
    """Seconds to wait after so many attempts: 1, 2, 4 … at most 300."""
    return float(min(FIRST_PAUSE * 2**attempts, LONGEST_PAUSE))


def post(notice: Notice, secrets: Sequence[str], at: int) -> int:
    """One attempt; returns the HTTP status, 0 when nobody answered. Redirects are not followed."""
    if notice.attempts < notice.faults.get("stale_signature", 0):
        at -= 10 * TOLERANCE
    if notice.attempts < notice.faults.get("bad_signature", 0):
        secrets = ["not the secret"]
    headers = {"Content-Type": "application/json", HEADER: sign(secrets, notice.body, at)}
    request = urllib.request.Request(notice.url, notice.body, headers, method="POST")  # noqa: S310  http(s) only
    try:
        with _opener.open(request, timeout=TIMEOUT) as answer:
            return int(answer.status)
    except urllib.request.HTTPError as error:
        return error.code
    except (OSError, http.client.HTTPException):
        return 0


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))
