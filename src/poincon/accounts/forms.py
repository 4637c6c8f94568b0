"""The forms of the way in, in the shop's words; what they check is allauth's."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from poincon.accounts import actions
from poincon.accounts.rules import LEAST_PASSWORD, tidy
from poincon.foundation import clock, fields

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
LONGEST_EMAIL = 254  # RFC 5321, as erratum 1690 reads it; what the columns hold
ADVICE = _("At least {least} characters. A short sentence is easy to remember and hard to guess.")


class EmailField(fields.Email):
    """An e-mail address, with the keyboard for it; `autocomplete` says whose."""

    def __init__(self, *, autocomplete: str = "email", **kwargs: Any) -> None:
        kwargs.setdefault("label", EMAIL)
        kwargs.setdefault("max_length", LONGEST_EMAIL)
        attributes = {
            "autocomplete": autocomplete,
            "inputmode": "email",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        super().__init__(widget=forms.EmailInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> str:
        return tidy(super().clean(value))


class PasswordField(forms.CharField):
    """A password: as typed, spaces included, and never sent back to the page."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        kwargs.setdefault("label", PASSWORD)
        super().__init__(
            strip=False, widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}), **kwargs
        )


class NewPasswordField(PasswordField):
    """A password to be chosen, with the advice that helps to choose one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(autocomplete="new-password", **kwargs)
        _advise(self)


def _plain(form: forms.Form, **labels: object) -> None:
    """Give allauth's fields our labels, and no placeholder that repeats them."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = labels.get(name, field.label)  # type: ignore[assignment]  # a lazy text is a text
        field.help_text = ""


def _advise(field: forms.Field) -> None:
    """Say how long a new password must be; allauth's field keeps checking it."""
    field.help_text = format_lazy(ADVICE, least=LEAST_PASSWORD)
    field.widget.attrs["minlength"] = LEAST_PASSWORD


class SignIn(account.LoginForm):  # type: ignore[misc]  # allauth has no types, here and below
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = EmailField(autocomplete="username")
        self.order_fields(["login", "password"])
        _plain(self, password=PASSWORD)


class AskReset(account.ResetPasswordForm):  # type: ignore[misc]
    """An address, known or not: the answer is the same, and comes by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField()

    def clean_email(self) -> str:
        """Accept any address; allauth would look it up here, which takes longer for some than for others."""
        email: str = self.cleaned_data["email"]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:  # noqa: ARG002 - allauth's signature
        email: str = self.cleaned_data["email"]
        actions.ask_reset(email=email, language=(get_language() or "fr")[:2], at=clock.now())
        return email


class ChooseNewPassword(account.ResetPasswordKeyForm):  # type: ignore[misc]
    """One field: whoever mistypes can ask for another link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _plain(self, password1=NEW_PASSWORD)
        _advise(self.fields["password1"])


class ChangePassword(account.ChangePasswordForm):  # type: ignore[misc]
    """The current password, then the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _plain(self, oldpassword=_("Current password"), password1=NEW_PASSWORD)
        _advise(self.fields["password1"])


class ChangeAddress(account.AddEmailForm):  # type: ignore[misc]
    """The new address; it takes effect once it is proven."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField(label=_("New e-mail address"))


class Reauthenticate(account.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, password=PASSWORD)


def _code(form: forms.Form) -> None:
    _plain(form, code=_("Code"))
    form.fields["code"].widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code"})


class SecondStep(factor.AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self)


class SecondStepAgain(factor.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self)


class AddAuthenticator(totp.ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self)
