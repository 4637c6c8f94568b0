"""The desk's page about what is made of a piece for its wearer: words engraved in it, sizes of its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from poincon.catalogue import actions, queries
from poincon.catalogue.actions import PieceUnfit
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.intake import made_forms, reading
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk

TO_PAGE = "intake_desk:made"


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def made(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is made of a piece for its wearer, and offer to engrave it, otherwise or no longer."""
    piece = _piece(pk)
    if request.method == "GET":
        return _shown(request, piece)
    form = made_forms.EngravingOffer(request.POST)
    if not form.is_valid():
        return _shown(request, piece, engraving=form)
    actions.offer_engraving(piece_id=pk, offer=form.offer(), actor=actor(request), at=clock.now())
    messages.success(request, _("It is kept."))
    return redirect(TO_PAGE, pk=pk)


@require_POST
@desk(role="catalogue")
def measured(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a variant to measure, or sell it in one size again."""
    row = queries.desk_variant(pk)
    if row is None:
        raise Http404
    piece, form = _piece(row.piece_id), made_forms.Measured(request.POST, prefix=f"v{pk}")
    if not form.is_valid():
        return _shown(request, piece, measures={pk: form})
    try:
        actions.edit_variant(variant_id=pk, columns=form.columns(), actor=actor(request), at=clock.now())
    except PieceUnfit as refusal:
        return _shown(request, piece, measures={pk: form}, refusal=refusal)
    except Refusal as refusal:
        form.add_error(None, wording.words(refusal))
        return _shown(request, piece, measures={pk: form})
    messages.success(request, _("It is kept."))
    return redirect(TO_PAGE, pk=piece.pk)


def _piece(pk: int) -> Any:
    row = queries.desk_piece(pk)
    if row is None:
        raise Http404
    return row


def _shown(
    request: HttpRequest,
    piece: Any,
    *,
    engraving: made_forms.EngravingOffer | None = None,
    measures: dict[int, made_forms.Measured] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    rows = [one for one in piece.variants.all() if one.retired_at is None]
    facts, typed = queries.variant_facts([one.pk for one in rows]), measures or {}
    offer = next((one.engraving for one in facts.values() if one.engraving), None)
    context = {
        "piece": piece,
        "engraving": engraving or made_forms.EngravingOffer(initial=made_forms.told(offer)),
        "rows": [(one, reading.choice(facts[one.pk]), typed.get(one.pk) or _measures(one)) for one in rows],
        "entries": reading.deeds(f"piece:{piece.pk}"),
        "refusal": reading.said(refusal, piece),
    }
    status = refusal.status if refusal else 422 if engraving or measures else 200
    return page(request, "intake/desk/made.html", context, status=status)


def _measures(row: Any) -> made_forms.Measured:
    told = {name: getattr(row, f"made_{name}_mm") for name in ("first", "last", "step")}
    return made_forms.Measured(initial=told | {"days": row.made_days}, prefix=f"v{row.pk}")
