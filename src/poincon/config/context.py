"""What every page may use: the house, its menu and the number of pieces in the cart."""

from django.conf import settings
from django.http import HttpRequest


def shop(_request: HttpRequest) -> dict[str, object]:
    return {"house": settings.CHARTER.house, "charter": settings.CHARTER}
