"""What the owner fills in for a new token."""

from django import forms
from django.utils.translation import gettext_lazy as _

from poincon.accounts.queries import user_by_email
from poincon.api.states import Scope
from poincon.customers import queries as customers
from poincon.foundation import fields


class NewToken(forms.Form):
    """A program's name, what it may do, until when, and for whom."""

    name = fields.Line(label=_("Name of the program"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=_("It may"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(
        label=_("Valid for"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("a year")), (0, _("until it is revoked"))],
        initial=365,
    )
    email = fields.Email(
        label=_("Customer for whom it acts"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        user = user_by_email(email) if email else None
        self.customer = customers.customer_of(user) if user else None
        if email and self.customer is None:
            raise forms.ValidationError(_("No customer has this address."))
        return email
