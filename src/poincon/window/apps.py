"""The window feature."""

from django.apps import AppConfig


class Window(AppConfig):
    name = "poincon.window"
    label = "window"

    def ready(self) -> None:
        from poincon.foundation.registries import PageFact, Panel, page_facts, page_figures, page_panels
        from poincon.window import measures, sizing

        page_facts.register(PageFact("necklace_lengths", 20, lambda _language: measures.usual_chains()))
        page_facts.register(PageFact("bracelet_lengths", 30, lambda _language: measures.usual_wrists()))
        page_figures.register(PageFact("necklaces", 10, lambda language: measures.chains((), language)))
        page_figures.register(PageFact("bracelets", 20, lambda language: measures.wrists((), language)))
        page_panels.register(Panel("brand_sizes", "window/parts/brand_sizes.html", 10, sizing.brand_sizes))
