"""Notifications as a Django application."""

from django.apps import AppConfig


class Notifications(AppConfig):
    name = "poincon.notifications"
    label = "notifications"
