"""What somebody who wants to be told fills in."""

from django import forms

from poincon.accounts.forms import EmailField
from poincon.foundation import fields


class Wish(forms.Form):
    """A variant that is sold out, the address to write to, and the scale of ring sizes that is read there."""

    variant = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    email = EmailField()
    scale = fields.Line(required=False, widget=forms.HiddenInput(attrs={"data-scale-read": ""}))
