"""Every Django form in the house's clothes, allauth's included: settings.FORM_RENDERER points here."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe


class Renderer(DjangoTemplates):
    """Render `{{ form }}` and `{{ form.x.as_field_group }}` through the design's own parts.

    The controls that nearly every form is made of are drawn here as Django's own templates draw them: a
    choice of forty countries is a hundred and twenty templates otherwise, and half the time of its page.
    """

    form_template_name = "design/parts/form.html"
    field_template_name = "design/parts/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if template_name in INPUTS:
            return _input(context["widget"])
        if template_name == SELECT:
            return _select(context["widget"])
        return super().render(template_name, context, request)


FOLDER = "django/forms/widgets"
INPUTS = frozenset(
    f"{FOLDER}/{kind}.html"
    for kind in ("input", "text", "email", "tel", "search", "url", "number", "password", "hidden", "checkbox")
)
SELECT = f"{FOLDER}/select.html"


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else f' value="{_said(widget["value"])}"'
    start = f'<input type="{_said(widget["type"])}" name="{_said(widget["name"])}"'
    return mark_safe(f"{start}{value}{_attributes(widget)}>")  # noqa: S308 - each part is escaped


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = "".join(_group(name, options) for name, options, _place in widget["optgroups"])
    start = f'<select name="{_said(widget["name"])}"{_attributes(widget)}>'
    return mark_safe(f"{start}{groups}</select>")  # noqa: S308 - each part is escaped


def _group(name: object, options: list[Mapping[str, Any]]) -> str:
    drawn = "".join(
        f'<option value="{_said(one["value"])}"{_attributes(one)}>{_said(one["label"])}</option>'
        for one in options
    )
    return f'<optgroup label="{_said(name)}">{drawn}</optgroup>' if name else drawn


def _attributes(widget: Mapping[str, Any]) -> str:
    """Return the attributes of a control: the name alone of those that are true, nothing of false ones."""
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{_said(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _said(value: object) -> str:
    return conditional_escape(value if isinstance(value, SafeString) else str(value))
