"""The first page of the shop."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poincon.design.templatetags.words import speaking
from poincon.entrance import showing
from poincon.entrance.queries import arranged
from poincon.foundation import clock


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the house shows first, as its staff have arranged it."""
    at = clock.now()
    return showing.as_read(request, arranged.shown_at(at), language=speaking(), at=at)
