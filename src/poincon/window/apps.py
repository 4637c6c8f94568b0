"""The window feature."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Window(AppConfig):
    name = "poincon.window"
    label = "window"

    def ready(self) -> None:
        from poincon.foundation import wording
        from poincon.foundation.registries import (
            DeskEntry,
            PageFact,
            Panel,
            desk_menu,
            page_facts,
            page_figures,
            page_panels,
        )
        from poincon.window import forms, measures, sizing

        section = pgettext_lazy("desk", "Pieces")
        desk_menu.register(
            DeskEntry(section, _("Words of searches"), "window_desk:synonyms", 340, "catalogue")
        )
        wording.register("synonyms_refused", lambda context: str(forms.FAULTS[str(context["reason"])]))
        wording.register("synonyms_gone", _("Somebody else has taken this group away meanwhile."))

        page_facts.register(PageFact("necklace_lengths", 20, lambda _language: measures.usual_chains()))
        page_facts.register(PageFact("bracelet_lengths", 30, lambda _language: measures.usual_wrists()))
        page_figures.register(PageFact("necklaces", 10, lambda language: measures.chains((), language)))
        page_figures.register(PageFact("bracelets", 20, lambda language: measures.wrists((), language)))
        page_panels.register(Panel("brand_sizes", "window/parts/brand_sizes.html", 10, sizing.brand_sizes))
