"""The design system as a Django application: templates, static files and tag libraries."""

from django.apps import AppConfig


class Design(AppConfig):
    name = "poincon.design"
    label = "design"
