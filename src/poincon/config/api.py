"""The API: the endpoints of every feature under one address, with its schema and the page that tells it."""

from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path

from poincon.api import views as told
from poincon.api import wiring

FEATURES = ("window", "cart", "checkout", "orders")

api = wiring.assembled(
    part for feature in FEATURES for part in import_module(f"poincon.{feature}.api").offered
)

addresses: list[URLPattern | URLResolver] = [
    path("api/openapi.json", wiring.spoken(told.document(api)), name="openapi"),
    path("api/", told.manual(api), name="api_manual"),
    path("api/v1/", include((wiring.addresses(api), "api"))),
]
