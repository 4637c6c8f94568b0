"""The pricing feature."""

from django.apps import AppConfig


class Pricing(AppConfig):
    name = "poincon.pricing"
    label = "pricing"
