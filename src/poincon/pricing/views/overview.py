"""What is reduced, what will be, and what has been changed by the hundred."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from poincon.charter.queries import charter
from poincon.design.pages import page
from poincon.foundation import clock
from poincon.pricing import words
from poincon.pricing.queries import reductions as asked
from poincon.pricing.queries import seasons
from poincon.pricing.states import EditState
from poincon.staff.policies import desk

SHOWN = 50


@require_GET
@desk(role="catalogue")
def overview(request: HttpRequest) -> HttpResponse:
    """List the reductions and bulk edits, the newest first, with the next legal sales."""
    now, currency = clock.now(), charter().currency
    rows = [
        {
            "row": row,
            "name": words.name_of(row),
            "terms": words.terms(row, currency),
            "stage": words.STAGES[row.stage(now).value],
            "tone": words.TONES.get(row.stage(now), "off"),
        }
        for row in asked.reductions()[:SHOWN]
    ]
    edits = [
        {
            "row": row,
            "change": words.change(row, currency),
            "state": words.EDIT_STATES[row.state],
            "tone": words.EDIT_TONES.get(EditState(row.state), "off"),
        }
        for row in asked.edits()[:SHOWN]
    ]
    context = {"reductions": rows, "edits": edits, "seasons": seasons.next_seasons(now)}
    return page(request, "pricing/desk/overview.html", context)
