"""What the cart's forms may send."""

from django import forms


class Choice(forms.Form):
    """A variant, and how many of it."""

    variant = forms.IntegerField(min_value=1, max_value=2**62)
    quantity = forms.IntegerField(min_value=0, max_value=20, required=False)

    def wanted(self, default: int) -> int:
        """Return the quantity, or `default` when the form names none."""
        given: int | None = self.cleaned_data["quantity"]
        return default if given is None else given


class Line(forms.Form):
    """A line of the cart, and how many it is to hold; nought takes it out."""

    line = forms.IntegerField(min_value=1, max_value=2**62)
    quantity = forms.IntegerField(min_value=0, max_value=20)
