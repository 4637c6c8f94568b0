"""Who comes to an address, and what each is to find there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.http import HttpResponse
from django.urls import reverse

from poincon.staff.policies import MAY_CHANGE, MAY_OPEN
from poincon.staff.states import Role

type Made = object | Callable[[Mapping[str, object]], object]


class Found(StrEnum):
    """What an answer amounts to."""

    IN = "in"  # a page, a form to correct, a way on: whoever sees this has passed
    SIGN_IN = "asked to sign in"
    TO_DESK = "led to the desk"
    NOTHING = "404"
    NO = "403"
    NO_TOKEN = "401"  # asked for a token, whatever browser comes
    NO_SUCH_WAY = "405"  # nobody may ask in this way: tells nothing, opens nothing
    BROKEN = "broken"


VISITORS = ("anonymous",)
BUYERS = ("customer", "stranger")
STAFF = tuple(role.value for role in Role)
EVERYBODY = (*VISITORS, *BUYERS, *STAFF)
METHODS = ("GET", "POST")

Expected = dict[tuple[str, str], Found]


@dataclass(frozen=True)
class Row:
    """What everybody finds at an address, by (person, method), and the parts of its path."""

    expected: Expected
    kwargs: Mapping[str, Made]

    def path(self, name: str, scene: Mapping[str, object]) -> str:
        made = {key: value(scene) if callable(value) else value for key, value in self.kwargs.items()}
        return f"/{name}" if name in ("healthz", "readyz") else reverse(name, kwargs=made or None)


def judged(response: HttpResponse) -> Found:
    """Read an answer from outside."""
    status, place = response.status_code, response.headers.get("Location", "").partition("?")[0]
    if status == 302 and place == reverse("account_login"):
        return Found.SIGN_IN
    if status == 302 and place == reverse("staff_desk:home"):
        return Found.TO_DESK
    by_status = {401: Found.NO_TOKEN, 404: Found.NOTHING, 403: Found.NO, 405: Found.NO_SUCH_WAY}
    return by_status.get(status, Found.BROKEN if status >= 500 else Found.IN)


def _all(found: Found, people: tuple[str, ...] = EVERYBODY) -> Expected:
    return {(person, method): found for person in people for method in METHODS}


def public(**kwargs: Made) -> Row:
    return Row(_all(Found.IN), kwargs)


def signed_in(**kwargs: Made) -> Row:
    return Row(_all(Found.IN) | _all(Found.SIGN_IN, VISITORS), kwargs)


def second_step(**kwargs: Made) -> Row:
    """Only those between the password and the code: visitors start again, others are in already."""
    return signed_in(**kwargs)


def customers(**kwargs: Made) -> Row:
    return Row(_all(Found.SIGN_IN, VISITORS) | _all(Found.IN, BUYERS) | _all(Found.TO_DESK, STAFF), kwargs)


def own(**kwargs: Made) -> Row:
    """An object of `customer`, which `stranger` must not find."""
    row = customers(**kwargs)
    return replace(row, expected=row.expected | _all(Found.NOTHING, ("stranger",)))


def private(**kwargs: Made) -> Row:
    """An object that only `customer` finds, at an address that asks nobody to sign in."""
    return Row(_all(Found.NOTHING) | _all(Found.IN, ("customer",)), kwargs)


def desk(role: str, **kwargs: Made) -> Row:
    """A page of the desk: the roles decide, and for buyers there is nothing."""
    expected = _all(Found.SIGN_IN, VISITORS) | _all(Found.NOTHING, BUYERS)
    for method, allowed in (("GET", MAY_OPEN), ("POST", MAY_CHANGE)):
        for one in Role:
            expected[one.value, method] = Found.IN if one in allowed[Role(role)] else Found.NO
    return Row(expected, kwargs)


def machine(**kwargs: Made) -> Row:
    """An address for machines that prove themselves: a browser's request is refused by its content."""
    return Row(_all(Found.NO_TOKEN), kwargs)


def program(*ways: str, found: Found = Found.NO_TOKEN, **kwargs: Made) -> Row:
    """An address for programs: a browser brings no token, and nobody's cookie opens it."""
    return Row({(who, way): found for who in EVERYBODY for way in ways or METHODS}, kwargs)


def absent(row: Row, method: str = "") -> Row:
    """The object is made up: whoever may pass finds nothing, by that method or by any."""
    return replace(
        row,
        expected={
            key: Found.NOTHING if found is Found.IN and method in ("", key[1]) else found
            for key, found in row.expected.items()
        },
    )
