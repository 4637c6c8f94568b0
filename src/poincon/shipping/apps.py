"""Shipping as an app."""

from django.apps import AppConfig


class Shipping(AppConfig):
    name = "poincon.shipping"
    label = "shipping"
