"""The controls that the design draws itself are those of Django's templates, letter for letter."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import Context, Template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from poincon.design.forms import Renderer

AWKWARD = '<b>"O\'Neil" & fils</b>'
COUNTRIES = [("", "—"), ("FR", "France"), ("CI", "Côte d’Ivoire"), ("X", AWKWARD)]
GROUPED = [("", _("Search")), (AWKWARD, [(1, "one"), (2, _("Search"))]), ("Else", [("3", 3)])]
SHOWN = {
    "text": (forms.TextInput(attrs={"autocomplete": "name", "required": True, "hidden": False}), AWKWARD),
    "empty": (forms.TextInput(), None),
    "emptied": (forms.TextInput(), ""),
    "nought": (forms.NumberInput(attrs={"min": 0, "step": "any"}), 0),
    "safe": (forms.TextInput(attrs={"data-said": mark_safe("&eacute;")}), mark_safe("a&nbsp;b")),
    "lazy": (forms.TextInput(attrs={"placeholder": _("Search")}), _("Search")),
    "email": (forms.EmailInput(), "a@example.org"),
    "password": (forms.PasswordInput(render_value=True), "secret"),
    "hidden": (forms.HiddenInput(), "seal"),
    "ticked": (forms.CheckboxInput(), True),
    "unticked": (forms.CheckboxInput(), False),
    "ticked by value": (forms.CheckboxInput(), "yes"),
    "choice": (forms.Select(choices=COUNTRIES, attrs={"data-country": ""}), "FR"),
    "awkward choice": (forms.Select(choices=COUNTRIES), "X"),
    "no choice": (forms.Select(choices=COUNTRIES), None),
    "groups": (forms.Select(choices=GROUPED), 2),
    "several": (forms.SelectMultiple(choices=COUNTRIES), ["FR", "CI"]),
    "day": (forms.DateInput(), "2026-11-22"),
    "long": (forms.Textarea(), AWKWARD),
    "buttons": (forms.RadioSelect(choices=COUNTRIES), "FR"),
}


def flat(html: str) -> str:
    return re.sub(r"\s*\n\s*", "", html)


@pytest.mark.parametrize("name", SHOWN)
def test_a_control_is_drawn_as_django_draws_it(name: str) -> None:
    widget, value = SHOWN[name]
    attrs = {"id": "id_one", "aria-describedby": "id_one_helptext"}
    ours = widget.render("one & two", value, attrs=attrs, renderer=Renderer())
    theirs = widget.render("one & two", value, attrs=attrs, renderer=DjangoTemplates())
    assert flat(ours) == flat(theirs)


def test_a_field_with_faults_is_drawn_as_django_draws_it() -> None:
    class Asked(forms.Form):
        country = forms.ChoiceField(choices=COUNTRIES)
        email = forms.EmailField()
        agreed = forms.BooleanField()

    given = {"country": "YY", "email": '"><script>'}
    ours, theirs = Asked(given, renderer=Renderer()), Asked(given, renderer=DjangoTemplates())
    for name in ours.fields:
        assert flat(str(ours[name])) == flat(str(theirs[name]))


class Measured(forms.Form):
    width = forms.DecimalField(decimal_places=1)


def test_a_refusal_is_set_as_a_printer_would() -> None:
    template = "{% load parts %}{% faults form %}{% field form.width %}"
    with override("fr"):
        told = Template(template).render(Context({"form": Measured({"width": "1.234"})}))
    assert told.count("qu’il n’y a pas plus de") == 2
    assert "'il" not in told
