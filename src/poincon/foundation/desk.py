"""The desk's door, for features that stand below the staff.

They name the role that a page needs; who wears it is for staff to say, which puts its guard here when
the shop starts. While there is none, nobody passes.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

type View = Callable[..., HttpResponseBase]
type Guard = Callable[[str], Callable[[View], View]]

_guards: list[Guard] = []


def guard_with(guard: Guard) -> None:
    """Have `guard(role)(view)` decide about every desk page that is enclosed here."""
    _guards[:] = [guard]


def for_role(role: str) -> Callable[[View], View]:
    """Open a view only to staff who wear `role`."""

    def enclose(view: View) -> View:
        @wraps(view)
        def enclosed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not _guards:
                raise PermissionDenied("no guard stands at the desk's door")
            return _guards[0](role)(view)(request, *args, **kwargs)

        return enclosed

    return enclose


def actor(request: HttpRequest) -> str:
    """Return who is at the desk, as the journal names them; only within an enclosed view."""
    return f"staff:{request.staff.pk}"  # type: ignore[attr-defined]  # the guard leaves it there
