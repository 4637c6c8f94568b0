"""The desk's page on which one supplier is named for many pieces at once: looked at first, then kept."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from poincon.catalogue import actions, queries
from poincon.catalogue.queries import Sourcing
from poincon.design import words
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.intake.forms import language
from poincon.intake.views import choosing
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk


class SourcingOvertaken(Refusal):
    """Not the same pieces as were shown would change now."""

    code = "sourcing_overtaken"


class NoneChosen(Refusal):
    """All that could change names another supplier, and that these change as well was not ticked."""

    code = "sourcing_unticked"
    status = 422


@require_POST
@desk(role="catalogue")
def new(request: HttpRequest) -> HttpResponse:
    """Show what naming a supplier changes of the ticked pieces or of the list; keep it once that was seen."""
    named = request.POST.get("supplied_by", "")
    supplier = queries.supplier_by_id(int(named)) if named.isdecimal() and len(named) < 19 else None
    if supplier is None:
        return _back(request, _("Choose the supplier first."))
    found = queries.sourcing(_chosen(request), supplier, on=clock.local_day(clock.now()))
    whole = choosing.takes_all(request.POST)
    if not found.found:
        none = _("No piece is in this list any more.") if whole else _("No piece was ticked.")
        return _back(request, none)
    if "seal" not in request.POST:
        return _shown(request, found)
    try:
        done = _kept(request, found)
    except Refusal as refusal:
        return _shown(request, found, refusal)
    told = ngettext("%(said)s piece names %(name)s now.", "%(said)s pieces name %(name)s now.", done)
    messages.success(request, told % {"said": words.number(done, language()), "name": supplier.name})
    return redirect(f"{reverse('intake_desk:pieces')}?{urlencode({'supplier': supplier.pk})}")


def _chosen(request: HttpRequest) -> QuerySet[Any]:
    if choosing.takes_all(request.POST):
        return choosing.narrowed(choosing.asked(request.POST))
    return queries.desk_list().filter(pk__in=choosing.ticked(request.POST))


def _kept(request: HttpRequest, found: Sourcing) -> int:
    if request.POST["seal"] != found.seal:
        raise SourcingOvertaken()
    ids = found.unnamed + (found.elsewhere if request.POST.get("elsewhere") else [])
    if not ids:
        raise NoneChosen()
    return actions.buy_from(
        supplier_id=found.supplier.pk, piece_ids=ids, actor=actor(request), at=clock.now()
    )


def _shown(request: HttpRequest, found: Sourcing, refusal: Refusal | None = None) -> HttpResponse:
    whole = choosing.takes_all(request.POST)
    context = {
        "found": found,
        "which": "all" if whole else "ticked",
        "asked": choosing.asked(request.POST),
        "ticked": [] if whole else choosing.ticked(request.POST),
        "also": bool(request.POST.get("elsewhere")),
        "refusal": wording.words(refusal) if refusal else "",
    }
    return page(request, "intake/desk/sourcing.html", context, status=refusal.status if refusal else 200)


def _back(request: HttpRequest, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect(f"{reverse('intake_desk:pieces')}?{urlencode(choosing.asked(request.POST))}")
