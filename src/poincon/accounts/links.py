"""Addresses in mails: they start with the shop's own, never with what a request claims to be its host."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from poincon.accounts.models import User


def page(name: str, language: str, **kwargs: object) -> str:
    """Return the full address of a page in one of the shop's languages."""
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse(name, kwargs=kwargs or None)}"


def new_password(user: User, language: str) -> str:
    """Return a link to choose a new password: good once, for the charter's minutes, and kept nowhere."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    return page("account_reset_password_from_key", language, uidb36=user_pk_to_url_str(user), key=token)
