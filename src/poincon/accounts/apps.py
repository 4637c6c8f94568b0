"""The one user model: signing in, proving an address, second factors and sessions."""

from django.apps import AppConfig


class Accounts(AppConfig):
    name = "poincon.accounts"
    label = "accounts"
