"""The sheet that measures a finger, to be printed and cut out."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poincon.catalogue import queries as catalogue
from poincon.charter.promises import keeps
from poincon.design.pages import page
from poincon.window import addresses, measures, words


@require_safe
@keeps("window.size_guide")
def sizer(request: HttpRequest) -> HttpResponse:
    """A page of A4 with every ring size at its true measure, and a line by which to check the printer."""
    scale = str(catalogue.house_scale())
    drawing = measures.sizer(words.speaking(), scale)
    context = {"drawing": drawing, "scale": scale, "canonical": addresses.whole(request.path)}
    return page(request, "window/shop/sizer.html", context)
