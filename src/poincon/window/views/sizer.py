"""The sheet that measures a finger, to be printed and cut out."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from poincon.catalogue import queries as catalogue
from poincon.charter.promises import keeps
from poincon.design.pages import page
from poincon.window import addresses, measures, words


@require_safe
@keeps("window.size_guide")
def sizer(request: HttpRequest) -> HttpResponse:
    """A page of A4 with every ring size at its true measure, and a line by which to check the printer.

    A screen has no true measure: there the sheet is small, without that line, beside what needs no paper.
    """
    scale = str(catalogue.house_scale())
    drawing = measures.sizer(words.speaking(), scale)
    here = addresses.whole(request.path)
    later = {"subject": _("Ring sizer to print"), "body": here}
    context = {"drawing": drawing, "scale": scale, "canonical": here, "later": later}
    return page(request, "window/shop/sizer.html", context)
