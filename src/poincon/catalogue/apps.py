"""The catalogue feature."""

from django.apps import AppConfig


class Catalogue(AppConfig):
    name = "poincon.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from poincon.catalogue import made_words, wording
        from poincon.foundation.registries import PageFact, page_facts

        wording.register()
        made_words.register()
        page_facts.register(PageFact("ring_sizes", 10, _ring_sizes))


def _ring_sizes(language: str) -> object:
    from poincon.catalogue import queries

    return queries.ring_sizes(language)
