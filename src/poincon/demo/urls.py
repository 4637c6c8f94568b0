"""Addresses of the demo's pictures; a shop in production has none of them."""

from django.conf import settings
from django.urls import URLPattern, path

from poincon.demo import views

plain: list[URLPattern] = (
    [path("media/demo/<slug:digest>/<str:name>", views.picture, name="picture")]
    if settings.DEMO or settings.TESTING
    else []
)
