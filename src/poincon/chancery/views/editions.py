"""One edition of the charter: what it changes, and what an owner decides about it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from poincon.chancery import forms, queries, rules, showing
from poincon.chancery.actions import deciding, drafting
from poincon.chancery.models import Edition
from poincon.charter.serving import Given
from poincon.design.pages import page
from poincon.foundation import clock, deeds, journal
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk
from poincon.staff.states import Role

FILE = 0


@require_GET
@desk(role=Role.OWNER)
def edition(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Show what an edition changes, who wanted it and why, and what can be done with it now."""
    if edition_id == FILE:
        return _shipped(request)
    return _edition(request, _row(edition_id), forms.Proposal())


@require_GET
@desk(role=Role.OWNER)
def download(_request: HttpRequest, edition_id: int) -> HttpResponse:
    """Return an edition as a file."""
    if edition_id == FILE:
        return showing.as_file(rules.text_of(queries.shipped()))
    return showing.as_file(_row(edition_id).text)


@require_GET
@desk(role=Role.OWNER)
def archive(_request: HttpRequest, edition_id: int) -> HttpResponse:
    """Return an edition's charter, pages and mails in one archive."""
    if edition_id == FILE:
        return showing.as_archive(Given(queries.shipped()))
    row = _row(edition_id)
    return showing.as_archive(Given(queries.drafted_by(row), row.words))


@require_POST
@desk(role=Role.OWNER)
def approval(request: HttpRequest, edition_id: int) -> HttpResponse:
    return _decided(request, edition_id, deciding.approve, _("Approved."))


@require_POST
@desk(role=Role.OWNER)
def withdrawal(request: HttpRequest, edition_id: int) -> HttpResponse:
    return _decided(request, edition_id, deciding.withdraw, _("Withdrawn. The charter stays as it is."))


@require_POST
@desk(role=Role.OWNER)
def back(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Propose to go back to this edition."""
    row = None if edition_id == FILE else _row(edition_id)
    form = forms.Proposal(request.POST)
    if not form.is_valid():
        return _edition(request, row, form, 422) if row else _shipped(request, form, 422)
    now = clock.now()
    try:
        made = drafting.propose_return(
            author=actor(request),
            edition_id=row.pk if row else None,
            why=form.cleaned_data["why"],
            from_at=form.from_at(now, queries.shipped().time_zone),
            at=now,
        )
    except Refusal as refusal:
        return showing.sorry(request, refusal, "chancery_desk:edition", edition_id)
    messages.success(request, _("Proposed."))
    return redirect("chancery_desk:edition", made.pk)


@require_POST
@desk(role=Role.OWNER)
def again(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Take the changes of an edition into the owner's draft."""
    row = _row(edition_id)
    try:
        drafting.take_up(author=actor(request), edition_id=row.pk, at=clock.now())
    except Refusal as refusal:
        return showing.sorry(request, refusal, "chancery_desk:edition", edition_id)
    return redirect("chancery_desk:draft")


def _decided(
    request: HttpRequest, edition_id: int, decide: Callable[..., Edition], done: str
) -> HttpResponse:
    """Take a decision; a second click, or a colleague who was first, changes nothing and is told."""
    row = _row(edition_id)
    try:
        decide(edition_id=row.pk, actor=actor(request), at=clock.now())
    except Refusal as refusal:
        return showing.sorry(request, refusal, "chancery_desk:edition", edition_id)
    messages.success(request, done)
    return redirect("chancery_desk:edition", edition_id)


def _row(edition_id: int) -> Edition:
    return get_object_or_404(queries.history(), pk=edition_id)


def _edition(request: HttpRequest, row: Edition, form: forms.Proposal, status: int = 200) -> HttpResponse:
    now = clock.now()
    context = {
        "edition": showing.told(row, now),
        "change": showing.change(row, now),
        "may": showing.offers(row, actor(request), now),
        "entries": deeds.told(journal.entries(journal.subject_of(row))),
        "form": form,
    }
    return page(request, "chancery/desk/edition.html", context, status=status)


def _shipped(request: HttpRequest, form: forms.Proposal | None = None, status: int = 200) -> HttpResponse:
    if queries.newest_id() is None and not queries.history().exists():
        raise Http404
    context = {"may": {"go_back": queries.newest() != queries.shipped()}, "form": form or forms.Proposal()}
    return page(request, "chancery/desk/shipped.html", context, status=status)
