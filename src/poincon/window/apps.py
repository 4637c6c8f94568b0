"""The window feature."""

from django.apps import AppConfig


class Window(AppConfig):
    name = "poincon.window"
    label = "window"
