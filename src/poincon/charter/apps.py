"""The charter as an app."""

from django.apps import AppConfig


class CharterConfig(AppConfig):
    name = "poincon.charter"
    label = "charter"
    verbose_name = "Charter"
