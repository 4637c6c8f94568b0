"""The desk's first page, and the owner's page about the people who work here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poincon.design.pages import page
from poincon.foundation import clock, deeds, journal, wording
from poincon.foundation.panels import drawn
from poincon.foundation.registries import desk_today
from poincon.kernel.refusal import Refusal
from poincon.staff import actions, forms, queries
from poincon.staff.models import StaffMember
from poincon.staff.policies import actor, desk, member, opens
from poincon.staff.states import Role


@desk()
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Today: the cards that features registered."""
    me = member(request)
    mine = [panel for panel in desk_today if not panel.role or opens(request, panel.role)]
    context = {"member": me, "cards": drawn(mine, request, me), "now": clock.now()}
    return page(request, "staff/desk/home.html", context)


@desk(role=Role.OWNER)
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Show who works here, and hire."""
    form = forms.Hiring(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _hire(request, form)
        except Refusal as refusal:
            form.add_error(None, wording.words(refusal))
        else:
            return HttpResponseRedirect(reverse("staff_desk:people"))
    context = {"form": form, "people": queries.everybody()}
    return page(request, "staff/desk/people.html", context, part="form", status=422 if form.errors else 200)


@desk(role=Role.OWNER)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, member_id: int) -> HttpResponse:
    """Show one member with what happened to their roles, and change them."""
    row = _row(member_id)
    form = forms.Roles(request.POST or None, initial={"roles": row.roles})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_roles(
                member=row, roles=form.cleaned_data["roles"], actor=actor(request), at=clock.now()
            )
        except Refusal as refusal:
            form.add_error("roles", wording.words(refusal))
        else:
            messages.success(request, _("The roles are kept."))
            return HttpResponseRedirect(reverse("staff_desk:person", args=[row.pk]))
    context = {"form": form, "person": row, "entries": _deeds(row)}
    return page(request, "staff/desk/person.html", context, part="form", status=422 if form.errors else 200)


@desk(role=Role.OWNER)
@require_POST
def leave(request: HttpRequest, member_id: int) -> HttpResponse:
    """Close the desk to a member."""
    row = _row(member_id)
    actions.disable(member=row, actor=actor(request), at=clock.now())
    messages.success(request, _("The desk is closed to this person."))
    return HttpResponseRedirect(reverse("staff_desk:person", args=[row.pk]))


@desk(role=Role.OWNER)
@require_POST
def readmission(request: HttpRequest, member_id: int) -> HttpResponse:
    """Open the desk to a member again."""
    row = _row(member_id)
    actions.readmit(member=row, actor=actor(request), at=clock.now())
    messages.success(request, _("The desk is open to this person again."))
    return HttpResponseRedirect(reverse("staff_desk:person", args=[row.pk]))


def _row(member_id: int) -> StaffMember:
    return get_object_or_404(StaffMember.objects.select_related("user"), pk=member_id)


def _deeds(row: StaffMember) -> list[tuple[deeds.Deed, str]]:
    """Return what happened to a member's roles, with the roles in words."""
    told = deeds.told(journal.entries(f"staff:{row.pk}"))
    labels = dict(Role.choices)
    return [(deed, ", ".join(str(labels.get(role, role)) for role in deed.after.split("+"))) for deed in told]


def _hire(request: HttpRequest, form: forms.Hiring) -> None:
    actions.hire(
        **form.cleaned_data,
        language=(get_language() or "fr")[:2],
        actor=actor(request),
        at=clock.now(),
    )
    messages.success(request, _("A link to choose a password is on its way."))
