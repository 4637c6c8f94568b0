"""The demo as an app."""

from django.apps import AppConfig


class Demo(AppConfig):
    name = "poincon.demo"
    label = "demo"
