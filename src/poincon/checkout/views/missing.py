"""The desk's list of pieces that were sold and are not there."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from poincon.catalogue import queries as catalogue
from poincon.checkout import queries
from poincon.design.pages import page
from poincon.foundation.languages import spoken
from poincon.staff.policies import desk

CHOICES = {
    "": _("has been written to, and has not chosen yet"),
    "wait": pgettext_lazy("missing piece", "waits"),
    "exchange": pgettext_lazy("missing piece", "takes another piece: choose it together"),
    "refund": pgettext_lazy("missing piece", "is refunded"),
}


@require_safe
@desk(role="counter")
def listing(request: HttpRequest) -> HttpResponse:
    """Show who is concerned, piece by piece, in the order of their purchases."""
    cases = queries.open_cases()
    facts = catalogue.variant_facts({one.variant_id for one in cases})
    rows = [
        (one, spoken(facts[one.variant_id], "name"), facts[one.variant_id], CHOICES[one.choice])
        for one in cases
    ]
    return page(request, "checkout/desk/missing.html", {"rows": rows})
