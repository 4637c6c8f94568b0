"""Waiting for something that happens in another process."""

import threading
import time
from collections.abc import Callable

_never = threading.Event()


def eventually[T](ask: Callable[[], T], *, within: float = 20) -> T:
    """Asks until the answer is truthy; fails with the last answer after so many seconds."""
    until = time.monotonic() + within
    while not (answer := ask()):
        assert time.monotonic() < until, f"still {answer!r} after {within} s"
        _never.wait(0.02)
    return answer
