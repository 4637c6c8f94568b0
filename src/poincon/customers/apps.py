"""Those who buy: their names, addresses and preferences, and their own space."""

from django.apps import AppConfig


class Customers(AppConfig):
    name = "poincon.customers"
    label = "customers"
