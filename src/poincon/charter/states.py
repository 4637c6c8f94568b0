"""Where a clock stands."""

from enum import StrEnum


class ClockState(StrEnum):
    """RUNNING and PAUSED are open; the others are for good, but a broken promise may still be made good."""

    RUNNING = "running"
    PAUSED = "paused"
    KEPT = "kept"
    BROKEN = "broken"
    VOID = "void"


OPEN = (ClockState.RUNNING, ClockState.PAUSED)
