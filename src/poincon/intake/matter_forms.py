"""What the desk may type about a piece besides its metals and stones: other materials, how large it is."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from poincon.catalogue import rules
from poincon.catalogue.states import Kind, StatedBy
from poincon.foundation import fields
from poincon.intake.forms import language

LIKELY = _("A height or width is from 0.5 to 300 mm, to a tenth of a millimetre.")
NO_MEASURE = ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits")


def _in_millimetres(label: Any) -> fields.Number:
    return fields.Number(
        label=label,
        min_value=rules.SMALLEST_MM,
        max_value=rules.LARGEST_MM,
        max_digits=4,
        decimal_places=1,
        required=False,
        error_messages=dict.fromkeys(NO_MEASURE, LIKELY),
    )


class Materials(forms.Form):
    """What else a piece is made of, how large it is, and whether the house vouches for all of it.

    A ring has its size instead of measures, and may be one that cannot be brought to another.
    """

    materials = forms.MultipleChoiceField(
        label=_("Other materials"), required=False, widget=forms.CheckboxSelectMultiple
    )
    height_mm = _in_millimetres(_("Height, mm"))
    width_mm = _in_millimetres(_("Width, mm"))
    fixed_size = forms.BooleanField(
        label=_("Cannot be resized"),
        help_text=_(
            "Stones all the way round, a tension setting, tungsten: its page says so beside the size."
        ),
        required=False,
    )
    checked = forms.BooleanField(
        label=_("The house has checked these facts"),
        help_text=_("Until then the piece is listed under “To check”."),
        required=False,
    )

    def __init__(self, *arguments: Any, kind: str, **more: Any) -> None:
        super().__init__(*arguments, **more)
        materials = cast("forms.MultipleChoiceField", self.fields["materials"])
        materials.choices = list(rules.material_labels(language()))
        for name in ("height_mm", "width_mm") if kind == Kind.RING else ("fixed_size",):
            del self.fields[name]
        if "height_mm" in self.fields:
            self.fields["height_mm"].help_text = rules.measured_part(kind, language())

    def columns(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        checked = typed.pop("checked")
        return typed | {
            "stated_by": (StatedBy.HOUSE if checked else StatedBy.SUPPLIER).value,
        }
