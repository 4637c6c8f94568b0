"""What the owner fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from poincon.accounts.forms import EmailField
from poincon.foundation import fields
from poincon.staff.states import Role


class Roles(forms.Form):
    """What a member of staff may do."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )


class Hiring(Roles):
    """Somebody new: the name that colleagues see, and the address that the link goes to."""

    name = fields.Line(label=_("Name"), max_length=80)
    email = EmailField(autocomplete="off")

    field_order = ["name", "email", "roles"]
