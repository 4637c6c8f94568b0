"""Those who work at the desk: their roles and what each may do."""

from django.apps import AppConfig


class Staff(AppConfig):
    name = "poincon.staff"
    label = "staff"
