"""The desk's page about the first page: its blocks in their order, how they look, and when they are shown."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from poincon.charter.queries import charter
from poincon.design.framed import FRAMED, without_scripts
from poincon.design.pages import page
from poincon.entrance import actions, forms, shipped, showing
from poincon.entrance import lines as telling
from poincon.entrance.actions import NotReady
from poincon.entrance.queries import arranged
from poincon.entrance.rules import blocks as rules
from poincon.entrance.words import ABOUT, KINDS
from poincon.foundation import clock, deeds, journal, wording
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk

OVERVIEW = "entrance_desk:overview"
NEWEST = 30


@require_safe
@desk(role="catalogue")
def overview(request: HttpRequest) -> HttpResponse:
    """Show the blocks of the draft, or of what was set last, and all that can be done with them."""
    return _overview(request)


def _overview(
    request: HttpRequest, form: forms.Showing | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    at, draft, newest = clock.now(), arranged.draft(), arranged.newest()
    row = draft or newest
    blocks = arranged.blocks_of(row)
    current = arranged.current(at)
    context = {
        "draft": draft,
        "draft_by": deeds.actors([draft.changed_by])[draft.changed_by] if draft else "",
        "overrun": draft is not None and draft.basis_id != (newest.pk if newest else None),
        "lines": telling.lines(blocks, at),
        "mark": rules.mark(blocks),
        "current": telling.told(current, current, at) if current else None,
        "waiting": [telling.told(one, current, at) for one in arranged.waiting(at)],
        "kinds": [(kind, label, ABOUT[kind]) for kind, label in KINDS.items()],
        "form": form or forms.Showing(initial={"seen": rules.mark(blocks)}),
        "file_form": forms.File(),
        "refusal": wording.words(refusal) if refusal else "",
        "languages": charter().languages,
        "entries": _entries(row.pk) if row else [],
    }
    return page(request, "entrance/desk/overview.html", context, status=status)


def _entries(pk: int) -> list[deeds.Deed]:
    return deeds.told(journal.entries(f"arrangement:{pk}").order_by("-id")[:NEWEST])


@require_safe
@xframe_options_sameorigin
@csp_override(FRAMED)
@desk(role="catalogue")
def preview(request: HttpRequest) -> HttpResponse:
    """Answer with the page as customers would see it: the draft, or what was set last, on a day."""
    row = arranged.draft() or arranged.newest()
    return looked_at(request, arranged.blocks_of(row))


def looked_at(request: HttpRequest, blocks: rules.Blocks) -> HttpResponse:
    """Answer with the page that blocks make, in the language and on the day that are asked for."""
    asked, spoken = request.GET.get("language"), charter().languages
    language = next((one for one in (asked, translation.get_language()) if one in spoken), spoken[0])
    with translation.override(language):
        return without_scripts(showing.as_read(request, blocks, language=language, at=_on(request)))


def _on(request: HttpRequest) -> datetime:
    """Return noon of the day that is asked for, or now."""
    try:
        day = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return clock.now()
    return timezone.make_aware(datetime.combine(day, time(12)))


@require_POST
@desk(role="catalogue")
def publication(request: HttpRequest) -> HttpResponse:
    """Have the draft shown: at once, or from a day."""
    form, at = forms.Showing(request.POST), clock.now()
    if not form.is_valid():
        return _overview(request, form, status=422)
    from_at = form.from_at(at, settings.TIME_ZONE)
    seen = form.cleaned_data["seen"]
    try:
        row = actions.publish(seen=seen, from_at=from_at, actor=actor(request), at=at)
    except NotReady as refusal:
        return _overview(request, form, refusal, status=refusal.status)
    except Refusal as refusal:
        return _overview(request, refusal=refusal, status=refusal.status)
    waits = bool(row.from_at and row.from_at > at)
    told = _("It will be shown from its day on.") if waits else _("It is in the shop.")
    messages.success(request, told)
    return redirect(OVERVIEW)


@require_POST
@desk(role="catalogue")
def aside(request: HttpRequest) -> HttpResponse:
    """Lay the draft aside."""
    act = partial(actions.put_aside, seen=request.POST.get("seen", ""))
    return _done(request, act, _("The draft is put aside. You find it among the earlier arrangements."))


@require_POST
@desk(role="catalogue")
def newest(request: HttpRequest) -> HttpResponse:
    """Let the draft follow what a colleague has set meanwhile."""
    return _done(request, partial(actions.stand_on_newest, seen=request.POST.get("seen", "")))


@require_http_methods(["POST"])
@desk(role="catalogue")
def file(request: HttpRequest) -> HttpResponse:
    """Make a draft of a file."""
    form = forms.File(request.POST, request.FILES)
    if not form.is_valid():
        messages.warning(request, _("Choose a file."))
        return redirect(OVERVIEW)
    content = form.cleaned_data["file"].read(shipped.MOST_BYTES + 1)
    act = partial(actions.take_file, content=content)
    return _done(request, act, _("It is in the draft. Nothing changes in the shop before it is published."))


def _done(request: HttpRequest, act: Callable[..., object], told: str = "") -> HttpResponse:
    try:
        act(actor=actor(request), at=clock.now())
    except Refusal as refusal:
        return _overview(request, refusal=refusal, status=refusal.status)
    if told:
        messages.success(request, told)
    return redirect(OVERVIEW)


@require_safe
@desk(role="catalogue")
def export(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the guard has read it
    """Answer with the draft, or what was set last, as a file."""
    row = arranged.draft() or arranged.newest()
    answer = HttpResponse(shipped.written(arranged.blocks_of(row)), content_type="application/toml")
    answer["Content-Disposition"] = f'attachment; filename="{shipped.FILE}"'
    return answer
