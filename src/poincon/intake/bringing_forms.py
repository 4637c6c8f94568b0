"""What the desk says of a product file that it hands in."""

from typing import Any, BinaryIO

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from poincon.catalogue import queries
from poincon.customers.states import RingScale
from poincon.intake.bringings import Wanted
from poincon.intake.words import SYSTEMS

MOST_BYTES = 50_000_000
HEARD = ("", _("Heard from the columns"))
BARE = ("", _("Refuse sizes without a scale"))


def _file(label: Any, help_text: Any, *, required: bool) -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=help_text,
        required=required,
        allow_empty_file=True,  # what is wrong with it is said as of any other file
        widget=forms.FileInput({"accept": ".csv,text/csv,text/plain"}),
    )


class HandIn(forms.Form):
    """A product file of another shop, and how it is to be read and brought in."""

    file = _file(pgettext_lazy("bringing", "The file of products"), _("CSV, up to 50 MB."), required=True)
    beside = _file(_("The file of combinations"), _("PrestaShop alone: CSV, up to 50 MB."), required=False)
    system = forms.ChoiceField(label=_("System of the other shop"), choices=[HEARD, *SYSTEMS], required=False)
    language = forms.ChoiceField(
        label=_("Language of the texts"),
        choices=[("", _("Heard from the words")), ("fr", _("French")), ("en", _("English"))],
        required=False,
    )
    ring_scale = forms.ChoiceField(
        label=_("Ring sizes that are bare numbers"),
        choices=[BARE, *RingScale.choices],
        required=False,
        help_text=_("The scale on which the other shop writes “52” or “7”."),
    )
    supplier = forms.ChoiceField(
        label=_("Bought from"),
        required=False,
        help_text=_(
            "All that is new in the file. What is bought from several is named in the list of pieces."
        ),
    )
    without_tax = forms.BooleanField(
        label=_("The prices are without tax"),
        required=False,
        help_text=_("Asked of WooCommerce alone. The tax of the day is added."),
    )
    with_stock = forms.BooleanField(
        label=_("Also set the stock of pieces that are here already"),
        required=False,
        help_text=_(
            "The file then tells of all that is in the house, sold and not yet sent as well."
            " Without a figure nothing changes."
        ),
    )
    as_drafts = forms.BooleanField(
        label=_("Keep everything new as a draft"),
        required=False,
        initial=True,
        help_text=_("Otherwise pieces that the file shows and that lack nothing go on show at once."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(one.pk), one.name) for one in queries.suppliers()]
        self.fields["supplier"].choices = [("", _("Named later")), *known]  # type: ignore[attr-defined]

    def clean_file(self) -> "UploadedFile[bytes]":
        return self._light("file")

    def clean_beside(self) -> "UploadedFile[bytes]":
        return self._light("beside")

    def wanted(self) -> Wanted:
        """Return how the file is to be brought in; only of a valid form."""
        typed = self.cleaned_data
        return Wanted(
            system=typed["system"],
            language=typed["language"],
            ring_scale=typed["ring_scale"],
            supplier_id=int(typed["supplier"]) if typed["supplier"] else None,
            without_tax=typed["without_tax"],
            with_stock=typed["with_stock"],
            as_drafts=typed["as_drafts"],
        )

    def files_sent(self) -> tuple[BinaryIO, BinaryIO | None]:
        """Return the file, and the one beside it where there is one; only of a valid form."""
        beside = self.cleaned_data["beside"]
        return self.cleaned_data["file"].file, beside.file if beside else None

    def _light(self, name: str) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data[name]
        if file and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 50 MB: the command brings it in."))
        return file
