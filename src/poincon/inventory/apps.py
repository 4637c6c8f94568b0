"""The inventory feature."""

from django.apps import AppConfig


class Inventory(AppConfig):
    name = "poincon.inventory"
    label = "inventory"
