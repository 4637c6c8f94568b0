"""What each role may open and change at the desk, and the guard in front of every desk view.

Need to know (R140): the catalogue does not see customers, a viewer changes nothing, and only the
owner decides who works here.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from poincon.accounts.queries import has_second_factor
from poincon.charter.promises import keeps
from poincon.design.pages import page as whole_page
from poincon.foundation.signing_in import signed_in
from poincon.staff.models import StaffMember
from poincon.staff.queries import member_of
from poincon.staff.states import Role

type View = Callable[..., HttpResponseBase]

READING = frozenset({"GET", "HEAD", "OPTIONS"})

# A page belongs to one role; these are the roles that may open it, and those that may act on it.
MAY_OPEN: dict[Role, frozenset[Role]] = {
    Role.OWNER: frozenset({Role.OWNER}),
    Role.COUNTER: frozenset({Role.OWNER, Role.COUNTER, Role.VIEWER}),
    Role.CATALOGUE: frozenset({Role.OWNER, Role.CATALOGUE, Role.VIEWER}),
    Role.VIEWER: frozenset(Role),
}
MAY_CHANGE: dict[Role, frozenset[Role]] = {
    Role.OWNER: frozenset({Role.OWNER}),
    Role.COUNTER: frozenset({Role.OWNER, Role.COUNTER}),
    Role.CATALOGUE: frozenset({Role.OWNER, Role.CATALOGUE}),
    Role.VIEWER: frozenset(Role),
}


def may_open(roles: frozenset[Role], page: Role) -> bool:
    return bool(roles & MAY_OPEN[page])


def may_change(roles: frozenset[Role], page: Role) -> bool:
    return bool(roles & MAY_CHANGE[page])


def is_for(found: object, page: Role) -> bool:
    """Whether a card of this page's matters may be shown to a member of staff (R140)."""
    return isinstance(found, StaffMember) and may_open(frozenset(map(Role, found.roles)), page)


@keeps("rights.need_to_know")
def desk(role: str = Role.VIEWER) -> Callable[[View], View]:
    """Guard a desk view: `@desk(role="counter")` on a page of the counter.

    Visitors are asked to sign in; for customers the page does not exist (404); staff without the role,
    or with one that may only look, get 403. Where the house wants a second factor, staff without one
    are led to set it up first. The view finds its member with `member(request)`.
    """
    page = Role(role)

    def guard(view: View) -> View:
        @never_cache
        @signed_in
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            found = member_of(request.user)
            if found is None:
                raise Http404
            roles = frozenset(Role(name) for name in found.roles)
            allowed = may_open if request.method in READING else may_change
            if not allowed(roles, page):
                return _closed(request, found, roles, page)
            if settings.STAFF_NEEDS_SECOND_FACTOR and not has_second_factor(found.user):
                return HttpResponseRedirect(reverse("mfa_activate_totp"))
            _introduce(request, found, roles, page)
            return view(request, *args, **kwargs)

        return guarded

    return guard


def _closed(request: HttpRequest, found: StaffMember, roles: frozenset[Role], page: Role) -> HttpResponseBase:
    """Say within the desk who may open the page, or act on it, and who decides about that (403)."""
    _introduce(request, found, roles, page)
    request.desk_page = None  # type: ignore[attr-defined]  # nothing of the page is shown that could be read
    looks = may_open(roles, page)
    may = MAY_CHANGE if looks else MAY_OPEN
    named = ", ".join(str(role.label) for role in Role if role in may[page])
    return whole_page(request, "staff/desk/closed.html", {"roles": named, "looks": looks}, status=403)


def member(request: HttpRequest) -> StaffMember:
    """Return who is at the desk; only within a view guarded by `desk`."""
    found: StaffMember = request.staff  # type: ignore[attr-defined]
    return found


def actor(request: HttpRequest) -> str:
    """Return the member's name in the journal, such as "staff:3"."""
    return f"staff:{member(request).pk}"


def opens(request: HttpRequest, role: str) -> bool:
    """True when who is at the desk may open that role's pages: for what other pages tell of them."""
    found: frozenset[str] = request.desk_roles  # type: ignore[attr-defined]
    return role in found


def _introduce(request: HttpRequest, found: StaffMember, roles: frozenset[Role], page: Role) -> None:
    """Leave on the request what views, the desk's menu and its forms ask for."""
    opens = frozenset(one.value for one in Role if may_open(roles, one))
    request.staff, request.desk_roles = found, opens  # type: ignore[attr-defined]
    # Forms that would be refused are not offered: `{% desk_form %}`.
    request.desk_page, request.desk_acts = page, may_change(roles, page)  # type: ignore[attr-defined]
