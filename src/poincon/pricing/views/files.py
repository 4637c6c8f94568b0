"""The desk's file of all regular prices, as the change of many prices reads it back."""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from poincon.foundation import clock
from poincon.pricing.queries import price_list
from poincon.staff.policies import desk

MARK = "\ufeff"  # by which spreadsheets know the letters
COMPUTED = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


@require_safe
@desk(role="catalogue")
def export(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Hand out article numbers and regular prices, tax included, of what is sold."""
    file = io.StringIO(MARK, newline="")
    file.seek(0, io.SEEK_END)
    rows = csv.writer(file, delimiter=";")
    rows.writerow([pgettext("price list", "Article number"), _("Price, tax included")])
    for sku, price in price_list():
        said = f"'{sku}" if sku.startswith(COMPUTED) else sku
        rows.writerow([said, f"{price.amount:.2f}".replace(".", ",")])
    name = f"prices-{clock.local_day(clock.now()).isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)
