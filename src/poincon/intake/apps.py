"""The intake feature."""

from django.apps import AppConfig


class Intake(AppConfig):
    name = "poincon.intake"
    label = "intake"
