"""Two demos never share a port, not even while neither listens there yet."""

import socket
from pathlib import Path

import pytest
from tests.local.test_guardian import free_port

from poincon.config.local.plan import BESIDE, Plan
from poincon.config.local.ports import PortBusy, claimed, is_free, look_again


def plan(port: int) -> Plan:
    return Plan("calmea", port, 0, Path())


@pytest.mark.parametrize("beside", [-3, -2, -1, 0, 1, 2, 3])
def test_a_demo_that_is_being_prepared_has_its_ports_already(beside: int) -> None:
    port = free_port()
    other = plan(port + beside * BESIDE)

    with claimed(plan(port)):
        assert is_free(port), "nobody listens yet: the look at the port alone would let the other one have it"
        with pytest.raises(PortBusy, match=r"choose PORT="), claimed(other):
            pass
    with claimed(other):
        pass


def test_all_busy_ports_are_named_with_what_they_are_for() -> None:
    port = free_port()
    with (
        socket.create_server(("127.0.0.1", port + BESIDE)),
        socket.create_server(("127.0.0.1", port + 3 * BESIDE)),
        pytest.raises(PortBusy) as busy,
        claimed(plan(port)),
    ):
        pass

    told, mailbox, bank = str(busy.value), port + BESIDE, port + 3 * BESIDE
    assert told.startswith(f"port {mailbox} (mailbox) is busy, port {bank} (bank) is busy;")
    assert "\n" not in told
    with claimed(plan(port)):  # what was refused holds nothing
        pass


def test_a_port_that_was_taken_meanwhile_opens_no_shop() -> None:
    port = free_port()
    with claimed(plan(port)):
        look_again(plan(port))
        with socket.create_server(("127.0.0.1", port)), pytest.raises(PortBusy, match=r"\(shop\) is busy"):
            look_again(plan(port))
