"""Many who do the same at the same moment, each on a connection of their own."""

import threading
from collections.abc import Callable

from django.db import connections


def at_once(count: int, work: Callable[[], object]) -> list[Exception]:
    """Run `work` in that many threads which start together, and return what they raised."""
    gate = threading.Barrier(count)
    raised: list[Exception] = []

    def run() -> None:
        gate.wait()
        try:
            work()
        except Exception as error:  # noqa: BLE001 - handed to the test
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
