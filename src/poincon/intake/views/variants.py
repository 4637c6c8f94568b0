"""The desk's pages about one variant: its facts, price and stock."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from poincon.catalogue import actions, queries
from poincon.catalogue.actions import BarcodeTaken, PieceUnfit
from poincon.charter.queries import charter
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.intake import arrivals, forms, reading
from poincon.inventory import actions as inventory
from poincon.inventory import queries as stock
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.pricing import actions as pricing
from poincon.pricing import queries as prices
from poincon.staff.policies import actor, desk

TO_PAGE = "intake_desk:variant"


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a variant to a piece."""
    piece = queries.desk_piece(pk)
    if piece is None:
        raise Http404
    form = forms.VariantFacts(request.POST or None)
    if request.method == "POST" and form.is_valid():
        columns = form.columns() | {"position": piece.variants.count()}
        try:
            row = actions.add_variant(piece_id=pk, columns=columns, actor=actor(request), at=clock.now())
        except Refusal as refusal:
            _blame(form, refusal, piece)
        else:
            return redirect(TO_PAGE, pk=row.pk)
    context = {"form": form, "piece": piece}
    status = 422 if form.errors else 200
    return page(request, "intake/desk/new_variant.html", context, part="form", status=status)


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def variant(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a variant, and write its facts anew."""
    row = _variant(pk)
    if request.method == "GET":
        return _shown(request, row)
    form = forms.VariantFacts(request.POST)
    if not form.is_valid():
        return _shown(request, row, facts=form)
    return _done(request, row, {"facts": form}, actions.edit_variant, variant_id=pk, columns=form.columns())


@require_POST
@desk(role="catalogue")
def price(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask another price from now on; the old one stays in the history."""
    row, form = _variant(pk), forms.Asked(request.POST)
    if not form.is_valid():
        return _shown(request, row, price=form)
    amount = Money.of(form.cleaned_data["amount"], charter().currency)
    return _done(request, row, {"price": form}, pricing.set_price, variant_id=pk, amount=amount)


@require_POST
@desk(role="catalogue")
def floor(request: HttpRequest, pk: int) -> HttpResponse:
    """Never ask less than that from now on, or anything again."""
    row, form = _variant(pk), forms.Floor(request.POST)
    if not form.is_valid():
        return _shown(request, row, floor=form)
    typed = form.cleaned_data["amount"]
    least = Money.of(typed, charter().currency) if typed is not None else None
    return _done(request, row, {"floor": form}, pricing.set_floor, variant_id=pk, floor=least)


@require_POST
@desk(role="catalogue")
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """Book pieces in, once however often it is pressed; those who ordered ahead are served first."""
    row, form = _variant(pk), forms.Delivery(request.POST)
    if not form.is_valid():
        return _shown(request, row, delivery=form)

    def act(**told: Any) -> None:
        if not arrivals.book_in(variant_id=pk, **told):
            messages.info(request, _("This delivery had been booked in already: it counts once."))

    return _done(request, row, {"delivery": form}, act, **form.cleaned_data)


@require_POST
@desk(role="catalogue")
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the books to what was counted in the house; who bought a missing piece is written to at once."""
    row, form = _variant(pk), forms.Counted(request.POST)
    if not form.is_valid():
        return _shown(request, row, count=form)
    counted, seen = form.cleaned_data["house"], form.cleaned_data["seen"]

    def act(**told: Any) -> None:
        _warn(request, inventory.count_house(variant_id=pk, counted=counted, cause="count", **told))

    anew = forms.Counted.against(stock.on_shelves(pk), house=counted)
    return _done(request, row, {"count": anew}, act, seen=seen)


def _warn(request: HttpRequest, short: int) -> None:
    if short:
        told = ngettext(
            "%(number)d missing piece had been sold: its buyer has been written to, and chooses.",
            "%(number)d missing pieces had been sold: their buyers have been written to, and choose.",
            short,
        )
        messages.warning(request, told % {"number": short})


@require_POST
@desk(role="catalogue")
def restock(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when more come, or that nobody knows."""
    row = _variant(pk)
    form = forms.Restock(request.POST, sells_ahead=not queries.gone_for_good([pk]))
    if form.is_valid() and (day := form.cleaned_data["on"]) and day < clock.local_day(clock.now()):
        form.add_error("on", _("This day has passed."))
    if not form.is_valid():
        return _shown(request, row, restock=form)
    on, quantity = form.cleaned_data["on"], form.cleaned_data.get("quantity") or 0
    return _done(
        request, row, {"restock": form}, inventory.set_restock, variant_id=pk, on=on, quantity=quantity
    )


def _blame(form: forms.VariantFacts, refusal: Refusal, piece: Any) -> None:
    """Say beside its field what is taken, and above all what a piece on show would then lack."""
    if isinstance(refusal, PieceUnfit):
        told = (f"{one.where} – {one.why}" for one in reading.reasons(refusal.reasons, piece))
        form.add_error(None, list(told))
    else:
        form.add_error("gtin" if isinstance(refusal, BarcodeTaken) else "sku", wording.words(refusal))


def _variant(pk: int) -> Any:
    row = queries.desk_variant(pk)
    if row is None:
        raise Http404
    return row


def _done(request: HttpRequest, row: Any, typed: dict[str, Any], act: Any, **what: Any) -> HttpResponse:
    try:
        act(actor=actor(request), at=clock.now(), **what)
    except BarcodeTaken as taken:
        _blame(typed["facts"], taken, row.piece)
        return _shown(request, row, **typed)
    except Refusal as refusal:
        return _shown(request, row, refusal=refusal, **typed)
    messages.success(request, _("It is kept."))
    return redirect(TO_PAGE, pk=row.pk)


def _shown(request: HttpRequest, row: Any, *, refusal: Refusal | None = None, **typed: Any) -> HttpResponse:
    now = clock.now()
    sheet = stock.sheets([row.pk], at=now).get(row.pk, stock.NO_SHEET)
    facts = queries.variant_facts([row.pk])[row.pk]
    context = {
        "variant": row,
        "piece": row.piece,
        "choice": reading.choice(facts),
        "sheet": sheet,
        "gone": bool(queries.gone_for_good([row.pk])),
        "waiting": len(stock.awaiting([row.pk])),
        "history": prices.told_entries(row.pk),
        "tag": prices.tags([row.pk], at=now).get(row.pk),
        "entries": reading.deeds(f"variant:{row.pk}"),
        "refusal": reading.said(refusal, row.piece),
        "against": _against(refusal, row.piece),
        "found": _found(row, now),
        **_forms(row, sheet),
        **typed,
    }
    status = refusal.status if refusal else 422 if typed else 200
    return page(request, "intake/desk/variant.html", context, status=status)


def _found(row: Any, now: datetime) -> dict[str, list[reading.Against]]:
    """Return what stands against this variant of its piece, by field."""
    standing = queries.reasons_against(row.piece, on=clock.local_day(now))
    own = [one for one in standing if one.row == row.pk and one.field in {"options", "variants"}]
    own += [one for one in standing if one.field == "weight"]
    return reading.beside(reading.reasons(own, row.piece))


def _against(refusal: Refusal | None, piece: Any) -> list[reading.Against]:
    return reading.reasons(refusal.reasons, piece) if isinstance(refusal, PieceUnfit) else []


def _forms(row: Any, sheet: stock.Sheet) -> dict[str, Any]:
    base = prices.base(row.pk, at=clock.now())
    initial = {
        "sku": row.sku,
        "size": f"FR {row.circumference_mm.normalize():f}" if row.circumference_mm else "",
        "length_mm": row.length_mm,
        "options": "\n".join(f"{name}: {value}" for name, value in row.options),
        "weight_g": row.weight_mg / 1000 if row.weight_mg else None,
        "gtin": row.gtin,
    }
    return {
        "facts": forms.VariantFacts(initial=initial),
        "price": forms.Asked(initial={"amount": base.regular.amount if base else None}),
        "floor": forms.Floor(initial={"amount": base.floor.amount if base and base.floor else None}),
        "delivery": forms.Delivery(),
        "count": forms.Counted.against(stock.on_shelves(row.pk)),
        "restock": forms.Restock(
            initial={"on": sheet.restock_on, "quantity": sheet.restock_free or None},
            sells_ahead=not queries.gone_for_good([row.pk]),
        ),
    }
