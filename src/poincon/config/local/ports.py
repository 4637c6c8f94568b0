"""A demo's ports: looked at all together before anything starts, and nobody else's until it ends."""

import errno
import socket
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

from poincon.config.local.plan import BESIDE, Plan

CHOICES = 3
SEARCHED = 200


class PortBusy(RuntimeError):
    """Somebody else has a port that the demo needs; the message is for a person, and names a choice."""


@contextmanager
def claimed(plan: Plan) -> Iterator[None]:
    """Keep all ports of a demo from other demos while the block runs. Raises PortBusy.

    A demo uses its own port last, when the shop is prepared: until then no one listens there, and another
    demo would take it for free.
    """
    with ExitStack() as held:
        busy = [port for port in plan.ports if not (is_free(port) and _claim(port, held))]
        _refuse(plan, busy)
        yield


def look_again(plan: Plan) -> None:
    """Refuse to open a shop whose port somebody took while it was prepared: both would answer there.

    Raises PortBusy.
    """
    _refuse(plan, [] if is_free(plan.port) else [plan.port])


def is_free(port: int) -> bool:
    """Whether nobody listens on a port of this machine, be it on one address or on all."""
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _refuse(plan: Plan, busy: Iterable[int]) -> None:
    names = dict(zip(plan.ports, ("shop", "mailbox", "mails", "bank"), strict=True))
    told = ", ".join(f"port {port} ({names[port]}) is busy" for port in busy)
    if told:
        needed = ", ".join(map(str, plan.ports))
        raise PortBusy(f"{told}; PORT={plan.port} needs {needed}: choose {', '.join(_choices(plan))}")


def _choices(plan: Plan) -> Iterator[str]:
    found = (port for port in range(plan.port + 1, plan.port + SEARCHED) if _could_be(port))
    return (f"PORT={port}" for port, _ in zip(found, range(CHOICES), strict=False))


def _could_be(port: int) -> bool:
    with ExitStack() as held:
        return all(is_free(one) and _claim(one, held) for one in range(port, port + 4 * BESIDE, BESIDE))


def _claim(port: int, held: ExitStack) -> bool:
    """Hold a name of this machine for the port: the kernel lets go of it when this process ends."""
    if sys.platform != "linux":  # which alone has names of this kind; elsewhere the look at the ports decides
        return True
    claim = held.enter_context(socket.socket(socket.AF_UNIX))
    try:
        claim.bind(f"\0poincon-demo-port-{port}")
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        return False
    return True
