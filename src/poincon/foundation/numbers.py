"""Numbers without gaps, for the documents whose law wants them so (CGI ann. II, art. 242 nonies A)."""

from django.db import connection

from poincon.foundation.models import NumberSeries


def next_number(series: str) -> int:
    """Return the next number of `series`, starting at 1.

    The counter's row stays locked until the surrounding transaction ends, so that a number is
    either used by a committed document or given again. Outside a transaction it raises.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is only given inside the transaction that uses it")
    NumberSeries.objects.bulk_create([NumberSeries(name=series)], ignore_conflicts=True)
    counter = NumberSeries.objects.select_for_update().get(name=series)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
