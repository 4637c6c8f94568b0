"""The desk's pages about brands: their story, and who answers for their pieces."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from poincon.catalogue import actions, queries
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.intake import forms
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk


@require_GET
@desk(role="catalogue")
def listing(request: HttpRequest) -> HttpResponse:
    """List the brands by name."""
    return page(request, "intake/desk/brands.html", {"brands": queries.brands()})


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def brand(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a brand, and write what is told of it anew."""
    row = queries.brand_by_id(pk)
    if row is None:
        raise Http404
    initial = {name: getattr(row, name) for name in forms.Maker.base_fields}
    form = forms.Maker(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        columns = {name: form.cleaned_data[name] for name in form.fields}
        try:
            actions.edit_brand(brand_id=pk, columns=columns, actor=actor(request), at=clock.now())
        except Refusal as refusal:
            form.add_error("maker_name", wording.words(refusal))
        else:
            messages.success(request, _("It is kept."))
            return redirect("intake_desk:brand", pk=pk)
    context = {"brand": row, "form": form}
    return page(request, "intake/desk/brand.html", context, part="form", status=422 if form.errors else 200)
