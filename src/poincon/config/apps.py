"""The composition root as an app, so that its management commands are found."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "poincon.config"
    label = "config"
