"""The addresses of the shop, the desk and the machine, gathered from the features in ladder order.

A feature's urls.py may offer lists: `shop` (public pages, in each language), `desk` (staff
pages, under /comptoir/) and `plain` (addresses without a language: messages from providers); and
`library`, shop pages under the bare names that a library reverses.
"""

from importlib import import_module

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from poincon.config import api
from poincon.foundation import health

type Address = URLPattern | URLResolver

# The window comes last: its categories answer at the root, after every other word has been tried.
FEATURES = (
    "design",
    "accounts",
    "staff",
    "customers",
    "api",
    "catalogue",
    "alerts",
    "pricing",
    "intake",
    "supply",
    "content",
    "notifications",
    "cart",
    "payments",
    "orders",
    "past",
    "checkout",
    "wishlist",
    "entrance",
    "reporting",
    "chancery",
    "demo",
    "window",
)


def _gather(kind: str) -> list[Address]:
    found: list[Address] = []
    for feature in FEATURES:
        addresses = getattr(import_module(f"poincon.{feature}.urls"), kind, [])
        name = feature if kind == "shop" else f"{feature}_{kind}"
        if addresses and kind == "library":
            found.extend(addresses)
        elif addresses:
            found.append(path("", include((addresses, name))))
    return found


urlpatterns: list[Address] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    *api.addresses,
    *_gather("plain"),
    *i18n_patterns(
        path(_("desk/"), include(_gather("desk"))),
        *_gather("library"),
        *_gather("shop"),
        prefix_default_language=False,
    ),
]

handler400 = "poincon.design.views.bad_request"
handler403 = "poincon.design.views.forbidden"
handler404 = "poincon.design.views.not_found"
handler429 = "poincon.design.views.too_many"  # asked for by allauth
handler500 = "poincon.design.views.server_error"
