"""The way in, under names that allauth looks up itself; registration is the customers'."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import gettext_lazy as _

from poincon.accounts.views import exact


class Base36(StringConverter):
    """A user's number as allauth writes it: unlike a slug it holds no dash, after which the token follows."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36, "base36")

library = [
    path(_("account/sign-in/"), exact(account.login), name="account_login"),
    path(_("account/sign-out/"), exact(account.logout), name="account_logout"),
    path(_("account/closed/"), exact(account.account_inactive), name="account_inactive"),
    path(_("account/sign-in/again/"), exact(account.reauthenticate), name="account_reauthenticate"),
    path(_("account/address/"), exact(account.email), name="account_email"),
    path(
        _("account/address/sent/"),
        exact(account.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path(_("account/address/<str:key>/"), exact(account.confirm_email), name="account_confirm_email"),
    path(_("account/password/"), exact(account.password_change), name="account_change_password"),
    path(_("account/new-password/"), exact(account.password_reset), name="account_reset_password"),
    path(
        _("account/new-password/sent/"),
        exact(account.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        _("account/new-password/chosen/"),
        exact(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path(
        _("account/new-password/<base36:uidb36>-<str:key>/"),
        exact(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(_("account/security/"), exact(factor.index), name="mfa_index"),
    path(_("account/sign-in/code/"), exact(factor.authenticate), name="mfa_authenticate"),
    path(_("account/sign-in/again/code/"), exact(factor.reauthenticate), name="mfa_reauthenticate"),
    path(_("account/security/app/"), exact(totp.activate_totp), name="mfa_activate_totp"),
    path(_("account/security/app/removal/"), exact(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(_("account/security/codes/"), exact(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        _("account/security/codes/new/"),
        exact(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        _("account/security/codes/file/"),
        exact(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
