"""Every Django form in the house's clothes, allauth's included: settings.FORM_RENDERER points here."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Render `{{ form }}` and `{{ form.x.as_field_group }}` through the design's own parts."""

    form_template_name = "design/parts/form.html"
    field_template_name = "design/parts/field.html"
