"""What somebody who wants to be told fills in."""

from django import forms

from poincon.accounts.forms import EmailField


class Wish(forms.Form):
    """A variant that is sold out, and the address to write to."""

    variant = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    email = EmailField()
