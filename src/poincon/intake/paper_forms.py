"""What the desk may type about documents: certificates of stones, and test reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poincon.catalogue.states import Substance
from poincon.foundation import fields

SUBSTANCES = (
    (Substance.NICKEL.value, _("Nickel")),
    (Substance.CADMIUM.value, _("Cadmium")),
    (Substance.LEAD.value, _("Lead")),
)
DAY = {"type": "date"}


class Report(forms.Form):
    """A test report: by whom, under which number, for what, and how long it holds."""

    laboratory = fields.Line(label=_("Laboratory"), max_length=120)
    number = fields.Line(label=_("Number of the report"), max_length=80)
    substances = forms.MultipleChoiceField(
        label=_("Tested for"), choices=SUBSTANCES, widget=forms.CheckboxSelectMultiple
    )
    batch = fields.Line(label=_("Batch or model"), max_length=120, required=False)
    issued_on = forms.DateField(label=_("Day of the report"), widget=forms.DateInput(DAY, format="%Y-%m-%d"))
    ends_on = forms.DateField(
        label=_("Good until"),
        required=False,
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        help_text=_("Leave empty when the report names no end."),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        first, last = typed.get("issued_on"), typed.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("This day is before that of the report."))
        return typed
