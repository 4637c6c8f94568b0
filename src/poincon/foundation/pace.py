"""How often somebody may ask, counted in this process alone.

For answers that cost less than looking up a count that all processes share, and that harm nobody: a limit
that costs more than the answer protects nobody. Where guessing would pay, use the shared one.
"""

from collections import OrderedDict
from threading import Lock

MOST_KEPT = 20_000  # of those who asked last; whoever is forgotten begins anew


class Pace:
    """Lets each one ask `burst` times at once, and from then on `per_second` times a second."""

    def __init__(self, *, burst: int, per_second: float) -> None:
        self._burst, self._per_second = float(burst), per_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def allows(self, who: str, at: float) -> bool:
        """Count a question asked at `at` seconds; False when it came too soon."""
        with self._lock:
            left, since = self._left.pop(who, (self._burst, at))
            left = min(self._burst, left + max(0.0, at - since) * self._per_second)
            allowed = left >= 1
            self._left[who] = (left - 1 if allowed else left, at)
            if len(self._left) > MOST_KEPT:
                self._left.popitem(last=False)
            return allowed
