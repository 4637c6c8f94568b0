"""The desk's file of all regular prices, as the change of many prices reads it back."""

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from poincon.foundation import clock
from poincon.foundation.spreadsheets import sent
from poincon.kernel.money import Money
from poincon.pricing.queries import price_list
from poincon.staff.policies import desk


@require_safe
@desk(role="catalogue")
def export(request: HttpRequest) -> StreamingHttpResponse:  # noqa: ARG001 - Django's shape
    """Hand out article numbers and regular prices, tax included, of what is sold, as they are read."""
    name = f"prices-{clock.local_day(clock.now()).isoformat()}"
    header = [pgettext("price list", "Article number"), _("Price, tax included")]
    return sent(name, header, ((sku, _said(price)) for sku, price in price_list()))


def _said(price: Money) -> str:
    return f"{price.amount:.2f}".replace(".", ",")
