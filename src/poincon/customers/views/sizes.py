"""The customer's own sizes, and those of people they give presents to."""

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from poincon.customers import actions, forms, queries
from poincon.customers.policies import actor, customer, customer_only
from poincon.customers.states import Measured
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.kernel.refusal import Refusal


@customer_only
@require_http_methods(["GET", "POST"])
def sizes(request: HttpRequest) -> HttpResponse:
    """Show the sizes that are remembered, and remember one more; 404 where the house keeps none."""
    if not queries.remembers_sizes():
        raise Http404
    form = forms.SizeKept(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _remember(request, form)
        except Refusal as refusal:
            form.add_error("size_mm", wording.words(refusal))
        else:
            messages.success(request, _("The size is kept."))
            return HttpResponseRedirect(reverse("customers:sizes"))
    rows = [(row, Measured(row.kind).label) for row in queries.sizes_of(customer(request))]
    context = {"form": form, "rows": rows}
    return page(request, "customers/shop/sizes.html", context, status=422 if form.errors else 200)


@customer_only
@require_POST
def scale(request: HttpRequest) -> HttpResponse:
    """Keep with the account the scale that was chosen beside a ring; the page that asks stays as it is."""
    me, said = customer(request), request.POST.get("scale", "")
    actions.choose_scale(customer=me, said=said, actor=actor(request), at=clock.now())
    return HttpResponse(status=204)


@customer_only
@require_POST
def removal(request: HttpRequest, size_id: int) -> HttpResponse:
    """Forget a size; another's is not found."""
    if not queries.remembers_sizes():
        raise Http404
    me = customer(request)
    if not actions.forget_size(customer=me, size_id=size_id, actor=actor(request), at=clock.now()):
        raise Http404
    messages.success(request, _("The size is forgotten."))
    return HttpResponseRedirect(reverse("customers:sizes"))


def _remember(request: HttpRequest, form: forms.SizeKept) -> None:
    size: Decimal = form.cleaned_data["size_mm"]
    actions.remember_size(
        customer=customer(request),
        label=form.cleaned_data["label"],
        kind=Measured(form.cleaned_data["kind"]),
        size_mm=size,
        actor=actor(request),
        at=clock.now(),
    )
