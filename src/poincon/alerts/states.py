"""The life of an alert: asked for, proven by its address, told. Whoever stops one has its row deleted."""

from enum import StrEnum

from poincon.kernel.flow import Flow, Step


class AlertState(StrEnum):
    ASKED = "asked"
    WANTED = "wanted"
    TOLD = "told"


ALERT_FLOW = Flow(
    AlertState,
    start=AlertState.ASKED,
    steps=[
        Step("confirm", frozenset({AlertState.ASKED}), AlertState.WANTED),
        Step("tell", frozenset({AlertState.WANTED}), AlertState.TOLD),
    ],
)
