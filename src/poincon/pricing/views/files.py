"""The desk's file of all regular prices, as the change of many prices reads it back."""

import csv
from collections.abc import Iterator
from itertools import batched

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from poincon.foundation import clock
from poincon.kernel.money import Money
from poincon.pricing.queries import price_list
from poincon.staff.policies import desk

MARK = "\ufeff"  # by which spreadsheets know the letters
LINES = 500
COMPUTED = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


@require_safe
@desk(role="catalogue")
def export(request: HttpRequest) -> StreamingHttpResponse:  # noqa: ARG001 - Django's shape
    """Hand out article numbers and regular prices, tax included, of what is sold, as they are read."""
    name = f"prices-{clock.local_day(clock.now()).isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    header = [pgettext("price list", "Article number"), _("Price, tax included")]
    return StreamingHttpResponse(_written(header), content_type="text/csv; charset=utf-8", headers=headers)


def _written(header: list[str]) -> Iterator[str]:
    """Yield the file, some lines at a time; the reader’s language, that of `header`, ends with the view."""
    lines = csv.writer(_Line(), delimiter=";")
    yield MARK + lines.writerow(header)  # which is what `_Line.write` returns
    for rows in batched(price_list(), LINES, strict=False):
        yield "".join(lines.writerow([_harmless(sku), _said(price)]) for sku, price in rows)


class _Line:
    """Gives a line back to whoever writes it, instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _harmless(sku: str) -> str:
    return f"'{sku}" if sku.startswith(COMPUTED) else sku


def _said(price: Money) -> str:
    return f"{price.amount:.2f}".replace(".", ",")
