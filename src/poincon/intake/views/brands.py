"""The desk's pages about brands and suppliers: who answers for the pieces, and where they come from."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from poincon.catalogue import actions, queries
from poincon.catalogue.actions import PieceUnfit, Taken, WordsForbidden
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.intake import house_forms, reading
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk


@require_GET
@desk(role="catalogue")
def listing(request: HttpRequest) -> HttpResponse:
    """List the brands by name."""
    return page(request, "intake/desk/brands.html", {"brands": queries.brands()})


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def new(request: HttpRequest) -> HttpResponse:
    """Add a brand."""
    form = house_forms.Maker(request.POST or None)

    def write(**who: Any) -> int:
        return actions.create_brand(columns=_columns(form), **who)

    return _written(request, form, {"brand": None, "title": _("New brand")}, "brand", write)


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def brand(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a brand, and write what is told of it anew."""
    row = queries.brand_by_id(pk)
    if row is None:
        raise Http404
    form = house_forms.Maker(request.POST or None, initial=_initial(row, house_forms.Maker))

    def write(**who: Any) -> int:
        told = _columns(form)
        actions.edit_brand(brand_id=pk, columns=told | {"slug": told["slug"] or row.slug}, **who)
        return pk

    context = {
        "brand": row,
        "title": row.name,
        "former": queries.former_addresses(brand=pk),
        "entries": reading.deeds(f"brand:{pk}"),
    }
    return _written(request, form, context, "brand", write)


@require_GET
@desk(role="catalogue")
def suppliers(request: HttpRequest) -> HttpResponse:
    """List whom the house buys from, with how many pieces come from each."""
    counts = queries.pieces_by_supplier()
    rows = [(one, counts.get(one.pk, 0)) for one in queries.suppliers()]
    return page(request, "intake/desk/suppliers.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def new_supplier(request: HttpRequest) -> HttpResponse:
    """Add a supplier."""
    form = house_forms.Purveyor(request.POST or None)

    def write(**who: Any) -> int:
        return actions.create_supplier(columns=_columns(form), **who)

    return _written(request, form, {"supplier": None, "title": _("New supplier")}, "supplier", write)


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def supplier(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a supplier, and write what is known of it anew."""
    row = queries.supplier_by_id(pk)
    if row is None:
        raise Http404
    form = house_forms.Purveyor(request.POST or None, initial=_initial(row, house_forms.Purveyor))

    def write(**who: Any) -> int:
        actions.edit_supplier(supplier_id=pk, columns=_columns(form), **who)
        return pk

    context = {"supplier": row, "title": row.name, "entries": reading.deeds(f"supplier:{pk}")}
    return _written(request, form, context, "supplier", write)


def _columns(form: forms.Form) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form.fields}


def _initial(row: Any, form: type[forms.Form]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in form.base_fields}


def _written(
    request: HttpRequest, form: forms.Form, context: dict[str, Any], name: str, write: Callable[..., int]
) -> HttpResponse:
    """Keep what was typed and lead to its page, or show the form again with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            pk = write(actor=actor(request), at=clock.now())
        except (Taken, PieceUnfit, WordsForbidden) as refusal:
            _blame(form, refusal)
        else:
            messages.success(request, _("It is kept."))
            return redirect(f"intake_desk:{name}", pk=pk)
    status = 422 if form.errors else 200
    shown = context | {"form": form}
    return page(request, f"intake/desk/{name}.html", shown, part="form", status=status)


def _blame(form: forms.Form, refusal: Refusal) -> None:
    """Say what was refused beside the field that it is about."""
    if isinstance(refusal, PieceUnfit):
        for one in refusal.reasons:
            why = _("%(why)s Pieces on show need it: nothing was changed.") % {
                "why": queries.reason_words(one.code)
            }
            form.add_error(one.field if one.field in form.fields else None, why)
    else:
        column = str(refusal.context.get("column", ""))
        form.add_error(column if column in form.fields else "name", wording.words(refusal))
